"""The weights nearest to those set that meet linear conditions."""

from __future__ import annotations

import numpy as np

from desktop_app.scoring.linear_program import least_cost
from desktop_app.scoring.model import Floats

_NOTHING = 1e-9
"""A weight this small is what rounding left of none."""


def nearest_weights(weights: Floats, ahead: Floats, floors: Floats | None = None) -> Floats | None:
    """Return the nearest weights (sum 1) with ahead @ weights >= floors; None if there are none.

    Exact, by linear programming: the least sum of changes up and down. Unknown are how much each
    weight rises and falls; no weight falls below 0.

    Parameters
    ----------
    weights : array of float, shape (criteria,)
        As set; sum to 1.
    ahead : array of float, shape (conditions, criteria)
    floors : array of float, shape (conditions,), or None
        0 by default.
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
