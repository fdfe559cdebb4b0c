"""Which column names the KPIs, and whose figures stand beside them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.helpers.workbooks import check_accounting, codes, figures, import_rows, layouts

SERVICES = [
    ["SL01", "First contact resolution", "% queries closed at first contact", 0.7, 0.689, "A"],
    ["SL02", "Average response time", "Hours", "4 hrs", 2.4, "G"],
    ["SL03", "Service level", "% calls taken in time", 0.8, 0.83, "G"],
    ["SL04", "Abandonment rate", "% callers who hung up", 0.05, 0.031, "G"],
]


@pytest.mark.parametrize("heading", ["Service Level", "Item", "Service", "Name", ""])
@pytest.mark.parametrize("measure", ["Measure", "KPI", "Metric", "Definition"])
def test_names_that_are_known_outrank_a_heading(tmp_path: Path, heading: str, measure: str) -> None:
    top = ["SLA Ref", heading, measure, "Target", "Actual", "RAG"]
    report = import_rows(tmp_path, [["Month:", "April 2026"], [], top, *SERVICES])
    assert figures(report, "item") == {
        ("fcr",): 0.689,
        ("response_time",): 2.4 * 3600,
        ("service_level",): 0.83,
        ("abandonment",): 0.031,
    }
    check_accounting(report)


def test_groups_of_kpis_outrank_no_heading(tmp_path: Path) -> None:
    rows = [
        ["Service level", "Answered in 20 s", 0.8],
        [None, "FCR", 0.7],
        ["Abandonment", "Hung up early", 0.04],
        [None, "Abandonment rate", 0.05],
        ["Quality", "QA score", 0.9],
    ]
    report = import_rows(tmp_path, [["Area", "KPI", "Mar 2026"], *rows])
    found = figures(report, "cell")
    assert found[("C3",)] == 0.7
    assert found[("C5",)] == 0.05
    assert found[("C6",)] == 0.9


def test_companies_over_the_columns_outrank_who_compares_them(tmp_path: Path) -> None:
    names = ["Orbis Contact", "Tandem BPO", "Lumina Services", "Kestrel CX"]
    rows = [
        ["Vendor: Globex"],
        ["April 2026"],
        [],
        ["KPI", "Target", *names],
        ["CSAT", "80%", 0.795, 0.809, 0.897, 0.827],
        ["AHT (sec)", 360, 343, 385, 354, 396],
    ]
    report = import_rows(tmp_path, rows)
    found = figures(report, "vendor", "item")
    assert [found[name, "aht"] for name in names] == [343, 385, 354, 396]
    asked = next(f for f in report.findings if f.code == "vendor-from-heading")
    assert asked.severity.value == "question"
    assert "Globex" in asked.message
    assert asked.answers
    check_accounting(report)


def test_names_that_are_no_companies_are_parts_of_the_vendor_named(tmp_path: Path) -> None:
    rows = [["Vendor: Acme"], ["KPI", "Retail", "Wealth", "Payroll"], ["AHT (sec)", 343, 385, 354]]
    report = import_rows(tmp_path, rows)
    assert report.vendors == ("Acme",)
    assert set(report.stated["segment"]) == {"Retail", "Wealth", "Payroll"}
    assert "vendor-from-heading" not in codes(report)


@pytest.mark.parametrize(
    ("target", "seconds"),
    [("4 hrs", 8640.0), ("< 4 hours", 8640.0), ("4 hours or less", 8640.0), ("30 min", 144.0)],
)
def test_targets_written_with_a_unit_tell_that_of_the_figures(
    tmp_path: Path, target: str, seconds: float
) -> None:
    rows = [["Average response time", target, 2.4, "G"], ["CSAT", "80%", 0.82, "G"]]
    report = import_rows(tmp_path, [["KPI", "Target", "Mar 2026", "RAG"], *rows])
    assert figures(report, "item")["response_time",] == seconds


@pytest.mark.parametrize("heading", ["Standard", "Guarantee", "Promise"])
def test_what_is_due_beside_the_actual_is_its_target(tmp_path: Path, heading: str) -> None:
    rows = [
        ["Average Speed of Answer", "Until a person answers", "30 seconds or less", "22 seconds"],
        ["Call Abandonment Rate", "Before anybody answers", "3% or less", 0.021],
        ["First Call Resolution", "At the first contact", "90%", 0.913],
        ["Average handle time", "Of all calls", "max 6 min", "5 min"],
    ]
    report = import_rows(
        tmp_path,
        [["KPI", "Definition", heading, "Actual Result", "Fees at Risk"]]
        + [[*row, "$10,000"] for row in rows],
    )
    frame = report.stated.set_index("item")
    assert set(frame["segment"]) == {None}
    assert frame["value"].to_dict() == {
        "asa": 22.0,
        "abandonment": 0.021,
        "fcr": 0.913,
        "aht": 300.0,
    }
    assert frame["target"].to_dict() == {"asa": 30.0, "abandonment": 0.03, "fcr": 0.9, "aht": 360.0}
    check_accounting(report)


def test_a_staff_list_is_no_summary_by_day_of_joining(tmp_path: Path) -> None:
    rows = [
        [f"E{n}", f"Analyst {n}", dt.datetime(2018 + 7 * n % 8, 1 + 5 * n % 12, 9), 1 + n % 9]
        for n in range(30)
    ]
    heading = ["Employee ID", "Name", "Date of Joining", "Experience (Years)"]
    report = import_rows(tmp_path, [["Roster as of 31-Mar-2026"], [], heading, *rows])
    assert layouts(report) == ["log"]
    assert report.records[0].frame["years_experience"].tolist() == [row[3] for row in rows]
    assert report.records[0].period == "2026-03-31/2026-03-31"
    check_accounting(report)


@pytest.mark.parametrize("heading", ["Team", "Line of business", ""])
def test_parts_below_a_kpi_are_no_kpis_though_one_is_called_like_one(
    tmp_path: Path, heading: str
) -> None:
    def table(title: str, *values: float) -> list[list[object]]:
        parts = zip(("Orders", "Returns", "Billing"), values, strict=True)
        lines = [[name, value, value + 0.01, value + 0.02] for name, value in parts]
        return [[title], [heading, "Apr-26", "May-26", "Jun-26"], *lines, [], []]

    rows = [
        ["Ferncliff Interactive"],
        ["Quarterly business review Q2 2026: tables behind the slides"],
        [],
        *table("Customer satisfaction (top-2 box, %)", 0.84, 0.85, 0.83),
        *table("QA score (%)", 0.92, 0.91, 0.9),
    ]
    report = import_rows(tmp_path, rows)
    found = figures(report, "item", "segment", "period")
    assert found["csat", "Returns", "2026-04"] == 0.85
    assert found["qa_score", "Orders", "2026-06"] == pytest.approx(0.94)
    assert len(found) == 18
    check_accounting(report)


def test_names_beside_months_and_a_total_are_kpis_though_none_is_sure(tmp_path: Path) -> None:
    rows = [
        ["Folio Typesetting"],
        ["Journal production statistics, second half 2025"],
        [],
        ["", "July", "August", "September", "Total", "Average"],
        ["Articles delivered", 289, 292, 255, 836, 278.7],
        ["Copy to proof (days)", 4.8, 5, 5.1, None, 5],
        ["Author satisfaction (1-5)", 4.3, 4.2, 4.2],
        ["Proofs returned for rework", "3.8%", "3.9%", "3.9%"],
    ]
    report = import_rows(tmp_path, rows)
    found = figures(report, "item", "period")
    assert found["delivered_count", "2025-08"] == 292
    assert found["rework_rate", "2025-09"] == pytest.approx(0.039)
    check_accounting(report)
