from __future__ import annotations

import numpy as np
import pytest

from desktop_app.scoring.numbers import competition_ranks, constant, lengths

NAN = float("nan")


def test_ties_share_the_best_rank() -> None:
    assert competition_ranks(np.array([3.0, 5.0, 5.0, 1.0])) == [3, 1, 1, 4]


def test_lower_is_better() -> None:
    assert competition_ranks(np.array([3.0, 5.0, 1.0]), higher_is_better=False) == [2, 3, 1]


def test_rounding_makes_no_order() -> None:
    assert competition_ranks(np.array([0.1 + 0.2, 0.3, 0.4])) == [2, 2, 1]
    assert competition_ranks(np.array([5e-17, -5e-17, 0.0])) == [1, 1, 1]


def test_a_real_difference_does() -> None:
    assert competition_ranks(np.array([22.0, 22.0 + 1e-6])) == [2, 1]


def test_missing_has_no_rank() -> None:
    assert competition_ranks(np.array([NAN, 1.0, NAN])) == [None, 1, None]
    assert competition_ranks(np.array([])) == []


def test_constant() -> None:
    assert constant(np.array([0.3, 0.1 + 0.2, NAN]))
    assert constant(np.array([7.0]))
    assert constant(np.array([NAN, NAN]))
    assert not constant(np.array([1e-9, 2e-9]))


def test_length() -> None:
    assert lengths(np.array([3.0, NAN, 4.0]), axis=0) == 5
    assert lengths(np.array([3e-200, 4e-200]), axis=0) == pytest.approx(5e-200, abs=0)
    assert lengths(np.array([3e200, -4e200]), axis=0) == pytest.approx(5e200)
    assert lengths(np.array([0.0, NAN]), axis=0) == 0
