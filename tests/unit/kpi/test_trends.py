from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from desktop_app.kpi.forecast import FEWEST_MONTHS, forecast
from desktop_app.kpi.trends import shift_of, slope_of, unusual_steps

finite = st.floats(-1e3, 1e3, allow_nan=False).map(lambda x: round(x, 3))


@settings(max_examples=80, deadline=None)
@given(st.lists(finite, min_size=4, max_size=30))
def test_slope_is_that_of_a_second_implementation(values: list[float]) -> None:
    series = np.array(values)
    ours = slope_of(series)
    theirs = stats.theilslopes(series, np.arange(len(series)), alpha=0.95)
    assert ours is not None
    assert ours.per_step == pytest.approx(theirs.slope, abs=1e-9)
    assert (ours.low, ours.high) == pytest.approx((theirs.low_slope, theirs.high_slope), abs=1e-9)


@settings(max_examples=80, deadline=None)
@given(st.lists(finite, min_size=4, max_size=10, unique=True))
def test_significance_of_few_values_is_exact(values: list[float]) -> None:
    ours = slope_of(np.array(values))
    theirs = stats.kendalltau(np.arange(len(values)), values, method="exact").pvalue
    assert ours is not None
    assert ours.p == pytest.approx(theirs)


def test_a_known_trend_with_ties() -> None:
    # S = 8 - 1 = 7 by hand for 1 2 2 3 5 4 (15 pairs, one tied, 13 rising, 1 falling: S = 12).
    ours = slope_of(np.array([1.0, 2, 2, 3, 5, 4]))
    variance = (6 * 5 * 17 - 2 * 1 * 9) / 18
    assert ours is not None
    assert ours.p == pytest.approx(2 * stats.norm.sf(11 / math.sqrt(variance)))


def test_gaps_keep_their_place_on_the_axis() -> None:
    slope = slope_of(np.array([1.0, np.nan, 3.0, 4.0, np.nan, np.nan, 7.0]))
    assert slope is not None
    assert slope.per_step == pytest.approx(1.0)
    assert slope.intercept == pytest.approx(1.0)
    assert slope.n == 4


def test_too_few_values_have_no_slope() -> None:
    assert slope_of(np.array([1.0, 2.0, np.nan, 3.0])) is None


def test_one_wild_month_does_not_make_a_trend_and_is_pointed_at() -> None:
    values = np.array([0.80, 0.81, 0.80, 0.79, 0.80, 0.45, 0.81, 0.80, 0.79, 0.80])
    slope = slope_of(values)
    assert slope is not None
    assert not slope.significant
    assert unusual_steps(values) == (5,)
    assert shift_of(values) is None


def test_a_season_is_nothing_unusual() -> None:
    year = np.array([10.0, 10, 11, 10, 10, 10, 10, 9, 10, 10, 14, 18])
    noise = np.tile([0.1, -0.1, 0.05], 12)
    assert unusual_steps(np.tile(year, 3) + noise) == ()
    broken = np.tile(year, 3) + noise
    broken[20] += 6
    assert unusual_steps(broken) == (20,)


def test_a_jump_is_found_where_it_is() -> None:
    values = np.array([5.0, 5.1, 4.9, 5.0, 5.1, 7.0, 7.1, 6.9, 7.0, 7.2])
    shift = shift_of(values)
    assert shift is not None
    assert (shift.step, shift.before, shift.after) == (5, 5.0, 7.0)
    assert shift.p < 0.05


def test_neither_a_steady_slope_nor_noise_is_a_jump() -> None:
    assert shift_of(np.arange(12.0)) is None
    rng = np.random.default_rng(3)
    found = [shift_of(rng.normal(size=12)) is not None for _ in range(40)]
    assert sum(found) <= 6  # 5 % of 40 is 2


def test_a_level_series_is_foretold_as_level() -> None:
    told = forecast(np.full(12, 7.0), 3)
    assert told is not None
    assert told.values.tolist() == [7.0, 7.0, 7.0]
    assert told.error == told.naive_error == 0.0
    assert told.method == "as the last month"


def test_a_season_is_foretold_from_the_year_before() -> None:
    year = np.array([10.0, 11, 12, 13, 14, 13, 12, 11, 10, 9, 14, 18])
    told = forecast(np.tile(year, 3), 12)
    assert told is not None
    assert told.method == "as a year before"
    assert told.values == pytest.approx(year)


def test_a_steady_rise_goes_on_but_not_for_ever() -> None:
    told = forecast(np.arange(24.0), 6)
    assert told is not None
    assert told.method == "damped trend"
    assert 23 < told.values[0] < 24.1
    assert np.all(np.diff(told.values) > 0)
    assert np.all(np.diff(told.values) < 1)


def test_what_cannot_be_left_is_not_left() -> None:
    told = forecast(np.linspace(0.80, 0.999, 24), 12, bounds=(0.0, 1.0))
    assert told is not None
    assert told.high.max() <= 1.0
    assert np.all(told.low <= told.values)
    assert np.all(told.values <= told.high)


def test_no_forecast_from_few_months_or_after_a_gap() -> None:
    assert forecast(np.arange(FEWEST_MONTHS - 1.0), 3) is None
    assert forecast(np.array([1.0, 2, 3, 4, 5, 6, np.nan]), 3) is None


def test_a_missing_month_is_not_counted_as_foretold() -> None:
    values = np.array([5.0, 6, 5, 6, 5, np.nan, 5, 6, 5, 6])
    told, whole = forecast(values, 1), forecast(np.nan_to_num(values, nan=6.0), 1)
    assert told is not None
    assert whole is not None
    assert told.tried == whole.tried - 1


def test_the_interval_holds_most_of_what_comes() -> None:
    rng = np.random.default_rng(11)
    held = []
    for _ in range(60):
        series = 100 + rng.normal(0, 5, 31)
        told = forecast(series[:30], 1)
        assert told is not None
        held.append(told.low[0] <= series[30] <= told.high[0])
    assert 0.65 <= np.mean(held) <= 0.97


def test_gaps_that_leave_too_few_tried_months_give_no_forecast_without_an_interval() -> None:
    assert forecast(np.array([1.6, -0.8, -0.9, 0.0, *[math.nan] * 3, 0.0, 0.4]), 3) is None
