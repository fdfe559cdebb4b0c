"""Excel 2003 XML spreadsheets (.xml, often named .xls), read as a stream.

Reporting systems still write this kind. Bare ``&`` in its texts, which Excel itself refuses, are
common there; a second reading mends them.
"""

from __future__ import annotations

import codecs
import datetime as dt
import re

from desktop_app.domain.progress import Progress
from desktop_app.domain.translating import tr
from desktop_app.importing.cells import CellError, CellValue, Workbook
from desktop_app.importing.readers.grids import (
    MOST_COLUMNS,
    NOT_CALCULATED,
    text_or_none,
    tidy_number,
)
from desktop_app.importing.readers.package import Attributes, local
from desktop_app.importing.readers.sheet_cells import CHUNK, SheetCells, SheetParser
from desktop_app.importing.readers.sheet_xml import format_kind

_MOST_ROWS = 1 << 20
_BARE = re.compile(rb"&(?!#?\w{1,10};)")
_NAMED_FORMATS = {
    "Percent": "0.00%",
    "Fixed": "0.00",
    "Standard": "#,##0.00",
    "Currency": "$#,##0.00",
    "Euro Currency": "[$€]#,##0.00",
    "Scientific": "0.00E+00",
    "General Number": "General",
    "General Date": "yyyy-mm-dd hh:mm",
    "Long Date": "yyyy-mm-dd",
    "Medium Date": "dd-mmm-yy",
    "Short Date": "yyyy-mm-dd",
    "Long Time": "hh:mm:ss",
    "Medium Time": "hh:mm",
    "Short Time": "hh:mm",
}


def read_xml_2003(data: bytes, name: str, _bulk_cells: int, progress: Progress) -> Workbook:
    """Return the sheets of an Excel 2003 XML spreadsheet.

    Raises
    ------
    UnreadableFileError
        ``sheet-too-large``.
    DoctypeFound
        For a document type, through which entities could expand without end.
    ExpatError
        For XML that is not well formed.
    """
    data = data.lstrip()
    parser = _Parser(name)
    for start in range(0, len(data), CHUNK):
        progress.check()
        progress.report(start / len(data), tr("Reading {name}", name=name))
        parser.feed(data[start : start + CHUNK])
    parser.feed(b"", last=True)
    return parser.book


def read_mended(data: bytes, name: str, bulk_cells: int, progress: Progress) -> Workbook:
    """Return the same of a file whose texts hold ``&`` as it is; see `read_xml_2003`."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16").encode("utf-8").replace(b"utf-16", b"utf-8", 1)
    book = read_xml_2003(_BARE.sub(b"&amp;", data), name, bulk_cells, progress)
    book.reader = tr("XML with its '&' mended")
    return book


class _Sheet(SheetCells):
    """The cells of one worksheet, and where its reading is."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.column_styles: dict[int, str] = {}
        self.next_row = self.next_column = self.row = self.column = 0
        self.row_style = ""


class _Parser(SheetParser):
    """Turns the events of the file into sheets."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._formats: dict[str, str] = {}
        self._style = ""
        self._sheet: _Sheet | None = None
        self._kind = ""
        self._texts: list[str] | None = None
        self._path: list[str] = []

    def _start(self, tag: str, attributes: Attributes) -> None:
        tag = local(tag)
        parent = self._path[-1] if self._path else ""
        self._path.append(tag)
        given = {local(key): value for key, value in attributes.items()}
        if tag == "Style":
            self._style = given.get("ID", "")
            self._formats[self._style] = self._formats.get(given.get("Parent", "Default"), "")
        elif tag == "NumberFormat" and parent == "Style":
            code = given.get("Format", "")
            self._formats[self._style] = _NAMED_FORMATS.get(code, code)
        elif tag == "Worksheet":
            self._sheet = _Sheet(given.get("Name", ""))
        elif self._sheet is not None:
            self._start_within(self._sheet, tag, parent, given)

    def _start_within(self, sheet: _Sheet, tag: str, parent: str, given: Attributes) -> None:
        if tag == "Column" and parent == "Table":
            self._start_column(sheet, given)
        elif tag == "Row" and parent == "Table":
            self._start_row(sheet, given)
        elif tag == "Cell" and parent == "Row":
            self._cell, self._kind, self._texts = given, "", None
            sheet.column = min(_index(given, sheet.next_column), MOST_COLUMNS)
        elif tag == "Data" and parent == "Cell":
            self._kind, self._texts = given.get("Type", "String"), []
        elif tag == "Visible" and parent == "WorksheetOptions":
            self._texts = []

    def _start_column(self, sheet: _Sheet, given: Attributes) -> None:
        first = _index(given, sheet.next_column)
        span = range(first, min(first + _whole(given.get("Span")), MOST_COLUMNS) + 1)
        if given.get("Hidden") == "1":
            sheet.hidden_columns.append(span)
        if "StyleID" in given:
            sheet.column_styles.update(dict.fromkeys(span, given["StyleID"]))
        sheet.next_column = span.stop

    def _start_row(self, sheet: _Sheet, given: Attributes) -> None:
        sheet.row = min(_index(given, sheet.next_row), _MOST_ROWS)
        span = range(sheet.row, min(sheet.row + _whole(given.get("Span")), _MOST_ROWS) + 1)
        if given.get("Hidden") == "1":
            sheet.hidden_rows.append(span)
        sheet.row_style, sheet.next_row, sheet.next_column = given.get("StyleID", ""), span.stop, 0

    def _data(self, text: str) -> None:
        if self._texts is not None and "Comment" not in self._path:
            self._texts.append(text)

    def _end(self, tag: str) -> None:
        tag = local(tag)
        self._path.pop()
        if tag == "Date1904":
            self.book.epoch_1904 = True
        sheet = self._sheet
        if sheet is None:
            return
        if tag == "Cell" and self._cell is not None:
            self._end_cell(sheet, self._cell)
            self._cell = self._texts = None
        elif tag == "Visible" and self._texts is not None:
            sheet.hidden = "".join(self._texts).strip() != "SheetVisible"
            self._texts = None
        elif tag == "Worksheet":
            sheet.finish(self.book, self._name)
            self._sheet = None

    def _end_cell(self, sheet: _Sheet, given: Attributes) -> None:
        at = (sheet.row, sheet.column)
        style = given.get("StyleID") or sheet.row_style or sheet.column_styles.get(at[1], "Default")
        code = self._formats.get(style, "")
        text = "".join(self._texts) if self._texts is not None else ""
        value = _value(self._kind, text, code, self.book.epoch_1904)
        if value is None and "Formula" in given:
            value = NOT_CALCULATED
        if value is not None:
            sheet.put(*at, value, code)
        down, across = _whole(given.get("MergeDown")), _whole(given.get("MergeAcross"))
        if down or across:
            sheet.merged.append((*at, at[0] + down, at[1] + across))
        sheet.next_column = min(at[1] + across, MOST_COLUMNS) + 1


def _whole(given: str | None) -> int:
    """Return a number of further rows or columns; 0 for none and for nonsense."""
    digits = given or ""
    return min(int(digits), _MOST_ROWS) if digits.isascii() and digits.isdigit() else 0


def _index(given: Attributes, following: int) -> int:
    """Return the place of a row or column, which counts from 1 and is left out in a sequence."""
    number = _whole(given.get("Index"))
    return number - 1 if number else following


def _value(kind: str, text: str, code: str, epoch_1904: bool) -> CellValue:
    """Return a cell as what its type says; a text that is not of its type stays text."""
    try:
        if kind == "Number":
            return tidy_number(float(text))
        if kind == "DateTime":
            return _moment(text, code, epoch_1904)
    except ValueError:
        return text_or_none(text)
    if kind == "Boolean":
        return text.strip() == "1"
    if kind == "Error":
        return CellError(text.strip() or "#N/A")
    return text_or_none(text)


def _moment(text: str, code: str, epoch_1904: bool) -> CellValue:
    """Return a moment as datetime; one of the first day as time, as Excel writes times so."""
    moment = dt.datetime.fromisoformat(text.strip()).replace(tzinfo=None)
    if epoch_1904:
        first = dt.datetime(1904, 1, 1)
    else:  # Excel takes 1900 for a leap year
        first = dt.datetime(1899, 12, 31 if moment < dt.datetime(1900, 3, 1) else 30)
    if format_kind(code) == "span":
        return moment - first
    return moment.time() if dt.timedelta() <= moment - first < dt.timedelta(days=1) else moment
