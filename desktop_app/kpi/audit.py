"""The audit sample: records drawn at random, to be held against what the vendor can show for them.

The draw is anybody's to repeat: every record has a number by SplitMix64 (G. L. Steele, D. Lea,
C. H. Flood, "Fast splittable pseudorandom number generators", 2014) from the seed, its table and
its row, and those with the smallest numbers are taken. So the same seed and reports give the same
sample, in whatever order the reports were opened.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.catalogue.model import Catalogue, FieldKind
from desktop_app.domain.period import Grain
from desktop_app.domain.progress import NoProgress, Progress
from desktop_app.domain.records import Evidence
from desktop_app.kpi.columns import RecordColumns
from desktop_app.kpi.measure import each_once
from desktop_app.kpi.periods import NO_PERIOD, label_of_code
from desktop_app.kpi.reads import fields_of
from desktop_app.kpi.records import formulas_for
from desktop_app.kpi.window_days import inside_window
from desktop_app.kpi.wording import plain_number

Words = NDArray[np.uint64]

_GAMMA, _FIRST, _SECOND = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
_MASK = (1 << 64) - 1


class Strata(StrEnum):
    """What is sampled from each by itself, in proportion to its records."""

    NONE = "none"
    VENDOR = "vendor"
    MONTH = "month"
    VENDOR_MONTH = "vendor_month"


class Mark(StrEnum):
    """What checking a record came to; OPEN until somebody has looked."""

    OPEN = "open"
    VERIFIED = "verified"
    WRONG = "wrong"
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True)
class AuditPlan:
    """How a sample is drawn: `size` records at least, one of each stratum at least."""

    seed: int
    size: int
    strata: Strata = Strata.NONE


@dataclass(frozen=True, slots=True)
class AuditCell:
    """A field of a record that KPIs read: where it stands and how it was read."""

    field: str
    cell: str
    value: str


@dataclass(frozen=True, slots=True)
class AuditItem:
    """One record of the sample; `period` is its month, ``""`` where it has no date."""

    number: int
    vendor: str
    period: str
    file: str
    sha256: str
    sheet: str
    row: int
    cells: tuple[AuditCell, ...]
    mark: Mark = Mark.OPEN
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stratum:
    """One part of the records: its vendor and month (``""`` for any) and how many it holds."""

    vendor: str
    period: str
    records: int
    sampled: int


@dataclass(frozen=True, slots=True)
class AuditSheet:
    """A drawn sample with the ticks it has got so far.

    `records` are all that it was drawn from, by vendor.
    """

    plan: AuditPlan
    strata: tuple[Stratum, ...]
    records: dict[str, int]
    items: tuple[AuditItem, ...]

    @property
    def id(self) -> str:
        """Return what tells this draw from all others, whatever was ticked."""
        drawn = [(i.number, i.sha256, i.sheet, i.row) for i in self.items]
        text = repr((self.plan.seed, self.plan.size, self.plan.strata.value, drawn))
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def ticked(self, place: int, mark: Mark, note: str) -> AuditSheet:
        """Return the sheet with another mark and note for the record of that number."""
        items = tuple(
            replace(item, mark=mark, note=note) if item.number == place else item
            for item in self.items
        )
        return replace(self, items=items)


def draw(
    evidence: Evidence, catalogue: Catalogue, plan: AuditPlan, progress: Progress | None = None
) -> AuditSheet:
    """Return a random sample of the records that KPIs are made from.

    Records count once (repeats are left out as in measuring), and inside the evidence's window
    only.

    Raises
    ------
    Cancelled
        If `progress` says to stop.
    """
    evidence, _ = each_once(evidence, catalogue)
    pools = [
        pool
        for table in evidence.records
        if (pool := _Pool.of(RecordColumns(table, catalogue), catalogue, evidence)) is not None
    ]
    (progress or NoProgress()).check()
    if not pools:
        return AuditSheet(plan, (), {}, ())
    return _Frame(pools).draw(plan)


def splitmix64(start: int, steps: NDArray[Any]) -> Words:
    """Return the numbers of the SplitMix64 sequence of a seed at some steps (the first is 1)."""
    z = np.asarray(steps, dtype=np.uint64) * np.uint64(_GAMMA) + np.uint64(start & _MASK)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(_FIRST)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(_SECOND)
    mixed: Words = z ^ (z >> np.uint64(31))
    return mixed


@dataclass(frozen=True, slots=True)
class _Pool:
    """The records of one table that may be drawn, and the fields that KPIs read of them."""

    columns: RecordColumns
    catalogue: Catalogue
    fields: tuple[str, ...]
    positions: NDArray[np.int64]
    months: NDArray[np.int64]

    @classmethod
    def of(cls, columns: RecordColumns, catalogue: Catalogue, evidence: Evidence) -> _Pool | None:
        """Return a table's records; None if no KPI is made from it."""
        formulas = [one for _, some in formulas_for(columns, catalogue) for one in some]
        read = {name for formula in formulas for name in fields_of(formula)}
        if not read:
            return None
        # The date that places a record in its month decides as much as what is counted.
        dates = columns.date_order(formulas[0])
        read |= set(dates[:1])
        fields = tuple(str(name) for name in columns.table.frame.columns if name in read)
        months = columns.period_codes(dates, Grain.MONTH)
        inside = columns.vendors[0] >= 0
        if evidence.window is not None:
            inside = inside & inside_window(columns, dates, evidence.window)
        chosen = np.flatnonzero(inside)
        return cls(columns, catalogue, fields, chosen, months[chosen]) if len(chosen) else None

    def vendors(self, names: Sequence[str]) -> NDArray[np.int64]:
        """Return the place of each record's vendor among some names."""
        codes, own = self.columns.vendors
        places = np.array([names.index(name) for name in own], dtype=np.int64)
        found: NDArray[np.int64] = places[codes[self.positions]]
        return found

    def keys(self, seed: int) -> Words:
        """Return each record's number in the draw: by seed, table and row of the sheet."""
        table = self.columns.table
        place = f"{table.sha256 or table.file}\n{table.sheet}\n{table.cells}".encode()
        own = int.from_bytes(hashlib.sha256(place).digest()[:8], "big")
        start = int(splitmix64(seed, np.array([1]))[0]) ^ own
        return splitmix64(start, self.columns.row_numbers[self.positions])

    def item(self, place: int, at: int) -> AuditItem:
        """Return one record with its cells."""
        table = self.columns.table
        record = table.frame.iloc[int(self.positions[at])]
        row = int(self.columns.row_numbers[int(self.positions[at])])
        month = int(self.months[at])
        return AuditItem(
            number=place,
            vendor=str(record["vendor"]),
            period="" if month == NO_PERIOD else label_of_code(month, Grain.MONTH) or "",
            file=table.file,
            sha256=table.sha256,
            sheet=table.sheet,
            row=row,
            cells=tuple(self._cell(name, row, record[name]) for name in self.fields),
        )

    def _cell(self, field: str, row: int, value: Any) -> AuditCell:
        table = self.columns.table
        letters = table.columns.get(field, ())
        where = ",".join(f"{letter}{row}" for letter in letters)
        if not where and field in table.joined:
            where = f"{table.joined[field].sheet}!{table.joined[field].cells}"
        known = self.catalogue.fields.get(field)
        return AuditCell(field, where, _text(value, known.kind if known else None))


class _Frame:
    """All records that may be drawn, of all tables, told by their place in one row of arrays."""

    def __init__(self, pools: Sequence[_Pool]) -> None:
        self._pools = pools
        self._starts = np.cumsum([0, *(len(pool.positions) for pool in pools)])
        self._names = sorted({name for pool in pools for name in pool.columns.vendors[1]})
        self._vendors = np.concatenate([pool.vendors(self._names) for pool in pools])
        self._months = np.concatenate([pool.months for pool in pools])

    def draw(self, plan: AuditPlan) -> AuditSheet:
        keys = np.concatenate([pool.keys(plan.seed) for pool in self._pools])
        codes, strata = self._split(plan.strata)
        sizes = np.bincount(codes, minlength=len(strata))
        shares = allocation(sizes.tolist(), plan.size)
        order = np.lexsort((np.arange(len(keys)), keys, codes))
        starts = np.cumsum(sizes) - sizes
        taken = np.concatenate(
            [order[start : start + k] for start, k in zip(starts, shares, strict=True)]
        )
        items = [self._item(place, int(at)) for place, at in enumerate(taken, start=1)]
        counts = np.bincount(self._vendors, minlength=len(self._names)).tolist()
        return AuditSheet(
            plan,
            tuple(
                Stratum(vendor, period, int(size), share)
                for (vendor, period), size, share in zip(strata, sizes, shares, strict=True)
            ),
            {name: int(n) for name, n in zip(self._names, counts, strict=True) if n},
            tuple(items),
        )

    def _split(self, by: Strata) -> tuple[NDArray[np.int64], list[tuple[str, str]]]:
        """Return each record's stratum and the strata's vendor and month, in their order."""
        vendors = self._vendors if by in (Strata.VENDOR, Strata.VENDOR_MONTH) else None
        months = self._months if by in (Strata.MONTH, Strata.VENDOR_MONTH) else None
        blank = np.zeros(len(self._months), dtype=np.int64)
        pairs = np.stack(
            [blank if vendors is None else vendors, blank if months is None else months]
        )
        found, codes = np.unique(pairs, axis=1, return_inverse=True)
        names = [
            (
                "" if vendors is None else self._names[vendor],
                "" if months is None or month == NO_PERIOD
                else label_of_code(int(month), Grain.MONTH) or "",
            )
            for vendor, month in found.T.tolist()
        ]  # fmt: skip
        return codes.astype(np.int64).reshape(-1), names

    def _item(self, place: int, at: int) -> AuditItem:
        pool = int(np.searchsorted(self._starts, at, side="right")) - 1
        return self._pools[pool].item(place, at - int(self._starts[pool]))


def allocation(sizes: Sequence[int], wanted: int) -> list[int]:
    """Return how many records to take of each stratum: in proportion, but one at least.

    Largest remainders get what rounding leaves over; no stratum gives more than it has.
    """
    total = sum(sizes)
    if wanted >= total:
        return list(sizes)
    exact = [wanted * size / total for size in sizes]
    taken = [min(size, max(1, int(share))) for size, share in zip(sizes, exact, strict=True)]
    left = wanted - sum(taken)
    order = sorted(range(len(sizes)), key=lambda i: (int(exact[i]) - exact[i], i))
    for place in order:
        if left > 0 and taken[place] < sizes[place] and exact[place] > taken[place]:
            taken[place] += 1
            left -= 1
    return taken


def _text(value: Any, kind: FieldKind | None) -> str:
    """Return a value as it was read, with its canonical unit."""
    if value is None or value is pd.NaT or (isinstance(value, float) and np.isnan(value)):
        return ""
    if isinstance(value, pd.Timestamp):
        return value.isoformat(sep=" ")
    if isinstance(value, str):
        return value
    text = plain_number(float(value))
    return f"{text} s" if kind is FieldKind.DURATION else text
