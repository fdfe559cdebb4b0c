"""The yearly pattern of a series: how far each month or week lies off the usual level."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.kpi.trends import SIGNIFICANT, slope_of

Floats = NDArray[np.float64]

YEARS = 2
"""Years below which a pattern can't be told from chance."""

_SHUFFLES = 999
_SEED = 20_250_202


@dataclass(frozen=True, slots=True)
class Season:
    """A yearly pattern that chance hardly explains.

    Parameters
    ----------
    figures : array (places of a year,)
        Place 0 is that of the series' first step. Where `multiplicative` what the level is
        multiplied by (their mean is 1), else what is added to it in the series' unit (mean 0).
    multiplicative : bool
    p : float
        How often the series' values in a random order differ as much by place.
    """

    figures: Floats
    multiplicative: bool
    p: float

    @property
    def peak(self) -> int:
        """Return the place that lies highest."""
        return int(np.argmax(self.figures))

    @property
    def trough(self) -> int:
        """Return the place that lies lowest."""
        return int(np.argmin(self.figures))

    def beyond(self, place: int) -> float:
        """Return how far a place lies above the level: a share of it, or in the series' unit."""
        return float(self.figures[place]) - (1.0 if self.multiplicative else 0.0)


def season_of(values: Floats, period: int = 12, multiplicative: bool = False) -> Season | None:
    """Return the yearly pattern of a series, None where it is too short or may be chance.

    Parameters
    ----------
    values : array (steps,)
        NaN where a step has no value.
    period : int
        Steps of a year: 12 months or 52 weeks.
    multiplicative : bool
        Whether a busy month is so much *times* the level (volumes, times, money) and not so much
        above it (shares, points). Needs values above 0.
    """
    known = ~np.isnan(values)
    if len(values) < YEARS * period or not _comes_twice(known, period):
        return None
    if multiplicative and float(np.nanmin(values)) <= 0:
        multiplicative = False
    p = _chance(_around_line(values, multiplicative), np.arange(len(values)) % period)
    if p >= SIGNIFICANT:
        return None
    return Season(seasonal_figures(bridged(values), period, multiplicative), multiplicative, p)


def seasonal_figures(series: Floats, period: int, multiplicative: bool) -> Floats:
    """Return the figure of each place of a year, by classical decomposition.

    The trend is the centred moving average over a year (half weights at both ends where the
    year has an even number of steps); a place's figure is the mean of what its steps are to the
    trend, and the figures are brought to a mean of 1 or 0 (M. Kendall and A. Stuart, "The
    advanced theory of statistics", volume 3, 1983, pages 410 to 414).

    Parameters
    ----------
    series : array (steps,)
        Two years or more, without gaps.
    """
    ends = [0.5] if period % 2 == 0 else []
    weights = np.array([*ends, *[1.0] * (period - len(ends)), *ends]) / period
    trend = np.convolve(series, weights, mode="valid")
    before = len(weights) // 2
    inner = series[before : before + len(trend)]
    rest = inner / trend if multiplicative else inner - trend
    places = (np.arange(len(rest)) + before) % period
    sums = np.bincount(places, weights=rest, minlength=period)
    figures = sums / np.bincount(places, minlength=period)
    whole = figures.mean()
    return np.asarray(figures / whole if multiplicative else figures - whole)


def bridged(values: Floats) -> Floats:
    """Return a series with its gaps filled by the line between the neighbours."""
    steps, known = np.arange(len(values)), ~np.isnan(values)
    return np.asarray(np.interp(steps, steps[known], values[known]), dtype=np.float64)


def _comes_twice(known: NDArray[np.bool_], period: int) -> bool:
    places = np.arange(len(known)) % period
    return bool((np.bincount(places[known], minlength=period) >= YEARS).all())


def _around_line(values: Floats, multiplicative: bool) -> Floats:
    """Return what the values are to the robust line, or to the median where there is no trend."""
    slope = slope_of(values)
    line = np.full(len(values), float(np.nanmedian(values)))
    if slope is not None and slope.significant:
        line = slope.intercept + slope.per_step * np.arange(len(values))
    if multiplicative and (line > 0).all():
        return np.asarray(values / line)
    return np.asarray(values - line)


def _chance(rest: Floats, places: NDArray[np.int64]) -> float:
    """Return how often a random order of values differs as much by place (seeded)."""
    known = ~np.isnan(rest)
    values, of = rest[known], places[known]
    counts = np.bincount(of)
    rng = np.random.default_rng(_SEED)
    orders = np.vstack([values, rng.permuted(np.tile(values, (_SHUFFLES, 1)), axis=1)])
    totals = np.zeros((len(orders), len(counts)))
    for place in range(len(counts)):
        totals[:, place] = orders[:, of == place].sum(axis=1)
    between = (totals**2 / counts).sum(axis=1)  # the rest of the variance is the same for all
    slack = 1e-12 * abs(float(between[0]))
    return float(np.count_nonzero(between >= between[0] - slack)) / len(orders)
