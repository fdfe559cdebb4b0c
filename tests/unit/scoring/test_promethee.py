from __future__ import annotations

import math

import numpy as np
import pytest

from desktop_app.domain.errors import ScenarioError
from desktop_app.scoring.methods.promethee import check_preference, flows, preference_degree
from desktop_app.scoring.model import Preference

UP = np.array([True, True])


@pytest.mark.parametrize(
    ("preference", "expected"),
    [
        # Differences -1, 0, 1, 2, 3, 4 against q = 1, p = 3, s = 2.
        (Preference("usual"), [0, 0, 1, 1, 1, 1]),
        (Preference("u", q=1), [0, 0, 0, 1, 1, 1]),
        (Preference("v", p=3), [0, 0, 1 / 3, 2 / 3, 1, 1]),
        (Preference("level", q=1, p=3), [0, 0, 0, 0.5, 0.5, 1]),
        (Preference("linear", q=1, p=3), [0, 0, 0, 0.5, 1, 1]),
        (
            Preference("gaussian", s=2),
            [0, 0, *(1 - math.exp(-(d**2) / 8) for d in (1, 2, 3, 4))],
        ),
    ],
)
def test_preference_functions_with_thresholds_as_end_points(
    preference: Preference, expected: list[float]
) -> None:
    found = preference_degree(np.array([-1.0, 0, 1, 2, 3, 4]), preference)
    assert found == pytest.approx(expected, abs=1e-12)


def test_rounding_does_not_cross_a_threshold() -> None:
    values = np.array([[0.3], [0.1]])  # 0.3 - 0.1 is 0.19999999999999998
    preferences = [Preference("linear", q=0.2, p=0.5)]
    assert flows(values, np.ones(1), UP[:1], preferences).net == pytest.approx([0, 0], abs=0)
    values = np.array([[0.1 + 0.2], [0.3]])
    assert flows(values, np.ones(1), UP[:1], [Preference()]).net == pytest.approx([0, 0], abs=0)


@pytest.mark.parametrize(
    "preference",
    [
        Preference("sigmoid"),
        Preference("u", q=-1),
        Preference("v", p=0),
        Preference("level", q=2, p=2),
        Preference("linear", q=3, p=2),
        Preference("gaussian", s=0),
        Preference("gaussian", s=float("nan")),
    ],
)
def test_thresholds_that_make_no_function_are_refused(preference: Preference) -> None:
    with pytest.raises(ScenarioError, match="Cost"):
        check_preference(preference, "Cost")


def test_missing_figures_leave_pairs_on_what_they_share() -> None:
    values = np.array([[1.0, 5.0], [2.0, np.nan], [0.0, 9.0]])
    found = flows(values, np.array([0.25, 0.75]), UP, [Preference()] * 2)
    # A-B over the first only: 0 to 1. A-C: .25 to .75. B-C over the first: 1 to 0.
    assert found.plus == pytest.approx([0.25 / 2, 2 / 2, 0.75 / 2])
    assert found.minus == pytest.approx([1.75 / 2, 0 / 2, 1.25 / 2])


def test_a_pair_that_shares_nothing_is_indifferent() -> None:
    values = np.array([[1.0, np.nan], [np.nan, 1.0]])
    assert flows(values, np.array([0.5, 0.5]), UP, [Preference()] * 2).net == pytest.approx([0, 0])


def test_a_single_vendor_flows_nowhere() -> None:
    assert flows(np.array([[1.0, 2.0]]), np.array([0.5, 0.5]), UP, [Preference()] * 2).net == [0]
