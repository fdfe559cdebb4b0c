"""One worksheet part of an .xlsx as a grid: all of it, or its first rows only.

openpyxl can read neither a single sheet nor the head of one, and a large log beside a small
summary would cost minutes; so the cells are taken from the XML directly, with openpyxl's rules
for dates and number formats. openpyxl is the oracle in the tests.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from openpyxl.styles.numbers import is_date_format, is_timedelta_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from desktop_app.domain.address import column_index, parse_range
from desktop_app.importing.cells import CellError, CellGrid, CellValue
from desktop_app.importing.readers.grids import (
    MOST_COLUMNS,
    NOT_CALCULATED,
    check_area,
    clip_merged,
    empty_grid,
    text_or_none,
    trimmed,
)
from desktop_app.importing.readers.package import (
    Attributes,
    Package,
    SheetPart,
    local,
    new_parser,
    unescaped,
)

_CHUNK = 1 << 16
_DAY_LIMIT = 2_958_466
_MOST_ROWS = 1_048_576


class _Enough(Exception):  # noqa: N818 - a signal to stop parsing
    """All rows that were asked for have been read."""


@lru_cache(maxsize=4096)
def format_kind(code: str) -> str:
    """Return ``date``, ``span`` (hours over 24) or ``""`` for a number format code."""
    if is_timedelta_format(code):
        return "span"
    return "date" if is_date_format(code) else ""


@dataclass(slots=True)
class SheetCells:
    """What was read of a sheet.

    `uncalculated` are formulas without a stored result; `covered` are cells whose value can't
    be seen in Excel, because a merged cell lies over them, and which were left out; `whole` says
    that no row was left unread.
    """

    grid: CellGrid
    uncalculated: list[tuple[int, int]] = field(default_factory=list)
    covered: list[tuple[int, int]] = field(default_factory=list)
    whole: bool = True


def calendar_of(package: Package) -> dt.datetime:
    """Return the day that serial numbers of dates count from."""
    return CALENDAR_MAC_1904 if package.epoch_1904 else CALENDAR_WINDOWS_1900


def format_at(package: Package, style: int) -> str:
    """Return the number format code of a cell style."""
    formats = package.number_formats
    return formats[style] if style < len(formats) else "General"


def read_sheet_xml(
    package: Package,
    part: SheetPart,
    most_rows: int | None = None,
    only: frozenset[int] | None = None,
) -> SheetCells:
    """Return a sheet's cells; with `most_rows`, only that many rows, and no more XML is parsed.

    Merged ranges stand behind the cells in the file, so a head has none; see `survey`. With
    `only`, the cells of all other columns are left out.
    """
    parser = _SheetParser(package, most_rows, only)
    with package.open(part.path) as stream:
        try:
            while chunk := stream.read(_CHUNK):
                parser.feed(chunk)
            parser.feed(b"", last=True)
            whole = True
        except _Enough:
            whole = False
    cells = parser.result(package.name, part.name)
    cells.whole = whole
    return cells


class _SheetParser:
    """Collects cells from the events of expat; rows and columns count from 0."""

    def __init__(
        self, package: Package, most_rows: int | None, only: frozenset[int] | None
    ) -> None:
        self._package = package
        self._shared = package.shared_texts
        self._epoch = calendar_of(package)
        self._only = only
        self._most_rows = _MOST_ROWS if most_rows is None else most_rows
        self._stops = most_rows is not None
        self._cells: dict[tuple[int, int], CellValue] = {}
        self._cell_formats: dict[tuple[int, int], str] = {}
        self._merged: list[tuple[int, int, int, int]] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._uncalculated: list[tuple[int, int]] = []
        self._row, self._column = -1, -1
        self._type, self._style = "n", "0"
        self._formula = self._collect = self._valued = False
        self._text: list[str] = []
        self._columns: dict[str, int] = {}
        self._parser: Any = new_parser()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._data

    def feed(self, chunk: bytes, *, last: bool = False) -> None:
        self._parser.Parse(chunk, last)

    def _start(self, tag: str, attributes: Attributes) -> None:
        if ":" in tag:
            tag = local(tag)
        if tag == "c":
            self._start_cell(attributes)
        elif tag in {"v", "t"}:
            self._collect = True
        elif tag == "row":
            self._start_row(attributes)
        elif tag == "f":
            self._formula = True
        elif tag == "rPh":
            self._collect = False
        elif tag == "col":
            self._hide_columns(attributes)
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _start_row(self, attributes: Attributes) -> None:
        number = attributes.get("r")
        self._row = int(number) - 1 if number else self._row + 1
        self._column = -1
        if self._row >= self._most_rows:
            if self._stops:
                raise _Enough
            raise ValueError(f"row {self._row + 1} is beyond the last row of a sheet")
        if attributes.get("hidden") in {"1", "true"}:
            self._hidden_rows.add(self._row)

    def _start_cell(self, attributes: Attributes) -> None:
        reference = attributes.get("r")
        if reference:
            letters = reference.rstrip("0123456789")
            column = self._columns.get(letters)
            if column is None:
                column = self._columns[letters] = column_index(letters)
                if column >= MOST_COLUMNS:
                    raise ValueError(f"column {letters} is beyond the last column of a sheet")
            self._column = column
        else:
            self._column += 1
        self._type = attributes.get("t", "n")
        self._style = attributes.get("s", "0")
        self._formula = self._collect = self._valued = False
        self._text.clear()

    def _data(self, text: str) -> None:
        if self._collect:
            self._text.append(text)
            self._valued = True

    def _end(self, tag: str) -> None:
        if ":" in tag:
            tag = local(tag)
        if tag in {"v", "t"}:
            self._collect = False
        elif (
            tag == "c"
            and (self._valued or self._formula)
            and (self._only is None or self._column in self._only)
        ):
            self._end_cell()

    def _end_cell(self) -> None:
        at = (self._row, self._column)
        code = format_at(self._package, int(self._style))
        if self._valued:
            value = self._value("".join(self._text), code)
        elif self._type == "str":
            value = None  # a formula whose result is an empty text
        else:
            value = NOT_CALCULATED
            self._uncalculated.append(at)
        if value is None:
            return
        self._cells[at] = value
        if code != "General":
            self._cell_formats[at] = code

    def _value(self, raw: str, code: str) -> CellValue:
        if self._type == "s":
            return text_or_none(self._shared[int(raw)])
        if self._type in {"str", "inlineStr"}:
            return text_or_none(unescaped(raw))
        return plain_value(self._type, raw, code, self._epoch)

    def _hide_columns(self, attributes: Attributes) -> None:
        if attributes.get("hidden") in {"1", "true"}:
            first, last = int(attributes.get("min", "1")), int(attributes.get("max", "1"))
            self._hidden_columns.update(range(first - 1, min(last, MOST_COLUMNS)))

    def _merge(self, reference: str) -> None:
        area = parse_range(reference)
        if area[:2] != area[2:]:
            self._merged.append(area)

    def result(self, name: str, sheet: str) -> SheetCells:
        """Return the cells as a trimmed grid."""
        rows = max((row for row, _ in self._cells), default=-1) + 1
        columns = max((column for _, column in self._cells), default=-1) + 1
        check_area(rows, columns, name, sheet)
        values = empty_grid(rows, columns)
        for at, value in self._cells.items():
            values[at] = value
        grid = CellGrid(
            values,
            self._cell_formats,
            tuple(self._merged),
            frozenset(self._hidden_rows),
            frozenset(self._hidden_columns),
        )
        covered = clip_merged(grid)
        return SheetCells(trimmed(grid), self._uncalculated, covered)


def plain_value(kind: str, raw: str, code: str, epoch: dt.datetime) -> CellValue:
    """Return the value of a cell that is not text; `kind` is its type in the XML."""
    if kind == "b":
        return raw.strip() in {"1", "true"}
    if kind == "e":
        return CellError(raw)
    if kind == "d":
        return dt.datetime.fromisoformat(raw).replace(tzinfo=None)
    return number_or_date(raw, code, epoch)


def number_or_date(raw: str, code: str, epoch: dt.datetime) -> CellValue:
    """Return a stored number's text as what its format shows."""
    return date_of(_number(raw), code, epoch)


def date_of(value: int | float, code: str, epoch: dt.datetime) -> CellValue:
    """Return a number as what its format shows: number, datetime, time or timedelta.

    A number that no date can be made of (negative, or beyond the year 9999) stays a number.
    """
    kind = format_kind(code)
    if not kind:
        return value
    if kind == "span":
        return _span(value)
    if not 0 <= value < _DAY_LIMIT:
        return value
    date: dt.datetime | dt.time = from_excel(value, epoch)
    return date


def _span(days: float) -> dt.timedelta | float:
    try:
        return dt.timedelta(milliseconds=round(days * 86_400_000))
    except (OverflowError, ValueError):
        return days


def _number(raw: str) -> int | float:
    try:
        return int(raw)
    except ValueError:
        return float(raw)
