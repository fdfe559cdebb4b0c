"""The working time between two moments of each record, by its vendor's calendar."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalogue.arithmetic import DAY_S, whole_days
from desktop_app.domain.work_calendar import WorkCalendar
from desktop_app.kpi.clock import Floats, OpenClock, clock_of, clock_of_several
from desktop_app.kpi.open_table import Cells, Room

_CHUNK = 32_768
"""Records worked on at once: the arrays in between stay in the processor's cache."""


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
    dates = whole_days(start), whole_days(end)
    distinct = list(dict.fromkeys(calendars))
    if len(distinct) == 1:
        return _of_calendar(start, end, distinct[0], dates)
    number = np.array([distinct.index(calendar) for calendar in calendars], dtype=np.intp)
    span = _span(start, end)
    clock = clock_of_several(distinct, *span) if span else None
    if clock is not None:
        return _in_chunks(clock, start, end, dates, (codes, number))
    return _by_calendar(start, end, number[codes].astype(np.int16), distinct, dates)


def _by_calendar(
    start: Floats,
    end: Floats,
    own: NDArray[np.int16],
    distinct: Sequence[WorkCalendar | None],
    dates: tuple[bool, bool],
) -> Floats:
    """Return the working seconds of records of calendars that have no table in common."""
    # Sorted once, each calendar's records lie together; a mask for each would cost a pass each.
    order = np.argsort(own, kind="stable")
    sizes = np.bincount(own, minlength=len(distinct))
    starts, ends = start[order], end[order]
    sorted_result = np.empty(len(start))
    for calendar, last, size in zip(distinct, np.cumsum(sizes), sizes, strict=True):
        rows = slice(last - size, last)
        sorted_result[rows] = _of_calendar(starts[rows], ends[rows], calendar, dates)
    result = np.empty(len(start))
    result[order] = sorted_result
    return result


def _span(start: Floats, end: Floats) -> tuple[float, float] | None:
    """Return the first start and the last end, None where nothing lies between them."""
    if not len(start):
        return None
    earliest, latest = float(np.fmin.reduce(start)), float(np.fmax.reduce(end))
    return (earliest, latest) if earliest <= latest else None


def _of_calendar(
    start: Floats, end: Floats, calendar: WorkCalendar | None, dates: tuple[bool, bool]
) -> Floats:
    """Return the working seconds of records of one calendar, missing without one."""
    if calendar is None:
        return np.full(len(start), np.nan)
    span = _span(start, end)
    if span is None:
        return end - start
    return _in_chunks(clock_of(calendar, *span), start, end, dates)


def _in_chunks(
    clock: OpenClock,
    start: Floats,
    end: Floats,
    dates: tuple[bool, bool],
    whose: tuple[NDArray[np.int64], Cells] | None = None,
) -> Floats:
    """Return the working seconds; `whose` are vendors' codes and calendars' places."""
    passed = np.empty(len(start))
    rooms = [Room.of(min(_CHUNK, len(start))) for _ in dates]
    cells = [] if whose is None else [whose[1] * clock.cells[date] for date in dates]
    skipped: list[Cells | None] = [None, None]
    for first in range(0, len(start), _CHUNK):
        rows = slice(first, first + _CHUNK)
        if whose is not None:
            codes = whose[0][rows]
            skipped[0] = cells[0].take(codes, mode="clip")
            same = dates[0] == dates[1]
            skipped[1] = skipped[0] if same else cells[1].take(codes, mode="clip")
        began = clock.seconds(
            start[rows], arriving=True, dates=dates[0], skipped=skipped[0], room=rooms[0]
        )
        ended = clock.seconds(end[rows], dates=dates[1], skipped=skipped[1], room=rooms[1])
        ended -= began
        np.maximum(ended, 0.0, out=passed[rows])
        _keep_backwards(passed[rows], start[rows], end[rows])
    return passed


def _keep_backwards(passed: Floats, start: Floats, end: Floats) -> None:
    """Put the elapsed time where an end lies before its start."""
    backwards = end < start
    if backwards.any():
        passed[backwards] = np.where(np.isnan(passed), np.nan, end - start)[backwards]
