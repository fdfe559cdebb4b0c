from __future__ import annotations

import numpy as np
import pytest

from desktop_app.catalogue.model import Anchors
from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.unit import Direction
from desktop_app.scoring.value import piecewise, target_score, value_function


def at(anchors: Anchors, direction: Direction, *xs: float) -> list[float]:
    return list(value_function(anchors, direction)(np.array(xs)))


def test_higher_is_better() -> None:
    csat = Anchors(worst=0.60, target=0.85, best=0.95)
    found = at(csat, Direction.HIGHER, 0.5, 0.6, 0.725, 0.85, 0.9, 0.95, 1.0)
    assert found == pytest.approx([0, 0, 37.5, 75, 87.5, 100, 100])


def test_lower_is_better() -> None:
    abandonment = Anchors(worst=0.10, target=0.05, best=0.02)
    found = at(abandonment, Direction.LOWER, 0.2, 0.1, 0.075, 0.05, 0.035, 0.02, 0.0)
    assert found == pytest.approx([0, 0, 37.5, 75, 87.5, 100, 100])


def test_band() -> None:
    occupancy = Anchors(worst=0.60, target=0.80, target_high=0.85, worst_high=0.90)
    found = at(occupancy, Direction.BAND, 0.5, 0.6, 0.7, 0.8, 0.83, 0.85, 0.875, 0.9, 1.0)
    assert found == pytest.approx([0, 0, 50, 100, 100, 100, 50, 0, 0])


def test_band_without_an_upper_worst_mirrors_the_lower_slope() -> None:
    found = at(Anchors(worst=0.6, target=0.8, target_high=0.85), Direction.BAND, 0.95, 1.05)
    assert found == pytest.approx([50, 0])


def test_band_of_one_point() -> None:
    assert at(Anchors(worst=1, target=2), Direction.BAND, 1.5, 2, 2.5) == [50, 100, 50]


def test_target_earns_everything_without_a_best() -> None:
    assert at(Anchors(worst=0, target=10), Direction.HIGHER, 5, 10) == [50, 100]
    assert at(Anchors(worst=0, target=10, best=10), Direction.HIGHER, 5, 10) == [50, 100]


def test_target_score() -> None:
    assert target_score(Anchors(0, 5, 10), Direction.HIGHER) == 75
    assert target_score(Anchors(0, 5), Direction.BAND) == 100


def test_missing_stays_missing() -> None:
    assert np.isnan(at(Anchors(0, 5, 10), Direction.HIGHER, float("nan")))[0]


@pytest.mark.parametrize(
    ("anchors", "direction"),
    [
        (Anchors(0.9, 0.8, 0.95), Direction.HIGHER),
        (Anchors(0.6, 0.9, 0.8), Direction.HIGHER),
        (Anchors(0.6, 0.8, 0.9), Direction.LOWER),
        (Anchors(0.6, 0.6), Direction.HIGHER),
        (Anchors(0.9, 0.8, target_high=0.85), Direction.BAND),
        (Anchors(0.6, 0.85, target_high=0.8), Direction.BAND),
        (Anchors(0.6, 0.8, target_high=0.85, worst_high=0.85), Direction.BAND),
        (Anchors(0.6, float("nan")), Direction.HIGHER),
        (Anchors(0.6, 0.8), Direction.NONE),
    ],
)
def test_anchors_out_of_order_are_refused_by_name(anchors: Anchors, direction: Direction) -> None:
    with pytest.raises(ScenarioError, match="Occupancy"):
        value_function(anchors, direction, "Occupancy")


@pytest.mark.parametrize("points", [[], [(1, 2)], [(1, 2), (1, 3)], [(1, 2), (2, float("inf"))]])
def test_points_that_make_no_function(points: list[tuple[float, float]]) -> None:
    with pytest.raises(ScenarioError, match="value function"):
        piecewise(points)
