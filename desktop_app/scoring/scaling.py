"""Scales: how a column of figures becomes comparable points, per criterion."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from desktop_app.scoring.model import Criterion, Floats, Normalisation
from desktop_app.scoring.numbers import constant, length
from desktop_app.scoring.value import TOP_SCORE, PiecewiseLinear, value_function

Scale = Callable[[Floats], Floats]
"""From figures to scores, NaN to NaN; built from the vendors being ranked or from anchors."""


@dataclass(frozen=True, slots=True)
class Same:
    """Everybody earns the same: the column does not tell the vendors apart."""

    score: float

    def __call__(self, values: Floats) -> Floats:
        """Return the score wherever a value is known."""
        return np.where(np.isnan(values), np.nan, self.score)


@dataclass(frozen=True, slots=True)
class Relative:
    """Points in proportion to the best of the field; for figures above zero only.

    value / best where higher is better, best / value where lower is (the price formula of public
    tenders, with its known paradox: a new best changes everybody's points).
    """

    best: float
    higher: bool

    def __call__(self, values: Floats) -> Floats:
        """Return 0 to 100 points, 100 for the best."""
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = values / self.best if self.higher else self.best / values
        # A vendor outside of the field may beat it, or have a figure that is not above zero.
        ratio = np.where(values > 0, ratio, np.where(self.higher, 0.0, 1.0))
        return np.where(np.isnan(values), np.nan, TOP_SCORE * np.minimum(ratio, 1.0))


@dataclass(frozen=True, slots=True)
class Proportion:
    """The figure over the column's Euclidean length; one minus that where lower is better."""

    length: float
    higher: bool

    def __call__(self, values: Floats) -> Floats:
        """Return the normalised values, 0..1 for columns without negative figures."""
        share = values / self.length
        return share if self.higher else 1.0 - share


def anchor_scale(criterion: Criterion, known: Floats, higher: bool) -> Scale:
    """Return the scale from 0 to 100 on the criterion's anchors, or on the field without any.

    Parameters
    ----------
    known : array of float
        The figures of the vendors being ranked, NaN where missing; only used without anchors.
    higher : bool
        Which way is better; only used without anchors.
    """
    if criterion.anchors is not None:
        return value_function(criterion.anchors, criterion.direction, criterion.title)
    return field_scale(known, higher, criterion.stretched)


def field_scale(known: Floats, higher: bool, stretched: bool = False) -> Scale:
    """Return 0 to 100 points by the field of vendors, for a criterion without anchors.

    In proportion to the best, so that figures 2 % apart earn points 2 % apart however few the
    vendors are. Where a figure is zero or negative a proportion means nothing, and the line from
    the worst (0) to the best (100) of the field is taken; so it is where `stretched` asks for it.
    """
    if constant(known):
        return Same(TOP_SCORE)
    if np.nanmin(known) > 0 and not stretched:
        return Relative(float(np.nanmax(known) if higher else np.nanmin(known)), higher)
    return _line(known, higher, TOP_SCORE)


def unit_scale(known: Floats, higher: bool, normalisation: Normalisation) -> Scale:
    """Return the scale from 0 to 1 of min-max or vector normalisation.

    A constant column scores 1 for everybody with min-max, as all are at the best; a column of
    zeros has no length, and counts as constant with vector normalisation too.
    """
    if normalisation is Normalisation.MINMAX:
        return Same(1.0) if constant(known) else _line(known, higher, 1.0)
    whole = length(known)
    return Proportion(whole, higher) if whole > 0 else Same(1.0)


def _line(known: Floats, higher: bool, top: float) -> PiecewiseLinear:
    """Return the line from the worst to the best of the field."""
    ends = (float(np.nanmin(known)), float(np.nanmax(known)))
    return PiecewiseLinear(ends, (0.0, top) if higher else (top, 0.0))
