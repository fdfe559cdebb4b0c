"""Customer effort is asked in two ways: what is better, and its target, go by the question."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from desktop_app.catalogue.model import Anchors
from desktop_app.domain.unit import Direction, Unit
from desktop_app.presenting.comparison import rerank
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.standing import figure_standing, target_text
from desktop_app.presenting.tables import Tint
from desktop_app.scoring.model import VariantRule
from tests.benchmark.fields import comparison as made_up
from tests.unit.presenting.test_selection import row


@pytest.fixture(scope="module")
def field() -> Comparison:
    return made_up(vendors=3, kpis=2)


def asked(field: Comparison, **variants: tuple[str, float]) -> Comparison:
    rows = [
        row(vendor, value, kpi="ces", unit="score", variant=variant)
        for vendor, (variant, value) in variants.items()
    ]
    scenario = replace(field.scenario, weights={"ces": 1.0}, definitions={}, gates=())
    bare = replace(
        field, overall=pd.DataFrame(rows), vendors=tuple(variants), figures={}, measured=None
    )
    return rerank(bare, scenario)


def ranks(made: Comparison) -> list[str]:
    return [line.vendor for line in made.ranking.vendors if line.rank]


def target(made: Comparison) -> str:
    ces = made.catalogue.kpis["ces"]
    return target_text(made.scenario.anchors.get("ces", ces.anchors), ces)


def test_effort_has_its_target_and_less_is_better(field: Comparison) -> None:
    made = asked(field, A=("low_effort_is_1", 2.2), B=("low_effort_is_1", 5.9))
    assert ranks(made) == ["A", "B"]
    assert target(made) == "at most 2.50"


def test_ease_is_better_the_higher_and_has_no_target_of_effort(field: Comparison) -> None:
    made = asked(field, A=("made_easy", 4.8), B=("made_easy", 5.9))
    assert ranks(made) == ["B", "A"]
    assert target(made) == ""
    figure = made.figures["B", "ces"]
    assert figure_standing(figure, made.catalogue.kpis["ces"], made.scenario) is Tint.NONE
    assert made.as_read.kpis["ces"].direction is Direction.LOWER


def test_choosing_the_other_definition_turns_the_kpi_back(field: Comparison) -> None:
    made = asked(field, A=("made_easy", 4.8), B=("made_easy", 5.9), C=("low_effort_is_1", 2.0))
    effort = rerank(made, replace(made.scenario, definitions={"ces": "low_effort_is_1"}))
    assert ranks(effort) == ["C"]
    assert target(effort) == "at most 2.50"


@pytest.mark.parametrize("other", ["low_effort_is_1", "ease_5", "ease_10"])
def test_no_rule_ranks_two_scales_beside_each_other(field: Comparison, other: str) -> None:
    made = asked(field, A=("made_easy", 4.8), B=("made_easy", 5.9), C=(other, 2.0))
    marked = rerank(made, replace(made.scenario, variants=VariantRule.MARK))
    assert set(ranks(marked)) == {"A", "B"}
    assert "other definition" in marked.figures["C", "ces"].mark


def test_marks_of_one_to_five_have_no_target_of_one_to_seven(field: Comparison) -> None:
    made = asked(field, A=("effort_5", 2.2), B=("effort_5", 3.0))
    assert ranks(made) == ["A", "B"]
    assert target(made) == ""


def test_a_target_set_for_effort_does_not_hold_for_ease(field: Comparison) -> None:
    made = asked(field, A=("made_easy", 4.8), B=("made_easy", 5.9))
    own = replace(made.scenario, anchors={"ces": Anchors(6.0, 3.0, 2.0)})
    assert ranks(rerank(made, own)) == ["B", "A"]


def test_scales_are_of_the_same_unit(field: Comparison) -> None:
    ces = field.as_read.kpis["ces"]
    assert all(variant.unit is Unit.SCORE for variant in ces.variants)
    assert ces.as_compared("low_effort_is_1") is ces
