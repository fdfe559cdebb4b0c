"""Where every non-empty cell of a sheet went: no cell is lost, none is counted twice."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.importing.cells import HEAD_ROWS, Sheet
from desktop_app.importing.report import Accounting, Use
from desktop_app.importing.use_runs import UseRuns

_CODES: dict[Use, int] = {use: code for code, use in enumerate(Use, start=1)}
_UNKNOWN = 0

Rows = int | slice | NDArray[np.bool_] | NDArray[np.int64]


class CellUses:
    """What each cell of one sheet was taken for; one byte a cell, whatever the sheet's size.

    A later mark replaces an earlier one, so a cell has one use at the most; a cell without any
    is a hole in the bookkeeping, which `account` hands back instead of hiding it.

    Parameters
    ----------
    n_rows, n_columns : int
        The sheet's size. Marks outside of it are ignored (a merged heading may reach out).
    """

    def __init__(self, n_rows: int, n_columns: int) -> None:
        # Column by column in memory: logs are marked and counted by column.
        self._codes = np.zeros((n_columns, n_rows), dtype=np.int8)

    def mark(self, use: Use, rows: Rows, column: int) -> None:
        """Mark cells of one column; `rows` are sheet rows (int, slice, mask or indices)."""
        if 0 <= column < self._codes.shape[0]:
            self._codes[column][rows] = _CODES[use]

    def mark_block(self, use: Use, top: int, bottom: int, left: int, right: int) -> None:
        """Mark a rectangle, both ends included."""
        self._codes[max(left, 0) : right + 1, max(top, 0) : bottom + 1] = _CODES[use]

    def mark_cells(self, use: Use, cells: Iterable[tuple[int, int]]) -> None:
        """Mark single cells (row, column)."""
        columns, rows = self._codes.shape
        for row, column in cells:
            if row < rows and column < columns:
                self._codes[column, row] = _CODES[use]

    def mark_arrays(self, use: Use, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> None:
        """Mark the cells at paired positions."""
        self._codes[columns, rows] = _CODES[use]

    def runs(self) -> UseRuns:
        """Return the uses of all cells in their compact form."""
        return UseRuns.of(self._codes)

    def account(self, sheet: Sheet) -> tuple[Accounting, list[tuple[int, int]]]:
        """Return the sheet's accounting, and the non-empty cells that nothing explains.

        Non-empty cells are counted from the sheet itself, independently of what was marked.
        Unexplained cells count as set aside; the caller has to say so.
        """
        totals = np.zeros(len(Use) + 1, dtype=np.int64)
        unexplained: list[tuple[int, int]] = []
        for column in range(self._codes.shape[0]):
            filled = filled_cells(sheet, column)
            codes = self._codes[column][filled]
            counts = np.bincount(codes, minlength=len(Use) + 1)
            totals += counts
            if counts[_UNKNOWN]:
                rows = np.flatnonzero(filled)[codes == _UNKNOWN]
                unexplained.extend((int(row), column) for row in rows)
        accounting = Accounting(cells=int(totals.sum()))
        for use, code in _CODES.items():
            setattr(accounting, use.value, int(totals[code]))
        accounting.set_aside += int(totals[_UNKNOWN])
        return accounting, unexplained


def filled_cells(sheet: Sheet, column: int) -> NDArray[np.bool_]:
    """Return which rows of a column hold anything, shape (n_rows,)."""
    values = sheet.grid.values[: sheet.n_rows, column]
    head = np.asarray(pd.notna(values), dtype=np.bool_)
    if not sheet.bulk or sheet.n_rows <= HEAD_ROWS:
        return head
    # Head and rest are asked for apart, which spares a long column from being put together.
    rest = sheet.column(column, HEAD_ROWS, sheet.n_rows - 1)
    return np.concatenate([head[:HEAD_ROWS], np.asarray(rest.notna(), dtype=np.bool_)])
