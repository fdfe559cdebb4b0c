"""Means of what is counted or summed up: of which days or people is not known, so it is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.finding import Severity
from tests.helpers.workbooks import Rows, import_rows


@pytest.mark.parametrize("name", ["Avg Tickets", "Average volume", "avg_hours", "Mean tickets"])
def test_a_mean_of_counts_is_asked_about(tmp_path: Path, name: str) -> None:
    rows: Rows = [
        ["Month", name, "Avg Handle Time (s)", "CSAT %"],
        ["Jan 2025", 120, 300, 0.9],
        ["Feb 2025", 130, 310, 0.91],
        ["Mar 2025", 150, 290, 0.92],
    ]
    report = import_rows(tmp_path, rows)
    assert set(report.stated["item"]) == {"aht", "csat"}
    asked = [f.message for f in report.findings if f.severity is Severity.QUESTION]
    assert any(name in message for message in asked)


@pytest.mark.parametrize("name", ["Average", "Avg", "Avg 2025", "Mean"])
def test_a_mean_of_the_months_beside_it_is_one(tmp_path: Path, name: str) -> None:
    rows: Rows = [
        ["KPI", "Jan 2025", "Feb 2025", "Mar 2025", name],
        ["CSAT %", 0.8, 0.9, 0.85, 0.85],
        ["Tickets", 100, 120, 140, 120],
    ]
    stated = import_rows(tmp_path, rows).stated
    assert stated["cell"].str[0].isin(["B", "C", "D"]).all()
    assert len(stated) == 6


def test_average_headcount_has_its_own_name(tmp_path: Path) -> None:
    rows: Rows = [
        ["Month", "Average headcount", "Leavers"],
        ["Jan 2025", 41, 2],
        ["Feb 2025", 43, 1],
    ]
    stated = import_rows(tmp_path, rows).stated
    assert "average_headcount" in set(stated["item"])
