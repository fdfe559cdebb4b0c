"""The smallest change of weights that makes another vendor win."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desktop_app.scoring.linear_program import least_cost
from desktop_app.scoring.methods.weighted import weighted_sum
from desktop_app.scoring.model import Floats
from desktop_app.scoring.ranking import Placing

_LEVELS = 25
_REFINED = 3
_CARRIED = 0.01
"""A vendor wins on figures for this share of the weight at least, not on next to none."""
_NOTHING = 1e-9
"""A weight this small is what rounding left of none."""


@dataclass(frozen=True, slots=True, eq=False)
class Overtaking:
    """What it takes for a vendor that is not first to be first.

    Parameters
    ----------
    vendor : str
    weights : array of float, shape (kpis,), or None
        The nearest weights (sum 1) at which it is first, shared or alone; None if there are none:
        no weights at all make it win.
    moved : float
        How much of the total weight changes hands, 0..1; NaN without any.
    """

    vendor: str
    weights: Floats | None
    moved: float


def overtakings(placing: Placing, vendors: tuple[str, ...]) -> tuple[Overtaking, ...]:
    """Return, for each ranked vendor that is not first, the smallest change that makes it so.

    Exact, by linear programming: the least sum of changes up and down, the total staying 1. With
    figures missing a score is a quotient of weights; then the best of a fine net of common levels
    of score is taken, each of them solved exactly. Empty where scores are not linear in the
    weights (TOPSIS, VIKOR).

    Parameters
    ----------
    vendors : tuple of str
        Names of the matrix's vendors.
    """
    parts = placing.outcome.parts
    if parts is None:
        return ()
    found = []
    for row in range(placing.field.size):
        place = placing.rows[row]
        if placing.ranks[place] == 1:
            continue
        weights = _nearest(parts, placing.field.weights, row)
        moved = np.nan if weights is None else np.abs(weights - placing.field.weights).sum() / 2
        found.append(Overtaking(vendors[place], weights, float(moved)))
    return tuple(sorted(found, key=lambda one: (np.isnan(one.moved), one.moved)))


def _nearest(parts: Floats, weights: Floats, vendor: int) -> Floats | None:
    """Return the nearest weights at which a vendor is first."""
    rivals = np.delete(np.arange(len(parts)), vendor)
    if not np.isnan(parts).any():
        return _solve(weights, parts[vendor] - parts[rivals])
    known = (~np.isnan(parts[vendor])).astype(np.float64)
    floors = np.append(np.zeros(len(parts)), _CARRIED)
    low, high = float(np.nanmin(parts)), float(np.nanmax(parts))
    best, best_moved = None, np.inf
    for _ in range(_REFINED):
        levels = np.linspace(low, high, _LEVELS)
        step = (high - low) / (_LEVELS - 1)
        for level in levels.tolist():
            ahead = np.nan_to_num(parts - level)
            conditions = np.vstack([ahead[vendor], -ahead[rivals], known])
            moved = _solve(weights, conditions, floors)
            if moved is None or not _is_first(parts, moved, vendor):
                continue
            size = float(np.abs(moved - weights).sum())
            if size < best_moved - 1e-12:
                best, best_moved, middle = moved, size, level
        if best is None:
            return None
        low, high = middle - step, middle + step
    return best


def _is_first(parts: Floats, weights: Floats, vendor: int) -> bool:
    """Return whether a vendor has figures that count under these weights, and none is ahead."""
    scores = weighted_sum(parts, weights).score
    return bool(scores[vendor] >= np.nanmax(scores) - 1e-6)


def _solve(weights: Floats, ahead: Floats, floors: Floats | None = None) -> Floats | None:
    """Return the nearest weights with ahead @ weights >= floors (0); None if there are none.

    Unknown are how much each weight rises and falls; no weight falls below 0.
    """
    count = len(weights)
    scale = np.abs(ahead).max(axis=1, keepdims=True)
    scale = np.where(scale > 0, scale, 1.0)
    ahead = ahead / scale
    least = np.zeros(len(ahead)) if floors is None else floors / scale[:, 0]
    eye, none = np.eye(count), np.zeros((count, count))
    same = np.concatenate([np.ones(count), -np.ones(count)])[np.newaxis]
    conditions = np.vstack([np.hstack([-ahead, ahead]), np.hstack([none, eye]), same, -same])
    limits = np.concatenate([ahead @ weights - least, weights, [0.0, 0.0]])
    found = least_cost(np.ones(2 * count), conditions, limits)
    if found is None:
        return None
    moved = weights + found[:count] - found[count:]
    moved[moved < _NOTHING] = 0.0
    return np.asarray(moved / moved.sum(), dtype=np.float64)
