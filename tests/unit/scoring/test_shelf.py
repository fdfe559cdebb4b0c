from __future__ import annotations

import pytest

from desktop_app.domain.errors import ScenarioError
from desktop_app.scoring.model import Scenario
from desktop_app.scoring.shelf import (
    Shelf,
    added,
    chosen,
    duplicated,
    free_name,
    named_apart,
    removed,
    renamed,
)


def named(name: str) -> Scenario:
    return Scenario(name=name, profile="", weights={"fcr": 1.0})


A, B, C = named("A"), named("B"), named("C")


def names(active: Scenario, shelf: Shelf) -> tuple[str, list[str]]:
    return active.name, [one.name for one in shelf.around(active)]


def test_a_copy_stands_behind_its_original_and_is_ranked_by() -> None:
    active, shelf = duplicated(A, Shelf((), (B,)))
    assert names(active, shelf) == ("A, copy", ["A", "A, copy", "B"])
    again = duplicated(*chosen(active, shelf, 0))
    assert names(*again) == ("A, copy (2)", ["A", "A, copy (2)", "A, copy", "B"])
    assert duplicated(A, Shelf(), "  What   if ")[0].name == "What if"


def test_a_new_one_comes_last_under_a_name_of_its_own() -> None:
    assert names(*added(A, Shelf((), (B,)), named("a"))) == ("a (2)", ["A", "B", "a (2)"])


def test_choosing_keeps_the_order() -> None:
    assert names(*chosen(A, Shelf((), (B, C)), 2)) == ("C", ["A", "B", "C"])
    assert names(*chosen(*chosen(A, Shelf((), (B, C)), 2), 0)) == ("A", ["A", "B", "C"])


def test_removing_the_one_ranked_by_ranks_by_the_next_and_another_does_not() -> None:
    assert names(*removed(B, Shelf((A,), (C,)), 1)) == ("C", ["A", "C"])
    assert names(*removed(C, Shelf((A, B)), 2)) == ("B", ["A", "B"])
    assert names(*removed(C, Shelf((A, B)), 0)) == ("C", ["B", "C"])
    with pytest.raises(ScenarioError, match="only scenario"):
        removed(A, Shelf(), 0)


def test_a_name_is_one_scenario_s_alone() -> None:
    assert names(*renamed(A, Shelf((), (B,)), 1, " Cheap ")) == ("A", ["A", "Cheap"])
    assert renamed(A, Shelf((), (B,)), 0, "a")[0].name == "a"
    for name, words in (("b", "named 'b'"), ("  ", "needs a name")):
        with pytest.raises(ScenarioError, match=words):
            renamed(A, Shelf((), (B,)), 0, name)
    assert free_name("B", ["b", "B (2)"]) == "B (3)"
    assert named_apart(A, Shelf((B,))) is A
    assert named_apart(A, Shelf((A,))).name == "A (2)"
