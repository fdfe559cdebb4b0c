"""What sentences about data are made of in every language: lists of names, and months."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import reduce

from desktop_app.domain.period import Grain, Period
from desktop_app.domain.translating import ISO_DAY, later, spoken, tr

_MONTHS = (
    later("January"),
    later("February"),
    later("March"),
    later("April"),
    later("May"),
    later("June"),
    later("July"),
    later("August"),
    later("September"),
    later("October"),
    later("November"),
    later("December"),
)

_TOLD = 4


def month_name(month: int) -> str:
    """Return the full name of a month, 1 to 12."""
    return tr(_MONTHS[month - 1])


def listed(names: Iterable[str], most: int | None = 8) -> str:
    """Return names as in a sentence: ``A``, ``A and B``, ``A, B and C``, ``A, B and 7 more``.

    Past `most` names (None for any number) a sentence is no place for all of them: the first ones
    are told, four at the most.
    """
    found = list(names)
    if most is not None and len(found) > most:
        shown = min(most, _TOLD)
        return tr(
            "{names} and {count} more", names=", ".join(found[:shown]), count=len(found) - shown
        )
    if len(found) < 2:
        return "".join(found)
    return tr("{names} and {last}", names=", ".join(found[:-1]), last=found[-1])


def with_or(names: Iterable[str]) -> str:
    """Return names joined by "or", ``""`` for none."""
    return _joined(names, tr("{first} or {second}"))


def _joined(names: Iterable[str], pair: str) -> str:
    found = list(names)
    if not found:
        return ""
    return reduce(lambda first, second: pair.format(first=first, second=second), found)


def shown_day(day: dt.date) -> str:
    """Return a day as the user writes one."""
    return day.strftime(spoken().day)


def shown_period(label: str) -> str:
    """Return a period's label as the user writes it: ``03.2026``, ``Q1 2026``, two days.

    Where days are written the ISO way, as in files, the label stands as it is; so does one that
    names no period.
    """
    if spoken().day == ISO_DAY:
        return label
    try:
        period = Period.parse(label)
    except ValueError:
        return label
    start = period.start
    if period.grain is Grain.MONTH:
        return start.strftime(spoken().month)
    if period.grain is Grain.QUARTER:
        number = (start.month + 2) // 3
        return tr("Q{quarter} {year}", quarter=number, year=f"{start:%Y}")
    if period.grain is Grain.WEEK:
        week = start.isocalendar()
        return tr("W{week:02d} {year}", week=week.week, year=f"{week.year:04d}")
    if period.grain is Grain.YEAR:
        return label
    return tr("{start} to {end}", start=shown_day(start), end=shown_day(period.end))
