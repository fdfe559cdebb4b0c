"""Periods that row and column say together: "Jan" down and "2024, 2025" across."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.domain.period import Grain, Period
from desktop_app.domain.translating import tr
from desktop_app.importing.context import SheetContext
from desktop_app.importing.headings import are_years
from desktop_app.importing.layouts.plan import Part, Plan, PlannedColumn
from desktop_app.importing.layouts.total_words import total_word
from desktop_app.importing.periods import read_period
from desktop_app.importing.sums import rough_amount

_ANY_YEAR = 2000
_SURELY = 0.95
_FEWEST_YEARS = 3


def take_years(context: SheetContext, plan: Plan) -> None:
    """Take a first column of years for periods, whatever heads it, where no others are named.

    Months without a year may stand across. Beside measures the years have to follow each other.
    """
    if plan.of(Part.PERIOD):
        return
    column, *others = plan.columns
    months = [one for one in plan.of(Part.VALUE) if one.heading.yearless]
    cells = [cell for cell in column.sketch.sample if not _is_total(context, cell)]
    years = [rough_amount(value) for value in cells]
    following = len(years) > 1 and bool(are_years(np.array(years)).all())
    if column.heading.period or not following or len(set(years)) != len(years):
        return
    if len(months) >= 2 and (column.part is Part.UNUSED or column in months):
        column.part, column.confidence = Part.PERIOD, _SURELY
        column.reason = tr("years down, months across")
    elif _are_measures(others) and _nameless(column) and _in_turn(years):
        column.part, column.confidence = Part.PERIOD, _SURELY
        column.reason = tr("its cells are periods")


def _is_total(context: SheetContext, cell: object) -> bool:
    return isinstance(cell, str) and bool(total_word(context, cell))


def _are_measures(columns: Sequence[PlannedColumn]) -> bool:
    """Return whether KPIs or quantities head columns, and no periods any."""
    named = any(one.part is Part.VALUE and one.item is not None for one in columns)
    return named and all(one.heading.period is None for one in columns)


def _nameless(column: PlannedColumn) -> bool:
    """Return whether nothing known heads a column of figures."""
    return column.part in (Part.UNUSED, Part.VALUE) and column.item is None


def _in_turn(years: Sequence[float]) -> bool:
    """Return whether each year follows the one before, upwards or downwards."""
    steps = set(np.diff(np.array(years)).tolist())
    return len(years) >= _FEWEST_YEARS and steps in ({1.0}, {-1.0})


def rows_without_year(context: SheetContext, plan: Plan, size: int) -> NDArray[np.bool_]:
    """Return which rows name a month and no year; none where no year stands across."""
    bare = np.zeros(size, dtype=np.bool_)
    if not any(_is_year(column.heading.period) for column in plan.of(Part.VALUE)):
        return bare
    for column in plan.of(Part.PERIOD):
        bare |= [isinstance(v, str) and _is_bare(context, v) for v in column.sketch.cells]
    return bare


def _is_bare(context: SheetContext, text: str) -> bool:
    found = read_period(text, context.words, _ANY_YEAR)
    month = found is not None and found.grain is Grain.MONTH
    return month and read_period(text, context.words, None) is None


def _is_year(period: Period | None) -> bool:
    """Return whether a period is a calendar year."""
    return period is not None and period.grain is Grain.YEAR and period.start.month == 1


def crossed(
    column: PlannedColumn, labels: NDArray[np.object_], bare: NDArray[np.bool_]
) -> NDArray[np.object_]:
    """Return the periods of a column's cells: the narrower of what row and heading say.

    Parameters
    ----------
    labels : array of str or None
        The periods of the rows.
    bare : array of bool
        Which of them took a year that the heading knows better.
    """
    own = column.heading.period
    if own is None:
        return labels
    found = np.full(len(labels), own.label, dtype=object)
    for place, label in enumerate(labels):
        if label is None or pd.isna(label):
            continue
        row = Period.parse(str(label))
        if bare[place] and _is_year(own):
            row = Period.month(own.start.year, row.start.month)
        if column.heading.yearless and _is_year(row):
            row = Period.month(row.start.year, own.start.month)
            found[place] = row.label
        elif own.start <= row.start and row.end <= own.end:
            found[place] = row.label
    return found
