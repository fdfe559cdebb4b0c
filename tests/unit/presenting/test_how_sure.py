from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.cli.how_sure import how_sure_document
from desktop_app.domain.progress import Cancelled, NoProgress
from desktop_app.presenting import how_sure_tables as tables
from desktop_app.presenting import method_tables
from desktop_app.presenting.break_even_words import break_even_sentences, enough
from desktop_app.presenting.comparison import rerank
from desktop_app.presenting.decide_charts import (
    contribution_stacks,
    crossing_words,
    lines_of,
    place_stacks,
    reweighted,
    with_weights,
)
from desktop_app.presenting.draw_words import verdict_draws_note
from desktop_app.presenting.how_sure import HowSure, Variation, how_sure, percent
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.verdict import DRAWS
from desktop_app.scoring.model import Method
from desktop_app.scoring.weight_draws import WeightSpace
from tests.benchmark import fields
from tests.helpers import comparisons


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    made = comparisons.comparison()
    return rerank(made, made.scenario)


@pytest.fixture(scope="module")
def how(comparison: Comparison) -> HowSure:
    return how_sure(comparison, Variation(draws=2_000))


def test_places_of_each_vendor_add_up(how: HowSure) -> None:
    assert how.places.shares.sum(axis=1) == pytest.approx(1)
    table = tables.places_table(how)
    assert [row.key for row in table.rows] == list(how.places.vendors)
    stacks = place_stacks(how)
    assert [sum(row) for row in stacks.values] == pytest.approx([100] * len(stacks.vendors))
    assert how.places.vendors[0] in how.summary or "is first in" in how.summary


def test_weights_as_set_without_figures_give_the_ranking_itself(comparison: Comparison) -> None:
    sure = how_sure(comparison, Variation(WeightSpace.SET, figures=False, draws=10))
    ranks = {line.vendor: line.rank for line in comparison.ranking.vendors if line.rank}
    for vendor, shares in zip(sure.places.vendors, sure.places.shares.tolist(), strict=True):
        assert shares[ranks[vendor] - 1] == 1


def test_moved_weights_at_once_rank_as_a_full_ranking_does(comparison: Comparison) -> None:
    shares = {c.id: float(n + 1) for n, c in enumerate(comparison.matrix.criteria)}
    at_once = reweighted(comparison, shares)
    full = rerank(comparison, with_weights(comparison.scenario, shares))
    told = [(line.vendor, line.rank, line.score) for line in at_once.ranking.vendors]
    assert told == [(line.vendor, line.rank, line.score) for line in full.ranking.vendors]
    assert at_once.sensitivity is None
    assert full.sensitivity is not None


def test_moved_weights_keep_to_the_kpi_that_would_be_kept_of_two_that_overlap() -> None:
    made = fields.comparison(3, 6)
    first, second = (criterion.id for criterion in made.matrix.criteria[:2])
    kpis = dict(made.catalogue.kpis)
    kpis[first] = replace(kpis[first], overlaps=(second,))
    made = rerank(replace(made, catalogue=replace(made.catalogue, kpis=kpis)), made.scenario)
    assert first in {c.id for c in made.matrix.criteria}
    assert second not in {c.id for c in made.matrix.criteria}
    for share in (0.9, 0.05, 0.9):
        shares = {c.id: (1 - share) / 4 for c in made.matrix.criteria} | {first: share}
        at_once = reweighted(made, shares)
        full = rerank(made, with_weights(made.scenario, shares))
        assert [c.id for c in at_once.matrix.criteria] == [c.id for c in full.matrix.criteria]
        assert [(one.vendor, one.score) for one in at_once.ranking.vendors] == [
            (one.vendor, one.score) for one in full.ranking.vendors
        ]


def test_weights_of_other_kpis_stay_in_the_scenario(comparison: Comparison) -> None:
    scenario = replace(comparison.scenario, weights={"a": 2.0, "b": 1.0, "c": 5.0})
    assert with_weights(scenario, {"a": 0.5, "b": 0.5}).weights == {"a": 1.5, "b": 1.5, "c": 5.0}


def test_contributions_of_a_vendor_add_up_to_its_score(comparison: Comparison) -> None:
    stacks = contribution_stacks(comparison)
    assert stacks is not None
    scores = {line.vendor: line.score for line in comparison.ranking.vendors}
    for vendor, row in zip(stacks.vendors, stacks.values, strict=True):
        assert sum(row) == pytest.approx(scores[vendor])
    topsis = rerank(comparison, replace(comparison.scenario, method=Method.TOPSIS))
    assert contribution_stacks(topsis) is None


def test_lines_say_where_the_first_place_changes(comparison: Comparison) -> None:
    kpi = comparison.matrix.criteria[0].id
    lines = lines_of(comparison, kpi)
    assert lines is not None
    words = crossing_words(lines, "Cost")
    assert "Cost" in words
    for crossing in lines.crossings:
        assert crossing.after in words


@pytest.mark.parametrize("method", list(Method))
def test_every_table_can_be_made_by_every_method(comparison: Comparison, method: Method) -> None:
    made = rerank(comparison, replace(comparison.scenario, method=method))
    sure = how_sure(made, Variation(draws=200))
    for table in (
        tables.places_table(sure),
        tables.intervals_table(made),
        tables.overtaking_table(sure),
        tables.break_even_table(sure),
        tables.without_table(sure),
        tables.methods_table(sure),
        method_tables.disagreement_table(sure),
        *(
            method_tables.working_table(working)
            for each in Method
            for working in method_tables.method_workings(made, each)
        ),
    ):
        assert table.columns
        assert all(len(row.cells) == len(table.columns) for row in table.rows)


def test_document_has_no_nan_and_says_none(how: HowSure, comparison: Comparison) -> None:
    found = how_sure_document(comparison)
    assert set(found) == {
        "acceptability", "smallest_change", "break_even", "leave_one_vendor_out", "methods"
    }  # fmt: skip
    for line in found["acceptability"]["vendors"]:
        assert sum(line["places"]) == pytest.approx(1)
        assert (line["central_weights"] is None) == (line["places"][0] == 0)
    assert [one["method"] for one in found["methods"]] == [m.value for m in Method]


@pytest.mark.parametrize(
    ("share", "words"),
    [(0, "0 %"), (0.001, "< 1 %"), (0.5, "50 %"), (0.999, "> 99 %"), (1, "100 %")],
)
def test_shares_never_round_to_never_or_always(share: float, words: str) -> None:
    assert percent(share) == words


def test_break_even_in_a_sentence_by_hand() -> None:
    """With cost at six tenths Alder has 733.75 tenths of a point (185 + 87.5 + 71.25 + 6 x 65).

    Birch's 120 + 77.5 + 83.75 + 6 x points of cost reach that from 75.4167 points on, which is
    a cost of 5 - 2 x .41667 / 25 = 4.9667 EUR: 4.97 would not do. Of the other KPIs it would take
    more than 100 points.
    """
    plain = comparisons.comparison()
    dear = replace(
        plain.figures["Alder", "cost_per_contact"], vendor="Birch", value=6.2, low=6.0, high=6.4
    )
    made = replace(plain, figures={**plain.figures, ("Birch", "cost_per_contact"): dear})
    weights = {"fcr": 2.0, "compliance_rate": 1.0, "aht": 1.0, "cost_per_contact": 6.0}
    made = rerank(made, replace(made.scenario, weights=weights))
    (birch,) = break_even_sentences(how_sure(made, Variation(draws=100)))
    assert birch == "Birch wins with Cost per contact at 4.96 EUR or less (now 6.20 EUR)."


@pytest.mark.parametrize(
    ("value", "unit", "up", "shown"),
    [
        (0.78151, "share", True, 0.782),
        (0.78151, "share", False, 0.781),
        (0.99931, "share", True, 0.9994),
        (252.4, "duration", False, 252),
        (3.12, "money", False, 3.12),
        (3.1200000001, "money", True, 3.12),
    ],
)
def test_a_limit_is_rounded_to_what_is_enough(
    value: float, unit: str, up: bool, shown: float
) -> None:
    assert enough(value, unit, up) == pytest.approx(shown, abs=1e-12)


class _Stopping(NoProgress):
    """Stops at one of the times it is asked."""

    def __init__(self, at: int) -> None:
        self.left = at

    def check(self) -> None:
        self.left -= 1
        if self.left == 0:
            raise Cancelled


def test_it_can_be_stopped_at_every_vendor_of_every_question() -> None:
    made = fields.comparison(6, 4)
    counting = _Stopping(0)
    how_sure(made, Variation(draws=100), counting)
    # Smallest changes, break-evens and vendors left out ask before each vendor at the least.
    assert -counting.left >= 5 + 5 + 6
    for at in (1, -counting.left // 2, -counting.left):
        with pytest.raises(Cancelled):
            how_sure(made, Variation(draws=100), _Stopping(at))


def test_fewer_draws_of_the_verdict_are_explained_where_the_places_have_more(
    comparison: Comparison, how: HowSure
) -> None:
    assert "10,000 draws" in verdict_draws_note(how)
    alike = replace(how, places=replace(how.places, draws=DRAWS))
    assert verdict_draws_note(alike) == ""
