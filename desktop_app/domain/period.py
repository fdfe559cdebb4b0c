"""Periods: months, quarters, years, weeks and explicit ranges, with one text label each."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Grain(StrEnum):
    """What figures are gathered by; ALL is one figure over everything."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ALL = "all"


_LABEL = re.compile(
    r"^(?P<year>\d{4})(?:-(?:(?P<month>\d{2})|Q(?P<quarter>[1-4])|W(?P<week>\d{2})))?$"
)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A span of whole days, both ends included.

    Its `label` is ``2026-01`` for a month, ``2026-Q1`` for a calendar quarter, ``2026`` for a
    calendar year, ``2026-W07`` for an ISO week and ``2026-01-05/2026-01-19`` for anything else
    (fiscal years and part months among them), and `parse` reads it back.
    """

    start: dt.date
    end: dt.date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"period ends {self.end} before it starts {self.start}")

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """Return a calendar month."""
        return _month(year, month)

    @classmethod
    def months(cls, year: int, month: int, count: int) -> Period:
        """Return `count` whole months from the given one (a fiscal quarter or year)."""
        last = year * 12 + month - 1 + count - 1
        return cls(dt.date(year, month, 1), cls.month(last // 12, last % 12 + 1).end)

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Period:
        """Return a calendar quarter (1..4)."""
        return cls.months(year, quarter * 3 - 2, 3)

    @classmethod
    def year(cls, year: int) -> Period:
        """Return a calendar year."""
        return cls(dt.date(year, 1, 1), dt.date(year, 12, 31))

    @classmethod
    def week(cls, year: int, week: int) -> Period:
        """Return an ISO week, Monday to Sunday."""
        return cls(dt.date.fromisocalendar(year, week, 1), dt.date.fromisocalendar(year, week, 7))

    @classmethod
    def parse(cls, label: str) -> Period:
        """Return the period of a label; ``ValueError`` for anything that is none."""
        if "/" in label:
            start, _, end = label.partition("/")
            return cls(dt.date.fromisoformat(start), dt.date.fromisoformat(end))
        match = _LABEL.match(label)
        if match is None:
            raise ValueError(f"not a period label: {label!r}")
        year = int(match["year"])
        if match["month"]:
            return cls.month(year, int(match["month"]))
        if match["quarter"]:
            return cls.quarter(year, int(match["quarter"]))
        if match["week"]:
            return cls.week(year, int(match["week"]))
        return cls.year(year)

    @property
    def grain(self) -> Grain | None:
        """Return the calendar grain this period is exactly one of, else None."""
        return _grain(self)

    @property
    def label(self) -> str:
        """Return the text that `parse` reads back."""
        return _label(self)

    def within(self, grain: Grain) -> Period | None:
        """Return the period of that grain that holds all of this one.

        None when it spans several (a quarter has no month), and for `Grain.ALL`.
        """
        day = self.start
        if grain is Grain.MONTH:
            whole = Period.month(day.year, day.month)
        elif grain is Grain.QUARTER:
            whole = Period.quarter(day.year, (day.month + 2) // 3)
        elif grain is Grain.YEAR:
            whole = Period.year(day.year)
        elif grain is Grain.WEEK:
            iso = day.isocalendar()
            whole = Period.week(iso.year, iso.week)
        else:
            return None
        return whole if whole.covers(self) else None

    def covers(self, other: Period) -> bool:
        """Return whether all days of another period are days of this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Period) -> bool:
        """Return whether the two share a day."""
        return self.start <= other.end and other.start <= self.end


@lru_cache(maxsize=4_096)
def _month(year: int, month: int) -> Period:
    """Return a calendar month; measuring asks for the same few again and again."""
    last = calendar.monthrange(year, month)[1]
    return Period(dt.date(year, month, 1), dt.date(year, month, last))


@lru_cache(maxsize=4_096)
def _grain(period: Period) -> Grain | None:
    """Return the calendar grain a period is exactly one of, None for none."""
    for grain in (Grain.MONTH, Grain.QUARTER, Grain.YEAR, Grain.WEEK):
        if period.within(grain) == period:
            return grain
    return None


@lru_cache(maxsize=4_096)
def _label(period: Period) -> str:
    """Return a period's label; every figure has one, and most share theirs."""
    grain, start = period.grain, period.start
    if grain is Grain.MONTH:
        return f"{start:%Y-%m}"
    if grain is Grain.QUARTER:
        return f"{start.year:04d}-Q{(start.month + 2) // 3}"
    if grain is Grain.YEAR:
        return f"{start.year:04d}"
    if grain is Grain.WEEK:
        iso = start.isocalendar()
        return f"{iso.year:04d}-W{iso.week:02d}"
    return f"{start.isoformat()}/{period.end.isoformat()}"
