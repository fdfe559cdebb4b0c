"""The part of a decision matrix that takes part in a ranking, ready for any method."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from desktop_app.domain.unit import Direction
from desktop_app.scoring.model import CONSENSUS, Criterion, Floats, MissingRule, Normalisation
from desktop_app.scoring.numbers import extent, middle
from desktop_app.scoring.value import band_of


@dataclass(frozen=True, slots=True)
class Field:
    """Vendors with at least one figure, and criteria that carry weight.

    Parameters
    ----------
    criteria : tuple of Criterion
        With a weight above zero, a direction, and a figure of at least one vendor.
    values : array of float, shape (rows, criteria)
        As given; NaN where missing. The first `size` rows are the vendors being ranked; later
        rows were excluded by a gate: they are scored where a method can, and never shape the
        scales, ideals or flows of the others.
    size : int
    weights : array of float, shape (criteria,)
        Sum to 1.
    strategy : float
        VIKOR's v.
    """

    criteria: tuple[Criterion, ...]
    values: Floats
    size: int
    weights: Floats
    normalisation: Normalisation
    missing: MissingRule
    strategy: float = CONSENSUS

    @property
    def ranked(self) -> Floats:
        """Return the values of the vendors being ranked."""
        return self.values[: self.size]

    @property
    def higher(self) -> NDArray[np.bool_]:
        """Return, per criterion, whether a higher oriented value is better."""
        return np.array([c.direction is Direction.HIGHER for c in self.criteria], dtype=np.bool_)

    def comparable(self, values: Floats | None = None) -> Floats:
        """Return oriented values of the ranked vendors with the missing-value rule applied.

        A band's figures become distances from it: not negative, lower is better; without anchors
        a band has no ends to be measured from, and its figures stay. WORST takes the worse of the
        worst anchor and the worst figure of the field, NEUTRAL the median of the field, TARGET
        the target; LEAVE_OUT, and TARGET without a target, leave NaN for the method to step over.

        Parameters
        ----------
        values : array of float, shape (..., vendors, criteria), or None
            Other figures of the ranked vendors than their own, missing where those are. More axes
            before are fields of their own.
        """
        values = self.ranked if values is None else values
        found = np.array(values, dtype=np.float64)
        fills = self.missing not in (MissingRule.LEAVE_OUT, MissingRule.GATE)
        for j, criterion in enumerate(self.criteria):
            column = orient(values[..., j], criterion)
            gaps = np.isnan(column)
            if fills and gaps.any():
                column = np.where(gaps, self._filler(column, criterion), column)
            found[..., j] = column
        return found

    def _filler(self, column: Floats, criterion: Criterion) -> float | Floats:
        """Return what missing values of an oriented column (..., vendors) are; NaN for nothing."""
        anchors = criterion.anchors
        if self.missing is MissingRule.TARGET:
            return np.nan if anchors is None else _oriented_number(anchors.target, criterion)
        if self.missing is MissingRule.NEUTRAL:
            return middle(column)
        low, high, _ = extent(column, axis=-1)
        worst = np.nan if anchors is None else _oriented_number(anchors.worst, criterion)
        lower_is_worse = criterion.direction is Direction.HIGHER
        return np.asarray(np.fmin(low, worst) if lower_is_worse else np.fmax(high, worst))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a method says about a field.

    Parameters
    ----------
    score : array of float, shape (rows,)
        In the method's own terms; NaN for excluded rows where the method has none.
    higher_is_better : bool
    details : mapping of name to array of float, shape (rows,)
    contributions : array of float, shape (rows, criteria), or None
        What each criterion adds to the score; NaN where it was left out.
    parts : array of float, shape (size, criteria), or None
        Scores per criterion whose mean by weight over the known ones is `score`; None for
        methods that are not linear in the weights.
    notes : tuple of str
    """

    score: Floats
    higher_is_better: bool = True
    details: Mapping[str, Floats] = field(default_factory=dict)
    contributions: Floats | None = None
    parts: Floats | None = None
    notes: tuple[str, ...] = ()


def orient(values: Floats, criterion: Criterion) -> Floats:
    """Return figures such that one direction is better throughout: a band becomes a distance."""
    if criterion.direction is not Direction.BAND or criterion.anchors is None:
        return values.astype(np.float64)
    low, high = band_of(criterion.anchors)
    return np.maximum(np.maximum(low - values, values - high), 0.0)


def pad(values: Floats, rows: int) -> Floats:
    """Return the vector lengthened to `rows` with NaN, for the excluded vendors."""
    padded = np.full(rows, np.nan)
    padded[: len(values)] = values
    return padded


def _oriented_number(value: float, criterion: Criterion) -> float:
    """Return one figure, oriented as its column is."""
    return float(orient(np.array([value]), criterion)[0])
