"""Weights from pairs, orders and swings against published numbers; named after their source."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.evaluator import Evaluator, Pooling, Way
from desktop_app.scoring.evaluators import (
    consensus,
    order_weights,
    spreads,
    weights_of,
    within_categories,
)
from desktop_app.scoring.pairwise import Pairwise, pairwise_weights, random_index

CRITERIA = [[1, 1 / 2, 3], [2, 1, 4], [1 / 3, 1 / 4, 1]]
STYLE = [[1, 1 / 4, 4, 1 / 6], [4, 1, 4, 1 / 4], [1 / 4, 1 / 4, 1, 1 / 5], [6, 4, 5, 1]]
RELIABILITY = [[1, 2, 5, 1], [1 / 2, 1, 3, 2], [1 / 5, 1 / 3, 1, 1 / 4], [1, 1 / 2, 4, 1]]
FUEL = [[1, 2, 4, 1], [1 / 2, 1, 3, 2], [1 / 4, 1 / 3, 1, 1 / 5], [1, 1 / 2, 5, 1]]


def compare(matrix: list[list[float]]) -> Pairwise:
    items = [str(place) for place in range(len(matrix))]
    pairs = {(a, b): matrix[int(a)][int(b)] for a, b in combinations(items, 2)}
    return pairwise_weights(items, pairs)


def shares(matrix: list[list[float]]) -> np.ndarray:
    return np.array(list(compare(matrix).weights.values()))


def test_a_consistent_matrix():
    found = compare([[1, 6, 3], [1 / 6, 1, 1 / 2], [1 / 3, 2, 1]])
    assert list(found.weights.values()) == pytest.approx([2 / 3, 1 / 9, 2 / 9])
    assert found.ratio == pytest.approx(0, abs=1e-12)
    assert found.doubtful == ()


def test_car_choice():
    by_criterion = np.column_stack([shares(STYLE), shares(RELIABILITY), shares(FUEL)])
    assert by_criterion @ shares(CRITERIA) == pytest.approx([0.2922, 0.2767, 0.0697, 0.3613],
                                                            abs=5e-5)  # fmt: skip


def test_car_choice_style_is_not_consistent():
    found = compare(STYLE)
    assert found.greatest == pytest.approx(4.43469, abs=5e-6)
    assert found.index == pytest.approx(0.144898, abs=5e-7)
    assert found.ratio == pytest.approx(0.161, abs=5e-4)
    assert (found.random_index, found.source) == (0.90, "Saaty (1980)")


def test_the_most_doubtful_pairs_are_those_farthest_off():
    found = compare(STYLE)
    matrix, weights = np.array(STYLE), shares(STYLE)
    off = {
        (a, b): abs(np.log(matrix[a, b] * weights[b] / weights[a]))
        for a, b in combinations(range(4), 2)
    }
    expected = sorted(off, key=lambda pair: -off[pair])[:3]
    assert [(int(one.first), int(one.second)) for one in found.doubtful] == expected
    first = found.doubtful[0]
    assert first.implied == pytest.approx(weights[int(first.first)] / weights[int(first.second)])


def test_answers_that_are_left_out_do_not_matter_where_the_others_agree():
    full = {"a": 0.5, "b": 0.25, "c": 0.15, "d": 0.1}
    pairs = {(x, y): full[x] / full[y] for x, y in combinations(full, 2)}
    del pairs["a", "d"], pairs["b", "c"]
    found = pairwise_weights(list(full), pairs)
    assert dict(found.weights) == pytest.approx(full)
    assert found.left_out == 2
    assert found.ratio == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ({("a", "b"): 2}, "Nothing links 'c'"),
        ({("a", "b"): 0, ("b", "c"): 1}, "above 0"),
        ({("a", "x"): 2}, "no pair"),
    ],
)
def test_answers_that_can_not_be_meant(pairs, said):
    with pytest.raises(ScenarioError, match=said):
        pairwise_weights(["a", "b", "c"], pairs)


def test_random_index_beyond_saatys_table():
    """Alonso and Lamata's line gives about 1.65 for 20 items."""
    value, source = random_index(20)
    assert value == pytest.approx((2.7699 * 20 - 4.3513 - 20) / 19)
    assert source == "Alonso and Lamata (2006)"


@pytest.mark.parametrize(
    "weights",
    [
        (0.6111, 0.2778, 0.1111),
        (0.5208, 0.2708, 0.1458, 0.0625),
        (0.4567, 0.2567, 0.1567, 0.0900, 0.0400),
    ],
)
def test_rank_order_of_an_evaluator(weights):
    places = {f"k{place}": float(place) for place in range(1, len(weights) + 1)}
    found = weights_of(Evaluator("A", Way.ORDER, places))
    assert list(found.values()) == pytest.approx(weights, abs=5e-5)


def test_equal_places_share():
    found = order_weights({"a": 1, "b": 2, "c": 2, "d": 0})
    assert found == pytest.approx({"a": 11 / 18, "b": 7 / 36, "c": 7 / 36})


def test_swings_are_shares_of_their_sum():
    """The most wanted swing 100, the others in proportion (von Winterfeldt and Edwards 1986)."""
    found = weights_of(Evaluator("A", Way.SWING, {"x": 100, "y": 60, "z": 40}))
    assert found == pytest.approx({"x": 0.5, "y": 0.3, "z": 0.2})


def test_categories_first():
    found = within_categories(
        {"quality": 60, "cost": 30, "empty": 10},
        {"quality": {"a": 3, "b": 1}, "cost": {"c": 7}, "empty": {}},
    )
    assert found == pytest.approx({"a": 0.5, "b": 1 / 6, "c": 1 / 3})


def test_a_consensus_by_either_mean():
    one, two = {"a": 0.8, "b": 0.2}, {"a": 0.2, "b": 0.8}
    assert consensus([one, two], Pooling.GEOMETRIC) == pytest.approx({"a": 0.5, "b": 0.5})
    three = {"a": 0.5, "b": 0.5}
    root = np.cbrt([0.8 * 0.2 * 0.5, 0.2 * 0.8 * 0.5])
    assert consensus([one, two, three], Pooling.GEOMETRIC) == pytest.approx(
        dict(zip("ab", root / root.sum(), strict=True))
    )
    assert consensus([one, three], Pooling.ARITHMETIC) == pytest.approx({"a": 0.65, "b": 0.35})
    assert consensus([one, {"a": 1.0}], Pooling.GEOMETRIC) == pytest.approx({"a": 1.0})
    assert consensus([], Pooling.GEOMETRIC) == {}


def test_the_spread_names_the_disputed_first():
    found = spreads([{"a": 0.5, "b": 0.5}, {"a": 0.4, "c": 0.6}], Pooling.ARITHMETIC)
    assert list(found) == ["c", "b", "a"]
    assert (found["c"].low, found["c"].high) == (0.0, 0.6)
    assert found["c"].consensus == pytest.approx(0.3)
