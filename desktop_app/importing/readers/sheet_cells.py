"""What all streams of XML with sheets share: the parser's frame, and a sheet's cells as they come.

Cells come one by one and are held in arrays: about 24 bytes a cell besides its value, a fifth of
what a dictionary by place would take.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop_app.importing.cells import CellGrid, CellValue, Workbook
from desktop_app.importing.readers.grids import (
    MOST_COLUMNS,
    NOT_CALCULATED,
    GridSheet,
    check_area,
    clip_merged,
    empty_grid,
    trimmed,
)
from desktop_app.importing.readers.notes import covered_note, uncalculated_note
from desktop_app.importing.readers.package import Attributes, new_parser

CHUNK = 1 << 16
"""Bytes that are handed to a parser at once, between two questions whether to stop."""
_NO_CODE = 0


class CellFormats(Mapping[tuple[int, int], str]):
    """Number formats by place, in a few bytes a cell.

    Parameters
    ----------
    places : int64 array, shape (n,)
        Row times `MOST_COLUMNS` plus column, rising.
    codes : int32 array, shape (n,)
        Places in `names`.
    names : list of str
    """

    def __init__(
        self, places: NDArray[np.int64], codes: NDArray[np.int32], names: list[str]
    ) -> None:
        self._places, self._codes, self._names = places, codes, names

    def __getitem__(self, key: tuple[int, int]) -> str:
        row, column = key
        place = row * MOST_COLUMNS + column
        at = int(np.searchsorted(self._places, place))
        if column >= MOST_COLUMNS or at == len(self._places) or self._places[at] != place:
            raise KeyError(key)
        return self._names[int(self._codes[at])]

    def __iter__(self) -> Iterator[tuple[int, int]]:
        for place in self._places:
            yield divmod(int(place), MOST_COLUMNS)

    def __len__(self) -> int:
        return len(self._places)


class SheetCells:
    """The cells of one sheet while it is read; of several at one place the last counts."""

    def __init__(self, name: str, hidden: bool = False) -> None:
        self.name = name
        self.hidden = hidden
        self.merged: list[tuple[int, int, int, int]] = []
        self.hidden_rows: list[range] = []
        self.hidden_columns: list[range] = []
        self._rows, self._columns, self._codes = array("q"), array("q"), array("i")
        self._values: list[CellValue] = []
        self._names = ["", "General"]
        self._numbers = dict.fromkeys(self._names, _NO_CODE)
        self._uncalculated: list[tuple[int, int]] = []

    def put(self, row: int, column: int, value: CellValue, code: str) -> None:
        """Add a cell that is not empty, with its number format (``""`` for General)."""
        self._rows.append(row)
        self._columns.append(column)
        self._values.append(value)
        if code not in self._numbers:
            self._numbers[code] = len(self._names)
            self._names.append(code)
        self._codes.append(self._numbers[code])
        if value is NOT_CALCULATED:
            self._uncalculated.append((row, column))

    def finish(self, book: Workbook, file: str) -> None:
        """Add the sheet to a book, with notes on cells that could not be taken as they stand.

        Raises
        ------
        UnreadableFileError
            ``sheet-too-large``.
        """
        rows = np.frombuffer(self._rows, dtype=np.int64)
        columns = np.frombuffer(self._columns, dtype=np.int64)
        height, width = (int(at.max()) + 1 if len(at) else 0 for at in (rows, columns))
        check_area(height, width, file, self.name)
        values = empty_grid(height, width)
        cells = empty_grid(1, len(rows))[0]
        cells[:] = self._values
        values[rows, columns] = cells
        grid = CellGrid(
            values,
            self._formats(rows, columns),
            tuple(self.merged),
            _within(self.hidden_rows, height),
            _within(self.hidden_columns, width),
        )
        covered = clip_merged(grid)
        book.notes += uncalculated_note(file, self.name, self._uncalculated)
        book.notes += covered_note(file, self.name, covered)
        book.sheets.append(GridSheet(self.name, trimmed(grid), self.hidden))

    def _formats(self, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> CellFormats:
        codes = np.frombuffer(self._codes, dtype=np.int32)
        places, last = np.unique((rows * MOST_COLUMNS + columns)[::-1], return_index=True)
        codes = codes[::-1][last]
        own = codes != _NO_CODE
        return CellFormats(places[own], codes[own], self._names)


def _within(spans: list[range], limit: int) -> frozenset[int]:
    """Return the numbers of the spans below a limit."""
    return frozenset(at for span in spans for at in range(span.start, min(span.stop, limit)))


class SheetParser:
    """Turns the events of an XML file into sheets; a subclass knows its elements."""

    def __init__(self, name: str) -> None:
        self.book = Workbook([], "XML")
        self._name = name
        self._cell: Attributes | None = None
        self._parser: Any = new_parser()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._data

    def feed(self, chunk: bytes, *, last: bool = False) -> None:
        """Read some more bytes of the file."""
        self._parser.Parse(chunk, last)

    def _start(self, tag: str, attributes: Attributes) -> None:
        raise NotImplementedError

    def _end(self, tag: str) -> None:
        raise NotImplementedError

    def _data(self, text: str) -> None:
        raise NotImplementedError
