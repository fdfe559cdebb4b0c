"""Sheets written down in tests, as the reader would hand them on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.importing.cells import CellGrid


def grid_of(
    rows: Sequence[Sequence[object]], merged: Iterable[tuple[int, int, int, int]] = ()
) -> CellGrid:
    """Return the grid of rows of cells; texts of white space are empty, as the reader has it."""
    width = max(map(len, rows), default=0)
    values = np.full((len(rows), width), None, dtype=object)
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            if not (isinstance(value, str) and not value.strip()):
                values[row, column] = value
    return CellGrid(values, merged=tuple(merged))


@dataclass
class WrittenSheet:
    """A sheet whose head is its grid; `rows` more than the grid's make it a bulk sheet."""

    grid: CellGrid
    name: str = "Sheet1"
    hidden: bool = False
    rows: int = 0

    @property
    def bulk(self) -> bool:
        return self.rows > self.grid.n_rows

    @property
    def n_rows(self) -> int:
        return max(self.rows, self.grid.n_rows)

    @property
    def n_columns(self) -> int:
        return self.grid.n_columns

    def column(self, column: int, top: int, bottom: int) -> pd.Series[Any]:
        cells = self.grid.values[top : bottom + 1, column]
        return pd.Series(cells, index=range(top, top + len(cells)), dtype=object)

    def non_empty(self, top: int, bottom: int) -> NDArray[np.int64]:
        filled = np.not_equal(self.grid.values[top : bottom + 1], None)
        return filled.sum(axis=0).astype(np.int64)


def drawn(text: str, merged: Iterable[tuple[int, int, int, int]] = ()) -> WrittenSheet:
    """Return a sheet drawn with ``|`` between cells; numbers are numbers, ``\\n`` a line break."""
    rows: list[list[object]] = []
    for line in text.strip("\n").splitlines():
        rows.append([_value(cell.strip()) for cell in line.split("|")])
    return WrittenSheet(grid_of(rows, merged))


def _value(cell: str) -> object:
    try:
        return float(cell)
    except ValueError:
        return cell.replace("\\n", "\n")
