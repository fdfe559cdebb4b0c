from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from desktop_app.domain.unit import Direction
from desktop_app.presenting.comparison import rerank
from desktop_app.presenting.how_sure import Variation, drawn_places
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.verdict import verdict_of
from desktop_app.scoring.model import Scenario
from tests.helpers import comparisons

Table = dict[str, tuple[float, ...]]
NAN = float("nan")
KPIS = ("fcr", "compliance_rate")


def made(points: Table, weights: tuple[float, float], wide: float) -> Comparison:
    """Vendors with such points (0 to 100) at two KPIs, their intervals so many points wide."""
    base = comparisons.comparison()
    kpis = base.catalogue.kpis
    figures = {}
    for vendor, of_vendor in points.items():
        for kpi, share in zip(KPIS, of_vendor, strict=True):
            anchors = kpis[kpi].anchors
            assert anchors is not None
            assert kpis[kpi].direction is Direction.HIGHER
            span = anchors.target - anchors.worst  # 0 to 75 points
            value = anchors.worst + span * share / 75
            half = span * wide / 75 / 2
            figures[vendor, kpi] = replace(
                base.figures["Alder", kpi], vendor=vendor, value=value, low=value - half,
                high=value + half,
            )  # fmt: skip
    vendors = tuple(points)
    scenario = Scenario("S", "", dict(zip(KPIS, weights, strict=True)))
    return rerank(replace(base, vendors=vendors, figures=figures, scenario=scenario), scenario)


@pytest.mark.parametrize(
    ("points", "weights", "wide", "word", "said"),
    [
        # 60 against 30 whatever the weights, figures exact within 2 points: nothing turns it.
        ({"A": (60, 60), "B": (30, 30)}, (1, 1), 2.0, "clear", "A is first in 100 % of 10,000"),
        # Two points ahead with figures known to twenty: chance alone explains that.
        ({"A": (51, 51), "B": (49, 49)}, (1, 1), 20.0, "none", "B can't be told apart from it"),
        # Without fcr B is first: 70 against 55 there.
        ({"A": (70, 40), "B": (55, 45)}, (2, 1), 1.0, "narrow", "leaving out First contact"),
        # The weights as set let A win by a hair, most others near them let B or C.
        (
            {"A": (50, 50.5), "B": (72, 28), "C": (28, 72)}, (1, 1), 0.1,
            "none", "rarely by others near them",
        ),
        ({"A": (50, 50), "B": (50, 50)}, (1, 1), 1.0, "none", "share the first place"),
        ({"A": (50, 50)}, (1, 1), 1.0, "none", "Fewer than two vendors are ranked"),
        # Each is known by the other's blank: 90 of one KPI is not more than 10 of another.
        ({"A": (90, NAN), "B": (NAN, 10)}, (2, 1), 1.0, "none", "no figure in common"),
    ],
)  # fmt: skip
def test_the_word_follows_from_level_vendors_draws_and_single_changes(
    points: Table, weights: tuple[float, float], wide: float, word: str, said: str
) -> None:
    found = verdict_of(made(points, weights, wide))
    assert said in found.reason
    assert found.word == word
    titles = {"clear": "A clear winner: A", "narrow": "A narrow lead: A", "none": "No clear winner"}
    assert found.title == titles[word]


def test_it_says_how_often_the_leader_is_first_and_who_else_and_how_far_behind() -> None:
    reason = verdict_of(made({"A": (70, 40), "B": (55, 45)}, (2, 1), 1.0)).reason
    assert "of 10,000 draws of weights up to half more or less than set" in reason
    assert "No vendor is level with it: B is 8.3 points behind, with a noise of " in reason


def test_unknown_noise_is_said_and_nobody_ranked_is_no_lead() -> None:
    unknown = made({"A": (60, 60), "B": (30, 30)}, (1, 1), np.nan)
    assert "How uncertain the figures are is not known." in verdict_of(unknown).reason
    assert verdict_of(replace(unknown, sensitivity=None, verdict=None)).title == "Nobody is ranked"


def test_it_is_worked_out_once_and_anew_for_another_ranking(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    comparison = made({"A": (60, 60), "B": (30, 30)}, (1, 1), 2.0)
    first = verdict_of(comparison)
    asked: list[Comparison] = []
    work_out: Callable[..., object] = lambda one, *_: asked.append(one) or first  # noqa: E731
    monkeypatch.setattr("desktop_app.presenting.verdict.ranking_noise", work_out)
    assert verdict_of(comparison) is first
    assert asked == []
    assert rerank(comparison, comparison.scenario).verdict is None


def test_limits_of_weights_are_drawn_within_and_impossible_ones_are_told() -> None:
    comparison = made({"A": (70, 40), "B": (40, 70)}, (2, 1), 1.0)
    wide = {"fcr": (0.1, 0.9), "compliance_rate": (0.1, 0.9)}
    reason = verdict_of(rerank(comparison, replace(comparison.scenario, bounds=wide))).reason
    # A is first where fcr weighs more than half: in half of what it may weigh.
    found = re.search(r"A is first in (\d+) % of 10,000 draws of weights within the limits", reason)
    assert found is not None
    assert 48 <= int(found[1]) <= 52
    narrow = {"fcr": (0.0, 0.2), "compliance_rate": (0.0, 0.2)}
    impossible = rerank(comparison, replace(comparison.scenario, bounds=narrow))
    notes = drawn_places(impossible, Variation(draws=100)).notes
    assert "No weights keep all limits" in notes[0]
