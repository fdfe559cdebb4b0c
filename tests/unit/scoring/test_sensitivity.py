from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from desktop_app.scoring.batch_scores import linear_scorer
from desktop_app.scoring.methods.weighted import weighted_sum
from desktop_app.scoring.model import Gate, Method, MissingRule, Normalisation
from desktop_app.scoring.ranking import rank
from desktop_app.scoring.searched_stability import searched_intervals
from desktop_app.scoring.sensitivity import sensitivity
from desktop_app.scoring.stability import stability_interval, stability_intervals
from tests.helpers.matrices import NAN, line, matrix

TWO = [line(), line()]


def test_interval_by_hand() -> None:
    """A leads B by 40 on the first and trails by 20 on the second: even at a third."""
    found = sensitivity(matrix([(80, 40), (40, 60)], [0.5, 0.5], anchors=TWO))
    assert found.leaders == ("A",)
    first, second = found.intervals
    assert (first.low, first.high) == pytest.approx((1 / 3, 1))
    assert (second.low, second.high) == pytest.approx((0, 2 / 3))
    assert found.leave_one_out == {"c0": ("B",), "c1": ("A",)}


def test_interval_with_a_missing_figure_by_hand() -> None:
    """B has only the first criterion, so it scores 60 at any weight; A's 80t + 40(1-t) is 60 at
    one half.
    """
    found = sensitivity(matrix([(80, 40), (60, NAN)], [0.75, 0.25], anchors=TWO))
    assert (found.intervals[0].low, found.intervals[0].high) == pytest.approx((0.5, 1))
    worst = sensitivity(
        matrix([(80, 40), (60, NAN)], [0.75, 0.25], anchors=TWO), missing=MissingRule.WORST
    )
    assert (worst.intervals[0].low, worst.intervals[0].high) == pytest.approx((0, 1))


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("gaps", [0.0, 0.3])
def test_intervals_agree_with_a_scan(seed: int, gaps: float) -> None:
    rng = np.random.default_rng(seed)
    parts = rng.uniform(0, 100, (5, 4))
    parts[rng.random((5, 4)) < gaps] = np.nan
    parts[:, 0] = rng.uniform(0, 100, 5)
    weights = rng.dirichlet(np.ones(4))
    leader = int(np.nanargmax(weighted_sum(parts, weights).score))
    for j in range(4):
        low, high = stability_interval(parts, weights, leader, j)
        assert low <= weights[j] <= high
        for t in np.linspace(0.001, 0.999, 300):
            moved = weights * (1 - t) / (1 - weights[j])
            moved[j] = t
            scores = weighted_sum(parts, moved).score
            if low + 1e-9 < t < high - 1e-9:
                assert scores[leader] == pytest.approx(np.nanmax(scores))
        for end, step in ((low, -1e-6), (high, 1e-6)):
            if 0 < end < 1:
                moved = weights * (1 - end - step) / (1 - weights[j])
                moved[j] = end + step
                scores = weighted_sum(parts, moved).score
                assert scores[leader] < np.nanmax(scores)


def test_clear_lead() -> None:
    found = sensitivity(matrix([(80, 70), (40, 30)], [1, 1], anchors=TWO))
    assert found.verdict == "clear"
    assert "A stays first" in found.reason


def test_narrow_names_what_turns_it() -> None:
    found = sensitivity(matrix([(80, 40), (40, 60)], [0.5, 0.5], anchors=TWO))
    assert found.verdict == "narrow"
    assert found.reason == "A is first, but leaving out Criterion 0 would put B first."


def test_narrow_by_a_weight_names_the_weight() -> None:
    """A trails by 20 on the first of 21 criteria and leads by 20 on the rest: even at a half."""
    rows = [(40, *[70] * 20), (60, *[50] * 20)]
    weights = [0.46, *[0.027] * 20]
    found = sensitivity(matrix(rows, weights, anchors=[line()] * 21))
    assert found.leaders == ("A",)
    assert set(found.leave_one_out.values()) == {("A",)}
    assert found.verdict == "narrow"
    assert found.reason == (
        "A is first, but a weight of 51.0 % instead of 46.0 % for Criterion 0 would put B first."
    )


def test_a_shared_first_place_is_none() -> None:
    found = sensitivity(matrix([(80, 40), (40, 80)], [1, 1], anchors=TWO))
    assert found.leaders == ("A", "B")
    assert (found.verdict, found.intervals) == ("none", ())
    assert found.leave_one_out == {"c0": ("B",), "c1": ("A",)}


@pytest.mark.parametrize("rows", [[], [(1, 2)], [(NAN, NAN), (1, 2)]])
def test_fewer_than_two_vendors_is_none(rows: list[tuple[float, float]]) -> None:
    found = sensitivity(matrix(rows, [1, 1], anchors=TWO))
    assert (found.verdict, found.intervals, found.leave_one_out) == ("none", (), {})


@pytest.mark.parametrize("method", Method)
def test_one_criterion(method: Method) -> None:
    found = sensitivity(matrix([(1,), (2,)], [3]), method, Normalisation.MINMAX)
    assert (found.leaders, found.verdict, found.intervals) == (("B",), "clear", ())
    assert found.leave_one_out == {"c0": ()}


@pytest.mark.parametrize("method", [Method.TOPSIS, Method.VIKOR])
def test_methods_that_are_not_linear_say_that_intervals_are_searched_for(method: Method) -> None:
    found = sensitivity(matrix([(8, 7), (4, 3), (6, 1)], [1, 1]), method)
    assert [(one.low, one.high) for one in found.intervals] == [(0, 1), (0, 1)]
    assert "not linear in the weights" in found.reason
    assert found.leave_one_out == {"c0": ("A",), "c1": ("A",)}
    assert found.verdict == "clear"


def test_promethee_with_gaps_says_that_intervals_are_searched_for() -> None:
    table = matrix([(8, 7), (4, NAN), (6, 1)], [1, 1])
    found = sensitivity(table, Method.PROMETHEE)
    assert len(found.intervals) == 2
    assert "figures missing" in found.reason
    assert len(sensitivity(table, Method.PROMETHEE, missing=MissingRule.WORST).intervals) == 2


def test_searched_intervals_are_the_exact_ones_where_scores_are_linear() -> None:
    """Beside the algebra, with gaps."""
    rng = np.random.default_rng(4)
    for _ in range(20):
        parts, weights = rng.uniform(0, 100, (5, 4)), rng.dirichlet(np.ones(4) * 3)
        parts[1:, 1:][rng.random((4, 3)) < 0.2] = np.nan
        scorer = linear_scorer(parts)
        leader = int(np.argmin(scorer(weights[np.newaxis])[0]))
        low, high = searched_intervals(scorer, weights, leader)
        exact_low, exact_high = stability_intervals(parts, weights, leader)
        assert low == pytest.approx(exact_low, abs=1e-6)
        assert high == pytest.approx(exact_high, abs=1e-6)


@pytest.mark.parametrize("method", [Method.TOPSIS, Method.VIKOR, Method.PROMETHEE])
def test_within_a_searched_interval_the_leader_is_first_and_beyond_it_not(method: Method) -> None:
    table = matrix([(8, 3, 5), (4, 9, NAN), (6, 2, 7)], [0.5, 0.2, 0.3])
    found = sensitivity(table, method)
    ranked = {one.kpi: one for one in found.intervals}
    for j, criterion in enumerate(table.criteria):
        one = ranked[criterion.id]
        for share, leads in ((one.low + 1e-4, True), (one.high - 1e-4, True),
                             (one.low - 1e-4, False), (one.high + 1e-4, False)):  # fmt: skip
            if not 0 < share < 1:
                continue
            weights = np.array([0.5, 0.2, 0.3])
            weights *= (1 - share) / (1 - weights[j])
            weights[j] = share
            of = zip(table.criteria, weights, strict=True)
            moved = replace(table, criteria=tuple(replace(c, weight=float(w)) for c, w in of))
            first = {line.vendor for line in rank(moved, method).vendors if line.rank == 1}
            assert (set(found.leaders) <= first) == leads, (criterion.id, share)


@pytest.mark.parametrize("method", Method)
def test_leaving_out_the_only_figure_of_a_vendor(method: Method) -> None:
    table = matrix([(9, NAN), (4, 5), (3, 7)], [1, 1])
    found = sensitivity(table, method, Normalisation.MINMAX)
    assert found.leave_one_out["c0"] == ("C",)
    assert found.leave_one_out["c1"] == ("A",)


def test_excluded_vendors_do_not_lead() -> None:
    table = matrix([(80, 40), (90, 90), (40, 60)], [0.5, 0.5], anchors=TWO)
    found = sensitivity(table, gates=[Gate("c0", 85, at_most=True)])
    assert found.leaders == ("A",)
    assert found.intervals[0].low == pytest.approx(1 / 3)


def test_a_lead_that_rests_on_what_is_missing_is_narrow_and_says_so() -> None:
    """A has 90 on half of the weight and nothing else, B 80 and 80: at worst A would have 45."""
    found = sensitivity(matrix([(90, NAN), (80, 80)], [0.5, 0.5], anchors=TWO))
    assert found.verdict == "narrow"
    assert found.reason == (
        "A is first on figures for 50 % of the weight; were what is missing at its worst, B would "
        "be first."
    )


def test_scores_on_different_criteria_are_no_lead() -> None:
    """A by the first criterion only, B by the second only: nothing of theirs is compared."""
    apart = sensitivity(matrix([(80, NAN), (NAN, 10)], [0.5, 0.5], anchors=TWO))
    assert (apart.leaders, apart.verdict) == (("A",), "none")
    assert "A and B have no figure in common that counts" in apart.reason
    one_shared = sensitivity(matrix([(80, 50), (NAN, 10)], [0.5, 0.5], anchors=TWO))
    assert one_shared.verdict != "none"
