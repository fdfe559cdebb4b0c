"""What vendors' weekly, monthly and payroll scorecards say, each oddity in a few rows."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from desktop_app.kpi.measure import measure
from desktop_app.presenting.comparison import gather_evidence
from tests.helpers.workbooks import catalogue, codes, figures, import_rows

_BOXES = ["Very satisfied", "Satisfied", "Neutral", "Dissatisfied", "Very dissatisfied"]


@pytest.mark.parametrize(
    ("days", "first"),
    [
        (("01-Jun", "08-Jun"), "2026-06-01/2026-06-07"),
        ((dt.date(2026, 6, 1), dt.date(2026, 6, 8)), "2026-06-01/2026-06-07"),
        (("05-Jun", "12-Jun"), "2026-05-30/2026-06-05"),
    ],
)
def test_numbered_weeks_over_days_are_the_weeks_of_those_days(
    tmp_path: Path, days: tuple[object, object], first: str
) -> None:
    report = import_rows(
        tmp_path,
        [
            ["Weekly review 2026"],
            [None, "Wk 1", "Wk 2"],
            [None, *days],
            ["Calls offered", 5200, 5100],
            ["AHT (s)", 402, 398],
        ],
        "Omega.xlsx",
    )
    periods = sorted(set(report.stated["period"]))
    week = {"2026-W23": "2026-06-01/2026-06-07"}
    assert len(periods) == 2
    assert week.get(periods[0], periods[0]) == first
    assert report.stated["segment"].isna().all()


def test_what_a_unit_column_counts_is_no_share(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["KPI", "UoM", "Target", "Jan", "Feb", "YTD 2025"],
            ["Invoices processed", "#", None, 5120, 5010, 10130],
            ["Backlog > 5 days", "#", 50, 61, 44, 44],
            ["First time right", "%", 98, 97.4, 98.1, 97.8],
        ],
    )
    found = figures(report, "item", "period")
    assert found["open_count", "2025-01"] == 61
    assert found["accuracy", "2025-02"] == pytest.approx(0.981)
    assert "backlog" not in report.stated["item"].tolist()
    assert "total-differs" not in codes(report)  # what is open at the end is no sum
    assert "year-assumed" not in codes(report)


def test_a_bare_backlog_is_how_many_are_open(tmp_path: Path) -> None:
    rows = [["Month", "Tickets closed", "Backlog"], ["Jan 2026", 400, 61], ["Feb 2026", 420, 44]]
    assert figures(import_rows(tmp_path, rows), "item", "period")["open_count", "2026-02"] == 44


def test_appeals_are_no_calls_and_yes_is_no_share(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["KPI", "Apr 2026", "May 2026"],
            ["Payslips produced", 4210, 4225],
            ["Appeals", 412, 398],
            ["Payroll delivered on time", "Y", "N"],
        ],
    )
    assert set(report.stated["item"]) == {"handled_count"}
    said = " ".join(one.message for one in report.findings)
    assert "'Appeals'" in said
    assert "'Payroll delivered on time'" in said


def test_answers_to_other_questions_are_no_part_of_satisfaction(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            [
                "Question",
                "Very satisfied",
                "Satisfied",
                "Neutral",
                "Dissatisfied",
                "Very dissatisfied",
            ],
            ["Overall satisfaction", 412, 498, 180, 74, 40],
            ["Ease of contact", 380, 470, 220, 90, 44],
            ["Agent knowledge", 500, 460, 150, 60, 34],
        ],
        "Echo.xlsx",
    )
    frame = measure(gather_evidence([report]), catalogue()).frame
    top = frame[(frame["kpi"] == "csat") & (frame["variant"] == "top_two_box")]
    assert top[top["segment"].isna()]["value"].tolist() == pytest.approx([910 / 1204])


def test_figures_below_a_table_go_on_with_it_where_a_column_of_it_is_blank(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["Service levels January 2026"],
            ["Ref", "Service level", "Target", "Actual"],
            ["SL1", "Abandonment rate", "5%", 0.04],
            ["SL2", "Quality score", "90%", 0.91],
            ["SL3", "First contact resolution", "75%", 0.74],
            [],
            ["Volumes"],
            ["V1", "Calls offered", None, 21000],
            ["V2", "Calls answered", None, 20100],
        ],
        "PrimeServ.xlsx",
    )
    found = figures(report, "item")
    assert found[("offered_count",)] == 21000
    assert found[("answered_count",)] == 20100
    assert "figures-outside-tables" not in codes(report)


def test_times_allowed_beside_shares_in_time_are_what_is_promised(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["Priority", "Tickets logged", "Resolution SLA", "Resolution met %"],
            ["P1", 14, "4 hrs", "92.9%"],
            ["P2", 88, "8 hrs", "93.2%"],
            ["P3", 612, "3 days", "94.6%"],
        ],
        "Helix.xlsx",
    )
    found = figures(report, "item", "segment")
    assert found["sla_compliance", "P1"] == pytest.approx(0.929)
    assert "column-unclear" not in codes(report)
    assert "promises-differ" in codes(report)


def test_ordering_again_is_no_second_contact(tmp_path: Path) -> None:
    head = ["Request ID", "Request date", "Requester", "Type", "Due", "Delivered"]
    rows: list[list[object]] = [head]
    for place in range(12):
        day = dt.date(2026, 2, 2) + dt.timedelta(days=place)
        due = day + dt.timedelta(days=7)
        rows.append([f"R{place:03d}", day, "M. Ruiz", "Benchmark", due, due])
    report = import_rows(tmp_path, rows, "Quanta.xlsx")
    kpis = set(measure(gather_evidence([report]), catalogue()).frame["kpi"])
    assert "on_time" in kpis
    assert "fcr" not in kpis
