"""Ranking methods against published numbers; each test is named after its source."""

from __future__ import annotations

import numpy as np
import pytest

from desktop_app.domain.unit import Direction
from desktop_app.scoring.model import DecisionMatrix, Method, Normalisation
from desktop_app.scoring.ranking import rank
from desktop_app.scoring.scaling import field_scale
from desktop_app.scoring.sensitivity import sensitivity
from desktop_app.scoring.value import piecewise
from desktop_app.scoring.weights import rank_order_centroid
from tests.helpers.matrices import line, matrix, ranks, scores


@pytest.fixture
def tzeng() -> DecisionMatrix:
    return matrix([(5, 8, 4), (7, 6, 8), (8, 8, 6), (7, 4, 6)], (0.3, 0.4, 0.3))


@pytest.fixture
def zhao() -> DecisionMatrix:
    return matrix([(4, 3, 2), (3, 2, 4), (5, 1, 3)], (0.5, 0.3, 0.2))


def test_topsis_tzeng_huang_2011(tzeng: DecisionMatrix) -> None:
    ranking = rank(tzeng, Method.TOPSIS)
    expected = {"A": 0.5037, "B": 0.6581, "C": 0.7482, "D": 0.3340}
    assert scores(ranking) == pytest.approx(expected, abs=5e-5)
    assert ranks(ranking) == {"A": 3, "B": 2, "C": 1, "D": 4}


def test_topsis_three_vendors_before_the_loser_joins() -> None:
    ranking = rank(matrix([(1, 5), (4, 2), (3, 3)], (0.5, 0.5)), Method.TOPSIS)
    assert scores(ranking) == pytest.approx({"A": 0.4527, "B": 0.5473, "C": 0.5282}, abs=5e-5)
    assert ranking.vendors[0].vendor == "B"
    # Of (4,2) and (3,3) alone the second wins: their distance is 1/5 on the first criterion and
    # 1/sqrt(13) on the other.
    assert any("without A (rank 3), C would be ahead of B" in note for note in ranking.notes)


def test_topsis_reverses_when_a_loser_joins_and_says_so() -> None:
    ranking = rank(matrix([(1, 5), (4, 2), (3, 3), (5, 1)], (0.5, 0.5)), Method.TOPSIS)
    expected = {"A": 0.5335, "B": 0.4733, "C": 0.5000, "D": 0.4665}
    assert scores(ranking) == pytest.approx(expected, abs=5e-5)
    assert ranking.vendors[0].vendor == "A"
    (note,) = (note for note in ranking.notes if "reversal" in note)
    assert "without D (rank 4), B would be ahead of A" in note


def test_default_method_does_not_reverse_when_the_loser_joins() -> None:
    anchors = [line(6), line(6)]
    three = rank(matrix([(1, 5), (4, 2), (3, 3)], (0.5, 0.5), anchors=anchors))
    four = rank(matrix([(1, 5), (4, 2), (3, 3), (5, 1)], (0.5, 0.5), anchors=anchors))
    assert {v: scores(four)[v] for v in "ABC"} == scores(three)
    assert four.notes == ()


def test_promethee_zhao_2013(zhao: DecisionMatrix) -> None:
    ranking = rank(zhao, Method.PROMETHEE)
    assert scores(ranking) == pytest.approx({"A": 0.1, "B": -0.3, "C": 0.2}, abs=1e-12)
    assert ranking.details["positive_flow"] == pytest.approx([0.55, 0.35, 0.60], abs=1e-12)
    assert ranking.details["negative_flow"] == pytest.approx([0.45, 0.65, 0.40], abs=1e-12)


def test_vikor_tzeng_matrix(tzeng: DecisionMatrix) -> None:
    ranking = rank(tzeng, Method.VIKOR)
    assert ranking.details["S"] == pytest.approx([0.60, 0.30, 0.15, 0.65], abs=1e-12)
    assert ranking.details["R"] == pytest.approx([0.30, 0.20, 0.15, 0.40], abs=1e-12)
    assert ranking.details["Q"] == pytest.approx([0.75, 0.25, 0.0, 1.0], abs=1e-12)
    assert ranks(ranking) == {"A": 3, "B": 2, "C": 1, "D": 4}


def test_weighted_sum_tie_survives_floating_point() -> None:
    table = matrix(
        [(25, 20, 15, 30), (10, 30, 20, 30), (30, 10, 30, 10)],
        (0.20, 0.15, 0.40, 0.25),
        anchors=[line()] * 4,
    )
    ranking = rank(table)
    assert scores(ranking) == pytest.approx({"A": 21.5, "B": 22.0, "C": 22.0}, abs=1e-12)
    assert ranks(ranking) == {"A": 3, "B": 1, "C": 1}


@pytest.mark.parametrize(
    ("benefit", "risk", "value"), [(0.33, 2, 0.318), (0.30, 1, 0.353), (-0.64, 5, 0.822)]
)
def test_value_functions_addis_manual(benefit: float, risk: float, value: float) -> None:
    first = piecewise([(0.4, 0), (0, 0.25), (-0.3, 0.5), (-0.55, 0.75), (-0.7, 1)])
    second = piecewise([(15, 0), (0, 1)])
    found = 2 / 3 * first(np.array([benefit])) + 1 / 3 * second(np.array([risk]))
    assert found[0] == pytest.approx(value, abs=5e-4)


@pytest.mark.parametrize(("x", "value"), [(60, 0.92), (10, 1.0), (120, 0.0)])
def test_value_functions_addis_manual_clipped(x: float, value: float) -> None:
    function = piecewise([(50, 1), (75, 0.8), (90, 0.5), (100, 0)])
    assert function(np.array([x]))[0] == pytest.approx(value, abs=1e-12)


@pytest.mark.parametrize(
    "weights",
    [
        (0.6111, 0.2778, 0.1111),
        (0.5208, 0.2708, 0.1458, 0.0625),
        (0.4567, 0.2567, 0.1567, 0.0900, 0.0400),
    ],
)
def test_rank_order_centroid_published_tables(weights: tuple[float, ...]) -> None:
    assert rank_order_centroid(len(weights)) == pytest.approx(weights, abs=5e-5)


def test_weight_stability_intervals_of_the_zhao_case(zhao: DecisionMatrix) -> None:
    found = sensitivity(zhao, Method.PROMETHEE)
    assert found.leaders == ("C",)
    expected = [(4 / 9, 1.0), (0.0, 1 / 3), (1 / 9, 7 / 15)]
    for interval, ends in zip(found.intervals, expected, strict=True):
        assert (interval.low, interval.high) == pytest.approx(ends, abs=1e-12)
    assert [i.current for i in found.intervals] == pytest.approx([0.5, 0.3, 0.2])


def test_price_formula_paradox() -> None:
    def totals(quality: list[float], prices: list[float]) -> list[float]:
        price = np.array(prices, dtype=np.float64)
        return list(np.array(quality) + 0.7 * field_scale(price, higher=False)(price))

    assert totals([86, 74], [10_000, 8_000]) == pytest.approx([142, 144])
    assert totals([86, 74, 10], [10_000, 8_000, 6_000]) == pytest.approx([128, 126.5, 80])


def test_price_formula_paradox_is_warned_of_in_a_ranking() -> None:
    """Quality out of 100 and price relative to the best, in the weights of the source."""
    rows = [(86, 10_000), (74, 8_000), (10, 6_000)]
    table = matrix(rows, (100, 70), "+-", anchors=[line(), None])
    ranking = rank(table, Method.WEIGHTED, Normalisation.ANCHORS)
    totals = {vendor: score * 170 / 100 for vendor, score in scores(ranking).items()}
    assert totals == pytest.approx({"A": 128, "B": 126.5, "C": 80})
    assert any("without C (rank 3), B would be ahead of A" in note for note in ranking.notes)
    assert table.criteria[1].direction is Direction.LOWER
