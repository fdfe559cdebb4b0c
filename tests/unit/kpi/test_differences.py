"""Differences of two vendors' figures with their intervals."""

from __future__ import annotations

import math

import numpy as np
import pytest

from desktop_app.kpi.differences import Estimate, difference, quantile_for
from desktop_app.kpi.uncertainty import wilson


def share(part: float, whole: float) -> Estimate:
    low, high = wilson(np.array([part]), np.array([whole]))
    return Estimate(part / whole, float(low[0]), float(high[0]), part, whole)


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        # R. G. Newcombe, Statistics in Medicine 17 (1998), table II, method 10.
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((10, 10), (0, 10), 0.6075, 1.0000),
    ],
)
def test_two_shares_by_newcombes_published_examples(
    first: tuple[int, int], second: tuple[int, int], low: float, high: float
) -> None:
    found = difference(share(*first), share(*second))
    assert found is not None
    assert found.value == pytest.approx(first[0] / first[1] - second[0] / second[1])
    assert found.low == pytest.approx(low, abs=6e-5)
    assert found.high == pytest.approx(high, abs=6e-5)
    assert found.level is (low <= 0 <= high)


def test_two_means_with_normal_intervals_are_the_usual_test() -> None:
    # Means 300 and 290 with standard errors 3 and 4: the difference's is 5.
    one = Estimate(300.0, 300 - 1.96 * 3, 300 + 1.96 * 3)
    two = Estimate(290.0, 290 - 1.96 * 4, 290 + 1.96 * 4)
    found = difference(one, two)
    assert found is not None
    assert found.low == pytest.approx(10 - 1.96 * 5)
    assert found.high == pytest.approx(10 + 1.96 * 5)
    assert found.noise == pytest.approx(1.96 * 5)
    assert not found.level


def test_many_pairs_need_wider_intervals() -> None:
    # Bonferroni for 10 pairs: 0.25 % in each tail, 2.807 standard errors.
    assert quantile_for(10) == pytest.approx(2.807, abs=5e-4)
    one, two = Estimate(300.0, 294.12, 305.88), Estimate(290.0, 282.16, 297.84)
    alone, among = difference(one, two), difference(one, two, 10)
    assert alone is not None
    assert among is not None
    assert not alone.level
    assert among.level
    assert among.high - among.value == pytest.approx(2.807 * 5, rel=1e-3)


def test_shares_at_another_level_are_wilsons_own() -> None:
    low, high = wilson(np.array([45.0]), np.array([50.0]), 2.807)
    found = difference(share(45, 50), Estimate(0.5, 0.5, 0.5), 10)
    assert found is not None
    assert found.low == pytest.approx(0.4 - (0.9 - low[0]), abs=1e-4)
    assert found.high == pytest.approx(0.4 + (high[0] - 0.9), abs=1e-4)


def test_unknown_intervals_say_nothing() -> None:
    assert difference(share(1, 2), Estimate(0.5, math.nan, math.nan)) is None
