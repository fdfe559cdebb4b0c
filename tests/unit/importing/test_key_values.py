"""Names beside one figure each, without a heading over them."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.finding import Severity
from desktop_app.importing.report import ImportedReport
from tests.helpers.workbooks import Rows, import_rows


def _values(report: ImportedReport) -> dict[tuple[str, str], float]:
    """Return the figures by their cells and parts of the work."""
    stated = report.stated
    segments = stated["segment"].fillna("")
    return dict(zip(zip(stated["cell"], segments, strict=True), stated["value"], strict=True))


def _codes(report: ImportedReport, severity: Severity) -> set[str]:
    return {finding.code for finding in report.findings if finding.severity is severity}


SUMMARY: Rows = [
    ["Acme Support Ltd - monthly summary"],
    ["March 2026"],
    ["Calls offered", 1200, "calls"],
    ["Average handle time", 312, "sec"],
    ["Service level", "87%", None],
    ["First call resolution", 71.5, "%"],
    ["Abandon rate", "4.2 %", None],
]


def test_names_beside_figures_and_units_are_a_scorecard(tmp_path: Path) -> None:
    report = import_rows(tmp_path, SUMMARY, "r.xlsx")
    values = {cell: value for (cell, _), value in _values(report).items()}
    assert values == pytest.approx({"B3": 1200, "B4": 312, "B5": 0.87, "B6": 0.715, "B7": 0.042})
    assert set(report.stated["period"]) == {"2026-03"}
    assert set(report.stated["vendor"]) == {"Acme Support Ltd"}


@pytest.mark.parametrize(
    ("title", "labels", "texts"),
    [
        ("Mai 2025", ("Anrufe gesamt", "Bearbeitungszeit"), (12400, "5:12")),
        ("enero 2026", ("Llamadas recibidas:", "Tiempo medio de espera:"), (5400, "35 segundos")),
        ("janvier 2026", ("Appels reçus", "Temps d'attente moyen"), (910, "1 minute 10 secondes")),
    ],
)
def test_other_languages_and_spelled_times(
    tmp_path: Path, title: str, labels: tuple[str, ...], texts: tuple[object, ...]
) -> None:
    rows: Rows = [[title], *([label, text] for label, text in zip(labels, texts, strict=True))]
    report = import_rows(tmp_path, rows, "Ardea.xlsx")
    assert sorted(report.stated["cell"]) == ["B2", "B3"]
    assert report.stated["period"].nunique() == 1


def _two_lines(first: str, second: str, *own: str) -> Rows:
    return [
        ["Executive summary Q2 2025"],
        [],
        [first],
        ["Total calls", 12400],
        ["Average handle time", 300],
        [],
        [second],
        *([line] for line in own),
        ["Total calls", 52400],
        ["Average handle time", 280],
    ]


def test_blocks_below_one_another_are_parts(tmp_path: Path) -> None:
    rows = _two_lines("Education line", "National line")
    report = import_rows(tmp_path, rows, "Ardea - calls.xlsx")
    assert _values(report) == {
        ("B4", "Education line"): 12400,
        ("B5", "Education line"): 300,
        ("B8", "National line"): 52400,
        ("B9", "National line"): 280,
    }
    assert set(report.stated["period"]) == {"2025-Q2"}
    assert set(report.stated["vendor"]) == {"Ardea"}


def test_lines_over_blocks_of_other_names_are_no_parts(tmp_path: Path) -> None:
    rows: Rows = [
        ["May 2025"],
        ["Volumes"],
        ["Total calls", 12400],
        ["Calls answered", 11000],
        ["Efficiency"],
        ["Average handle time", 300],
        ["Service level", "81%"],
    ]
    report = import_rows(tmp_path, rows, "Ardea.xlsx")
    assert len(report.stated) == 4
    assert report.stated["segment"].isna().all()


def test_blocks_may_have_periods_of_their_own(tmp_path: Path) -> None:
    rows: Rows = [
        ["Call center"],
        ["Q1 FY19 (Oct 1-Dec 31, 2018)"],
        ["Total calls", 12400],
        ["Handle time", "9:27"],
        ["Call center"],
        ["Q2 FY19 (Jan 1-March 31, 2019)"],
        ["Total calls", 52400],
        ["Handle time", "9:13"],
    ]
    report = import_rows(tmp_path, rows, "Ardea.xlsx")
    periods = dict(zip(report.stated["cell"], report.stated["period"], strict=True))
    assert periods == {"B3": "2018-Q4", "B4": "2018-Q4", "B7": "2019-Q1", "B8": "2019-Q1"}


def test_the_same_figures_of_one_period_again_are_asked_about(tmp_path: Path) -> None:
    rows = _two_lines("May 2025", "May 2025")
    report = import_rows(tmp_path, rows, "Ardea.xlsx")
    assert sorted(report.stated["cell"]) == ["B4", "B5"]
    assert "figures-repeated" in _codes(report, Severity.QUESTION)


@pytest.mark.parametrize("title", ["SLA targets 2026", "Annahmen 2026", "Objectifs 2026", "Inputs"])
def test_what_is_aimed_at_or_assumed_is_no_figure(tmp_path: Path, title: str) -> None:
    rows: Rows = [[title], ["Average handle time", 300], ["Service level", "80%"]]
    report = import_rows(tmp_path, rows, "Ardea.xlsx")
    assert report.stated.empty
    assert "table-unclear" in _codes(report, Severity.QUESTION)


def test_a_missing_first_figure_is_no_heading(tmp_path: Path) -> None:
    rows: Rows = [
        ["March 2026"],
        ["Customer satisfaction", "No data", "not asked"],
        ["Average handle time", 300, "seconds"],
        ["Total calls", 5000, "all lines"],
    ]
    report = import_rows(tmp_path, rows, "Ardea.xlsx")
    assert sorted(report.stated["cell"]) == ["B3", "B4"]


def test_a_year_is_guessed_aloud_for_a_quarter_without_one(tmp_path: Path) -> None:
    rows: Rows = [["Q2 operational data"], ["Total calls", 5000], ["Average handle time", 300]]
    report = import_rows(tmp_path, rows, "Ardea.xlsx")
    assert {label[4:] for label in report.stated["period"]} == {"-Q2"}
    assert "year-assumed" in {finding.code for finding in report.findings}


def test_a_pair_beside_a_table_is_left_alone(tmp_path: Path) -> None:
    rows: Rows = [
        ["Total calls", 900],
        [],
        [],
        [],
        [],
        ["Month", "Calls offered", "AHT (sec)"],
        ["2026-01", 400, 300],
        ["2026-02", 500, 310],
    ]
    report = import_rows(tmp_path, rows, "Ardea.xlsx")
    assert not set(report.stated["cell"]) & {"B1"}
