"""Scores over one weight, from 0 to all, and where the first place changes hands."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desktop_app.scoring.batch_scores import BatchScorer, batch_scorer
from desktop_app.scoring.model import DecisionMatrix, Floats, Method
from desktop_app.scoring.setting import Setting

_STEPS = 101
_HALVINGS = 40


@dataclass(frozen=True, slots=True)
class Crossing:
    """At `weight` (share of the total) the first place passes from `before` to `after`."""

    weight: float
    score: float
    before: str
    after: str


@dataclass(frozen=True, slots=True, eq=False)
class WeightLines:
    """Scores of the ranked vendors over one criterion's weight, the others in proportion.

    Parameters
    ----------
    weights : array of float, shape (steps,)
        Shares of the total; without the very ends, where a vendor known by one criterion alone
        drops out.
    scores : array of float, shape (vendors, steps)
        In the method's own terms; NaN where a vendor has no score.
    now : float
        The share as set.
    """

    kpi: str
    vendors: tuple[str, ...]
    weights: Floats
    scores: Floats
    now: float
    crossings: tuple[Crossing, ...]


def weight_lines(matrix: DecisionMatrix, setting: Setting, kpi: str) -> WeightLines | None:
    """Return the scores over a criterion's weight.

    None for a criterion that carries no weight, or all of it.
    """
    placing = setting.place(matrix)
    field = placing.field
    column = next((j for j, c in enumerate(field.criteria) if c.id == kpi), None)
    if column is None or len(field.criteria) < 2 or field.size == 0:
        return None
    scorer = batch_scorer(setting.method, field, placing.outcome.parts)
    sign = 1.0 if setting.method is Method.VIKOR else -1.0
    shares = np.linspace(0.0, 1.0, _STEPS)
    shares[[0, -1]] = (1e-6, 1.0 - 1e-6)
    values = scorer(weights_at(field.weights, column, shares))
    vendors = tuple(matrix.vendors[i] for i in placing.rows[: field.size])
    return WeightLines(
        kpi=kpi,
        vendors=vendors,
        weights=shares,
        scores=np.where(np.isfinite(values), sign * values, np.nan).T,
        now=float(field.weights[column]),
        crossings=_crossings(scorer, field.weights, column, shares, vendors, sign),
    )


def weights_at(weights: Floats, column: int, shares: Floats) -> Floats:
    """Return weights with one set to each of the shares, the others in proportion.

    Parameters
    ----------
    weights : array of float, shape (criteria,)
        Sum to 1, with that of `column` below 1.
    shares : array of float, shape (steps,)

    Returns
    -------
    array of float, shape (steps, criteria)
    """
    others = weights / (1.0 - weights[column])
    moved = np.outer(1.0 - shares, others)
    moved[:, column] = shares
    return moved


def _crossings(
    scorer: BatchScorer,
    weights: Floats,
    column: int,
    shares: Floats,
    vendors: tuple[str, ...],
    sign: float,
) -> tuple[Crossing, ...]:
    """Return where the first place changes, each found by halving."""

    def at(share: float) -> Floats:
        scores: Floats = scorer(weights_at(weights, column, np.array([share])))[0]
        return scores

    first = scorer(weights_at(weights, column, shares)).argmin(axis=1)
    found = []
    for step in np.flatnonzero(np.diff(first)).tolist():
        low, high = float(shares[step]), float(shares[step + 1])
        before, after = int(first[step]), int(first[step + 1])
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            scores = at(middle)
            low, high = (middle, high) if scores[before] < scores[after] else (low, middle)
        score = sign * float(at(high)[after])
        found.append(Crossing(high, score, vendors[before], vendors[after]))
    return tuple(found)
