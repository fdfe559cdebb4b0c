"""Rows of one day of which the later says mostly the same again: one observation, and no more."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from desktop_app.importing.arrays import Arrays
from desktop_app.importing.layouts.plan import Part, Plan, PlannedColumn
from desktop_app.importing.sums import rough_amount

_FEWEST = 3
_SAME = 0.5
_KEYS = frozenset({Part.VENDOR, Part.PERIOD, Part.SEGMENT, Part.LABEL})


def join_repeated(plan: Plan, stated: Arrays, observations: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the observations, that of a row which repeats another of the same day being the first.

    Rows of one day are its hours or shifts, and their figures are pooled. Where half of the
    numbers are the same to the last digit, those that nobody reads among them, a row was sent
    twice or corrected, and adding it up would count the day twice.

    Parameters
    ----------
    stated : Arrays
        Values with ``row`` (of the sheet), ``vendor``, ``period`` and ``segment``.
    observations : numpy.ndarray of int, shape (values,)
        The observation of each value.
    """
    if plan.label is not None:
        return observations
    found: dict[tuple[object, ...], dict[int, int]] = defaultdict(dict)
    for at, (vendor, period, segment) in enumerate(stated.lines("vendor", "period", "segment")):
        if _is_day(period):
            found[vendor, period, segment].setdefault(int(stated["row"][at]), int(observations[at]))
    figures = [column for column in plan.columns if column.part not in _KEYS]
    joined = observations.copy()
    for rows in found.values():
        if len(rows) > 1:
            for later, first in _repeats({row: _numbers(figures, row) for row in rows}).items():
                joined[observations == rows[later]] = rows[first]
    return joined


def _is_day(period: object) -> bool:
    """Return whether a period, written as first and last day, is one day."""
    first, _, last = str(period or "").partition("/")
    return bool(first) and first == last


def _numbers(columns: Sequence[PlannedColumn], row: int) -> dict[int, float]:
    """Return the numbers of a row of the sheet, by column."""
    cells = {c.sketch.column: rough_amount(c.sketch.cells.get(row)) for c in columns}
    return {column: amount for column, amount in cells.items() if not math.isnan(amount)}


def _repeats(rows: Mapping[int, Mapping[int, float]]) -> dict[int, int]:
    """Return which rows repeat an earlier one, and which that is."""
    found: dict[int, int] = {}
    for later, values in rows.items():
        for first, others in rows.items():
            if first >= later or first in found:
                continue
            shared = values.keys() & others.keys()
            same = sum(values[column] == others[column] for column in shared)
            if len(shared) >= _FEWEST and _SAME * len(shared) <= same:
                found[later] = first
                break
    return found
