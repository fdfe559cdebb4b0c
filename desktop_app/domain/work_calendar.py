"""When a vendor works: the hours, days off and zone by which business time runs."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.domain.errors import CalendarError
from desktop_app.domain.translating import later, tr

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
DAY_S = 86_400

Window = tuple[int, int]
"""From..to in seconds of one day, the end not included; ``(0, 86400)`` is the whole day."""

_ROUND_THE_CLOCK = ("24x7", "24/7", "24×7")
_PART = re.compile(
    r"(?:(?P<days>[A-Za-z][A-Za-z,\s-]*?)\s+)?"
    r"(?P<from>\d{1,2}(?::\d{2})?)\s*-\s*(?P<to>\d{1,2}(?::\d{2})?)$"
)
_EXPECTED = later("Write it like 'Mon-Fri 09:00-17:30, Sat 10:00-14:00', '09:00-18:00' or '24x7'.")


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The calendar on which a vendor's business time runs.

    Parameters
    ----------
    hours : str
        Working hours by weekday, ``Mon-Fri 09:00-17:30, Sat 10:00-14:00``. Hours without days
        hold for every day but the country's weekend (Saturday and Sunday without a country).
        ``22:00-06:00`` ends on the day after; ``24x7`` is always.
    country, region : str
        ISO codes of the country and of its part whose public holidays are days off; ``""`` for
        none.
    closed : tuple of date
        Further days off.
    cut_off : str
        ``15:00``: what arrives later counts as arrived when the next day begins; ``""`` for none.
    zone : str
        Time zone (IANA) of hours and cut-off; ``""`` takes them as written, without daylight
        saving.
    log_zone : str
        Zone in which the report's times are written; ``""`` for the same.

    Raises
    ------
    CalendarError
        If hours or cut-off can't be read.
    """

    hours: str
    country: str = ""
    region: str = ""
    closed: tuple[dt.date, ...] = ()
    cut_off: str = ""
    zone: str = ""
    log_zone: str = ""

    def __post_init__(self) -> None:
        self.windows()
        self.cut_off_second()

    def windows(self, weekend: Iterable[int] = (5, 6)) -> tuple[tuple[Window, ...], ...]:
        """Return the open windows of each weekday from Monday, in order, none overlapping.

        Parameters
        ----------
        weekend : iterable of int
            Weekdays (Monday is 0) left out where the hours name no days.
        """
        found: list[list[Window]] = [[] for _ in DAYS]
        everyday = [day for day in range(7) if day not in set(weekend)]
        for part in _parts(self.hours):
            days, windows = _read_part(part, everyday)
            for day in days:
                for following, window in windows:
                    found[(day + following) % 7].append(window)
        return tuple(tuple(_merged(windows)) for windows in found)

    def cut_off_second(self) -> int | None:
        """Return the cut-off as a second of the day, None if there is none."""
        return _second(self.cut_off, tr("cut-off")) if self.cut_off else None


def _parts(text: str) -> list[str]:
    """Split hours at the commas (or semicolons) that follow a time."""
    parts = [part.strip() for part in re.split(r"(?<=\d)\s*[,;]|(?<=x7)\s*[,;]", text)]
    if not any(parts):
        raise CalendarError(
            tr("Working hours: found '{text}', expected days and times.", text=text), tr(_EXPECTED)
        )
    return [part for part in parts if part]


def _read_part(part: str, everyday: list[int]) -> tuple[list[int], list[tuple[int, Window]]]:
    """Return weekdays and (days later, window) pairs of one stretch of hours."""
    if part.casefold() in _ROUND_THE_CLOCK:
        return list(range(7)), [(0, (0, DAY_S))]
    match = _PART.match(part)
    if match is None:
        raise CalendarError(tr("Working hours: '{part}' can't be read.", part=part), tr(_EXPECTED))
    days = _read_days(match["days"], part) if match["days"] else everyday
    start, end = _second(match["from"], part), _second(match["to"], part)
    if start in (end, DAY_S):
        raise CalendarError(
            tr("Working hours: '{part}' is no stretch of time.", part=part), tr(_EXPECTED)
        )
    if end > start:
        return days, [(0, (start, end))]
    over_midnight = [(1, (0, end))] if end else []
    return days, [(0, (start, DAY_S)), *over_midnight]


def _read_days(text: str, part: str) -> list[int]:
    """Return the weekdays of ``Mon-Wed, Fri``; ``Fri-Mon`` runs over the week's end."""
    days: list[int] = []
    for piece in re.split(r"[,\s]+", re.sub(r"\s*-\s*", "-", text.strip())):
        ends = [_day(name, part) for name in piece.split("-")]
        if len(ends) > 2:
            raise CalendarError(
                tr("Working hours: '{part}' can't be read.", part=part), tr(_EXPECTED)
            )
        first, last = ends[0], ends[-1]
        days += [(first + step) % 7 for step in range((last - first) % 7 + 1)]
    return list(dict.fromkeys(days))


def _day(name: str, part: str) -> int:
    for number, day in enumerate(DAYS):
        if len(name) >= 2 and (name[:3].casefold() == day.casefold()[: len(name[:3])]):
            return number
    raise CalendarError(
        tr("Working hours: '{name}' in '{part}' is no day of the week.", name=name, part=part),
        tr(_EXPECTED),
    )


def _second(text: str, where: str) -> int:
    """Return the second of the day of ``9``, ``09:30`` or ``24:00``."""
    match = re.fullmatch(r"(\d{1,2})(?::(\d{2}))?", text.strip())
    hours, minutes = (int(match[1]), int(match[2] or 0)) if match else (99, 0)
    if hours > 24 or minutes > 59 or (hours == 24 and minutes):
        raise CalendarError(
            tr("'{text}' in {where} is no time of day.", text=text, where=where),
            tr("Write it like '17:30'."),
        )
    return hours * 3_600 + minutes * 60


def _merged(windows: list[Window]) -> list[Window]:
    """Return windows in order, those that touch or overlap as one."""
    merged: list[Window] = []
    for start, end in sorted(windows):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
