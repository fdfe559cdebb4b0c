"""Lists that records are looked up in: their columns corrected, and turned off."""

from __future__ import annotations

from pathlib import Path

from desktop_app.importing.mappings import correcting
from desktop_app.importing.mappings.document import ReportMapping
from desktop_app.importing.pipeline import import_report
from desktop_app.importing.report import ImportedReport, ImportOptions
from tests.helpers.workbooks import Rows, catalogue, check_accounting, write_workbook

CALLS: Rows = [
    ["Ticket", "Opened", "Handle time (sec)", "Site"],
    *([f"T-{n:03}", f"2026-01-{n + 1:02}", 100 + n, f"S{n % 3}"] for n in range(20)),
]


def read(path: Path, *mappings: ReportMapping) -> ImportedReport:
    report = import_report(path, catalogue(), ImportOptions(mappings=mappings))
    check_accounting(report)
    return report


def workbook(folder: Path, headings: list[str]) -> Path:
    names = [["S0", "Arvo", "x"], ["S1", "Brava", "y"], ["S2", "Arvo", "z"]]
    return write_workbook(folder / "Report.xlsx", {"Calls": CALLS, "Sites": [headings, *names]})


def said(report: ImportedReport, letters: str, meaning: str) -> ReportMapping:
    assert report.mapping is not None
    (table,) = (table for table in report.mapping.tables if table.sheet == "Sites")
    return correcting.set_item(report.mapping, "Sites", table.cells, letters, meaning=meaning)


def test_a_column_of_a_list_is_said_to_name_the_vendors(tmp_path: Path) -> None:
    path = workbook(tmp_path, ["Site", "Run by", "Remark"])
    before = read(path)
    assert "Arvo" not in before.vendors
    mapping = said(before, "B", "vendor")
    after = read(path, mapping)
    assert sorted(after.vendors) == ["Arvo", "Brava"]
    assert after.records[0].joined["vendor"].key == "site"
    assert after.mapping is not None
    assert sorted(read(path, after.mapping).vendors) == ["Arvo", "Brava"]


def test_a_list_is_not_looked_up_in_by_a_column_that_is_set_aside(tmp_path: Path) -> None:
    path = workbook(tmp_path, ["Site", "Vendor", "Remark"])
    before = read(path)
    assert sorted(before.vendors) == ["Arvo", "Brava"]
    for letters in ("A", "B"):
        after = read(path, said(before, letters, ""))
        assert "Arvo" not in after.vendors
        assert "vendor" not in after.records[0].joined
