"""The smallest change of weights in words: exact, searched for, and not found."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from desktop_app.presenting.comparison import rerank
from desktop_app.presenting.how_sure import Variation, how_sure
from desktop_app.presenting.how_sure_tables import overtaking_table
from desktop_app.presenting.overtaking_words import change_words, overtaking_note
from desktop_app.scoring.model import Method
from desktop_app.scoring.overtaking import Overtaking
from tests.benchmark.fields import comparison

NOW = {"a": 0.5, "b": 0.5}
TITLES = {"a": "Cost", "b": "Quality"}


def words(weights: list[float] | None, tried: int) -> str:
    found = None if weights is None else np.array(weights)
    return change_words(Overtaking("B", found, 0.1, tried), NOW, TITLES)


def test_change_in_words() -> None:
    assert words([0.4, 0.6], 0) == "Cost 50.0 → 40.0 %; Quality 50.0 → 60.0 %"
    assert words([0.5, 0.5], 0) == "less than 0.1 points of any weight"


def test_none_is_certain_only_where_it_was_solved() -> None:
    assert words(None, 0).startswith("No weights make it first")
    assert words(None, 9_000) == "Of 9,000 sets of weights tried none makes it first."


@pytest.mark.parametrize("method", list(Method))
def test_every_method_says_what_makes_each_other_vendor_win(method: Method) -> None:
    made = comparison(4, 5)
    made = rerank(made, replace(made.scenario, method=method))
    how = how_sure(made, Variation(draws=100))
    table = overtaking_table(how)
    behind = [line.vendor for line in made.ranking.vendors if line.rank != 1]
    assert sorted(row.key for row in table.rows) == sorted(behind)
    searched = method in (Method.TOPSIS, Method.VIKOR)
    assert bool(overtaking_note(how)) == searched
