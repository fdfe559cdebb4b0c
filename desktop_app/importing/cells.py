"""Plain cells, whatever file they came from; rows and columns count from 0."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

HEAD_ROWS = 200
"""How many rows of a sheet read in bulk are read with full fidelity as well."""


@dataclass(frozen=True, slots=True)
class CellError:
    """An error value of a formula, such as ``#DIV/0!``."""

    code: str

    def __str__(self) -> str:
        return self.code


CellValue = (
    None | str | float | int | bool | dt.datetime | dt.date | dt.time | dt.timedelta | CellError
)


@dataclass(slots=True)
class CellGrid:
    """A rectangle of cells from A1 on, with what the file says about their look.

    Parameters
    ----------
    values : object array, shape (rows, columns)
        None for an empty cell (white space alone counts as empty); texts as in the file, with
        their spaces; dates as datetime; Excel times as time or timedelta.
    formats : mapping of (row, column) to number format code
        Only cells whose format is not General.
    merged : tuple of (top, left, bottom, right), inclusive
        The value stands in the top left cell; the others are None.
    """

    values: NDArray[np.object_]
    formats: Mapping[tuple[int, int], str] = field(default_factory=dict)
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    @property
    def n_rows(self) -> int:
        """Return the number of rows."""
        return int(self.values.shape[0])

    @property
    def n_columns(self) -> int:
        """Return the number of columns."""
        return int(self.values.shape[1])

    def format_of(self, row: int, column: int) -> str:
        """Return a cell's number format code, ``General`` where none is set."""
        return self.formats.get((row, column), "General")


class Sheet(Protocol):
    """One sheet, small (all of it in `grid`) or read in bulk (`grid` holds its head)."""

    @property
    def name(self) -> str:
        """The sheet's name as in the file."""

    @property
    def hidden(self) -> bool:
        """Whether the sheet is hidden in the file."""

    @property
    def bulk(self) -> bool:
        """Whether `grid` holds only the first `HEAD_ROWS` rows."""

    @property
    def n_rows(self) -> int:
        """Rows up to the last non-empty one."""

    @property
    def n_columns(self) -> int:
        """Columns up to the last non-empty one."""

    @property
    def grid(self) -> CellGrid:
        """All cells, or the head of a sheet read in bulk."""

    def column(self, column: int, top: int, bottom: int) -> pd.Series[Any]:
        """Return the cells of a column from row `top` to `bottom`, both included.

        The index is the 0-based sheet row. The dtype is whatever holds the column without loss:
        float64, bool, datetime64, timedelta64, string, or object for a mixture; empty is
        NA/None/NaT. Text numbers stay text.
        """

    def non_empty(self, top: int, bottom: int) -> NDArray[np.int64]:
        """Return how many cells of each column are not empty in those rows."""


@dataclass(slots=True)
class Workbook:
    """A file's sheets in order, and what reading it taught.

    `reader` names the library that read it; `epoch_1904` is the date system; `notes` are
    (code, message) pairs for findings about the file (macros, external links, second reader);
    `properties` are company and title in the document's properties, where it has any.
    """

    sheets: list[Sheet]
    reader: str
    epoch_1904: bool = False
    notes: list[tuple[str, str]] = field(default_factory=list)
    properties: tuple[str, ...] = ()
