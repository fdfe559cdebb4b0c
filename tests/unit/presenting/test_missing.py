"""Rules for missing figures side by side, and a warning where a gap helps its vendor."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from desktop_app.catalogue.model import Anchors
from desktop_app.domain.finding import Severity
from desktop_app.domain.unit import Direction
from desktop_app.exporting.workbook import SHEETS
from desktop_app.presenting.comparison import rerank
from desktop_app.presenting.missing import (
    RULE_WORDS,
    missing_findings,
    missing_table,
    missing_view,
)
from desktop_app.scoring.model import (
    Criterion,
    DecisionMatrix,
    Method,
    MissingRule,
    Normalisation,
    Scenario,
)
from desktop_app.scoring.ranking import rank
from desktop_app.scoring.what_if import standings
from tests.helpers import comparisons

RULES = list(RULE_WORDS)


def matrix(values: list[list[float]]) -> DecisionMatrix:
    criteria = tuple(
        Criterion(name, name.upper(), Direction.HIGHER, 1.0, Anchors(0.0, 80.0, 100.0))
        for name in "xy"
    )
    return DecisionMatrix(tuple("ABCD"[: len(values)]), criteria, np.array(values))


def scenario(rule: MissingRule = MissingRule.LEAVE_OUT) -> Scenario:
    return Scenario("s", "", {"x": 1.0, "y": 1.0}, missing=rule)


GAP = [[90.0, math.nan], [85.0, 70.0], [60.0, 40.0], [50.0, 60.0]]


@pytest.mark.parametrize(
    ("rule", "points"),
    [
        # A has 90 (87.5 points on anchors 0, 80 -> 75, 100) and no second figure.
        (MissingRule.LEAVE_OUT, None),
        (MissingRule.NEUTRAL, "median"),
        (MissingRule.TARGET, 75.0),
        (MissingRule.WORST, 0.0),
    ],
)
def test_scores_by_every_rule_are_as_by_hand(rule: MissingRule, points: float | str | None) -> None:
    scores = {
        value: float(np.interp(value, [0, 80, 100], [0, 75, 100]))
        for value in (90.0, 70.0, 40.0, 60.0)
    }
    filled = {"median": float(np.median([scores[70.0], scores[40.0], scores[60.0]]))}.get(
        str(points), points
    )
    own = scores[90.0]
    wanted = own if filled is None else (own + float(filled)) / 2
    found = standings(matrix(GAP), scenario(rule), {}).vendors["A"]
    assert found.score == pytest.approx(wanted)


def test_the_gate_rules_out_whoever_misses_a_figure_and_says_for_what() -> None:
    ranking = rank(matrix(GAP), missing=MissingRule.GATE)
    lines = {line.vendor: line for line in ranking.vendors}
    assert lines["A"].rank is None
    assert [(g.kpi, g.outcome) for g in lines["A"].gates] == [("y", "failed")]
    assert [line.vendor for line in ranking.vendors] == ["B", "D", "C", "A"]
    assert lines["A"].coverage == pytest.approx(0.5)


def test_when_nobody_has_all_figures_nobody_is_ranked_and_that_is_said() -> None:
    both = [[90.0, math.nan], [math.nan, 80.0]]
    ranking = rank(matrix(both), missing=MissingRule.GATE)
    assert all(line.rank is None for line in ranking.vendors)
    assert "No vendor has a figure for every criterion that carries weight." in ranking.notes


@pytest.mark.parametrize("method", list(Method))
@pytest.mark.parametrize("rule", RULES)
def test_every_method_knows_every_rule(method: Method, rule: MissingRule) -> None:
    ranking = rank(matrix(GAP), method, Normalisation.ANCHORS, rule)
    ranked = [line for line in ranking.vendors if line.rank is not None]
    assert len(ranked) == (3 if rule is MissingRule.GATE else 4)
    assert all(math.isfinite(line.score) for line in ranked)


def test_a_gap_that_lifts_its_vendor_is_warned_of() -> None:
    # By hand, at worst: A 43.75, B 73.4, C 46.9, D 51.6.
    (finding,) = missing_findings(matrix(GAP), scenario(), {})
    assert finding.severity is Severity.WARNING
    assert finding.code == "missing-helps"
    assert finding.message == (
        "A ranks 1 without a figure for Y. With a middle figure there it would rank 2, at worst "
        "4. Ask A for it, or choose another rule for missing figures."
    )


def test_a_gap_that_does_not_help_is_no_finding() -> None:
    lower = [[10.0, math.nan], [85.0, 70.0], [60.0, 40.0], [50.0, 60.0]]
    assert missing_findings(matrix(lower), scenario(), {}) == []
    assert missing_findings(matrix(GAP), scenario(MissingRule.WORST), {}) == []
    assert missing_findings(matrix([[1.0, 2.0], [3.0, 4.0]]), scenario(), {}) == []


def test_all_rules_stand_side_by_side() -> None:
    made = comparisons.comparison()
    comparison = rerank(made, made.scenario)
    view = missing_view(comparison)
    birch = next(line for line in view.lines if line.vendor == "Birch")
    assert birch.missing == ("Cost per contact",)
    table = missing_table(view, comparison.scenario)
    assert [column.key for column in table.columns][2:] == [rule.value for rule in RULES]
    assert table.columns[2].title.endswith("✓")
    row = next(row for row in table.rows if row.key == "Birch")
    score = next(line.score for line in comparison.ranking.vendors if line.vendor == "Birch")
    assert row.cells[2].text == f"2  ({score:.1f})"
    assert row.cells[6].text == "out"


def test_the_warning_is_among_the_findings_of_the_comparison() -> None:
    made = comparisons.comparison()
    heavy = replace(made.scenario, weights={"aht": 1.0, "cost_per_contact": 3.0})
    found = [f for f in rerank(made, heavy).findings if f.code == "missing-helps"]
    ranks = {line.vendor: line.rank for line in rerank(made, heavy).ranking.vendors}
    neutral = rerank(made, replace(heavy, missing=MissingRule.NEUTRAL)).ranking.vendors
    middle = {line.vendor: line.rank for line in neutral}
    helped = [v for v in ranks if ranks[v] and middle[v] and ranks[v] < middle[v]]
    assert [f.message.split(" ranks")[0] for f in found] == helped


def test_the_sheet_is_part_of_the_workbook() -> None:
    assert "Missing figures" in SHEETS
