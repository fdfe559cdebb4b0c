"""Figures drawn within their intervals: the vendors' scores under each draw."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desktop_app.scoring.batch_scores import quotient
from desktop_app.scoring.field import Field
from desktop_app.scoring.figure_spread import FigureSpread
from desktop_app.scoring.model import Floats
from desktop_app.scoring.scaling import anchor_scale
from desktop_app.scoring.value import TOP_SCORE

SHARED = 10
"""Draws of weights that share one draw of figures: scoring figures costs more than weighing."""


@dataclass(frozen=True, slots=True)
class Intervals:
    """95 % intervals of the figures, each of shape (vendors, criteria) of the decision matrix.

    NaN where none is known: such a figure is taken as exact.
    """

    low: Floats
    high: Floats


class FigureDraws:
    """Draws figures of the ranked vendors within their intervals, and scores them.

    Draws (`FigureSpread`) are turned into points by the KPI's anchors; KPIs without anchors are
    scored by the field of each draw.

    Parameters
    ----------
    field : Field
        Of a weighted sum on anchors.
    parts : array of float, shape (vendors, criteria)
        Points as measured, NaN where left out.
    low, high : array of float, shape (vendors, criteria)
        Intervals of the same vendors and criteria.
    """

    def __init__(self, field: Field, parts: Floats, low: Floats, high: Floats) -> None:
        self._field = field
        self._parts = parts
        self._known = (~np.isnan(parts)).T.astype(np.float64)
        self._spread = FigureSpread.of(field.ranked, low, high)
        moving = self._spread.moving
        self._columns = np.flatnonzero(moving.any(axis=0)).tolist()
        self.count = int(moving.sum())

    def scores(self, rng: np.random.Generator, weights: Floats) -> Floats:
        """Return the vendors' scores, negated, with newly drawn figures.

        Parameters
        ----------
        weights : array of float, shape (draws, criteria)
            `SHARED` draws one after the other share the figures, unless all weights are the same.

        Returns
        -------
        array of float, shape (draws, vendors)
        """
        same = weights.strides[0] == 0
        sets = len(weights) if same else -(-len(weights) // SHARED)
        points = self._points(rng, sets)
        if same:
            total = points @ weights[0]
        else:
            padded = np.resize(weights, (sets * SHARED, weights.shape[1]))
            shaped = padded.reshape(sets, SHARED, -1)
            total = (shaped @ points.swapaxes(1, 2)).reshape(sets * SHARED, -1)[: len(weights)]
        carried = weights @ self._known
        return quotient(-total, carried)

    def _points(self, rng: np.random.Generator, sets: int) -> Floats:
        """Return points of drawn figures, shape (sets, vendors, criteria), 0 where left out."""
        points = np.tile(np.nan_to_num(self._parts), (sets, 1, 1))
        vendors = np.arange(self._field.size)
        for j in self._columns:
            values = self._spread.draw(rng, sets, vendors, j)
            known = ~np.isnan(values[0])
            points[:, known, j] = self._scale(values, j)[:, known]
        return points

    def _scale(self, values: Floats, column: int) -> Floats:
        """Return the points of drawn figures of one KPI, by its anchors or by each draw's field."""
        criterion, higher = self._field.criteria[column], bool(self._field.higher[column])
        if criterion.anchors is None:
            return _field_points(values, higher, criterion.stretched)
        return anchor_scale(criterion, self._field.ranked[:, column], higher)(values)


def _field_points(values: Floats, higher: bool, stretched: bool) -> Floats:
    """Return `scaling.field_scale` for many fields at once, shape (draws, vendors)."""
    best = (np.nanmax if higher else np.nanmin)(values, axis=1, keepdims=True)
    worst = (np.nanmin if higher else np.nanmax)(values, axis=1, keepdims=True)
    width = best - worst
    line = np.divide(values - worst, width, out=np.ones_like(values), where=width != 0)
    if stretched:
        return np.asarray(TOP_SCORE * line)
    above = np.nanmin(values, axis=1, keepdims=True) > 0
    with np.errstate(divide="ignore", invalid="ignore"):
        share = values / best if higher else best / values
    return np.asarray(TOP_SCORE * np.where(above, share, line))
