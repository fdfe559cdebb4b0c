from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.domain.errors import ScenarioError
from desktop_app.scoring.weights import plan_weights, rank_order_centroid, rank_order_weights
from tests.helpers.small_catalogue import kpi, small_catalogue

CATALOGUE = small_catalogue()
ALL = dict.fromkeys(CATALOGUE.kpis, 3)


def test_weights_are_scaled_to_one() -> None:
    plan = plan_weights({"csat": 30, "fcr": 30, "compliance": 40, "cost": 0}, CATALOGUE, ALL)
    assert plan.weights == pytest.approx({"csat": 0.3, "fcr": 0.3, "compliance": 0.4})
    assert plan.notes == ()


def test_a_kpi_nobody_has_is_dropped_and_said() -> None:
    plan = plan_weights({"csat": 1, "fcr": 1, "cost": 2}, CATALOGUE, {"csat": 2, "fcr": 1})
    assert plan.weights == pytest.approx({"csat": 0.5, "fcr": 0.5})
    assert any("No vendor" in note and "COST" in note for note in plan.notes)


def test_nothing_available() -> None:
    plan = plan_weights({"csat": 1}, CATALOGUE, {})
    assert plan.weights == {}
    assert "CSAT" in plan.notes[0]


def test_of_two_that_measure_the_same_one_carries_weight() -> None:
    weights = {"accuracy": 2, "errors": 1, "csat": 1, "fcr": 1}
    plan = plan_weights(weights, CATALOGUE, ALL)
    assert plan.weights == pytest.approx({"accuracy": 0.5, "csat": 0.25, "fcr": 0.25})
    assert any("ERRORS measures the same as ACCURACY" in note for note in plan.notes)


def test_of_two_that_measure_the_same_the_one_more_vendors_have_stays() -> None:
    plan = plan_weights({"accuracy": 2, "errors": 1}, CATALOGUE, {"accuracy": 1, "errors": 3})
    assert plan.weights == {"errors": 1}


def test_one_kpi_or_category_that_carries_the_result() -> None:
    plan = plan_weights({"csat": 0.5, "fcr": 0.3, "cost": 0.2}, CATALOGUE, ALL)
    assert "CSAT alone carries 50 % of the weight." in plan.notes
    assert "The category experience carries 50 % of the weight." in plan.notes
    plan = plan_weights({"compliance": 0.3, "accuracy": 0.3, "fcr": 0.4}, CATALOGUE, ALL)
    assert plan.notes == ("The category quality carries 60 % of the weight.",)


def test_a_missing_counterweight() -> None:
    plan = plan_weights({"aht": 1, "fcr": 1, "cost": 1}, CATALOGUE, ALL)
    assert any(note.startswith("AHT is weighed without CSAT:") for note in plan.notes)
    plan = plan_weights({"aht": 1, "fcr": 1, "csat": 1}, CATALOGUE, ALL)
    assert plan.notes == ()


def test_a_counterweight_may_be_held_by_a_kpi_that_measures_the_same() -> None:
    speed = kpi("speed", counterweights=("errors", "accuracy"))
    catalogue = replace(CATALOGUE, kpis={**CATALOGUE.kpis, "speed": speed})
    held = plan_weights({"speed": 1, "accuracy": 1}, catalogue, {**ALL, "speed": 3})
    assert not any("without" in note for note in held.notes)
    lacking = plan_weights({"speed": 1, "csat": 1}, catalogue, {**ALL, "speed": 3})
    assert any(note.startswith("SPEED is weighed without ERRORS:") for note in lacking.notes)


@pytest.mark.parametrize(
    ("weights", "problem"),
    [
        ({"nps": 1}, "no KPI"),
        ({"csat": -1}, "weight of csat is -1"),
        ({"csat": float("nan")}, "weight of csat is nan"),
        ({"volume": 1}, "context figure"),
    ],
)
def test_weights_that_cannot_be_meant(weights: dict[str, float], problem: str) -> None:
    with pytest.raises(ScenarioError, match=problem):
        plan_weights(weights, CATALOGUE, ALL)


def test_rank_order_weights() -> None:
    assert rank_order_weights(["b", "a"]) == pytest.approx({"b": 0.75, "a": 0.25})
    assert rank_order_centroid(7).sum() == pytest.approx(1)
    with pytest.raises(ScenarioError, match="twice"):
        rank_order_weights(["a", "a"])
    with pytest.raises(ScenarioError, match="at least one"):
        rank_order_weights([])
