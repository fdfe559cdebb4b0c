"""Months that a vendor's records cover in part only, because the log begins or ends within them."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.catalogue.model import Catalogue
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.measurement import Basis
from desktop_app.domain.period import Grain, Period
from desktop_app.domain.records import Evidence
from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import tr
from desktop_app.kpi.columns import RecordColumns
from desktop_app.kpi.records import formulas_for

_LEAST_DAYS = 5
"""With fewer days that have records nothing can be said about how often they come."""
_QUIET = 4
"""Days without a record that are usual in any log: no weekend is longer."""
_USUAL = 95
_ROOM = 1.5
_DENSE = 1 << 22
_GRAINS = (Grain.MONTH, Grain.QUARTER, Grain.YEAR)


@dataclass(frozen=True, slots=True)
class Cover:
    """Which days a vendor's records speak of.

    Parameters
    ----------
    first, last : date
        An end that is that of its month, but for the usual quiet days, is the month's own.
    holes : tuple of Period
        Months between them without any record, where records come more often than that.
    """

    first: dt.date
    last: dt.date
    holes: tuple[Period, ...] = ()

    def words(self, period: Period) -> str:
        """Return how many of a period's days are covered: ``12 of 30 days``, ``""`` for all.

        Also ``""`` where none is.
        """
        first, last = max(period.start, self.first), min(period.end, self.last)
        away = sum(_size(hole) for hole in self.holes if period.covers(hole))
        have, whole = (last - first).days + 1 - away, _size(period)
        return _words_of(have, whole) if 0 < have < whole else ""

    def ends(self) -> list[tuple[str, str]]:
        """Return the months that the records begin or end within, and `words` of each."""
        months = (Period.month(day.year, day.month) for day in (self.first, self.last))
        found = {month.label: self.words(month) for month in months}
        return [(label, words) for label, words in found.items() if words]


def is_part(note: object) -> bool:
    """Return whether a measurement's note says that it is of a part of its period."""
    return isinstance(note, str) and _pattern(_words_of(r"\d+", r"\d+")).search(note) is not None


def _words_of(have: object, whole: object) -> str:
    return tr("{have} of {whole} days", have=have, whole=whole)


@lru_cache(maxsize=8)
def _pattern(words: str) -> re.Pattern[str]:
    """Return what finds a mark in a note, in the language that marks are written in now."""
    return re.compile(rf"(?<!\w){words}(?!\w)")


def mark_parts(
    frame: pd.DataFrame, evidence: Evidence, catalogue: Catalogue, by: Grain
) -> tuple[pd.DataFrame, list[Finding]]:
    """Return the figures with a mark on those of periods that the records cover in part.

    A log begins or ends within a month when more days are missing at that end than are usual
    between two days with records: a log of a few projects a month has long gaps anyway.

    Parameters
    ----------
    frame : pd.DataFrame
        Measurements at the grain `by`; only those computed from records are marked. Figures over
        all periods are not, but what the records begin and end within is said.

    Returns
    -------
    (pd.DataFrame, list of Finding)
    """
    if by not in (*_GRAINS, Grain.ALL) or frame.empty or not evidence.records:
        return frame, []
    covers = covers_of(evidence, catalogue)
    if by is Grain.ALL:
        return frame, _told({(vendor, *one) for vendor in covers for one in covers[vendor].ends()})
    notes = frame["note"].tolist()
    marks: dict[tuple[str, str], str] = {}
    columns = (frame[name].tolist() for name in ("vendor", "period", "basis"))
    for place, (vendor, label, basis) in enumerate(zip(*columns, strict=True)):
        if basis != Basis.COMPUTED.value or label is None or vendor not in covers:
            continue
        words = covers[vendor].words(Period.parse(str(label)))
        if words and not is_part(notes[place]):
            notes[place] = f"{notes[place]}; {words}" if notes[place] else words
            marks[str(vendor), str(label)] = words
    marked = frame.assign(note=pd.Series(notes, frame.index, frame["note"].dtype))
    return marked, _told({(*spot, words) for spot, words in marks.items()})


def _told(marks: set[tuple[str, str, str]]) -> list[Finding]:
    """Return a finding for each vendor of (vendor, period, words)."""
    told: dict[str, list[str]] = defaultdict(list)
    for vendor, label, words in sorted(marks):
        told[vendor].append(f"{label} ({words})")
    return [_finding(vendor, labels) for vendor, labels in told.items()]


def covers_of(evidence: Evidence, catalogue: Catalogue) -> Mapping[str, Cover]:
    """Return which days each vendor's records speak of, all its tables together.

    Vendors with records of few days are not in it: nothing can be said of them.
    """
    days: dict[str, list[NDArray[np.int64]]] = defaultdict(list)
    for table in evidence.records:
        columns = RecordColumns(table, catalogue)
        for vendor, own in _days_of(columns, catalogue).items():
            days[vendor].append(own)
    found = {vendor: _cover(np.unique(np.concatenate(parts))) for vendor, parts in days.items()}
    return {vendor: cover for vendor, cover in found.items() if cover is not None}


def _days_of(columns: RecordColumns, catalogue: Catalogue) -> dict[str, NDArray[np.int64]]:
    """Return the days since 1970 that each vendor's records are of, each once."""
    formulas = [one for _, some in formulas_for(columns, catalogue) for one in some]
    orders = [columns.date_order(formula) for formula in formulas]
    frame = columns.table.frame
    name = next((order[0] for order in orders if order), None)
    if name is None or not pd.api.types.is_datetime64_any_dtype(frame[name].dtype):
        return {}
    stamps = frame[name].to_numpy()
    known = ~np.isnat(stamps)
    if not known.any():
        return {}
    days = stamps[known].astype("datetime64[D]").astype(np.int64)
    codes, vendors = columns.vendors
    first = days.min()
    span = days.max() - first + 1
    # One pass for all vendors: a mask for each would cost two.
    each, offsets = np.divmod(_occurring(codes[known] * span + (days - first)), span)
    return {
        vendor: first + offsets[each == code]
        for code, vendor in enumerate(vendors)
        if (each == code).any()
    }


def _occurring(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the different numbers in order; few that occur often are counted, not sorted."""
    if int(numbers.max()) < _DENSE:
        return np.flatnonzero(np.bincount(numbers)).astype(np.int64)
    return np.unique(numbers)


def _cover(days: NDArray[np.int64]) -> Cover | None:
    if len(days) < _LEAST_DAYS:
        return None
    gaps = np.diff(days)
    quiet = max(_QUIET, _ROOM * float(np.percentile(gaps, _USUAL)))
    first, last = (_day(int(day)) for day in (days[0], days[-1]))
    month, final = (Period.month(day.year, day.month) for day in (first, last))
    begins = (first - month.start).days > quiet
    ends = (final.end - last).days > quiet
    long = np.flatnonzero(gaps > quiet).tolist()
    holes = [hole for at in long for hole in _months_between(days[at], days[at + 1])]
    return Cover(first if begins else month.start, last if ends else final.end, tuple(holes))


def _months_between(before: np.int64, after: np.int64) -> list[Period]:
    """Return the months that lie wholly between two days."""
    one, other = _day(int(before)), _day(int(after))
    numbers = range(one.year * 12 + one.month, other.year * 12 + other.month - 1)
    return [Period.month(number // 12, number % 12 + 1) for number in numbers]


def _day(number: int) -> dt.date:
    return dt.date(1970, 1, 1) + dt.timedelta(days=number)


def _size(period: Period) -> int:
    return (period.end - period.start).days + 1


def _finding(vendor: str, labels: list[str]) -> Finding:
    return Finding(
        Severity.WARNING,
        "part-period",
        tr(
            "{vendor}'s records cover a part of {periods} only: the log begins or ends "
            "within it. Its figures of that time are marked, and its volumes are those of "
            "these days. Ask for the rest, or compare whole months.",
            vendor=vendor,
            periods=listed(labels, None),
        ),
    )
