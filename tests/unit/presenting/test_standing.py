from __future__ import annotations

import math
from dataclasses import replace

import pytest

from desktop_app.catalogue.model import Anchors
from desktop_app.domain.unit import Direction
from desktop_app.presenting.standing import contradicted, figure_standing, standing, target_text
from desktop_app.presenting.tables import Tint
from tests.helpers import comparisons

_HIGHER = Anchors(0.55, 0.75, 0.85)
_LOWER = Anchors(600.0, 360.0, 240.0)
_BAND = Anchors(0.60, 0.80, None, 0.85, 0.90)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.85, Tint.EXCELLENT),
        (0.8499, Tint.ON_TARGET),
        (0.75, Tint.ON_TARGET),
        (0.7499, Tint.BELOW),
        (0.55, Tint.BELOW),
        (0.5499, Tint.UNACCEPTABLE),
        (math.nan, Tint.NONE),
    ],
)
def test_higher_is_better(value, expected):
    assert standing(value, _HIGHER, Direction.HIGHER) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (240.0, Tint.EXCELLENT),
        (360.0, Tint.ON_TARGET),
        (361.0, Tint.BELOW),
        (601.0, Tint.UNACCEPTABLE),
    ],
)
def test_lower_is_better(value, expected):
    assert standing(value, _LOWER, Direction.LOWER) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.59, Tint.UNACCEPTABLE),
        (0.60, Tint.BELOW),
        (0.80, Tint.ON_TARGET),
        (0.85, Tint.ON_TARGET),
        (0.90, Tint.BELOW),
        (0.91, Tint.UNACCEPTABLE),
    ],
)
def test_in_a_band(value, expected):
    assert standing(value, _BAND, Direction.BAND) is expected


def test_a_band_without_an_upper_end_falls_off_above_as_below():
    anchors = replace(_BAND, worst_high=None)
    assert standing(1.04, anchors, Direction.BAND) is Tint.BELOW
    assert standing(1.06, anchors, Direction.BAND) is Tint.UNACCEPTABLE


def test_without_anchors_or_direction_nothing_is_said():
    assert standing(0.9, None, Direction.HIGHER) is Tint.NONE
    assert standing(0.9, _HIGHER, Direction.NONE) is Tint.NONE


def test_a_figure_in_another_unit_than_the_anchors_is_not_judged():
    scenario, fcr = comparisons.scenario(), comparisons.catalogue().kpis["fcr"]
    figure = comparisons.figures()["Alder", "fcr"]
    assert figure_standing(figure, fcr, scenario) is Tint.ON_TARGET
    assert figure_standing(replace(figure, unit="score", value=4.2), fcr, scenario) is Tint.NONE


def test_a_figure_that_is_not_ranked_is_muted():
    cost = comparisons.catalogue().kpis["cost_per_contact"]
    figure = comparisons.figures()["Cedar", "cost_per_contact"]
    assert figure_standing(figure, cost, comparisons.scenario()) is Tint.MUTED


def test_the_target_reads_as_a_sentence():
    kpis = comparisons.catalogue().kpis
    assert target_text(_HIGHER, kpis["fcr"]) == "at least 75.0 %"
    assert target_text(_LOWER, kpis["aht"]) == "at most 6 min"
    band = replace(kpis["fcr"], direction=Direction.BAND)
    assert target_text(_BAND, band) == "80.0 % to 85.0 %"
    assert target_text(None, kpis["fcr"]) == ""


def test_only_a_statement_outside_the_interval_contradicts():
    figure = comparisons.figures()["Birch", "fcr"]
    assert contradicted(figure)
    assert not contradicted(replace(figure, stated=figure.high))
    assert not contradicted(replace(figure, stated=math.nan))
    assert not contradicted(replace(figure, low=math.nan))
