"""The frame of stated values as rows, and the counts and sums that stand beside each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import pyarrow as pa

from desktop_app.catalogue.model import Catalogue
from desktop_app.domain.period import Period
from desktop_app.domain.records import STATED_COLUMNS
from desktop_app.kpi.observations import NAN

Spot = tuple[str, str, Period | None, str | None]
"""File, vendor, period, segment."""
Quantities = dict[str, tuple[float, tuple[int, ...]]]
"""Values of quantities by their names, with the places of their cells."""

_FEWEST_PARTS, _NESTED = 2, " / "
"""Fewer parts are no whole; what stands between a part and a part of it."""
_NUMBERS = ("value", "scale_min", "scale_max", "target")
_UNREAD = frozenset({*_NUMBERS, "context", "sha256", "rule"})
_TEXTS = tuple(name for name in STATED_COLUMNS if name not in _UNREAD)


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
    def spot(self) -> Spot:
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


class Contexts:
    """All contexts, and which of them a stated KPI may take its volume from."""

    def __init__(
        self, by_place: dict[tuple[Any, ...], Context], by_spot: dict[Spot, list[Context]]
    ) -> None:
        self._by_place = by_place
        self._single = {spot: _only_values(found) for spot, found in by_spot.items()}
        self._beside: dict[int, tuple[Context | None, Quantities]] = {}
        self._parts = _by_whole(self._single)

    def all(self) -> list[Context]:
        """Return every context once, in the order of the frame."""
        return list({id(context): context for context in self._by_place.values()}.values())

    def quantity(self, row: StatedRow, name: str) -> tuple[float, tuple[int, ...]]:
        """Return a quantity that belongs to a stated KPI and its cells; NaN if none is sure.

        Its own context goes first; then the same vendor, period and segment elsewhere in the
        report, if only one value is stated there.
        """
        if row.position not in self._beside:
            spot = row.spot
            context = self._by_place.get((*row.place, spot))
            self._beside[row.position] = context, self._single.get(spot, {})
        own, single = self._beside[row.position]
        if own is not None and name in own.values:
            return own.values[name], own.rows[name]
        return single.get(name, (NAN, ()))

    def of_parts(self, row: StatedRow, name: str) -> tuple[float, tuple[int, ...]]:
        """Return what a quantity's parts come to, for a value of a whole vendor; NaN where none is
        stated by parts, or some part again by parts of its own.
        """
        if row.segment is not None:
            return NAN, ()
        parts = {
            segment: own[name]
            for segment, own in self._parts.get((row.file, row.vendor, row.period), {}).items()
            if name in own
        }
        if len(parts) < _FEWEST_PARTS or any(_NESTED in segment for segment in parts):
            return NAN, ()
        rows = tuple(row for _, rows in parts.values() for row in rows)
        return sum(value for value, _ in parts.values()), rows


def _by_whole(
    single: dict[Spot, Quantities],
) -> dict[tuple[str, str, Period | None], dict[str, Quantities]]:
    """Return the quantities of each part of a vendor's time in a report."""
    found: dict[tuple[str, str, Period | None], dict[str, Quantities]] = defaultdict(dict)
    for (file, vendor, period, segment), own in single.items():
        if segment is not None and own:
            found[file, vendor, period][segment] = own
    return found


def _only_values(contexts: list[Context]) -> Quantities:
    """Return the quantities for which a vendor, period and segment have one value only."""
    found: dict[str, dict[float, tuple[int, ...]]] = defaultdict(dict)
    for context in contexts:
        for name, value in context.values.items():
            found[name].setdefault(value, context.rows[name])
    return {name: next(iter(values.items())) for name, values in found.items() if len(values) == 1}


def read_rows(stated: pd.DataFrame) -> list[StatedRow]:
    """Return the rows of the frame, missing texts as None or ``""``."""
    text = {name: _texts(stated[name]) for name in _TEXTS}
    number = {name: stated[name].astype("float64").tolist() for name in _NUMBERS}
    periods = {label: Period.parse(label) for label in set(text["period"]) if label}
    scales = zip(number["scale_min"], number["scale_max"], strict=True)
    columns = zip(
        text["item"],
        text["vendor"],
        (periods.get(label) for label in text["period"]),
        (label or None for label in text["segment"]),
        stated["context"].astype("int64").tolist(),
        number["value"],
        text["unit"],
        text["currency"],
        scales,
        text["variant"],
        number["target"],
        text["raw"],
        text["file"],
        text["sheet"],
        text["cell"],
        strict=True,
    )
    return [StatedRow(position, *values) for position, values in enumerate(columns)]


def gather(rows: Iterable[StatedRow], catalogue: Catalogue) -> Contexts:
    """Return the stated quantities by the table row or column they stand in.

    Contexts of one vendor, period and segment that share no quantity (counts in two tables of
    one report) become one; where they share some, which belongs to which can't be known.
    """
    by_place: dict[tuple[Any, ...], Context] = {}
    by_spot: dict[Spot, list[Context]] = defaultdict(list)
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


def _texts(column: pd.Series[Any]) -> list[str]:
    if isinstance(column.dtype, pd.StringDtype):  # one by one they take twenty times as long
        return ["" if text is None else text for text in pa.array(column.array).to_pylist()]
    pairs = zip(column.tolist(), column.isna().tolist(), strict=True)
    return ["" if gap else str(value) for value, gap in pairs]
