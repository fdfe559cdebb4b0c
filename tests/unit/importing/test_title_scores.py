"""Results called just "Score" beside the number of responses."""

from pathlib import Path
from typing import Any

from tests.helpers.workbooks import codes, figures, import_rows

DOWN: list[list[Any]] = [
    ["Month", "Score", "Responses"],
    ["Jan 2025", 32, 400],
    ["Feb 2025", 35, 410],
]
ACROSS: list[list[Any]] = [
    ["Metric", "Jan 2025", "Feb 2025"],
    ["Score", 32, 35],
    ["Responses", 400, 410],
]
WANTED = {
    ("nps", "2025-01"): 32,
    ("nps", "2025-02"): 35,
    ("responses_count", "2025-01"): 400,
    ("responses_count", "2025-02"): 410,
}


def test_they_are_of_the_kpi_that_the_title_names(tmp_path: Path) -> None:
    for rows in (DOWN, ACROSS):
        report = import_rows(tmp_path, [["NPS results"], [], *rows], "Acme BPO Ltd.xlsx")
        assert figures(report, "item", "period") == WANTED


def test_a_title_that_does_not_surely_say_so_is_asked_about(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["NPS by month"], [], *ACROSS]
    report = import_rows(tmp_path, rows, "Acme BPO Ltd.xlsx")
    assert set(report.stated["item"]) == {"responses_count"}
    assert "row-unclear" in codes(report)


def test_a_title_that_names_two_kpis_says_which_of_none(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["NPS results"], ["CSAT results"], [], *ACROSS]
    report = import_rows(tmp_path, rows, "Acme BPO Ltd.xlsx")
    assert set(report.stated["item"]) == {"responses_count"}
    assert "row-not-used" in codes(report)
