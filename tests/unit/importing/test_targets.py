"""Targets in tables of their own, joined to the figures they are meant for."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.finding import Severity
from desktop_app.importing.report import ImportedReport
from tests.helpers.workbooks import Rows, check_accounting, codes, import_rows

MONTHS = ["KPI", "Jan 2026", "Feb 2026"]
FIGURES: Rows = [MONTHS, ["CSAT (%)", 81.5, 82.5], ["AHT (sec)", 312, 305]]


def targets(report: ImportedReport) -> dict[tuple[str, str, str], float]:
    check_accounting(report)
    known = report.stated[report.stated["target"].notna()]
    keys = zip(known["vendor"], known["item"], known["period"], strict=True)
    return dict(zip(keys, known["target"], strict=True))


def read(folder: Path, own: Rows, name: str = "Targets", file: str = "Acme.xlsx") -> ImportedReport:
    return import_rows(folder, {"Data": FIGURES, name: own}, file)


def test_a_sheet_of_targets_with_comparators(tmp_path: Path) -> None:
    own = [["KPI", "Target"], ["CSAT (%)", ">= 85%"], ["AHT (sec)", "<= 300"], ["NPS", "> 40"]]
    report = read(tmp_path, own)
    assert targets(report) == pytest.approx(
        {
            ("Acme", "csat", "2026-01"): 0.85,
            ("Acme", "csat", "2026-02"): 0.85,
            ("Acme", "aht", "2026-01"): 300,
            ("Acme", "aht", "2026-02"): 300,
        }
    )
    assert {"targets-only", "targets-joined"} <= codes(report)
    assert set(report.stated["sheet"]) == {"Data"}


def test_targets_by_month_on_a_sheet_named_so(tmp_path: Path) -> None:
    report = read(tmp_path, [MONTHS, ["CSAT (%)", 85, 86]], "Plan 2026")
    assert targets(report) == pytest.approx(
        {("Acme", "csat", "2026-01"): 0.85, ("Acme", "csat", "2026-02"): 0.86}
    )


def test_targets_by_vendor(tmp_path: Path) -> None:
    figures = [
        ["Vendor", "Month", "AHT (sec)"],
        ["Alpha", "Jan 2026", 312],
        ["Beta", "Jan 2026", 299],
    ]
    own = [["KPI", "Alpha", "Beta"], ["AHT (sec)", 280, 290]]
    report = import_rows(tmp_path, {"Data": figures, "SLA Targets": own}, "comparison.xlsx")
    assert targets(report) == {("Alpha", "aht", "2026-01"): 280, ("Beta", "aht", "2026-01"): 290}


def test_a_table_of_slas_below_the_figures(tmp_path: Path) -> None:
    rows = [*FIGURES, [], ["SLA", "Target"], ["CSAT (%)", ">= 85%"], ["AHT (sec)", "< 300"]]
    found = targets(import_rows(tmp_path, rows))
    assert found["Acme", "csat", "2026-02"] == pytest.approx(0.85)
    assert found["Acme", "aht", "2026-01"] == 300


def test_targets_of_another_year_are_not_these_figures_targets(tmp_path: Path) -> None:
    own = [["Targets 2025"], ["KPI", "Target"], ["CSAT (%)", 85], ["AHT (sec)", 300]]
    assert targets(read(tmp_path, own)) == {}


def test_what_stands_beside_a_figure_comes_first(tmp_path: Path) -> None:
    figures = [["KPI", "Target", "Actual"], ["CSAT (%)", 90, 81], ["AHT (sec)", None, 312]]
    own = [["KPI", "Target"], ["CSAT (%)", 85], ["AHT (sec)", 300]]
    report = import_rows(tmp_path, {"Data": figures, "Targets": own}, "Acme Jan 2026.xlsx")
    assert targets(report) == pytest.approx(
        {("Acme", "csat", "2026-01"): 0.90, ("Acme", "aht", "2026-01"): 300}
    )


def test_a_target_far_off_is_asked_about(tmp_path: Path) -> None:
    report = read(tmp_path, [["KPI", "Target"], ["AHT (sec)", 5], ["CSAT (%)", 85]])
    assert {key[1] for key in targets(report)} == {"csat"}
    (finding,) = [f for f in report.findings if f.code == "target-far-off"]
    assert finding.severity is Severity.QUESTION
    assert "Targets!B2" in finding.message


def test_two_targets_for_the_same_figures_are_asked_about(tmp_path: Path) -> None:
    sheets = {
        "Data": FIGURES,
        "Targets": [["KPI", "Target"], ["AHT (sec)", 300]],
        "SLA targets": [["KPI", "Target"], ["AHT (sec)", 280]],
    }
    report = import_rows(tmp_path, sheets)
    assert targets(report) == {}
    (finding,) = [f for f in report.findings if f.code == "targets-differ"]
    assert finding.severity is Severity.QUESTION
    assert "SLA targets!B2" in finding.message


def test_a_target_of_no_channel_is_that_of_all_channels_together(tmp_path: Path) -> None:
    figures = [
        ["KPI", "Channel", "Jan 2026"],
        ["AHT (sec)", "", 400],
        ["AHT (sec)", "Voice", 312],
        ["AHT (sec)", "Chat", 512],
    ]
    own = [["KPI", "Target"], ["AHT (sec)", 300]]
    report = import_rows(tmp_path, {"Data": figures, "Targets": own})
    assert len(report.stated) == 3
    assert report.stated.set_index("segment")["target"].dropna().tolist() == [300]
    assert report.stated.loc[report.stated["target"].notna(), "segment"].isna().all()


@pytest.mark.parametrize("name", ["Standard", "Service standard"])
def test_standards_beside_figures_are_targets(tmp_path: Path, name: str) -> None:
    rows: Rows = [
        ["KPI", name, "Jan 2026", "Feb 2026"],
        ["Service level (%)", "≥ 85%", 87, 84],
        ["Average speed of answer (mm:ss)", "≤ 2:00", "1:20", "1:21"],
    ]
    report = import_rows(tmp_path, rows, "Acme.xlsx")
    assert targets(report)["Acme", "service_level", "2026-01"] == pytest.approx(0.85)
    assert targets(report)["Acme", "asa", "2026-02"] == 120
    assert "cell-not-readable" not in codes(report)


def test_a_standard_plan_beside_another_is_no_target(tmp_path: Path) -> None:
    rows: Rows = [["KPI", "Standard", "Premium"], ["CSAT (%)", 81, 90], ["AHT (sec)", 300, 350]]
    report = import_rows(tmp_path, rows, "Acme Mar 2026.xlsx")
    assert targets(report) == {}
    assert len(report.stated) == 4


def test_a_standard_over_the_same_figures_all_down_is_the_target(tmp_path: Path) -> None:
    rows: Rows = [
        ["Proportion of calls responded to within 8 minutes"],
        ["Month", "Red 1", "Red 2", "National standard"],
        *(
            [f"{month} 2012", f"7{n}.4%", f"6{n}.1%", "75%"]
            for n, month in enumerate(("Apr", "May", "Jun"))
        ),
    ]
    report = import_rows(tmp_path, rows, "Ambulance care.xlsx")
    assert len(report.stated) == 6
    assert set(report.stated["target"]) == {0.75}
