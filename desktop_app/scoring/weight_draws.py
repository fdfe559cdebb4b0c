"""Weights drawn at random: any at all, in an order of importance, or between bounds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np

from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.translating import tr
from desktop_app.scoring.bounded_draws import BoundedDraws
from desktop_app.scoring.model import Floats
from desktop_app.scoring.products import product


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
    if space is WeightSpace.SET or not count:
        return lambda _rng, draws: np.broadcast_to(weights, (draws, count))
    if space is WeightSpace.FREE:
        return lambda rng, draws: _uniform(rng, draws, count)
    if space is WeightSpace.ORDERED:
        return lambda rng, draws: _ordered(rng, draws, weights)
    if bounds is None:
        raise ScenarioError(tr("Weights are to be drawn between bounds, and none are given."))
    low, high = np.maximum(bounds.low, 0.0), np.minimum(bounds.high, 1.0)
    if not possible(Bounds(low, high)):
        raise ScenarioError(
            tr("No weights that sum to 100 % lie within these bounds."),
            tr("Lower the least weights or raise the greatest."),
        )
    return BoundedDraws(low, high)


def _uniform(rng: np.random.Generator, draws: int, count: int) -> Floats:
    """Return points drawn evenly from all weights that sum to 1 (exponentials over their sum)."""
    weights = rng.standard_exponential((draws, count))
    weights /= product(weights, np.ones((count, 1)))
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
