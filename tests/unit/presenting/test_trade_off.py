"""Two things against each other: who is on the front, by hand.

Score: Alder 81.75, Birch 70.3; handle time (less is better): Alder 372 s, Birch 318 s;
Cedar, ruled out, has 231 s.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.presenting.comparison import rerank
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.trade_off import (
    SCORE,
    TradeOff,
    front_sentence,
    offered_sides,
    trade_off,
    trade_table,
)
from desktop_app.scoring.model import Method
from tests.helpers import comparisons


@pytest.fixture
def made() -> Comparison:
    plain = comparisons.comparison()
    return rerank(plain, plain.scenario)


def front(chart: TradeOff) -> set[str]:
    return {point.vendor for point in chart.points if point.on_front}


def test_score_against_a_time(made: Comparison) -> None:
    chart = trade_off(made, "aht", SCORE)
    assert chart is not None
    assert front(chart) == {"Alder", "Birch"}
    assert {point.vendor for point in chart.points if point.out} == {"Cedar"}
    # From the quick one along its score to the slow one's time, and up to the better score.
    (x0, y0), corner, (x1, y1) = chart.front
    assert (x0, x1) == pytest.approx((5.3, 6.2))
    assert corner == (x1, y0)
    assert y1 > y0
    assert front_sentence(chart).startswith("Nobody beats Alder and Birch in both the score and")


def test_one_that_is_beaten_says_by_whom(made: Comparison) -> None:
    chart = trade_off(made, "fcr", "compliance_rate")
    assert chart is not None
    assert front(chart) == {"Alder"}
    points = {point.vendor: point for point in chart.points}
    assert points["Birch"].beaten_by == ("Alder",)
    assert "n = 1,000" in points["Birch"].text
    assert "no better in either than Alder" in points["Birch"].text
    assert chart.front == ()
    rows = {row.key: [cell.text for cell in row.cells] for row in trade_table(chart).rows}
    assert rows["Alder"][1:3] == ["82.0 %", "99.50 %"]
    assert rows["Cedar"][5] == "ruled out"


def test_a_vendor_switched_off_beats_nobody(made: Comparison) -> None:
    chart = trade_off(made, "fcr", "compliance_rate", hidden={"Alder"})
    assert chart is not None
    assert front(chart) == {"Birch"}


def test_who_has_no_figure_is_named(made: Comparison) -> None:
    chart = trade_off(made, "cost_per_contact", SCORE)
    assert chart is not None
    assert [vendor for vendor, _ in chart.left_out] == ["Birch", "Cedar"]
    assert trade_off(made, "nothing", SCORE) is None


def test_less_is_better_by_vikor(made: Comparison) -> None:
    after = rerank(made, replace(made.scenario, method=Method.VIKOR))
    chart = trade_off(after, "aht", SCORE)
    assert chart is not None
    assert chart.y.direction.value == "lower"
    best = min(chart.points, key=lambda point: point.y)
    assert best.on_front


def test_the_score_comes_first_and_context_figures_not_at_all(made: Comparison) -> None:
    keys = [key for key, _ in offered_sides(made)]
    assert keys[0] == SCORE
    assert set(keys[1:]) == {"fcr", "compliance_rate", "aht"}
