"""Cells that are all in memory, as a sheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.domain.errors import UnreadableFileError
from desktop_app.domain.translating import tr
from desktop_app.importing.cells import CellError, CellGrid, CellValue
from desktop_app.text_columns import text_column

MOST_CELLS = 60_000_000
"""Cells of the largest rectangle that is laid out in memory (0.5 GB of pointers)."""

MOST_COLUMNS = 16_384
"""Columns of the widest sheet that Excel and LibreOffice can make."""

NOT_CALCULATED = CellError("#NOT CALCULATED")
"""Stands where a formula has no stored result, so that the cell is not taken for empty."""

DATE_DTYPE = "datetime64[us]"
SPAN_DTYPE = "timedelta64[us]"

_EXCEL_MIDNIGHT = dt.datetime(1900, 1, 1)


def check_area(rows: int, columns: int, name: str, sheet: str) -> None:
    """Refuse a rectangle that a few far-off cells blew up beyond what memory can hold."""
    if rows * columns > MOST_CELLS or columns > MOST_COLUMNS:
        raise UnreadableFileError(
            tr(
                "'{name}', sheet '{sheet}': its cells spread over {rows:,} rows and "
                "{columns:,} columns, more than can be laid out.",
                name=name,
                sheet=sheet,
                rows=rows,
                columns=columns,
            ),
            code="sheet-too-large",
            suggestion=tr(
                "Delete the stray cells far right of or below the table and save it again."
            ),
        )


def empty_grid(rows: int, columns: int) -> NDArray[np.object_]:
    """Return a grid of None."""
    return np.full((rows, columns), None, dtype=object)


def text_or_none(text: str) -> str | None:
    """Return a text as it is, or None where there is nothing but white space in it."""
    return text if text.strip() else None


def grid_of_rows(rows: Sequence[Sequence[CellValue]], name: str, sheet: str) -> CellGrid:
    """Return a trimmed grid of rows that may differ in length."""
    width = max((len(row) for row in rows), default=0)
    check_area(len(rows), width, name, sheet)
    values = empty_grid(len(rows), width)
    for at, row in enumerate(rows):
        values[at, : len(row)] = row
    return trimmed(CellGrid(values))


def trimmed(grid: CellGrid) -> CellGrid:
    """Return the grid without the empty rows below and the empty columns right of the cells."""
    filled = grid.values != None  # noqa: E711 - element-wise on objects
    if not filled.any():
        rows = columns = 0
    else:
        rows = int(np.flatnonzero(filled.any(axis=1))[-1]) + 1
        columns = int(np.flatnonzero(filled.any(axis=0))[-1]) + 1
    if (rows, columns) == grid.values.shape:
        return grid
    return CellGrid(
        values=grid.values[:rows, :columns],
        formats={at: code for at, code in grid.formats.items() if at[0] < rows and at[1] < columns},
        merged=tuple(area for area in grid.merged if area[0] < rows and area[1] < columns),
        hidden_rows=frozenset(row for row in grid.hidden_rows if row < rows),
        hidden_columns=frozenset(column for column in grid.hidden_columns if column < columns),
    )


def clip_merged(grid: CellGrid) -> list[tuple[int, int]]:
    """Clip merged ranges to the cells, empty what they cover, and return what was emptied."""
    rows, columns = grid.values.shape
    clipped, emptied = [], []
    for top, left, bottom, right in grid.merged:
        if top >= rows or left >= columns:
            continue
        area = (top, left, min(bottom, rows - 1), min(right, columns - 1))
        clipped.append(area)
        block = grid.values[top : area[2] + 1, left : area[3] + 1]
        for down, across in zip(*np.nonzero(block != None), strict=True):  # noqa: E711
            if down or across:
                emptied.append((top + int(down), left + int(across)))
                block[down, across] = None
    grid.merged = tuple(clipped)
    return emptied


def tidy_number(value: float) -> int | float:
    """Return a whole number as int, as the other readers do; nothing else changes."""
    return int(value) if value.is_integer() and abs(value) < 2**53 else value


def as_timedelta(value: dt.time) -> dt.timedelta:
    """Return a time of day as the span since midnight."""
    return dt.datetime.combine(_EXCEL_MIDNIGHT, value) - _EXCEL_MIDNIGHT


def kinds_of(values: Iterable[object]) -> set[type]:
    """Return the types among values that are not None."""
    return {type(value) for value in values} - {type(None)}


def series_of(values: NDArray[np.object_], index: pd.Index[int]) -> pd.Series[Any]:
    """Return cells as a series of the tightest dtype that holds them all without loss.

    Times of day become spans since midnight. Among mixed cells the others stay as they are.
    """
    kinds = kinds_of(values)
    if kinds == {str}:
        return text_column(values, index)
    if kinds and kinds <= {int, float}:
        return pd.Series(np.array(values, dtype=np.float64), index=index)
    if kinds == {bool} and not any(value is None for value in values):
        return pd.Series(values.astype(bool), index=index)
    if kinds and kinds <= {dt.datetime, dt.date}:
        return pd.Series(values.astype(DATE_DTYPE), index=index)
    if dt.time in kinds:
        values = _spans_for_times(values)
    if kinds and kinds <= {dt.timedelta, dt.time}:
        return pd.Series(values.astype(SPAN_DTYPE), index=index)
    return pd.Series(values, index=index, dtype=object)


def _spans_for_times(values: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return cells with each time of day as the span since midnight, in a mixture too."""
    spans = empty_grid(len(values), 1)[:, 0]
    spans[:] = [as_timedelta(value) if isinstance(value, dt.time) else value for value in values]
    return spans


def plain_objects(cells: pd.Series[Any]) -> NDArray[np.object_]:
    """Return a series' cells as Python values with None for empty; the inverse of `series_of`."""
    values = np.empty(len(cells), dtype=object)
    if cells.dtype.kind in "mM":
        values[:] = cells.to_numpy().astype(object)
    else:
        values[:] = cells.tolist()
    values[cells.isna().to_numpy()] = None
    return values


@dataclass(slots=True)
class GridSheet:
    """A sheet whose cells are all in its grid; see `Sheet`."""

    name: str
    grid: CellGrid
    hidden: bool = False
    bulk: bool = field(default=False, init=False)

    @property
    def n_rows(self) -> int:
        """Rows up to the last non-empty one."""
        return self.grid.n_rows

    @property
    def n_columns(self) -> int:
        """Columns up to the last non-empty one."""
        return self.grid.n_columns

    def column(self, column: int, top: int, bottom: int) -> pd.Series[Any]:
        """Return the cells of a column between two rows, both included."""
        return series_of(self.grid.values[top : bottom + 1, column], pd.RangeIndex(top, bottom + 1))

    def non_empty(self, top: int, bottom: int) -> NDArray[np.int64]:
        """Return how many cells of each column are not empty in those rows."""
        filled = self.grid.values[top : bottom + 1] != None  # noqa: E711
        return np.asarray(filled.sum(axis=0), dtype=np.int64)
