"""Value functions of a comparison: where points come from, and what that does, by hand.

Alder has 82 % first contact resolution and Birch 71 %; Cedar is ruled out by its compliance.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from desktop_app.catalogue.model import Anchors
from desktop_app.domain.records import STATED_COLUMNS
from desktop_app.domain.unit import Direction
from desktop_app.presenting.comparison import rerank
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.value_choice import (
    AnchorsFrom,
    anchors_from,
    by_field,
    contract_targets,
    corner_words,
    for_all,
    from_contract,
    source_words,
    with_anchors,
)
from desktop_app.presenting.value_view import (
    live_table,
    points_table,
    revalued,
    value_view,
    values_table,
)
from desktop_app.scoring.model import Scenario
from desktop_app.scoring.value_shape import Shape, reshaped
from tests.helpers import comparisons

STEEP = Anchors(0.55, 0.75, 0.85, source="user", points=((0.55, 0), (0.75, 20), (0.85, 100)))


def under(scenario: Scenario) -> Comparison:
    return rerank(comparisons.comparison(), scenario)


def plain() -> Comparison:
    return under(comparisons.scenario())


def scores(comparison: Comparison) -> dict[str, float]:
    return {line.vendor: line.score for line in comparison.ranking.vendors}


def with_targets(*targets: tuple[str, str, float]) -> Comparison:
    """Vendor, KPI and target, each at a cell of its own."""
    rows = [
        {
            **dict.fromkeys(STATED_COLUMNS, ""),
            "item": kpi, "vendor": vendor, "target": target, "value": 0.8, "unit": "share",
            "file": f"{vendor}.xlsx", "sheet": "SLA", "cell": f"B{place}",
        }
        for place, (vendor, kpi, target) in enumerate(targets, start=2)
    ]  # fmt: skip
    stated = pd.DataFrame(rows, columns=list(STATED_COLUMNS))
    made = comparisons.comparison()
    made = replace(made, evidence=replace(made.evidence, stated=stated))
    return rerank(made, made.scenario)


def test_a_curve_of_ones_own_scores_by_hand() -> None:
    after = under(with_anchors(comparisons.scenario(), "fcr", STEEP))
    # 82 % is seven tenths of the way from 20 to 100 points; the others are as before.
    assert scores(after)["Alder"] == pytest.approx((2 * 76 + 87.5 + 71.25 + 65) / 5)
    assert after.figures["Alder", "fcr"].score == pytest.approx(76)
    assert source_words(after, "fcr") == "Your own curve."
    assert corner_words(after, "fcr") == "55.0 %: 0, 75.0 %: 20, 85.0 %: 100"
    back = rerank(after, with_anchors(after.scenario, "fcr", None))
    assert scores(back) == scores(plain())
    assert back.figures["Alder", "fcr"].score == pytest.approx(92.5)


def test_from_the_worst_to_the_best_of_those_ranked() -> None:
    after = under(by_field(comparisons.scenario(), "fcr"))
    assert scores(after)["Alder"] == pytest.approx((2 * 100 + 87.5 + 71.25 + 65) / 5)
    assert scores(after)["Birch"] == pytest.approx((2 * 0 + 77.5 + 83.75) / 4)
    assert source_words(after, "fcr") == (
        "From the vendors compared: 0 points at the worst (71.0 %, Birch), 100 at the best "
        "(82.0 %, Alder). Adding a vendor can change ranks."
    )
    assert any("adding a vendor can change ranks" in note for note in after.ranking.notes)


def test_the_field_changes_when_a_vendor_comes_and_fixed_points_do_not() -> None:
    scenario = replace(by_field(comparisons.scenario(), "fcr"), gates=())
    assert scores(under(scenario))["Birch"] > scores(under(replace(scenario, by_field=())))["Birch"]


def test_the_target_of_the_reports_with_its_cells() -> None:
    made = with_targets(("Alder", "fcr", 0.80), ("Birch", "fcr", 0.80), ("Alder", "aht", 300.0))
    (target,) = contract_targets(made, "fcr")
    assert (target.value, target.vendors) == (0.80, ("Alder", "Birch"))
    assert contract_targets(made, "aht") == ()  # in another unit than handle times
    anchors = from_contract(made, "fcr", 0.80)
    assert anchors == Anchors(pytest.approx(0.60), 0.80, pytest.approx(0.90), source="contract")
    after = rerank(made, with_anchors(made.scenario, "fcr", anchors))
    assert anchors_from(after.scenario, after.catalogue.kpis["fcr"]) is AnchorsFrom.CONTRACT
    assert source_words(after, "fcr") == (
        "From the contract: target 80.0 % (Alder.xlsx, SLA!B2 and 1 more)."
    )


def test_all_from_the_contract_leaves_what_has_no_single_target() -> None:
    made = with_targets(
        ("Alder", "fcr", 0.80),
        ("Alder", "compliance_rate", 0.98),
        ("Birch", "compliance_rate", 0.97),
    )
    scenario, left = for_all(made, AnchorsFrom.CONTRACT)
    assert set(scenario.anchors) == {"fcr"}
    assert "Compliance rate (2 different targets)" in left
    assert "Average handle time" in left


def test_all_by_the_field_and_back() -> None:
    made = plain()
    scenario, left = for_all(made, AnchorsFrom.FIELD)
    assert set(scenario.by_field) == set(scenario.weights)
    assert left == ""
    assert for_all(rerank(made, scenario), AnchorsFrom.CATALOGUE)[0] == made.scenario


def test_a_band_where_more_is_usually_better() -> None:
    made = plain()
    definition = made.catalogue.kpis["fcr"]
    band = reshaped(definition.anchors, Direction.HIGHER, Shape.BAND, (0.0, 1.0))
    after = under(with_anchors(made.scenario, "fcr", band))
    (criterion,) = (c for c in after.matrix.criteria if c.id == "fcr")
    assert criterion.direction is Direction.BAND
    # 71 % is 16 of the 20 points on the way from 55 to 75 %; 82 % is inside.
    assert after.figures["Birch", "fcr"].score == pytest.approx(80)
    assert after.figures["Alder", "fcr"].score == 100


def test_the_chart_has_its_corners_and_vendors() -> None:
    made = plain()
    view = value_view(made, "fcr")
    assert [x for x, _ in view.corners] == pytest.approx([55, 75, 85])
    assert [y for _, y in view.corners] == [0, 75, 100]
    assert [(p.vendor, p.x, p.y) for p in view.vendors] == [
        ("Alder", pytest.approx(82), pytest.approx(92.5)),
        ("Birch", pytest.approx(71), pytest.approx(60)),
    ]
    assert "n = 1,000" in view.vendors[0].text
    assert (view.shape, view.target) == (Shape.PIECEWISE, (75, 75))
    assert [row.cells[1].text for row in points_table(view, made).rows] == ["82.0 %", "71.0 %"]
    by_those = value_view(under(by_field(made.scenario, "fcr")), "fcr")
    assert by_those.corners == ()
    assert [p.y for p in by_those.vendors] == [100, 0]


def test_the_tables_follow_a_curve_that_is_being_bent() -> None:
    made = plain()
    after = revalued(made, by_field(made.scenario, "aht"))
    rows = {row.key: [cell.text for cell in row.cells] for row in live_table(after, made).rows}
    assert rows["Birch"] == ["1", "Birch", "74.4", "2"]  # (2 x 60 + 77.5 + 100) / 4
    sources = {row.key: row.cells[2].text for row in values_table(after).rows}
    assert sources["aht"] == "vendors compared"
    assert sources["fcr"] == "catalogue"
