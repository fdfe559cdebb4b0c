"""What turns the first place: weights moved, figures moved, vendors left out."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import linprog

from desktop_app.domain.progress import Cancelled, NoProgress
from desktop_app.scoring.batch_scores import batch_scorer
from desktop_app.scoring.break_even import BreakEven, break_evens
from desktop_app.scoring.linear_program import least_cost
from desktop_app.scoring.methods.weighted import weighted_sum
from desktop_app.scoring.model import DecisionMatrix, Method, MissingRule
from desktop_app.scoring.overtaking import Overtaking, overtakings
from desktop_app.scoring.setting import Setting
from desktop_app.scoring.without_vendor import without_each
from tests.helpers.matrices import NAN, line, matrix


def nearest(table: DecisionMatrix, setting: Setting | None = None) -> dict[str, Overtaking]:
    setting = setting or Setting()
    found = overtakings(setting.place(table), setting.method, table.vendors)
    return {one.vendor: one for one in found}


def even(table: DecisionMatrix, setting: Setting | None = None) -> dict[str, BreakEven]:
    setting = setting or Setting()
    found = break_evens(setting.place(table), setting.method, table.vendors, {})
    return {f"{one.vendor} {one.kpi}": one for one in found}


@pytest.mark.parametrize("seed", range(20))
def test_linear_program_agrees_with_another_solver(seed: int) -> None:
    rng = np.random.default_rng(seed)
    cost = rng.uniform(0.1, 2, 6)
    conditions, limits = rng.normal(size=(5, 6)), rng.normal(size=5)
    found = least_cost(cost, conditions, limits)
    other = linprog(cost, A_ub=conditions, b_ub=limits, bounds=(0, None))
    if other.status == 2:
        assert found is None
    else:
        assert found is not None
        assert (conditions @ found <= limits + 1e-7).all()
        assert cost @ found == pytest.approx(other.fun)


def test_smallest_change_by_hand() -> None:
    """A leads by 40 on the first and trails by 20 on the second: even at a third, from a half."""
    found = nearest(matrix([(80, 40), (40, 60)], [0.5, 0.5], anchors=[line(), line()]))
    assert found["B"].moved == pytest.approx(1 / 6)
    assert found["B"].weights == pytest.approx([1 / 3, 2 / 3])


def test_dominated_vendor_wins_under_no_weights() -> None:
    found = nearest(matrix([(80, 40), (70, 30)], [0.5, 0.5], anchors=[line(), line()]))
    assert found["B"].weights is None
    assert np.isnan(found["B"].moved)


@pytest.mark.parametrize("seed", range(8))
def test_smallest_change_is_enough_and_no_scan_finds_a_smaller_one(seed: int) -> None:
    rng = np.random.default_rng(seed)
    values = rng.uniform(0, 100, (4, 3))
    values[1:, 1:][rng.random((3, 2)) < 0.25] = np.nan
    weights = np.array([0.5, 0.3, 0.2])
    table = matrix(values.tolist(), weights.tolist(), anchors=[line()] * 3)
    every = rng.dirichlet(np.ones(3), 20_000)
    every = np.vstack([every, weights + 0.05 * (every - 1 / 3)])
    for vendor, one in nearest(table).items():
        row = "ABCD".index(vendor)
        scores = np.column_stack([_mean(values[i], every) for i in range(4)])
        wins = scores[:, row] >= scores.max(axis=1)
        if one.weights is None:
            assert not wins.any()
            continue
        there = weighted_sum(values, one.weights).score
        assert there[row] == pytest.approx(np.nanmax(there), abs=1e-4)
        smallest = (np.abs(every - weights).sum(axis=1) / 2)[wins]
        assert not len(smallest) or one.moved <= smallest.min() + 0.002


def _mean(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    known = ~np.isnan(values)
    return weights[:, known] @ values[known] / weights[:, known].sum(axis=1)


SEARCHED = [
    (method, gaps)
    for method in (Method.TOPSIS, Method.VIKOR, Method.PROMETHEE)
    for gaps in (False, True)
]


@pytest.mark.parametrize(("method", "gaps"), SEARCHED)
@pytest.mark.parametrize("seed", range(3))
def test_searched_change_is_enough_and_no_net_of_weights_has_a_smaller_one(
    method: Method, gaps: bool, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    values = rng.uniform(10, 100, (5, 3))
    if gaps:
        values[1:, 1:][rng.random((4, 2)) < 0.3] = np.nan
    weights = np.array([0.5, 0.3, 0.2])
    table, setting = matrix(values.tolist(), weights.tolist()), Setting(method)
    placing = setting.place(table)
    steps = np.arange(1, 40) / 40
    every = np.array([(a, b, 1 - a - b) for a in steps for b in steps if a + b < 1 - 1e-9])
    scores = batch_scorer(method, placing.field, None)(every)
    first = scores <= scores.min(axis=1, keepdims=True) + 1e-9
    carried = every @ (~np.isnan(placing.field.ranked)).T >= 0.01
    for vendor, one in nearest(table, setting).items():
        row = "ABCDE".index(vendor)
        wins = every[first[:, row] & carried[:, row]]
        smallest = np.abs(wins - weights).sum(axis=1).min() / 2 if len(wins) else np.nan
        assert np.isnan(smallest) or one.moved <= smallest + 1e-4
        if one.weights is None:
            continue
        assert one.weights.sum() == pytest.approx(1)
        there = matrix(values.tolist(), one.weights.tolist())
        assert row in setting.place(there).leaders


def test_searched_change_says_so_and_an_exact_one_does_not() -> None:
    table = matrix([(80, 40), (40, 60)], [0.5, 0.5])
    assert nearest(table, Setting(Method.TOPSIS))["B"].tried > 1_000
    assert nearest(table)["B"].tried == 0
    assert nearest(table, Setting(Method.PROMETHEE)) == {}


def test_searched_change_of_topsis_by_hand() -> None:
    """Two vendors and two criteria: B is nearer where its weighted lead is the larger one."""
    table = matrix([(80, 40), (40, 60)], [0.5, 0.5])
    first, second = 40 / np.hypot(80, 40), 20 / np.hypot(40, 60)
    even = first / (first + second)
    found = nearest(table, Setting(Method.TOPSIS))["B"]
    assert found.weights == pytest.approx([1 - even, even], abs=1e-5)


def test_search_finds_no_weights_for_a_vendor_that_another_is_better_than_throughout() -> None:
    table = matrix([(80, 40), (70, 30), (20, 60)], [0.5, 0.5])
    for method in (Method.TOPSIS, Method.VIKOR):
        found = nearest(table, Setting(method))
        assert found["B"].weights is None
        assert found["C"].weights is not None


def test_search_stops_when_told_to() -> None:
    class Stopping(NoProgress):
        def check(self) -> None:
            raise Cancelled

    table, setting = matrix([(80, 40), (40, 60)], [0.6, 0.4]), Setting(Method.VIKOR)
    with pytest.raises(Cancelled):
        overtakings(setting.place(table), setting.method, table.vendors, Stopping())


def test_break_even_on_anchors_by_hand() -> None:
    """A has 60, B 50; B needs 20 more points on one of two halves."""
    found = even(matrix([(80, 40), (40, 60)], [0.5, 0.5], anchors=[line(), line(200)]))
    # A: 40 + 10 = 50. B: 20 + 15 = 35; 15 points short: 30 more of 100, or 60 more of 200.
    assert found["B c0"].needed == pytest.approx(70)
    assert found["B c1"].needed == pytest.approx(120)


def test_break_even_that_cannot_be() -> None:
    found = even(matrix([(100, 90), (0, 90)], [0.9, 0.1], anchors=[line(), line()]))
    assert not found["B c1"].possible
    assert found["B c0"].needed == pytest.approx(100)


def test_break_even_of_a_price_scored_by_the_field_by_hand() -> None:
    """A has 50 + 50, B 40 + 50 x 2 / 2.5. At p below 2 B has 90, A 50 + 50 p / 2: even at 1.6."""
    found = even(matrix([(100, 2.0), (80, 2.5)], [0.5, 0.5], "+-", anchors=[line(), None]))
    assert found["B c1"].needed == pytest.approx(1.6)
    assert not found["B c0"].possible


def test_break_even_inside_a_band() -> None:
    from desktop_app.catalogue.model import Anchors

    band = Anchors(worst=60, target=80, target_high=85, worst_high=100)
    table = matrix([(80, 60), (95, 70)], [0.5, 0.5], "b+", anchors=[band, line()])
    # A: 50 + 30; B: 35 + half of its points in the band: 90 of 100 are needed, 86.5.
    assert even(table)["B c0"].needed == pytest.approx(86.5)


def test_break_even_knows_what_a_figure_can_be() -> None:
    """Without limits: 50 x 5 / 9 + 50 = 50 + 50 x 4 / 7.2."""
    table = matrix([(0.9, 4.0), (0.5, 1.0)], [0.5, 0.5])
    setting = Setting()
    placing = setting.place(table)
    free = break_evens(placing, setting.method, table.vendors, {})
    bound = break_evens(placing, setting.method, table.vendors, {"c1": (0.0, 5.0)})
    assert [one.needed for one in free if one.kpi == "c1"] == pytest.approx([7.2])
    assert [one.possible for one in bound if one.kpi == "c1"] == [False]


@pytest.mark.parametrize("method", [Method.TOPSIS, Method.PROMETHEE, Method.VIKOR])
def test_break_even_of_other_methods_wins_there_and_not_before(method: Method) -> None:
    table = matrix([(80, 40), (40, 60), (50, 45)], [0.6, 0.4])
    setting = Setting(method)
    for one in even(table, setting).values():
        if not one.possible:
            continue
        for value, first in ((one.needed, True), (one.now + 0.99 * (one.needed - one.now), False)):
            rows = table.values.copy()
            rows[table.vendors.index(one.vendor), int(one.kpi[1])] = value
            again = setting.place(matrix(rows.tolist(), [0.6, 0.4]))
            assert (table.vendors.index(one.vendor) in again.leaders) == first


def test_without_a_vendor_topsis_turns_and_anchors_do_not() -> None:
    rows = [(1, 5), (4, 2), (3, 3), (5, 1)]
    found = {o.vendor: o for o in without_each(matrix(rows, [0.5, 0.5]), Setting(Method.TOPSIS))}
    assert found["D"].leaders == ("B",)
    assert found["D"].turned is not None
    fixed = without_each(matrix(rows, [0.5, 0.4], anchors=[line(6), line(6)]), Setting())
    assert all(one.turned is None for one in fixed)
    assert fixed[0].vendor not in fixed[0].leaders


def test_missing_figure_has_no_break_even() -> None:
    table = matrix([(80, 40), (40, NAN)], [0.5, 0.5], anchors=[line(), line()])
    assert "B c1" not in even(table)
    assert even(table, Setting(missing=MissingRule.WORST))["B c0"].possible is False
