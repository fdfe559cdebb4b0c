"""The frame of stated values as rows, and the counts and sums that stand beside each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from desktop_app.catalogue.model import Catalogue
from desktop_app.domain.period import Period
from desktop_app.domain.records import STATED_COLUMNS
from desktop_app.kpi.observations import NAN


@dataclass(slots=True)
class StatedRow:
    """One row of the frame of stated values; `position` is its place there."""

    position: int
    item: str
    vendor: str
    period: Period | None
    segment: str | None
    context: int
    value: float
    unit: str
    currency: str
    scale: tuple[float, float]
    variant: str
    target: float
    raw: str
    file: str
    sheet: str
    cell: str

    @property
    def place(self) -> tuple[str, str, int]:
        """Return the table row or column it stands in."""
        return (self.file, self.sheet, self.context)

    @property
    def spot(self) -> tuple[str, str, Period | None, str | None]:
        """Return whose and when it is, in which report."""
        return (self.file, self.vendor, self.period, self.segment)


@dataclass(slots=True)
class Context:
    """The stated counts and sums of one observation."""

    first: StatedRow
    values: dict[str, float] = field(default_factory=dict)
    rows: dict[str, tuple[int, ...]] = field(default_factory=dict)
    currencies: dict[str, str] = field(default_factory=dict)

    def add(self, row: StatedRow, summable: bool) -> None:
        """Take in a quantity; a summable one adds to what is there, others stay as first read."""
        if row.item not in self.values:
            self.values[row.item], self.rows[row.item] = row.value, (row.position,)
            self.currencies[row.item] = row.currency
        elif summable:
            self.values[row.item] += row.value
            self.rows[row.item] += (row.position,)


@dataclass(slots=True)
class Contexts:
    """All contexts, and which of them a stated KPI may take its volume from."""

    by_place: dict[tuple[Any, ...], Context]
    by_spot: dict[tuple[Any, ...], list[Context]]

    def all(self) -> list[Context]:
        """Return every context once, in the order of the frame."""
        return list({id(context): context for context in self.by_place.values()}.values())

    def quantity(self, row: StatedRow, name: str) -> tuple[float, tuple[int, ...]]:
        """Return a quantity that belongs to a stated KPI and its cells; NaN if none is sure.

        Its own context goes first; then the same vendor, period and segment elsewhere in the
        report, if only one value is stated there.
        """
        own = self.by_place.get((*row.place, row.spot))
        if own is not None and name in own.values:
            return own.values[name], own.rows[name]
        others = [c for c in self.by_spot.get(row.spot, []) if name in c.values]
        if len({context.values[name] for context in others}) == 1:
            return others[0].values[name], others[0].rows[name]
        return NAN, ()


def read_rows(stated: pd.DataFrame) -> list[StatedRow]:
    """Return the rows of the frame, missing texts as None or ``""``."""
    columns = [stated[name].tolist() for name in STATED_COLUMNS if name != "sha256"]
    names = [name for name in STATED_COLUMNS if name != "sha256"]
    periods: dict[str, Period] = {}
    rows = []
    for position, values in enumerate(zip(*columns, strict=True)):
        row = dict(zip(names, values, strict=True))
        label = _text(row["period"])
        if label and label not in periods:
            periods[label] = Period.parse(label)
        rows.append(
            StatedRow(
                position=position,
                item=str(row["item"]),
                vendor=str(row["vendor"]),
                period=periods.get(label),
                segment=_text(row["segment"]) or None,
                context=int(row["context"]),
                value=float(row["value"]),
                unit=str(row["unit"]),
                currency=_text(row["currency"]),
                scale=(_float(row["scale_min"]), _float(row["scale_max"])),
                variant=_text(row["variant"]),
                target=_float(row["target"]),
                raw=_text(row["raw"]),
                file=_text(row["file"]),
                sheet=_text(row["sheet"]),
                cell=_text(row["cell"]),
            )
        )
    return rows


def gather(rows: Iterable[StatedRow], catalogue: Catalogue) -> Contexts:
    """Return the stated quantities by the table row or column they stand in.

    Contexts of one vendor, period and segment that share no quantity (counts in two tables of
    one report) become one; where they share some, which belongs to which can't be known.
    """
    by_place: dict[tuple[Any, ...], Context] = {}
    by_spot: dict[tuple[Any, ...], list[Context]] = defaultdict(list)
    for row in rows:
        if row.item in catalogue.kpis or row.item not in catalogue.fields:
            continue
        key = (*row.place, row.spot)
        if key not in by_place:
            by_place[key] = Context(row)
            by_spot[row.spot].append(by_place[key])
        by_place[key].add(row, catalogue.fields[row.item].summable)
    for spot, found in by_spot.items():
        names = [name for context in found for name in context.values]
        if len(found) > 1 and len(names) == len(set(names)):
            merged = Context(found[0].first)
            for context in found:
                merged.values |= context.values
                merged.rows |= context.rows
                merged.currencies |= context.currencies
            by_spot[spot] = [merged]
            for context in found:
                by_place[(*context.first.place, spot)] = merged
    return Contexts(by_place, by_spot)


def _text(value: Any) -> str:
    return "" if pd.isna(value) else str(value)


def _float(value: Any) -> float:
    return NAN if pd.isna(value) else float(value)
