"""Figures drawn within their intervals: the vendors' scores under each draw."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.scoring.batch_scores import batch_scorer
from desktop_app.scoring.field import Field
from desktop_app.scoring.figure_spread import FigureSpread
from desktop_app.scoring.methods.weighted import score_column
from desktop_app.scoring.model import Floats, Method

SHARED = 10
"""Draws of weights that share one draw of figures: scoring figures costs more than weighing."""
_CELLS = 400_000
"""Numbers worked with at a time: they stay in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Intervals:
    """95 % intervals of the figures, each of shape (vendors, criteria) of the decision matrix.

    NaN where none is known: such a figure is taken as exact.
    """

    low: Floats
    high: Floats


class FigureDraws:
    """Draws figures of the ranked vendors within their intervals, and scores them by a method.

    Each draw of figures (`FigureSpread`) is a field of its own: what is scaled by the vendors
    compared is scaled by what they have in that draw.

    Parameters
    ----------
    method : Method
    field : Field
    parts : array of float, shape (vendors, criteria), or None
        Scores per criterion as measured, of a weighted sum.
    low, high : array of float, shape (vendors, criteria)
        Intervals of the same vendors and criteria.
    """

    def __init__(
        self, method: Method, field: Field, parts: Floats | None, low: Floats, high: Floats
    ) -> None:
        self._method = method
        self._field = field
        self._parts = parts if method is Method.WEIGHTED else None
        self.spread = FigureSpread.of(field.ranked, low, high)
        self.moving: NDArray[np.bool_] = self.spread.moving
        pairs = field.size if method is Method.PROMETHEE else 1
        self._at_once = max(_CELLS // max(field.ranked.size * pairs, 1), 1)

    @property
    def count(self) -> int:
        """Return how many figures differ between draws."""
        return int(self.moving.sum())

    def scores(self, rng: np.random.Generator, weights: Floats) -> Floats:
        """Return the vendors' scores (lower is better), with newly drawn figures.

        Parameters
        ----------
        weights : array of float, shape (draws, criteria)
            `SHARED` draws one after the other share the figures, unless all weights are the same.

        Returns
        -------
        array of float, shape (draws, vendors)
        """
        shared = 1 if weights.strides[0] == 0 else SHARED
        sets = -(-len(weights) // shared)
        padded = np.resize(weights, (sets * shared, weights.shape[1])) if shared > 1 else weights
        shaped = padded.reshape(sets, shared, -1)
        found = np.empty((sets, shared, self._field.size))
        for start in range(0, sets, self._at_once):
            of = shaped[start : start + self._at_once]
            found[start : start + len(of)] = self._scored(rng, of)
        return found.reshape(sets * shared, -1)[: len(weights)]

    def _scored(self, rng: np.random.Generator, weights: Floats) -> Floats:
        """Return scores (sets, draws, vendors) of new figures for each set of weights."""
        values = self.spread.draw(rng, len(weights))
        parts = None if self._parts is None else self._points(values, self._parts)
        return batch_scorer(self._method, self._field, parts, values)(weights)

    def _points(self, values: Floats, parts: Floats) -> Floats:
        """Return the scores per criterion of drawn figures, shape (sets, vendors, criteria)."""
        points = np.empty_like(values)
        moving = np.logical_or.reduce(self.moving, axis=0).tolist()
        for j, moves in enumerate(moving):
            points[..., j] = score_column(self._field, j, values[..., j]) if moves else parts[:, j]
        return points
