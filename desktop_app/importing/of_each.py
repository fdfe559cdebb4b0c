"""Names of what many records come to, over the figures of each: "Coding errors" of one chart."""

from __future__ import annotations

from dataclasses import replace

from desktop_app.catalogue.model import FieldRole
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import ASKED, Candidate, Target
from desktop_app.importing.sketch import ColumnSketch

_ASKED_ABOUT = 0.55
"""How sure such a name is at most: it is asked about, as what was summed nobody says."""


def said_of_sums(
    context: SheetContext, sketch: ColumnSketch, roles: frozenset[FieldRole]
) -> list[Candidate]:
    """Return the fields of single records whose sum or mean a heading names.

    Empty for columns without figures.
    """
    catalogue = context.report.catalogue
    if sketch.profile.measured <= 0.5:
        return []
    single: dict[str, str] = {}
    for field, summed in catalogue.words.in_summaries.items():
        if catalogue.fields[field].role in roles:
            single.setdefault(summed, field)
    return [
        replace(
            candidate,
            target=Target.FIELD,
            id=single[candidate.id],
            confidence=min(candidate.confidence, _ASKED_ABOUT),
        )
        for candidate in context.names.items(sketch.header)
        if candidate.id in single and candidate.confidence >= ASKED
    ][:1]
