"""Weeks counted within a month: "Wk1" to "Wk4" below "May 2025" are no weeks of the year."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.catalogue.model import FieldRole
from desktop_app.domain.period import Grain, Period
from desktop_app.domain.sentences import shown_period
from desktop_app.domain.translating import tr
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import SURE, Target
from desktop_app.importing.layouts.headings import Heading, best
from desktop_app.importing.layouts.plan import VALUE, Doubt
from desktop_app.importing.periods import read_period
from desktop_app.importing.regions import Region
from desktop_app.importing.sketch import ColumnSketch

_ANY_YEAR = 2000
_MONTH, _NOTE = "month", "note"
_PERIOD = frozenset({FieldRole.PERIOD})


def settle_weeks(
    context: SheetContext,
    region: Region,
    sketches: Sequence[ColumnSketch],
    headings: dict[int, Heading],
) -> list[Doubt]:
    """Leave out weeks that are counted within the month of the table; the doubt is asked.

    Which days they run nobody says. The column beside them that is called "Month" or is their
    total is the month's.
    """
    label = context.table_periods.get((region.top, region.left), context.period)
    month = Period.parse(label) if label else None
    if month is None or month.grain is not Grain.MONTH:
        return []
    weeks = [
        sketch
        for sketch in sketches
        if (week := headings[sketch.column].period) is not None
        and any(_is_bare_week(context, part) for part in sketch.parts)
        and (week.end < month.start or month.end < week.start)
    ]
    if len(weeks) < 2:
        return []
    for sketch in weeks:
        headings[sketch.column] = Heading(structure=_NOTE)
    for sketch in sketches:
        if headings[sketch.column].total:
            headings[sketch.column] = Heading(period=month, structure=VALUE)
            continue
        named = best(context.names.candidates(sketch.header, Target.FIELD, _PERIOD))
        if named is not None and named.id == _MONTH and named.confidence >= SURE:
            headings[sketch.column] = Heading(period=month, structure=VALUE)
    told = ", ".join(sketch.named for sketch in weeks)
    text = tr(
        "{columns} count the weeks of {month}, and nothing says which days they run "
        "from and to; they were left out. Write the week of the year or its first day, "
        "as W19 2025 or 2025-05-05.",
        columns=told,
        month=shown_period(month.label),
    )
    return [Doubt("weeks-of-month", text, sketch.letters) for sketch in weeks[:1]]


def _is_bare_week(context: SheetContext, text: str) -> bool:
    """Return whether a text names a week and no year."""
    found = read_period(text, context.words, _ANY_YEAR)
    week = found is not None and (found.end - found.start).days == 6
    return week and read_period(text, context.words, None) is None
