"""Text files with separated columns: encoding, separator, quotes, ragged rows."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import PurePath
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from charset_normalizer import from_bytes
from numpy.typing import NDArray

from desktop_app.domain.errors import UnreadableFileError
from desktop_app.domain.progress import Progress
from desktop_app.domain.translating import later, tr
from desktop_app.importing.cells import HEAD_ROWS, CellGrid, Sheet, Workbook
from desktop_app.importing.readers.grids import GridSheet, grid_of_rows, text_or_none

Row = list[str | None]

_SAMPLE = 1 << 16
_BLOCK = 50_000
_BLANKS = "blanks"
_PREFERENCE = ("\t", ";", "|", ",")
_SEPARATOR_NAMES = {
    "\t": later("tab"),
    ";": later("semicolon"),
    "|": later("vertical bar"),
    ",": later("comma"),
    _BLANKS: later("blanks"),
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MOST_LINES_IN_A_CELL = 100
_WESTERN = frozenset("äöüßÄÖÜàâæçéèêëîïôœùûÀÂÉÈÊÎÔÇáíóúñÁÍÓÚÑ¿¡ãõòìåøØÅº€£°–—‘’“”„«»…\u00a0")
"""Letters and marks that people in western Europe write, and others' encodings seldom make."""


@dataclass(frozen=True, slots=True)
class _Dialect:
    """How the text is cut: `delimiter` may be `_BLANKS`; `quoted` says whether quotes count."""

    delimiter: str
    quoted: bool = True


def read_delimited(data: bytes, name: str, bulk_cells: int, progress: Progress) -> Workbook:
    """Return the one sheet of a text file; all its cells are texts, as written.

    A row is a record, as Excel counts them, so a quoted line break does not start one.
    """
    notes: list[tuple[str, str]] = []
    text = decoded(data, name, notes)
    text = text.removeprefix("\ufeff")
    dialect, text = _dialect_of(text, name, notes)
    sheet_name = PurePath(name).stem or name
    progress.report(0.2, tr("Reading {name}", name=name))
    cells_at_most = text.count("\n") * max(_width(text, dialect), 1)
    if cells_at_most < bulk_cells:
        rows = list(_records(text, dialect))
        _mend_heading(rows, dialect, notes)
        return Workbook(
            [GridSheet(sheet_name, grid_of_rows(rows, name, sheet_name))], "csv", notes=notes
        )
    sheet: Sheet = _bulk_sheet(text, dialect, sheet_name, notes, progress)
    return Workbook([sheet], "csv", notes=notes)


def decoded(data: bytes, name: str, notes: list[tuple[str, str]], declared: str = "") -> str:
    """Return a file's text; `declared` is the encoding that the file names itself, if it does.

    A guess is noted.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decoded_strictly(data, encoding, name)
    if b"\x00" in data[:4096]:
        encoding = "utf-16-le" if data[1:2] == b"\x00" else "utf-16-be"
        return _decoded_strictly(data, encoding, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if declared and _fits(data, declared):
        return data.decode(declared)
    encoding = _guessed_encoding(data)
    notes.append(
        (
            "encoding-guessed",
            tr(
                "'{name}' is not in UTF-8 and does not say its encoding; it was read as "
                "{encoding}. Look at the accented letters; if they are wrong, save the "
                "file as UTF-8.",
                name=name,
                encoding=encoding,
            ),
        )
    )
    return data.decode(encoding, errors="replace")


def _decoded_strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFileError(
            tr(
                "'{name}' says that it is {encoding} text, but is damaged at byte {start:,}.",
                name=name,
                encoding=encoding.upper(),
                start=error.start,
            ),
            code="file-corrupt",
            suggestion=tr("Ask the vendor to send the file again, saved as CSV UTF-8."),
        ) from error


def _guessed_encoding(data: bytes) -> str:
    """Return the likeliest encoding, judged by the lines that are not plain ASCII."""
    telling = b"\n".join(islice((li for li in data.splitlines() if not li.isascii()), 2000))
    if _is_western(telling):
        return "cp1252"
    best = from_bytes(telling[: 1 << 18]).best()
    if best is None or best.encoding in {"ascii", "utf_8"}:
        return "cp1252"
    return best.encoding if _fits(data, best.encoding) else "cp1252"


def _is_western(telling: bytes) -> bool:
    """Return whether the usual encoding makes nothing but letters of western Europe of it.

    A guess by statistics needs more text than a few names with an accent.
    """
    try:
        text = telling.decode("cp1252")
    except UnicodeDecodeError:
        return False
    return {letter for letter in text if not letter.isascii()} <= _WESTERN


def _fits(data: bytes, encoding: str) -> bool:
    """Return whether the encoding exists and can decode all of it."""
    try:
        data.decode(encoding)
    except (UnicodeError, LookupError):
        return False
    return True


def _dialect_of(text: str, name: str, notes: list[tuple[str, str]]) -> tuple[_Dialect, str]:
    """Return how the text is cut, and the text without Excel's ``sep=`` line."""
    said = re.match(r"""["']?sep=(.)["']?\r?\n""", text, re.IGNORECASE)
    if said:
        return _Dialect(said[1]), text[said.end() :]
    delimiter = _delimiter_of(text)
    dialect = _Dialect(delimiter)
    if delimiter != _BLANKS and _swallows_lines(text, dialect):
        notes.append(
            (
                "quote-not-closed",
                tr(
                    "'{name}' has a quotation mark that is never closed; quotation marks "
                    "were read as ordinary characters.",
                    name=name,
                ),
            )
        )
        dialect = _Dialect(delimiter, quoted=False)
    if delimiter == _BLANKS:
        notes.append(
            (
                "columns-by-blanks",
                tr(
                    "'{name}' separates its columns by blanks; each run of blanks was read "
                    "as one separator.",
                    name=name,
                ),
            )
        )
    return dialect, text


def _delimiter_of(text: str) -> str:
    """Return the separator that cuts most lines of the start into the same number of cells."""
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample[: sample.rfind("\n") + 1] or sample
    best, best_score, heading_fits = ",", 0.0, False
    for delimiter in _PREFERENCE:
        widths = [len(row) for row in _csv_rows(sample, _Dialect(delimiter)) if row]
        usual, share = _usual_width(widths)
        if usual > 1 and share > best_score + 0.05:
            best, best_score, heading_fits = delimiter, share, widths[0] == usual
    if not heading_fits:
        widths = [len(line.split()) for line in sample.splitlines() if line.strip()]
        usual, share = _usual_width(widths)
        if usual > 1 and share == 1.0 and len(widths) > 2:
            return _BLANKS
    return best


def _usual_width(widths: list[int]) -> tuple[int, float]:
    """Return the commonest width and its share of all rows; a tie goes to the wider."""
    if not widths:
        return 0, 0.0
    width, count = max(Counter(widths).items(), key=lambda item: (item[1], item[0]))
    return width, count / len(widths)


def _swallows_lines(text: str, dialect: _Dialect) -> bool:
    """Return whether a stray quotation mark pulls many lines into one cell."""
    if text.count('"') == 0:
        return False
    return any(
        cell.count("\n") > _MOST_LINES_IN_A_CELL
        for row in _csv_rows(text, dialect)
        for cell in row
        if len(cell) > _MOST_LINES_IN_A_CELL
    )


def _csv_rows(text: str, dialect: _Dialect) -> Iterator[list[str]]:
    csv.field_size_limit(max(len(text), 131_072))
    lines = io.StringIO(text, newline="")
    if dialect.quoted:
        return csv.reader(lines, delimiter=dialect.delimiter)
    return csv.reader(lines, delimiter=dialect.delimiter, quoting=csv.QUOTE_NONE)


def _records(text: str, dialect: _Dialect) -> Iterator[Row]:
    """Yield the rows with None for empty cells."""
    rows: Iterable[list[str]]
    if dialect.delimiter == _BLANKS:
        rows = (line.split() for line in text.splitlines())
    else:
        rows = _csv_rows(text, dialect)
    for row in rows:
        yield [text_or_none(cell) for cell in row]


def _width(text: str, dialect: _Dialect) -> int:
    return max((len(row) for row in islice(_records(text, dialect), HEAD_ROWS)), default=0)


def _mend_heading(rows: list[Row], dialect: _Dialect, notes: list[tuple[str, str]]) -> None:
    """Cut a heading that stands in one cell because it uses blanks where the body uses more."""
    usual, share = _usual_width([len(row) for row in rows[:HEAD_ROWS] if row])
    first = next((at for at, row in enumerate(rows[:HEAD_ROWS]) if any(row)), None)
    if first is None or usual < 2 or share < 0.9 or len(rows[first]) != 1:
        return
    parts: Row = [*str(rows[first][0]).split()]
    if len(parts) == usual:
        rows[first] = parts
        notes.append(
            (
                "heading-cut",
                tr(
                    "Row {first} separates its headings by blanks, the rows below by "
                    "{separator}; it was cut at the blanks.",
                    first=first + 1,
                    separator=tr(_SEPARATOR_NAMES[dialect.delimiter])
                    if dialect.delimiter in _SEPARATOR_NAMES
                    else dialect.delimiter,
                ),
            )
        )


@dataclass(slots=True)
class ArrowTextSheet:
    """A long text file: one Arrow array of strings per column; see `Sheet`."""

    name: str
    grid: CellGrid
    columns: list[pa.ChunkedArray]
    n_rows: int
    hidden: bool = field(default=False, init=False)
    bulk: bool = field(default=True, init=False)

    @property
    def n_columns(self) -> int:
        """Columns up to the last non-empty one."""
        return len(self.columns)

    def column(self, column: int, top: int, bottom: int) -> pd.Series[Any]:
        """Return the cells of a column between two rows, both included."""
        cells = self.columns[column].slice(top, bottom - top + 1)
        series = cells.to_pandas() if len(cells) else pd.Series([], dtype="str")
        series.index = pd.RangeIndex(top, top + len(series))
        if cells.null_count == len(cells):
            return series.astype(object).where(series.notna(), None)
        return series.astype("str")

    def non_empty(self, top: int, bottom: int) -> NDArray[np.int64]:
        """Return how many cells of each column are not empty in those rows."""
        parts = [column.slice(top, bottom - top + 1) for column in self.columns]
        return np.array([len(part) - part.null_count for part in parts], dtype=np.int64)


def _bulk_sheet(
    text: str, dialect: _Dialect, name: str, notes: list[tuple[str, str]], progress: Progress
) -> Sheet:
    """Return a long text as Arrow columns, read block by block so that memory stays low."""
    records = _records(text, dialect)
    head = list(islice(records, HEAD_ROWS))
    _mend_heading(head, dialect, notes)
    chunks: list[list[pa.Array]] = []
    lengths: list[int] = []
    block = head
    expected = max(text.count("\n"), 1)
    while block:
        progress.check()
        progress.report(
            0.2 + 0.8 * min(sum(lengths) / expected, 1.0), tr("Reading {name}", name=name)
        )
        _append_block(chunks, lengths, block)
        block = list(islice(records, _BLOCK))
    columns = [pa.chunked_array(column, type=pa.string()) for column in chunks]
    rows, width = _used(columns)
    grid = grid_of_rows(head, name, name)
    padded = np.full((min(rows, HEAD_ROWS), width), None, dtype=object)
    high, wide = min(grid.n_rows, len(padded)), min(grid.n_columns, width)
    padded[:high, :wide] = grid.values[:high, :wide]
    return ArrowTextSheet(
        name, CellGrid(padded), [column.slice(0, rows) for column in columns[:width]], rows
    )


def _append_block(chunks: list[list[pa.Array]], lengths: list[int], block: list[Row]) -> None:
    """Add a block of rows to each column, with nulls where rows are short."""
    width = max(len(row) for row in block)
    while len(chunks) < width:
        chunks.append([pa.nulls(length, pa.string()) for length in lengths])
    for at, column in enumerate(chunks):
        cells = [row[at] if at < len(row) else None for row in block]
        column.append(pa.array(cells, type=pa.string()))
    lengths.append(len(block))


def _used(columns: list[pa.ChunkedArray]) -> tuple[int, int]:
    """Return the rows and columns up to the last non-empty ones."""
    width = max(
        (at + 1 for at, column in enumerate(columns) if column.null_count < len(column)), default=0
    )
    rows = 0
    for column in columns[:width]:
        filled = np.flatnonzero(column.is_valid().to_numpy(zero_copy_only=False))
        rows = max(rows, int(filled[-1]) + 1 if len(filled) else 0)
    return rows, width
