"""Value functions changed by hand; corners worked out on paper."""

from __future__ import annotations

import numpy as np
import pytest

from desktop_app.catalogue.model import Anchors
from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.unit import Direction
from desktop_app.scoring.value import curve_points, direction_of, value_function
from desktop_app.scoring.value_shape import (
    Shape,
    added,
    field_anchors,
    moved,
    moved_to_target,
    removed,
    reshaped,
    retargeted,
    shape_of,
    start_anchors,
    with_corners,
)

HIGHER, LOWER, BAND = Direction.HIGHER, Direction.LOWER, Direction.BAND
CSAT = Anchors(0.6, 0.8, 0.9)
WAIT = Anchors(60, 30, 10)
OCCUPANCY = Anchors(0.6, 0.8, target_high=0.85, worst_high=0.95)


def at(anchors: Anchors, direction: Direction, x: float) -> float:
    return float(value_function(anchors, direction)(np.array([x]))[0])


def test_corners_that_say_nothing_new_are_not_kept() -> None:
    corners = curve_points(CSAT, HIGHER)
    assert corners == ((0.6, 0), (0.8, 75), (0.9, 100))
    assert with_corners(CSAT, HIGHER, corners) == CSAT
    assert with_corners(OCCUPANCY, BAND, curve_points(OCCUPANCY, BAND)) == OCCUPANCY


def test_a_corner_moves_and_takes_the_target_along() -> None:
    found = moved(CSAT, HIGHER, 1, (0.7, 40))
    assert curve_points(found, HIGHER) == ((0.6, 0), (0.7, 40), (0.9, 100))
    assert (found.target, found.source) == (0.7, "user")
    assert at(found, HIGHER, 0.8) == pytest.approx(70)


def test_a_corner_never_passes_its_neighbours_nor_turns_the_curve() -> None:
    found = moved(CSAT, HIGHER, 1, (2.0, 500))
    x, y = curve_points(found, HIGHER)[1]
    assert 0.89 < x < 0.9
    assert y == 100
    assert curve_points(moved(WAIT, LOWER, 2, (100, 90)), LOWER)[2] == (100, 75)
    assert curve_points(moved(CSAT, HIGHER, 2, (3.0, 100), (0, 1)), HIGHER)[2][0] == 1


def test_lower_is_better_has_its_worst_at_the_right() -> None:
    found = moved(WAIT, LOWER, 2, (90, 10))
    assert (found.worst, found.best) == (90, 10)
    assert at(found, LOWER, 90) == 10


def test_a_line_of_two_corners_stays_a_line() -> None:
    line = reshaped(CSAT, HIGHER, Shape.LINEAR)
    assert curve_points(line, HIGHER) == ((0.6, 0), (0.9, 100))
    assert shape_of(line, HIGHER) is Shape.LINEAR
    assert line.target == 0.8
    assert curve_points(moved(line, HIGHER, 1, (0.9, -5)), HIGHER)[1][1] > 0
    back = reshaped(line, HIGHER, Shape.PIECEWISE)
    assert curve_points(back, HIGHER) == curve_points(CSAT, HIGHER)


def test_a_figure_can_be_best_inside_a_band() -> None:
    found = reshaped(CSAT, HIGHER, Shape.BAND, (0, 1))
    assert direction_of(found, HIGHER) is BAND
    assert curve_points(found, HIGHER) == ((0.6, 0), (0.8, 100), (0.9, 100), (1.0, 0))
    assert (found.worst, found.target, found.target_high, found.worst_high) == (0.6, 0.8, 0.9, 1.0)
    found = reshaped(WAIT, LOWER, Shape.BAND, (0, 1000))
    assert curve_points(found, LOWER) == ((0, 0), (10, 100), (30, 100), (60, 0))
    # No figure is below 0: the band ends halfway, and falls off up to there.
    found = reshaped(Anchors(60, 30, 0), LOWER, Shape.BAND, (0, 1000))
    assert curve_points(found, LOWER) == ((0, 0), (15, 100), (30, 100), (60, 0))
    assert shape_of(reshaped(found, LOWER, Shape.LINEAR), LOWER) is Shape.LINEAR


def test_the_top_of_a_band_stays_at_the_top() -> None:
    found = moved(OCCUPANCY, BAND, 2, (0.9, 10))
    assert curve_points(found, BAND)[2] == (0.9, 100)
    assert found.target_high == 0.9
    assert removed(OCCUPANCY, BAND, 0) == OCCUPANCY
    assert curve_points(removed(OCCUPANCY, BAND, 1), BAND)[1] == (0.85, 100)


def test_corners_come_and_go() -> None:
    more = added(CSAT, HIGHER)
    assert len(curve_points(more, HIGHER)) == 4
    assert at(more, HIGHER, 0.7) == at(CSAT, HIGHER, 0.7)
    assert removed(more, HIGHER, 1) == with_corners(more, HIGHER, [(0.6, 0), (0.8, 75), (0.9, 100)])
    for _ in range(20):
        more = added(more, HIGHER)
    assert len(curve_points(more, HIGHER)) == 12
    line = reshaped(CSAT, HIGHER, Shape.LINEAR)
    assert removed(line, HIGHER, 0) == line


def test_a_contract_moves_all_corners_with_its_target() -> None:
    found = moved_to_target(CSAT, HIGHER, 0.85, (0, 1))
    assert found == Anchors(pytest.approx(0.65), 0.85, pytest.approx(0.95), source="contract")
    assert moved_to_target(CSAT, HIGHER, 1.0, (0, 1)).best is None
    assert moved_to_target(WAIT, LOWER, 20, (0, 100)) == Anchors(50, 20, 0, source="contract")
    assert moved(found, HIGHER, 0, (0.5, 0)).source == "contract"


def test_another_target_takes_its_corner_along() -> None:
    assert retargeted(CSAT, HIGHER, 0.75) == Anchors(0.6, 0.75, 0.9, source="user")
    line = reshaped(CSAT, HIGHER, Shape.LINEAR)
    assert retargeted(line, HIGHER, 0.7).target == 0.7
    assert curve_points(retargeted(line, HIGHER, 0.7), HIGHER) == curve_points(line, HIGHER)


def test_the_field_from_worst_to_best() -> None:
    values = np.array([3.0, np.nan, 7.0, 5.0])
    assert field_anchors(values, HIGHER) == Anchors(3, 7, source="user")
    assert field_anchors(values, LOWER) == Anchors(7, 3, source="user")
    assert field_anchors(values, BAND) is None
    assert field_anchors(np.array([3.0, 3.0]), HIGHER) is None


def test_a_curve_to_begin_with() -> None:
    values = np.array([240.0, 400.0])
    found = start_anchors(values, BAND, (0, 10_000))
    assert found is not None
    assert curve_points(found, BAND) == ((200, 0), (280, 100), (360, 100), (440, 0))
    assert start_anchors(values, LOWER) == Anchors(400, 240, source="user")
    assert start_anchors(np.array([50.0]), HIGHER) == Anchors(40, 60, source="user")
    assert start_anchors(np.array([np.nan]), HIGHER) is None
    low = start_anchors(np.array([10.0, 90.0]), BAND, (0, 100))
    assert low is not None
    assert (low.worst, low.worst_high) == (0, 100)


@pytest.mark.parametrize(
    ("direction", "corners"),
    [
        (HIGHER, [(0, 100), (1, 0)]),
        (LOWER, [(0, 0), (1, 100)]),
        (BAND, [(0, 0), (1, 100)]),
        (HIGHER, [(0, 0), (1, 120)]),
        (HIGHER, [(0, 50), (1, 50)]),
        (HIGHER, [(0, 0), (1, 100), (2, 0), (3, 100)]),
    ],
)
def test_curves_against_their_direction_are_refused(
    direction: Direction, corners: list[tuple[float, float]]
) -> None:
    with pytest.raises(ScenarioError, match="value function"):
        with_corners(Anchors(0, 1), direction, corners)
