"""A small linear program, solved exactly: the smallest change that meets some conditions."""

from __future__ import annotations

import numpy as np

from desktop_app.scoring.model import Floats

_EPSILON = 1e-9
_MOST_STEPS = 5_000


def least_cost(cost: Floats, conditions: Floats, limits: Floats) -> Floats | None:
    """Return x >= 0 that minimises cost @ x under conditions @ x <= limits; None if there is none.

    The dual simplex method on a dense tableau, with Bland's rule against running in circles.

    Parameters
    ----------
    cost : array of float, shape (n,)
        Not negative.
    conditions : array of float, shape (m, n)
    limits : array of float, shape (m,)
        May be negative.
    """
    rows, columns = conditions.shape
    table = np.zeros((rows + 1, columns + rows + 1))
    table[:rows, :columns] = conditions
    table[:rows, columns:-1] = np.eye(rows)
    table[:rows, -1] = limits
    table[rows, :columns] = cost
    basis = np.arange(columns, columns + rows)
    for _ in range(_MOST_STEPS):
        below = np.flatnonzero(table[:rows, -1] < -_EPSILON)
        if not len(below):
            solution = np.zeros(columns + rows)
            solution[basis] = table[:rows, -1]
            return np.maximum(solution[:columns], 0.0)
        leaving = int(below[np.argmin(basis[below])])
        candidates = np.flatnonzero(table[leaving, :-1] < -_EPSILON)
        if not len(candidates):
            return None
        ratios = table[rows, candidates] / -table[leaving, candidates]
        entering = int(candidates[np.flatnonzero(ratios <= ratios.min() + 1e-12)[0]])
        table[leaving] /= table[leaving, entering]
        others = np.arange(rows + 1) != leaving
        table[others] -= np.outer(table[others, entering], table[leaving])
        basis[leaving] = entering
    return None
