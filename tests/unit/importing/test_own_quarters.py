"""Quarters without a year: those of the months beside them, or of a stated fiscal year."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.helpers.workbooks import Rows, import_rows

TITLE = "State Fiscal Year 2026 (July 2025 - June 2026)"
MONTHS = ["Jul-25", "Aug-25", "Sep-25", "Q1", "Oct-25", "Nov-25", "Dec-25", "Q2"]
CALLS = [270, 210, 280, 760, 240, 210, 260, 710]


def _periods(folder: Path, rows: Rows) -> tuple[dict[Any, Any], list[str]]:
    report = import_rows(folder, rows, "Benefit Point.xlsx")
    stated = report.stated[report.stated["item"] == "offered_count"]
    codes = [finding.code for finding in report.findings]
    return dict(zip(stated["value"], stated["period"], strict=True)), codes


@pytest.mark.parametrize("down", [False, True])
def test_quarters_are_those_of_the_months_before_them(tmp_path: Path, down: bool) -> None:
    rows: Rows = [["Metric", *MONTHS], ["Calls offered", *CALLS]]
    table = [list(row) for row in zip(*rows, strict=True)] if down else rows
    found, codes = _periods(tmp_path, [[TITLE], [], *table])
    assert found[270] == "2025-07"
    assert 760 not in found
    assert "total-differs" not in codes


@pytest.mark.parametrize("down", [False, True])
def test_quarters_alone_are_of_the_stated_fiscal_year(tmp_path: Path, down: bool) -> None:
    rows: Rows = [["Metric", "Q1", "Q2", "Q3", "Q4"], ["Calls offered", 760, 710, 690, 700]]
    table = [list(row) for row in zip(*rows, strict=True)] if down else rows
    found, codes = _periods(tmp_path, [[TITLE], [], *table])
    assert found == {760: "2025-Q3", 710: "2025-Q4", 690: "2026-Q1", 700: "2026-Q2"}
    assert "fiscal-year-start" in codes


def test_quarters_of_a_calendar_year_stay(tmp_path: Path) -> None:
    rows: Rows = [["Calls 2026"], [], ["Metric", "Q1", "Q2"], ["Calls offered", 760, 710]]
    assert _periods(tmp_path, rows)[0] == {760: "2026-Q1", 710: "2026-Q2"}


def test_a_total_that_differs_from_its_months_is_still_said(tmp_path: Path) -> None:
    rows: Rows = [["Metric", *MONTHS], ["Calls offered", *CALLS[:3], 790, *CALLS[4:]]]
    assert "total-differs" in _periods(tmp_path, [[TITLE], [], *rows])[1]
