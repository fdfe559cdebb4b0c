"""Standings with other figures than the present."""

from __future__ import annotations

import math

import numpy as np
import pytest

from desktop_app.catalogue.model import Anchors
from desktop_app.domain.unit import Direction
from desktop_app.scoring.model import Criterion, DecisionMatrix, Gate, Method, MissingRule, Scenario
from desktop_app.scoring.what_if import WhatIf, standings


def matrix() -> DecisionMatrix:
    criteria = tuple(
        Criterion(name, name, Direction.HIGHER, 1.0, Anchors(0.0, 100.0)) for name in "xy"
    )
    return DecisionMatrix(("A", "B"), criteria, np.array([[60.0, 60.0], [50.0, math.nan]]))


def scenario(**more: object) -> Scenario:
    return Scenario("s", "", {"x": 1.0, "y": 1.0}, **more)  # type: ignore[arg-type]


def test_another_figure_moves_score_and_rank_and_nothing_else() -> None:
    now = standings(matrix(), scenario(), {})
    assert {v: (s.score, s.rank) for v, s in now.vendors.items()} == {
        "A": (60.0, 1),
        "B": (50.0, 2),
    }
    then = standings(matrix(), scenario(), {}, {("B", "x"): 70.0})
    assert (then.vendors["B"].score, then.vendors["B"].rank) == (70.0, 1)
    assert then.vendors["A"].score == 60.0
    assert then.leaders == ("B",)


def test_another_rule_for_missing_figures() -> None:
    worst = standings(matrix(), scenario(), {}, missing=MissingRule.WORST)
    assert worst.vendors["B"].score == pytest.approx(25.0)
    target = standings(matrix(), scenario(), {}, missing=MissingRule.TARGET)
    assert target.vendors["B"].score == pytest.approx(75.0)


def test_a_figure_that_only_a_requirement_asks_for_rules_out() -> None:
    gated = scenario(gates=(Gate("z", 10.0),))
    passed = standings(matrix(), gated, {("A", "z"): 12.0})
    assert passed.vendors["A"].rank == 1
    failed = standings(matrix(), gated, {("A", "z"): 12.0}, {("A", "z"): 9.0})
    assert failed.vendors["A"].rank is None
    assert failed.vendors["B"].rank == 1


def test_methods_where_less_is_better_say_so() -> None:
    found = standings(matrix(), scenario(method=Method.VIKOR), {})
    assert not found.higher_is_better


def test_the_short_way_for_one_figure_gives_what_ranking_anew_gives() -> None:
    random = np.random.default_rng(3)
    criteria = tuple(
        Criterion(f"k{j}", f"k{j}", Direction.HIGHER if j % 2 else Direction.LOWER, 1.0 + j,
                  Anchors(0.0, 60.0, 100.0) if j % 2 else Anchors(100.0, 40.0, 0.0))
        for j in range(5)
    )  # fmt: skip
    values = random.uniform(0, 100, (6, 5))
    values[2, 4] = math.nan
    full = DecisionMatrix(tuple("ABCDEF"), criteria, values)
    plain = Scenario("s", "", {c.id: c.weight for c in criteria}, gates=(Gate("k1", 5.0),))
    what_if = WhatIf(full, plain, {})
    for vendor in "ABCDEF":
        for criterion in criteria:
            figure = float(random.uniform(0, 100))
            changed = np.array(values)
            changed["ABCDEF".index(vendor), int(criterion.id[1])] = figure
            anew = WhatIf(DecisionMatrix(full.vendors, criteria, changed), plain, {}).now
            found = what_if.standings({(vendor, criterion.id): figure})
            assert {v: s.rank for v, s in found.vendors.items()} == {
                v: s.rank for v, s in anew.vendors.items()
            }
            for name, standing in found.vendors.items():
                assert standing.score == pytest.approx(anew.vendors[name].score, nan_ok=True)
