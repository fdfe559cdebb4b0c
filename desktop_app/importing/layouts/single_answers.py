"""Marks that are single answers: whole numbers within a scale, several a day, in any order."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from desktop_app.catalogue.model import FieldKind, FieldRole
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import TAKEN, Target
from desktop_app.importing.layouts.headings import best
from desktop_app.importing.layouts.plan import Part, Plan
from desktop_app.importing.sketch import ColumnSketch

_HIGHEST = 10
"""The longest scale that answers are given on by whole numbers, 0 to 10."""
_FEWEST = 20
"""Rows from which means of many answers would not all be whole by chance."""
_SPREAD = 2
"""How far apart single answers lie at least; means of many lie closer together."""


def answered_columns(
    context: SheetContext, sketches: Sequence[ColumnSketch], plan: Plan
) -> list[ColumnSketch]:
    """Return the columns of marks that single people gave; none where a row may sum up several.

    All figures that name a KPI must be such marks. Rows that a period or a vendor tells apart,
    one each, may be means that somebody rounded: of those only days with several questions count.
    """
    if plan.label is not None:
        return []
    measured = [
        sketch
        for sketch in sketches
        if sketch.profile.measured >= 0.5
        and not _runs_on(sketch)
        and best(context.names.items(sketch.header)) is not None
    ]
    if not measured or not all(_are_answers(context, sketch) for sketch in measured):
        return []
    dated = any(sketch.profile.dates >= 0.5 for sketch in sketches)
    return [] if _told_apart(plan) and not (dated and len(measured) > 1) else measured


def _are_answers(context: SheetContext, sketch: ColumnSketch) -> bool:
    """Return whether a column may hold a mark of a record, and every cell is whole and in scale."""
    profile, fields = sketch.profile, context.report.catalogue.fields
    named = any(
        candidate.confidence >= TAKEN
        and fields[candidate.id].role is FieldRole.VALUE
        and fields[candidate.id].kind is FieldKind.SCORE
        for candidate in context.names.candidates(sketch.header, Target.FIELD)
    )
    within = profile.low >= 0 and profile.high <= _HIGHEST and profile.whole == 1.0
    spread = profile.high - profile.low >= _SPREAD and sketch.sample.nunique() > _SPREAD
    bare = "%" not in sketch.number_format
    return named and within and spread and bare and profile.filled >= _FEWEST


def _runs_on(sketch: ColumnSketch) -> bool:
    """Return whether whole numbers run on without a gap, as the rows' own do: 1, 2, 3, ..."""
    profile = sketch.profile
    one_by_one = profile.high - profile.low + 1 == profile.filled
    return one_by_one and profile.whole == 1.0 and profile.distinct == 1.0


def _told_apart(plan: Plan) -> bool:
    """Return whether keys tell every row from the others."""
    keys = plan.of(Part.VENDOR, Part.PERIOD, Part.SEGMENT)
    frame = pd.DataFrame({key.sketch.column: key.sketch.cells.astype(str) for key in keys})
    return bool(keys) and not bool(frame.duplicated().any())
