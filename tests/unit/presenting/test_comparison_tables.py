from __future__ import annotations

import math
from dataclasses import replace

import pytest

from desktop_app.catalogue.model import Anchors
from desktop_app.domain.unit import Direction
from desktop_app.presenting import comparison_tables as tables
from desktop_app.presenting import duel_tables
from desktop_app.presenting.tables import Tint
from desktop_app.scoring.model import Method, RankedVendor
from tests.helpers import comparisons


@pytest.fixture
def comparison():
    return comparisons.comparison()


def _texts(table, key):
    return [cell.text for cell in table.rows[table.find(key)].cells]


def _keys(table):
    return [row.key for row in table.rows if not row.heading]


def test_kpis_stand_in_their_categories_with_every_vendor(comparison):
    table = tables.kpis_down(comparison)
    assert [row.heading for row in table.rows if row.heading] == [
        "Efficiency",
        "Quality",
        "Cost",
        "Context",
    ]
    assert _texts(table, "fcr") == [
        "First contact resolution",
        "at least 75.0 %",
        "● 82.0 %",
        "▽ 71.0 % * ≠",
        "▼ 52.0 %",
    ]


def test_a_missing_figure_is_a_dash_and_never_zero(comparison):
    texts = _texts(tables.kpis_down(comparison), "cost_per_contact")
    assert texts[3] == "–"


def test_a_vendors_column_sorts_by_score_missing_last(comparison):
    table = tables.kpis_down(comparison).sorted(2, descending=True)
    assert _keys(table) == ["fcr", "compliance_rate", "aht", "cost_per_contact", "volume"]


def test_a_kpis_column_sorts_by_value_unlike_ones_last(comparison):
    table = tables.vendors_down(comparison)
    aht = [column.key for column in table.columns].index("aht")
    assert _keys(table.sorted(aht, descending=False)) == ["Cedar", "Birch", "Alder"]
    cost = [column.key for column in table.columns].index("cost_per_contact")
    # Cedar's 210 INR is no 210 EUR: it stands with the missing ones.
    assert _keys(table.sorted(cost, descending=True))[0] == "Alder"


def test_figures_are_tinted_and_unlike_ones_muted(comparison):
    table = tables.kpis_down(comparison)
    fcr = table.rows[table.find("fcr")].cells
    assert [cell.tint for cell in fcr[2:]] == [Tint.ON_TARGET, Tint.BELOW, Tint.UNACCEPTABLE]
    cost = table.rows[table.find("cost_per_contact")].cells
    assert cost[4].tint is Tint.MUTED


def test_the_tooltip_tells_all_there_is_to_know(comparison):
    table = tables.kpis_down(comparison)
    assert table.rows[table.find("fcr")].cells[3].tooltip.split("\n") == [
        "Birch: 71.0 %, computed",
        "Target at least 75.0 %: short of target",
        "60.0 points on its value function",
        "n = 1,000",
        "95 % interval 68.9 % to 73.1 %",
        "The vendor's summary states 92.0 %, outside that interval (≠)",
        "* 1 of 3 months",
    ]


def test_the_ranking_puts_excluded_vendors_last_with_the_reason(comparison):
    table = tables.ranking_table(comparison)
    assert _texts(table, "Alder")[:5] == ["1", "Alder", "81.8", "100 %", "passed"]
    cedar = table.rows[table.find("Cedar")].cells
    assert [cedar[0].text, cedar[2].text] == ["out", "–"]
    assert cedar[4].text == "failed: COMPLIANCE_RATE"
    assert cedar[4].tooltip == "Compliance rate: failed, 94.0 % (limit 95.0 %)"
    assert table.rows[table.find("Birch")].cells[5].text == "Cost per contact"


@pytest.mark.parametrize(
    ("method", "score", "text", "bar"),
    [
        (Method.WEIGHTED, 81.75, "81.8", 0.8175),
        (Method.TOPSIS, 0.7482, "0.7482", 0.7482),
        (Method.VIKOR, 0.25, "0.2500", 0.75),
        (Method.PROMETHEE, 0.2, "0.2000", 0.6),
    ],
)
def test_scores_are_shown_in_the_methods_own_terms(comparison, method, score, text, bar):
    line = RankedVendor("Alder", 1, score, 1.0, {})
    ranked = replace(
        comparison,
        scenario=replace(comparison.scenario, method=method),
        ranking=replace(comparison.ranking, vendors=(line,)),
    )
    cell = tables.ranking_table(ranked).rows[0].cells[2]
    assert cell.text == text
    assert cell.bar == pytest.approx(bar)


def test_head_to_head_says_who_is_better_and_by_how_much(comparison):
    table = duel_tables.head_to_head(comparison, "Alder", "Birch")
    assert _texts(table, "fcr")[3:5] == ["11.0 points", "Alder"]
    assert _texts(table, "aht")[3:5] == ["54 s", "Birch"]
    assert _texts(table, "volume")[3:5] == ["4,000", ""]


def test_level_figures_are_said(comparison):
    table = duel_tables.head_to_head(comparison, "Alder", "Birch")
    assert _texts(table, "compliance_rate")[5] == "level: the difference may be chance"


def test_unlike_figures_are_not_compared(comparison):
    table = duel_tables.head_to_head(comparison, "Alder", "Cedar")
    assert _texts(table, "cost_per_contact")[3:] == [
        "–",
        "",
        "not comparable: Cedar: in INR, no rate to EUR",
    ]
    table = duel_tables.head_to_head(comparison, "Alder", "Birch")
    assert _texts(table, "cost_per_contact")[5] == "only one of the two has it"


def test_a_difference_too_small_to_print_is_not_printed_as_none(comparison):
    near = replace(comparison.figures["Birch", "fcr"], value=0.8202, low=0.8, high=0.84)
    close = replace(comparison, figures={**comparison.figures, ("Birch", "fcr"): near})
    assert _texts(duel_tables.head_to_head(close, "Alder", "Birch"), "fcr")[3:5] == [
        "below 0.1 points",
        "Birch",
    ]


def test_in_a_band_the_points_decide_who_is_better(comparison):
    kpis = dict(comparison.catalogue.kpis)
    kpis["fcr"] = replace(
        kpis["fcr"], direction=Direction.BAND, anchors=Anchors(0.5, 0.7, None, 0.75, 0.9)
    )
    banded = replace(comparison, catalogue=replace(comparison.catalogue, kpis=kpis))
    found = {d.definition.id: d.better for d in duel_tables.duels(banded, "Alder", "Birch")}
    assert found["fcr"] == "Alder"  # by its score of 92.5 against 60, not by its higher share


def test_weights_are_shares_the_heaviest_first(comparison):
    table = tables.weights_table(comparison)
    assert _texts(table, "fcr")[:2] == ["First contact resolution", "40.0 %"]
    assert table.rows[0].key == "fcr"
    assert _texts(table, "cost_per_contact")[3] == "1 of 3"


def test_notes_hold_findings_across_files_and_the_rankings_own(comparison):
    table = tables.notes_table(comparison)
    texts = [row.cells[1].text for row in table.rows]
    assert texts == ["Birch has no cost per contact; its other weights were scaled up."]


def test_a_figure_without_value_has_no_cell(comparison):
    figure = replace(comparison.figures["Alder", "fcr"], value=math.nan)
    fcr = comparison.catalogue.kpis["fcr"]
    assert tables.figure_cell(figure, fcr, comparison.scenario).text == "–"
