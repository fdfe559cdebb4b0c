"""Workbooks through calamine: binary .xlsb, and the second reader of all other kinds.

It gives values, hidden sheets and (for some kinds) merged ranges, but no number formats. Error
cells come out empty, so these are asked of fastexcel, the same engine.
"""

from __future__ import annotations

import datetime as dt
import io
import logging
from typing import Any

import fastexcel
import numpy as np
import python_calamine
from numpy.typing import NDArray

from desktop_app.domain.errors import UnreadableFileError
from desktop_app.domain.progress import Progress
from desktop_app.domain.translating import tr
from desktop_app.importing.cells import CellError, CellGrid, CellValue, Workbook
from desktop_app.importing.readers.grids import (
    GridSheet,
    check_area,
    clip_merged,
    empty_grid,
    text_or_none,
    tidy_number,
    trimmed,
)
from desktop_app.importing.readers.misfits import cells_of_misfits

logging.getLogger("fastexcel").setLevel(logging.ERROR)  # it warns of every empty column

_WITHOUT_CELLS = {"ChartSheet", "DialogSheet", "MacroSheet", "Vba"}


def read_calamine(data: bytes, name: str, _bulk_cells: int, progress: Progress) -> Workbook:
    """Return the sheets of a workbook of any Excel or OpenDocument kind."""
    try:
        source = python_calamine.load_workbook(io.BytesIO(data))
    except python_calamine.PasswordError as error:
        raise UnreadableFileError(
            tr("'{name}' is protected with a password and can't be read without it.", name=name),
            code="file-protected",
            suggestion=tr("Save the workbook without a password and import it again."),
        ) from error
    book = Workbook([], "calamine")
    with source:
        for at, described in enumerate(source.sheets_metadata):
            progress.check()
            progress.report(
                at / len(source.sheets_metadata),
                tr("Reading {name}, {sheet}", name=name, sheet=described.name),
            )
            if str(described.typ).rpartition(".")[2] in _WITHOUT_CELLS:
                book.notes.append(
                    (
                        "sheet-without-cells",
                        tr(
                            "'{sheet}' of '{name}' is no worksheet and has no cells to read.",
                            sheet=described.name,
                            name=name,
                        ),
                    )
                )
                continue
            grid = _grid(data, source.get_sheet_by_name(described.name), name)
            hidden = not str(described.visible).endswith("Visible") or str(
                described.visible
            ).endswith("VeryHidden")
            book.sheets.append(GridSheet(described.name, grid, hidden))
    return book


def _grid(data: bytes, sheet: Any, name: str) -> CellGrid:
    if sheet.end is None:
        return CellGrid(empty_grid(0, 0))
    rows, columns = sheet.end[0] + 1, sheet.end[1] + 1
    check_area(rows, columns, name, sheet.name)
    values = empty_grid(rows, columns)
    for at, row in enumerate(sheet.to_python(skip_empty_area=False)):
        values[at, : len(row)] = [_cell(value) for value in row]
    _put_errors(data, sheet.name, values)
    merged = tuple((*start, *end) for start, end in sheet.merged_cell_ranges or ())
    grid = CellGrid(values, merged=merged)
    clip_merged(grid)
    return trimmed(grid)


def _cell(value: Any) -> CellValue:
    if isinstance(value, str):
        return text_or_none(value)
    if isinstance(value, float):
        return tidy_number(value)
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return dt.datetime.combine(value, dt.time())
    kept: CellValue = value
    return kept


def _put_errors(data: bytes, sheet: str, values: NDArray[np.object_]) -> None:
    """Put error cells where calamine gives nothing."""
    loaded = fastexcel.read_excel(data).load_sheet(
        sheet, header_row=None, skip_rows=0, dtypes="string"
    )
    places = [info.absolute_index for info in loaded.selected_columns]
    _batch, misfits = loaded.to_arrow_with_errors()
    for column, cells in cells_of_misfits(misfits, places).items():
        for row, value in cells.items():
            if isinstance(value, CellError) and values[row, column] is None:
                values[row, column] = value
