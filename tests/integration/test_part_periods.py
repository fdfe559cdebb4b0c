"""Months that are not over, stated months beside weeks, and windows of days."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.domain.finding import Severity
from desktop_app.domain.period import Grain
from desktop_app.domain.records import Evidence
from desktop_app.importing.report import ImportedReport
from desktop_app.kpi.measure import measure
from tests.helpers.workbooks import figures, import_rows


def part_months(report: ImportedReport) -> list[str]:
    return [
        finding.message
        for finding in report.findings
        if finding.code == "month-not-over" and finding.severity is Severity.WARNING
    ]


def test_a_stated_month_is_kept_beside_its_weeks(tmp_path: Path) -> None:
    rows = [
        ["KPI", "Wk 1 2026", "Wk 2 2026", "Wk 3 2026", "Jan 2026 MTD"],
        ["CSAT %", 80, 81, 82, 81.4],
        ["AHT (sec)", 300, 310, 320, 312],
    ]
    report = import_rows(tmp_path, rows, "Acme.xlsx")
    found = figures(report, "item", "period")
    assert found["aht", "2026-01"] == 312
    assert found["aht", "2026-W02"] == 310
    assert part_months(report)


def test_a_quarter_over_all_its_months_stays_their_total(tmp_path: Path) -> None:
    rows = [["KPI", "Jan 2026", "Feb 2026", "Mar 2026", "Q1 2026"], ["NPS", 40, 41, 42, 41]]
    report = import_rows(tmp_path, [*rows, ["AHT (sec)", 300, 310, 320, 310]], "Acme.xlsx")
    assert set(report.stated["period"]) == {"2026-01", "2026-02", "2026-03"}


@pytest.mark.parametrize("mark", ["(bis 17.03.)", "(al 17)", "(until 17 Mar)", "MTD"])
def test_a_month_up_to_a_day_is_read_and_said_to_be_a_part(tmp_path: Path, mark: str) -> None:
    rows = [
        ["KPI", "Jan 26", "Feb 26", f"Mar 26 {mark}"],
        ["CSAT %", 81, 82, 83],
        ["AHT (sec)", 300, 301, 302],
    ]
    report = import_rows(tmp_path, rows, "Acme.xlsx")
    assert figures(report, "item", "period")["aht", "2026-03"] == 302
    (message,) = part_months(report)
    assert mark in message


def test_figures_taken_within_their_last_month_are_said_to_be_of_a_part(tmp_path: Path) -> None:
    rows = [
        ["Data through 17-Mar-2026"],
        [],
        ["KPI", "2026-02", "2026-03"],
        ["CSAT %", 82, 83],
        ["AHT (sec)", 301, 302],
    ]
    (message,) = part_months(import_rows(tmp_path, rows, "Acme.xlsx"))
    assert "Data through 17-Mar-2026" in message
    rows[0] = ["Data through 31-Mar-2026"]
    assert not part_months(import_rows(tmp_path, rows, "Beta.xlsx"))


def test_days_from_and_to_above_a_table_are_its_window(tmp_path: Path) -> None:
    rows = [
        ["From", "01/03/2026"],
        ["To", "17/03/2026"],
        [],
        ["KPI", "Actual"],
        ["CSAT %", 81],
        ["AHT (sec)", 300],
    ]
    report = import_rows(tmp_path, rows, "Acme.xlsx")
    assert set(report.stated["period"]) == {"2026-03-01/2026-03-17"}


def test_a_window_that_ends_within_a_month_is_no_month(tmp_path: Path) -> None:
    days = [dt.datetime(2026, month, 1) for month in (1, 2, 3)]
    ends = [dt.datetime(2026, 1, 31), dt.datetime(2026, 2, 28), dt.datetime(2026, 3, 17)]
    rows = [
        ["Period start", "Period end", "CSAT %", "AHT (sec)"],
        *([start, end, 81, 300] for start, end in zip(days, ends, strict=True)),
    ]
    report = import_rows(tmp_path, rows, "Acme.xlsx")
    assert set(report.stated["period"]) == {"2026-01", "2026-02", "2026-03-01/2026-03-17"}


def test_a_column_of_a_part_is_left_out_by_a_click_and_its_figures_say_so(tmp_path: Path) -> None:
    rows = [["KPI", "Jan 2026", "Feb 2026 MTD"], ["Calls offered", 1200, 500], ["NPS", 40, 41]]
    report = import_rows(tmp_path, rows, "Acme.xlsx")
    said = [one for one in report.findings if one.code == "month-not-over"]
    assert [(one.cells, one.severity) for one in said] == [("C", Severity.WARNING)]
    assert said[0].answers[0].text == "Leave the part of the month out"
    part = report.stated.set_index("cell")["rule"].str.contains("of a part of the month")
    assert part[part].index.tolist() == ["C2", "C3"]


@pytest.mark.parametrize(("days", "said"), [(72, 1), (90, 0), (88, 0)])
@pytest.mark.parametrize("grain", [Grain.ALL, Grain.MONTH])
def test_a_log_that_ends_within_a_month_says_so_once(
    tmp_path: Path, days: int, said: int, grain: Grain
) -> None:
    """Not by the sheet and again by the vendor's figures."""
    first = dt.datetime(2026, 1, 1)
    rows = [[f"T{n}", first + dt.timedelta(days=n % days), 300 + n] for n in range(360)]
    report = import_rows(tmp_path, [["Ticket ID", "Created", "Handle time (s)"], *rows])
    found = measure(Evidence(report.records, report.stated), load_catalogue(), grain)
    codes = {"month-not-over", "part-period"}
    told = [one for one in (*report.findings, *found.findings) if one.code in codes]
    assert len(told) == said
    if said:
        assert "2026-03 (13 of 31 days)" in told[0].message
