"""How far apart scores must be to be told apart, when figures are as uncertain as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.scoring.figure_draws import FigureDraws
from desktop_app.scoring.model import DecisionMatrix, Floats, Method
from desktop_app.scoring.ranking import Placing

DRAWS = 2_000
SEED = 1
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

    Figures are drawn within their intervals (`FigureDraws`), scores are made of each draw. The
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
    sign = 1.0 if placing.outcome.higher_is_better else -1.0
    scores = sign * placing.outcome.score[: field.size]
    weights = np.broadcast_to(field.weights, (DRAWS, len(columns)))
    draws = FigureDraws(method, field, placing.outcome.parts, low[own], high[own])
    drawn = -draws.scores(np.random.default_rng(seed), weights)
    order = np.argsort(-scores, kind="stable")
    carried = float((np.isfinite(field.ranked) @ field.weights).sum())
    known = float((draws.spread.known @ field.weights).sum())
    return Noise(
        vendors=tuple(matrix.vendors[rows[int(i)]] for i in order),
        apart=scores[order][:, np.newaxis] - scores[order],
        noise=_noise(drawn[:, order]),
        known=known / carried if carried else 0.0,
        draws=len(drawn),
        seed=seed,
    )


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
