"""The smallest change of weights that makes another vendor win."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desktop_app.domain.progress import NoProgress, Progress
from desktop_app.scoring.batch_scores import batch_scorer
from desktop_app.scoring.methods.weighted import weighted_sum
from desktop_app.scoring.model import Floats, Method
from desktop_app.scoring.nearest_weights import nearest_weights
from desktop_app.scoring.ranking import Placing
from desktop_app.scoring.searched_overtaking import OvertakingSearch

_LEVELS = 25
_REFINED = 3
_CARRIED = 0.01
"""A vendor wins on figures for this share of the weight at least, not on next to none."""


@dataclass(frozen=True, slots=True, eq=False)
class Overtaking:
    """What it takes for a vendor that is not first to be first.

    Parameters
    ----------
    vendor : str
    weights : array of float, shape (kpis,), or None
        The nearest weights (sum 1) at which it is first, shared or alone; None if there are none
        (or none were found).
    moved : float
        How much of the total weight changes hands, 0..1; NaN without any.
    tried : int
        How many sets of weights were scored where it was searched for: that nothing smaller does
        it is not proven. 0 where it is exact.
    """

    vendor: str
    weights: Floats | None
    moved: float
    tried: int = 0


def overtakings(
    placing: Placing, method: Method, vendors: tuple[str, ...], progress: Progress | None = None
) -> tuple[Overtaking, ...]:
    """Return, for each ranked vendor that is not first, the smallest change that makes it so.

    Exact, by linear programming, where scores are linear in the weights: the least sum of changes
    up and down, the total staying 1. With figures missing a weighted sum is a quotient of
    weights; then the best of a fine net of common levels of score is taken, each of them solved
    exactly. For TOPSIS, VIKOR, and PROMETHEE with figures missing it is searched for
    (`OvertakingSearch`).

    Parameters
    ----------
    vendors : tuple of str
        Names of the matrix's vendors.

    Raises
    ------
    Cancelled
        If `progress` says to stop.
    """
    progress = progress or NoProgress()
    field, parts = placing.field, placing.outcome.parts
    behind = [row for row in range(field.size) if placing.ranks[placing.rows[row]] != 1]
    if not behind:
        return ()
    search = None
    if parts is None:
        known = ~np.isnan(field.comparable())
        scorer = batch_scorer(method, field, None)
        search = OvertakingSearch(scorer, field.weights, known, _CARRIED, progress)
    found = []
    for row in behind:
        progress.check()
        if search is not None:
            weights = search.nearest(row)
        else:
            assert parts is not None
            weights = _nearest(parts, field.weights, row, progress)
        moved = np.nan if weights is None else np.abs(weights - field.weights).sum() / 2
        tried = 0 if search is None else search.tried
        found.append(Overtaking(vendors[placing.rows[row]], weights, float(moved), tried))
    return tuple(sorted(found, key=lambda one: (np.isnan(one.moved), one.moved)))


def _nearest(parts: Floats, weights: Floats, vendor: int, progress: Progress) -> Floats | None:
    """Return the nearest weights at which a vendor is first."""
    rivals = np.delete(np.arange(len(parts)), vendor)
    if not np.isnan(parts).any():
        return nearest_weights(weights, parts[vendor] - parts[rivals])
    known = (~np.isnan(parts[vendor])).astype(np.float64)
    floors = np.append(np.zeros(len(parts)), _CARRIED)
    low, high = float(np.nanmin(parts)), float(np.nanmax(parts))
    best, best_moved = None, np.inf
    for _ in range(_REFINED):
        levels = np.linspace(low, high, _LEVELS)
        step = (high - low) / (_LEVELS - 1)
        for level in levels.tolist():
            progress.check()
            ahead = np.nan_to_num(parts - level)
            conditions = np.vstack([ahead[vendor], -ahead[rivals], known])
            moved = nearest_weights(weights, conditions, floors)
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
