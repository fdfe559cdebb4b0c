"""What a series of months does: its slope, where its level shifts, which months are unusual."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.kpi.uncertainty import Z95

Floats = NDArray[np.float64]

SIGNIFICANT = 0.05
"""Above this p-value, what looks like a trend or a shift may be chance."""

_FEWEST = 4
"""Values below which nothing is said of a slope: no order of 3 is rarer than 1 in 6."""
_EXACT_UP_TO = 10
_FEWEST_A_SIDE = 3
_SHUFFLES = 999
_SEED = 20_250_101
_MAD_TO_SIGMA = 1.4826
_MEAN_TO_SIGMA = 1.2533
"""For series of which more than half are equal: their median deviation is 0."""
_LEAST_SPREAD = 0.005
"""Part of the level below which a spread is the rounding of the report."""
_UNUSUAL = 3.5
"""Modified z-score from which a value is called unusual (Iglewicz and Hoaglin, 1993)."""


@dataclass(frozen=True, slots=True)
class Slope:
    """The change of a series per step.

    Parameters
    ----------
    per_step, low, high : float
        Theil-Sen slope with its 95 % interval, in the series' unit per step of its axis.
    intercept : float
        Value of the line at step 0.
    p : float
        Two-sided p-value of the Mann-Kendall test that there is no trend.
    n : int
        Values behind it.
    """

    per_step: float
    low: float
    high: float
    intercept: float
    p: float
    n: int

    @property
    def significant(self) -> bool:
        """Return whether chance alone would hardly give this order of values."""
        return self.p < SIGNIFICANT


@dataclass(frozen=True, slots=True)
class Shift:
    """A jump of the level: medians `before` and from `step` on, with its p-value."""

    step: int
    before: float
    after: float
    p: float


def slope_of(values: Floats) -> Slope | None:
    """Return the robust slope of a series, None where fewer than four values are known.

    Theil-Sen: the median of the slopes between all pairs, which up to 29 % of wild values can't
    move (P. K. Sen, "Estimates of the regression coefficient based on Kendall's tau", 1968), with
    his interval; Mann-Kendall for significance, exact without ties up to ten values, else normal
    with the correction for ties.

    Parameters
    ----------
    values : array (steps,)
        NaN where a step has no value; steps are evenly spaced.
    """
    at = np.flatnonzero(~np.isnan(values))
    known = values[at]
    n = len(at)
    if n < _FEWEST:
        return None
    left, right = np.triu_indices(n, 1)
    rises = known[right] - known[left]
    slopes = np.sort(rises / (at[right] - at[left]))
    middle = float(np.median(slopes))
    low, high = _sen_interval(slopes, known)
    intercept = float(np.median(known - middle * at))
    return Slope(middle, low, high, intercept, _kendall_p(int(np.sign(rises).sum()), known), n)


def shift_of(values: Floats) -> Shift | None:
    """Return the most marked jump of the level that chance hardly explains, else None.

    A. N. Pettitt, "A non-parametric approach to the change-point problem" (1979): the cut, with
    three values on both sides, at which the sum of ranks departs most from what order by chance
    gives. Its p-value is how often shuffled ranks depart as far (seeded, so that the same series
    gives the same answer). A steady slope departs too: two levels have to leave less of the
    series over than its robust line does.

    Parameters
    ----------
    values : array (steps,)
        NaN where a step has no value.
    """
    at = np.flatnonzero(~np.isnan(values))
    known = values[at]
    if len(known) < 2 * _FEWEST_A_SIDE:
        return None
    ranks = _ranks(known)
    marked, cuts = _most_marked(ranks[np.newaxis])
    rng = np.random.default_rng(_SEED)
    shuffled = rng.permuted(np.tile(ranks, (_SHUFFLES, 1)), axis=1)
    p = (1 + int(np.count_nonzero(_most_marked(shuffled)[0] >= marked[0]))) / (1 + _SHUFFLES)
    place = int(cuts[0])
    if p >= SIGNIFICANT or _line_fits_as_well(known, at, place):
        return None
    before, after = float(np.median(known[:place])), float(np.median(known[place:]))
    return Shift(int(at[place]), before, after, p)


def unusual_steps(values: Floats, season: int = 12) -> tuple[int, ...]:
    """Return the steps whose value lies far from the rest, after slope and season are taken out.

    Parameters
    ----------
    season : int
        Steps of a year; its pattern is taken out where every place of it has come twice.

    Returns
    -------
    tuple of int
        Steps with a modified z-score above 3.5, and at least 1.75 % off the level; empty for
        fewer than six values.
    """
    slope = slope_of(values)
    if slope is None or slope.n < 2 * _FEWEST_A_SIDE:
        return ()
    steps = np.arange(len(values))
    rest = values - slope.intercept - (slope.per_step * steps if slope.significant else 0.0)
    if len(values) >= 2 * season:
        places = steps % season
        usual = np.array([_median(rest[places == place]) for place in range(season)])
        rest = rest - usual[places]
    rest = rest - _median(rest)
    spread = _MAD_TO_SIGMA * _median(np.abs(rest)) or _MEAN_TO_SIGMA * float(
        np.nanmean(np.abs(rest))
    )
    spread = max(spread, _LEAST_SPREAD * abs(_median(values)))
    if spread == 0:
        return ()
    with np.errstate(invalid="ignore"):
        return tuple(np.flatnonzero(np.abs(rest) / spread > _UNUSUAL).tolist())


def _median(values: Floats) -> float:
    known = values[~np.isnan(values)]
    return float(np.median(known)) if len(known) else math.nan


def _ties(known: Floats) -> NDArray[np.int64]:
    """Return how often each value occurs that occurs more than once."""
    counts = np.unique(known, return_counts=True)[1]
    return np.asarray(counts[counts > 1], dtype=np.int64)


def _kendall_variance(known: Floats) -> float:
    """Return the variance of Kendall's S under no trend, with the correction for ties."""
    n, ties = len(known), _ties(known)
    whole = n * (n - 1) * (2 * n + 5)
    return float(whole - (ties * (ties - 1) * (2 * ties + 5)).sum()) / 18


def _sen_interval(slopes: Floats, known: Floats) -> tuple[float, float]:
    half = Z95 * math.sqrt(_kendall_variance(known))
    count = len(slopes)
    low = max(round((count - half) / 2) - 1, 0)
    high = min(round((count + half) / 2), count - 1)
    return float(slopes[low]), float(slopes[high])


def _kendall_p(s: int, known: Floats) -> float:
    """Return the two-sided p-value of Kendall's S."""
    n = len(known)
    if n <= _EXACT_UP_TO and not len(_ties(known)):
        counts = _orders_by_s(n)
        pairs = n * (n - 1) // 2
        rarer = sum(
            c
            for s_of, c in zip(range(-pairs, pairs + 1, 2), counts, strict=True)
            if abs(s_of) >= abs(s)
        )
        return min(rarer / math.factorial(n), 1.0)
    variance = _kendall_variance(known)
    if variance <= 0 or s == 0:
        return 1.0
    z = (abs(s) - 1) / math.sqrt(variance)
    return math.erfc(z / math.sqrt(2))


def _orders_by_s(n: int) -> list[int]:
    """Return how many orders of n values have 0, 1, 2, ... pairs in rising order."""
    counts = [1]
    for size in range(2, n + 1):
        longer = [0] * (len(counts) + size - 1)
        for rising, count in enumerate(counts):
            for more in range(size):
                longer[rising + more] += count
        counts = longer
    return counts


def _ranks(known: Floats) -> Floats:
    """Return ranks from 1, ties sharing their mean."""
    _, places, counts = np.unique(known, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return np.asarray((last - (counts - 1) / 2)[places], dtype=np.float64)


def _most_marked(ranks: Floats) -> tuple[Floats, NDArray[np.int64]]:
    """Return Pettitt's statistic of each line of ranks, and where the second level begins."""
    n = ranks.shape[1]
    cuts = np.arange(1, n)
    departs = np.abs(2 * np.cumsum(ranks, axis=1)[:, :-1] - cuts * (n + 1))
    departs[:, : _FEWEST_A_SIDE - 1] = 0
    departs[:, n - _FEWEST_A_SIDE :] = 0
    best = np.argmax(departs, axis=1)
    return departs[np.arange(len(ranks)), best], cuts[best]


def _line_fits_as_well(known: Floats, at: NDArray[np.int64], place: int) -> bool:
    """Return whether a steady slope leaves as little over as two levels do."""
    series = np.full(int(at[-1]) + 1, np.nan)
    series[at] = known
    slope = slope_of(series)
    if slope is None or not slope.significant:
        return False
    around_line = np.abs(known - slope.intercept - slope.per_step * at).sum()
    levels = (known[:place], known[place:])
    around_levels = sum(np.abs(side - np.median(side)).sum() for side in levels)
    return bool(around_line <= around_levels)
