"""Methods: every ranking method's intermediate numbers, step by step, under the same weights."""

from __future__ import annotations

import math

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from desktop_app.domain.translating import tr
from desktop_app.exporting.page import (
    fit_height,
    open_sheet,
    set_up_page,
    write_number,
    write_text,
)
from desktop_app.exporting.sheet_names import METHODS
from desktop_app.exporting.styles import Styles
from desktop_app.presenting.how_sure_tables import method_title
from desktop_app.presenting.method_tables import method_workings, parameter_sentences
from desktop_app.presenting.model import Comparison
from desktop_app.scoring.model import Method
from desktop_app.scoring.workings import Working, row_title

_WIDTHS = (42, *([16] * 12))


def write(book: Workbook, comparison: Comparison, styles: Styles) -> None:
    """Add the sheet: the chosen method first, each with its tables one below the other."""
    sheet = open_sheet(book, METHODS, _WIDTHS)
    remark = tr("How each method gets from figures to scores; the one chosen is what is ranked by.")
    row = set_up_page(sheet, tr(METHODS), styles, remark)
    chosen = comparison.scenario.method
    for method in sorted(Method, key=lambda one: one is not chosen):
        found = method_workings(comparison, method)
        if not found:
            write_text(sheet, row, 0, tr("Nobody could be ranked."), styles.text)
            return
        title = method_title(method)
        if method is chosen:
            title = tr("{method} (chosen)", method=title)
        write_text(sheet, row, 0, title, styles.title)
        row += 1
        for words in parameter_sentences(comparison, method):
            write_text(sheet, row, 0, words, styles.aside)
            row += 1
        for working in found:
            row = _write_working(sheet, row + 1, working, styles)
        row += 1


def _write_working(sheet: Worksheet, row: int, working: Working, styles: Styles) -> int:
    """Write one table; return the next free row."""
    write_text(sheet, row, 0, working.title, styles.strong)
    write_text(sheet, row, 1, working.explained, styles.aside)
    for column, title in enumerate(working.columns, start=1):
        write_text(sheet, row + 1, column, title, styles.figure_heading)
    fit_height(sheet, row + 1, working.columns, [_WIDTHS[1]] * len(working.columns))
    number = styles.number("0.0000")
    for line, name in enumerate(working.rows, start=row + 2):
        write_text(sheet, line, 0, row_title(name), styles.text)
        for column, value in enumerate(working.values[line - row - 2].tolist(), start=1):
            write_number(sheet, line, column, None if math.isnan(value) else value, number)
    return row + 2 + len(working.rows)
