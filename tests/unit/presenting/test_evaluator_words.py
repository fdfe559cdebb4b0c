"""Whose weights are ranked by, in words."""

from __future__ import annotations

import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.domain.evaluator import Evaluator, Mark, Pooling, Way
from desktop_app.presenting.evaluator_words import evaluator_sentences
from desktop_app.presenting.marks import mark_sentences
from desktop_app.scoring.model import Scenario
from desktop_app.workbench.criteria import with_criteria

ANN = Evaluator("Ann", Way.SWING, {"csat": 100.0, "fcr": 100.0})
BO = Evaluator("Bo", Way.DIRECT, {"csat": 80.0, "fcr": 20.0}, marks={"own_fit": {"X": Mark(4.0)}})


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ({"csat": 3.0, "fcr": 3.0}, "Ranked by the weights of Ann."),
        ({"csat": 65.0, "fcr": 35.0}, "Ranked by the consensus of Ann, Bo: arithmetic mean"),
        ({"csat": 1.0}, "nobody's answers"),
    ],
)
def test_whose_weights(weights, said) -> None:
    scenario = Scenario("s", "", weights, evaluators=(ANN, BO), pooling=Pooling.ARITHMETIC)
    sentences = evaluator_sentences(scenario)
    assert said in sentences[0]
    assert "Ann weighed by swing weights." in sentences
    assert sentences[-1].startswith("Marks of 0 to 5 on 1 criterion by Bo")


def test_a_profile_needs_no_words() -> None:
    assert evaluator_sentences(Scenario("s", "balanced", {"csat": 1.0})) == []


def test_the_consistency_is_named_with_its_random_index() -> None:
    pairs = {("a", "b"): 2.0, ("b", "c"): 2.0, ("a", "c"): 1.0}
    one = Evaluator("Cy", Way.PAIRWISE, pairs=pairs)
    (_, said) = evaluator_sentences(Scenario("s", "", {"a": 1.0}, evaluators=(one,)))
    assert "consistency ratio" in said
    assert "random index 0.58, Saaty (1980)" in said


def test_marks_say_how_far_apart_they_are_and_whose_are_missing() -> None:
    catalogue, ids = with_criteria(load_catalogue(), ["Team fit"])
    fit = ids["Team fit"]
    ann = Evaluator("Ann", marks={fit: {"X": Mark(4.0), "Y": Mark(3.0)}})
    bo = Evaluator("Bo", marks={fit: {"X": Mark(1.5)}})
    apart, missing = mark_sentences([ann, bo], catalogue)
    assert apart == "Marks on Team fit lie up to 2.5 apart: X has 1.5 from Bo and 4 from Ann."
    assert missing.startswith("Bo gave no mark on Team fit to Y:")
    assert mark_sentences([ann], catalogue) == []
