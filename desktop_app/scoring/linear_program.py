"""A small linear program, solved exactly: the smallest change that meets some conditions."""

from __future__ import annotations

import numpy as np

from desktop_app.scoring.model import Floats

_EPSILON = 1e-9
_MOST_STEPS = 5_000
_IN_CIRCLES = 500


def least_cost(cost: Floats, conditions: Floats, limits: Floats) -> Floats | None:
    """Return x >= 0 that minimises cost @ x under conditions @ x <= limits; None if there is none.

    The dual simplex method on a dense tableau: the condition missed by most is met first, and
    after `_IN_CIRCLES` steps the first one (Bland's rule, against running in circles).

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
    for step in range(_MOST_STEPS):
        leaving = int(table[:rows, -1].argmin())
        if table[leaving, -1] >= -_EPSILON:
            solution = np.zeros(columns + rows)
            solution[basis] = table[:rows, -1]
            return np.maximum(solution[:columns], 0.0)
        if step > _IN_CIRCLES:
            below = np.flatnonzero(table[:rows, -1] < -_EPSILON)
            leaving = int(below[np.argmin(basis[below])])
        candidates = np.flatnonzero(table[leaving, :-1] < -_EPSILON)
        if not len(candidates):
            return None
        ratios = table[rows, candidates] / -table[leaving, candidates]
        entering = int(candidates[np.flatnonzero(ratios <= ratios.min() + 1e-12)[0]])
        table[leaving] /= table[leaving, entering]
        factors = table[:, entering].copy()
        factors[leaving] = 0.0
        touched = np.flatnonzero(factors)
        table[touched] -= factors[touched, np.newaxis] * table[leaving]
        basis[leaving] = entering
    return None
