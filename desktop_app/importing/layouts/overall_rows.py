"""The question of a survey that stands for all of it: "Overall satisfaction" beside others."""

from __future__ import annotations

from desktop_app.catalogue.text import normalise
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import TAKEN, Target
from desktop_app.importing.layouts.headings import best
from desktop_app.importing.layouts.plan import Plan
from desktop_app.importing.layouts.row_kinds import Row, Rows

_ALL = ("overall", "gesamt", "insgesamt", "globale", "global", "general")
_SURVEYED = frozenset({"csat", "nps", "ces", "client_feedback"})


def take_overall(context: SheetContext, plan: Plan, rows: Rows) -> None:
    """Take the answers to the one question about everything for those of the whole survey.

    "Ease of contact" and "Agent knowledge" are other questions to the same people, so that the
    answers to all of them are no figure of anything. Only where KPIs go across, and names of
    questions stand down the rows.
    """
    if plan.label is not None or plan.item is not None:
        return
    data = rows.kind == Row.DATA
    names = {str(name) for name in rows.segment[data] if name is not None}
    overall = [name for name in names if _is_overall(context, name)]
    if len(overall) != 1 or len(names) < 2:
        return
    rows.segment[rows.segment == overall[0]] = None


def _is_overall(context: SheetContext, name: str) -> bool:
    """Return whether a name says "overall satisfaction", in whatever words."""
    plain = normalise(name)
    if not any(word in plain for word in _ALL):
        return False
    item = best(context.names.items(name))
    return (
        item is not None
        and item.target is Target.KPI
        and item.id in _SURVEYED
        and item.confidence >= TAKEN
    )
