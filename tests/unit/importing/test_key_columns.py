"""Columns that say whose and when: codes beside names of vendors, months beside their years."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.importing.report import ImportedReport
from tests.helpers.workbooks import Rows, import_rows


def _codes(report: ImportedReport) -> set[str]:
    return {finding.code for finding in report.findings}


def test_the_names_of_vendors_are_taken_and_not_their_codes(tmp_path: Path) -> None:
    rows: Rows = [
        ["vendor_id", "vendor_name", "on_time_pct", "defect_rate_pct"],
        ["V001", "Alpha Supplies", 96, 1.8],
        ["V002", "Prime Components", 91, 3.2],
        ["V003", "Metro Industrial", 82, 6.4],
    ]
    report = import_rows(tmp_path, rows)
    assert report.vendors == ("Alpha Supplies", "Prime Components", "Metro Industrial")


def test_codes_stay_where_nothing_else_names_the_vendor(tmp_path: Path) -> None:
    rows: Rows = [["supplier_id", "on_time_pct"], ["SUP001", 96], ["SUP002", 91]]
    assert import_rows(tmp_path, rows).vendors == ("SUP001", "SUP002")


def test_codes_of_several_names_each_are_something_else(tmp_path: Path) -> None:
    rows: Rows = [
        ["vendor id", "partner name", "on_time_pct"],
        ["V001", "Alpha", 96],
        ["V001", "Beta", 91],
        ["V002", "Alpha", 82],
    ]
    assert import_rows(tmp_path, rows).vendors == ("V001", "V002")


@pytest.mark.parametrize("texts", [False, True])
def test_months_that_are_numbers_take_the_year_beside_them(tmp_path: Path, texts: bool) -> None:
    figures = [(1, 2023, 81.8), (2, 2023, 97.1), (12, 2023, 87.2), (1, 2024, 86.4)]
    rows: Rows = [["month", "year", "on_time_rate_pct"]]
    rows += [list(map(str, row)) if texts else list(row) for row in figures]
    report = import_rows(tmp_path, rows)
    assert list(report.stated["period"]) == ["2023-01", "2023-02", "2023-12", "2024-01"]
    assert "period-not-readable" not in _codes(report)


def test_so_do_quarters_and_the_year_may_come_first(tmp_path: Path) -> None:
    rows: Rows = [["Year", "Quarter", "FCR %"], [2023, 1, 70], [2023, 4, 72], [2024, 1, 73]]
    report = import_rows(tmp_path, rows)
    assert list(report.stated["period"]) == ["2023-Q1", "2023-Q4", "2024-Q1"]


def test_months_of_a_fiscal_year_are_asked_about(tmp_path: Path) -> None:
    rows: Rows = [["Month", "Fiscal year", "FCR %"], [1, 2023, 70], [2, 2023, 72], [3, 2023, 71]]
    report = import_rows(tmp_path, rows)
    assert "2023-01" not in set(report.stated["period"])
    assert "period-not-readable" in _codes(report)


def test_thirteen_is_no_month(tmp_path: Path) -> None:
    rows: Rows = [["month", "year", "FCR %"], [1, 2023, 70], [13, 2023, 72], [3, 2023, 71]]
    assert "period-not-readable" in _codes(import_rows(tmp_path, rows))


def test_a_patient_is_no_parent_and_a_day_reported_opens_a_record(tmp_path: Path) -> None:
    rows: Rows = [["claim_id", "patient_id", "date_reported", "date_resolved", "status"]]
    rows += [
        [f"C{n:03}", f"P{n % 3:03}", f"2025-05-{n:02}", f"2025-05-{n + 9:02}", "Resolved"]
        for n in range(1, 9)
    ]
    (records,) = import_rows(tmp_path, rows).records
    assert {"customer_id", "created_at", "resolved_at"} <= set(records.frame.columns)
    assert "parent_id" not in records.frame.columns


def test_a_portuguese_export_has_its_dates_and_states(tmp_path: Path) -> None:
    rows: Rows = [["id_chamado", "categoria", "data_abertura", "status_ticket", "data_fechamento"]]
    rows += [
        [n, "acesso", f"2025-04-{n:02}", state, closed]
        for n, (state, closed) in enumerate(
            [
                ("resolvido", "2025-04-13 10:00:00"),
                ("aberto", None),
                ("não resolvido", "2025-04-16 17:00:00"),
                ("resolvido", "2025-04-17 12:00:00"),
            ],
            1,
        )
    ]
    (records,) = import_rows(tmp_path, rows).records
    assert {"created_at", "closed_at"} <= set(records.frame.columns)
    assert list(records.frame["status"]) == ["closed", "open", "open", "closed"]


def test_the_parent_of_an_issue_makes_no_issue_of_another_record(tmp_path: Path) -> None:
    rows = [["Issue key", "Parent id", "Created", "Resolved"]]
    rows += [
        [f"HD-{n}", None if n % 4 else "HD-1", f"2025-01-{n:02d}", f"2025-01-{n:02d}"]
        for n in range(1, 21)
    ]
    (records,) = import_rows(tmp_path, rows).records
    assert "parent_id" not in records.frame.columns
    assert len(records.frame) == 20
