"""Weighted sum: the mean, by weight, of the scores per criterion."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from desktop_app.scoring.field import Field, Outcome, orient
from desktop_app.scoring.model import Criterion, Floats, MissingRule, Normalisation
from desktop_app.scoring.numbers import extent, middle
from desktop_app.scoring.scaling import Scale, anchor_scale, unit_scale


class WeightedSum(NamedTuple):
    """Scores (vendors,) and what each criterion adds to them (vendors, criteria)."""

    score: Floats
    contributions: Floats


def weighted_sum(scores: Floats, weights: Floats) -> WeightedSum:
    """Return the mean of scores by weight, over the scores that are known.

    Parameters
    ----------
    scores : array of float, shape (vendors, criteria)
        NaN where missing: that vendor's other weights are scaled up to the same total.
    weights : array of float, shape (criteria,)
        Not negative; need not sum to 1.

    Returns
    -------
    WeightedSum
        A vendor without any known score under a weight has score NaN. Contributions are NaN
        where the score is, and the others of a vendor sum to its score.
    """
    known = ~np.isnan(scores)
    carried = known @ weights
    carried = np.where(carried > 0, carried, np.nan)
    contributions = scores * weights / carried[:, np.newaxis]
    total = np.where(known, contributions, 0.0).sum(axis=1)
    return WeightedSum(np.where(np.isnan(carried), np.nan, total), contributions)


def evaluate(field: Field) -> Outcome:
    """Return the weighted sum of a field.

    0 to 100 points with anchors (criteria without any are scaled by the field), 0 to 1 with
    min-max or vector normalisation. Missing values: LEAVE_OUT rescales the vendor's other
    weights; WORST scores 0 (with vector normalisation the lowest of the column if that is below
    0); NEUTRAL the median of the column's scores; TARGET scores what the target would, and is
    left out where no target is known. With GATE no vendor that is ranked has any missing.
    """
    scores = score_matrix(field)
    score, contributions = weighted_sum(scores, field.weights)
    return Outcome(score=score, contributions=contributions, parts=scores[: field.size])


def score_matrix(field: Field, values: Floats | None = None) -> Floats:
    """Return the scores per vendor and criterion, with the missing-value rule applied.

    Parameters
    ----------
    values : array of float, shape (..., rows, criteria), or None
        Other figures than the field's own, missing where those are; more rows than the ranked
        vendors' are excluded ones, more axes before are fields of their own.
    """
    values = field.values if values is None else values
    scores = np.full(values.shape, np.nan)
    higher = field.higher
    for j, criterion in enumerate(field.criteria):
        scores[..., j] = _score_column(field, criterion, values[..., j], bool(higher[j]))
    return scores


def score_column(field: Field, column: int, values: Floats) -> Floats:
    """Return one criterion's scores of other figures, as `score_matrix` does."""
    return _score_column(field, field.criteria[column], values, bool(field.higher[column]))


def _score_column(field: Field, criterion: Criterion, values: Floats, higher: bool) -> Floats:
    """Return one criterion's scores of all rows."""
    anchors = field.normalisation is Normalisation.ANCHORS
    values = values if anchors else orient(values, criterion)
    known = values[..., : field.size]
    scale = (
        anchor_scale(criterion, known, higher)
        if anchors
        else unit_scale(known, higher, field.normalisation)
    )
    scores = scale(values)
    gaps = np.isnan(values)
    if not gaps.any():
        return scores
    return np.where(gaps, _score_of_missing(field, criterion, scale, scores), scores)


def _score_of_missing(
    field: Field, criterion: Criterion, scale: Scale, scores: Floats
) -> float | Floats:
    """Return what a missing value scores; NaN leaves it out."""
    if field.missing in (MissingRule.LEAVE_OUT, MissingRule.GATE):
        return np.nan
    ranked = scores[..., : field.size]
    if field.missing is MissingRule.NEUTRAL:
        return middle(ranked)
    if field.missing is MissingRule.WORST:
        return np.asarray(np.fmin(extent(ranked, axis=-1).low, 0.0))
    if criterion.anchors is None:
        return np.nan
    target = np.array([criterion.anchors.target])
    if field.normalisation is not Normalisation.ANCHORS:
        target = orient(target, criterion)
    return scale(target)
