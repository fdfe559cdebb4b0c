"""Sheets as cells by place, with the truth of the figures among them; written as files."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter

from desktop_app.domain.address import cell
from tests.helpers.random_reports.spellings import Cell

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Figure:
    """What the figure in a cell is, in the words of a stated value."""

    vendor: str
    segment: str | None
    period: str
    item: str
    value: float
    label: str
    target: float | None = None


@dataclass(slots=True)
class Page:
    """One sheet: cells, what the figures among them are, and its look.

    `deep` says that a table has more than one heading row.
    """

    name: str
    cells: dict[Place, Cell] = field(default_factory=dict)
    figures: dict[Place, Figure] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    hidden: bool = False
    deep: bool = False

    def put(self, row: int, column: int, value: Cell | object) -> None:
        """Write a cell; None writes nothing."""
        if value is not None:
            self.cells[row, column] = value if isinstance(value, Cell) else Cell(value)

    def address(self, place: Place) -> str:
        """Return the A1 address of a place."""
        return cell(*place)

    @property
    def bottom(self) -> int:
        """Return the first row below all cells."""
        return max((row for row, _ in self.cells), default=-1) + 1

    @property
    def right(self) -> int:
        """Return the first column right of all cells."""
        return max((column for _, column in self.cells), default=-1) + 1

    def moved(self, rows: list[int], columns: list[int]) -> Page:
        """Return the page with row i at `rows[i]` and column j at `columns[j]`."""

        def to(place: Place) -> Place:
            return rows[place[0]], columns[place[1]]

        return Page(
            self.name,
            {to(place): cell for place, cell in self.cells.items()},
            {to(place): figure for place, figure in self.figures.items()},
            [(rows[t], columns[x], rows[b], columns[y]) for t, x, b, y in self.merged],
            {rows[row] for row in self.hidden_rows},
            {columns[column] for column in self.hidden_columns},
            self.hidden,
        )


@dataclass(slots=True)
class Book:
    """A report: its sheets in order, and its file's name without ending."""

    pages: list[Page]
    stem: str
    targets_shown: bool = False

    def write(self, folder: Path, ending: str = "xlsx") -> Path:
        """Write the report into a folder and return its path."""
        path = folder / f"{self.stem}.{ending}"
        path.write_bytes({"xlsx": as_xlsx, "csv": as_csv, "ods": as_ods}[ending](self))
        return path


def as_xlsx(book: Book) -> bytes:
    """Return the report as Excel would write it."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as out:
        formats = {}
        for page in book.pages:
            sheet = out.add_worksheet(page.name)
            for (row, column), cell in sorted(page.cells.items()):
                if cell.format not in formats:
                    formats[cell.format] = out.add_format({"num_format": cell.format})
                look = formats[cell.format] if cell.format != "General" else None
                _write(sheet, row, column, cell.value, look)
            for top, left, bottom, right in page.merged:
                cell = page.cells[top, left]
                sheet.merge_range(top, left, bottom, right, "", formats.get(cell.format))
                look = formats[cell.format] if cell.format != "General" else None
                _write(sheet, top, left, cell.value, look)
            for row in page.hidden_rows:
                sheet.set_row(row, None, None, {"hidden": True})
            for column in page.hidden_columns:
                sheet.set_column(column, column, None, None, {"hidden": True})
            if page.hidden:
                sheet.hide()
    return target.getvalue()


def _write(sheet: object, row: int, column: int, value: object, look: object) -> None:
    """Write a value by its type; a text stays a text, whatever it looks like."""
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value, look)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, look)
    elif isinstance(value, dt.date | dt.timedelta | dt.time):
        sheet.write_datetime(row, column, value, look)
    else:
        sheet.write_number(row, column, value, look)


def shown(cell: Cell) -> str:
    """Return a cell as a program exports it to text: with the look its format gives it."""
    value, look = cell.value, cell.format
    if isinstance(value, str):
        return value
    if isinstance(value, dt.timedelta):
        seconds = round(value.total_seconds())
        return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    if isinstance(value, dt.date):
        return f"{value:%b-%y}" if look.startswith("mmm") else value.isoformat()
    if "%" in look:
        return f"{value:.1%}"
    return str(value)


def as_csv(book: Book) -> bytes:
    """Return the first sheet as comma-separated text."""
    page = book.pages[0]
    out = io.StringIO()
    writer = csv.writer(out)
    for row in range(page.bottom):
        cells = [page.cells.get((row, column)) for column in range(page.right)]
        writer.writerow(["" if cell is None else shown(cell) for cell in cells])
    return out.getvalue().encode("utf-8")


_ODS = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3">'
    "<office:body><office:spreadsheet>"
)
_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def as_ods(book: Book) -> bytes:
    """Return the report as an OpenDocument sheet; looks other than percent are lost."""
    parts = [_ODS]
    for page in book.pages:
        parts.append(f"<table:table table:name={quoteattr(page.name)}>")
        for row in range(page.bottom):
            parts.append("<table:table-row>")
            parts += [_ods_cell(page.cells.get((row, column))) for column in range(page.right)]
            parts.append("</table:table-row>")
        parts.append("</table:table>")
    parts.append("</office:spreadsheet></office:body></office:document-content>")
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", _ODS_TYPE)
        archive.writestr("content.xml", "".join(parts))
        archive.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest '
            'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS_TYPE}"/>'
            "</manifest:manifest>",
        )
    return target.getvalue()


def _ods_cell(cell: Cell | None) -> str:
    if cell is None:
        return "<table:table-cell/>"
    value = cell.value
    if isinstance(value, str):
        kind = 'office:value-type="string"'
    elif isinstance(value, dt.timedelta):
        seconds = round(value.total_seconds())
        clock = f"PT{seconds // 3600:02d}H{seconds // 60 % 60:02d}M{seconds % 60:02d}S"
        kind = f'office:value-type="time" office:time-value="{clock}"'
    elif isinstance(value, dt.date):
        kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
    else:
        name = "percentage" if "%" in cell.format else "float"
        kind = f'office:value-type="{name}" office:value="{value!r}"'
    text = escape(shown(cell))
    return f"<table:table-cell {kind}><text:p>{text}</text:p></table:table-cell>"
