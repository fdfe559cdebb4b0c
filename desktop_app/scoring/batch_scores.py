"""Every method for many sets of weights at once: what Monte Carlo needs."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from desktop_app.scoring.field import Field
from desktop_app.scoring.methods.promethee import preference_degree
from desktop_app.scoring.methods.topsis import normalise
from desktop_app.scoring.methods.vikor import regrets
from desktop_app.scoring.model import Floats, Method
from desktop_app.scoring.numbers import tolerance
from desktop_app.scoring.products import product

BatchScorer = Callable[[Floats], Floats]
"""From weights (draws, criteria) to scores (draws, vendors), lower is better, scale free."""


def batch_scorer(method: Method, field: Field, parts: Floats | None) -> BatchScorer:
    """Return what scores a field's ranked vendors under many weights.

    Its order of the vendors under one set of weights is that of the method itself.

    Parameters
    ----------
    parts : array of float, shape (vendors, criteria), or None
        `Outcome.parts`, where the method is linear in the weights.
    """
    if parts is not None:
        return linear_scorer(parts)
    values = field.comparable()
    if method is Method.TOPSIS:
        return _topsis(values, field)
    if method is Method.VIKOR:
        return _vikor(values, field)
    return _promethee(values, field)


def linear_scorer(parts: Floats) -> BatchScorer:
    """Return the mean of scores by weight over the known ones, negated."""
    known = ~np.isnan(parts)
    numerators = np.ascontiguousarray(-np.where(known, parts, 0.0).T)
    if known.all():
        return lambda weights: product(weights, numerators)
    carried = np.ascontiguousarray(known.T.astype(np.float64))
    return lambda weights: quotient(product(weights, numerators), product(weights, carried))


def quotient(part: Floats, whole: Floats) -> Floats:
    """Return part / whole; without any weight on what a vendor has, it comes last."""
    result: Floats = np.divide(part, whole, out=np.full_like(part, np.inf), where=whole > 0)
    return result


def _topsis(values: Floats, field: Field) -> BatchScorer:
    """Return closeness, negated: distances are linear in the squares of the weights."""
    points = normalise(np.where(field.higher, values, -values), field.normalisation)
    best = np.max(np.where(np.isnan(points), -np.inf, points), axis=0)
    worst = np.min(np.where(np.isnan(points), np.inf, points), axis=0)
    ahead, behind = (np.nan_to_num((points - end) ** 2).T for end in (best, worst))

    def score(weights: Floats) -> Floats:
        squares = weights**2
        to_best, to_worst = np.sqrt(product(squares, ahead)), np.sqrt(product(squares, behind))
        total = to_best + to_worst
        closeness: Floats = np.full_like(total, 0.5)
        np.divide(to_worst, total, out=closeness, where=total > 0)
        return -closeness

    return score


def _vikor(values: Floats, field: Field) -> BatchScorer:
    """Return Q."""
    regret = regrets(np.where(field.higher, values, -values))
    known = ~np.isnan(regret)
    regret, shared = np.where(known, regret, 0.0), known.T.astype(np.float64)

    def score(weights: Floats) -> Floats:
        carried = product(weights, shared)
        s = quotient(product(weights, regret.T), carried)
        r = np.zeros_like(s)
        for j in range(regret.shape[1]):
            np.maximum(r, weights[:, j, np.newaxis] * regret[:, j], out=r)
        r = quotient(r, carried)
        return field.strategy * _spread(s) + (1 - field.strategy) * _spread(r)

    return score


def _spread(values: Floats) -> Floats:
    """Return each draw's values from 0 to 1; 0 where all are the same."""
    least = values.min(axis=1, keepdims=True)
    width = values.max(axis=1, keepdims=True) - least
    spread = np.zeros_like(values)
    np.divide(values - least, width, out=spread, where=width > 1e-12)
    return spread


def _promethee(values: Floats, field: Field) -> BatchScorer:
    """Return the net flow, negated, each pair over the criteria that both have."""
    count = len(values)
    degrees = np.zeros((values.shape[1], count, count))
    for j, criterion in enumerate(field.criteria):
        column = values[:, j] if field.higher[j] else -values[:, j]
        difference = column[:, np.newaxis] - column[np.newaxis, :]
        degrees[j] = preference_degree(difference, criterion.preference, tolerance(column))
    shared = ~np.isnan(degrees)
    net: Floats = np.where(shared, degrees, 0.0)
    net = net - net.swapaxes(1, 2)
    flat, pairs = net.reshape(len(net), -1), shared.reshape(len(net), -1).astype(np.float64)

    def score(weights: Floats) -> Floats:
        total, carried = weights @ flat, weights @ pairs
        index = np.divide(total, carried, out=np.zeros_like(total), where=carried > 0)
        net_flow: Floats = index.reshape(len(weights), count, count).sum(axis=2)
        return -net_flow

    return score
