"""A grid as masks: what is a label, what is a hard value, what merged cells cover."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.importing.blocks import Mask
from desktop_app.importing.cellkinds import Kind, classify
from desktop_app.importing.cells import CellGrid

_SPACE = re.compile(r"\s+")


def cell_text(value: object) -> str:
    """Return a cell as one line of text: line breaks as spaces, whole numbers without ``.0``."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return _SPACE.sub(" ", str(value)).strip()


@dataclass(slots=True)
class Surface:
    """Everything the search for tables asks of a grid, computed once.

    Parameters
    ----------
    occupied : bool
        Non-empty cells.
    covered : bool
        Non-empty cells and what their merged ranges cover, save for ranges that stand alone in
        their row (titles), which say nothing about where a table is.
    label, hard : bool
        Texts that are words; numbers, dates and flags. Marks for "no value" are neither.
    spread : bool
        `label`, and what merged labels cover (titles that stand alone excepted).
    owner : int, shape (rows, columns)
        Column of the cell whose merged range covers this one in its top row; -1 for none.
    """

    grid: CellGrid
    kind: NDArray[np.uint8]
    number: NDArray[np.float64]
    period: Mask
    occupied: Mask
    covered: Mask
    label: Mask
    hard: Mask
    spread: Mask
    owner: NDArray[np.int64]

    def text(self, row: int, column: int) -> str:
        """Return a cell as one line of text."""
        return cell_text(self.grid.values[row, column])


def survey(grid: CellGrid) -> Surface:
    """Return the masks of a grid."""
    kinds = classify(grid.values)
    occupied = kinds.kind != Kind.EMPTY
    label = kinds.kind == Kind.LABEL
    hard = occupied & ~label & (kinds.kind != Kind.GAP)
    covered, spread = occupied.copy(), label.copy()
    owner = np.full(occupied.shape, -1, dtype=np.int64)
    filled = occupied.sum(axis=1)
    for top, left, bottom, right in grid.merged:
        if top >= grid.n_rows or left >= grid.n_columns or not occupied[top, left]:
            continue
        owner[top, left : right + 1] = left
        if right > left and filled[top] <= 1:
            continue
        covered[top : bottom + 1, left : right + 1] = True
        if label[top, left]:
            spread[top, left : right + 1] = True
    return Surface(
        grid=grid,
        kind=kinds.kind,
        number=kinds.number,
        period=kinds.period,
        occupied=occupied,
        covered=covered,
        label=label,
        hard=hard,
        spread=spread,
        owner=owner,
    )
