"""Weight stability: how far one weight can move before another vendor takes the lead."""

from __future__ import annotations

import numpy as np

from desktop_app.scoring.model import Floats

EDGE = 1e-7
"""Roots this close to 0 or 1 are the end itself, where a vendor known by one criterion alone
drops out: a root that falls on the end exactly may come out this far inside by rounding."""


def stability_interval(
    parts: Floats, weights: Floats, leader: int, criterion: int
) -> tuple[float, float]:
    """Return the lowest and highest weight of a criterion at which the leader stays first.

    The other weights keep their proportions. Exact, by algebra: with t the criterion's weight,
    every vendor's score is the quotient of two straight lines in t (the weighted mean over the
    figures it has), so that two vendors change places only at a root of a quadratic; a straight
    line where nothing is missing.

    Parameters
    ----------
    parts : array of float, shape (vendors, criteria)
        Scores per criterion, higher is better; NaN where left out.
    weights : array of float, shape (criteria,)
        Sum to 1; some other criterion has a weight above 0.
    leader : int
        The vendor alone in first place at these weights.

    Returns
    -------
    (float, float)
        Around the present weight, within 0..1; at an inner end two vendors tie.
    """
    now = float(weights[criterion])
    others = np.delete(weights, criterion)
    others = others / others.sum()
    known = ~np.isnan(parts)
    filled = np.where(known, parts, 0.0)
    rest = np.delete(filled, criterion, axis=1) @ others
    rest_known = np.delete(known, criterion, axis=1) @ others
    lines = _Lines(filled[:, criterion], known[:, criterion].astype(np.float64), rest, rest_known)
    low, high = 0.0, 1.0
    for rival in range(len(parts)):
        if rival != leader:
            below, above = _lead(lines.ahead(leader, rival), now)
            low, high = max(low, below), min(high, above)
    return low, high


class _Lines:
    """Numerator and denominator of each vendor's score as lines in the weight t."""

    def __init__(self, own: Floats, own_known: Floats, rest: Floats, rest_known: Floats) -> None:
        self._start, self._slope = rest, own - rest
        self._whole, self._whole_slope = rest_known, own_known - rest_known

    def ahead(self, leader: int, rival: int) -> tuple[float, float, float]:
        """Return the coefficients (t squared, t, 1) of a function above 0 where leader leads."""
        a, b = self._start[leader], self._slope[leader]
        c, d = self._whole[rival], self._whole_slope[rival]
        e, f = self._start[rival], self._slope[rival]
        g, h = self._whole[leader], self._whole_slope[leader]
        return float(b * d - f * h), float(a * d + b * c - e * h - f * g), float(a * c - e * g)


def _lead(coefficients: tuple[float, float, float], now: float) -> tuple[float, float]:
    """Return the ends of the stretch around `now` on which the function is not below 0."""
    square, linear, constant = coefficients
    roots = [t for t in _roots(square, linear, constant) if EDGE < t < 1 - EDGE]
    stops = [0.0, *sorted(roots), 1.0]

    def negative(start: float, end: float) -> bool:
        middle = (start + end) / 2
        return (square * middle + linear) * middle + constant < 0

    low, high = 0.0, 1.0
    for i in range(1, len(stops)):
        if negative(stops[i - 1], stops[i]):
            if stops[i] <= now:
                low = max(low, stops[i])
            elif stops[i - 1] >= now:
                high = min(high, stops[i - 1])
    return low, high


def _roots(square: float, linear: float, constant: float) -> list[float]:
    """Return the real roots; a square term that is only rounding counts as none."""
    size = max(abs(square), abs(linear), abs(constant))
    if abs(square) <= 1e-12 * size:
        return [] if abs(linear) <= 1e-12 * size else [-constant / linear]
    inner = linear * linear - 4 * square * constant
    if inner < 0:
        return []
    # The form without cancellation: one root from the larger sum, the other from their product.
    larger = -(linear + np.copysign(np.sqrt(inner), linear)) / 2
    return [float(larger / square)] + ([float(constant / larger)] if larger != 0 else [])
