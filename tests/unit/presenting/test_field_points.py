"""Figures carry the very points that the ranking was made of."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from desktop_app.presenting.charts import radar
from desktop_app.presenting.comparison import rerank
from desktop_app.presenting.comparison_tables import figure_cell
from desktop_app.presenting.model import Comparison
from desktop_app.scoring.model import Gate
from tests.helpers import comparisons


@pytest.fixture
def plain() -> Comparison:
    made = comparisons.comparison()
    return rerank(made, made.scenario)


def points(made: Comparison, kpi: str) -> dict[str, float]:
    """What a KPI adds to each score over its share of the weight known: the points scored by."""
    weights = {one.id: one.weight for one in made.matrix.criteria}
    total = sum(weights.values())
    return {
        line.vendor: line.contributions[kpi] * line.coverage * total / weights[kpi]
        for line in made.ranking.vendors
        if kpi in line.contributions
    }


@pytest.mark.parametrize("by_field", [(), ("fcr",), ("fcr", "aht")])
def test_every_figure_has_the_points_that_it_was_ranked_by(plain, by_field) -> None:
    made = rerank(plain, replace(plain.scenario, by_field=by_field))
    for criterion in made.matrix.criteria:
        for vendor, wanted in points(made, criterion.id).items():
            assert made.figures[vendor, criterion.id].score == pytest.approx(wanted)


def test_the_radar_and_the_tooltip_show_them(plain) -> None:
    made = rerank(plain, replace(plain.scenario, by_field=("fcr",)))
    drawn = radar(made, made.vendors)
    place = drawn.kpis.index("fcr")
    wanted = points(made, "fcr")
    for series in drawn.series:
        if series.vendor in wanted:
            assert series.points[place].value == pytest.approx(wanted[series.vendor])
    best = max(wanted, key=lambda vendor: wanted[vendor])
    definition = made.catalogue.kpis["fcr"]
    tip = figure_cell(made.figures[best, "fcr"], definition, made.scenario).tooltip
    assert "100.0 points by the vendors compared" in tip


def test_back_on_anchors_the_points_are_those_of_before(plain) -> None:
    made = rerank(plain, replace(plain.scenario, by_field=("fcr",)))
    back = rerank(made, plain.scenario)
    for key, figure in plain.figures.items():
        assert back.figures[key].score == pytest.approx(figure.score, nan_ok=True)


def test_a_vendor_ruled_out_has_points_and_shapes_nobodys(plain) -> None:
    scenario = replace(plain.scenario, by_field=("aht",))
    values = {v: plain.figures[v, "aht"].value for v in plain.vendors}
    best = min(values, key=lambda vendor: values[vendor])
    gate = Gate("aht", values[best] + 1.0)  # at least: the best is ruled out
    made = rerank(plain, replace(scenario, gates=(gate,)))
    scores = {v: made.figures[v, "aht"].score for v in plain.vendors}
    assert sorted(scores.values(), reverse=True)[:2] == [100.0, 100.0]
    assert not math.isnan(scores[best])
