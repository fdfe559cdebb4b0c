"""Rows of one day: its hours and shifts, or the same said again."""

from __future__ import annotations

from pathlib import Path

from desktop_app.domain.finding import Severity
from desktop_app.domain.period import Grain
from desktop_app.domain.records import Evidence
from desktop_app.importing.report import ImportedReport
from desktop_app.kpi.measure import measure
from tests.helpers.workbooks import Rows, catalogue, import_rows

_WEEKS: Rows = [
    ["week_num", "week_start_date", "total_tickets", "closed_tickets", "CSAT %"],
    [1, "2026-01-05", 18740, 17810, 0.9],
    [2, "2026-01-12", 20473, 20010, 0.8],
    [3, "2026-01-19", 21323, 20693, 0.7],
]


def _volume(report: ImportedReport) -> float:
    frame = measure(Evidence([], report.stated), catalogue(), Grain.ALL).frame
    volume = frame[(frame["kpi"] == "volume") & (frame["variant"] == "total")]
    return float(volume["value"].iloc[0])


def test_a_row_that_mostly_says_the_same_again_is_counted_once(tmp_path: Path) -> None:
    report = import_rows(tmp_path, [*_WEEKS, [3, "2026-01-19", 21365, 20693, 0.7]])
    assert _volume(report) == 18740 + 20473 + 21323
    asked = [f for f in report.findings if f.code == "row-conflict"]
    assert [f.severity for f in asked] == [Severity.QUESTION]
    assert "21365" in asked[0].message


def test_other_figures_of_the_same_day_are_parts_of_it(tmp_path: Path) -> None:
    report = import_rows(tmp_path, [*_WEEKS, [3, "2026-01-19", 1000, 900, 0.6]])
    assert _volume(report) == 18740 + 20473 + 21323 + 1000


def test_week_numbers_beside_dates_are_not_asked_about(tmp_path: Path) -> None:
    codes = {finding.code for finding in import_rows(tmp_path, _WEEKS).findings}
    assert "period-not-readable" not in codes
