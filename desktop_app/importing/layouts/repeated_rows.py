"""Rows of one day of which the later says mostly the same again: one observation, and no more."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from desktop_app.importing.arrays import Arrays

_FEWEST = 3
_SAME = 0.5


def join_repeated(stated: Arrays, observations: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the observations, that of a row which repeats another of the same day being the first.

    Rows of one day are its hours or shifts, and their figures are pooled. Where half of them are
    the same to the last digit, a row was sent twice or corrected, and adding it up would count
    the day twice.

    Parameters
    ----------
    stated : Arrays
        Values with ``vendor``, ``period``, ``segment``, ``series`` and ``value``.
    observations : numpy.ndarray of int, shape (values,)
        The observation of each value.
    """
    rows: dict[tuple[object, ...], dict[int, dict[int, float]]] = defaultdict(dict)
    for at, (vendor, period, segment) in enumerate(stated.lines("vendor", "period", "segment")):
        if _is_day(period):
            own = rows[vendor, period, segment].setdefault(int(observations[at]), {})
            own[int(stated["series"][at])] = float(stated["value"][at])
    joined = observations.copy()
    for found in rows.values():
        if len(found) > 1:
            for later, first in _repeats(found).items():
                joined[observations == later] = first
    return joined


def _is_day(period: object) -> bool:
    """Return whether a period, written as first and last day, is one day."""
    first, _, last = str(period or "").partition("/")
    return bool(first) and first == last


def _repeats(rows: dict[int, dict[int, float]]) -> dict[int, int]:
    """Return which observations repeat an earlier one, and which that is."""
    found: dict[int, int] = {}
    for later, values in rows.items():
        for first, others in rows.items():
            if first >= later or first in found:
                continue
            shared = values.keys() & others.keys()
            same = sum(values[series] == others[series] for series in shared)
            if len(shared) >= _FEWEST and _SAME * len(shared) <= same:
                found[later] = first
                break
    return found
