from __future__ import annotations

import numpy as np
import pytest

from desktop_app.catalogue.model import Anchors
from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.sentences import listed
from desktop_app.scoring.model import (
    Gate,
    Method,
    MissingRule,
    Normalisation,
    Preference,
)
from desktop_app.scoring.ranking import rank
from tests.helpers.matrices import NAN, line, matrix, ranks, scores

RELATIVE = [Method.TOPSIS, Method.PROMETHEE, Method.VIKOR]


def test_contributions_sum_to_the_score() -> None:
    table = matrix([(50, 80), (20, NAN)], [3, 1], anchors=[line(), line()])
    ranking = rank(table)
    first, second = ranking.vendors
    assert first.contributions == pytest.approx({"c0": 37.5, "c1": 20.0})
    assert first.score == pytest.approx(57.5)
    assert second.contributions == pytest.approx({"c0": 20.0})
    assert second.score == pytest.approx(20.0)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (MissingRule.LEAVE_OUT, 20.0),
        (MissingRule.WORST, 0.75 * 20),
        (MissingRule.TARGET, 0.75 * 20 + 0.25 * 75),
    ],
)
def test_missing_rules_of_the_weighted_sum(rule: MissingRule, expected: float) -> None:
    anchors = [line(), Anchors(worst=0, target=50, best=100)]
    table = matrix([(50, 80), (20, NAN)], [3, 1], anchors=anchors)
    ranking = rank(table, missing=rule)
    assert scores(ranking)["B"] == pytest.approx(expected)
    assert ranking.vendors[1].coverage == pytest.approx(0.75)
    assert bool(ranking.notes) == (rule is not MissingRule.LEAVE_OUT)


def test_target_that_is_not_known_is_left_out_and_said() -> None:
    table = matrix([(50, 8), (20, NAN), (30, 4)], [1, 1], anchors=[line(), None])
    ranking = rank(table, missing=MissingRule.TARGET)
    assert scores(ranking)["B"] == pytest.approx(20)
    assert any("no target" in note and "B" in note for note in ranking.notes)


def test_minmax_scores_run_from_0_to_1() -> None:
    table = matrix([(10, 5), (20, 1), (15, NAN)], [1, 1], "+-")
    ranking = rank(table, normalisation=Normalisation.MINMAX)
    assert scores(ranking) == pytest.approx({"A": 0.0, "B": 1.0, "C": 0.5})
    worst = rank(table, normalisation=Normalisation.MINMAX, missing=MissingRule.WORST)
    assert scores(worst)["C"] == pytest.approx(0.25)


def test_minmax_target_stands_in_on_the_same_scale() -> None:
    anchors = [line(20, 10), Anchors(worst=5, target=2)]
    table = matrix([(10, 5), (20, 1), (15, NAN)], [1, 1], "+-", anchors)
    ranking = rank(table, normalisation=Normalisation.MINMAX, missing=MissingRule.TARGET)
    assert scores(ranking)["C"] == pytest.approx((0.5 + 0.75) / 2)


def test_without_anchors_the_field_is_the_scale_and_it_is_said() -> None:
    table = matrix([(3.5,), (5.0,)], [1], "-")
    ranking = rank(table)
    assert scores(ranking) == pytest.approx({"A": 100, "B": 70})
    assert any("against the best of the vendors" in note for note in ranking.notes)


def test_a_figure_only_one_vendor_gives_earns_nothing_without_anchors() -> None:
    table = matrix([(60, NAN), (50, 3.5)], [1, 1], "+-", [line(), None])
    ranking = rank(table)
    assert scores(ranking) == pytest.approx({"A": 60, "B": 50})
    assert any("too few figures" in note for note in ranking.notes)


def test_a_band_without_ends_takes_lower_as_better_and_says_so() -> None:
    ranking = rank(matrix([(300,), (400,)], [1], "b"))
    assert scores(ranking) == pytest.approx({"A": 100, "B": 75})
    assert any("set a band" in note for note in ranking.notes)


@pytest.mark.parametrize("method", [*RELATIVE, Method.WEIGHTED])
def test_a_band_is_judged_by_the_distance_from_it(method: Method) -> None:
    band = Anchors(worst=0.6, target=0.8, target_high=0.85)
    table = matrix([(0.95,), (0.82,), (0.75,)], [1], "b", [band])
    ranking = rank(table, method, Normalisation.MINMAX)
    assert ranks(ranking) == {"A": 3, "B": 1, "C": 2}


@pytest.mark.parametrize("method", Method)
def test_context_figures_and_zero_weights_carry_nothing(method: Method) -> None:
    table = matrix([(1, 9, 2), (2, 1, 1)], [1, 5, 0], "+0+")
    ranking = rank(table, method, Normalisation.MINMAX)
    assert ranks(ranking) == {"A": 2, "B": 1}
    assert any("context figure" in note for note in ranking.notes)
    assert [line.coverage for line in ranking.vendors] == [1, 1]


@pytest.mark.parametrize("method", Method)
def test_a_criterion_that_nobody_has_is_left_out_and_said(method: Method) -> None:
    table = matrix([(1, NAN), (2, NAN)], [1, 1])
    ranking = rank(table, method, Normalisation.MINMAX, MissingRule.WORST)
    assert ranks(ranking) == {"A": 2, "B": 1}
    assert [line.coverage for line in ranking.vendors] == [1, 1]
    assert any("No vendor has a figure for Criterion 1" in note for note in ranking.notes)


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize("rule", MissingRule)
def test_a_vendor_without_figures_is_not_ranked(method: Method, rule: MissingRule) -> None:
    table = matrix([(1, 2), (NAN, NAN), (2, 3)], [1, 1], anchors=[line(), line()])
    ranking = rank(table, method, missing=rule)
    assert ranks(ranking) == {"C": 1, "A": 2, "B": None}
    assert ranking.vendors[-1].coverage == 0
    assert np.isnan(ranking.vendors[-1].score)
    assert any("B can't be ranked" in note for note in ranking.notes)


@pytest.mark.parametrize("method", Method)
def test_zero_weights_rank_nobody(method: Method) -> None:
    ranking = rank(matrix([(1, 2), (2, 3)], [0, 0]), method)
    assert ranks(ranking) == {"A": None, "B": None}
    assert ranking.notes == (
        "No criterion carries weight, so nobody is ranked: set a weight above 0.",
    )


@pytest.mark.parametrize("method", Method)
def test_no_vendors(method: Method) -> None:
    assert rank(matrix([], [1]), method).vendors == ()


@pytest.mark.parametrize(
    ("method", "score"),
    [
        (Method.WEIGHTED, 40),
        (Method.TOPSIS, 0.5),
        (Method.PROMETHEE, 0),
        (Method.VIKOR, 0),
    ],
)
def test_a_single_vendor_is_first(method: Method, score: float) -> None:
    ranking = rank(matrix([(40, 40)], [1, 1], anchors=[line(), line()]), method)
    assert ranks(ranking) == {"A": 1}
    assert scores(ranking)["A"] == pytest.approx(score)


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize("normalisation", Normalisation)
def test_identical_vendors_tie(method: Method, normalisation: Normalisation) -> None:
    table = matrix([(0.3, 7), (0.1 + 0.2, 7), (0.3, 7)], [1, 2])
    ranking = rank(table, method, normalisation)
    assert ranks(ranking) == {"A": 1, "B": 1, "C": 1}
    assert any("tells none apart" in note for note in ranking.notes)


@pytest.mark.parametrize("method", Method)
def test_a_constant_column_does_not_change_the_order(method: Method) -> None:
    rows = [(1.0, 5.0), (3.0, 2.0), (2.5, 4.0)]
    plain = rank(matrix(rows, [2, 3]), method, Normalisation.MINMAX)
    wide = rank(matrix([(*row, 7) for row in rows], [2, 3, 4]), method, Normalisation.MINMAX)
    assert ranks(wide) == ranks(plain)


@pytest.mark.parametrize("method", RELATIVE)
def test_worst_case_for_missing_is_the_worst_of_field_and_anchor(method: Method) -> None:
    anchors = [line(), line(10, -5)]
    gap = matrix([(50, 8), (40, NAN), (45, 2)], [1, 1], anchors=anchors)
    filled = matrix([(50, 8), (40, -5), (45, 2)], [1, 1], anchors=anchors)
    assert scores(rank(gap, method, missing=MissingRule.WORST)) == scores(rank(filled, method))


@pytest.mark.parametrize("method", RELATIVE)
def test_target_for_missing(method: Method) -> None:
    anchors = [line(), Anchors(worst=20, target=4)]
    gap = matrix([(50, 8), (40, NAN), (45, 2)], [1, 1], "+-", anchors)
    filled = matrix([(50, 8), (40, 4), (45, 2)], [1, 1], "+-", anchors)
    assert scores(rank(gap, method, missing=MissingRule.TARGET)) == scores(rank(filled, method))


@pytest.mark.parametrize("method", RELATIVE)
def test_left_out_gaps_are_said(method: Method) -> None:
    ranking = rank(matrix([(5, 8), (4, NAN), (6, 9)], [1, 1]), method)
    assert ranking.vendors[0].vendor == "C"
    assert any("Criterion 1 is missing for B" in note for note in ranking.notes)


def test_topsis_leaves_a_gap_out_as_if_the_criterion_were_not_there() -> None:
    rows = [(5.0, 8.0), (4.0, NAN), (6.0, 9.0)]
    alone = rank(matrix([row[:1] for row in rows], [1]), Method.TOPSIS)
    both = rank(matrix(rows, [1, 1]), Method.TOPSIS)
    assert scores(both)["B"] == pytest.approx(scores(alone)["B"])


@pytest.mark.parametrize("method", Method)
def test_excluded_vendors_come_last_and_shape_nothing(method: Method) -> None:
    rows = [(5, 8), (9, 9), (6, 4)]
    gate = Gate("c0", 8, at_most=True)
    without = rank(matrix([rows[0], rows[2]], [1, 2]), method)
    ranking = rank(matrix(rows, [1, 2]), method, gates=[gate])
    last = ranking.vendors[-1]
    assert (last.vendor, last.rank, last.gates[0].outcome) == ("B", None, "failed")
    assert [line.score for line in ranking.vendors[:2]] == [line.score for line in without.vendors]
    assert [line.rank for line in ranking.vendors[:2]] == [1, 2]


def test_excluded_vendors_keep_their_points_in_a_weighted_sum() -> None:
    table = matrix([(50,), (90,)], [1], anchors=[line()])
    ranking = rank(table, gates=[Gate("c0", 60, at_most=True)])
    assert ranking.vendors[-1].score == pytest.approx(90)
    assert ranking.vendors[-1].contributions == pytest.approx({"c0": 90})


@pytest.mark.parametrize("method", Method)
def test_all_vendors_excluded(method: Method) -> None:
    table = matrix([(50,), (90,)], [1], anchors=[line()])
    ranking = rank(table, method, gates=[Gate("c0", 95)])
    assert ranks(ranking) == {"A": None, "B": None}


def test_details_follow_the_order_of_the_matrix() -> None:
    ranking = rank(
        matrix([(9, 9), (NAN, NAN), (5, 8), (6, 4)], [1, 2]),
        Method.VIKOR,
        gates=[Gate("c0", 8, at_most=True)],
    )
    s = ranking.details["S"]
    assert s.shape == (4,)
    assert list(np.isnan(s)) == [True, True, False, False]


def test_vikor_names_a_compromise_when_the_first_does_not_stand_alone() -> None:
    ranking = rank(matrix([(10, 0), (0, 10), (6, 6)], [1, 1]), Method.VIKOR)
    assert ranking.vendors[0].vendor == "C"
    assert not any("compromise" in note for note in ranking.notes)
    close = rank(matrix([(10, 0), (6, 5.9), (6, 6), (0, 10)], [1, 1]), Method.VIKOR)
    assert any("C and B are its compromise" in note for note in close.notes)


@pytest.mark.parametrize("weight", [-1.0, NAN, float("inf")])
def test_impossible_weights_are_refused(weight: float) -> None:
    with pytest.raises(ScenarioError, match="weight of Criterion 1"):
        rank(matrix([(1, 2)], [1, weight]))


def test_infinite_figures_are_refused() -> None:
    with pytest.raises(ScenarioError, match="B for Criterion 0"):
        rank(matrix([(1,), (float("inf"),)], [1]))


def test_thresholds_are_checked() -> None:
    table = matrix([(1,), (2,)], [1], preferences=[Preference("linear", q=3, p=2)])
    with pytest.raises(ScenarioError, match="linear"):
        rank(table, Method.PROMETHEE)


def test_a_sentence_names_a_few_and_counts_the_rest() -> None:
    assert listed(["A", "B", "C"]) == "A, B and C"
    assert listed([str(n) for n in range(9)]) == "0, 1, 2, 3 and 5 more"
