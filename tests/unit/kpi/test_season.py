"""Yearly patterns and seasonal forecasts, against published figures and a plain second reading."""

from __future__ import annotations

import numpy as np
import pytest

from desktop_app.kpi.forecast import forecast
from desktop_app.kpi.season import season_of, seasonal_figures

# Monthly totals of international airline passengers, 1949 to 1960, in thousands: series G of
# Box and Jenkins, "Time series analysis" (1976).
AIRLINE = np.array([
    112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149,
    170, 170, 158, 133, 114, 140, 145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166,
    171, 180, 193, 181, 183, 218, 230, 242, 209, 191, 172, 194, 196, 196, 236, 235, 229, 243,
    264, 272, 237, 211, 180, 201, 204, 188, 235, 227, 234, 264, 302, 293, 259, 229, 203, 229,
    242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237, 278, 284, 277, 317, 313, 318, 374,
    413, 405, 355, 306, 271, 306, 315, 301, 356, 348, 355, 422, 465, 467, 404, 347, 305, 336,
    340, 318, 362, 348, 363, 435, 491, 505, 404, 359, 310, 337, 360, 342, 406, 396, 420, 472,
    548, 559, 463, 407, 362, 405, 417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432,
], dtype=np.float64)  # fmt: skip

# decompose(AirPassengers, "multiplicative")$figure and decompose(AirPassengers)$figure of R.
MULTIPLICATIVE = [
    0.9102304, 0.8836253, 1.0073663, 0.9759060, 0.9813780, 1.1127758,
    1.2265555, 1.2199110, 1.0604919, 0.9217572, 0.8011781, 0.8988244,
]  # fmt: skip
ADDITIVE = [
    -24.748737, -36.188131, -2.241162, -8.036616, -4.506313, 35.402778,
    63.830808, 62.823232, 16.520202, -20.642677, -53.593434, -28.619949,
]  # fmt: skip


def test_figures_are_the_published_ones():
    assert seasonal_figures(AIRLINE, 12, True) == pytest.approx(MULTIPLICATIVE, abs=5e-8)
    assert seasonal_figures(AIRLINE, 12, False) == pytest.approx(ADDITIVE, abs=5e-7)


def plain_figures(series: list[float], period: int) -> list[float]:
    """Work out additive figures step by step, as a textbook does by hand."""
    half, rest = period // 2, {}
    for at in range(half, len(series) - half):
        if period % 2:
            around = series[at - half : at + half + 1]
            mean = sum(around) / period
        else:
            inner = series[at - half + 1 : at + half]
            mean = (sum(inner) + (series[at - half] + series[at + half]) / 2) / period
        rest.setdefault(at % period, []).append(series[at] - mean)
    means = [sum(rest[place]) / len(rest[place]) for place in range(period)]
    return [mean - sum(means) / period for mean in means]


@pytest.mark.parametrize(("period", "years", "seed"), [(12, 3, 1), (52, 2, 2), (7, 4, 3)])
def test_figures_are_those_of_a_second_implementation(period, years, seed):
    series = np.random.default_rng(seed).normal(50, 9, period * years + 3)
    figures = seasonal_figures(series, period, False)
    assert figures == pytest.approx(plain_figures(series.tolist(), period))


def test_the_peak_is_named():
    found = season_of(AIRLINE, 12, True)
    assert found is not None
    assert (found.peak, found.trough) == (6, 10)  # July and November
    assert found.beyond(found.peak) == pytest.approx(0.2265555, abs=1e-7)
    assert found.p == 0.001
    added = season_of(AIRLINE, 12, False)
    assert added.beyond(added.peak) == pytest.approx(63.830808, abs=1e-6)


def test_chance_has_no_season():
    rng = np.random.default_rng(7)
    found = [season_of(rng.normal(100, 10, 36)) is not None for _ in range(60)]
    assert sum(found) <= 8  # 5 % of 60 is 3


def test_too_short_or_too_full_of_gaps():
    assert season_of(AIRLINE[:23], 12, True) is None
    holes = AIRLINE[:24].copy()
    holes[3] = np.nan
    assert season_of(holes, 12, True) is None
    bridged = AIRLINE.copy()
    bridged[[30, 77]] = np.nan
    assert season_of(bridged, 12, True).peak == 6


def test_a_ratio_needs_values_above_nothing():
    year = np.array([0.0, 1, 2, 3, 4, 5, 6, 5, 4, 3, 2, 20])
    found = season_of(np.tile(year, 3), 12, True)
    assert not found.multiplicative
    assert found.peak == 11


def test_the_airline_forecast_knows_the_summer():
    """Foretold from eleven years, the twelfth is met within 4 % on average, as with published
    seasonal methods (Holt and Winters' multiplicative comes to 2 to 4 %), and the last month
    repeated is off by 14 %."""
    told = forecast(AIRLINE[:-12], 12, (0.0, np.inf), multiplicative=True)
    true = AIRLINE[-12:]
    assert told.seasonal
    assert np.abs(told.values / true - 1).mean() < 0.04
    assert np.argmax(told.values) in (6, 7)
    held = (told.low <= true) & (true <= told.high)
    assert held.mean() >= 0.75
    assert told.error < 0.5 * told.naive_error
    naive = np.abs(AIRLINE[-13] / true - 1).mean()
    assert naive > 0.14


def test_the_shown_error_is_that_of_the_months_it_was_tried_on():
    """The method run by hand from every origin of the last 60 months."""
    rng = np.random.default_rng(4)
    series = 900 * np.array(MULTIPLICATIVE * 7)[:80] * rng.normal(1, 0.05, 80)
    told = forecast(series, 1, multiplicative=True)
    assert told.method == "season on a smoothed level"
    errors, naive = [], []
    for origin in range(26, 80):
        past = series[:origin]
        figures = seasonal_figures(past, 12, True)
        plain = past / figures[np.arange(origin) % 12]
        best, level = np.inf, 0.0
        for alpha in (0.2, 0.4, 0.6, 0.8):
            smooth, off = plain[0], 0.0
            for value in plain[1:]:
                off += abs(value - smooth)
                smooth = alpha * value + (1 - alpha) * smooth
            if off < best:
                best, level = off, smooth
        errors.append(abs(level * figures[origin % 12] - series[origin]))
        naive.append(abs(past[-1] - series[origin]))
    assert told.tried == len(errors)
    assert told.error == pytest.approx(np.mean(errors))
    assert told.naive_error == pytest.approx(np.mean(naive))


def test_weeks_have_a_season_of_their_own():
    rng = np.random.default_rng(5)
    weeks = np.arange(52 * 3)
    busy = 100 + 40 * (weeks % 52 >= 48) + rng.normal(0, 2, len(weeks))
    told = forecast(busy[:-6], 6, season=52)
    assert told.seasonal
    assert told.values == pytest.approx(busy[-6:], abs=10)
    assert season_of(busy, 52).peak in (48, 49, 50, 51)


def test_noise_is_not_foretold_by_season():
    rng = np.random.default_rng(9)
    told = [forecast(rng.normal(100, 10, 48), 3) for _ in range(12)]
    assert sum(one.seasonal for one in told) <= 2
