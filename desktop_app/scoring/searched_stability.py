"""Weight stability where scores are not linear in the weights: searched for, not solved."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from desktop_app.scoring.batch_scores import BatchScorer
from desktop_app.scoring.model import Floats
from desktop_app.scoring.numbers import RELATIVE_TOLERANCE

STEP = 0.01
"""Of the total weight: a change of the lead and back within less goes unseen."""
_EDGE = 1e-7
"""So near to 0 and 1 is the end itself, where a vendor known by one criterion alone drops out."""
_HALVINGS = 30


def searched_intervals(scorer: BatchScorer, weights: Floats, leader: int) -> tuple[Floats, Floats]:
    """Return the lowest and highest weight of each criterion at which the leader stays first.

    The others keep their proportions. Looked at in steps of `STEP` from the present weights
    outward; where the lead is lost is then found by halving.

    Parameters
    ----------
    weights : array of float, shape (criteria,)
        Sum to 1; at least two criteria, each above 0.
    leader : int
        The vendor alone in first place at these weights.

    Returns
    -------
    low, high : array of float, shape (criteria,)
        Around the present weights, within 0..1.
    """
    count = len(weights)
    steps = np.clip(np.arange(0.0, 1.0 + STEP / 2, STEP), _EDGE, 1.0 - _EDGE)
    # From the present weight down (first) and up (second): the last that holds, the first not.
    holds, fails = np.tile(weights, (2, 1)), np.full((2, count), np.nan)
    for j in range(count):
        leads = _leads(scorer, _moved(weights, np.full(len(steps), j), steps), leader)
        below, above = steps < weights[j], steps > weights[j]
        for side, inside in enumerate((np.flatnonzero(below)[::-1], np.flatnonzero(above))):
            lost = inside[~leads[inside]]
            held = inside if not lost.size else inside[: int(np.flatnonzero(~leads[inside])[0])]
            holds[side, j] = steps[held[-1]] if held.size else weights[j]
            fails[side, j] = steps[lost[0]] if lost.size else np.nan
    columns = np.tile(np.arange(count), 2)
    good, bad = holds.ravel(), fails.ravel()
    found = ~np.isnan(bad)
    for _ in range(_HALVINGS if found.any() else 0):
        middle = (good[found] + bad[found]) / 2
        leads = _leads(scorer, _moved(weights, columns[found], middle), leader)
        good[found] = np.where(leads, middle, good[found])
        bad[found] = np.where(leads, bad[found], middle)
    low, high = good.reshape(2, count)
    return np.where(low <= 2 * _EDGE, 0.0, low), np.where(high >= 1 - 2 * _EDGE, 1.0, high)


def _moved(weights: Floats, columns: NDArray[np.intp], shares: Floats) -> Floats:
    """Return weights with one criterion each at a share, the others in proportion."""
    sets = weights * ((1.0 - shares) / (1.0 - weights[columns]))[:, np.newaxis]
    sets[np.arange(len(columns)), columns] = shares
    return np.asarray(sets)


def _leads(scorer: BatchScorer, sets: Floats, leader: int) -> NDArray[np.bool_]:
    """Return under which weights a vendor is first, shared or alone."""
    scores = scorer(sets)
    return np.asarray(scores[:, leader] <= scores.min(axis=1) + RELATIVE_TOLERANCE)
