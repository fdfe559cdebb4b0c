"""Windows of rows from the day in one column to that in another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.domain.period import Grain, Period


def windows_of(
    first: NDArray[np.object_], second: NDArray[np.object_]
) -> NDArray[np.object_] | None:
    """Return the windows from the day in one column to that in the other; None for no such days.

    First days alone were read as their months: the last day of one says how much of it is meant.
    """
    both = pd.notna(first) & pd.notna(second)
    if not both.any() or (both != (pd.notna(first) | pd.notna(second))).any():
        return None
    windows, places = first.copy(), np.flatnonzero(both)
    starts = [Period.parse(str(label)) for label in first[places]]
    ends = _last_days(starts, [Period.parse(str(label)) for label in second[places]])
    for place, start, end in zip(places, starts, ends, strict=True):
        days = start.start == start.end and end.start == end.end
        within = start.grain is Grain.MONTH and start.covers(end)
        if not (days or within) or end.end < start.start:
            return None
        windows[place] = Period(start.start, end.end).label
    return windows if (windows != first)[both].any() else None


def _last_days(starts: Sequence[Period], ends: Sequence[Period]) -> Sequence[Period]:
    """Return the last days of windows, a day earlier where one ends as the next one begins."""
    pairs = list(zip(starts, ends, strict=True))
    days = all(start.start == start.end < end.start == end.end for start, end in pairs)
    if not days or not set(starts) & set(ends):
        return ends
    before = [end.start - dt.timedelta(days=1) for end in ends]
    return [Period(day, day) for day in before]
