"""Every method for many sets of weights at once, and for many fields: what Monte Carlo needs."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from desktop_app.scoring.field import Field
from desktop_app.scoring.methods.promethee import degrees
from desktop_app.scoring.methods.topsis import normalise
from desktop_app.scoring.methods.vikor import regrets
from desktop_app.scoring.model import Floats, Method
from desktop_app.scoring.numbers import extent
from desktop_app.scoring.products import product

BatchScorer = Callable[[Floats], Floats]
"""From weights (draws, criteria) to scores (draws, vendors): the method's own, such that lower is
better.

Of several fields, from weights (fields, draws, criteria) to scores (fields, draws, vendors).
"""


def batch_scorer(
    method: Method, field: Field, parts: Floats | None, values: Floats | None = None
) -> BatchScorer:
    """Return what scores a field's ranked vendors under many weights.

    Its order of the vendors under one set of weights is that of the method itself.

    Parameters
    ----------
    parts : array of float, shape (vendors, criteria), or None
        `Outcome.parts`, where the method is linear in the weights. Of several fields, as many.
    values : array of float, shape (fields, vendors, criteria), or None
        Several fields in place of the one: other figures, missing where the field's own are.
    """
    if parts is not None:
        return linear_scorer(parts)
    values = field.comparable(values)
    if method is Method.TOPSIS:
        return _topsis(values, field)
    if method is Method.VIKOR:
        return _vikor(values, field)
    return _promethee(values, field)


def linear_scorer(parts: Floats) -> BatchScorer:
    """Return the mean of scores by weight over the known ones, negated."""
    known = ~np.isnan(parts)
    numerators = _turned(-np.where(known, parts, 0.0))
    if known.all():
        return lambda weights: product(weights, numerators)
    carried = _turned(known.astype(np.float64))
    return lambda weights: quotient(product(weights, numerators), product(weights, carried))


def quotient(part: Floats, whole: Floats) -> Floats:
    """Return part / whole; without any weight on what a vendor has, it comes last."""
    result: Floats = np.divide(part, whole, out=np.full_like(part, np.inf), where=whole > 0)
    return result


def _turned(values: Floats) -> Floats:
    """Return values (..., vendors, criteria) with these two axes exchanged."""
    return np.ascontiguousarray(np.swapaxes(values, -1, -2))


def _topsis(values: Floats, field: Field) -> BatchScorer:
    """Return closeness, negated: distances are linear in the squares of the weights."""
    points = normalise(np.where(field.higher, values, -values), field.normalisation)
    worst, best, _ = extent(points, axis=-2)
    ahead, behind = (_turned(np.nan_to_num((points - end) ** 2)) for end in (best, worst))

    def score(weights: Floats) -> Floats:
        squares = weights**2
        to_best, to_worst = (np.sqrt(product(squares, apart)) for apart in (ahead, behind))
        total = to_best + to_worst
        closeness: Floats = np.full_like(total, 0.5)
        np.divide(to_worst, total, out=closeness, where=total > 0)
        return -closeness

    return score


def _vikor(values: Floats, field: Field) -> BatchScorer:
    """Return Q."""
    regret = regrets(np.where(field.higher, values, -values))
    known = ~np.isnan(regret)
    regret, shared = _turned(np.where(known, regret, 0.0)), _turned(known.astype(np.float64))

    def score(weights: Floats) -> Floats:
        carried = product(weights, shared)
        s = quotient(product(weights, regret), carried)
        r = np.zeros_like(s)
        for j in range(regret.shape[-2]):
            np.maximum(r, weights[..., j, np.newaxis] * regret[..., j, np.newaxis, :], out=r)
        r = quotient(r, carried)
        return field.strategy * _spread(s) + (1 - field.strategy) * _spread(r)

    return score


def _spread(values: Floats) -> Floats:
    """Return each draw's values from 0 to 1; 0 where all are the same, infinite ones stay."""
    known = np.isfinite(values)
    least = values.min(axis=-1, keepdims=True, initial=np.inf, where=known)
    width = values.max(axis=-1, keepdims=True, initial=-np.inf, where=known) - least
    spread = np.where(known, 0.0, np.inf)
    np.divide(values - least, width, out=spread, where=known & (width > 1e-12))
    return spread


def _promethee(values: Floats, field: Field) -> BatchScorer:
    """Return the net flow, negated, each pair over the criteria that both have."""
    count, higher = values.shape[-2], field.higher.tolist()
    others = max(count - 1, 1)
    found = [
        degrees(values[..., j], higher[j], criterion.preference)
        for j, criterion in enumerate(field.criteria)
    ]
    if not np.isnan(values).any():
        # Nothing missing: the net flow is the mean by weight of those of the criteria.
        flows = [(one.sum(axis=-1) - one.sum(axis=-2)) / others for one in found]
        return linear_scorer(np.stack(flows, axis=-1))
    shared = [~np.isnan(one) for one in found]
    net = [np.where(of, one, 0.0) for one, of in zip(found, shared, strict=True)]
    flat = np.stack([_flat(one - np.swapaxes(one, -1, -2)) for one in net], axis=-2)
    pairs = np.stack([_flat(of.astype(np.float64)) for of in shared], axis=-2)

    def score(weights: Floats) -> Floats:
        total, carried = product(weights, flat), product(weights, pairs)
        index = np.divide(total, carried, out=np.zeros_like(total), where=carried > 0)
        net_flow: Floats = index.reshape(*index.shape[:-1], count, count).sum(axis=-1)
        return np.asarray(-net_flow / others)

    return score


def _flat(pairs: Floats) -> Floats:
    """Return values of pairs (..., vendors, vendors) in one row."""
    return np.asarray(pairs.reshape(*pairs.shape[:-2], -1))
