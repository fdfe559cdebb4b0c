"""Weight stability: how far one weight can move before another vendor takes the lead."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from desktop_app.scoring.model import Floats

EDGE = 1e-7
"""Roots this close to 0 or 1 are the end itself, where a vendor known by one criterion alone
drops out: a root that falls on the end exactly may come out this far inside by rounding."""


def stability_interval(
    parts: Floats, weights: Floats, leader: int, criterion: int
) -> tuple[float, float]:
    """Return the lowest and highest weight of one criterion; see `stability_intervals`."""
    low, high = stability_intervals(parts, weights, leader, [criterion])
    return float(low[0]), float(high[0])


def stability_intervals(
    parts: Floats, weights: Floats, leader: int, criteria: Sequence[int] | None = None
) -> tuple[Floats, Floats]:
    """Return the lowest and highest weight of each criterion at which the leader stays first.

    The other weights keep their proportions. Exact, by algebra: with t the criterion's weight,
    every vendor's score is the quotient of two straight lines in t (the weighted mean over the
    figures it has), so that two vendors change places only at a root of a quadratic; a straight
    line where nothing is missing.

    Parameters
    ----------
    parts : array of float, shape (vendors, criteria)
        Scores per criterion, higher is better; NaN where left out.
    weights : array of float, shape (criteria,)
        Sum to 1; of every criterion asked for, some other has a weight above 0.
    leader : int
        The vendor alone in first place at these weights.
    criteria : sequence of int or None
        Columns asked for; None for all.

    Returns
    -------
    low, high : array of float, shape (criteria,)
        Around the present weights, within 0..1; at an inner end two vendors tie.
    """
    asked = np.arange(len(weights)) if criteria is None else np.asarray(criteria)
    others = np.tile(weights, (len(asked), 1))
    others[np.arange(len(asked)), asked] = 0.0
    others /= others.sum(axis=1, keepdims=True)
    known = ~np.isnan(parts)
    filled = np.where(known, parts, 0.0)
    lines = _Lines(
        own=filled[:, asked].T,
        own_known=known[:, asked].T.astype(np.float64),
        rest=others @ filled.T,
        rest_known=others @ known.T,
    )
    rivals = np.arange(len(parts)) != leader
    low, high = _lead(*lines.ahead(leader, rivals), weights[asked][:, np.newaxis])
    return low.max(axis=1, initial=0.0), high.min(axis=1, initial=1.0)


class _Lines:
    """Numerator and denominator of each vendor's score as lines in the weight t.

    All arrays have a row a criterion and a column a vendor.
    """

    def __init__(self, own: Floats, own_known: Floats, rest: Floats, rest_known: Floats) -> None:
        self._start, self._slope = rest, own - rest
        self._whole, self._whole_slope = rest_known, own_known - rest_known

    def ahead(self, leader: int, rivals: NDArray[np.bool_]) -> tuple[Floats, Floats, Floats]:
        """Return the coefficients (t squared, t, 1) of functions above 0 where leader leads."""
        first = slice(leader, leader + 1)
        a, b = self._start[:, first], self._slope[:, first]
        c, d = self._whole[:, rivals], self._whole_slope[:, rivals]
        e, f = self._start[:, rivals], self._slope[:, rivals]
        g, h = self._whole[:, first], self._whole_slope[:, first]
        return b * d - f * h, a * d + b * c - e * h - f * g, a * c - e * g


def _lead(square: Floats, linear: Floats, constant: Floats, now: Floats) -> tuple[Floats, Floats]:
    """Return the ends of the stretches around `now` on which the functions are not below 0."""
    ends = np.zeros((4, *square.shape))
    ends[3] = 1.0
    for place, root in enumerate(_roots(square, linear, constant), start=1):
        # A root that is none, or outside, makes a stretch of no length at the end.
        ends[place] = np.where((root > EDGE) & (root < 1 - EDGE), root, 1.0)
    ends.sort(axis=0)
    low, high = np.zeros(square.shape), np.ones(square.shape)
    for start, end in pairwise(ends):
        middle = (start + end) / 2
        negative = ((square * middle + linear) * middle + constant < 0) & (end > start)
        below = negative & (end <= now)
        above = negative & ~below & (start >= now)
        low = np.where(below, np.maximum(low, end), low)
        high = np.where(above, np.minimum(high, start), high)
    return low, high


def _roots(square: Floats, linear: Floats, constant: Floats) -> tuple[Floats, Floats]:
    """Return the real roots, NaN for none; a square term that is only rounding counts as none."""
    size = np.maximum(np.maximum(np.abs(square), np.abs(linear)), np.abs(constant))
    straight = np.abs(square) <= 1e-12 * size
    level = straight & (np.abs(linear) <= 1e-12 * size)
    with np.errstate(divide="ignore", invalid="ignore"):
        # The form without cancellation: one root from the larger sum, the other from their product.
        inner = linear * linear - 4 * square * constant
        larger = -(linear + np.copysign(np.sqrt(inner), linear)) / 2
        one = np.where(straight, -constant / linear, larger / square)
        other = np.where(straight, np.nan, constant / larger)
    return np.where(level, np.nan, one), other
