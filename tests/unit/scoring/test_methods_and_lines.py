from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from desktop_app.scoring.acceptability import acceptability
from desktop_app.scoring.disagreement import compare_methods
from desktop_app.scoring.figure_draws import Intervals
from desktop_app.scoring.line_intervals import line_intervals
from desktop_app.scoring.model import DecisionMatrix, Method
from desktop_app.scoring.ranking import rank
from desktop_app.scoring.sensitivity import sensitivity
from desktop_app.scoring.setting import Setting
from desktop_app.scoring.weight_draws import WeightSpace
from desktop_app.scoring.weight_lines import weight_lines
from tests.helpers.matrices import NAN, line, matrix, scores

ZHAO = [(4, 3, 2), (3, 2, 4), (5, 1, 3)]


def test_lines_cross_where_the_stability_interval_ends() -> None:
    """The Zhao case by PROMETHEE: published ends 4/9 and 7/15 of the first and third weight."""
    table = matrix(ZHAO, (0.5, 0.3, 0.2))
    lines = weight_lines(table, Setting(Method.PROMETHEE), "c0")
    assert lines is not None
    assert lines.crossings[-1].weight == pytest.approx(4 / 9)
    assert lines.crossings[-1].after == "C"
    third = weight_lines(table, Setting(Method.PROMETHEE), "c2")
    assert third is not None
    assert [c.weight for c in third.crossings] == pytest.approx([1 / 9, 7 / 15])
    assert [c.after for c in third.crossings] == ["C", "B"]


@pytest.mark.parametrize("method", list(Method))
def test_lines_pass_through_the_present_scores(method: Method) -> None:
    table = matrix(ZHAO, (0.5, 0.25, 0.25), anchors=[line(10)] * 3)
    lines = weight_lines(table, Setting(method), "c0")
    assert lines is not None
    now = scores(rank(table, method))
    at = int(np.flatnonzero(lines.weights == 0.5)[0])
    assert dict(zip(lines.vendors, lines.scores[:, at], strict=True)) == pytest.approx(now)


def test_scores_over_a_weight_have_the_interval_of_their_figures_by_hand() -> None:
    """A: 80 +- 4 by t and 40 +- 8 by 1 - t, so +- sqrt(16 t^2 + 64 (1 - t)^2); B is exact."""
    table = matrix([(80, 40), (60, 50)], [0.5, 0.5], anchors=[line(), line()])
    low, high = np.array([(76, 32), (NAN, NAN)]), np.array([(84, 48), (NAN, NAN)])
    lines = weight_lines(table, Setting(), "c0")
    assert lines is not None
    found = line_intervals(table, Setting(), lines, Intervals(low, high))
    assert found is not None
    assert found.drawn == 2
    for share in (0.0, 0.25, 0.5, 1.0):
        at = int(np.abs(lines.weights - share).argmin())
        half = np.hypot(4 * share, 8 * (1 - share))
        score = 80 * share + 40 * (1 - share)
        assert found.low[0, at] == pytest.approx(score - half, abs=0.12 * half)
        assert found.high[0, at] == pytest.approx(score + half, abs=0.12 * half)
        assert found.low[1, at] == found.high[1, at] == pytest.approx(lines.scores[1, at])


@pytest.mark.parametrize("method", list(Method))
def test_every_method_has_intervals_over_a_weight(method: Method) -> None:
    table = matrix([(80, 40, 7), (60, NAN, 5), (50, 45, 9)], [0.5, 0.3, 0.2])
    lines = weight_lines(table, Setting(method), "c0")
    assert lines is not None
    known = Intervals(table.values - 3, table.values + 3)
    found = line_intervals(table, Setting(method), lines, known)
    assert found is not None
    inside = slice(1, -1)
    assert np.isfinite(found.low[:, inside]).all()
    assert (found.low[:, inside] <= found.high[:, inside]).all()
    none = Intervals(table.values * NAN, table.values * NAN)
    assert line_intervals(table, Setting(method), lines, none) is None


def test_lines_with_a_missing_figure_cross_by_hand() -> None:
    """B scores 60 whatever the weight; A's 80 t + 40 (1 - t) is 60 at one half."""
    table = matrix([(80, 40), (60, NAN)], [0.75, 0.25], anchors=[line(), line()])
    lines = weight_lines(table, Setting(), "c0")
    assert lines is not None
    assert [(c.weight, c.score) for c in lines.crossings] == [
        (pytest.approx(0.5), pytest.approx(60))
    ]
    found = sensitivity(table)
    assert lines.crossings[0].weight == pytest.approx(found.intervals[0].low)


def test_no_lines_for_one_criterion_or_one_without_weight() -> None:
    assert weight_lines(matrix([(1,), (2,)], [1.0]), Setting(), "c0") is None
    table = matrix([(1, 2), (2, 1)], [1.0, 0.0])
    assert weight_lines(table, Setting(), "c1") is None


def test_methods_agree_where_one_vendor_is_best_throughout() -> None:
    found = compare_methods(matrix([(9, 9), (5, 5), (1, 1)], [0.5, 0.5]), Setting())
    assert [r.method for r in found.rankings] == list(Method)
    assert all(one.pairs == () and one.causes == () for one in found.disagreements)


def test_disagreement_names_the_pair_and_the_criterion() -> None:
    """By points A leads by 100 to 0; PROMETHEE counts only that B is better at two of three."""
    table = matrix([(100, 50, 50), (0, 55, 55)], [0.34, 0.33, 0.33], anchors=[line()] * 3)
    found = {one.method: one for one in compare_methods(table, Setting()).disagreements}
    assert found[Method.PROMETHEE].pairs == (("B", "A"),)
    assert found[Method.PROMETHEE].causes[0] == ("c0", 0)


def test_tied_pairs_are_no_disagreement() -> None:
    table = matrix([(1, 0), (0, 1)], [0.5, 0.5])
    assert all(one.pairs == () for one in compare_methods(table, Setting()).disagreements)


def test_the_weight_of_the_group_moves_vikor_by_hand() -> None:
    """Tzeng's matrix; S from 0 to 1 is .9 .3 0 1, and R is .6 .2 0 1."""
    rows = [(5, 8, 4), (7, 6, 8), (8, 8, 6), (7, 4, 6)]
    table = matrix(rows, (0.3, 0.4, 0.3))
    for strategy in (0.0, 0.25, 1.0):
        expected = [
            strategy * s + (1 - strategy) * r
            for s, r in zip((0.9, 0.3, 0, 1), (0.6, 0.2, 0, 1), strict=True)
        ]
        assert rank(table, Method.VIKOR, strategy=strategy).details["Q"] == pytest.approx(expected)
        lines = weight_lines(table, Setting(Method.VIKOR, strategy=strategy), "c0")
        assert lines is not None
        assert lines.scores[:, 30] == pytest.approx(expected)


def test_scored_from_the_worst_to_the_best_of_the_field() -> None:
    rows = [(60,), (80,), (70,)]
    table = matrix(rows, (1,))
    line_of = replace(table.criteria[0], stretched=True)
    stretched = DecisionMatrix(table.vendors, (line_of,), table.values)
    found = rank(stretched)
    assert scores(found) == {"B": 100, "C": 50, "A": 0}
    assert any("adding a vendor can change ranks" in note for note in found.notes)
    drawn = acceptability(
        stretched,
        Setting(),
        WeightSpace.SET,
        intervals=Intervals(table.values - 1, table.values + 1),
        draws=500,
    )
    assert dict(zip(drawn.vendors, drawn.first.tolist(), strict=True)) == {"B": 1, "C": 0, "A": 0}


def test_each_pair_has_what_settles_it() -> None:
    """B is better at two of three; only the first, where A is far ahead, makes points differ."""
    table = matrix([(100, 50, 50), (0, 55, 55)], [0.2, 0.4, 0.4], anchors=[line()] * 3)
    found = {one.method: one for one in compare_methods(table, Setting()).disagreements}
    assert found[Method.PROMETHEE].settled == {("B", "A"): (("c0",),)}


def test_two_criteria_together_where_none_alone_settles_a_pair() -> None:
    """A leads two KPIs by 40 points and loses three by 10: 8 more by points, less by counting."""
    table = matrix(
        [(90, 90, 50, 50, 50), (50, 50, 60, 60, 60)], [0.19, 0.19, 0.2, 0.21, 0.21],
        anchors=[line()] * 5,
    )  # fmt: skip
    found = {one.method: one for one in compare_methods(table, Setting()).disagreements}
    one = found[Method.PROMETHEE]
    assert one.pairs == (("B", "A"),)
    assert one.causes == ()
    assert one.settled["B", "A"][0] == ("c0", "c1")
