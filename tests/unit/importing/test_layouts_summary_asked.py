"""Summaries whose cells leave a doubt: read where the rest settles it, else asked by cell."""

from pathlib import Path

import pytest

from desktop_app.domain.finding import Finding, Severity
from desktop_app.importing.report import ImportedReport
from tests.helpers.workbooks import check_accounting, codes, figures, import_rows

TITLE = ["Acme - KPI report"]
MONTHS = ("Jan 2026", "Feb 2026", "Mar 2026")


def _said(report: ImportedReport, code: str) -> Finding:
    return next(finding for finding in report.findings if finding.code == code)


def test_a_conflict_names_all_of_its_cells(tmp_path: Path) -> None:
    months = [f"2026-{month:02d}" for month in range(1, 10)]
    rows = [["KPI", *months], ["FCR %", *range(70, 79)], ["FCR %", *range(80, 89)]]
    found = _said(import_rows(tmp_path, rows), "row-conflict")
    assert found.severity is Severity.QUESTION
    assert found.cells == "B3:J3"


def test_a_small_number_in_brackets_behind_a_figure_is_a_footnote_number(tmp_path: Path) -> None:
    rows = [
        TITLE,
        ["Month", "CSAT", "AHT (sec)"],
        ["Jan 2026", "81%", "300"],
        ["Feb 2026", "82% (1)", "310 (1)"],
        ["Mar 2026", "83.5% (2)", "305"],
    ]
    report = import_rows(tmp_path, rows)
    assert figures(report, "item", "period") == pytest.approx(
        {
            ("csat", "2026-01"): 0.81,
            ("csat", "2026-02"): 0.82,
            ("csat", "2026-03"): 0.835,
            ("aht", "2026-01"): 300,
            ("aht", "2026-02"): 310,
            ("aht", "2026-03"): 305,
        }
    )
    stated = report.stated.set_index("cell")
    assert stated.loc["B5", "raw"] == "83.5% (2)"
    assert "footnote" in stated.loc["B5", "rule"]
    assert {(f.severity, f.cells) for f in report.findings if f.code == "footnote-numbers"} == {
        (Severity.INFO, "B4:B5"),
        (Severity.INFO, "C4"),
    }
    check_accounting(report)


@pytest.mark.parametrize("brackets", [("1", "3", "5"), ("412", "398", "401")])
def test_brackets_behind_every_figure_are_no_footnotes(
    tmp_path: Path, brackets: tuple[str, ...]
) -> None:
    rows = [
        TITLE,
        ["KPI", *MONTHS],
        ["CSAT", *(f"8{n}% ({b})" for n, b in enumerate(brackets))],
        ["AHT (sec)", 300, 310, 320],
    ]
    report = import_rows(tmp_path, rows)
    assert set(report.stated["item"]) == {"aht"}
    assert "row-unclear" in codes(report)


def test_amounts_in_another_currency_are_named_by_cell(tmp_path: Path) -> None:
    rows = [TITLE, ["KPI", *MONTHS], ["Cost per contact", "$3.50", "€3.40", "$3.60"]]
    found = _said(import_rows(tmp_path, rows), "money-mixed")
    assert found.severity is Severity.QUESTION
    assert found.cells == "C3"


def test_a_target_without_a_segment_is_that_of_all_parts_that_have_no_other(
    tmp_path: Path,
) -> None:
    report = import_rows(
        tmp_path,
        {
            "KPIs": [
                TITLE,
                ["KPI", "Channel", *MONTHS],
                *(["CSAT %", channel, 81, 82, 83] for channel in ("Voice", "Chat")),
                *(["FCR %", channel, 71, 72, 73] for channel in ("Voice", "Chat")),
            ],
            "Targets": [
                ["KPI", "Channel", "Target"],
                ["CSAT %", "", 85],
                ["FCR %", "", 75],
                ["FCR %", "Chat", 77],
            ],
        },
    )
    assert report.stated.groupby(["item", "segment"])["target"].first().to_dict() == pytest.approx(
        {
            ("csat", "Voice"): 0.85,
            ("csat", "Chat"): 0.85,
            ("fcr", "Voice"): 0.75,
            ("fcr", "Chat"): 0.77,
        }
    )


@pytest.mark.parametrize("text", [True, False])
def test_months_as_year_and_month_in_one_number_head_columns(tmp_path: Path, text: bool) -> None:
    months = [str(m) if text else m for m in (202511, 202512, 202601)]
    rows = [TITLE, ["KPI", *months], ["FCR %", 70, 71, 72], ["Calls offered", 9000, 9100, 9200]]
    report = import_rows(tmp_path, rows)
    assert figures(report, "item", "period") == pytest.approx(
        {
            ("fcr", "2025-11"): 0.70,
            ("fcr", "2025-12"): 0.71,
            ("fcr", "2026-01"): 0.72,
            ("offered_count", "2025-11"): 9000,
            ("offered_count", "2025-12"): 9100,
            ("offered_count", "2026-01"): 9200,
        }
    )
    check_accounting(report)


@pytest.mark.parametrize("heading", ["Wave three", "Mar-ish"])
def test_figures_under_a_heading_that_is_no_readable_period_are_asked_about(
    tmp_path: Path, heading: str
) -> None:
    rows = [TITLE, ["KPI", "Jan 2026", "Feb 2026", heading], ["FCR %", 70, 71, 73]]
    rows.append(["AHT (sec)", 300, 310, 320])
    report = import_rows(tmp_path, rows)
    assert set(report.stated["period"]) == {"2026-01", "2026-02"}
    found = _said(report, "period-not-readable")
    assert found.severity is Severity.QUESTION
    assert found.cells == "D"
    assert heading in found.message


@pytest.mark.parametrize("loose", [True, False])
def test_two_heading_rows_with_a_blank_one_between_are_one_heading(
    tmp_path: Path, loose: bool
) -> None:
    heading = [None, "Orbit Services", None, "Polar Desk", None]
    body = [
        ["Month", "FCR %", "AHT (sec)", "FCR %", "AHT (sec)"],
        ["Jan 2026", 70, 300, 80, 400],
        ["Feb 2026", 71, 310, 81, 410],
    ]
    rows = [heading, [], *body]
    if loose:
        rows = [heading, [], body[0], [], body[1], [], body[2]]
    report = import_rows(tmp_path, rows, name="report.xlsx")
    found = figures(report, "vendor", "item", "period")
    assert len(found) == 8
    assert found["Orbit Services", "fcr", "2026-01"] == pytest.approx(0.70)
    assert found["Polar Desk", "aht", "2026-02"] == pytest.approx(410)
    check_accounting(report)


def test_months_that_cannot_be_read_are_asked_about(tmp_path: Path) -> None:
    rows = [TITLE, ["Month", "CSAT %", "FCR %"], *([n, 81, 71] for n in (7311, 7342, 7370))]
    found = _said(import_rows(tmp_path, rows), "period-not-readable")
    assert found.severity is Severity.QUESTION
    assert found.cells == "A"
