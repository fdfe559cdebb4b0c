"""The open seconds of a work calendar as a table over the time that a report's clock shows.

Between two moments at which anything changes (opening, closing, cut-off, midnight, the hour that
daylight saving leaves out or brings twice) open time grows by a second a second or not at all. So
a table of such pieces says it for any moment, zones and daylight saving included: they cost
nothing more for each record.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.domain.work_calendar import DAY_S, WorkCalendar
from desktop_app.kpi.holiday_days import days_off, weekend_of

Floats = NDArray[np.float64]
Cells = NDArray[np.intp]

_MOST_CELLS = 1 << 20
"""Up to so many equal cells a moment's piece is found by dividing, above by searching."""
_MINUTE_S = 60


@dataclass(frozen=True, slots=True)
class Room:
    """Arrays to work in, used again for each turn: getting new ones costs as much as the work.

    Parameters
    ----------
    cell : array of int
    since, taken : arrays of float
    """

    cell: Cells
    since: Floats
    taken: Floats

    @classmethod
    def of(cls, size: int) -> Room:
        """Return room for so many moments."""
        return cls(np.empty(size, dtype=np.intp), np.empty(size), np.empty(size))

    def first(self, size: int) -> tuple[Cells, Floats, Floats]:
        """Return the first places of each array."""
        return self.cell[:size], self.since[:size], self.taken[:size]


@dataclass(frozen=True, slots=True)
class OpenTable:
    """Open seconds up to a moment of a report's clock: ``base + going x (moment - zero)``.

    Parameters
    ----------
    zero : float
        Where the table begins, in seconds since 1970 as the clock shows them.
    step : float
        Length of each cell in seconds; 0 where the cells are the pieces themselves.
    starts : array (cells,)
        Where each cell begins.
    base, going : array (cells,)
        `going` is 1 while the calendar is open, else 0.
    late_base, late_going : array (cells,)
        The same for work that arrives: from the cut-off to midnight nothing more passes.
    cuts : array of bool (cells,)
        Where a cell begins with the cut-off; what arrives at that very moment is not late.
    """

    zero: float
    step: float
    starts: Floats
    base: Floats
    going: Floats
    late_base: Floats
    late_going: Floats
    cuts: NDArray[np.bool_]

    def passed(
        self,
        moments: Floats,
        *,
        arriving: bool,
        skipped: Cells | None = None,
        room: Room | None = None,
    ) -> Floats:
        """Return the open seconds up to each moment, NaN for a missing one.

        Parameters
        ----------
        skipped : array of int, optional
            In a table of several calendars, the cells before those of each moment's own.
        room : Room, optional
            Where to work; what is returned lies in it until it is used again.
        """
        room = room or Room.of(len(moments))
        cell, since, taken = room.first(len(moments))
        late = arriving and bool(self.cuts.any())
        base, going = (self.late_base, self.late_going) if late else (self.base, self.going)
        np.subtract(moments, self.zero, out=since)
        if self.step:
            # Truly divided, so that a moment at a cell's very beginning lies in that cell.
            np.divide(since, self.step, out=taken)
            with np.errstate(invalid="ignore"):
                np.copyto(cell, taken, casting="unsafe")
            exact = np.flatnonzero(cell == taken) if late else None
            if skipped is not None:
                cell += skipped
            if exact is not None:
                cell[exact] -= self._at_cut(cell[exact], moments[exact])
        else:
            cell[:] = np.searchsorted(self.starts, moments, side="right") - 1
            if late:
                cell -= self._at_cut(cell, moments)
        # Clipped, so that the cell of a missing moment does no harm: it stays missing.
        since *= going.take(cell, mode="clip", out=taken)
        since += base.take(cell, mode="clip", out=taken)
        return since

    def _at_cut(self, cell: NDArray[np.intp], moments: Floats) -> NDArray[np.bool_]:
        at_start = self.starts.take(cell, mode="clip") == moments
        return np.asarray(self.cuts.take(cell, mode="clip") & at_start, dtype=np.bool_)


def open_table(
    calendar: WorkCalendar, days: Sequence[dt.date], zone: ZoneInfo | None, written: str
) -> OpenTable:
    """Return the table of a calendar for some days in a row.

    Parameters
    ----------
    zone : ZoneInfo or None
        The calendar's, None where its hours are taken as written.
    written : str
        Zone of the clock that shows the moments asked for; of no matter without `zone`.
    """
    opened, behind = _opened(calendar, days, zone)
    second = calendar.cut_off_second()
    cut_offs = np.empty(0) if second is None else _moments(days, second, zone)
    midnights = np.empty(0) if second is None else _moments(days, DAY_S, zone)
    shown = written if zone is not None else ""
    starts = _starts(days, [opened, cut_offs, midnights], shown)
    middle = (starts[:-1] + starts[1:]) / 2
    then = _utc_seconds(middle, shown)
    at_start = np.interp(_utc_seconds(starts[:-1], shown), opened, behind)
    at_middle = np.interp(then, opened, behind)
    starts, middle = starts[:-1], middle - starts[:-1]
    going = np.rint((at_middle - at_start) / middle)
    late = np.zeros(len(starts), dtype=np.bool_)
    late_start = at_start
    if len(cut_offs):
        day = np.searchsorted(cut_offs, then, side="right") - 1
        late = (day >= 0) & (then < midnights[day])
        late_start = np.where(late, np.interp(midnights[day], opened, behind), at_start)
    late_going = np.where(late, 0.0, going)
    since = starts - starts[0]
    first_late = late & ~np.concatenate([[False], late[:-1]])
    pieces = OpenTable(
        zero=float(starts[0]),
        step=0.0,
        starts=starts,
        base=at_start - going * since,
        going=going,
        late_base=late_start - late_going * since,
        late_going=late_going,
        cuts=first_late,
    )
    return _in_cells(pieces)


def together(tables: Sequence[OpenTable | None]) -> tuple[OpenTable, int] | None:
    """Return several calendars' tables of the same days as one, one after the other.

    So that the records of all vendors are looked up in one go, in whatever order they stand.

    Parameters
    ----------
    tables : sequence of OpenTable or None
        None for a calendar whose times are not known: they are missing.

    Returns
    -------
    (OpenTable, int) or None
        The table and how many cells each calendar has in it; None where the tables have no equal
        cells in common.
    """
    known = [table for table in tables if table is not None]
    first = known[0]
    # A calendar that is always open is one piece, of whatever length.
    cut = [table for table in known if len(table.base) > 1]
    if any(table.step == 0 for table in cut) or any(one.zero != first.zero for one in known):
        return None
    step = math.gcd(*(int(table.step) for table in cut)) or DAY_S
    count = max((len(table.base) * int(table.step) // step for table in cut), default=1)
    if count * len(tables) > _MOST_CELLS:
        return None
    since = step * np.arange(count, dtype=np.float64)
    starts = first.zero + since
    nothing = np.full(count, np.nan)

    def joined(name: str) -> Floats:
        return np.concatenate(
            [
                nothing if table is None else getattr(table, name)[_cells_of(table, since)]
                for table in tables
            ]
        )

    cuts = [
        np.zeros(count, dtype=np.bool_)
        if table is None
        else table.cuts[_cells_of(table, since)] & (table.starts[_cells_of(table, since)] == starts)
        for table in tables
    ]
    return OpenTable(
        zero=first.zero,
        step=float(step),
        starts=np.tile(starts, len(tables)),
        base=joined("base"),
        going=joined("going"),
        late_base=joined("late_base"),
        late_going=joined("late_going"),
        cuts=np.concatenate(cuts),
    ), count


def _cells_of(table: OpenTable | None, since: Floats) -> NDArray[np.intp]:
    """Return in which cell of a table each moment lies, in seconds from its beginning."""
    if table is None or len(table.base) == 1:
        return np.zeros(len(since), dtype=np.intp)
    return np.minimum((since // table.step).astype(np.intp), len(table.base) - 1)


def _in_cells(pieces: OpenTable) -> OpenTable:
    """Return the table cut into equal cells, unless that makes too many."""
    step = int(np.gcd.reduce(np.diff(pieces.starts).astype(np.int64)))
    count = int((pieces.starts[-1] - pieces.zero) // step) + 1 if step else 0
    if not 0 < count <= _MOST_CELLS:
        return pieces
    starts = pieces.zero + step * np.arange(count, dtype=np.float64)
    piece = np.searchsorted(pieces.starts, starts, side="right") - 1
    return OpenTable(
        zero=pieces.zero,
        step=float(step),
        starts=starts,
        base=pieces.base[piece],
        going=pieces.going[piece],
        late_base=pieces.late_base[piece],
        late_going=pieces.late_going[piece],
        cuts=pieces.cuts[piece] & (pieces.starts[piece] == starts),
    )


def _opened(
    calendar: WorkCalendar, days: Sequence[dt.date], zone: ZoneInfo | None
) -> tuple[Floats, Floats]:
    """Return the moments of opening and closing in turns, and the open seconds behind each."""
    weekly = calendar.windows(weekend_of(calendar.country))
    off = frozenset(calendar.closed)
    if calendar.country:
        off |= days_off(calendar.country, calendar.region, days[0].year, days[-1].year)
    stretches = chain.from_iterable(
        [(_moment(day, start, zone), _moment(day, end, zone)) for start, end in weekly[at]]
        for day in days
        if day not in off and weekly[at := day.weekday()]
    )
    kept = np.array([one for one in stretches if one[0] < one[1]], dtype=np.float64).reshape(-1, 2)
    if not len(kept):
        return np.zeros(1), np.zeros(1)
    apart = kept[1:, 0] != kept[:-1, 1]
    opening = kept[np.concatenate([[True], apart]), 0]
    closing = kept[np.concatenate([apart, [True]]), 1]
    sums = np.cumsum(closing - opening)
    moments = np.column_stack([opening, closing]).ravel()
    return moments, np.column_stack([sums - (closing - opening), sums]).ravel()


def _starts(days: Sequence[dt.date], changes: Sequence[Floats], shown: str) -> Floats:
    """Return where pieces begin and the last ends, on the clock of a zone, in order."""
    first, last = (float(_moment(day, 0, None)) for day in (days[0], days[-1]))
    utc = np.concatenate(changes)
    walls = utc
    if shown:
        turns, before, after = _turns(first, last, shown)
        walls = np.concatenate([utc + _offsets(utc, shown), turns + before, turns + after])
    inside = walls[(walls > first) & (walls < last)]
    return np.unique(np.concatenate([[first], inside, [last]]))


def _turns(first: float, last: float, zone: str) -> tuple[Floats, Floats, Floats]:
    """Return when a zone's clocks are set, to the minute, and its offsets before and after."""
    days = np.arange(first - DAY_S, last + 2 * DAY_S, DAY_S)
    offsets = _offsets(days, zone)
    changed = np.flatnonzero(np.diff(offsets))
    minutes = days[changed][:, None] + np.arange(0, DAY_S + _MINUTE_S, _MINUTE_S)
    inside = _offsets(minutes.ravel(), zone).reshape(minutes.shape)
    at = np.argmax(inside != inside[:, :1], axis=1)
    rows = np.arange(len(changed))
    return minutes[rows, at], offsets[changed], offsets[changed + 1]


def _offsets(utc: Floats, zone: str) -> Floats:
    """Return by how many seconds a zone's clocks are ahead of UTC."""
    there = pd.DatetimeIndex((utc * 1e6).astype("datetime64[us]"), tz="UTC").tz_convert(zone)
    return np.asarray(there.tz_localize(None).as_unit("us").asi8 / 1e6 - utc, dtype=np.float64)


def _moments(days: Sequence[dt.date], second: int, zone: ZoneInfo | None) -> Floats:
    return np.array([_moment(day, second, zone) for day in days], dtype=np.float64)


def _moment(day: dt.date, second: int, zone: ZoneInfo | None) -> float:
    """Return a second of a day as seconds since 1970, UTC if the calendar has a zone."""
    naive = dt.datetime(day.year, day.month, day.day) + dt.timedelta(seconds=second)
    return naive.replace(tzinfo=zone or dt.UTC).timestamp()


def _utc_seconds(walls: Floats, zone: str) -> Floats:
    """Return moments on a zone's clock in UTC.

    The hour that comes twice when summer time ends is taken for its first coming, the one that
    is left out when it begins for the moment at which it would have begun.
    """
    if not zone:
        return walls
    wall = pd.DatetimeIndex((walls * 1e6).astype("datetime64[us]"))
    first = np.ones(len(wall), dtype=np.bool_)
    there = wall.tz_localize(zone, ambiguous=first, nonexistent="shift_forward")
    return np.asarray(there.as_unit("us").asi8 / 1e6, dtype=np.float64)
