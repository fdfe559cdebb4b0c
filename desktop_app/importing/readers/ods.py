"""OpenDocument spreadsheets (.ods), read as a stream with bounds on repeated cells."""

from __future__ import annotations

import datetime as dt
import re
import zipfile

from desktop_app.domain.errors import UnreadableFileError
from desktop_app.domain.progress import Progress
from desktop_app.domain.translating import tr
from desktop_app.importing.cells import CellError, CellValue, Workbook
from desktop_app.importing.readers.grids import NOT_CALCULATED, text_or_none, tidy_number
from desktop_app.importing.readers.package import Attributes, local, open_package
from desktop_app.importing.readers.sheet_cells import CHUNK, SheetCells, SheetParser

MOST_CELLS = 5_000_000
"""Cells of all sheets that are held in memory; repeated ones count each."""

_TIME = re.compile(r"^(-)?P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?$")
_NO_CELLS = {
    "tracked-changes",
    "dde-links",
    "annotation",
    "forms",
    "shapes",
    "frame",
    "custom-shape",
    "g",
}
"""Elements whose cells and texts are not those of a sheet."""


def read_ods(data: bytes, name: str, _bulk_cells: int, progress: Progress) -> Workbook:
    """Return the sheets of an .ods.

    Raises
    ------
    UnreadableFileError
        ``file-protected``, ``file-bomb``, ``sheet-too-large``.
    """
    with open_package(data, name) as archive:
        _refuse_protected(archive, name)
        parser = _ContentParser(name)
        with archive.open("content.xml") as stream:
            size = max(archive.getinfo("content.xml").file_size, 1)
            while chunk := stream.read(CHUNK):
                progress.check()
                progress.report(stream.tell() / size, tr("Reading {name}", name=name))
                parser.feed(chunk)
            parser.feed(b"", last=True)
    return parser.book


def _refuse_protected(archive: zipfile.ZipFile, name: str) -> None:
    if "META-INF/manifest.xml" not in archive.namelist():
        return
    with archive.open("META-INF/manifest.xml") as manifest:
        if b"encryption-data" in manifest.read(1 << 20):
            raise UnreadableFileError(
                tr(
                    "'{name}' is protected with a password and can't be read without it.", name=name
                ),
                code="file-protected",
                suggestion=tr("Save it without a password in LibreOffice and import it again."),
            )


class _Sheet(SheetCells):
    """The cells of one table, and where its reading is."""

    def __init__(self, name: str, hidden: bool) -> None:
        super().__init__(name, hidden)
        self.row = self.column = self.next_column = 0
        self.row_repeat = 1
        self.row_cells: list[tuple[int, int, CellValue, str]] = []


class _ContentParser(SheetParser):
    """Turns the events of content.xml into sheets."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._sheet: _Sheet | None = None
        self._skipped = 0
        self._made = self._read = 0
        self._covered = False
        self._lines: list[str] = []
        self._in_text = 0

    def _start(self, tag: str, attributes: Attributes) -> None:
        tag = local(tag)
        if self._skipped or tag in _NO_CELLS:
            self._skipped += 1
            return
        given = {local(key): value for key, value in attributes.items()}
        if tag in {"style", "table-properties"}:
            self._start_style(tag, given)
        elif tag == "table":
            hidden = given.get("style-name", "") in self._hidden_styles
            self._sheet = _Sheet(given.get("name", ""), hidden)
        elif self._sheet is None:
            return
        elif tag == "table-column":
            self._start_column(self._sheet, given)
        elif tag == "table-row":
            self._start_row(self._sheet, given)
        elif tag in {"table-cell", "covered-table-cell"}:
            self._cell, self._covered = given, tag == "covered-table-cell"
            self._lines.clear()
        elif self._cell is not None:
            self._start_text(tag, given)

    def _start_style(self, tag: str, given: Attributes) -> None:
        if tag == "style":
            self._style = given.get("name", "")
        elif given.get("display") == "false":
            self._hidden_styles.add(self._style)

    def _start_column(self, sheet: _Sheet, given: Attributes) -> None:
        repeat = _repeat(given.get("number-columns-repeated"))
        if given.get("visibility", "visible") != "visible":
            sheet.hidden_columns.append(range(sheet.next_column, sheet.next_column + repeat))
        sheet.next_column += repeat

    def _start_row(self, sheet: _Sheet, given: Attributes) -> None:
        sheet.row_repeat = _repeat(given.get("number-rows-repeated"))
        sheet.column = 0
        sheet.row_cells = []
        if given.get("visibility", "visible") != "visible":
            sheet.hidden_rows.append(range(sheet.row, sheet.row + sheet.row_repeat))

    def _start_text(self, tag: str, given: Attributes) -> None:
        if tag == "p":
            self._in_text += 1
            self._lines.append("")
        elif self._in_text and tag == "s":
            self._lines[-1] += " " * min(_repeat(given.get("c")), 1000)
        elif self._in_text and tag == "tab":
            self._lines[-1] += "\t"
        elif self._in_text and tag == "line-break":
            self._lines[-1] += "\n"

    def _data(self, text: str) -> None:
        if self._in_text and not self._skipped:
            self._lines[-1] += text

    def _end(self, tag: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        tag = local(tag)
        if tag == "p" and self._in_text:
            self._in_text -= 1
        elif self._sheet is None:
            return
        elif tag in {"table-cell", "covered-table-cell"}:
            self._end_cell(self._sheet)
        elif tag == "table-row":
            self._end_row(self._sheet)
        elif tag == "table":
            self._sheet.finish(self.book, self._name)
            self._sheet = None

    def _end_cell(self, sheet: _Sheet) -> None:
        given, self._cell = self._cell or {}, None
        text = "\n".join(self._lines)
        value, code = _value(given, text)
        repeat = _repeat(given.get("number-columns-repeated"))
        if value is not None:
            sheet.row_cells.append((sheet.column, repeat, value, code))
        down = _repeat(given.get("number-rows-spanned"))
        across = _repeat(given.get("number-columns-spanned"))
        if not self._covered and (down > 1 or across > 1):
            last = (sheet.row + down - 1, sheet.column + across - 1)
            sheet.merged.append((sheet.row, sheet.column, *last))
        sheet.column += repeat

    def _end_row(self, sheet: _Sheet) -> None:
        self._read += len(sheet.row_cells)
        self._made += sum(repeat for _, repeat, _, _ in sheet.row_cells) * sheet.row_repeat
        if self._made > MOST_CELLS:
            raise self._too_many(sheet)
        rows = range(sheet.row, sheet.row + sheet.row_repeat) if sheet.row_cells else range(0)
        for column, repeat, value, code in sheet.row_cells:
            for row in rows:
                for at in range(column, column + repeat):
                    sheet.put(row, at, value, code)
        sheet.row += sheet.row_repeat

    def _too_many(self, sheet: _Sheet) -> UnreadableFileError:
        """Return the refusal of more cells than are read of this kind of file."""
        if self._read * 2 < self._made:
            return UnreadableFileError(
                tr(
                    "'{name}', sheet '{sheet}': rows and cells are repeated to more than "
                    "{most_cells:,} cells.",
                    name=self._name,
                    sheet=sheet.name,
                    most_cells=MOST_CELLS,
                ),
                code="file-bomb",
                suggestion=tr("Copy the cells that matter into a new spreadsheet."),
            )
        return UnreadableFileError(
            tr(
                "'{name}' has more than {most_cells:,} cells, the most that are read of an "
                "OpenDocument file.",
                name=self._name,
                most_cells=MOST_CELLS,
            ),
            code="sheet-too-large",
            suggestion=tr("Save it as .xlsx and import that."),
        )


def _repeat(given: str | None) -> int:
    return max(int(given), 1) if given and given.isascii() and given.isdigit() else 1


def _value(given: Attributes, text: str) -> tuple[CellValue, str]:
    """Return a cell's value and a number format that says what kind of number it is."""
    kind = given.get("value-type", "")
    if kind in {"float", "percentage", "currency"}:
        return tidy_number(float(given["value"])), _number_format(kind, given, text)
    if kind == "date":
        return dt.datetime.fromisoformat(given["date-value"]).replace(tzinfo=None), "yyyy-mm-dd"
    if kind == "time":
        return _time(given["time-value"]), "[h]:mm:ss"
    if kind == "boolean":
        return given.get("boolean-value") == "true", ""
    if not kind and given.get("formula") and not text:
        return NOT_CALCULATED, ""
    if text.startswith("#") and given.get("formula") and text.rstrip("!?").isupper():
        return CellError(text), ""
    return text_or_none(given.get("string-value", "") or text), ""


def _number_format(kind: str, given: Attributes, text: str) -> str:
    """Return a format code like the one of the displayed text; ``""`` for General."""
    if kind == "float":
        return ""
    shown = re.search(r"\d[.,](\d{1,4})\D*$", text)
    digits = "0." + "0" * len(shown[1]) if shown else "0"
    return f"{digits}%" if kind == "percentage" else f"[${given.get('currency', '')}]{digits}"


def _time(given: str) -> CellValue:
    """Return an ISO 8601 duration such as ``PT26H05M00S`` as a timedelta."""
    parts = _TIME.match(given)
    if parts is None:
        return given
    days, hours, minutes = (int(part or 0) for part in parts.groups()[1:4])
    seconds = float((parts[5] or "0").replace(",", "."))
    span = dt.timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -span if parts[1] else span
