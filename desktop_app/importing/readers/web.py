"""Web pages with tables, which many systems send under the name of .xls."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from desktop_app.domain.progress import Progress
from desktop_app.domain.translating import tr
from desktop_app.importing.cells import CellGrid, Workbook
from desktop_app.importing.readers.delimited import decoded
from desktop_app.importing.readers.failures import not_a_report
from desktop_app.importing.readers.grids import (
    GridSheet,
    check_area,
    empty_grid,
    text_or_none,
    trimmed,
)

_MOST_SPAN = 1000
"""The HTML standard's own limit of colspan."""
_CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")

_SKIPPED = frozenset({"script", "style", "title"})
_INLINE = frozenset({"a", "b", "i", "u", "em", "strong", "span", "font", "small", "sup", "sub"})
_MOST_LINES = 12
"""Lines of text that are kept above a table: its titles, not the article around it."""


def read_web(data: bytes, name: str, _bulk_cells: int, progress: Progress) -> Workbook:
    """Return each table of a page as a sheet, the text above it in rows of its own.

    All cells are texts.

    Raises
    ------
    UnreadableFileError
        ``file-not-a-report`` when the page has no table.
    """
    notes: list[tuple[str, str]] = []
    declared = _CHARSET.search(data[:4096])
    parser = _Tables()
    parser.feed(decoded(data, name, notes, declared[1].decode() if declared else ""))
    parser.close()
    tables = [table for table in parser.tables if table.cells]
    if not tables:
        raise not_a_report(name, tr("a web page without a table"))
    book = Workbook([], "html.parser", notes=notes)
    for number, table in enumerate(tables, start=1):
        progress.check()
        sheet = f"Table {number}"
        book.sheets.append(GridSheet(sheet, table.grid(name, sheet)))
    return book


@dataclass
class _Table:
    """A table being read; `taken` says for how many more rows a column is spanned from above."""

    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    taken: dict[int, int] = field(default_factory=dict)
    row: int = -1
    column: int = 0
    text: list[str] | None = None
    span: tuple[int, int] = (1, 1)
    above: list[str] = field(default_factory=list)

    def start_row(self) -> None:
        self.end_cell()
        self.row += 1
        self.column = 0
        self.taken = {at: rows - 1 for at, rows in self.taken.items() if rows > 1}

    def start_cell(self, down: int, across: int) -> None:
        self.end_cell()
        if self.row < 0:
            self.start_row()
        while self.column in self.taken:
            self.column += 1
        self.text, self.span = [], (down, across)

    def end_cell(self) -> None:
        if self.text is None:
            return
        down, across = self.span
        text = "\n".join(line.strip() for line in "".join(self.text).split("\n")).strip()
        if text_or_none(text):
            self.cells[self.row, self.column] = text
        last = (self.row + down - 1, self.column + across - 1)
        if last != (self.row, self.column):
            self.merged.append((self.row, self.column, *last))
        if down > 1:
            self.taken.update(dict.fromkeys(range(self.column, self.column + across), down))
        self.column += across
        self.text = None

    def grid(self, name: str, sheet: str) -> CellGrid:
        first = len(self.above) + 1 if self.above else 0
        rows = first + max(row for row, _ in self.cells) + 1
        columns = max(column for _, column in self.cells) + 1
        check_area(rows, columns, name, sheet)
        values = empty_grid(rows, columns)
        values[: len(self.above), 0] = self.above
        for (row, column), text in self.cells.items():
            values[first + row, column] = text
        merged = [
            (first + top, left, min(first + bottom, rows - 1), min(right, columns - 1))
            for top, left, bottom, right in self.merged
            if first + top < rows and left < columns
        ]
        return trimmed(CellGrid(values, merged=tuple(merged)))


class _Tables(HTMLParser):
    """Collects tables; one within another becomes a table of its own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._open: list[_Table] = []
        self._skipping = 0
        self._line = ""
        self._lines: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SKIPPED:
            self._skipping += 1
        elif tag == "table":
            self._start_table()
        elif not self._open:
            self._end_line(tag)
        elif tag == "tr":
            self._open[-1].start_row()
        elif tag in {"td", "th"}:
            given = dict(attrs)
            self._open[-1].start_cell(_span(given.get("rowspan")), _span(given.get("colspan")))
        elif tag in {"br", "p", "div", "li"}:
            self.handle_break()

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skipping = max(self._skipping - 1, 0)
        elif not self._open:
            self._end_line(tag)
        elif self._open and tag in {"td", "th", "tr"}:
            self._open[-1].end_cell()
        elif self._open and tag == "table":
            self._open.pop().end_cell()

    def _start_table(self) -> None:
        """Open a table; the lines of text since the last one stand above it, as browsers show."""
        self._end_line("p")
        table = _Table(above=[] if self._open else self._lines[-_MOST_LINES:])
        self._lines = []
        self.tables.append(table)
        self._open.append(table)

    def _end_line(self, tag: str) -> None:
        if tag in _INLINE:
            return
        if self._line.strip():
            self._lines.append(self._line.strip())
        self._line = ""

    def handle_break(self) -> None:
        if self._open and self._open[-1].text:
            self._open[-1].text.append("\n")

    def handle_data(self, data: str) -> None:
        if self._skipping:
            return
        if not self._open:
            self._line += _SPACES.sub(" ", data)
        elif self._open[-1].text is not None:
            self._open[-1].text.append(_SPACES.sub(" ", data))


def _span(given: str | None) -> int:
    """Return a span as browsers read it: 1 for nonsense, never above the limit."""
    digits = (given or "").strip()
    return min(max(int(digits), 1), _MOST_SPAN) if digits.isascii() and digits.isdigit() else 1
