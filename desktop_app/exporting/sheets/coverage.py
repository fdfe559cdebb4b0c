"""Coverage: which months each vendor's figures are of, and where the gaps are."""

from __future__ import annotations

from xlsxwriter import Workbook

from desktop_app.domain.translating import tr
from desktop_app.exporting.page import (
    open_sheet,
    set_up_page,
    write_heading,
    write_sentences,
    write_text,
)
from desktop_app.exporting.sheet_names import COVERAGE
from desktop_app.exporting.styles import Styles
from desktop_app.presenting.coverage import COVER_WORDS, coverage
from desktop_app.presenting.likeness import unlike_words
from desktop_app.presenting.model import Comparison

_WORDS_WIDTH = 100


def write(book: Workbook, comparison: Comparison, styles: Styles) -> None:
    """Add the sheet, a row for each vendor and KPI, a column for each period."""
    sheet = open_sheet(book, COVERAGE)
    grid = coverage(comparison)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 34)
    sheet.set_column(2, 1 + max(1, len(grid.periods)), 9)
    signs = "; ".join(f"{cover.value} {tr(words)}" for cover, words in COVER_WORDS.items())
    row = set_up_page(sheet, tr(COVERAGE), styles, tr("{signs}; empty: no figure.", signs=signs))
    unlike = unlike_words(comparison, comparison.scenario)
    row = write_sentences(sheet, row, unlike, styles, columns=(0, 6), width=_WORDS_WIDTH)
    row = write_heading(sheet, row, [tr("Vendor"), "KPI", *grid.periods], styles)
    sheet.freeze_panes(row, 2)
    if not grid.lines:
        write_text(sheet, row, 0, tr("No report gives figures by period."), styles.text)
        return
    common = set(grid.common)
    write_text(sheet, row, 1, tr("every vendor has figures"), styles.muted)
    for column, period in enumerate(grid.periods, start=2):
        write_text(sheet, row, column, "✓" if period in common else "", styles.muted)
    for number, line in enumerate(grid.lines, start=row + 1):
        write_text(sheet, number, 0, line.vendor, styles.text)
        write_text(sheet, number, 1, line.definition.title, styles.text)
        for column, period in enumerate(grid.periods, start=2):
            if period in line.covers:
                write_text(sheet, number, column, line.covers[period][0].value, styles.text)
