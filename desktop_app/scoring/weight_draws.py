"""Weights drawn at random: any at all, in an order of importance, or between bounds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np

from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.translating import tr
from desktop_app.scoring.model import Floats

_SWEEPS = 40
"""Rounds of exchanges between random pairs, until nothing is left of where the draws began: twice
what means and spreads of 40 weights need to settle."""


class WeightSpace(StrEnum):
    """Which weights are drawn.

    SET draws none and keeps those set; FREE draws from all that sum to 1, each equally likely;
    ORDERED likewise, but a KPI that weighs more as set never weighs less as drawn (equal ones are
    drawn in any order); BOUNDED between given ends of each weight.
    """

    SET = "set"
    FREE = "free"
    ORDERED = "ordered"
    BOUNDED = "bounded"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the greatest share of each criterion, each of shape (criteria,)."""

    low: Floats
    high: Floats


Sampler = Callable[[np.random.Generator, int], Floats]
"""From a generator and a count of draws to weights, shape (draws, criteria); each sums to 1."""


def around(weights: Floats, part: float) -> Bounds:
    """Return bounds of every weight `part` of itself below and above; 0.5 is half to 1.5 times."""
    return Bounds(weights * (1.0 - part), np.minimum(weights * (1.0 + part), 1.0))


def weight_sampler(space: WeightSpace, weights: Floats, bounds: Bounds | None = None) -> Sampler:
    """Return what draws weights.

    Parameters
    ----------
    weights : array of float, shape (criteria,)
        As set; sum to 1.
    bounds : Bounds or None
        For BOUNDED.

    Raises
    ------
    ScenarioError
        If no weights that sum to 1 lie within the bounds.
    """
    count = len(weights)
    if space is WeightSpace.SET:
        return lambda _rng, draws: np.broadcast_to(weights, (draws, count))
    if space is WeightSpace.FREE:
        return lambda rng, draws: _uniform(rng, draws, count)
    if space is WeightSpace.ORDERED:
        return lambda rng, draws: _ordered(rng, draws, weights)
    if bounds is None:
        raise ScenarioError(tr("Weights are to be drawn between bounds, and none are given."))
    start = _inside(bounds)
    return lambda rng, draws: _exchanged(rng, draws, start, bounds)


def _uniform(rng: np.random.Generator, draws: int, count: int) -> Floats:
    """Return points drawn evenly from all weights that sum to 1 (exponentials over their sum)."""
    weights = rng.standard_exponential((draws, count))
    weights /= weights.sum(axis=1, keepdims=True)
    return weights


def _ordered(rng: np.random.Generator, draws: int, weights: Floats) -> Floats:
    """Return even draws that keep the order of the weights set; equal ones fall either way."""
    drawn = -np.sort(-_uniform(rng, draws, len(weights)), axis=1)
    order = np.argsort(-weights, kind="stable")
    for first, end in _runs(weights[order]):
        if end - first > 1:
            drawn[:, first:end] = rng.permuted(drawn[:, first:end], axis=1)
    placed = np.empty_like(drawn)
    placed[:, order] = drawn
    return placed


def _runs(descending: Floats) -> list[tuple[int, int]]:
    """Return start and end of each stretch of equal weights."""
    starts = [0, *(np.flatnonzero(np.diff(descending) < -1e-12) + 1).tolist(), len(descending)]
    return list(pairwise(starts))


def possible(bounds: Bounds) -> bool:
    """Return whether any weights that sum to 1 lie within the bounds."""
    room = bounds.high - bounds.low
    rest = 1.0 - bounds.low.sum()
    return bool((room >= 0).all() and -1e-9 <= rest <= room.sum() + 1e-9)


def _inside(bounds: Bounds) -> Floats:
    """Return one set of weights within the bounds."""
    low, high = np.maximum(bounds.low, 0.0), np.minimum(bounds.high, 1.0)
    room = high - low
    rest = 1.0 - low.sum()
    if not possible(Bounds(low, high)):
        raise ScenarioError(
            tr("No weights that sum to 100 % lie within these bounds."),
            tr("Lower the least weights or raise the greatest."),
        )
    share = rest / room.sum() if room.sum() > 0 else 0.0
    return np.asarray(low + room * share, dtype=np.float64)


def _exchanged(rng: np.random.Generator, draws: int, start: Floats, bounds: Bounds) -> Floats:
    """Return draws that are even within the bounds.

    Pairs of weights share what both have anew, evenly within their bounds, in `_SWEEPS` rounds of
    random pairs (Gibbs sampling of a polytope, many chains at once).
    """
    count = len(start)
    half = count // 2
    # A row a criterion: pairs are then whole rows, which lie together in memory.
    weights = np.repeat(start[:, np.newaxis], draws, axis=1)
    low, high = bounds.low[:, np.newaxis], bounds.high[:, np.newaxis]
    for _ in range(_SWEEPS if count > 1 else 0):
        order = rng.permutation(count)
        one, other = order[:half], order[half : 2 * half]
        both = weights[one] + weights[other]
        least = np.maximum(low[one], both - high[other])
        most = np.minimum(high[one], both - low[other])
        weights[one] = least + rng.random(both.shape) * np.maximum(most - least, 0.0)
        weights[other] = both - weights[one]
    return np.ascontiguousarray(weights.T)
