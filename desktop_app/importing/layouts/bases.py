"""Counts that one KPI of a table rests on, not all of them: "Responses" below "CSAT"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop_app.catalogue.model import Statistic
from desktop_app.catalogue.text import normalise
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import SURE, Candidate, Target

if TYPE_CHECKING:
    from desktop_app.importing.layouts.series import Series


def count_below(
    context: SheetContext, above: Candidate | None, items: Sequence[Candidate]
) -> Candidate | None:
    """Return the count that a text below a KPI's name surely names, if that KPI is weighed by it.

    Parameters
    ----------
    above : Candidate or None
        What the heading names in the rows above.
    items : sequence of Candidate
        What the text may name.
    """
    if above is None or above.target is not Target.KPI:
        return None
    weights = context.report.catalogue.kpis[above.id].weigh_by
    found = (
        c
        for c in items
        if c.target is Target.FIELD and c.id in weights and not _is_volume(context, c.id)
    )
    return next((c for c in found if c.confidence >= SURE), None)


def tell_bases(context: SheetContext, series: Sequence[Series]) -> None:
    """Give "CSAT responses" and "NPS responses" of one table the KPI that each of them is of.

    Only where several series are the same count, and each of them names another KPI beside it.
    """
    by_item: dict[str, list[Series]] = {}
    for one in series:
        if one.item is not None and one.item.target is Target.FIELD and not one.of:
            by_item.setdefault(one.item.id, []).append(one)
    kpis = {one.item.id for one in series if one.item and one.item.target is Target.KPI}
    for count, alike in by_item.items():
        if len(alike) < 2 or _is_volume(context, count):
            continue
        named = [_named(context, kpis, count, one.text) for one in alike]
        if all(named) and len(set(named)) == len(named):
            for one, kpi in zip(alike, named, strict=True):
                one.of = kpi


def _is_volume(context: SheetContext, count: str) -> bool:
    """Return whether a KPI is the sum of a count, so that each of its figures has to be of all."""
    return any(
        formula.part == count and formula.statistic is Statistic.SUM
        for kpi in context.report.catalogue.kpis.values()
        for formula in kpi.formulas
    )


def _named(context: SheetContext, kpis: set[str], count: str, text: str) -> str:
    """Return the only KPI of the table that a count's name holds the name of, ``""`` for none."""
    said = f" {normalise(text)} "
    known = context.report.catalogue.kpis
    found = [
        kpi
        for kpi in sorted(kpis)
        if count in known[kpi].weigh_by
        and any(
            f" {normalise(name)} " in said for name in (known[kpi].name, known[kpi].abbreviation)
        )
    ]
    return found[0] if len(found) == 1 else ""


def bases(series: Sequence[Series]) -> list[str]:
    """Return for each series the KPI whose own counts it stands with, ``""`` for the table's."""
    own = {one.of for one in series if one.of}
    return [
        one.of or (one.item.id if one.item is not None and one.item.id in own else "")
        for one in series
    ]
