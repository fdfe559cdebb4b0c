"""Results called just "Score" beside the number of responses: of the KPI that the title names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from desktop_app.domain.translating import tr
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import ASKED, Candidate, Target
from desktop_app.importing.layouts.headings import best, structure_named
from desktop_app.importing.layouts.plan import SCORE, VALUE, Part, Plan

_RESPONSES = "responses_count"
_MEASURED = 0.5


def take_scores(context: SheetContext, plan: Plan) -> None:
    """Take the one column called a score or result, beside responses, for what the title names."""
    counts = [column for column in plan.of(Part.VALUE) if column.item is not None]
    scores = [
        column
        for column in plan.columns
        if column.heading.structure in (SCORE, VALUE)
        and column.item is None
        and column.sketch.profile.measured >= _MEASURED
    ]
    item = _title_kpi(context, plan)
    only_responses = {column.item.id for column in counts if column.item} == {_RESPONSES}
    if plan.label is not None or item is None or len(scores) != 1 or not only_responses:
        return
    score, heading = scores[0], scores[0].heading
    heading.item, heading.items, heading.structure = item, [item], ""
    heading.item_text = score.sketch.header
    score.part, score.confidence, score.reason = Part.VALUE, item.confidence, item.reason


def score_meanings(
    context: SheetContext, plan: Plan, text: str, labels: Iterable[str]
) -> list[Candidate]:
    """Return what a row called a score or result is, one of `labels` counting the responses."""
    if structure_named(context, text) not in (SCORE, VALUE):
        return []
    named = {item.id for label in labels if (item := best(context.names.items(label)))}
    item = _title_kpi(context, plan) if named == {_RESPONSES} else None
    return [] if item is None else [item]


def _title_kpi(context: SheetContext, plan: Plan) -> Candidate | None:
    """Return the one KPI that title and sheet name, if only to ask about it; None for several."""
    found: dict[str, Candidate] = {}
    for line in (*plan.region.title.split(" | "), context.sheet.name):
        for candidate in context.names.candidates(line.strip(), Target.KPI)[:1]:
            if candidate.confidence >= ASKED:
                reason = tr("the title '{line}' names it", line=line.strip())
                found.setdefault(candidate.id, replace(candidate, reason=reason))
    return next(iter(found.values())) if len(found) == 1 else None
