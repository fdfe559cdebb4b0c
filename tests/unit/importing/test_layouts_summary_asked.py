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
