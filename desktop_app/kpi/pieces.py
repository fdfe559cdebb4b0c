"""What one table adds to a KPI, and how such pieces become figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalogue.expressions import parse
from desktop_app.catalogue.model import Formula, Statistic
from desktop_app.domain.records import RecordTable
from desktop_app.domain.unit import Unit
from desktop_app.kpi.columns import Floats, RecordColumns
from desktop_app.kpi.grouping import Counted, Ints, Key, TableGroups, counts_records
from desktop_app.kpi.origins import Origin, column_ranges, join_origins
from desktop_app.kpi.uncertainty import Z95, quantile_ranks, ratio_error, wilson

Columns = dict[str, Any]
_MOMENTS = ("n", "part", "whole", "pp", "pw", "ww")
_TOTALS = (*_MOMENTS, "known")

_BOUNDS: dict[Unit, tuple[float, float]] = {
    Unit.SHARE: (0.0, 1.0),
    Unit.DURATION: (0.0, np.inf),
    Unit.MONEY: (0.0, np.inf),
    Unit.RATE: (0.0, np.inf),
    Unit.YEARS: (0.0, np.inf),
    Unit.POINTS: (-100.0, 100.0),
    Unit.INDEX: (-1.0, 1.0),
}
"""What an interval may not leave when the value itself is inside."""


@dataclass(slots=True)
class Piece:
    """The records of one table that one formula counts.

    `trials` says that each record is one trial: part 0 or 1 of a whole of 0 or 1. `binary_whole`
    says that only the whole is.
    """

    table: RecordTable
    letters: tuple[str, ...]
    counted: Counted
    part: Floats
    whole: Floats | float
    trials: bool
    binary_whole: bool

    @classmethod
    def of(
        cls,
        columns: RecordColumns,
        groups: TableGroups,
        formula: Formula,
        letters: tuple[str, ...],
    ) -> Piece:
        """Return what a table's records give for a formula."""
        counted = groups.counted(formula)
        part = columns.evaluate(formula.part)
        whole: Floats | float = 1.0
        if formula.statistic is Statistic.RATIO:
            whole = _whole(columns, formula, part)
        binary = _is_flag(whole)
        trials = binary and _is_flag(part) and not bool(np.any(part > whole))
        return cls(columns.table, letters, counted, part, whole, trials, binary)

    def moments(self, centre: float) -> dict[str, Floats]:
        """Return the sums of each group; squares are of the part less `centre` times the whole.

        Taking a constant off first keeps the digits of a small spread about a large mean.
        """
        counted = self.counted
        n, part = counted.n.astype(np.float64), counted.sums(self.part)
        if isinstance(self.whole, float):
            whole, ww = n * self.whole, n * self.whole**2
            pw = self.whole * (part - centre * whole)
        else:
            whole = counted.sums(self.whole)
            ww = whole if self.binary_whole else counted.sums(self.whole**2)
        if self.trials:
            # Sums of flags are sums of their squares, and part x whole is part.
            pp = part - 2 * centre * part + centre**2 * whole
            pw = part - centre * whole
        else:
            residual = self.part - centre * self.whole
            pp = counted.sums(residual**2)
            if not isinstance(self.whole, float):
                pw = counted.sums(residual * self.whole)
        if not isinstance(self.whole, float):
            nothing = (self.whole == 0) & (self.part == 0)
            if nothing.any():
                n = n - counted.sums(nothing.astype(np.float64))
        known = counted.n.astype(np.float64)
        return {"known": known, "n": n, "part": part, "whole": whole, "pp": pp, "pw": pw, "ww": ww}

    def centre(self) -> float:
        """Return this table's own ratio over all groups, 0 where it has none."""
        if self.trials:
            return 0.0
        known = np.nansum(self.part)
        whole = np.nansum(np.where(np.isnan(self.part), np.nan, self.whole))
        return float(known / whole) if whole else 0.0

    def origin(self, place: int) -> Origin:
        """Return the cells behind a group, by its place in the table's groups."""
        first, last = int(self.counted.first_rows[place]), int(self.counted.last_rows[place])
        cells = column_ranges(self.letters, first, last) if self.letters else self.table.cells
        return self.table.file, self.table.sheet, cells


def ratio_block(
    pieces: list[Piece], formula: Formula, unit: Unit
) -> tuple[list[Key], Columns, set[str]]:
    """Return the groups of a RATIO or SUM, their columns, and vendors with wholes of 0."""
    index = _index(pieces)
    centre = pieces[0].centre()
    totals = {name: np.zeros(len(index)) for name in _TOTALS}
    for piece in pieces:
        places = _places(piece, index)
        for name, values in piece.moments(centre).items():
            totals[name][places] += values
    keys = list(index)
    if formula.statistic is Statistic.SUM:
        chosen = np.flatnonzero(totals["n"] > 0)
        columns = _sums(totals, formula, chosen)
    else:
        chosen = np.flatnonzero((totals["n"] > 0) & (totals["whole"] != 0))
        columns = _ratios(totals, formula, unit, chosen, centre, pieces)
    zero = np.flatnonzero((totals["known"] > 0) & (totals["whole"] == 0))
    without = {keys[place][0] for place in zero.tolist()}
    return (*_with_origins(keys, columns, chosen, pieces, index), without)


def quantile_block(
    pieces: list[Piece], formula: Formula, unit: Unit
) -> tuple[list[Key], Columns, set[str]]:
    """Return the groups of a QUANTILE and their columns.

    Linear interpolation between order statistics (Hyndman and Fan's type 7, the spreadsheets'
    PERCENTILE.INC); the interval is `uncertainty.quantile_ranks`.
    """
    index = _index(pieces)
    flat, starts, n = _ranked(pieces, index)
    chosen = np.flatnonzero(n > 0)
    starts, n = starts[chosen], n[chosen]
    position = (n - 1) * formula.q
    below = np.floor(position).astype(np.int64)
    above = np.minimum(below + 1, n - 1)
    weight = position - below
    value = flat[starts + below] * (1 - weight) + flat[starts + above] * weight
    low, high = quantile_ranks(n, formula.q)
    nothing = np.full(len(chosen), np.nan)
    columns: Columns = {
        "value": formula.factor * value,
        "part": nothing,
        "whole": nothing,
        "n": n.astype(np.float64),
        "spread": nothing,
        "low": formula.factor * np.where(low < 0, np.nan, flat[starts + np.maximum(low, 0)]),
        "high": formula.factor * np.where(high < 0, np.nan, flat[starts + np.maximum(high, 0)]),
    }
    return (*_with_origins(list(index), columns, chosen, pieces, index), set())


def _ranked(pieces: list[Piece], index: dict[Key, int]) -> tuple[Floats, Ints, Ints]:
    """Return all values sorted within each group, each group's start, and its known values."""
    n = np.zeros(len(index), dtype=np.int64)
    if len(pieces) == 1:
        flat, starts = pieces[0].counted.ranked
        return flat, starts, pieces[0].counted.n
    slices: list[list[Floats]] = [[] for _ in index]
    for piece in pieces:
        flat, starts = piece.counted.ranked
        places, sizes = _places(piece, index), piece.counted.n
        n[places] += sizes
        for place, start, size in zip(places, starts, sizes, strict=True):
            slices[place].append(flat[start : start + size])
    merged = [np.sort(np.concatenate(parts)) for parts in slices]
    starts = np.concatenate([[0], np.cumsum(n)[:-1]]).astype(np.int64)
    return np.concatenate(merged) if merged else np.empty(0), starts, n


def _sums(totals: dict[str, Floats], formula: Formula, chosen: Ints) -> Columns:
    nothing = np.full(len(chosen), np.nan)
    part = totals["part"][chosen]
    return {
        "value": formula.factor * part,
        "part": part,
        "whole": nothing,
        "n": totals["n"][chosen],
        "spread": nothing,
        "low": nothing,
        "high": nothing,
    }


def _ratios(
    totals: dict[str, Floats],
    formula: Formula,
    unit: Unit,
    chosen: Ints,
    centre: float,
    pieces: list[Piece],
) -> Columns:
    n, part, whole, pp, pw, ww = (totals[name][chosen] for name in _MOMENTS)
    ratio = part / whole
    away = ratio - centre
    squares = np.maximum(pp - 2 * away * pw + away**2 * ww, 0.0)
    factor = formula.factor
    if all(piece.trials for piece in pieces):
        low, high = (factor * end for end in wilson(part, whole))
    else:
        half = Z95 * ratio_error(n, squares, whole) * abs(factor)
        low, high = _bounded(factor * ratio, half, unit)
    spread = np.full(len(chosen), np.nan)
    if all(piece.binary_whole for piece in pieces):
        several = np.where(n > 1, n - 1, np.nan)
        spread = np.sqrt(squares / several) * abs(factor)
    return {
        "value": factor * ratio,
        "part": part,
        "whole": whole,
        "n": n,
        "spread": spread,
        "low": low,
        "high": high,
    }


def _bounded(value: Floats, half: Floats, unit: Unit) -> tuple[Floats, Floats]:
    least, most = _BOUNDS.get(unit, (-np.inf, np.inf))
    inside = (value >= least) & (value <= most)
    low, high = value - half, value + half
    return (
        np.where(inside, np.maximum(low, least), low),
        np.where(inside, np.minimum(high, most), high),
    )


def _index(pieces: list[Piece]) -> dict[Key, int]:
    keys = dict.fromkeys(key for piece in pieces for key in piece.counted.groups.keys)
    return {key: place for place, key in enumerate(keys)}


def _places(piece: Piece, index: dict[Key, int]) -> Ints:
    """Return where each group of a piece stands among all pieces' groups."""
    return np.array([index[key] for key in piece.counted.groups.keys], dtype=np.int64)


def _with_origins(
    keys: list[Key],
    columns: Columns,
    chosen: Ints,
    pieces: list[Piece],
    index: dict[Key, int],
) -> tuple[list[Key], Columns]:
    """Add file, sheet and cells of each chosen group."""
    origins: dict[int, list[Origin]] = {place: [] for place in chosen.tolist()}
    for piece in pieces:
        for place, (key, size) in enumerate(
            zip(piece.counted.groups.keys, piece.counted.n.tolist(), strict=True)
        ):
            if size and index[key] in origins:
                origins[index[key]].append(piece.origin(place))
    joined = [found[0] if len(found) == 1 else join_origins(found) for found in origins.values()]
    for position, name in enumerate(("file", "sheet", "cells")):
        columns[name] = [origin[position] for origin in joined]
    return [keys[place] for place in chosen.tolist()], columns


def _whole(columns: RecordColumns, formula: Formula, part: Floats) -> Floats | float:
    """Return each record's whole, as one number where it is the same for all that count."""
    if counts_records(formula):
        if parse(formula.whole).fields:
            return 1.0
        return float(parse(formula.whole).evaluate({})[0])
    values = columns.evaluate(formula.whole)
    ones = (values == 1) | np.isnan(values) | np.isnan(part)
    return 1.0 if bool(ones.all()) else values


def _is_flag(values: Floats | NDArray[Any] | float) -> bool:
    """Return whether every known value is 0 or 1."""
    return bool(np.all((values == 0) | (values == 1) | np.isnan(values)))
