"""The working time between two moments of each record, by its vendor's calendar."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalogue.arithmetic import DAY_S, whole_days
from desktop_app.domain.work_calendar import WorkCalendar
from desktop_app.kpi.clock import Floats, clock_of


def working_seconds(
    start: Floats,
    end: Floats,
    codes: NDArray[np.int64],
    calendars: Sequence[WorkCalendar | None],
) -> Floats:
    """Return the open time from start to end, in seconds.

    Where only the ends are dates without a time of day, the beginnings count as dates too (as in
    `seconds_between`). What arrives after the cut-off and is done before the next opening took 0.

    Parameters
    ----------
    start, end : array of float
        Seconds since 1970 on the report's clock.
    codes : array of int
        Position of each record's vendor in `calendars`.
    calendars : sequence of WorkCalendar or None
        None for a vendor that has none.

    Returns
    -------
    array of float
        NaN where a moment or the calendar is missing. An end before its start stays negative, in
        elapsed time: a fault of the report, not an item done in no time.
    """
    if whole_days(end) and not whole_days(start):
        start = start - start % DAY_S
    dates = (whole_days(start), whole_days(end))
    result = np.full(len(start), np.nan)
    for code, calendar in enumerate(calendars):
        if calendar is None:
            continue
        own = codes == code
        rows = slice(None) if own.all() else own
        result[rows] = _of_vendor(start[rows], end[rows], calendar, dates)
    return result


def _of_vendor(
    start: Floats, end: Floats, calendar: WorkCalendar, dates: tuple[bool, bool]
) -> Floats:
    """Return the working seconds of records of one calendar."""
    earliest, latest = float(np.fmin.reduce(start)), float(np.fmax.reduce(end))
    if math.isnan(earliest) or math.isnan(latest) or latest < earliest:
        return end - start
    clock = clock_of(calendar, earliest, latest)
    passed = clock.seconds(end, dates=dates[1])
    passed -= clock.seconds(start, arriving=True, dates=dates[0])
    np.maximum(passed, 0.0, out=passed)
    backwards = end < start
    if backwards.any():
        passed[backwards] = (end - start)[backwards]
    return passed
