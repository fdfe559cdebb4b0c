"""A workbook's sheets as received, kept compact so that a window can show any part at once.

A picture is made in a worker process and holds plain data only: cells in blocks of rows, packed as
Arrow columns, so that a million rows travel as some ten megabytes and one block unpacks in a
millisecond.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from desktop_app.domain.errors import UnreadableFileError
from desktop_app.domain.progress import Progress
from desktop_app.domain.translating import tr
from desktop_app.importing.cells import CellError, CellValue, Sheet
from desktop_app.importing.files import read_file
from desktop_app.importing.isolation import explained
from desktop_app.importing.report import ImportOptions
from desktop_app.importing.workbook import open_workbook
from desktop_app.importing.worker_process import Lost
from desktop_app.importing.workers import Limits, run_in_workers

BLOCK_ROWS = 1024
"""Rows that are packed together."""
MOST_BESIDE = 400_000
"""Cells of other sheets that come along with the one asked for, so that leafing is quick."""

GENERAL = "General"

_KINDS: tuple[type, ...] = (str, bool, int, float, dt.datetime, dt.timedelta, CellError)
_TEXT, _BOOL, _INT, _FLOAT, _DATE, _SPAN, _ERROR = range(1, 8)
_CODEC = "lz4"


@dataclass(frozen=True, slots=True)
class SheetPicture:
    """One sheet as received; rows and columns count from 0.

    Parameters
    ----------
    sheet : str
    n_rows, n_columns : int
        Up to the last cell that is not empty.
    blocks : tuple of bytes
        Cells of `BLOCK_ROWS` rows each; see `block`.
    formats : tuple of tuple of (int, str)
        For each column the rows from which on a number format holds, and its code.
    merged : tuple of (top, left, bottom, right), inclusive
    hidden_rows, hidden_columns : frozenset of int
    """

    sheet: str
    n_rows: int
    n_columns: int
    blocks: tuple[bytes, ...] = field(repr=False)
    formats: tuple[tuple[tuple[int, str], ...], ...] = ()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    def block(self, number: int) -> pa.RecordBatch:
        """Return a block unpacked, for `column_cells`."""
        return unpacked(self.blocks[number])


@dataclass(frozen=True, slots=True)
class BookPicture:
    """The sheets of a report in order, with the pictures of those that were taken.

    Parameters
    ----------
    sheets : tuple of (str, bool)
        Names, and whether the sheet is hidden in the file.
    pictures : mapping of a sheet's name to its picture
    """

    sheets: tuple[tuple[str, bool], ...]
    pictures: dict[str, SheetPicture]


@dataclass(frozen=True, slots=True)
class PictureTask:
    """What a worker is told: which sheet of a file to take, and what else is known of the file.

    `sha256` is that of the report when it was imported, ``""`` for any.
    """

    sheet: str
    name: str
    sha256: str = ""
    password: str = ""

    def __call__(self, path: Path, progress: Progress) -> BookPicture | _Refused:
        """Take the picture; what can't be read comes back as an answer, not as an error."""
        try:
            return take_picture(read_file(path), self, progress)
        except UnreadableFileError as error:
            return _Refused(error.message, error.code, error.suggestion)


@dataclass(frozen=True, slots=True)
class _Refused:
    """An `UnreadableFileError` on its way from a worker; exceptions don't travel well."""

    message: str
    code: str
    suggestion: str = ""


def picture_of(
    path: Path, task: PictureTask, progress: Progress, limits: Limits | None = None
) -> BookPicture:
    """Return the picture of a file's sheet, read in a worker process.

    Small sheets of the same file come along, the one asked for comes first.

    Raises
    ------
    UnreadableFileError
        If the file can't be read (any more), or is not the one that was imported
        (``file-changed``); ``file-protected`` asks for its password.
    Cancelled
        If `progress` says so.
    """
    limits = limits or Limits(workers=1)

    def refuse(_path: Path, why: Lost, detail: str) -> BookPicture | _Refused:
        code, message = explained(why, task.name, detail, limits)
        return _Refused(message, code)

    (taken,) = run_in_workers([path], task, refuse, progress, limits)
    if isinstance(taken, _Refused):
        raise UnreadableFileError(taken.message, taken.code, taken.suggestion)
    return taken


def take_picture(data: bytes, task: PictureTask, progress: Progress) -> BookPicture:
    """Return the picture of a file's sheet, read in this process; see `picture_of`."""
    if task.sha256 and hashlib.sha256(data).hexdigest() != task.sha256:
        raise UnreadableFileError(
            tr("'{file}' has changed since it was read.", file=task.name),
            code="file-changed",
            suggestion=tr("Read the reports again (F5)."),
        )
    book = open_workbook(data, task.name, ImportOptions(password=task.password), progress)
    del data
    wanted = [sheet for sheet in book.sheets if sheet.name == task.sheet] or book.sheets[:1]
    beside = 0
    for sheet in book.sheets:
        size = sheet.n_rows * sheet.n_columns
        if sheet not in wanted and beside + size <= MOST_BESIDE:
            beside += size
            wanted.append(sheet)
    pictures: dict[str, SheetPicture] = {}
    for number, sheet in enumerate(wanted):
        progress.check()
        progress.report(0.6 + 0.4 * number / len(wanted), tr("Packing '{sheet}'", sheet=sheet.name))
        pictures[sheet.name] = _picture(sheet)
    return BookPicture(tuple((s.name, s.hidden) for s in book.sheets), pictures)


def _picture(sheet: Sheet) -> SheetPicture:
    rows, columns = sheet.n_rows, sheet.n_columns
    grid = sheet.grid
    return SheetPicture(
        sheet.name,
        rows,
        columns,
        tuple(_packed(sheet, top) for top in range(0, rows, BLOCK_ROWS)),
        tuple(_runs_of_formats(sheet, at) for at in range(columns)),
        grid.merged,
        grid.hidden_rows,
        grid.hidden_columns,
    )


def _runs_of_formats(sheet: Sheet, column: int) -> tuple[tuple[int, str], ...]:
    """Return the number formats of a column; the last one holds below the head of a long sheet."""
    grid = sheet.grid
    runs: list[tuple[int, str]] = []
    for row in np.flatnonzero(grid.values[:, column] != None):  # noqa: E711 - element-wise
        code = grid.formats.get((int(row), column), GENERAL)
        if not runs or runs[-1][1] != code:
            runs.append((int(row), code))
    return tuple(runs)


def _packed(sheet: Sheet, top: int) -> bytes:
    """Return the block that begins at row `top`."""
    arrays: dict[str, pa.Array] = {}
    bottom = min(top + BLOCK_ROWS, sheet.n_rows) - 1
    for at in range(sheet.n_columns):
        # Block by block: below the heading a column of a long sheet is of one type.
        arrays.update(_encoded(sheet.column(at, top, bottom), at))
    batch = pa.record_batch(arrays)
    sink = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression=_CODEC)
    with pa.ipc.new_stream(sink, batch.schema, options=options) as writer:
        writer.write_batch(batch)
    return bytes(sink.getvalue())


def unpacked(block: bytes) -> pa.RecordBatch:
    """Return the Arrow columns of a block.

    A column of one type has the name of its place ("3"); a mixed one is a text column of that
    name with the kinds beside it ("3k").
    """
    with pa.ipc.open_stream(block) as reader:
        return reader.read_next_batch()


def column_cells(
    batch: pa.RecordBatch, column: int, start: int = 0, length: int = BLOCK_ROWS
) -> list[CellValue]:
    """Return cells of a sheet's column in a block as Python values, None for empty."""
    values: list[CellValue] = batch.column(str(column)).slice(start, length).to_pylist()
    beside = batch.schema.get_field_index(f"{column}k")
    if beside < 0:
        return values
    kinds = batch.column(beside).slice(start, length).to_pylist()
    return [_READ[kind](text) if kind else None for kind, text in zip(kinds, values, strict=True)]


def column_texts(batch: pa.RecordBatch, column: int) -> pa.Array:
    """Return the cells of a sheet's column in a block as texts to search in, without formats."""
    values = batch.column(str(column))
    if pa.types.is_timestamp(values.type):
        return pc.strftime(values, format="%Y-%m-%d %H:%M:%S")
    if pa.types.is_duration(values.type):
        return pa.nulls(len(values), pa.string())
    return values.cast(pa.large_string())


def _encoded(cells: pd.Series[Any], at: int) -> Iterator[tuple[str, pa.Array]]:
    """Yield a column's Arrow arrays by name."""
    if cells.dtype != object:
        typed = pa.Array.from_pandas(cells)
        yield str(at), typed.combine_chunks() if isinstance(typed, pa.ChunkedArray) else typed
        return
    kinds = np.zeros(len(cells), dtype=np.int8)
    texts: list[str | None] = [None] * len(cells)
    for place, value in enumerate(cells):
        kind = _kind_of(value)
        if kind:
            kinds[place], texts[place] = kind, _written(value, kind)
    yield str(at), pa.array(texts, type=pa.string())
    yield f"{at}k", pa.array(kinds)


def _kind_of(value: object) -> int:
    """Return the code of a cell's kind, 0 for an empty one."""
    if value is None or value is pd.NaT or (isinstance(value, float) and math.isnan(value)):
        return 0
    for kind, python in enumerate(_KINDS, start=1):
        if isinstance(value, python):
            return kind
    if isinstance(value, dt.date):
        return _DATE
    raise TypeError(f"no cell holds a {type(value).__name__}")


def _written(value: Any, kind: int) -> str:
    """Return a cell as text from which `_read` makes it again."""
    if kind == _DATE:
        return str(value.isoformat())
    if kind == _SPAN:
        return str(value // dt.timedelta(microseconds=1))
    return repr(float(value)) if kind == _FLOAT else str(value)


_READ: dict[int, Any] = {
    _TEXT: str,
    _BOOL: lambda text: text == "True",
    _INT: int,
    _FLOAT: float,
    _DATE: dt.datetime.fromisoformat,
    _SPAN: lambda text: dt.timedelta(microseconds=int(text)),
    _ERROR: CellError,
}
