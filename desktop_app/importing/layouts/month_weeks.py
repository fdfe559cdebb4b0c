"""Weeks counted within a month: "Wk1" to "Wk4" below "May 2025" or over days are no weeks of the
year.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from desktop_app.catalogue.model import FieldRole
from desktop_app.domain.period import Grain, Period
from desktop_app.domain.sentences import shown_period
from desktop_app.domain.translating import tr
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import SURE, Target
from desktop_app.importing.layouts.headings import Heading, best, period_of
from desktop_app.importing.layouts.plan import NOTE, VALUE, Doubt
from desktop_app.importing.periods import read_period
from desktop_app.importing.regions import Region
from desktop_app.importing.sketch import ColumnSketch

_ANY_YEAR = 2000
_BEGINS, _WEEK_DAYS, _FRIDAY = "w/c", 7, 4
_FEWEST = 2
_MONTH = "month"
_PERIOD = frozenset({FieldRole.PERIOD})


def settle_weeks(
    context: SheetContext,
    region: Region,
    sketches: Sequence[ColumnSketch],
    headings: dict[int, Heading],
) -> list[Doubt]:
    """Leave out weeks that are counted within the month of the table; the doubt is asked.

    Which days they run nobody says. The column beside them that is called "Month" or is their
    total is the month's. Where a day stands with each of them ("Wk 1" over "01-Jun"), the days
    tell which weeks they are.
    """
    if _use_days(context, sketches, headings):
        return []
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
    if len(weeks) < _FEWEST:
        return []
    for sketch in weeks:
        headings[sketch.column] = Heading(structure=NOTE)
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


def _use_days(
    context: SheetContext, sketches: Sequence[ColumnSketch], headings: dict[int, Heading]
) -> bool:
    """Take numbered weeks for those that begin or end on the days beside their numbers, if any.

    A Friday, Saturday or Sunday ends a week, any other day begins it; the days have to lie whole
    weeks apart.
    """
    found: dict[int, Period] = {}
    texts: set[str] = set()
    for sketch in sketches:
        others = [part for part in sketch.parts if not _is_bare_week(context, part)]
        if len(others) == len(sketch.parts):
            continue
        for text in others:
            week = period_of(context, f"{_BEGINS} {text}")
            if week is not None and (week.end - week.start).days == _WEEK_DAYS - 1:
                found[sketch.column] = week
                texts.add(text)
    starts = sorted(week.start for week in found.values())
    gaps = [(later - first).days for first, later in pairwise(starts)]
    if len(starts) < _FEWEST or any(gap == 0 or gap % _WEEK_DAYS for gap in gaps):
        return False
    for column, week in found.items():
        ends = week.start.weekday() >= _FRIDAY
        start = week.start - timedelta(days=_WEEK_DAYS - 1) if ends else week.start
        headings[column].period = Period(start, start + timedelta(days=_WEEK_DAYS - 1))
        headings[column].others = [one for one in headings[column].others if one not in texts]
    return True


def _is_bare_week(context: SheetContext, text: str) -> bool:
    """Return whether a text names a week and no year."""
    found = read_period(text, context.words, _ANY_YEAR)
    week = found is not None and (found.end - found.start).days == 6
    return week and read_period(text, context.words, None) is None
