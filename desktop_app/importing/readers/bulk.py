"""A large sheet of an Excel workbook: its head in full, the rest in bulk through fastexcel.

fastexcel reads twenty times faster than openpyxl, but makes one dtype of each column. What does
not fit comes back in two ways that would lose cells: as an error beside the column, or turned
into text. Both are put right here, so that a column has the same cells as if read one by one.
"""

from __future__ import annotations

import datetime as dt
import logging
import re
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

import fastexcel
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from desktop_app.domain.errors import UnreadableFileError
from desktop_app.importing.cells import HEAD_ROWS, CellGrid, CellValue
from desktop_app.importing.readers.failures import corrupt, is_reader_failure, reason_of
from desktop_app.importing.readers.grids import (
    DATE_DTYPE,
    NOT_CALCULATED,
    SPAN_DTYPE,
    empty_grid,
    plain_objects,
    series_of,
)
from desktop_app.importing.readers.misfits import cells_of_misfits
from desktop_app.importing.readers.notes import Note, second_reader_note
from desktop_app.importing.readers.package import Package, SheetPart, open_package
from desktop_app.importing.readers.scan import Cells, cells_not_text
from desktop_app.importing.readers.sheet_xml import read_sheet_xml
from desktop_app.importing.readers.survey import Survey

logging.getLogger("fastexcel").setLevel(logging.ERROR)  # it warns of every empty column

_log = logging.getLogger(__name__)

_COLUMN_IN_ERROR = re.compile(r"dtype for column (\S+)")

_PERHAPS_NOT_TEXT = (
    r"^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?|true|false|\d{4}-\d\d-\d\d(?:[ T][\d:.]+)?|NaN|-?inf)$"
)
"""How fastexcel writes numbers, booleans and dates when it makes text of a mixed column."""

_FIRST_LETTERS = np.isin(np.arange(256), list(b"-0123456789tfNi"))

_DAY_ZERO = {False: dt.datetime(1899, 12, 31), True: dt.datetime(1904, 1, 1)}
"""The day that fastexcel gives a time of day, by whether the date system is that of 1904."""
_ONE_DAY = dt.timedelta(days=1)


@dataclass
class BulkSheet:
    """A sheet of an .xlsx with many cells; see `Sheet`.

    Parameters
    ----------
    data, file : bytes, str
        The workbook and its name.
    part : SheetPart
        The sheet within.
    head : CellGrid
        Its first rows, in full.
    found : Survey
        What the pass over its XML found.
    batch : Future of Batch
        The cells below the head, perhaps still on their way.
    notes : list of (code, message)
        The workbook's, for what turns out when the cells arrive.
    """

    data: bytes
    file: str
    part: SheetPart
    head: CellGrid
    found: Survey
    batch: Future[Batch] | None
    notes: list[Note]
    bulk: bool = field(default=True, init=False)
    _columns: list[pd.Series[Any]] | None = field(default=None, init=False)
    _grid: CellGrid | None = field(default=None, init=False)

    @property
    def name(self) -> str:
        """The sheet's name as in the file."""
        return self.part.name

    @property
    def hidden(self) -> bool:
        """Whether the sheet is hidden in the file."""
        return self.part.hidden

    @property
    def n_rows(self) -> int:
        """Rows up to the last non-empty one."""
        columns = self._loaded()
        below = max((len(column) for column in columns), default=0)
        return HEAD_ROWS + below if below else self.head.n_rows

    @property
    def n_columns(self) -> int:
        """Columns up to the last non-empty one."""
        return len(self._loaded())

    @property
    def grid(self) -> CellGrid:
        """The head, in full."""
        if self._grid is None:
            head = self.head
            values = empty_grid(min(self.n_rows, HEAD_ROWS), self.n_columns)
            values[: head.n_rows, : head.n_columns] = head.values
            self._grid = CellGrid(
                values, head.formats, head.merged, head.hidden_rows, head.hidden_columns
            )
        return self._grid

    def column(self, column: int, top: int, bottom: int) -> pd.Series[Any]:
        """Return the cells of a column between two rows, both included."""
        below = self._part(column, top, bottom)
        if top < HEAD_ROWS:
            above = self.grid.values[top : min(bottom, HEAD_ROWS - 1) + 1, column]
            below = _joined(above, pd.RangeIndex(top, top + len(above)), below)
        if below.dtype == object or not below.count():
            return series_of(plain_objects(below), below.index)
        return below

    def non_empty(self, top: int, bottom: int) -> NDArray[np.int64]:
        """Return how many cells of each column are not empty in those rows."""
        counts = (self.grid.values[top : bottom + 1] != None).sum(axis=0)  # noqa: E711
        below = [int(self._part(at, top, bottom).count()) for at in range(self.n_columns)]
        return np.asarray(counts, dtype=np.int64) + np.array(below, dtype=np.int64)

    def load(self) -> None:
        """Wait for the cells below the head, so that what is wrong with them is known."""
        self._loaded()

    def _part(self, column: int, top: int, bottom: int) -> pd.Series[Any]:
        """Return the cells of a column below the head that lie between two rows."""
        return self._loaded()[column].iloc[max(top - HEAD_ROWS, 0) : max(bottom + 1 - HEAD_ROWS, 0)]

    def _loaded(self) -> list[pd.Series[Any]]:
        if self._columns is None:
            self._columns = _trimmed(self._load(), self.head.n_columns)
        return self._columns

    def _load(self) -> dict[int, pd.Series[Any]]:
        """Return everything below the head, by column of the sheet."""
        if self.batch is None:
            raise RuntimeError("the cells below the head were taken already")
        batch, self.batch = self.batch, None
        try:
            return self._fast(batch.result())
        except BaseException as error:
            if not is_reader_failure(error):
                raise
            _log.info("%s can't be read in bulk", self.file, exc_info=error)
            return self._slow(error)

    def _fast(self, batch: Batch) -> dict[int, pd.Series[Any]]:
        """Return the bulk read with the cells put right that it lost."""
        odd = batch.misfits
        for row, column in self.found.uncalculated:
            if row >= HEAD_ROWS:
                odd.setdefault(column, {})[row - HEAD_ROWS] = NOT_CALCULATED
        columns = batch.columns
        doubtful = {at for at, cells in columns.items() if _may_hold_numbers(cells)}
        if self.found.booleans:
            doubtful |= {at for at, cells in columns.items() if _may_hold_booleans(cells)}
        for at, cells in self._exact(doubtful | batch.mixed).items():
            odd.setdefault(at, {}).update(cells)
        zero = _DAY_ZERO[self.found.epoch_1904]
        return {at: _series(columns.pop(at), odd.get(at, {}), zero) for at in list(columns)}

    def _slow(self, error: BaseException) -> dict[int, pd.Series[Any]]:
        """Return the sheet parsed cell by cell, after the bulk read failed."""
        try:
            with open_package(self.data, self.file) as archive:
                grid = read_sheet_xml(Package(archive, self.file), self.part).grid
        except Exception as second:
            if isinstance(second, UnreadableFileError):
                raise
            raise corrupt(self.file, reason_of(error)) from second
        self.notes += second_reader_note(self.file, "fastexcel", error, "XML")
        index = pd.RangeIndex(HEAD_ROWS, max(grid.n_rows, HEAD_ROWS))
        return {at: series_of(grid.values[HEAD_ROWS:, at], index) for at in range(grid.n_columns)}

    def _exact(self, columns: set[int]) -> Cells:
        """Return the cells of columns that are not text, by row below the head."""
        if not columns:
            return {}
        with open_package(self.data, self.file) as archive:
            package = Package(archive, self.file)
            return cells_not_text(package, self.part, columns, self.found)


@dataclass(slots=True)
class Batch:
    """What fastexcel makes of the rows below the head.

    `columns` are by column of the sheet; `misfits` are cells that their column's dtype can't
    hold; `mixed` are columns that fastexcel refuses to give one dtype (they come as text).
    """

    columns: dict[int, pa.Array]
    misfits: Cells
    mixed: set[int]


def read_batch(data: bytes, sheet: str) -> Batch:
    """Return the rows below the head of a sheet; it lets other threads run meanwhile."""
    reader = fastexcel.read_excel(data)
    as_text: dict[int | str, fastexcel.DType] = {}
    while True:
        try:
            loaded = reader.load_sheet(
                sheet,
                header_row=None,
                skip_rows=HEAD_ROWS,
                schema_sample_rows=None,
                whitespace_as_null=True,
                skip_whitespace_tail_rows=True,
                dtypes=dict(as_text) or None,
            )
            break
        except fastexcel.InvalidParametersError:  # there is no row below the head
            return Batch({}, {}, set())
        except fastexcel.UnsupportedColumnTypeCombinationError as error:
            named = _COLUMN_IN_ERROR.search(str(error))
            if named is None or named[1] in as_text:
                raise
            as_text[named[1]] = "string"
    places = [info.absolute_index for info in loaded.selected_columns]
    cells, misfits = loaded.to_arrow_with_errors()
    return Batch(
        columns=dict(zip(places, cells.columns, strict=True)),
        misfits=cells_of_misfits(misfits, places),
        mixed={info.absolute_index for info in loaded.selected_columns if info.name in as_text},
    )


def _may_hold_numbers(cells: pa.Array) -> bool:
    """Return whether texts look like numbers, booleans or dates turned into text."""
    if not pa.types.is_string(cells.type):
        return False
    found = pc.any(pc.match_substring_regex(_beginning_so(cells), _PERHAPS_NOT_TEXT))
    return bool(found.as_py())


def _beginning_so(cells: pa.Array) -> pa.Array:
    """Return the texts with a first letter that `_PERHAPS_NOT_TEXT` allows.

    In most columns there is none, and to look at one letter takes a tenth of the pattern's time.
    """
    _, places, letters = cells.buffers()
    if letters is None or cells.null_count == len(cells):
        return cells.slice(0, 0)
    ends = np.frombuffer(places, dtype=np.int32)[cells.offset : cells.offset + len(cells) + 1]
    filled = np.flatnonzero(ends[1:] > ends[:-1])
    first = np.frombuffer(letters, dtype=np.uint8)[ends[filled]]
    return cells.take(pa.array(filled[_FIRST_LETTERS[first]]))


def _may_hold_booleans(cells: pa.Array) -> bool:
    """Return whether numbers include some that TRUE or FALSE may have been turned into."""
    if not pa.types.is_floating(cells.type) and not pa.types.is_integer(cells.type):
        return False
    found = pc.any(pc.is_in(cells, pa.array([0, 1], type=cells.type)))
    return bool(found.as_py())


def _series(cells: pa.Array, odd: dict[int, CellValue], day_zero: dt.datetime) -> pd.Series[Any]:
    """Return a column below the head with all its cells."""
    index = pd.RangeIndex(HEAD_ROWS, HEAD_ROWS + len(cells))
    if cells.null_count == len(cells) and not odd:
        return pd.Series(empty_grid(len(cells), 1)[:, 0], index=index)
    if odd:
        values = _objects(cells, day_zero)
        for row, value in odd.items():
            values[row] = value
        return series_of(values, index)
    if pa.types.is_timestamp(cells.type):
        return _dates(cells, index, day_zero)
    if pa.types.is_boolean(cells.type) and cells.null_count:
        return pd.Series(_objects(cells, day_zero), index=index, dtype=object)
    if pa.types.is_duration(cells.type):
        spans = cells.to_numpy(zero_copy_only=False).astype(SPAN_DTYPE)
        return pd.Series(spans, index=index)
    if pa.types.is_string(cells.type):
        return pd.Series(cells.to_pandas().array, index=index, dtype="str")
    return pd.Series(cells.to_numpy(zero_copy_only=False), index=index)


def _dates(cells: pa.Array, index: pd.RangeIndex, day_zero: dt.datetime) -> pd.Series[Any]:
    """Return dates; a column of times of day (Excel's day 0) as spans since midnight."""
    dates: pd.Series[Any] = pd.Series(
        cells.to_numpy(zero_copy_only=False).astype(DATE_DTYPE), index=index
    )
    times = dates < day_zero + _ONE_DAY
    if not times.any():
        return dates
    if bool((times | dates.isna()).all()):
        return pd.Series(dates.to_numpy() - np.datetime64(day_zero, "us"), index=index)
    return series_of(_objects(cells, day_zero), index)


def _objects(cells: pa.Array, day_zero: dt.datetime) -> NDArray[np.object_]:
    """Return cells as Python values, None for empty; Excel's day 0 as a time of day."""
    values = np.empty(len(cells), dtype=object)
    if pa.types.is_timestamp(cells.type):
        values[:] = [
            value.time() if value is not None and value < day_zero + _ONE_DAY else value
            for value in cells.to_pylist()
        ]
    else:
        values[:] = cells.to_pylist()
    return values


def _joined(
    above: NDArray[np.object_], index: pd.RangeIndex, below: pd.Series[Any]
) -> pd.Series[Any]:
    """Return the head's cells and those below as one column, typed as if read together."""
    top = series_of(above, index)
    if below.empty:
        return top
    if top.dtype == below.dtype:
        return _concatenated(top, below)
    if top.count() == 0 and _has_missing_value(below):
        return _concatenated(_blank(index, below), below)
    if below.count() == 0 and _has_missing_value(top):
        return _concatenated(top, _blank(below.index, top))
    whole = np.concatenate([above, plain_objects(below)])
    return series_of(whole, pd.RangeIndex(index.start, index.start + len(whole)))


def _concatenated(top: pd.Series[Any], below: pd.Series[Any]) -> pd.Series[Any]:
    whole: pd.Series[Any] = pd.concat([top, below], ignore_index=True)
    start = int(top.index[0]) if len(top) else int(below.index[0])
    whole.index = pd.RangeIndex(start, start + len(whole))
    return whole


def _has_missing_value(column: pd.Series[Any]) -> bool:
    """Return whether the dtype has a value of its own for an empty cell."""
    return str(column.dtype) not in {"bool", "object"}


def _blank(index: pd.Index[int], like: pd.Series[Any]) -> pd.Series[Any]:
    """Return empty cells in the dtype of another column."""
    return like.iloc[:0].reindex(index)


def _trimmed(columns: dict[int, pd.Series[Any]], head_columns: int) -> list[pd.Series[Any]]:
    """Return one series per sheet column, cut after the last cell that is not empty."""
    height, width = 0, head_columns
    for at, column in columns.items():
        filled = np.flatnonzero(column.notna().to_numpy())
        if len(filled):
            height, width = max(height, int(filled[-1]) + 1), max(width, at + 1)
    index = pd.RangeIndex(HEAD_ROWS, HEAD_ROWS + height)
    blank = pd.Series(empty_grid(height, 1)[:, 0], index=index)
    return [columns[at].iloc[:height] if at in columns else blank for at in range(width)]
