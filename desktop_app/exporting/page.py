"""What every sheet of the exported workbook shares: title, table, print set-up."""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Sequence
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from desktop_app.domain.translating import tr
from desktop_app.exporting.sheet_names import sheet_name
from desktop_app.exporting.styles import Styles

EXCEL_TEXT_LIMIT = 32_767
"""Characters a cell can hold."""
_LINE_HEIGHT = 15.0
_MOST_LINES = 27
"""Excel's rows end at 409 points."""
_READABLE = 250.0
"""Characters that are still read on a page of A4 across."""
_WIDEST = 1.08
"""A column's width counts digits; texts of capitals are a little wider."""


def open_sheet(book: Workbook, name: str, widths: Iterable[float] = ()) -> Worksheet:
    """Add the sheet of one of `sheet_names.NAMES`, its columns as wide as said, in characters."""
    sheet = book.add_worksheet(sheet_name(name))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    return sheet


def set_up_page(sheet: Worksheet, title: str, styles: Styles, remark: str = "") -> int:
    """Write a sheet's title and remark, set up its print, and return the next free row."""
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    page = tr("Page {number} of {count}", number="&P", count="&N")
    sheet.set_footer(f"&L&A&R{page}")
    write_text(sheet, 0, 0, title, styles.title)
    sheet.set_row(0, 26)
    if not remark:
        return 2
    write_text(sheet, 1, 0, remark, styles.get(font_color="#616E7C"))
    return 3


def print_over(sheet: Worksheet, widths: Iterable[float], names: int) -> None:
    """Print a wide table over as many pages as it takes to be read, its names on each.

    Parameters
    ----------
    widths : iterable of float
        Of all columns, in characters.
    names : int
        How many columns at the left say what a row is about.
    """
    pages = math.ceil(sum(widths) / _READABLE)
    sheet.fit_to_pages(pages, 0)
    if pages > 1:
        sheet.repeat_columns(0, names - 1)


def write_heading(
    sheet: Worksheet,
    row: int,
    headings: Sequence[str],
    styles: Styles,
    figures: Container[int] = (),
) -> int:
    """Write a table's heading, freeze it and repeat it in print; return the first data row.

    `figures` are the columns that hold figures: their headings stand at the right as these do.
    """
    for column, heading in enumerate(headings):
        look = styles.figure_heading if column in figures else styles.heading
        write_text(sheet, row, column, heading, look)
    sheet.set_row(row, 2 * _LINE_HEIGHT)
    sheet.freeze_panes(row + 1, 0)
    sheet.repeat_rows(row)
    return row + 1


def write_sentences(
    sheet: Worksheet,
    row: int,
    sentences: Iterable[str],
    styles: Styles,
    *,
    columns: tuple[int, int],
    width: float,
) -> int:
    """Write each sentence over a line of its own, and return the next free row.

    Parameters
    ----------
    sentences : iterable of str
        Empty ones are left out.
    columns : tuple of int
        First and last column that a sentence runs over.
    width : float
        Of these columns together, in characters.
    """
    for sentence in filter(None, sentences):
        sheet.merge_range(row, columns[0], row, columns[1], "", styles.wrapped)
        write_text(sheet, row, columns[0], sentence, styles.wrapped)
        fit_height(sheet, row, [sentence], [width])
        row += 1
    return row


def fit_height(sheet: Worksheet, row: int, texts: Sequence[str], widths: Sequence[float]) -> None:
    """Make a row as high as its wrapped texts need; `widths` are the columns', in characters.

    Excel fits rows on opening, other programs keep what the file says.
    """
    lines = max(
        sum(1 + int(len(line) * _WIDEST // width) for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    )
    sheet.set_row(row, _LINE_HEIGHT * min(lines, _MOST_LINES))


def formula_text(text: str) -> str:
    """Return a text as formulas write it."""
    return '"' + text.replace('"', '""') + '"'


def write_text(sheet: Worksheet, row: int, column: int, text: str, style: Format) -> None:
    """Write text as text: what a vendor sent is never a formula or a link."""
    shown = text if len(text) <= EXCEL_TEXT_LIMIT else text[: EXCEL_TEXT_LIMIT - 2] + " …"
    sheet.write_string(row, column, shown, style)


def write_number(sheet: Worksheet, row: int, column: int, value: Any, style: Format) -> None:
    """Write a number; a missing one leaves the cell blank, never 0."""
    number = float("nan") if value is None else float(value)
    if math.isfinite(number):
        sheet.write_number(row, column, number, style)
    else:
        sheet.write_blank(row, column, None, style)
