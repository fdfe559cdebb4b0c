"""Records gathered into vendor x period x segment, with what formulas need of each group."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalogue.expressions import parse
from desktop_app.catalogue.model import Formula
from desktop_app.domain.period import Grain, Period
from desktop_app.kpi.columns import RecordColumns
from desktop_app.kpi.frames import Floats
from desktop_app.kpi.periods import NO_PERIOD, label_of_code
from desktop_app.kpi.window_days import inside_window

Ints = NDArray[np.int64]
Key = tuple[str, str | None, str | None]
"""Vendor, period label, segment."""

_AT_ONCE = 1 << 17
"""Rows that are summed at once."""
_DENSE = 1 << 22
"""Up to so many possible groups a table of all of them is faster than sorting."""


def in_turns(count: int) -> Iterator[slice]:
    """Yield slices of so many rows: what is made of one stays in the processor's cache."""
    for first in range(0, count, _AT_ONCE):
        yield slice(first, first + _AT_ONCE)


class Groups:
    """Which group each record of a table belongs to.

    Parameters
    ----------
    codes : array of int, one a record
        Index into `keys`; ``len(keys)`` for a record in no group (no date, no segment).
    keys : tuple of Key
    rows : array of int, one a record
        Where each record stands in its sheet.
    """

    def __init__(self, codes: Ints, keys: tuple[Key, ...], rows: Ints) -> None:
        self.codes = codes
        self.keys = keys
        self._rows = rows

    @cached_property
    def everything(self) -> tuple[Ints, Ints, Ints]:
        """Return how many records each group has, and their first and last row in the sheet."""
        return _spans(self.codes, len(self.keys), self._rows)

    @cached_property
    def order(self) -> Ints:
        """Return the records' positions, group by group, in sheet order within each."""
        narrow = np.int16 if len(self.keys) < np.iinfo(np.int16).max else np.int32
        return np.argsort(self.codes.astype(narrow), kind="stable")

    @cached_property
    def starts(self) -> Ints:
        """Return where each group begins in `order`, and where the last ends."""
        sizes = np.bincount(self.codes, minlength=len(self.keys) + 1)[:-1]
        return np.concatenate([[0], np.cumsum(sizes)])


class Counted:
    """The records of a table that one formula counts: those where part and whole are known.

    Parameters
    ----------
    codes : array of int, one a record
        As in `Groups`, with records that are not known in no group.
    known : int
        How many records are known, with or without a group.
    """

    def __init__(self, groups: Groups, part: Floats, codes: Ints, known: int, rows: Ints) -> None:
        self.groups = groups
        self.codes = codes
        self.known = known
        self._part = part
        self._rows = rows

    def sums(self, values: Floats) -> Floats:
        """Return the sum of a value over each group's counted records."""
        return self.sums_of(lambda rows: values[rows])

    def sums_of(self, values: Callable[[slice], Floats]) -> Floats:
        """Return the same of a value that is made for some rows at a time.

        Arrays for all rows in between would cost more than the sums.
        """
        found = np.zeros(len(self.groups.keys) + 1)
        for rows in in_turns(len(self.codes)):
            weights = np.ascontiguousarray(values(rows))
            found += np.bincount(self.codes[rows], weights, minlength=len(found))
        return found[:-1]

    @cached_property
    def spans(self) -> tuple[Ints, Ints, Ints]:
        """Return how many records each group counts, and their first and last row in the sheet."""
        if self.codes is self.groups.codes:
            return self.groups.everything
        return _spans(self.codes, len(self.groups.keys), self._rows)

    @property
    def n(self) -> Ints:
        """Return how many records each group counts."""
        return self.spans[0]

    @cached_property
    def ranked(self) -> tuple[Floats, Ints]:
        """Return all parts, sorted within each group, and where each group begins.

        A group's `n` known values come first, then the missing ones.
        """
        flat = self._part[self.groups.order]
        starts = self.groups.starts
        for start, end in pairwise(starts.tolist()):
            flat[start:end].sort()
        return flat, starts[:-1]


@dataclass(slots=True)
class TableGroups:
    """All groupings of one table that formulas ask for, each made once."""

    columns: RecordColumns
    grain: Grain
    dimension: str | None
    window: Period | None
    _groups: dict[tuple[str, ...], Groups]
    _counted: dict[tuple[str, str, tuple[str, ...]], Counted]

    @classmethod
    def of(
        cls,
        columns: RecordColumns,
        grain: Grain,
        dimension: str | None,
        window: Period | None = None,
    ) -> TableGroups:
        """Return the groupings of a table, none made yet; outside of a window nothing counts."""
        return cls(columns, grain, dimension, window, {}, {})

    @property
    def dated(self) -> bool:
        """Return whether a record needs a date to count."""
        return self.grain is not Grain.ALL or self.window is not None

    def counted(self, formula: Formula) -> Counted:
        """Return the records that a formula counts, gathered by its own date."""
        whole = "" if counts_records(formula) else formula.whole
        order = self.columns.date_order(formula) if self.dated else ()
        key = (formula.part, whole, order)
        if key not in self._counted:
            self._counted[key] = self._count(*key)
        return self._counted[key]

    def forget(self) -> None:
        """Drop what was made for single formulas; one KPI's arrays are of no use to the next."""
        self._counted.clear()
        self.columns.forget()

    def _count(self, part_text: str, whole_text: str, order: tuple[str, ...]) -> Counted:
        groups = self.groups(order)
        part = self.columns.evaluate(part_text)
        whole = self.columns.evaluate(whole_text) if whole_text else None
        codes = np.empty(len(part), dtype=np.int64)
        missing = 0
        for rows in in_turns(len(part)):
            unknown = np.isnan(part[rows])
            if whole is not None:
                unknown |= np.isnan(whole[rows])
            missing += int(np.count_nonzero(unknown))
            codes[rows] = np.where(unknown, len(groups.keys), groups.codes[rows])
        own = codes if missing else groups.codes
        return Counted(groups, part, own, len(part) - missing, self.columns.row_numbers)

    def groups(self, order: tuple[str, ...]) -> Groups:
        """Return the groups when records are dated by these fields."""
        if order not in self._groups:
            self._groups[order] = self._group(order)
        return self._groups[order]

    def _group(self, order: tuple[str, ...]) -> Groups:
        """Combine vendor, period and segment codes and number the combinations that occur."""
        columns, grain, dimension = self.columns, self.grain, self.dimension
        codes, vendors = columns.vendors
        outside = codes < 0
        if self.window is not None:
            outside = outside | ~inside_window(columns, order, self.window)
        periods, base = np.zeros(1, dtype=np.int64), 0
        if grain is not Grain.ALL:
            periods = columns.period_codes(order, grain)
            undated = periods == NO_PERIOD
            base = int(periods[~undated].min()) if not undated.all() else 0
            periods = np.where(undated, 0, periods - base)
            outside = outside | undated
        width = int(periods.max(initial=0)) + 1
        segments, names = columns.segments(dimension)
        if dimension is not None:
            segments = np.full(columns.rows, -1) if segments is None else segments
            outside = outside | (segments < 0)
        depth = max(len(names), 1)
        combined = codes * width + periods
        if dimension is not None and segments is not None:
            combined = combined * depth + segments
        present, compact = _compact(np.where(outside, -1, combined), len(vendors) * width * depth)
        keys = tuple(
            (
                vendors[code // depth // width],
                label_of_code(code // depth % width + base, grain),
                names[code % depth] if dimension is not None else None,
            )
            for code in present.tolist()
        )
        return Groups(compact, keys, columns.row_numbers)


def counts_records(formula: Formula) -> bool:
    """Return whether a formula's whole is the same for every record that it counts."""
    return is_constant(formula.whole) or formula.whole == f"known({formula.part})"


def is_constant(text: str) -> bool:
    """Return whether an expression reads no field (or is not there at all)."""
    return not text or not parse(text).fields


def _spans(codes: Ints, groups: int, rows: Ints) -> tuple[Ints, Ints, Ints]:
    """Return each group's size, and the first and the last of its rows.

    An assignment to one place keeps the last.
    """
    first = np.zeros(groups + 1, dtype=np.int64)
    last = np.zeros(groups + 1, dtype=np.int64)
    sizes = np.zeros(groups + 1, dtype=np.int64)
    turns = list(in_turns(len(codes)))
    for turn in turns:
        last[codes[turn]] = rows[turn]
        sizes += np.bincount(codes[turn], minlength=groups + 1)
    for turn in reversed(turns):
        first[codes[turn][::-1]] = rows[turn][::-1]
    return sizes[:-1], first[:-1], last[:-1]


def _compact(codes: Ints, size: int) -> tuple[Ints, Ints]:
    """Return the codes that occur, and for each record its place among them (-1 goes last)."""
    inside = codes >= 0
    if size <= _DENSE:
        present = np.flatnonzero(np.bincount(codes + 1, minlength=size + 1)[1:])
        places = np.full(size + 1, len(present), dtype=np.int64)
        places[present] = np.arange(len(present))
        return present, places[np.where(inside, codes, size)]
    present = np.unique(codes[inside])
    return present, np.where(inside, np.searchsorted(present, codes), len(present))
