from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.errors import ScenarioError
from desktop_app.scoring.model import Gate, Scenario
from desktop_app.scoring.scenario import read_scenario
from desktop_app.scoring.scenario_bounds import bounds_of, check_limits, within
from desktop_app.scoring.scenario_text import write_scenario
from desktop_app.scoring.weight_draws import Bounds, WeightSpace, around, weight_sampler
from desktop_app.scoring.weight_moves import moved_weight
from tests.helpers import comparisons


def test_limits_and_waived_gates_come_back_from_toml() -> None:
    gate = Gate("compliance_rate", 0.95, waived=True)
    scenario = Scenario("S", "", {"fcr": 1.0}, gates=(gate,), bounds={"fcr": (0.05, 0.3)})
    assert read_scenario(write_scenario(scenario), "s.toml", comparisons.catalogue()) == scenario
    plain = write_scenario(Scenario("S", "", {"fcr": 1.0}, gates=(Gate("compliance_rate", 0.9),)))
    assert "waived" not in plain
    assert "bounds" not in plain


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[bounds.fcr]\nleast = "60 %"\nmost = 0.5', "limits of fcr are 60.0 % and 50.0 %"),
        ("[bounds.fcr]\nleast = 60", "expected a share"),
        ("[bounds.nps]\nleast = 0.1", "'nps' is no KPI"),
        ("[bounds.fcr]\nmin = 0.1", "unknown key"),
        ("[bounds.fcr]\nleast = 0.6\n[bounds.aht]\nleast = 0.6", "more than 100 %"),
        ('[[gates]]\nkpi = "fcr"\nat_least = 0.5\nwaived = 1', "expected true or false"),
    ],
)
def test_limits_that_cannot_be_meant_are_refused(text: str, said: str) -> None:
    with pytest.raises(ScenarioError, match=said):
        read_scenario(text, "s.toml", comparisons.catalogue())


def test_greatest_weights_have_to_reach_the_whole_where_all_have_one() -> None:
    check_limits({"a": (0.0, 0.4)}, all_of=2)
    with pytest.raises(ScenarioError, match="less than 100 %"):
        check_limits({"a": (0.0, 0.4), "b": (0.0, 0.5)}, all_of=2)


def test_weights_are_pulled_within_and_the_rest_is_in_proportion() -> None:
    found = within({"a": 0.6, "b": 0.3, "c": 0.1}, {"a": (0.0, 0.2)})
    assert found == pytest.approx({"a": 0.2, "b": 0.6, "c": 0.2})  # b and c stay 3 to 1
    found = within({"a": 0.5, "b": 0.5, "c": 0.0}, {"a": (0.0, 0.3), "b": (0.0, 0.3)})
    assert found == pytest.approx({"a": 0.3, "b": 0.3, "c": 0.4})  # c alone can take the rest


def test_a_slider_stops_at_its_limit_and_where_others_could_not_give_way() -> None:
    weights = {"a": 0.4, "b": 0.4, "c": 0.2}
    assert moved_weight(weights, "a", 0.9, (), {"a": (0.1, 0.5)})["a"] == pytest.approx(0.5)
    assert moved_weight(weights, "a", 0.0, (), {"a": (0.1, 0.5)})["a"] == pytest.approx(0.1)
    given = moved_weight(weights, "a", 0.9, (), {"b": (0.25, 1.0)})
    assert given == pytest.approx({"a": 0.75, "b": 0.25, "c": 0.0})
    given = moved_weight(weights, "a", 0.6, ("c",), {"b": (0.25, 1.0)})
    assert given == pytest.approx({"a": 0.55, "b": 0.25, "c": 0.2})


@given(
    st.lists(st.tuples(st.floats(0, 1), st.floats(0, 0.2), st.floats(0.4, 1)), min_size=3,
             max_size=5),
    st.floats(0, 1),
)  # fmt: skip
def test_moved_weights_sum_to_one_within_their_limits(
    rows: list[tuple[float, float, float]], share: float
) -> None:
    limits = {str(i): (low, high) for i, (_, low, high) in enumerate(rows)}
    start = within({str(i): weight + 0.01 for i, (weight, _, _) in enumerate(rows)}, limits)
    found = moved_weight(start, "0", share, (), limits)
    assert sum(found.values()) == pytest.approx(1)
    for kpi, (low, high) in limits.items():
        assert low - 1e-9 <= found[kpi] <= high + 1e-9


def test_drawn_weights_keep_the_limits() -> None:
    weights = np.array([0.5, 0.3, 0.2])
    bounds = bounds_of({"b": (0.05, 0.1)}, ["a", "b", "c"], around(weights, 0.5))
    drawn = weight_sampler(WeightSpace.BOUNDED, weights, bounds)(np.random.default_rng(1), 2_000)
    assert drawn.sum(axis=1) == pytest.approx(1)
    assert drawn[:, 1].min() >= 0.05 - 1e-12
    assert drawn[:, 1].max() <= 0.1 + 1e-12
    assert drawn[:, 0].max() <= 0.75 + 1e-12


def test_where_nothing_carries_weight_there_is_nothing_to_draw() -> None:
    none = np.empty(0)
    for space in WeightSpace:
        drawn = weight_sampler(space, none, Bounds(none, none))(np.random.default_rng(1), 5)
        assert drawn.shape == (5, 0)
