"""VIKOR: a compromise between the good of the many criteria and the worst regret (Opricovic)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from desktop_app.scoring.field import Field, Outcome, pad
from desktop_app.scoring.model import CONSENSUS, Floats
from desktop_app.scoring.numbers import constant, extent


class Vikor(NamedTuple):
    """All of shape (vendors,), lower is better: group utility, regret and the compromise Q."""

    s: Floats
    r: Floats
    q: Floats


def vikor(
    values: Floats, weights: Floats, higher: NDArray[np.bool_], strategy: float = CONSENSUS
) -> Vikor:
    """Return S, R and Q.

    Parameters
    ----------
    values : array of float, shape (vendors, criteria)
        NaN where missing: the vendor's other weights are scaled up to the same total.
    weights : array of float, shape (criteria,)
        Sum to 1.
    higher : array of bool, shape (criteria,)
    strategy : float
        Weight of the group's utility (S) against the individual regret (R), 0 to 1.

    Returns
    -------
    Vikor
        A constant column adds no regret; where all vendors have the same S (or R) its half of Q
        is 0, so a single vendor has Q = 0. NaN for a vendor without figures.
    """
    regret = regrets(np.where(higher, values, -values))
    known = ~np.isnan(regret)
    carried = known @ weights
    carried = np.where(carried > 0, carried, np.nan)[:, np.newaxis]
    weighted = np.where(known, regret * weights / carried, 0.0)
    unknown = np.isnan(carried[:, 0])
    s = np.where(unknown, np.nan, weighted.sum(axis=1))
    r = np.where(unknown, np.nan, weighted.max(axis=1, initial=0.0))
    return Vikor(s, r, strategy * _spread(s) + (1 - strategy) * _spread(r))


def compromise(q: Floats, s: Floats, r: Floats) -> tuple[list[int], bool]:
    """Return the vendors (as indexes, best first) that VIKOR proposes, and whether one is enough.

    The first by Q stands alone if its advantage over the second is at least 1 / (n - 1) and it
    is also first by S or by R. Without the advantage, all within it are proposed; without the
    second condition, the first two.
    """
    order = [int(i) for i in np.argsort(q, kind="stable") if np.isfinite(q[i])]
    if len(order) < 2:
        return order, True
    first, advantage = order[0], 1 / (len(order) - 1)
    near = [i for i in order if q[i] - q[first] < advantage - 1e-12]
    if len(near) > 1:
        return near, False
    if s[first] > np.nanmin(s) + 1e-12 and r[first] > np.nanmin(r) + 1e-12:
        return order[:2], False
    return [first], True


def evaluate(field: Field) -> Outcome:
    """Return Q (0 is best) of the ranked vendors; excluded ones have none."""
    result = vikor(field.comparable(), field.weights, field.higher, field.strategy)
    rows = len(field.values)
    details = {name.upper(): pad(value, rows) for name, value in result._asdict().items()}
    return Outcome(score=details["Q"], higher_is_better=False, details=details)


def regrets(values: Floats) -> Floats:
    """Return each value's distance from the best of its column, as a share of the range.

    Parameters
    ----------
    values : array of float, shape (..., vendors, criteria)
        Higher is better; NaN where missing. More axes before these are fields of their own.
    """
    low, high, same = extent(values, axis=-2)
    regret = np.where(np.isnan(values), np.nan, 0.0)
    return np.divide(high - values, high - low, out=regret, where=~same)


def _spread(values: Floats) -> Floats:
    """Return values from 0 (lowest) to 1 (highest); 0 where all are the same."""
    if constant(values):
        return np.where(np.isnan(values), np.nan, 0.0)
    return np.asarray((values - np.nanmin(values)) / (np.nanmax(values) - np.nanmin(values)))
