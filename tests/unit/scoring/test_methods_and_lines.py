from __future__ import annotations

import numpy as np
import pytest

from desktop_app.scoring.disagreement import compare_methods
from desktop_app.scoring.model import Method
from desktop_app.scoring.ranking import rank
from desktop_app.scoring.sensitivity import sensitivity
from desktop_app.scoring.setting import Setting
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
