"""Rows that are no contacts: lines of timesheets, steps of one record, calls nobody answered."""

from pathlib import Path

import pytest

from desktop_app.domain.period import Grain
from desktop_app.importing.report import ImportedReport
from desktop_app.kpi.measure import Measurements, measure
from desktop_app.presenting.comparison import gather_evidence
from tests.helpers.workbooks import catalogue, codes, import_rows

BOOKED = [
    ["Employee", "Date", "Project", "Hours"],
    ["John Doe", "2024-12-02", "PRJ001", 8],
    ["Jane Smith", "2024-12-02", "PRJ002", 7.5],
    ["John Doe", "2024-12-03", "PRJ001", 6],
    ["Jane Smith", "2024-12-03", "PRJ001", 7],
    ["John Doe", "2024-12-04", "PRJ002", 8],
    ["Jane Smith", "2024-12-04", "PRJ002", 8],
]


def measured(report: ImportedReport) -> Measurements:
    return measure(gather_evidence([report]), catalogue(), Grain.ALL)


def kpis(found: Measurements) -> dict[str, float]:
    first = found.frame.drop_duplicates("kpi")
    return dict(zip(first["kpi"], first["value"], strict=True))


def test_lines_of_a_timesheet_are_no_volume_and_that_is_said(tmp_path: Path) -> None:
    found = measured(import_rows(tmp_path, BOOKED))
    assert "volume" not in kpis(found)
    told = [one for one in found.findings if one.code == "time-booked"]
    assert len(told) == 1
    assert "6 rows" in told[0].message
    assert "Volume" in told[0].message


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Ticket ID", [f"T-{number}" for number in range(6)]),
        ("Delivered", [f"2024-12-{day:02d}" for day in range(10, 16)]),
    ],
)
def test_hours_beside_pieces_of_work_are_counted(
    tmp_path: Path, heading: str, cells: list[str]
) -> None:
    rows = [[*row, cell] for row, cell in zip(BOOKED, [heading, *cells], strict=True)]
    assert kpis(measured(import_rows(tmp_path, rows)))["volume"] == 6


CALLS = [
    ["CallID", "Time", "Duration (sec)", "Status"],
    [11, "2025-07-02 13:15", 180, "Completed"],
    [11, "2025-07-02 13:18", 120, "Completed"],
    [11, "2025-07-02 13:20", 60, "No Answer"],
]


def test_ids_that_most_rows_share_are_said(tmp_path: Path) -> None:
    report = import_rows(tmp_path, CALLS)
    assert "ids-shared" in codes(report)


def test_who_gave_up_is_not_known_where_only_no_answer_is_said(tmp_path: Path) -> None:
    report = import_rows(tmp_path, CALLS)
    assert "abandoned-untold" in codes(report)
    found = kpis(measured(report))
    assert "abandonment" not in found
    assert found["answer_rate"] == pytest.approx(2 / 3)


def test_calls_given_up_beside_unanswered_ones_are_abandonment(tmp_path: Path) -> None:
    report = import_rows(tmp_path, [*CALLS, [12, "2025-07-03 09:00", 0, "Abandoned"]])
    assert "abandoned-untold" not in codes(report)
    assert kpis(measured(report))["abandonment"] == 0.25


def test_times_allowed_are_held_against_times_to_resolution(tmp_path: Path) -> None:
    """130 of 120 minutes, 90 of 100 and 250 of 180: one of three within its time."""
    report = import_rows(
        tmp_path,
        [
            [
                "Ticket ID",
                "Priority",
                "Resolution time (min)",
                "SLA threshold (min)",
                "Reopened count",
            ],
            ["T-1", "High", 130, 120, 0],
            ["T-2", "Medium", 90, 100, 1],
            ["T-3", "Critical", 250, 180, 0],
        ],
    )
    found = measured(report)
    assert kpis(found)["sla_compliance"] == pytest.approx(1 / 3)
    assert kpis(found)["reopen_rate"] == pytest.approx(1 / 3)
    assert "sla-by-calendar" in {one.code for one in found.findings}


def test_plain_revenue_is_no_revenue_from_upsell(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["Month", "Encounters", "Revenue", "CSAT"],
            ["2025-01", 80, 4200, 0.8],
            ["2025-02", 145, 7612.5, 0.81],
        ],
    )
    found = kpis(measured(report))
    assert found["volume"] == 225
    assert "revenue_increase" not in found


def test_portuguese_answered_and_handle_time(tmp_path: Path) -> None:
    """By the calls: (46 x 207 + 34 x 355) / 80 seconds."""
    report = import_rows(
        tmp_path,
        [
            ["Mês", "ATENDIDAS", "TMA", "ACW"],
            ["2024-01", 46, 207, 54],
            ["2024-02", 34, 355, 84],
        ],
    )
    full = measured(report).frame
    full = full[(full["kpi"] == "aht") & (full["variant"] == "")]
    assert full["value"].tolist() == [pytest.approx((46 * 207 + 34 * 355) / 80)]


def test_amounts_on_lines_of_a_timesheet_give_rates_and_no_cost_of_projects(
    tmp_path: Path,
) -> None:
    """At 100 USD an hour each."""
    rows = [[*BOOKED[0], "Billable amount (USD)"]]
    rows += [[*row, float(row[3]) * 100] for row in BOOKED[1:]]
    found = kpis(measured(import_rows(tmp_path, rows)))
    assert found["cost_per_hour"] == pytest.approx(100)
    assert "cost_per_project" not in found
