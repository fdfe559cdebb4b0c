"""What names of sheets and files say: a period, a part of the work, a vendor, in one name."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.domain.finding import Severity
from desktop_app.importing.report import ImportedReport, ImportOptions
from desktop_app.importing.sheet_names import SheetName, part_of_file, split_names
from tests.helpers.workbooks import Rows, import_rows

WORDS = load_catalogue().words


def _pages(names: list[str], title: str = "Performance") -> dict[str, Rows]:
    return {
        name: [[title], [], ["KPI", "Value"], ["Calls offered", 1000 + at], ["CSAT %", 0.8]]
        for at, name in enumerate(names)
    }


def _told(report: ImportedReport, *columns: str) -> list[tuple[object, ...]]:
    own = report.stated[report.stated["item"] == "offered_count"].sort_values("value")
    return list(zip(*(own[column] for column in columns), strict=True))


@pytest.mark.parametrize(
    ("name", "period", "rest"),
    [
        ("Voice Jan 2025", "Jan 2025", "Voice"),
        ("Jan 2025 - Chat", "Jan 2025", "Chat"),
        ("Acme_2025-01", "2025-01", "Acme"),
        ("Acme Jan 2025 Voice", "Jan 2025", "Acme Voice"),
        ("P1 FY25", "P1 FY25", ""),
        ("2025-01", "2025-01", ""),
        ("Tier 2", "", "Tier 2"),
        ("Sheet1", "", "Sheet1"),
        ("March Networks", "", "March Networks"),
        ("Route 66", "", "Route 66"),
    ],
)
def test_a_name_and_its_period(name: str, period: str, rest: str) -> None:
    (found,) = split_names([name], WORDS)
    assert (found.period, found.rest) == (period, rest)


def test_periods_without_a_year_are_told_by_the_sisters() -> None:
    assert split_names(["Q1 Voice", "Q2 Voice"], WORDS)[1] == SheetName("Q2", "Voice")
    assert split_names(["March Networks", "Acme"], WORDS)[0] == SheetName("", "March Networks")


def test_part_and_period_in_one_sheets_name(tmp_path: Path) -> None:
    names = ["Voice Jan 2025", "Chat Jan 2025", "Voice Feb 2025"]
    report = import_rows(tmp_path, _pages(names))
    assert _told(report, "segment", "period") == [
        ("Voice", "2025-01"),
        ("Chat", "2025-01"),
        ("Voice", "2025-02"),
    ]


@pytest.mark.parametrize("year", [" 2025", ""])
def test_vendor_and_period_in_one_sheets_name(tmp_path: Path, year: str) -> None:
    names = [f"{name}{year}" for name in ("Acme Jan", "Borealis Jan", "Acme Feb")]
    report = import_rows(tmp_path, _pages(names, "KPI report 2025"))
    assert _told(report, "vendor", "period") == [
        ("Acme", "2025-01"),
        ("Borealis", "2025-01"),
        ("Acme", "2025-02"),
    ]


@pytest.mark.parametrize("mark", [" ", " - ", " Jan 2025 "])
def test_vendor_and_part_in_one_sheets_name(tmp_path: Path, mark: str) -> None:
    names = [mark.join(pair) for pair in (("Acme", "Voice"), ("Acme", "Chat"), ("Cetus", "Voice"))]
    report = import_rows(tmp_path, _pages(names, "KPI report"), name="KPIs.xlsx")
    assert _told(report, "vendor", "segment") == [
        ("Acme", "Voice"),
        ("Acme", "Chat"),
        ("Cetus", "Voice"),
    ]


def test_sheets_of_one_table_and_period_are_parts(tmp_path: Path) -> None:
    report = import_rows(tmp_path, _pages(["Team A", "Team B"], "Acme performance Jan 2025"))
    assert _told(report, "segment", "period") == [("Team A", "2025-01"), ("Team B", "2025-01")]
    copies = import_rows(tmp_path, _pages(["Team A", "Team A old"], "Acme performance Jan 2025"))
    assert _told(copies, "segment") == [(None,), (None,)]


def test_a_week_is_no_year_though_it_begins_in_the_one_before(tmp_path: Path) -> None:
    report = import_rows(tmp_path, _pages(["Wk1", "Wk2"], "Weekly report 2025"))
    assert _told(report, "period") == [("2025-W01",), ("2025-W02",)]


def test_quarters_and_months_as_sheets_of_a_year_of_two(tmp_path: Path) -> None:
    title = "Performance 2023/24"
    quarters = import_rows(tmp_path, _pages(["Q1", "Q2", "Q4"], title))
    assert _told(quarters, "period") == [("2023-Q2",), ("2023-Q3",), ("2024-Q1",)]
    months = import_rows(tmp_path, _pages(["Apr", "Dec", "Jan"], title))
    assert _told(months, "period") == [("2023-04",), ("2023-12",), ("2024-01",)]
    for report in (quarters, months):
        assert "fiscal-year" in {f.code for f in report.findings if f.severity is Severity.QUESTION}


def test_months_as_sheets_of_no_year_are_of_the_year_assumed(tmp_path: Path) -> None:
    report = import_rows(tmp_path, _pages(["Jan", "Feb"]))
    assert [str(label)[4:] for (label,) in _told(report, "period")] == ["-01", "-02"]
    assert "year-assumed" in {finding.code for finding in report.findings}


def test_a_channel_in_a_files_name_counts_where_others_have_another(tmp_path: Path) -> None:
    beside = ("Acme_Chat_Jan2025.xlsx", "Acme_Voice_Jan2025.xlsx")
    assert part_of_file(beside[1], beside, WORDS) == "Voice"
    assert not part_of_file(beside[1], beside[1:], WORDS)
    assert not part_of_file("Acme Jan.xlsx", beside, WORDS)
    options = ImportOptions(beside=beside)
    rows = _pages(["Report"])["Report"]
    report = import_rows(tmp_path, rows, name=beside[1], options=options)
    assert _told(report, "segment", "period") == [("Voice", "2025-01")]


def test_a_fiscal_quarter_in_the_files_name_is_asked_about(tmp_path: Path) -> None:
    report = import_rows(tmp_path, _pages(["Report"])["Report"], name="KPI_Acme_FY25_Q3.xlsx")
    assert "fiscal-year" in {f.code for f in report.findings if f.severity is Severity.QUESTION}
