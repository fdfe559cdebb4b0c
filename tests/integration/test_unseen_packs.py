"""Service packs as vendors send them, with more beside the figures than figures."""

from pathlib import Path

import pytest

from desktop_app.domain.finding import Severity
from desktop_app.domain.period import Grain
from desktop_app.domain.records import Evidence
from desktop_app.importing.report import ImportedReport
from desktop_app.kpi.measure import measure
from tests.helpers.workbooks import Rows, catalogue, check_accounting, import_rows

Key = tuple[str, str, str | None]


def measured(report: ImportedReport) -> dict[Key, float]:
    """Return the figures stated, by KPI, period and segment."""
    check_accounting(report)
    evidence = Evidence(list(report.records), report.stated)
    frame = measure(evidence, catalogue(), Grain.MONTH, "channel").frame
    plain = frame.astype(object).where(frame.notna(), None)
    return {
        (row["kpi"], row["period"], row["segment"]): row["value"]
        for row in plain.to_dict("records")
        if row["basis"] == "stated"
    }


def questions(report: ImportedReport) -> list[str]:
    return [f.code for f in report.findings if f.severity is not Severity.INFO]


def test_marks_given_for_a_kpi_are_none_of_its_figures(tmp_path: Path) -> None:
    rows: Rows = [
        ["Balanced scorecard"],
        ["Supplier", "Crestline Services"],
        ["Month", "August 2025"],
        [],
        ["Measure", "Weight", "Target", "Actual", "Variance", "Score", "Status"],
        ["CSAT %", 0.25, 0.85, 0.881, 0.031, 4, "On track"],
        ["Schedule adherence", 0.25, 0.92, 0.934, 0.014, 5, "On track"],
        ["Transfer rate", 0.25, 0.1, 0.087, -0.013, 2, "Watch"],
        ["Cost per contact (USD)", 0.25, 3.5, 3.42, -0.08, 4, "Watch"],
    ]
    report = import_rows(tmp_path, rows, "bsc.xlsx")
    figures = measured(report)
    assert figures == {
        ("csat", "2025-08", None): pytest.approx(0.881),
        ("schedule_adherence", "2025-08", None): pytest.approx(0.934),
        ("transfer_rate", "2025-08", None): pytest.approx(0.087),
        ("cost_per_contact", "2025-08", None): pytest.approx(3.42),
    }
    assert questions(report) == []


def test_a_score_is_the_figure_where_there_is_no_other(tmp_path: Path) -> None:
    rows: Rows = [
        ["Vendor: Crestline", "Month: August 2025"],
        ["KPI", "Target", "Score"],
        ["CSAT %", "85%", "88.1%"],
        ["QA score", "90%", "92.5%"],
    ]
    figures = measured(import_rows(tmp_path, rows, "scores.xlsx"))
    assert figures[("csat", "2025-08", None)] == pytest.approx(0.881)
    assert figures[("qa_score", "2025-08", None)] == pytest.approx(0.925)


def test_service_credits_beside_the_figures_achieved_are_no_service_levels(tmp_path: Path) -> None:
    rows: Rows = [
        ["Vendor: Monarch", "Period: May 2025"],
        ["Service level", "Target", "Actual", "Points", "At-risk amount", "Service credit"],
        ["Calls answered in 20 seconds %", 0.8, 0.779, 25, 12000, 1200],
        ["Abandonment rate", 0.05, 0.061, 25, 12000, 1200],
        ["QA score", 0.9, 0.923, 25, 12000, 0],
    ]
    report = import_rows(tmp_path, rows, "credits.xlsx")
    assert measured(report) == {
        ("service_level", "2025-05", None): pytest.approx(0.779),
        ("abandonment", "2025-05", None): pytest.approx(0.061),
        ("qa_score", "2025-05", None): pytest.approx(0.923),
    }
    assert "row-conflict" not in questions(report)
    assert "share-over-100" not in questions(report)


def test_reference_codes_that_sound_like_a_kpi_name_none(tmp_path: Path) -> None:
    rows: Rows = [
        ["Supplier name: Brightwell", "Period: July 2025"],
        [],
        ["SLA ref", "Service level description", "Minimum", "Expected", "Achieved"],
        ["SL-01", "Calls answered within 20 seconds %", 0.75, 0.8, 0.823],
        ["SL-02", "Abandonment rate", 0.07, 0.05, 0.041],
        ["SL-03", "First contact resolution", 0.7, 0.75, 0.733],
    ]
    report = import_rows(tmp_path, rows, "codes.xlsx")
    assert measured(report) == {
        ("service_level", "2025-07", None): pytest.approx(0.823),
        ("abandonment", "2025-07", None): pytest.approx(0.041),
        ("fcr", "2025-07", None): pytest.approx(0.733),
    }


def test_months_that_are_restated_or_preliminary_are_those_months(tmp_path: Path) -> None:
    rows: Rows = [
        ["Vendor: Larkspur"],
        ["KPI", "Jan 25 (restated)", "Feb 25", "Mar 25 (prelim.)", "Apr 25 Budget"],
        ["CSAT %", 0.892, 0.806, 0.841, 0.9],
        ["FCR %", 0.717, 0.734, 0.752, 0.8],
    ]
    figures = measured(import_rows(tmp_path, rows, "restated.xlsx"))
    assert figures == {
        ("csat", "2025-01", None): pytest.approx(0.892),
        ("csat", "2025-02", None): pytest.approx(0.806),
        ("csat", "2025-03", None): pytest.approx(0.841),
        ("fcr", "2025-01", None): pytest.approx(0.717),
        ("fcr", "2025-02", None): pytest.approx(0.734),
        ("fcr", "2025-03", None): pytest.approx(0.752),
    }


def test_results_of_two_months_side_by_side_are_of_those_months(tmp_path: Path) -> None:
    rows: Rows = [
        ["Vendor: Sable"],
        ["No.", "Indicator", "SLA", "Feb’25 result", "Jan’25 result", "Met?"],
        [1, "Abandonment rate", "≤ 5%", 0.036, 0.044, "Yes"],
        [2, "Data accuracy", "≥ 99%", 0.993, 0.988, "Yes"],
    ]
    report = import_rows(tmp_path, rows, "Sable Feb 2025.xlsx")
    assert measured(report) == {
        ("abandonment", "2025-02", None): pytest.approx(0.036),
        ("abandonment", "2025-01", None): pytest.approx(0.044),
        ("accuracy", "2025-02", None): pytest.approx(0.993),
        ("accuracy", "2025-01", None): pytest.approx(0.988),
    }
    assert questions(report) == []


def test_a_column_of_units_tells_a_rate_from_a_count(tmp_path: Path) -> None:
    rows: Rows = [
        ["Vendor: Kestrel"],
        ["Metric", "UoM", "Jan 2025", "Feb 2025"],
        ["Complaints", "per 1000", 2.51, 1.53],
        ["CSAT", "%", 90.8, 88.1],
    ]
    figures = measured(import_rows(tmp_path, rows, "rates.xlsx"))
    assert figures[("complaint_rate", "2025-01", None)] == pytest.approx(2.51)
    assert not any(kpi == "volume" for kpi, _, _ in figures)


def test_regions_over_months_are_parts_of_the_vendor(tmp_path: Path) -> None:
    rows: Rows = [
        ["Regional performance 2025"],
        [None, "EMEA", None, "APAC", None],
        ["Metric", "Jan 2025", "Feb 2025", "Jan 2025", "Feb 2025"],
        ["CSAT %", 0.84, 0.85, 0.81, 0.8],
        ["Answer rate", 0.91, 0.92, 0.95, 0.96],
    ]
    report = import_rows(tmp_path, rows, "Pallas Outsourcing 2025.xlsx")
    assert measured(report)[("csat", "2025-01", "EMEA")] == pytest.approx(0.84)
    assert report.vendors == ("Pallas Outsourcing",)
    assert "vendor-from-heading" not in questions(report)


def test_a_sheet_named_compare_is_no_vendor_around_others(tmp_path: Path) -> None:
    rows: Rows = [
        ["2025 monthly comparison"],
        [None, "Alder", None, "Birch", None],
        ["Month", "CSAT", "FCR", "CSAT", "FCR"],
        ["Jan-25", 0.866, 0.766, 0.81, 0.7],
        ["Feb-25", 0.87, 0.75, 0.82, 0.71],
    ]
    report = import_rows(tmp_path, {"Compare": rows}, "vendor_over_kpi.xlsx")
    assert set(report.vendors) == {"Alder", "Birch"}
