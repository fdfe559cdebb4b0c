"""Business time: how many open seconds of a work calendar lie behind a moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.domain.errors import CalendarError
from desktop_app.domain.work_calendar import DAY_S, Window, WorkCalendar
from desktop_app.kpi.holiday_days import days_off, weekend_of

Floats = NDArray[np.float64]

_EARLIEST, _LATEST = dt.date(1990, 1, 1), dt.date(2100, 1, 1)
_EPOCH = dt.date(1970, 1, 1)
_MARGIN_DAYS = 3
"""Days of table around the moments asked for, so that no zone leads out of it."""

_CHUNK = 16_384
"""Moments worked on at once: the arrays in between stay in the processor's cache."""

Stretch = tuple[float, float]
"""From..to in seconds since 1970 UTC (of the calendar's own time when it has no zone)."""


@dataclass(frozen=True, slots=True)
class OpenClock:
    """A calendar as a lookup table of its open stretches, one line for each day of 24 hours.

    Parameters
    ----------
    zero : float
        When the first line begins, in seconds since 1970: a midnight of the calendar, so that
        only daylight saving ever cuts a stretch in two.
    starts, lengths : tuple of arrays (lines,), in seconds
        The first stretch of every line, the second of every line, ...; of length 0 where a line
        has no more.
    behind : array (lines,)
        Open seconds from `zero` to the line's beginning.
    cut_offs, carried : array (lines,)
        When what arrives is too late for the day, and the open seconds behind the midnight after
        it; empty without a cut-off.
    zone, log_zone : str
        Zones of the calendar's days and of the moments asked for; ``""`` where they need no
        shifting.
    earliest, latest : float
        The moments it was made for; others are not told, and with `bounded` they are missing.
    """

    zero: float
    starts: tuple[Floats, ...]
    lengths: tuple[Floats, ...]
    behind: Floats
    cut_offs: Floats
    carried: Floats
    zone: str
    log_zone: str
    earliest: float
    latest: float
    bounded: bool

    def seconds(self, moments: Floats, *, arriving: bool = False, dates: bool = False) -> Floats:
        """Return the open seconds from `zero` up to each moment.

        Parameters
        ----------
        moments : array of float
            Seconds since 1970 as the report's clock showed them; NaN where missing.
        arriving : bool
            Whether work arrives then, to which the cut-off applies.
        dates : bool
            Whether the moments are dates without a time: days of the calendar, in no zone.

        Returns
        -------
        array of float
            NaN where the moment is missing or not one the clock was made for.
        """
        if self.bounded:
            inside = (moments >= self.earliest) & (moments <= self.latest)
            moments = np.where(inside, moments, np.nan)
        if written := self.zone if dates else self.log_zone:
            moments = _utc_seconds(moments, written)
        passed = np.empty(len(moments))
        line = np.empty(_CHUNK, dtype=np.int32)
        for first in range(0, len(moments), _CHUNK):
            some = moments[first : first + _CHUNK]
            self._count(some, passed[first : first + _CHUNK], line[: len(some)], arriving)
        return passed

    def _count(
        self, moments: Floats, passed: Floats, line: NDArray[np.int32], arriving: bool
    ) -> None:
        """Fill `passed`; takes clip, so that the line of a missing moment does no harm.

        There is a stretch for every line, be it of length 0, by which a missing moment stays NaN.
        """
        since = np.empty(len(moments))
        length = np.empty(len(moments))
        np.subtract(moments, self.zero, out=since)
        np.multiply(since, 1 / DAY_S, out=since)
        with np.errstate(invalid="ignore"):
            np.copyto(line, since, casting="unsafe")
        np.take(self.behind, line, out=passed, mode="clip")
        for starts, lengths in zip(self.starts, self.lengths, strict=True):
            np.take(starts, line, out=since, mode="clip")
            np.subtract(moments, since, out=since)
            np.maximum(since, 0.0, out=since)
            np.take(lengths, line, out=length, mode="clip")
            np.minimum(since, length, out=since)
            passed += since
        if arriving and len(self.cut_offs):
            too_late = moments > self.cut_offs.take(line, mode="clip")
            day = np.maximum(line - 1 + too_late, 0)
            np.maximum(passed, self.carried.take(day, mode="clip"), out=passed)


def clock_of(calendar: WorkCalendar, earliest: float, latest: float) -> OpenClock:
    """Return the clock of a calendar for moments between two, in seconds since 1970.

    Moments before 1990 or after 2100 are none that a clock is made for.

    Raises
    ------
    CalendarError
        If the calendar's country, region or zone is unknown.
    """
    covered = (_within(earliest), _within(latest))
    clock = _clock(calendar, *(moment // DAY_S for moment in covered))
    return replace(clock, bounded=covered != (earliest, latest))


@lru_cache(maxsize=64)
def _clock(calendar: WorkCalendar, first_day: float, last_day: float) -> OpenClock:
    earliest, latest = first_day * DAY_S, last_day * DAY_S + DAY_S
    zone = _zone(calendar.zone)
    _zone(calendar.log_zone)
    days = _days(earliest, latest)
    opened = list(chain.from_iterable(_stretches(calendar, days, zone)))
    zero = float(_moment(days[0], 0, zone))
    lines = len(days) + 1
    starts, lengths = _by_line(opened, zero, lines)
    sums = np.sum(lengths, axis=0)
    clock = OpenClock(
        zero=zero,
        starts=starts,
        lengths=lengths,
        behind=np.cumsum(sums) - sums,
        cut_offs=np.empty(0),
        carried=np.empty(0),
        zone=calendar.zone,
        log_zone=(calendar.log_zone or calendar.zone) if zone is not None else "",
        earliest=earliest,
        latest=latest,
        bounded=False,
    )
    return _with_cut_off(clock, calendar, days, zone)


def check_calendar(calendar: WorkCalendar) -> None:
    """Raise `CalendarError` if a calendar's country, region or zone is unknown."""
    clock_of(calendar, *2 * [(_LATEST - _EPOCH).days / 2 * DAY_S])


def _with_cut_off(
    clock: OpenClock, calendar: WorkCalendar, days: list[dt.date], zone: ZoneInfo | None
) -> OpenClock:
    second = calendar.cut_off_second()
    if second is None:
        return clock
    cut_offs = np.array([_moment(day, second, zone) for day in days], dtype=np.float64)
    midnights = np.array([_moment(day, DAY_S, zone) for day in days], dtype=np.float64)
    bare = replace(clock, zone="", log_zone="", bounded=False)
    return replace(clock, cut_offs=cut_offs, carried=bare.seconds(midnights))


def _stretches(
    calendar: WorkCalendar, days: list[dt.date], zone: ZoneInfo | None
) -> Iterator[list[Stretch]]:
    """Return the open stretches of each day."""
    weekly = calendar.windows(weekend_of(calendar.country))
    off = frozenset(calendar.closed)
    if calendar.country:
        off |= days_off(calendar.country, calendar.region, days[0].year, days[-1].year)
    for day in days:
        windows: tuple[Window, ...] = () if day in off else weekly[day.weekday()]
        yield [(_moment(day, start, zone), _moment(day, end, zone)) for start, end in windows]


def _by_line(
    stretches: list[Stretch], zero: float, lines: int
) -> tuple[tuple[Floats, ...], tuple[Floats, ...]]:
    """Return starts and lengths by line; a stretch over the end of a line is cut there."""
    found: list[list[Stretch]] = [[] for _ in range(lines)]
    for start, end in stretches:
        first, last = int((start - zero) // DAY_S), int((end - zero - 1) // DAY_S)
        for line in range(max(first, 0), min(last + 1, lines)):
            begin = zero + line * DAY_S
            found[line].append((max(start, begin), min(end, begin + DAY_S)))
    most = max(map(len, found), default=0)
    starts, lengths = np.zeros((max(most, 1), lines)), np.zeros((max(most, 1), lines))
    for line, pieces in enumerate(found):
        for number, (start, end) in enumerate(pieces):
            starts[number, line], lengths[number, line] = start, end - start
    return tuple(starts), tuple(lengths)


def _moment(day: dt.date, second: int, zone: ZoneInfo | None) -> float:
    """Return a second of a day as seconds since 1970, UTC if the calendar has a zone."""
    naive = dt.datetime(day.year, day.month, day.day) + dt.timedelta(seconds=second)
    return naive.replace(tzinfo=zone or dt.UTC).timestamp()


def _days(earliest: float, latest: float) -> list[dt.date]:
    first = _EPOCH + dt.timedelta(earliest // DAY_S - _MARGIN_DAYS)
    count = int((latest - earliest) // DAY_S) + 2 * _MARGIN_DAYS + 1
    return [first + dt.timedelta(number) for number in range(count)]


def _within(moment: float) -> float:
    """Return a moment moved into the years that a clock covers."""
    ends = [(day - _EPOCH).days * float(DAY_S) for day in (_EARLIEST, _LATEST)]
    return min(max(moment, ends[0]), ends[1])


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        raise CalendarError(
            f"Work calendar: '{name}' is no time zone.", "Write it like 'Europe/Warsaw' or 'UTC'."
        ) from None


def _utc_seconds(moments: Floats, zone: str) -> Floats:
    """Return wall-clock moments of a zone in UTC.

    The hour that comes twice when summer time ends is taken for its first coming, the one that
    is left out when it begins for the moment at which it would have begun.
    """
    if zone == "UTC":
        return moments
    known = ~np.isnan(moments)
    wall = pd.DatetimeIndex((moments[known] * 1e6).astype("datetime64[us]"))
    first = np.ones(len(wall), dtype=np.bool_)
    there = wall.tz_localize(zone, ambiguous=first, nonexistent="shift_forward")
    utc = np.full(len(moments), np.nan)
    utc[known] = there.as_unit("us").asi8 / 1e6
    return utc
