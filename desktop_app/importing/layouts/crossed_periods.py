"""Periods that row and column say together: "Jan" down and "2024, 2025" across."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.domain.period import Grain, Period
from desktop_app.domain.translating import tr
from desktop_app.importing.context import SheetContext
from desktop_app.importing.headings import are_years
from desktop_app.importing.layouts.plan import Part, Plan, PlannedColumn
from desktop_app.importing.periods import read_period
from desktop_app.importing.sums import rough_amount

_ANY_YEAR = 2000
_SURELY = 0.95


def take_years(plan: Plan) -> None:
    """Take a first column of years for periods where months without a year stand across."""
    months = [column for column in plan.of(Part.VALUE) if column.heading.yearless]
    if len(months) < 2 or plan.of(Part.PERIOD):
        return
    column = plan.columns[0]
    cells = column.sketch.sample
    years = [rough_amount(value) for value in cells]
    following = len(years) > 1 and bool(are_years(np.array(years)).all())
    free = column.part is Part.UNUSED or column in months
    if free and not column.heading.period and following and len(set(years)) == len(years):
        column.part, column.confidence = Part.PERIOD, _SURELY
        column.reason = tr("years down, months across")


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
