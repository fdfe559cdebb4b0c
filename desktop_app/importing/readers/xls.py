"""Excel 97-2003 workbooks (.xls) through xlrd, with number formats and merged cells.

xlrd comes first because it refuses a malformed OLE directory at once, on which calamine
allocates without end.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any

import xlrd
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900
from xlrd.compdoc import CompDocError

from desktop_app.domain.errors import UnreadableFileError
from desktop_app.domain.progress import Progress
from desktop_app.domain.translating import tr
from desktop_app.importing.cells import CellError, CellGrid, CellValue, Workbook
from desktop_app.importing.readers.failures import corrupt
from desktop_app.importing.readers.grids import (
    GridSheet,
    clip_merged,
    empty_grid,
    text_or_none,
    tidy_number,
    trimmed,
)
from desktop_app.importing.readers.protected import decrypted
from desktop_app.importing.readers.sheet_xml import date_of

_IGNORED_SHEET = re.compile(r"Ignoring non-worksheet data named (u?['\"].*?['\"])")
_MACROS = "_VBA_PROJECT".encode("utf-16-le")


def read_xls(
    password: str, data: bytes, name: str, _bulk_cells: int, progress: Progress
) -> Workbook:
    """Return the sheets of an .xls.

    Raises
    ------
    UnreadableFileError
        ``file-protected``; ``file-corrupt`` for a broken container. Any other error of xlrd is
        let through, for a second reader to try.
    """
    said = io.StringIO()
    try:
        source = _opened(data, said)
    except CompDocError as error:
        raise corrupt(name, tr("its OLE container is broken ({error})", error=error)) from error
    except xlrd.XLRDError as error:
        if "encrypted" not in str(error).lower():
            raise
        source = _opened(decrypted(data, name, password), said)
    calendar = CALENDAR_MAC_1904 if source.datemode else CALENDAR_WINDOWS_1900
    book = Workbook([], "xlrd", bool(source.datemode), _notes(data, name, said.getvalue()))
    for at in range(source.nsheets):
        progress.check()
        sheet = source.sheet_by_index(at)
        progress.report(
            at / source.nsheets, tr("Reading {name}, sheet {sheet}", name=name, sheet=sheet.name)
        )
        grid = _grid(source, sheet, calendar)
        book.sheets.append(GridSheet(sheet.name, grid, sheet.visibility != 0))
        source.unload_sheet(at)
    return book


def _opened(data: bytes, said: io.StringIO) -> Any:
    """Return xlrd's workbook, without formats where these can't be read."""
    try:
        return xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, logfile=said
        )
    except (xlrd.XLRDError, UnreadableFileError):
        raise
    except Exception:  # noqa: BLE001 - xlrd fails in many ways on styles it does not know
        return xlrd.open_workbook(file_contents=data, ragged_rows=True, logfile=said)


def _notes(data: bytes, name: str, said: str) -> list[tuple[str, str]]:
    notes = [
        (
            "sheet-without-cells",
            tr(
                "{sheet} of '{name}' is no worksheet and has no cells to read.",
                sheet=title,
                name=name,
            ),
        )
        for title in _IGNORED_SHEET.findall(said)
    ]
    if _MACROS in data:
        text = tr("'{name}' holds macros. They were not run; stored values were read.", name=name)
        notes.append(("macros-not-run", text))
    return notes


def _grid(source: Any, sheet: Any, calendar: dt.datetime) -> CellGrid:
    width = max((sheet.row_len(row) for row in range(sheet.nrows)), default=0)
    values = empty_grid(sheet.nrows, width)
    formats: dict[tuple[int, int], str] = {}
    for row in range(sheet.nrows):
        for column, found in enumerate(sheet.row(row)):
            code = _format(source, found.xf_index)
            value = _cell(found.ctype, found.value, code, calendar)
            if value is not None:
                values[row, column] = value
                if code != "General":
                    formats[row, column] = code
    grid = CellGrid(
        values,
        formats,
        tuple((top, left, below - 1, right - 1) for top, below, left, right in sheet.merged_cells),
        frozenset(row for row, info in sheet.rowinfo_map.items() if info.hidden),
        frozenset(column for column, info in sheet.colinfo_map.items() if info.hidden),
    )
    clip_merged(grid)
    return trimmed(grid)


def _format(source: Any, style: int | None) -> str:
    """Return a number format code; General where the file has none."""
    if style is None or style >= len(source.xf_list):
        return "General"
    described = source.format_map.get(source.xf_list[style].format_key)
    return described.format_str if described else "General"


def _cell(kind: int, value: Any, code: str, calendar: dt.datetime) -> CellValue:
    if kind == xlrd.XL_CELL_TEXT:
        return text_or_none(value)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if kind == xlrd.XL_CELL_ERROR:
        return CellError(xlrd.error_text_from_code.get(value, f"#ERROR {value}"))
    if kind == xlrd.XL_CELL_DATE and code == "General":
        code = "yyyy-mm-dd hh:mm:ss"  # read without formats, but known to be a date
    if kind in {xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE}:
        return date_of(tidy_number(value), code, calendar)
    return None
