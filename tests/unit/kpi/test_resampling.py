"""Intervals of few records, against a plain loop with other draws and against exact cases."""

from __future__ import annotations

import math
import random
import statistics

import numpy as np
import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.kpi.measure import measure
from desktop_app.kpi.resampling import (
    DRAWS,
    NORMAL_FROM,
    STUDENTISED_FROM,
    Singles,
    bootstrap_ends,
    student_quantile,
)
from tests.helpers.evidence import evidence, records

ALL = load_catalogue()
NORMAL = statistics.NormalDist()


def ends(parts, wholes=None):
    part = np.array(parts, dtype=float)
    whole = np.ones(len(part)) if wholes is None else np.array(wholes, dtype=float)
    low, high = bootstrap_ends(Singles(np.zeros(len(part), dtype=np.int64), part, whole), 1)
    return float(low[0]), float(high[0])


def level(below, lean, n, side):
    z = side * student_quantile(n) * math.sqrt(n / (n - 1))
    bias = NORMAL.inv_cdf(below)
    return NORMAL.cdf(bias + (bias + z) / (1 - lean * (bias + z)))


def plain(parts, wholes, draws=20_000):
    """Return the same interval by a loop over draws of its own."""
    rng, n = random.Random(5), len(parts)
    value = sum(parts) / sum(wholes)
    drawn = []
    for _ in range(draws):
        places = [rng.randrange(n) for _ in range(n)]
        drawn.append(sum(parts[i] for i in places) / sum(wholes[i] for i in places))
    away = [part - value * whole for part, whole in zip(parts, wholes, strict=True)]
    lean = sum(a**3 for a in away) / 6 / sum(a * a for a in away) ** 1.5
    drawn.sort()
    below = sum(one < value for one in drawn) / draws
    return [drawn[int(level(below, lean, n, side) * (draws - 1))] for side in (-1, 1)]


@pytest.mark.parametrize(
    ("n", "quantile"),
    [
        (2, 12.7062),
        (3, 4.3027),
        (4, 3.1824),
        (5, 2.7764),
        (10, 2.2622),
        (31, 2.0423),
        (121, 1.9799),
    ],
)
def test_quantiles_are_those_of_the_tables(n, quantile):
    assert student_quantile(n) == pytest.approx(quantile, abs=5e-5)


@pytest.mark.parametrize("n", [12, 60])
def test_a_plain_loop_with_other_draws_gives_the_same_interval(n):
    rng = random.Random(n)
    parts = [rng.lognormvariate(3, 1) for _ in range(n)]
    wholes = [rng.uniform(1, 5) for _ in range(n)]
    found, expected = ends(parts, wholes), plain(parts, wholes)
    width = expected[1] - expected[0]
    assert found == pytest.approx(expected, abs=0.08 * width)


def test_records_of_two_values_are_drawn_as_the_binomial_says():
    """Of 30 amounts 6 are 50 and the rest 0: the sum of a draw is 50 times a binomial number."""
    n, ones = 30, 6
    chances = [math.comb(n, k) * 0.2**k * 0.8 ** (n - k) for k in range(n + 1)]
    below = sum(chances[:ones]) + chances[ones] / 2
    squares = ones * 0.8**2 + (n - ones) * 0.2**2
    lean = (ones * 0.8**3 - (n - ones) * 0.2**3) / 6 / squares**1.5
    for end, side in zip(ends([50.0] * ones + [0.0] * (n - ones)), (-1, 1), strict=True):
        wanted = level(below, lean, n, side)
        exact = next(k for k in range(n + 1) if sum(chances[: k + 1]) >= wanted)
        assert end == pytest.approx(50 * exact / n, abs=1.001 * 50 / n)


def test_it_covers_a_skewed_mean_more_often_than_the_normal_interval():
    rng, n, runs = np.random.default_rng(3), 15, 400
    values = rng.exponential(1.0, (runs, n))
    groups = np.repeat(np.arange(runs), n)
    low, high = bootstrap_ends(Singles(groups, values.ravel(), np.ones(runs * n)), runs)
    half = 1.96 * values.std(axis=1, ddof=1) / math.sqrt(n)
    drawn = float(((low <= 1) & (high >= 1)).mean())
    normal = float((np.abs(values.mean(axis=1) - 1) <= half).mean())
    assert normal + 0.01 < drawn
    assert 0.9 <= drawn <= 0.98


def plain_handful(parts, wholes, draws=20_000):
    """Return the wider of Student's t and a studentised loop over draws of its own."""
    rng, n = random.Random(7), len(parts)

    def ratio_and_error(places):
        whole = sum(wholes[i] for i in places)
        ratio = sum(parts[i] for i in places) / whole
        squares = sum((parts[i] - ratio * wholes[i]) ** 2 for i in places)
        return ratio, math.sqrt(n / (n - 1) * squares) / whole

    value, error = ratio_and_error(range(n))
    told = []
    for _ in range(draws):
        places = [rng.randrange(n) for _ in range(n)]
        if len(set(places)) > 1:
            ratio, own = ratio_and_error(places)
            told.append((ratio - value) / own)
    told.sort()
    low, high = told[int(0.025 * len(told))], told[int(0.975 * len(told))]
    student = student_quantile(n)
    return [value - error * max(student, high), value + error * max(student, -low)]


@pytest.mark.parametrize("n", [5, 8])
def test_a_handful_has_the_wider_of_two_intervals(n):
    rng = random.Random(n)
    parts = [rng.lognormvariate(3, 1) for _ in range(n)]
    wholes = [rng.uniform(1, 3) for _ in range(n)]
    expected = plain_handful(parts, wholes)
    width = expected[1] - expected[0]
    assert ends(parts, wholes) == pytest.approx(expected, abs=0.1 * width)


def test_a_handful_of_equal_marks_but_one_has_students_interval():
    values = [5.0] * 4 + [4.0]
    half = student_quantile(5) * statistics.stdev(values) / math.sqrt(5)
    low, high = ends(values)
    assert low == pytest.approx(4.8 - half)
    assert high == pytest.approx(4.8 + half)


def test_a_handful_covers_a_skewed_mean():
    """Student's t covers 88 in 100 of them, and the studentised draws and it 94."""
    rng, n, runs = np.random.default_rng(11), 6, 400
    values = rng.exponential(1.0, (runs, n))
    groups = np.repeat(np.arange(runs), n)
    low, high = bootstrap_ends(Singles(groups, values.ravel(), np.ones(runs * n)), runs)
    assert 0.92 <= float(((low <= 1) & (high >= 1)).mean()) <= 0.98


def test_only_few_records_are_drawn_from():
    for n, drawn in (
        (STUDENTISED_FROM - 1, False), (STUDENTISED_FROM, True), (NORMAL_FROM - 1, True),
        (NORMAL_FROM, False),
    ):  # fmt: skip
        assert math.isfinite(ends(range(n))[0]) == drawn


def test_draws_whose_wholes_are_nothing_give_no_figure():
    low, high = ends([5.0] + [0.0] * 11, [1.0] + [0.0] * 11)
    assert low == high == 5.0
    assert DRAWS > 1000


def test_order_files_other_vendors_and_units_change_no_interval():
    rng = random.Random(1)
    times = [round(rng.lognormvariate(5, 1), 1) for _ in range(40)]
    mixed = random.Random(2).sample(times, len(times))

    def interval(*tables):
        frame = measure(evidence(*tables), ALL).frame
        row = frame[(frame["kpi"] == "aht") & (frame["vendor"] == "A")].iloc[0]
        return row["low"], row["high"]

    whole = interval(records({"handle_time": times}, vendor=["A"] * 40))
    halves = [
        records({"handle_time": mixed[:7]}, vendor=["A"] * 7),
        records({"handle_time": mixed[7:]}, vendor=["A"] * 33),
        records({"handle_time": times[:30]}, vendor=["B"] * 30),
    ]
    assert interval(*halves) == whole
    longer = interval(records({"handle_time": [60 * one for one in mixed]}, vendor=["A"] * 40))
    assert longer == pytest.approx([60 * end for end in whole])
    mean = statistics.fmean(times)
    assert whole[1] - mean > 1.05 * (mean - whole[0])  # skewed to the right, as the times are
