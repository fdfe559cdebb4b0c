"""Small workbooks of known content."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.catalogue.model import Catalogue
from desktop_app.importing.pipeline import import_report
from desktop_app.importing.report import ImportedReport, ImportOptions

Rows = Sequence[Sequence[Any]]


@cache
def catalogue() -> Catalogue:
    """Return the shipped catalogue, read once."""
    return load_catalogue()


def write_workbook(
    path: Path,
    sheets: Mapping[str, Rows],
    formats: Mapping[tuple[str, str], str] | None = None,
    hidden: Sequence[str] = (),
) -> Path:
    """Write sheets of rows to an .xlsx; `formats` maps (sheet, cell) to number formats."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    for (name, cell), code in (formats or {}).items():
        book[name][cell].number_format = code
    book.save(path)
    return path


def import_rows(
    folder: Path,
    rows: Rows | Mapping[str, Rows],
    name: str = "Acme.xlsx",
    options: ImportOptions | None = None,
    formats: Mapping[tuple[str, str], str] | None = None,
) -> ImportedReport:
    """Write rows (or sheets of rows) as a report and import it."""
    sheets = rows if isinstance(rows, Mapping) else {"Sheet1": rows}
    path = write_workbook(folder / name, sheets, formats)
    return import_report(path, catalogue(), options or ImportOptions())


def codes(report: ImportedReport) -> set[str]:
    """Return the codes of a report's findings."""
    return {finding.code for finding in report.findings}


def layouts(report: ImportedReport) -> list[str]:
    """Return the layouts of a report's tables in order."""
    return [table.layout.value for sheet in report.sheets for table in sheet.tables]


def check_accounting(report: ImportedReport) -> None:
    """Assert that every sheet's cells have one use each, and no use came from nowhere."""
    assert "cells-unexplained" not in codes(report)
    assert "sheet-failed" not in codes(report)
    for sheet in report.sheets:
        account = sheet.accounting
        parts = account.used + account.heading + account.total + account.note + account.set_aside
        assert parts == account.cells, (sheet.sheet, account)


def figures(report: ImportedReport, *keys: str) -> dict[tuple[Any, ...], float]:
    """Return stated values by the given columns of the frame."""
    frame = report.stated
    names = list(zip(*(frame[key] for key in keys), strict=True))
    assert len(set(names)) == len(names), "keys do not tell the values apart"
    return dict(zip(names, frame["value"], strict=True))
