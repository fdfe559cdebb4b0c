"""Cells that hold a figure and its name: lines and heads of dashboards."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.workbooks import Rows, check_accounting, codes, figures, import_rows

EXPECTED = {("csat",): 0.87, ("aht",): 312.0, ("fcr",): 0.78, ("nps",): 41.0}
CARDS = ["CSAT: 87 %", "AHT: 5:12", "FCR: 78%", "NPS: 41"]
TITLE: Rows = [["Acme - March 2026"], []]


@pytest.mark.parametrize(
    "rows",
    [
        [[card] for card in CARDS],
        [CARDS],
        [CARDS[:2], CARDS[2:]],
        [[card for one in CARDS for card in (one, None)]],
        [[card.replace(": ", "\n") for card in CARDS]],
        [[card.replace(":", " =", 1)] for card in CARDS],
        [[f"{card} (target 90)"] for card in CARDS],
        [[card] for card in [*CARDS, "Comment: a good month", "Version: 2", "SLA: 95 %"]],
    ],
)
def test_names_and_figures_in_one_cell(tmp_path: Path, rows: Rows) -> None:
    report = import_rows(tmp_path, [*TITLE, *rows], "Acme report Mar 2026.xlsx")
    assert figures(report, "item") == pytest.approx(EXPECTED)
    assert set(report.stated["period"]) == {"2026-03"}
    assert report.stated["context"].nunique() == 1
    assert report.sheets[0].accounting.used == 4
    assert "figures-in-texts" in codes(report)
    check_accounting(report)


def test_their_own_months_are_those_of_the_figures(tmp_path: Path) -> None:
    rows = [["CSAT March 2026: 87%"], ["CSAT Feb 2026: 88%"], ["Voice AHT Feb 2026: 300 s"]]
    report = import_rows(tmp_path, rows)
    found = figures(report, "item", "period")
    assert found["csat", "2026-03"] == 0.87
    assert found["csat", "2026-02"] == 0.88


def test_beside_a_table_of_months_undated_heads_are_named_and_not_read(tmp_path: Path) -> None:
    table = [["Month", "AHT (sec)", "CSAT"], ["Jan 2026", 300, 0.8], ["Feb 2026", 310, 0.9]]
    report = import_rows(tmp_path, [["CSAT: 85 %", None, "FCR: 70%"], [], *table])
    assert len(report.stated) == 4
    said = next(f for f in report.findings if f.code == "figures-outside-tables")
    assert said.severity.value == "warning"
    assert said.cells == "A1,C1"
    check_accounting(report)


@pytest.mark.parametrize(
    "line",
    ["SLA: 80/20", "Target CSAT: 85%", "Filter: Skill = ALL", "* FCR: within 7 days", "Page: 3"],
)
def test_what_is_no_figure_achieved(tmp_path: Path, line: str) -> None:
    table = [["KPI", "Mar 2026"], ["AHT (sec)", 300], ["CSAT", 0.8]]
    report = import_rows(tmp_path, [[line], ["AHT: 5:00"], *table])
    assert len(report.stated) == 2
    check_accounting(report)
