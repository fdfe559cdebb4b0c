"""The cells of a sheet as texts, worked out for the rows that are looked at, and searched."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from desktop_app.domain.progress import NoProgress, Progress
from desktop_app.domain.translating import tr
from desktop_app.importing.cells import CellValue
from desktop_app.importing.picture import (
    BLOCK_ROWS,
    GENERAL,
    SheetPicture,
    column_cells,
    column_texts,
)
from desktop_app.presenting.cell_text import raw, shown

CHUNK_ROWS = 8
"""Rows whose texts are worked out together: a part of a screen."""
_MOST_CHUNKS = 4_096
_MOST_BATCHES = 8
_SHOWN_SEARCHED = 200_000
"""Cells of a sheet up to which texts as shown are searched, and not only values as stored."""
_LONGEST = 4096

Place = tuple[int, int]


class SheetCells:
    """Looks up texts of a sheet's cells; what was looked at last is kept.

    A block is unpacked when its first cell is asked for, and of it only the rows and columns on
    screen are made texts, so that neither long nor wide sheets are laid out whole.
    """

    def __init__(self, picture: SheetPicture) -> None:
        self.picture = picture
        self._batches: dict[int, pa.RecordBatch] = {}
        self._cells: dict[tuple[int, int], list[CellValue]] = {}
        self._texts: dict[tuple[int, int], list[tuple[str, bool]]] = {}

    def value(self, row: int, column: int) -> CellValue:
        """Return a cell's value, None for an empty one."""
        return self._values(row // CHUNK_ROWS, column)[row % CHUNK_ROWS]

    def format_of(self, row: int, column: int) -> str:
        """Return a cell's number format."""
        runs = self.picture.formats[column]
        place = bisect_right(runs, (row, "\U0010ffff")) - 1
        return runs[place][1] if place >= 0 else GENERAL

    def text(self, row: int, column: int) -> str:
        """Return a cell's text as a spreadsheet shows it, on one line."""
        chunk, place = divmod(row, CHUNK_ROWS)
        return self.chunk(chunk, column)[place][0]

    def chunk(self, chunk: int, column: int) -> list[tuple[str, bool]]:
        """Return the texts of up to `CHUNK_ROWS` rows, and whether each stands at the right."""
        texts = self._texts.get((chunk, column))
        return texts if texts is not None else self._make_texts(chunk, column)

    def raw(self, row: int, column: int) -> str:
        """Return a cell's value as it is stored."""
        return raw(self.value(row, column))

    def is_figure(self, row: int, column: int) -> bool:
        """Return whether a cell stands at the right: numbers, dates and times do."""
        value = self.value(row, column)
        return value is not None and not isinstance(value, str)

    def find(self, text: str, progress: Progress | None = None) -> Iterator[Place]:
        """Yield the cells that hold a text, from the top, row by row; the case does not matter.

        A cell holds it if it is in the cell as stored or, in sheets that are not very large, as
        shown.

        Raises
        ------
        Cancelled
            If `progress` says so.
        """
        progress = progress or NoProgress()
        wanted = text.casefold().strip()
        if not wanted:
            return
        for block in range(len(self.picture.blocks)):
            progress.check()
            progress.report(block / len(self.picture.blocks), tr("Searching"))
            yield from self._find_in(block, wanted)

    def _find_in(self, block: int, wanted: str) -> list[Place]:
        batch = self.picture.block(block)
        found: list[Place] = []
        top = block * BLOCK_ROWS
        for column in range(self.picture.n_columns):
            texts = column_texts(batch, column)
            hits = pc.match_substring(texts, wanted, ignore_case=True).to_numpy(False)
            rows = set(np.flatnonzero(hits.astype(bool)).tolist())
            if self._formatted(batch, column):
                rows |= self._shown_with(batch, block, column, wanted)
            found += [(top + row, column) for row in rows]
        return sorted(found)

    def _formatted(self, batch: pa.RecordBatch, column: int) -> bool:
        """Return whether cells of a column may look otherwise than they are stored."""
        if self.picture.n_rows * self.picture.n_columns > _SHOWN_SEARCHED:
            return False
        formats = self.picture.formats[column]
        typed = batch.column(str(column)).type
        plain = all(code == GENERAL for _, code in formats)
        return not plain or pa.types.is_duration(typed) or pa.types.is_timestamp(typed)

    def _shown_with(self, batch: pa.RecordBatch, block: int, column: int, wanted: str) -> set[int]:
        top = block * BLOCK_ROWS
        return {
            place
            for place, value in enumerate(column_cells(batch, column))
            if value is not None
            and not isinstance(value, str)
            and wanted in shown(value, self.format_of(top + place, column)).casefold()
        }

    def _values(self, chunk: int, column: int) -> list[CellValue]:
        cells = self._cells.get((chunk, column))
        if cells is None:
            if len(self._cells) > _MOST_CHUNKS:
                self._cells.clear()
            block, start = divmod(chunk * CHUNK_ROWS, BLOCK_ROWS)
            cells = column_cells(self._batch(block), column, start, CHUNK_ROWS)
            self._cells[chunk, column] = cells
        return cells

    def _batch(self, block: int) -> pa.RecordBatch:
        batch = self._batches.get(block)
        if batch is None:
            if len(self._batches) >= _MOST_BATCHES:
                self._batches.pop(next(iter(self._batches)))
            batch = self._batches[block] = self.picture.block(block)
        return batch

    def _format_of_all(self, top: int, column: int) -> str | None:
        """Return the number format of `CHUNK_ROWS` rows, None where they have several."""
        runs = self.picture.formats[column]
        end = bisect_right(runs, (top + CHUNK_ROWS - 1, "\U0010ffff"))
        one = end == bisect_right(runs, (top, "\U0010ffff"))
        return self.format_of(top, column) if one else None

    def _make_texts(self, chunk: int, column: int) -> list[tuple[str, bool]]:
        if len(self._texts) > _MOST_CHUNKS:
            self._texts.clear()
        top = chunk * CHUNK_ROWS
        code = self._format_of_all(top, column)
        texts = []
        for place, value in enumerate(self._values(chunk, column)):
            if value is None:
                texts.append(("", False))
            elif isinstance(value, str):
                texts.append((_one_line(value), False))
            else:
                own = self.format_of(top + place, column) if code is None else code
                texts.append((_one_line(shown(value, own)), True))
        self._texts[chunk, column] = texts
        return texts


def _one_line(text: str) -> str:
    return " ".join(text[:_LONGEST].split()) if "\n" in text or len(text) > _LONGEST else text
