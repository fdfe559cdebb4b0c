"""Sources: the files, their fingerprints, and where every cell of every sheet went."""

from __future__ import annotations

from xlsxwriter import Workbook

from desktop_app.domain.translating import later, tr
from desktop_app.exporting.page import (
    fit_height,
    open_sheet,
    set_up_page,
    write_heading,
    write_number,
    write_text,
)
from desktop_app.exporting.sheet_names import SOURCES
from desktop_app.exporting.styles import Styles
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.report_tables import layout_word

_HEADINGS = (
    later("File"),
    later("Vendors"),
    later("Sheet"),
    later("Tables"),
    later("Cells"),
    later("Used"),
    later("Headings"),
    later("Totals"),
    later("Notes"),
    later("Set aside"),
    "SHA-256",
)
_WIDTHS = (34, 30, 24, 40, 10, 10, 10, 10, 10, 10, 68)
_USES = ("cells", "used", "heading", "total", "note", "set_aside")


def write(book: Workbook, comparison: Comparison, styles: Styles) -> None:
    """Add the sheet."""
    sheet = open_sheet(book, SOURCES, _WIDTHS)
    remark = tr(
        "Every non-empty cell is used, a heading, a total, a note, or set aside with a finding."
    )
    row = set_up_page(sheet, tr(SOURCES), styles, remark)
    row = write_heading(sheet, row, [tr(name) for name in _HEADINGS], styles)
    count = styles.number("#,##0")
    for report in comparison.reports:
        vendors = ", ".join(report.vendors) or report.vendor
        if not report.sheets:
            reason = "; ".join(f.message for f in report.findings) or tr("nothing was read")
            texts = (report.file, vendors, "", reason)
            for column, text in enumerate(texts):
                write_text(sheet, row, column, text, styles.wrapped)
            fit_height(sheet, row, texts, _WIDTHS[:4])
            write_text(sheet, row, len(_HEADINGS) - 1, report.sha256, styles.text)
            row += 1
        for part in report.sheets:
            tables = "; ".join(
                f"{table.cells} ({layout_word(table.layout.value)})" for table in part.tables
            )
            name = tr("{sheet} (hidden)", sheet=part.sheet) if part.hidden else part.sheet
            texts = (report.file, vendors, name, tables)
            for column, text in enumerate(texts):
                write_text(sheet, row, column, text, styles.wrapped)
            fit_height(sheet, row, texts, _WIDTHS[:4])
            for column, use in enumerate(_USES, start=4):
                write_number(sheet, row, column, getattr(part.accounting, use), count)
            write_text(sheet, row, len(_HEADINGS) - 1, report.sha256, styles.text)
            row += 1
