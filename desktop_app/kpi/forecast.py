"""The next months of a series, with an interval, by the method that forecast its past best."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from desktop_app.domain.translating import later
from desktop_app.kpi.season import YEARS, bridged, seasonal_figures
from desktop_app.kpi.trends import slope_of

Floats = NDArray[np.float64]

FEWEST_MONTHS = 6
"""Months below which no forecast is made."""

_FEWEST_BEFORE = 2
"""Months that the first forecast of the past is made from: with six in all, four are tried."""
_FEWEST_SEASONAL = 6
"""Months that a seasonal method has to have been tried on."""
_MOST_TRIED = 60
"""Steps of the past that are forecast, the latest ones: what was long ago tells little."""
_RECENT = 24
"""Months that the robust slope of a forecast is taken over."""
_DAMPING = 0.9
_SMOOTHING = (0.2, 0.4, 0.6, 0.8)
_LEVEL = 0.80
"""What part of past errors an interval holds: few series are long enough to tell 95 %."""
_WORTH = 0.95
"""A less simple method has to be better than the last month by this factor of its error."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """The months that follow a series.

    Parameters
    ----------
    method : str
        In words, to be shown by `tr`: ``as the last month``, ``smoothed level``,
        ``damped trend``, ``as a year before``, or a season on one of them.
    values, low, high : array (months ahead,)
        In the series' unit; the interval holds 80 % of the errors that the method made in the
        past at that distance.
    error : float
        Mean absolute error one month ahead, over the months it was tried on.
    naive_error : float
        The same of "as the last month": a method that does no better knows nothing.
    tried : int
        Months that were forecast from those before them.
    seasonal : bool
        Whether the method knows the months of a year apart.
    """

    method: str
    values: Floats
    low: Floats
    high: Floats
    error: float
    naive_error: float
    tried: int
    seasonal: bool = False


Method = Callable[[Floats, int], Floats]


def forecast(
    values: Floats,
    ahead: int,
    bounds: tuple[float, float] = (-math.inf, math.inf),
    season: int = 12,
    multiplicative: bool = False,
) -> Forecast | None:
    """Return the months after a series, None where it is too short or ends in a gap.

    It is also too short where fewer than four months with a figure could be forecast from those
    before them: their errors give no interval.

    Every method forecasts each past month from the months before it (rolling origin); the one
    with the smallest mean absolute error is taken, the simplest where none is clearly better.
    Seasonal methods are tried where enough years lie before, and have to be clearly better than
    the best other one on the very months that they were tried on.

    Parameters
    ----------
    values : array (months,)
        NaN where a month is missing: it is bridged for the methods (not as a figure) by the line
        between its neighbours.
    ahead : int
        Months to forecast.
    bounds : (low, high)
        What the KPI can't leave, such as 0 and 1.
    season : int
        Steps of a year: 12 months, or 52 where the steps are weeks.
    multiplicative : bool
        See `season.season_of`.
    """
    known = np.flatnonzero(~np.isnan(values))
    if len(known) < FEWEST_MONTHS or known[-1] != len(values) - 1:
        return None
    series = values[known[0] :]
    there, whole = ~np.isnan(series), bridged(series)
    multiplicative = multiplicative and float(whole.min()) > 0
    plain, seasonal = _PLAIN, _seasonal_methods(season, multiplicative)
    errors = {name: _past_errors(m, whole, there, ahead, 0) for name, m in plain.items()}
    first = {name: _mean_abs(found[:, 0]) for name, found in errors.items()}
    name = min(first, key=lambda each: first[each] / (1.0 if each == _NAIVE else _WORTH))
    for each, (method, fewest) in seasonal.items():
        errors[each] = _past_errors(method, whole, there, ahead, fewest)
        if _better(errors[each], errors[name]):
            name = each
    method = plain[name] if name in plain else seasonal[name][0]
    tried = ~np.isnan(errors[name][:, 0])
    half = _half_widths(errors[name])
    if math.isnan(half[0]):
        return None
    told = np.clip(method(whole, ahead), *bounds)
    return Forecast(
        name,
        told,
        np.clip(told - half, *bounds),
        np.clip(told + half, *bounds),
        _mean_abs(errors[name][:, 0]),
        _mean_abs(errors[_NAIVE][tried, 0]),
        int(np.count_nonzero(tried)),
        name in seasonal,
    )


def _better(errors: Floats, than: Floats) -> bool:
    """Return whether a seasonal method's errors are clearly smaller, on the months of both."""
    both = ~np.isnan(errors[:, 0]) & ~np.isnan(than[:, 0])
    if np.count_nonzero(both) < _FEWEST_SEASONAL:
        return False
    return _mean_abs(errors[both, 0]) < _mean_abs(than[both, 0]) * _WORTH


_NAIVE = later("as the last month")


def _seasonal_methods(season: int, multiplicative: bool) -> dict[str, tuple[Method, int]]:
    """Return the seasonal methods, the simplest first, each with the steps it needs before."""
    with_figures = partial(_with_season, season=season, multiplicative=multiplicative)
    return {
        later("as a year before"): (partial(_year_before, season=season), season),
        later("season on a smoothed level"): (
            partial(with_figures, method=_smoothed),
            YEARS * season,
        ),
        later("season on a damped trend"): (
            partial(with_figures, method=_damped),
            YEARS * season,
        ),
    }


def _with_season(
    series: Floats, ahead: int, *, method: Method, season: int, multiplicative: bool
) -> Floats:
    """Forecast the series without its yearly pattern, and put the pattern back."""
    figures = seasonal_figures(series, season, multiplicative)
    past = figures[np.arange(len(series)) % season]
    coming = figures[(len(series) + np.arange(ahead)) % season]
    if multiplicative:
        return np.asarray(method(series / past, ahead) * coming)
    return np.asarray(method(series - past, ahead) + coming)


def _last(series: Floats, ahead: int) -> Floats:
    return np.full(ahead, series[-1])


def _smoothed(series: Floats, ahead: int) -> Floats:
    """Forecast the exponentially smoothed level, by the constant that fitted the series best."""
    best, level = math.inf, float(series[-1])
    for alpha in _SMOOTHING:
        smooth, error = float(series[0]), 0.0
        for value in series[1:].tolist():
            error += abs(value - smooth)
            smooth += alpha * (value - smooth)
        if error < best:
            best, level = error, smooth
    return np.full(ahead, level)


def _damped(series: Floats, ahead: int) -> Floats:
    """Go on along the robust slope, less with every month."""
    slope = slope_of(series[-_RECENT:])
    if slope is None:
        return _last(series, ahead)
    recent = series[-_RECENT:]
    line = slope.intercept + slope.per_step * (len(recent) - 1)
    steps = np.cumsum(_DAMPING ** np.arange(1, ahead + 1))
    return np.asarray(line + slope.per_step * steps)


def _year_before(series: Floats, ahead: int, *, season: int) -> Floats:
    """Repeat the last year, moved by how the last months stand against a year before."""
    year = series[-season:]
    before = series[:-season][-3:]
    moved = float(np.median(series[-len(before) :] - before)) if len(before) else 0.0
    return year[np.arange(ahead) % season] + moved


_PLAIN: Mapping[str, Method] = {
    _NAIVE: _last,
    later("smoothed level"): _smoothed,
    later("damped trend"): _damped,
}


def _past_errors(
    method: Method, series: Floats, there: NDArray[np.bool_], ahead: int, fewest: int
) -> Floats:
    """Return forecast less true, one line an origin, one column a month ahead; NaN if unknown.

    Origins with fewer months before than the method needs are left unknown.
    """
    first = max(_FEWEST_BEFORE, len(series) // 3, len(series) - _MOST_TRIED)
    origins = range(first, len(series))
    errors = np.full((len(origins), ahead), np.nan)
    for line, origin in enumerate(origins):
        if origin < fewest:
            continue
        told = method(series[:origin], ahead)
        reach = min(ahead, len(series) - origin)
        true = np.where(there[origin : origin + reach], series[origin : origin + reach], np.nan)
        errors[line, :reach] = told[:reach] - true
    return errors


def _mean_abs(errors: Floats) -> float:
    known = errors[~np.isnan(errors)]
    return float(np.abs(known).mean()) if len(known) else math.inf


def _half_widths(errors: Floats) -> Floats:
    """Return the half width of the interval at each distance, never shrinking with distance.

    That of the error's rank of which 80 % of the next ones lie below, if they are like the past
    (split conformal prediction). Where too few months were forecast so far ahead, errors are
    taken to grow with the root of the distance.
    """
    base = _held(errors[:, 0])
    widths = []
    for distance in range(errors.shape[1]):
        own = _held(errors[:, distance])
        widths.append(base * math.sqrt(distance + 1) if math.isnan(own) else own)
    return np.maximum.accumulate(np.array(widths))


def _held(errors: Floats) -> float:
    """Return what 80 % of errors to come should stay within, NaN for fewer than four."""
    known = np.sort(np.abs(errors[~np.isnan(errors)]))
    rank = math.ceil(_LEVEL * (len(known) + 1) - 1e-9)
    return float(known[rank - 1]) if rank <= len(known) else math.nan
