from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.scoring.weight_moves import moved_weight, with_shares


def test_given_shares_leave_the_others_their_proportion_and_the_total() -> None:
    found = with_shares({"a": 3, "b": 1, "own": 2}, {"own": 0.1, "new": 0.3})
    assert found == pytest.approx({"a": 2.7, "b": 0.9, "own": 0.6, "new": 1.8})  # of 6 in all
    assert with_shares({"a": 3, "b": 1}, {"new": 1.0}) == {"a": 0, "b": 0, "new": 4}
    assert with_shares({"a": 3}, {}) == {"a": 3}


def test_others_give_way_in_proportion() -> None:
    found = moved_weight({"a": 2, "b": 1, "c": 1}, "a", 0.8)
    assert found == pytest.approx({"a": 0.8, "b": 0.1, "c": 0.1})


def test_the_first_to_get_a_weight_has_what_it_was_given() -> None:
    assert moved_weight({"a": 0}, "a", 1.0) == {"a": 1}
    assert moved_weight({"a": 0, "b": 0}, "a", 0.5) == {"a": 0.5, "b": 0.5}


def test_locked_weight_stays_and_bounds_the_move() -> None:
    weights = {"a": 0.5, "b": 0.3, "c": 0.2}
    assert moved_weight(weights, "a", 0.6, ["b"]) == pytest.approx({"a": 0.6, "b": 0.3, "c": 0.1})
    assert moved_weight(weights, "a", 0.9, ["b"]) == pytest.approx({"a": 0.7, "b": 0.3, "c": 0})
    assert moved_weight(weights, "a", 0.9, ["b", "c"]) == pytest.approx(weights)


def test_weight_taken_from_one_that_had_all_is_shared_evenly() -> None:
    found = moved_weight({"a": 1, "b": 0, "c": 0}, "a", 0.4)
    assert found == pytest.approx({"a": 0.4, "b": 0.3, "c": 0.3})


@given(
    st.lists(st.floats(0.01, 10), min_size=2, max_size=6),
    st.floats(0, 1),
    st.sets(st.integers(0, 5)),
)
def test_sum_stays(weights: list[float], share: float, locked: set[int]) -> None:
    before = {str(i): weight for i, weight in enumerate(weights)}
    found = moved_weight(before, "0", share, {str(i) for i in locked})
    assert sum(found.values()) == pytest.approx(1)
    assert min(found.values()) >= 0
