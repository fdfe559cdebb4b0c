"""How far apart scores must be to be told apart, when figures are as uncertain as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from desktop_app.scoring.field import Field
from desktop_app.scoring.figure_spread import FigureSpread
from desktop_app.scoring.methods.weighted import weighted_sum
from desktop_app.scoring.model import DecisionMatrix, Floats, Method, Normalisation
from desktop_app.scoring.ranking import METHODS, Placing
from desktop_app.scoring.scaling import anchor_scale

DRAWS = 2_000
SEED = 1
_SLOW_DRAWS = 400
"""For methods whose scores all change with any one figure: each draw is a ranking of its own."""
_LEVEL = 0.95


@dataclass(frozen=True, slots=True, eq=False)
class Noise:
    """Which ranked vendors can be told apart.

    Parameters
    ----------
    vendors : tuple of str
        Those ranked, best first.
    apart : array of float, shape (vendors, vendors)
        By how much the row's vendor is better than the column's, in the method's own terms.
    noise : array of float, shape (vendors, vendors)
        How large that may be by chance: half the interval of the difference, all pairs together
        19 times in 20. 0 where nothing is known to be uncertain.
    known : float
        Share of the weight whose figures have an interval, over all ranked vendors, 0..1.
    draws : int
    seed : int
    """

    vendors: tuple[str, ...]
    apart: Floats
    noise: Floats
    known: float
    draws: int
    seed: int

    @property
    def level(self) -> NDArray[np.bool_]:
        """Return which pairs are level: no further apart than the noise, or tied."""
        found: NDArray[np.bool_] = np.abs(self.apart) <= np.maximum(self.noise, 1e-9)
        return found

    @property
    def bands(self) -> tuple[tuple[int, int], ...]:
        """Return the first and last place that each vendor may have.

        One place for each vendor that is better for certain is taken before it, one for each
        that is worse for certain after it; all bands hold together 19 times in 20.
        """
        behind = (self.apart < 0) & ~self.level
        ahead = (self.apart > 0) & ~self.level
        count = len(self.vendors)
        return tuple(
            (1 + int(lost), count - int(won))
            for lost, won in zip(behind.sum(axis=1), ahead.sum(axis=1), strict=True)
        )


def score_noise(
    matrix: DecisionMatrix,
    placing: Placing,
    method: Method,
    low: Floats,
    high: Floats,
    seed: int = SEED,
) -> Noise:
    """Return which ranked vendors differ by more than their figures' uncertainty explains.

    Figures are drawn within their intervals (`FigureSpread`), scores are made of each draw. The
    noise of a difference is its standard deviation times the 95 % quantile of the largest such
    deviation over all pairs (the single-step max-T of P. H. Westfall and S. S. Young, 1993), so
    that the number of pairs is allowed for.

    Parameters
    ----------
    placing : Placing
        The ranking of `matrix` as it stands.
    low, high : array of float, shape of the matrix
        95 % intervals; NaN where a figure has none and is taken as exact.
    """
    field = placing.field
    rows, columns = list(placing.rows[: field.size]), list(placing.columns)
    own = np.ix_(rows, columns)
    spread = FigureSpread.of(field.ranked, low[own], high[own])
    sign = 1.0 if placing.outcome.higher_is_better else -1.0
    scores = sign * placing.outcome.score[: field.size]
    drawn = sign * _drawn_scores(placing, method, spread, np.random.default_rng(seed))
    order = np.argsort(-scores, kind="stable")
    carried = np.isfinite(field.ranked) @ field.weights
    return Noise(
        vendors=tuple(matrix.vendors[rows[int(i)]] for i in order),
        apart=scores[order][:, np.newaxis] - scores[order],
        noise=_noise(drawn[:, order]),
        known=float((spread.known @ field.weights).sum() / carried.sum()) if carried.sum() else 0.0,
        draws=len(drawn),
        seed=seed,
    )


def _drawn_scores(
    placing: Placing,
    method: Method,
    spread: FigureSpread,
    random: np.random.Generator,
) -> Floats:
    """Return the scores of every draw, shape (draws, vendors)."""
    field = placing.field
    parts = placing.outcome.parts
    fixed = all(criterion.anchors is not None for criterion in field.criteria)
    on_anchors = method is Method.WEIGHTED and field.normalisation is Normalisation.ANCHORS
    if parts is not None and on_anchors and fixed:
        points = np.broadcast_to(parts, (DRAWS, *parts.shape)).copy()
        for j, criterion in enumerate(field.criteria):
            own = np.flatnonzero(spread.known[:, j])
            if len(own):
                values = spread.draw(random, DRAWS, own, j)
                scale = anchor_scale(criterion, field.ranked[:, j], bool(field.higher[j]))
                points[:, own, j] = scale(values.ravel()).reshape(values.shape)
        flat = points.reshape(-1, points.shape[2])
        return weighted_sum(flat, field.weights).score.reshape(DRAWS, -1)
    return _by_ranking(field, method, spread, random)


def _by_ranking(
    field: Field,
    method: Method,
    spread: FigureSpread,
    random: np.random.Generator,
) -> Floats:
    """Return the scores of draws that are each ranked by the method."""
    values = np.broadcast_to(field.values, (_SLOW_DRAWS, *field.values.shape)).copy()
    for j in range(len(field.criteria)):
        own = np.flatnonzero(spread.known[:, j])
        if len(own):
            values[:, own, j] = spread.draw(random, _SLOW_DRAWS, own, j)
    scored = [METHODS[method](replace(field, values=one)).score[: field.size] for one in values]
    return np.array(scored)


def _noise(drawn: Floats) -> Floats:
    """Return the noise of every pair's difference from the drawn scores."""
    count = drawn.shape[1]
    found = np.zeros((count, count))
    if count < 2:
        return found
    first, second = np.triu_indices(count, 1)
    gaps = drawn[:, first] - drawn[:, second]
    gaps = gaps - gaps.mean(axis=0)
    spread = gaps.std(axis=0, ddof=1)
    moving = spread > 1e-12
    if not moving.any():
        return found
    largest = np.max(np.abs(gaps[:, moving]) / spread[moving], axis=1)
    found[first, second] = np.quantile(largest, _LEVEL) * spread
    return found + found.T


def level_groups(noise: Noise) -> list[Sequence[str]]:
    """Return the largest runs of neighbours in the ranking that are all level with each other."""
    level = noise.level
    runs: list[tuple[int, int]] = []
    for start in range(len(noise.vendors)):
        end = start
        while end + 1 < len(noise.vendors) and level[start : end + 1, end + 1].all():
            end += 1
        if end > start and not any(a <= start and end <= b for a, b in runs):
            runs.append((start, end))
    return [noise.vendors[a : b + 1] for a, b in runs]
