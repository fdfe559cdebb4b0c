"""From the pieces of several tables to figures with their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from desktop_app.catalogue.model import Formula, Statistic
from desktop_app.domain.unit import Unit
from desktop_app.kpi.frames import Floats
from desktop_app.kpi.grouping import Ints, Key
from desktop_app.kpi.holders import Holders, joined_holders
from desktop_app.kpi.origins import Origin, join_origins
from desktop_app.kpi.pieces import MOMENTS, Piece
from desktop_app.kpi.resampling import Singles, bootstrap_ends, joined_singles, normal_or_student
from desktop_app.kpi.uncertainty import quantile_ranks, ratio_error, wilson

Columns = dict[str, Any]

_ROUNDINGS = 16.0
"""How many times the last digit sums of squares may be off by."""
_OF_TRIALS = frozenset({Unit.SHARE, Unit.RATE})
"""Units of which parts of 0 and 1 are failures and successes; handle times of 0 s are neither."""
BOUNDS: dict[Unit, tuple[float, float]] = {
    Unit.SHARE: (0.0, 1.0),
    Unit.DURATION: (0.0, np.inf),
    Unit.MONEY: (0.0, np.inf),
    Unit.RATE: (0.0, np.inf),
    Unit.COUNT: (0.0, np.inf),
    Unit.YEARS: (0.0, np.inf),
    Unit.POINTS: (-100.0, 100.0),
    Unit.INDEX: (-1.0, 1.0),
}
"""What an interval may not leave when the value itself is inside."""


def ratio_block(
    pieces: list[Piece], formula: Formula, unit: Unit, centre: float
) -> tuple[list[Key], Columns, set[str]]:
    """Return the groups of a RATIO or SUM, their columns, and vendors with wholes of 0.

    Parameters
    ----------
    centre : float
        What the pieces' moments were taken about.
    """
    index = _index(pieces)
    totals = {name: np.zeros(len(index)) for name in (*MOMENTS, "known")}
    for piece in pieces:
        places = _places(piece, index)
        totals["known"][places] += piece.known
        for name, values in piece.moments.items():
            totals[name][places] += values
    keys = list(index)
    if formula.statistic is Statistic.SUM:
        chosen = np.flatnonzero(totals["n"] > 0)
        columns = _sums(totals, formula, chosen)
    else:
        chosen = np.flatnonzero((totals["n"] > 0) & (totals["whole"] != 0))
        singles = [
            piece.singles.moved(_places(piece, index))
            for piece in pieces
            if piece.singles is not None
        ]
        columns = _ratios(totals, formula, unit, chosen, centre, pieces, singles)
    zero = np.flatnonzero((totals["known"] > 0) & (totals["whole"] == 0))
    without = {keys[place][0] for place in zero.tolist()}
    return (*_with_origins(keys, columns, chosen, pieces), without)


def distinct_block(
    pieces: list[Piece], formula: Formula, unit: Unit
) -> tuple[list[Key], Columns, set[str]]:
    """Return the groups of a formula over different ids, their columns, and no vendors.

    `n` is the number of ids and the interval that of the mean or quantile of their sums: a
    customer's contacts are not independent of each other, nor a project's invoices.
    """
    index = _index(pieces)
    several = [
        piece.holders.moved(_places(piece, index)) for piece in pieces if piece.holders is not None
    ]
    holders = joined_holders(several)
    size = len(index)
    if formula.statistic is Statistic.QUANTILE:
        order = np.lexsort((holders.parts, holders.groups))
        n = np.bincount(holders.groups, minlength=size)
        chosen = np.flatnonzero(n > 0)
        columns = _quantiles(holders.parts[order], np.cumsum(n) - n, n, formula, chosen)
    elif formula.statistic is Statistic.SUM:
        ids = holders.totals(size)[0]
        chosen = np.flatnonzero(ids > 0)
        columns = _sums({"part": ids, "n": ids}, formula, chosen)
    else:
        columns, chosen = _of_holders(holders, size, formula, unit)
    return (*_with_origins(list(index), columns, chosen, pieces), set())


def _of_holders(
    holders: Holders, groups: int, formula: Formula, unit: Unit
) -> tuple[Columns, Ints]:
    """Return the columns of sums for each id, and the groups that have any."""
    n, part, squares = holders.totals(groups)
    chosen = np.flatnonzero(n > 0)
    singles = Singles(holders.groups, holders.parts, np.ones(len(holders.parts)))
    ends = [end[chosen] for end in bootstrap_ends(singles, groups)]
    n, part, squares = n[chosen], part[chosen], squares[chosen]
    value, factor = part / n, formula.factor
    low, high = _ends(value, n, ratio_error(n, squares, n), ends, factor, unit)
    return {
        "value": factor * value,
        "part": part,
        "whole": n,
        "n": n,
        "spread": np.sqrt(squares / np.where(n > 1, n - 1, np.nan)) * abs(factor),
        "low": low,
        "high": high,
    }, chosen


def quantile_block(pieces: list[Piece], formula: Formula) -> tuple[list[Key], Columns, set[str]]:
    """Return the groups of a QUANTILE, their columns, and no vendors.

    Linear interpolation between order statistics (Hyndman and Fan's type 7, the spreadsheets'
    PERCENTILE.INC); the interval is `uncertainty.quantile_ranks`.
    """
    index = _index(pieces)
    flat, starts, n = _ranked(pieces, index)
    chosen = np.flatnonzero(n > 0)
    columns = _quantiles(flat, starts, n, formula, chosen)
    return (*_with_origins(list(index), columns, chosen, pieces), set())


def _quantiles(flat: Floats, starts: Ints, n: Ints, formula: Formula, chosen: Ints) -> Columns:
    """Return the columns of a quantile from values sorted within each group."""
    starts, n = starts[chosen], n[chosen]
    position = (n - 1) * formula.q
    below = np.floor(position).astype(np.int64)
    above = np.minimum(below + 1, n - 1)
    weight = position - below
    value = flat[starts + below] * (1 - weight) + flat[starts + above] * weight
    low, high = quantile_ranks(n, formula.q)
    nothing = np.full(len(chosen), np.nan)
    return {
        "value": formula.factor * value,
        "part": nothing,
        "whole": nothing,
        "n": n.astype(np.float64),
        "spread": nothing,
        "low": formula.factor * np.where(low < 0, np.nan, flat[starts + np.maximum(low, 0)]),
        "high": formula.factor * np.where(high < 0, np.nan, flat[starts + np.maximum(high, 0)]),
    }


def _ranked(pieces: list[Piece], index: dict[Key, int]) -> tuple[Floats, Ints, Ints]:
    """Return all values sorted within each group, each group's start, and its known values."""
    if len(pieces) == 1 and pieces[0].ranked is not None:
        return *pieces[0].ranked, pieces[0].known
    n = np.zeros(len(index), dtype=np.int64)
    slices: list[list[Floats]] = [[] for _ in index]
    for piece in pieces:
        if piece.ranked is None:
            continue
        flat, starts = piece.ranked
        places = _places(piece, index)
        n[places] += piece.known
        for place, start, size in zip(
            places.tolist(), starts.tolist(), piece.known.tolist(), strict=True
        ):
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
    singles: list[Singles],
) -> Columns:
    n, part, whole, pp, pw, ww = (totals[name][chosen] for name in MOMENTS)
    ratio = part / whole
    away = ratio - centre
    squares = _without_noise(pp, -2 * away * pw, away**2 * ww)
    factor = formula.factor
    if unit in _OF_TRIALS and all(piece.trials for piece in pieces):
        low, high = (factor * end for end in wilson(part, whole))
    else:
        ends = [np.full(len(chosen), np.nan)] * 2
        # An NPS has a variance of its own, which is this one.
        if singles and unit is not Unit.POINTS:
            every = bootstrap_ends(joined_singles(singles), len(totals["n"]))
            ends = [np.where(squares > 0, end[chosen], np.nan) for end in every]
        error = ratio_error(n, squares, whole)
        low, high = _ends(ratio, n, error, ends, factor, unit)
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


def _without_noise(*terms: Floats) -> Floats:
    """Return the sum of terms that cancel, 0 where what is left is only their rounding.

    Without it, records that are all the same would seem to differ by the last digit.
    """
    total = np.sum(terms, axis=0)
    noise = _ROUNDINGS * np.finfo(np.float64).eps * np.sum(np.abs(terms), axis=0)
    return np.where(total > noise, total, 0.0)


def _ends(
    value: Floats, n: Floats, error: Floats, drawn: Sequence[Floats], factor: float, unit: Unit
) -> tuple[Floats, Floats]:
    """Return an interval: as drawn where it was (few records), else by the standard error."""
    half = normal_or_student(n) * error
    sides = [value - half, value + half]
    ends = [
        factor * np.where(np.isnan(one), side, one) for one, side in zip(drawn, sides, strict=True)
    ]
    return bounded(factor * value, np.minimum(*ends), np.maximum(*ends), unit)


def bounded(value: Floats, low: Floats, high: Floats, unit: Unit) -> tuple[Floats, Floats]:
    """Return an interval's ends within what a unit allows, where the value itself is within."""
    least, most = BOUNDS.get(unit, (-np.inf, np.inf))
    inside = (value >= least) & (value <= most)
    return (
        np.where(inside, np.maximum(low, least), low),
        np.where(inside, np.minimum(high, most), high),
    )


def _index(pieces: list[Piece]) -> dict[Key, int]:
    keys = dict.fromkeys(key for piece in pieces for key in piece.keys)
    return {key: place for place, key in enumerate(keys)}


def _places(piece: Piece, index: dict[Key, int]) -> Ints:
    """Return where each group of a piece stands among all pieces' groups."""
    return np.array([index[key] for key in piece.keys], dtype=np.int64)


def _with_origins(
    keys: list[Key], columns: Columns, chosen: Ints, pieces: list[Piece]
) -> tuple[list[Key], Columns]:
    """Add file, sheet and cells of each chosen group, and how many records it leaves out."""
    wanted = [keys[place] for place in chosen.tolist()]
    found: dict[Key, list[Origin]] = {key: [] for key in wanted}
    for piece in pieces:
        for key, size, origin in zip(
            piece.keys, piece.known.tolist(), piece.origins(), strict=True
        ):
            if size and key in found:
                found[key].append(origin)
    joined = [one[0] if len(one) == 1 else join_origins(one) for one in found.values()]
    for position, name in enumerate(("file", "sheet", "cells")):
        columns[name] = [origin[position] for origin in joined]
    apart = dict.fromkeys(wanted, 0)
    for piece in pieces:
        if piece.apart is not None:
            for key, rows in zip(piece.keys, piece.apart.tolist(), strict=True):
                if key in apart:
                    apart[key] += rows
    columns["apart"] = list(apart.values())
    return wanted, columns
