from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.progress import Cancelled, NoProgress
from desktop_app.scoring.acceptability import acceptability
from desktop_app.scoring.batch_scores import batch_scorer
from desktop_app.scoring.bounded_draws import BoundedDraws
from desktop_app.scoring.figure_draws import FigureDraws, Intervals
from desktop_app.scoring.model import DecisionMatrix, Gate, Method, MissingRule, Normalisation
from desktop_app.scoring.place_counts import PlaceCounts
from desktop_app.scoring.products import product
from desktop_app.scoring.ranking import METHODS
from desktop_app.scoring.setting import Setting
from desktop_app.scoring.weight_draws import Bounds, WeightSpace, around, weight_sampler
from tests.helpers.matrices import NAN, line, matrix

FREE = WeightSpace.FREE


def rough(gaps: float, seed: int = 3) -> DecisionMatrix:
    rng = np.random.default_rng(seed)
    values = rng.uniform(1, 99, (5, 4))
    values[:, 1:][rng.random((5, 3)) < gaps] = np.nan
    weights = rng.dirichlet(np.ones(4))
    return matrix(values.tolist(), weights.tolist(), "+-+-", [line(), line(0, 100)] * 2)


@pytest.mark.parametrize("method", list(Method))
@pytest.mark.parametrize("gaps", [0.0, 0.3])
def test_batch_scores_order_vendors_as_the_method_does(method: Method, gaps: float) -> None:
    placing = Setting(method).place(rough(gaps))
    field, drawn = placing.field, np.random.default_rng(5).dirichlet(np.ones(4), 50)
    found = batch_scorer(method, field, placing.outcome.parts)(drawn)
    for weights, scores in zip(drawn, found, strict=True):
        again = type(field)(
            field.criteria, field.values, field.size, weights, field.normalisation, field.missing
        )
        outcome = METHODS[method](again)
        best_first = np.argsort(-outcome.score if outcome.higher_is_better else outcome.score)
        assert np.argsort(scores).tolist() == best_first.tolist()


def test_same_seed_gives_the_same_shares_and_another_nearly() -> None:
    table = rough(0.0)
    first, again, other = (
        acceptability(table, Setting(), draws=20_000, seed=s).shares for s in (1, 1, 2)
    )
    assert (first == again).all()
    assert not (first == other).all()
    assert first == pytest.approx(other, abs=0.02)


def test_equal_vendors_share_the_better_place() -> None:
    found = acceptability(
        matrix([(80, 40), (80, 40), (10, 10)], [0.5, 0.5], anchors=[line(), line()]), Setting()
    )
    assert found.shares.tolist() == [[1, 0, 0], [1, 0, 0], [0, 0, 1]]
    assert found.central[0] == pytest.approx([0.5, 0.5], abs=0.01)
    assert found.central[0].tolist() == found.central[1].tolist()


def test_vendor_ruled_out_takes_no_part() -> None:
    table = matrix([(90, 90), (80, 40), (40, 80)], [0.5, 0.5], anchors=[line(), line()])
    found = acceptability(table, Setting(gates=(Gate("c0", 85, at_most=True),)), draws=1_000)
    assert set(found.vendors) == {"B", "C"}


def test_missing_figure_rescales_the_weights() -> None:
    """B has the first alone and scores 60 always; A's 100w is above it in 2 draws of 5."""
    table = matrix([(100, 0), (60, NAN)], [0.5, 0.5], anchors=[line(), line()])
    found = acceptability(table, Setting())
    assert dict(zip(found.vendors, found.first, strict=True)) == pytest.approx(
        {"A": 0.4, "B": 0.6}, abs=0.005
    )
    worst = acceptability(table, Setting(missing=MissingRule.WORST))
    assert dict(zip(worst.vendors, worst.first, strict=True)) == {"A": 1, "B": 0}


def test_bounded_draws_are_even_within_the_bounds() -> None:
    """Beside a second way to draw them: any weights, those outside thrown away."""
    bounds = Bounds(np.array([0.2, 0.1, 0.0, 0.05]), np.array([0.5, 0.6, 0.3, 0.4]))
    rng = np.random.default_rng(1)
    found = weight_sampler(WeightSpace.BOUNDED, np.full(4, 0.25), bounds)(rng, 40_000)
    assert found.sum(axis=1) == pytest.approx(1)
    assert (found >= bounds.low - 1e-12).all()
    assert (found <= bounds.high + 1e-12).all()
    every = rng.dirichlet(np.ones(4), 400_000)
    kept = every[((every >= bounds.low) & (every <= bounds.high)).all(axis=1)]
    assert found.mean(axis=0) == pytest.approx(kept.mean(axis=0), abs=0.003)
    assert found.std(axis=0) == pytest.approx(kept.std(axis=0), abs=0.003)


def test_weights_beside_one_that_takes_up_the_rest_are_even_within_their_bounds() -> None:
    """Whatever the others are, the wide one makes up for it: each is even between its bounds."""
    low, high = np.r_[np.full(39, 0.02), 0.0], np.r_[np.full(39, 0.025), 1.0]
    found = BoundedDraws(low, high)(np.random.default_rng(4), 10_000)
    assert found[:, :39].mean(axis=0) == pytest.approx(np.full(39, 0.0225), abs=0.00006)
    assert found[:, :39].std(axis=0) == pytest.approx(np.full(39, 0.005 / 12**0.5), rel=0.02)
    assert found[:, 39].std() == pytest.approx(0.005 * (39 / 12) ** 0.5, rel=0.03)


def test_within_bounds_that_bind_nothing_weights_are_as_free_ones() -> None:
    """A weight of 40 is below x in 1 - (1 - x)^39 of all that sum to 1."""
    found = BoundedDraws(np.zeros(40), np.ones(40))(np.random.default_rng(4), 10_000)
    for share in (0.1, 0.5, 0.9):
        edge = 1 - (1 - share) ** (1 / 39)
        assert (found < edge).mean(axis=0) == pytest.approx(np.full(40, share), abs=0.02)
    assert found.sum(axis=1) == pytest.approx(1)


@pytest.mark.parametrize(
    ("low", "high"),
    [
        ([0.3, 0.3, 0.4], [0.3, 0.3, 0.4]),
        ([0.2, 0.3, 0.1], [0.4, 0.3, 0.7]),
        ([0.0, 0.0, 0.0], [0.5, 0.3, 0.2]),
        ([0.999, 0.0, 0.0], [1.0, 1.0, 1.0]),
    ],
)
def test_bounds_that_leave_little_or_nothing_are_kept(low: list[float], high: list[float]) -> None:
    found = BoundedDraws(np.array(low), np.array(high))(np.random.default_rng(4), 1_000)
    assert found.sum(axis=1) == pytest.approx(1)
    assert (found >= np.array(low) - 1e-12).all()
    assert (found <= np.array(high) + 1e-12).all()


def test_vendor_whose_figures_carry_no_weight_comes_last() -> None:
    table = matrix([(60, NAN), (NAN, 90)], [0.5, 0.5], anchors=[line(), line()])
    none = Bounds(np.array([1.0, 0.0]), np.array([1.0, 0.0]))
    found = acceptability(table, Setting(), WeightSpace.BOUNDED, none, draws=100)
    assert dict(zip(found.vendors, found.first, strict=True)) == {"A": 1, "B": 0}


def test_places_of_many_vendors_are_those_of_a_plain_sort() -> None:
    rng = np.random.default_rng(2)
    for vendors in (3, 50, 300):
        scores, weights = rng.normal(size=(40, vendors)), rng.dirichlet(np.ones(3), 40)
        counts = PlaceCounts(vendors, 3, np.arange(vendors))
        wanted, sums = np.zeros((vendors, vendors)), np.zeros((vendors, 3))
        for drawn, scored in zip(weights, scores, strict=True):
            ordered = sorted(range(vendors), key=lambda i: scored[i])
            for place, vendor in enumerate(ordered):
                wanted[vendor, place] += 1 / 40
            sums[ordered[0]] += drawn
        counts.add(weights[:25], scores[:25].copy())
        counts.add(weights[25:], scores[25:].copy())
        assert counts.shares() == pytest.approx(wanted)
        won = np.isfinite(counts.central()[:, 0])
        assert counts.central()[won] * wanted[won, :1] * 40 == pytest.approx(sums[won])


def test_product_by_blocks_is_the_product() -> None:
    rng = np.random.default_rng(1)
    for rows in (1, 130, 262, 2_000):
        left, right = rng.random((rows, 40)), rng.random((40, 50))
        assert product(left, right) == pytest.approx(left @ right)


def test_bounds_without_any_weights_are_refused() -> None:
    table = matrix([(1, 2), (2, 1)], [0.5, 0.5])
    bounds = Bounds(np.array([0.6, 0.6]), np.array([0.9, 0.9]))
    with pytest.raises(ScenarioError, match="within these bounds"):
        acceptability(table, Setting(), WeightSpace.BOUNDED, bounds)


def test_narrow_bounds_leave_the_leader_alone() -> None:
    table = matrix([(80, 40), (40, 60)], [0.5, 0.5], anchors=[line(), line()])
    near = around(np.array([0.5, 0.5]), 0.2)
    found = acceptability(table, Setting(), WeightSpace.BOUNDED, near, draws=2_000)
    assert found.shares.tolist() == [[1, 0], [0, 1]]


def normal_share(difference: float, spread: float) -> float:
    return 0.5 * (1 + math.erf(difference / spread / math.sqrt(2)))


def test_figures_alone_are_drawn_within_their_intervals() -> None:
    """A 52 +- 5, B 50 +- 5 (standard deviations): A is ahead in N(2 / sqrt(50)) of draws."""
    table = matrix([(52,), (50,)], [1.0], anchors=[line()])
    half = np.array([[5 * 1.959964], [5 * 1.959964]])
    intervals = Intervals(table.values - half, table.values + half)
    found = acceptability(table, Setting(), WeightSpace.SET, intervals=intervals, draws=400_000)
    assert found.draws == 40_000
    assert found.figures_drawn == 2
    assert found.first[0] == pytest.approx(normal_share(2, math.sqrt(50)), abs=0.008)


def test_figures_without_anchors_are_scored_by_each_draws_field() -> None:
    """Whoever's price is the lower is first, however the points come about."""
    table = matrix([(2.0,), (2.1,)], [1.0], "-")
    half = np.array([[0.1 * 1.959964], [0.1 * 1.959964]])
    intervals = Intervals(table.values - half, table.values + half)
    found = acceptability(table, Setting(), WeightSpace.SET, intervals=intervals, draws=400_000)
    assert found.first[0] == pytest.approx(normal_share(0.1, 0.1 * math.sqrt(2)), abs=0.008)


def test_weights_and_figures_together_are_less_sure_than_weights_alone() -> None:
    table = matrix([(70, 40), (40, 64)], [0.5, 0.5], anchors=[line(), line()])
    intervals = Intervals(table.values - 20, table.values + 20)
    near = around(np.array([0.5, 0.5]), 0.1)
    sure = acceptability(table, Setting(), WeightSpace.BOUNDED, near, draws=5_000)
    less = acceptability(table, Setting(), WeightSpace.BOUNDED, near, intervals, draws=5_000)
    assert sure.first[0] == 1
    assert 0.5 < less.first[0] < 0.8


ALL = [
    *((method, Normalisation.ANCHORS) for method in Method),
    (Method.WEIGHTED, Normalisation.MINMAX),
    (Method.WEIGHTED, Normalisation.VECTOR),
    (Method.TOPSIS, Normalisation.MINMAX),
]


@pytest.mark.parametrize("rule", [rule for rule in MissingRule if rule is not MissingRule.GATE])
@pytest.mark.parametrize(("method", "normalisation"), ALL)
def test_every_draw_of_figures_is_scored_as_a_field_of_its_own(
    method: Method, normalisation: Normalisation, rule: MissingRule
) -> None:
    """Beside a plain loop: each draw's figures put into the field, and ranked by the method."""
    table = rough(0.3, seed=6)
    scales = (line(), None, line(80, 20), None)
    of = zip(table.criteria, scales, strict=True)
    criteria = tuple(replace(one, anchors=anchors) for one, anchors in of)
    table = replace(table, criteria=criteria)
    setting = Setting(method, normalisation, rule)
    placing = setting.place(table)
    field, low, high = placing.field, table.values - 9, table.values + 12
    # One vendor's figures are exact, another's have no known interval.
    low[0], high[0], high[1] = table.values[0], table.values[0], np.nan
    draws = FigureDraws(method, field, placing.outcome.parts, low, high)
    drawn = np.random.default_rng(5).dirichlet(np.ones(4), 47)
    found = draws.scores(np.random.default_rng(8), drawn)
    again, size = np.random.default_rng(8), draws._at_once
    fields = [draws.spread.draw(again, min(size, 5 - at)) for at in range(0, 5, size)]
    for place, values in enumerate(np.concatenate(fields)):
        for number in range(10 * place, min(10 * place + 10, 47)):
            one = replace(field, values=values, weights=drawn[number])
            outcome = METHODS[method](one)
            wanted = -outcome.score if outcome.higher_is_better else outcome.score
            assert found[number] == pytest.approx(wanted, abs=1e-9)


@pytest.mark.parametrize("method", list(Method))
def test_figures_vary_with_every_method(method: Method) -> None:
    """Two vendors, one KPI: whose draw is the better is first, by whatever method."""
    table = matrix([(52,), (50,)], [1.0], anchors=[line()])
    half = np.array([[5 * 1.959964], [5 * 1.959964]])
    intervals = Intervals(table.values - half, table.values + half)
    setting = Setting(method)
    found = acceptability(table, setting, WeightSpace.SET, intervals=intervals, draws=100_000)
    assert found.figures_drawn == 2
    assert found.first[0] == pytest.approx(normal_share(2, math.sqrt(50)), abs=0.02)


def test_vendors_with_the_same_exact_figures_tie_while_others_are_drawn() -> None:
    table = matrix([(80, 40), (80, 40), (70, 30)], [0.5, 0.5], anchors=[line(), line()])
    wide = np.array([[np.nan, np.nan], [np.nan, np.nan], [5.0, 5.0]])
    intervals = Intervals(table.values - wide, table.values + wide)
    found = acceptability(table, Setting(), WeightSpace.SET, intervals=intervals, draws=1_000)
    assert found.shares.tolist() == [[1, 0, 0], [1, 0, 0], [0, 0, 1]]


def test_can_be_stopped() -> None:
    class Stop(NoProgress):
        def check(self) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        acceptability(rough(0.0), Setting(), progress=Stop())


def test_nobody_to_rank() -> None:
    found = acceptability(matrix([(NAN,), (NAN,)], [1.0], anchors=[line()]), Setting())
    assert found.vendors == ()
    assert found.shares.shape == (0, 0)
