"""The audit sample as a sheet: ticked in Excel and read back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from desktop_app.domain.errors import UnreadableFileError
from desktop_app.exporting.workbook import export_workbook
from desktop_app.kpi.audit import AuditCell, AuditItem, AuditPlan, AuditSheet, Mark, Stratum
from desktop_app.presenting.comparison import rerank
from desktop_app.presenting.papers import Papers
from desktop_app.workbench.evidence_doors import read_ticks
from tests.helpers import comparisons


def sample(size: int = 3) -> AuditSheet:
    items = tuple(
        AuditItem(
            number, "Alder", "2026-01", "Alder.xlsx", "Alder-sha", "Log", 10 + number,
            (AuditCell("resolved_first_contact", f"B{10 + number}", "=1+1"),),
        )
        for number in range(1, size + 1)
    )  # fmt: skip
    return AuditSheet(AuditPlan(4, size), (Stratum("", "", 90, size),), {"Alder": 90}, items)


def exported(sheet: AuditSheet | None, folder: Path) -> Path:
    made = comparisons.comparison()
    comparison = replace(rerank(made, made.scenario), papers=Papers(sheet))
    return export_workbook(comparison, folder / "out.xlsx")


def tick(path: Path, *cells: tuple[int, str, str]) -> None:
    """Write marks and notes as somebody would in Excel, by the number of the record."""
    book = openpyxl.load_workbook(path)
    sheet = book["Audit sample"]
    rows = {row[0].value: row for row in sheet.iter_rows()}
    for number, mark, note in cells:
        rows[number][1].value = mark
        rows[number][2].value = note
    book.save(path)


def test_ticks_made_in_excel_come_back(tmp_path: Path) -> None:
    sheet = sample()
    path = exported(sheet, tmp_path)
    tick(path, (1, "verified", ""), (3, "Not found", "no such ticket"))
    again = read_ticks(sheet, path)
    assert [(i.mark, i.note) for i in again.items] == [
        (Mark.VERIFIED, ""),
        (Mark.OPEN, ""),
        (Mark.NOT_FOUND, "no such ticket"),
    ]
    assert again.id == sheet.id


def test_the_cells_to_tick_offer_the_three_words(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(exported(sample(), tmp_path))["Audit sample"]
    (offer,) = sheet.data_validations.dataValidation
    assert offer.formula1 == '"verified,wrong,not found"'


def test_marks_of_the_project_stand_in_the_sheet_with_the_rate(tmp_path: Path) -> None:
    sheet = sample().ticked(2, Mark.WRONG, "other time")
    cells = openpyxl.load_workbook(exported(sheet, tmp_path))["Audit sample"]
    texts = [str(cell.value) for row in cells.iter_rows() for cell in row if cell.value]
    assert "wrong" in texts
    assert "other time" in texts
    assert any("1 of 3 checked, 1 in error" in text for text in texts)


def test_a_workbook_of_another_sample_is_refused(tmp_path: Path) -> None:
    path = exported(sample(), tmp_path)
    with pytest.raises(UnreadableFileError, match="the open one is"):
        read_ticks(sample(2), path)


def test_a_word_that_is_no_mark_is_told_with_its_cell(tmp_path: Path) -> None:
    path = exported(sample(), tmp_path)
    tick(path, (2, "perhaps", ""))
    with pytest.raises(UnreadableFileError, match=r"B\d+: found 'perhaps', expected verified"):
        read_ticks(sample(), path)


def test_a_workbook_without_a_sample_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="no list of records"):
        read_ticks(sample(), exported(None, tmp_path))
    other = tmp_path / "other.xlsx"
    book = openpyxl.Workbook()
    book.active["A1"] = "Agents"
    book.save(other)
    with pytest.raises(UnreadableFileError, match="no sheet 'Audit sample'"):
        read_ticks(sample(), other)
