"""Weights that sum to 1 drawn evenly within bounds of each."""

from __future__ import annotations

from itertools import accumulate

import numpy as np

from desktop_app.scoring.model import Floats

_STEPS = 4096
"""Steps of the sums' distributions: what is between two of them is far less than any weight is
known to."""


class BoundedDraws:
    """Draws weights evenly from all that lie within bounds and sum to 1, each draw on its own.

    One weight is drawn after the other, from its distribution given those before it: as likely as
    the rest is to be shared by the weights still to come. How likely a sum of even draws is, is
    their convolution (J. V. Uspensky, Introduction to Mathematical Probability, 1937), worked out
    in `_STEPS` steps.

    Parameters
    ----------
    low, high : array of float, shape (criteria,)
        Such that there are weights between them that sum to 1.
    """

    def __init__(self, low: Floats, high: Floats) -> None:
        room = np.maximum(high - low, 0.0)
        rest = float(np.clip(1.0 - low.sum(), 0.0, room.sum()))
        # Of the two ends the nearer one: far in their tails distributions are lost in rounding.
        self._down = rest > room.sum() / 2
        self._rest = float(room.sum()) - rest if self._down else rest
        self._start, self._sign = (high, -1.0) if self._down else (low, 1.0)
        room = np.minimum(room, self._rest)
        # The widest last: with it the distributions begin, and its end is least exact.
        self._order = [int(j) for j in np.argsort(room, kind="stable") if room[j] > 0]
        self._room = room[self._order]
        self._grid = np.linspace(0.0, self._rest, _STEPS + 1)
        self._below = _sums_below(self._room, self._grid)

    def __call__(self, rng: np.random.Generator, draws: int) -> Floats:
        """Return weights, shape (draws, criteria)."""
        weights = np.repeat(self._start[:, np.newaxis], draws, axis=1)
        rest = np.full(draws, self._rest)
        after = [*accumulate(self._room[::-1].tolist())][::-1]
        for place, j in enumerate(self._order[:-1]):
            left = self._left(rng.random(draws), rest, place)
            left = np.clip(left, rest - self._room[place], np.minimum(rest, after[place + 1]))
            np.maximum(left, 0.0, out=left)
            weights[j] += self._sign * (rest - left)
            rest = left
        if self._order:
            weights[self._order[-1]] += self._sign * rest
        return np.ascontiguousarray(weights.T)

    def _left(self, even: Floats, rest: Floats, place: int) -> Floats:
        """Return what is left for the weights after one, from draws between 0 and 1."""
        most = self._below_at(rest, place)
        least = self._below_at(np.maximum(rest - self._room[place], 0.0), place)
        wanted = most - even * (most - least)
        # In order, each is found beside the one before; anywhere, it takes four times as long.
        order = np.argsort(wanted)
        left = np.empty(len(rest))
        left[order] = np.interp(wanted[order], self._below[place], self._grid)
        return left

    def _below_at(self, sums: Floats, place: int) -> Floats:
        """Return how likely the weights after one sum to less."""
        below = self._below[place]
        step = sums * (_STEPS / self._rest)
        at = np.minimum(step.astype(np.intp), _STEPS - 1)
        step -= at
        return np.asarray(below[at] + step * (below[at + 1] - below[at]))


def _sums_below(room: Floats, grid: Floats) -> list[Floats]:
    """Return for each weight but the last how likely those after it sum to less than the grid."""
    if len(room) < 2:
        return []
    found = [np.minimum(grid, room[-1])]
    for width in room[-2:0:-1]:
        density = found[-1] - np.interp(grid - width, grid, found[-1])
        below = np.append(0.0, np.cumsum((density[1:] + density[:-1]) / 2))
        found.append(below / below[-1])
    return found[::-1]
