"""The next months of a series, with an interval, by the method that forecast its past best."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.kpi.trends import slope_of

Floats = NDArray[np.float64]

FEWEST_MONTHS = 6
"""Months below which no forecast is made."""

_FEWEST_BEFORE = 2
"""Months that the first forecast of the past is made from: with six in all, four are tried."""
_SEASON = 12
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
        In words: ``as the last month``, ``smoothed level``, ``damped trend``, ``as a year before``.
    values, low, high : array (months ahead,)
        In the series' unit; the interval holds 80 % of the errors that the method made in the
        past at that distance.
    error : float
        Mean absolute error one month ahead, over the months it was tried on.
    naive_error : float
        The same of "as the last month": a method that does no better knows nothing.
    tried : int
        Months that were forecast from those before them.
    """

    method: str
    values: Floats
    low: Floats
    high: Floats
    error: float
    naive_error: float
    tried: int


Method = Callable[[Floats, int], Floats]


def forecast(
    values: Floats, ahead: int, bounds: tuple[float, float] = (-math.inf, math.inf)
) -> Forecast | None:
    """Return the months after a series, None where it is too short or ends in a gap.

    Every method forecasts each past month from the months before it (rolling origin); the one
    with the smallest mean absolute error is taken, the simplest where none is clearly better.

    Parameters
    ----------
    values : array (months,)
        NaN where a month is missing: it is bridged for the methods (not as a figure) by the line
        between its neighbours.
    ahead : int
        Months to forecast.
    bounds : (low, high)
        What the KPI can't leave, such as 0 and 1.
    """
    known = np.flatnonzero(~np.isnan(values))
    if len(known) < FEWEST_MONTHS or known[-1] != len(values) - 1:
        return None
    series = values[known[0] :]
    steps = np.arange(len(series))
    there = ~np.isnan(series)
    bridged = np.interp(steps, steps[there], series[there])
    errors = {name: _past_errors(method, bridged, there, ahead) for name, method in _fit(bridged)}
    first = {name: _mean_abs(found[:, 0]) for name, found in errors.items()}
    naive = first[_NAIVE]
    name = min(first, key=lambda each: first[each] / (1.0 if each == _NAIVE else _WORTH))
    method = dict(_fit(bridged))[name]
    told = np.clip(method(bridged, ahead), *bounds)
    half = _half_widths(errors[name])
    tried = int(np.count_nonzero(~np.isnan(errors[name][:, 0])))
    return Forecast(
        name,
        told,
        np.clip(told - half, *bounds),
        np.clip(told + half, *bounds),
        first[name],
        naive,
        tried,
    )


_NAIVE = "as the last month"


def _fit(series: Floats) -> list[tuple[str, Method]]:
    """Return the methods that a series is long enough for, the simplest first."""
    methods: list[tuple[str, Method]] = [
        (_NAIVE, _last),
        ("smoothed level", _smoothed),
        ("damped trend", _damped),
    ]
    if len(series) >= _SEASON + FEWEST_MONTHS:
        methods.append(("as a year before", _seasonal))
    return methods


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
    slope = slope_of(series[-2 * _SEASON :])
    if slope is None:
        return _last(series, ahead)
    recent = series[-2 * _SEASON :]
    line = slope.intercept + slope.per_step * (len(recent) - 1)
    steps = np.cumsum(_DAMPING ** np.arange(1, ahead + 1))
    return np.asarray(line + slope.per_step * steps)


def _seasonal(series: Floats, ahead: int) -> Floats:
    """Repeat the last year, moved by how the last months stand against a year before."""
    if len(series) < _SEASON:
        return _last(series, ahead)
    year = series[-_SEASON:]
    before = series[:-_SEASON][-3:]
    moved = float(np.median(series[-len(before) :] - before)) if len(before) else 0.0
    return year[np.arange(ahead) % _SEASON] + moved


def _past_errors(method: Method, series: Floats, there: NDArray[np.bool_], ahead: int) -> Floats:
    """Return forecast less true, one line an origin, one column a month ahead; NaN if unknown."""
    origins = range(max(_FEWEST_BEFORE, len(series) // 3), len(series))
    errors = np.full((len(origins), ahead), np.nan)
    for line, origin in enumerate(origins):
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
