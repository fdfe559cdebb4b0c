"""Business time: how many open seconds of a work calendar lie behind a moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
from numpy.typing import NDArray

from desktop_app.domain.errors import CalendarError
from desktop_app.domain.translating import tr
from desktop_app.domain.work_calendar import DAY_S, WorkCalendar
from desktop_app.kpi.open_table import Cells, OpenTable, Room, open_table, together

Floats = NDArray[np.float64]

_EARLIEST, _LATEST = dt.date(1990, 1, 1), dt.date(2100, 1, 1)
_EPOCH = dt.date(1970, 1, 1)
_MARGIN_DAYS = 3
"""Days of table around the moments asked for, so that no zone leads out of it."""


@dataclass(frozen=True, slots=True)
class OpenClock:
    """A calendar's open seconds for the moments of a report.

    Parameters
    ----------
    times, dates : OpenTable
        By the clock that wrote the report, and by the days of the calendar's own zone.
    earliest, latest : float
        The moments it was made for; others are not told, and with `bounded` they are missing.
    cells : (int, int)
        How many cells each of several calendars has, in `times` and in `dates`.
    """

    times: OpenTable
    dates: OpenTable
    earliest: float
    latest: float
    bounded: bool
    cells: tuple[int, int] = (0, 0)

    def seconds(
        self,
        moments: Floats,
        *,
        arriving: bool = False,
        dates: bool = False,
        skipped: Cells | None = None,
        room: Room | None = None,
    ) -> Floats:
        """Return the open seconds up to each moment, from some moment before all of them.

        Parameters
        ----------
        moments : array of float
            Seconds since 1970 as the report's clock showed them; NaN where missing.
        arriving : bool
            Whether work arrives then, to which the cut-off applies.
        dates : bool
            Whether the moments are dates without a time: days of the calendar, in no zone.
        skipped : array of int, optional
            Of a clock of several calendars: the cells before those of each moment's own.
        room : Room, optional
            Where to work; what is returned lies in it.

        Returns
        -------
        array of float
            NaN where the moment is missing or not one the clock was made for.
        """
        if self.bounded:
            inside = (moments >= self.earliest) & (moments <= self.latest)
            moments = np.where(inside, moments, np.nan)
        table = self.dates if dates else self.times
        return table.passed(moments, arriving=arriving, skipped=skipped, room=room)


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


def clock_of_several(
    calendars: Sequence[WorkCalendar | None], earliest: float, latest: float
) -> OpenClock | None:
    """Return one clock for the moments of several calendars, None where they can't be one.

    Parameters
    ----------
    calendars : sequence of WorkCalendar or None
        None for whom no business time is known: all moments are missing.
    """
    covered = (_within(earliest), _within(latest))
    clock = _clock_of_several(tuple(calendars), *(moment // DAY_S for moment in covered))
    return None if clock is None else replace(clock, bounded=covered != (earliest, latest))


@lru_cache(maxsize=16)
def _clock_of_several(
    calendars: tuple[WorkCalendar | None, ...], first_day: float, last_day: float
) -> OpenClock | None:
    clocks = [None if one is None else _clock(one, first_day, last_day) for one in calendars]
    known = [clock for clock in clocks if clock is not None]
    if not known:
        return None
    times = together([None if clock is None else clock.times for clock in clocks])
    dates = together([None if clock is None else clock.dates for clock in clocks])
    if times is None or dates is None:
        return None
    return replace(known[0], times=times[0], dates=dates[0], cells=(times[1], dates[1]))


@lru_cache(maxsize=64)
def _clock(calendar: WorkCalendar, first_day: float, last_day: float) -> OpenClock:
    earliest, latest = first_day * DAY_S, last_day * DAY_S + DAY_S
    zone = _zone(calendar.zone)
    _zone(calendar.log_zone)
    days = _days(earliest, latest)
    own = open_table(calendar, days, zone, calendar.zone)
    elsewhere = zone is not None and calendar.log_zone not in ("", calendar.zone)
    times = open_table(calendar, days, zone, calendar.log_zone) if elsewhere else own
    return OpenClock(times, own, earliest, latest, bounded=False)


def check_calendar(calendar: WorkCalendar) -> None:
    """Raise `CalendarError` if a calendar's country, region or zone is unknown."""
    clock_of(calendar, *2 * [(_LATEST - _EPOCH).days / 2 * DAY_S])


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
            tr("Work calendar: '{name}' is no time zone.", name=name),
            tr("Write it like 'Europe/Warsaw' or 'UTC'."),
        ) from None
