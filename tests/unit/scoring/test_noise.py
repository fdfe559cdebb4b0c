"""Which vendors can be told apart when figures are uncertain."""

from __future__ import annotations

import math

import numpy as np
import pytest

from desktop_app.catalogue.model import Anchors
from desktop_app.domain.unit import Direction
from desktop_app.scoring.model import (
    Criterion,
    DecisionMatrix,
    Floats,
    Method,
    MissingRule,
    Normalisation,
)
from desktop_app.scoring.noise import Noise, level_groups, score_noise
from desktop_app.scoring.ranking import place


def noise(
    values: list[list[float]], halves: list[list[float]], method: Method = Method.WEIGHTED
) -> Noise:
    """Figures scored by straight lines from 0 to 100, each known to within a half width."""
    matrix = DecisionMatrix(
        tuple("ABCDEF"[: len(values)]),
        tuple(
            Criterion(name, name, Direction.HIGHER, 1.0, Anchors(0.0, 100.0))
            for name in "xyz"[: len(values[0])]
        ),
        np.array(values),
    )
    out = np.zeros(len(values), dtype=np.bool_)
    rule = MissingRule.LEAVE_OUT
    placing = place(matrix, method, Normalisation.ANCHORS, rule, out)
    width: Floats = np.array(halves)
    return score_noise(matrix, placing, method, matrix.values - width, matrix.values + width)


def test_of_two_vendors_it_is_the_interval_of_their_difference() -> None:
    found = noise([[60.0, 40.0], [50.0, 40.0]], [[5.88, 1.96], [7.84, 1.96]])
    # Standard errors 3, 1 and 4, 1; each weighs a half: sqrt(9 + 1 + 16 + 1) / 2.
    assert found.apart[0, 1] == pytest.approx(5.0)
    assert found.noise[0, 1] == pytest.approx(1.96 * math.sqrt(27) / 2, rel=0.06)
    assert found.level[0, 1]
    assert found.bands == ((1, 2), (1, 2))
    assert found.known == 1.0


@pytest.mark.parametrize(("vendors", "range_"), [(3, 3.314), (4, 3.633), (6, 4.030)])
def test_more_vendors_need_more_room_as_tukeys_range_says(vendors: int, range_: float) -> None:
    # Equal errors: the published 5 % points of the studentised range over the root of two.
    found = noise([[50.0 + i] for i in range(vendors)], [[1.96]] * vendors)
    wanted = range_ / math.sqrt(2) * math.sqrt(2)
    assert np.mean(found.noise[found.noise > 0]) == pytest.approx(wanted, rel=0.05)


def test_vendors_far_apart_have_one_place_each() -> None:
    found = noise([[30.0], [90.0], [60.0]], [[1.0]] * 3)
    assert found.vendors == ("B", "C", "A")
    assert found.bands == ((1, 1), (2, 2), (3, 3))
    assert level_groups(found) == []


def test_level_is_no_chain() -> None:
    # Each is level with its neighbour, the first and the last are not.
    found = noise([[60.0], [57.0], [54.0]], [[2.5]] * 3)
    assert found.bands == ((1, 2), (1, 3), (2, 3))
    assert level_groups(found) == [("A", "B"), ("B", "C")]


def test_without_intervals_figures_are_exact_and_that_is_known() -> None:
    found = noise([[60.0, 50.0], [60.0 - 1e-6, 50.0]], [[math.nan] * 2] * 2)
    assert found.known == 0.0
    assert found.bands == ((1, 1), (2, 2))
    half = noise([[60.0, 50.0], [50.0, 50.0]], [[1.0, math.nan]] * 2)
    assert half.known == 0.5


def test_a_tie_is_level_whatever_the_noise() -> None:
    assert noise([[60.0], [60.0]], [[math.nan]] * 2).bands == ((1, 2), (1, 2))


def test_missing_figures_stay_missing() -> None:
    found = noise([[60.0, math.nan], [50.0, 80.0]], [[1.0, math.nan], [1.0, 1.0]])
    assert found.vendors == ("B", "A")
    assert np.isfinite(found.noise).all()


@pytest.mark.parametrize("method", [Method.TOPSIS, Method.PROMETHEE, Method.VIKOR])
def test_other_methods_have_their_noise_too(method: Method) -> None:
    values = [[60.0, 40.0], [59.9, 40.1], [10.0, 5.0]]
    found = noise(values, [[4.0, 4.0]] * 3, method)
    places = dict(zip(found.vendors, found.bands, strict=True))
    assert places["C"] == (3, 3)
    assert places["A"] == places["B"] == (1, 2)


def test_the_same_seed_gives_the_same() -> None:
    one, again = (noise([[60.0], [57.0]], [[2.0]] * 2) for _ in range(2))
    assert np.array_equal(one.noise, again.noise)
