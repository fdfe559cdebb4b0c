"""Names that what stands beside them in a table gives another meaning than they have alone."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.catalogue.model import FieldKind
from desktop_app.catalogue.text import normalise
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import Target
from desktop_app.importing.layouts.plan import Plan
from desktop_app.importing.layouts.series import Series

_SEVERAL = 2


def leave_other_kinds(context: SheetContext, plan: Plan, all_series: Sequence[Series]) -> None:
    """Take back meanings that the names beside a series rule out.

    "Precision" beside "Recall" is no accuracy. Calls made to customers are no part of the work
    that came in, where the table counts that too: they are asked about, and never added to it.
    """
    _leave_retrieval(context, plan, all_series)
    _leave_outbound(context, all_series)


def _leave_retrieval(context: SheetContext, plan: Plan, all_series: Sequence[Series]) -> None:
    known = context.words.retrieval
    texts = [column.sketch.header for column in plan.columns] + [one.text for one in all_series]
    if len(known & set(map(normalise, texts))) < _SEVERAL:
        return
    for one in all_series:
        if normalise(one.text) in known and one.item is not None and not one.item.chosen:
            one.item = None


def _leave_outbound(context: SheetContext, all_series: Sequence[Series]) -> None:
    counts = [one for one in all_series if _is_count(context, one)]
    going = [one for one in counts if _is_outbound(context, one.text)]
    if len(going) == len(counts):
        return
    for one in going:
        assert one.item is not None
        if not one.item.chosen:
            one.rejected, one.item = [one.item], None


def _is_count(context: SheetContext, series: Series) -> bool:
    item = series.item
    if item is None or item.target is Target.KPI:
        return item is not None and item.id == "volume"
    return context.report.catalogue.fields[item.id].kind is FieldKind.COUNT


def _is_outbound(context: SheetContext, text: str) -> bool:
    """Return whether a name is of calls made to customers: "Appels émis", "Outbound calls"."""
    words = normalise(text).split()
    contact = not context.words.contacts.isdisjoint(words)
    return contact and not context.words.outbound.isdisjoint(words)
