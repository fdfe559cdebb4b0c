"""Real CSV exports of a support desk, from bytes to figures; the cells are read by `csv` here."""

from __future__ import annotations

import csv

import pytest

from desktop_app.importing.pipeline import import_report
from desktop_app.importing.report import ImportedReport
from tests.helpers.shared import shared_file
from tests.helpers.workbooks import catalogue, check_accounting, codes, layouts

_MEANS = {
    "csat": ("Avg_CSAT", 1.0),
    "resolution_time": ("Avg_Resolution_Hours", 3600.0),
    "sla_compliance": ("SLA_Percentage", 0.01),
    "escalation_rate": ("Escalation_Rate", 0.01),
}
"""KPI -> its column in these files, and what one of its numbers is in the canonical unit."""


def _cells(name: str) -> list[dict[str, str]]:
    with shared_file(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _read(name: str) -> ImportedReport:
    report = import_report(shared_file(name), catalogue())
    check_accounting(report)
    assert layouts(report) == ["transposed"]
    return report


def _stated(report: ImportedReport, item: str, key: str) -> dict[str, float]:
    own = report.stated[report.stated["item"] == item]
    return dict(zip(own[key], own["value"], strict=True))


@pytest.mark.parametrize(
    ("name", "key", "column"),
    [
        ("support_months/monthly_ticket_trend.csv", "period", "Month_Name"),
        ("support_priorities/priority_analysis.csv", "segment", "Priority"),
        ("support_teams/team _performance.csv", "segment", "Team"),
        ("support_topics/issue_category.csv", "segment", "Issue_Category"),
    ],
)
def test_every_mean_of_every_row_is_read(name: str, key: str, column: str) -> None:
    report, rows = _read(name), _cells(name)
    for item, (heading, factor) in _MEANS.items():
        wanted = {row[column]: float(row[heading]) * factor for row in rows if heading in row}
        found = _stated(report, item, key)
        if item == "sla_compliance":  # "0.43" beside "71.43" may be either, which is asked
            doubtful = {row for row, share in wanted.items() if share < 0.01}
            assert bool(doubtful) == ("share-mixed" in codes(report))
            wanted = {row: share for row, share in wanted.items() if row not in doubtful}
            found = {row: share for row, share in found.items() if row not in doubtful}
        assert found == pytest.approx(wanted), item


def test_means_of_marks_say_their_scale() -> None:
    for name in ("support_months/monthly_ticket_trend.csv", "support_summary/kpi_summary.csv"):
        marks = _read(name).stated.query("item == 'csat'")
        assert set(marks["variant"]) == {"mean_5"}


def test_tickets_of_teams_are_counted() -> None:
    report = _read("support_teams/team _performance.csv")
    rows = _cells("support_teams/team _performance.csv")
    assert sum(_stated(report, "closed_count", "segment").values()) == 1851
    assert sum(int(row["Closed_Tickets"]) for row in rows) == 1851


def test_a_summary_of_one_row_is_no_log_of_one_ticket() -> None:
    stated = _stated(_read("support_summary/kpi_summary.csv"), "resolution_rate", "item")
    report = _read("support_summary/kpi_summary.csv")
    figures = dict(zip(report.stated["item"], report.stated["value"], strict=True))
    assert stated == {"resolution_rate": pytest.approx(0.2104)}
    assert figures["sla_compliance"] == pytest.approx(0.309)
    assert figures["response_time"] == pytest.approx(102.75 * 60)
    assert figures["resolution_time"] == pytest.approx(42.16 * 3600)
    assert figures["csat"] == pytest.approx(3.38)
    assert figures["escalation_rate"] == pytest.approx(0.1428)
    assert figures["reopen_rate"] == pytest.approx(0.0722)


def test_open_tickets_are_a_log_of_one_vendor_for_ten_customers() -> None:
    report = import_report(shared_file("open_tickets/tickets.csv"), catalogue())
    check_accounting(report)
    (records,) = report.records
    rows = _cells("open_tickets/tickets.csv")
    assert len(records.frame) == len(rows) == 10
    assert len(report.vendors) == 1
    assert list(records.frame["customer_id"]) == [row["customer"] for row in rows]
    assert set(records.frame["status"]) == {"open"}
