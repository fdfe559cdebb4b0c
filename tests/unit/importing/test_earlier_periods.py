"""Columns and rows of the period before the current one."""

from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.finding import Severity
from desktop_app.importing.report import ImportedReport
from tests.helpers.workbooks import check_accounting, codes, figures, import_rows

ROWS = [("Calls handled", 4453, 4301), ("AHT (sec)", 349, 352), ("CSAT %", 0.85, 0.86)]


def read(folder: Path, title: str, current: str, before: str) -> ImportedReport:
    rows: list[list[Any]] = [["Acme BPO Ltd"], [title], [], ["KPI", current, before, "Target"]]
    return import_rows(folder, [*rows, *([*row, None] for row in ROWS)], "Acme BPO Ltd.xlsx")


@pytest.mark.parametrize(
    ("title", "current", "before", "period"),
    [
        ("KPI report June 2025", "Current month", "Previous month", "2025-05"),
        ("KPI report January 2025", "Actual", "Prev. month", "2024-12"),
        ("KPI report June 2025", "Actual", "Prior period", "2025-05"),
        ("KPI report June 2025", "Actual", "Last year", "2024-06"),
        ("KPI report June 2025", "Actual", "Same month last year", "2024-06"),
        ("KPI report", "Jun-25", "Vormonat", "2025-05"),
        ("KPI report", "Q1 2025", "Previous quarter", "2024-Q4"),
        ("KPI report", "Q2 2025", "PY", "2024-Q2"),
        ("KPI report 2025", "Actual", "Previous year", "2024"),
    ],
)
def test_its_figures_are_those_of_the_period_before(
    tmp_path: Path, title: str, current: str, before: str, period: str
) -> None:
    report = read(tmp_path, title, current, before)
    stated = report.stated[report.stated["period"] == period]
    assert dict(zip(stated["cell"], stated["value"], strict=True)) == {
        "C5": 4301.0,
        "C6": 352.0,
        "C7": 0.86,
    }
    assert len(report.stated) == 6
    assert any(f.code == "period-before" and period in f.message for f in report.findings)


@pytest.mark.parametrize(
    ("title", "current", "before"),
    [
        ("KPI report", "Actual", "Previous month"),
        ("KPI report 2025", "Actual", "Previous month"),
        ("KPI report Q1 2025", "Actual", "Last month"),
    ],
)
def test_which_period_it_is_is_asked_where_nothing_says_so(
    tmp_path: Path, title: str, current: str, before: str
) -> None:
    report = read(tmp_path, title, current, before)
    assert set(report.stated["cell"]) == {"B5", "B6", "B7"}
    (asked,) = (f for f in report.findings if f.code == "period-not-readable")
    assert asked.severity is Severity.QUESTION
    assert asked.cells == "C"
    assert before in asked.message


def test_beside_two_periods_it_is_asked_before_which(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["KPI", "Apr-25", "Jun-25", "Previous month"],
        ["AHT (sec)", 352, 349, 351],
        ["CSAT %", 0.86, 0.85, 0.84],
    ]
    report = import_rows(tmp_path, rows, "Acme BPO Ltd.xlsx")
    assert set(report.stated["period"]) == {"2025-04", "2025-06"}
    (asked,) = (f for f in report.findings if f.code == "period-not-readable")
    assert asked.cells == "D"


ACROSS = ["", "CSAT", "NPS", "AHT (sec)"]
NOW, BEFORE, YEAR = ["86%", 43, 300], ["88%", 41, 312], ["80%", 31, 322]


def _of(month: str, values: list[Any]) -> dict[tuple[str, str], float]:
    share = float(values[0].rstrip("%")) / 100
    return {("csat", month): share, ("nps", month): values[1], ("aht", month): values[2]}


@pytest.mark.parametrize("now", ["This month", "Current month", "Mar 2026", "Actual"])
@pytest.mark.parametrize("before_first", [False, True])
def test_rows_of_earlier_months_are_dated(tmp_path: Path, now: str, before_first: bool) -> None:
    rows = [[now, *NOW], ["Previous month", *BEFORE], ["Same month last year", *YEAR]]
    rows = rows[::-1] if before_first else rows
    change = ["Change", "-2%", 2, -12]
    report = import_rows(tmp_path, [["Acme - March 2026"], ACROSS, *rows, change])
    expected = _of("2026-03", NOW) | _of("2026-02", BEFORE) | _of("2025-03", YEAR)
    assert figures(report, "item", "period") == pytest.approx(expected)
    assert set(report.stated["segment"]) == {None}
    check_accounting(report)


def test_rows_of_earlier_months_beside_several_are_asked_about(tmp_path: Path) -> None:
    rows = [["Mar 2026", *NOW], ["Feb 2026", *BEFORE], ["Previous month", *YEAR]]
    report = import_rows(tmp_path, [ACROSS, *rows])
    assert len(report.stated) == 6
    assert "period-not-readable" in codes(report)
    check_accounting(report)


@pytest.mark.parametrize("sub", [True, False])
def test_columns_of_earlier_months_beside_each_kpi_are_dated(tmp_path: Path, sub: bool) -> None:
    heading = [
        [None, "CSAT", None, "NPS", None],
        ["Queue", "This month", "Previous month", "This month", "Previous month"],
    ]
    if not sub:
        heading = [["Queue", "CSAT", "CSAT previous month", "NPS", "NPS previous month"]]
    rows = [["Voice", "86%", "88%", 43, 41], ["Chat", "87%", "85%", 41, 44]]
    report = import_rows(tmp_path, [["Acme - March 2026"], *heading, *rows])
    found = figures(report, "item", "period", "segment")
    assert found["csat", "2026-03", "Voice"] == 0.86
    assert found["csat", "2026-02", "Voice"] == 0.88
    assert found["nps", "2026-03", "Chat"] == 41
    assert found["nps", "2026-02", "Chat"] == 44
    assert len(found) == 8
    check_accounting(report)
