"""Findings: everything the reader should know about the data, worst first."""

from __future__ import annotations

from xlsxwriter import Workbook

from desktop_app.domain.finding import Severity
from desktop_app.domain.translating import tr
from desktop_app.exporting.page import (
    fit_height,
    open_sheet,
    set_up_page,
    write_heading,
    write_text,
)
from desktop_app.exporting.sheet_names import FINDINGS
from desktop_app.exporting.styles import Styles
from desktop_app.exporting.words import severity_word
from desktop_app.presenting.model import Comparison

_WIDTHS = (11, 30, 20, 18, 100, 24)


def write(book: Workbook, comparison: Comparison, styles: Styles) -> None:
    """Add the sheet."""
    sheet = open_sheet(book, FINDINGS, _WIDTHS)
    row = set_up_page(sheet, tr(FINDINGS), styles)
    row = write_heading(
        sheet,
        row,
        (tr("Severity"), tr("File"), tr("Sheet"), tr("Cells"), tr("Finding"), tr("Code")),
        styles,
    )
    order = list(Severity)
    first = row
    for finding in sorted(comparison.findings, key=lambda f: (order.index(f.severity), f.file)):
        texts = (
            severity_word(finding.severity),
            finding.file,
            finding.sheet,
            finding.cells,
            finding.message,
            finding.code,
        )
        for column, text in enumerate(texts):
            write_text(sheet, row, column, text, styles.wrapped)
        fit_height(sheet, row, texts, _WIDTHS)
        row += 1
    if row > first:
        sheet.autofilter(first - 1, 0, row - 1, len(_WIDTHS) - 1)
