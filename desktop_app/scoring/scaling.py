"""Scales: how a column of figures becomes comparable points, per criterion."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.scoring.model import Criterion, Floats, Normalisation
from desktop_app.scoring.numbers import Extent, extent, lengths
from desktop_app.scoring.value import TOP_SCORE, value_function

Scale = Callable[[Floats], Floats]
"""From figures to scores, NaN to NaN; built from the vendors being ranked or from anchors."""


@dataclass(frozen=True, slots=True, eq=False)
class FieldScale:
    """Points by the least and the greatest figure of a field, 1 (times `top`) for the best.

    On the line from the worst to the best; or, for figures above zero, in proportion to the best
    (value / best where higher is better, best / value where lower is: the price formula of public
    tenders, with its known paradox: a new best changes everybody's points). A vendor outside of
    the field may beat it, or have a figure that is not above zero: points stay within their ends.

    Parameters
    ----------
    field : Extent
        Along the last axis of the figures scaled; more axes before are fields of their own.
    in_proportion : array of bool, shaped as the field's ends
    """

    field: Extent
    in_proportion: NDArray[np.bool_]
    higher: bool
    top: float = TOP_SCORE

    def __call__(self, values: Floats) -> Floats:
        """Return points; everybody's are the same where the field's figures are."""
        low, high, same = self.field
        worst, best = (low, high) if self.higher else (high, low)
        points = np.clip((values - worst) / np.where(same, 1.0, best - worst), 0.0, 1.0)
        if self.in_proportion.any():
            with np.errstate(divide="ignore", invalid="ignore"):
                ratio = np.minimum(values / best if self.higher else best / values, 1.0)
            ratio = np.where(values > 0, ratio, 0.0 if self.higher else 1.0)
            points = np.where(self.in_proportion, ratio, points)
        points = np.where(same, 1.0, points)
        return np.where(np.isnan(values), np.nan, self.top * points)


@dataclass(frozen=True, slots=True, eq=False)
class Proportion:
    """The figure over the column's Euclidean length; one minus that where lower is better.

    1 where the length is 0.
    """

    length: Floats
    higher: bool

    def __call__(self, values: Floats) -> Floats:
        """Return the normalised values, 0..1 for columns without negative figures."""
        share = values / np.where(self.length > 0, self.length, 1.0)
        share = np.where(self.length > 0, share if self.higher else 1.0 - share, 1.0)
        return np.where(np.isnan(values), np.nan, share)


def anchor_scale(criterion: Criterion, known: Floats, higher: bool) -> Scale:
    """Return the scale from 0 to 100 on the criterion's anchors, or on the field without any.

    Parameters
    ----------
    known : array of float, shape (..., vendors)
        The figures of the vendors being ranked, NaN where missing; only used without anchors.
        More axes before are fields of their own.
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
    field = extent(known, axis=-1)
    return FieldScale(field, (field.low > 0) & (not stretched), higher)


def unit_scale(known: Floats, higher: bool, normalisation: Normalisation) -> Scale:
    """Return the scale from 0 to 1 of min-max or vector normalisation.

    A constant column scores 1 for everybody with min-max, as all are at the best; a column of
    zeros has no length, and counts as constant with vector normalisation too.
    """
    if normalisation is Normalisation.MINMAX:
        field = extent(known, axis=-1)
        return FieldScale(field, np.zeros(field.low.shape, dtype=np.bool_), higher, top=1.0)
    return Proportion(lengths(known, axis=-1), higher)
