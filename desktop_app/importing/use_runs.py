"""What every cell of a sheet was taken for, kept small: stretches of equal use by column."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

NO_USE = 0
"""Code of a cell that nothing was said of: an empty one outside of all tables."""


@dataclass(frozen=True, slots=True)
class UseRuns:
    """Uses of all cells of a sheet, run-length encoded by column.

    Plain bytes, so that a report compares and travels between processes as before; a log of a
    million rows takes some hundred bytes a column.

    Parameters
    ----------
    n_rows : int
    starts : tuple of bytes
        For each column the first rows of its stretches, as int32.
    codes : tuple of bytes
        For each column the use of each stretch, as int8: `NO_USE`, or the place of the use in
        `report.Use`, counted from 1.
    """

    n_rows: int
    starts: tuple[bytes, ...]
    codes: tuple[bytes, ...]

    @classmethod
    def of(cls, codes: NDArray[np.int8]) -> UseRuns:
        """Return the runs of codes, shape (columns, rows)."""
        starts, uses = [], []
        for column in codes:
            first = np.flatnonzero(np.diff(column, prepend=column[:1] - 1)).astype(np.int32)
            starts.append(first.tobytes())
            uses.append(column[first].tobytes())
        return cls(int(codes.shape[1]), tuple(starts), tuple(uses))

    @property
    def n_columns(self) -> int:
        """Return the number of columns."""
        return len(self.starts)

    def column(self, column: int, top: int, bottom: int) -> NDArray[np.int8]:
        """Return the codes of a column from row `top` to `bottom`, both included.

        Cells outside of the sheet have `NO_USE`.
        """
        wanted = np.zeros(max(bottom - top + 1, 0), dtype=np.int8)
        known = min(bottom, self.n_rows - 1) - top + 1
        if not 0 <= column < self.n_columns or known <= 0:
            return wanted
        starts = np.frombuffer(self.starts[column], dtype=np.int32)
        uses = np.frombuffer(self.codes[column], dtype=np.int8)
        # Of the same type as the starts: else numpy would copy all of them for each look.
        rows = np.arange(top, top + known, dtype=np.int32)
        wanted[:known] = uses[np.searchsorted(starts, rows, side="right") - 1]
        return wanted

    def at(self, row: int, column: int) -> int:
        """Return the code of one cell."""
        return int(self.column(column, row, row)[0])
