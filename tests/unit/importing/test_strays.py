"""Figures that are in no comparison, and what is said of them."""

from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.finding import Finding, Severity
from desktop_app.importing.report import ImportedReport
from tests.helpers.workbooks import import_rows

TABLE: list[list[Any]] = [
    ["KPI", "Jan 2025", "Feb 2025"],
    ["AHT (sec)", 300, 310],
    ["CSAT %", 0.8, 0.81],
]


def of(report: ImportedReport, code: str, severity: Severity) -> list[Finding]:
    return [f for f in report.findings if f.code == code and f.severity is severity]


@pytest.mark.parametrize(
    ("stray", "cells"),
    [
        ([["FCR", 0.71]], "B9"),
        ([["Escalations raised:", None, 12]], "C9"),
        ([[None, "Occupancy"], [None, "83 %"]], "B10"),
        ([["Answered in 20 s", "81.2%", None, None, None, "Calls", 4453]], "B9,G9"),
    ],
)
def test_figures_in_no_table_are_named(tmp_path: Path, stray: list[list[Any]], cells: str) -> None:
    report = import_rows(tmp_path, [*TABLE, *[[]] * 5, *stray], "Acme BPO Ltd.xlsx")
    (found,) = of(report, "figures-outside-tables", Severity.WARNING)
    assert found.cells == cells
    assert all(part in found.message for part in cells.split(","))


@pytest.mark.parametrize(
    "line",
    [
        ["Page", 3],
        ["Version", 1.2],
        ["Year", 2025],
        ["Phone", 3312345678],
        ["Contact", "someone@example.com"],
        ["Printed on", "2025-03-04"],
        ["SLA target", 0.8],
        ["Prepared by", "M. Example"],
        ["Reviewed in", 2025],
    ],
)
def test_other_numbers_around_tables_are_not(tmp_path: Path, line: list[Any]) -> None:
    for rows in ([*TABLE, [], [], line], [line, [], *TABLE]):
        report = import_rows(tmp_path, rows, "Acme BPO Ltd.xlsx")
        assert not of(report, "figures-outside-tables", Severity.WARNING)


def test_rows_named_like_measures_that_nobody_knows_are_left_out_aloud(tmp_path: Path) -> None:
    rows: list[list[Any]] = [*TABLE, ["Zibber rate %", 0.4, 0.41], ["Rank", 7, 8]]
    report = import_rows(tmp_path, rows, "Acme BPO Ltd.xlsx")
    (found,) = of(report, "row-not-used", Severity.WARNING)
    assert "'Zibber rate %' (row 4)" in found.message
    (quiet,) = of(report, "row-not-used", Severity.INFO)
    assert "'Rank' (row 5)" in quiet.message


def test_so_are_counts_of_unknown_things_beside_known_kpis(tmp_path: Path) -> None:
    down: list[list[Any]] = [*TABLE, ["Zibbers", 7, 8], ["Walk-ins", 120, 131], ["Grade", 1, 2]]
    report = import_rows(tmp_path, down, "Acme BPO Ltd.xlsx")
    (found,) = of(report, "row-not-used", Severity.WARNING)
    assert "'Zibbers' (row 4), 'Walk-ins' (row 5)." in found.message
    across = [list(row) for row in zip(*down, strict=True)]
    report = import_rows(tmp_path, across, "Acme BPO Ltd.xlsx")
    (found,) = of(report, "column-not-used", Severity.WARNING)
    assert found.cells == "D,E"


def test_a_table_of_unknown_counts_only_stays_quiet(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Item", "Jan 2025", "Feb 2025"], ["Zibbers", 7, 8], ["Fobs", 9, 8]]
    report = import_rows(tmp_path, rows, "Acme BPO Ltd.xlsx")
    assert not of(report, "row-not-used", Severity.WARNING)


def test_so_are_columns(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["Month", "AHT (sec)", "CSAT %", "Zibber cost per head", "Remarks on calls", "Week number"],
        ["Jan 2025", 300, 0.8, 12, "fine", 1],
        ["Feb 2025", 310, 0.81, 14, "fine", 5],
    ]
    report = import_rows(tmp_path, rows, "Acme BPO Ltd.xlsx")
    (found,) = of(report, "column-not-used", Severity.WARNING)
    assert found.cells == "D"


def test_so_is_a_table_that_was_not_understood(tmp_path: Path) -> None:
    other: list[list[Any]] = [
        ["Zibber", "Zibbers handled", "Share %"],
        ["A", 4, "40 %"],
        ["B", 6, "60 %"],
    ]
    report = import_rows(tmp_path, [*TABLE, [], [], *other], "Acme BPO Ltd.xlsx")
    told = [f for f in report.findings if f.severity in (Severity.WARNING, Severity.QUESTION)]
    assert any("handled" in f.message for f in told)


def test_a_loosely_set_table_goes_on_where_the_month_stands_in_some_rows_only(
    tmp_path: Path,
) -> None:
    rows: list[list[Any]] = [["Month", "KPI", "Result", "Comments"]]
    for month in ("Jan 2025", "Feb 2025", "Mar 2025"):
        rows += [[], [month, "AHT (sec)", 300, None], [], [None, "CSAT %", "80 %", "stable"]]
    report = import_rows(tmp_path, rows, "Acme BPO Ltd.xlsx")
    assert len(report.stated) == 6


def test_a_loosely_set_table_may_say_that_a_figure_is_not_available(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["March 2025"], [], ["KPI", "Actual", "Status"], []]
    rows += [["AHT (sec)", "not available", "Met"], [], ["CSAT", "80 %", "Red"]]
    assert import_rows(tmp_path, rows, "Acme BPO Ltd.xlsx").stated["cell"].tolist() == ["B7"]


def test_the_only_row_below_a_heading_set_apart_may_have_gaps(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Vendor", "ASA (mm:ss)", "CSAT", "AHT (min)"], []]
    report = import_rows(tmp_path, [*rows, ["Acme BPO Ltd", None, "80 %", 7.4]], "June 2025.xlsx")
    assert set(report.stated["item"]) == {"csat", "aht"}


def test_marks_out_of_a_scale_with_a_footnote_are_figures(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Metric", "Actual"], [], ["AHT (sec)", 300], []]
    rows += [["CSAT", "4.5 out of 5 *"]]
    report = import_rows(tmp_path, rows, "Acme BPO Ltd June 2025.xlsx")
    assert set(report.stated["item"]) == {"aht", "csat"}
