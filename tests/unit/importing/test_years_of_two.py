"""Months and quarters without a year under a year of two, such as "2023/24"."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.finding import Severity
from desktop_app.importing.report import ImportedReport, ImportOptions
from desktop_app.importing.year_pairs import pair_named
from tests.helpers.workbooks import Rows, import_rows

QUARTERS = {760: "2023-Q2", 710: "2023-Q3", 690: "2023-Q4", 700: "2024-Q1"}


def _turned(rows: Rows, down: bool) -> Rows:
    return [list(row) for row in zip(*rows, strict=True)] if down else rows


def _periods(report: ImportedReport) -> dict[float, str]:
    stated = report.stated[report.stated["item"] == "offered_count"]
    return dict(zip(stated["value"], stated["period"], strict=True))


def _asked(report: ImportedReport) -> set[str]:
    return {one.code for one in report.findings if one.severity is Severity.QUESTION}


@pytest.mark.parametrize("down", [False, True])
@pytest.mark.parametrize("title", ["Quarterly statistics 2023/24", "Quarterly statistics 2023-24"])
def test_quarters_are_of_the_fiscal_year_whose_start_is_asked(
    tmp_path: Path, title: str, down: bool
) -> None:
    rows: Rows = [["Metric", "Q1", "Q2", "Q3", "Q4"], ["Calls offered", 760, 710, 690, 700]]
    report = import_rows(tmp_path, [[title], [], *_turned(rows, down)])
    assert _periods(report) == QUARTERS
    assert "fiscal-year" in _asked(report)


def test_the_sheets_name_tells_the_year_of_quarters_too(tmp_path: Path) -> None:
    rows: Rows = [["Metric", "Q1", "Q2", "Q3", "Q4"], ["Calls offered", 760, 710, 690, 700]]
    report = import_rows(tmp_path, {"2023-24": rows})
    assert _periods(report) == QUARTERS
    assert "fiscal-year" in _asked(report)


def test_an_answered_start_is_taken(tmp_path: Path) -> None:
    rows: Rows = [["Metric", "Q1", "Q2"], ["Calls offered", 760, 710]]
    options = ImportOptions(fiscal_year_start=7)
    report = import_rows(tmp_path, [["Statistics 2023/24"], [], *rows], options=options)
    assert _periods(report) == {760: "2023-Q3", 710: "2023-Q4"}
    assert "fiscal-year" not in _asked(report)


@pytest.mark.parametrize("down", [False, True])
@pytest.mark.parametrize("first", [4, 7])
def test_months_over_new_year_are_of_the_first_and_the_second_year(
    tmp_path: Path, down: bool, first: int
) -> None:
    names = ["Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"]
    months = [(first + place - 1) % 12 + 1 for place in range(11)]
    rows: Rows = [
        ["Metric", *(names[month - 1] for month in months)],
        ["Calls offered", *(500 + month for month in months)],
    ]
    report = import_rows(tmp_path, [["Performance: 2011/12"], [], *_turned(rows, down)])
    years = {month: 2011 if month >= first else 2012 for month in months}
    assert _periods(report) == {500 + month: f"{years[month]}-{month:02}" for month in months}
    assert not {"year-rolled-over", "fiscal-year"} & _asked(report)


def test_months_that_do_not_tell_when_the_year_starts_are_asked_about(tmp_path: Path) -> None:
    rows: Rows = [["Metric", "Apr", "May", "Jun"], ["Calls offered", 760, 710, 690]]
    report = import_rows(tmp_path, [["Performance 2023/24"], [], *rows])
    assert _periods(report) == {760: "2023-04", 710: "2023-05", 690: "2023-06"}
    assert "fiscal-year" in _asked(report)


@pytest.mark.parametrize(
    ("text", "first", "sure"),
    [("2023/24", 2023, True), ("2011-12", 2011, False), ("FOI 2020-2021", 2020, True)],
)
def test_a_year_of_two_is_found(text: str, first: int, sure: bool) -> None:
    found = pair_named([["Report"], [text]])
    assert found is not None
    assert (found.first, found.sure) == (first, sure)


@pytest.mark.parametrize("text", ["2023-25", "2023-24-01", "12/2023/24", "call 2023", "2011-1213"])
def test_other_numbers_are_no_year_of_two(text: str) -> None:
    assert pair_named([[text]]) is None


def test_each_block_has_the_year_of_its_own_title(tmp_path: Path) -> None:
    blocks: Rows = []
    for title, first in (("2023/24", 297), ("2022/23", 344)):
        rows = [[f"Q{at}", first + at] for at in range(1, 5)]
        blocks += [[f"Quarterly statistics {title}"], ["Quarter", "Calls offered"], *rows, []]
    periods = _periods(import_rows(tmp_path, blocks))
    assert periods[298] == "2023-Q2"
    assert periods[301] == "2024-Q1"
    assert periods[345] == "2022-Q2"
    assert periods[348] == "2023-Q1"
