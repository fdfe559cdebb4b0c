"""What each cell of a sheet was taken for, in words: use, meaning, and how it was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from desktop_app.catalogue.model import Catalogue, FieldKind
from desktop_app.domain.address import cell, column_index, column_letters, parse_range
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.records import ROW, RecordTable
from desktop_app.domain.sentences import month_name
from desktop_app.domain.translating import later, tr
from desktop_app.domain.unit import Unit
from desktop_app.importing.mappings.document import TableMapping
from desktop_app.importing.report import ColumnReport, ImportedReport, SheetReport, TableReport, Use
from desktop_app.presenting.formatting import format_value
from desktop_app.presenting.meanings import meaning_title
from desktop_app.presenting.report_tables import USES

Area = tuple[int, int, int, int]
"""Top, left, bottom and right of cells, inclusive, counted from 0."""

USE_CODES: tuple[str, ...] = ("", *(use.value for use in Use))
"""What the codes of `importing.use_runs.UseRuns` stand for; ``""`` is nothing."""

_UNITS = {unit.value for unit in Unit}
_LAST_ROW = 1 << 20


@dataclass(frozen=True, slots=True)
class Spot:
    """What a cell belongs to.

    Parameters
    ----------
    table : TableReport or None
        The table it lies in.
    item : ColumnReport or None
        The column's or row's decision that its value goes by.
    """

    table: TableReport | None = None
    item: ColumnReport | None = None


@dataclass
class SheetMeaning:
    """One sheet of a report, asked cell by cell.

    Parameters
    ----------
    report, sheet : ImportedReport, SheetReport
    catalogue : Catalogue or None
        For titles; without it ids are shown.
    """

    report: ImportedReport
    sheet: SheetReport
    catalogue: Catalogue | None
    _tables: list[tuple[Area, TableReport]] = field(init=False)

    def __post_init__(self) -> None:
        self._tables = [(parse_range(table.cells), table) for table in self.sheet.tables]

    def use(self, row: int, column: int) -> str:
        """Return a cell's use (a value of `Use`), ``""`` for none."""
        uses = self.sheet.uses
        return USE_CODES[uses.at(row, column)] if uses is not None else ""

    def uses(self, column: int, top: int, bottom: int) -> list[str]:
        """Return the uses of a column's cells between two rows, both included."""
        runs = self.sheet.uses
        if runs is None:
            return [""] * (bottom - top + 1)
        return [USE_CODES[code] for code in runs.column(column, top, bottom)]

    def counts(self) -> list[tuple[str, str, int]]:
        """Return use, its words, and how many cells that are not empty it has; they add up."""
        return [(use, tr(words), getattr(self.sheet.accounting, use)) for use, words in USES]

    def spot(self, row: int, column: int) -> Spot:
        """Return table and decision that a cell belongs to."""
        for area, table in self._tables:
            if _within(row, column, area):
                return Spot(table, self._item(table, row, column))
        return Spot()

    def area(self, table: TableReport) -> Area:
        """Return where a table stands."""
        return parse_range(table.cells)

    def item_area(self, table: TableReport, item: ColumnReport) -> Area:
        """Return the cells of a column or row within its table."""
        top, left, bottom, right = parse_range(table.cells)
        if item.place.isdigit():
            row = int(item.place) - 1
            return row, left, row, right
        column = column_index(item.place)
        return top, column, bottom, column

    def mapped_table(self, table: TableReport) -> TableMapping | None:
        """Return the table of the report's mapping that stands there."""
        mapping = self.report.mapping
        return mapping.table(self.sheet.sheet, table.cells) if mapping is not None else None

    def explain(self, row: int, column: int, text: str, stored: str) -> str:
        """Return what to say about a cell, line by line.

        Parameters
        ----------
        text, stored : str
            The cell as shown and as stored.
        """
        spot = self.spot(row, column)
        words = dict(USES).get(
            self.use(row, column), later("Empty") if not text else later("Not in any table")
        )
        lines = [f"{cell(row, column)}: {tr(words)}"]
        if spot.item is not None:
            lines.append(self._told(spot.item))
        if text:
            lines.append(
                tr("As shown: {text}", text=text)
                if stored == text
                else tr("As shown: {text} (stored: {stored})", text=text, stored=stored)
            )
        read = self.read_as(row, column)
        if read:
            lines.append(tr("Read as: {value}", value=read))
        lines += [finding.message for finding in self._findings_at(row, column)]
        return "\n".join(lines)

    def read_as(self, row: int, column: int) -> str:
        """Return the value that was made of a cell with its unit, ``""`` if none was."""
        stated = self._stated[self._stated["cell"] == cell(row, column)]
        for value, unit, currency in zip(
            stated["value"], stated["unit"], stated["currency"], strict=True
        ):
            return format_value(float(value), str(unit), str(currency))
        for records in self.report.records:
            if records.sheet == self.sheet.sheet:
                found = self._record_value(records, row, column_letters(column))
                if found:
                    return found
        return ""

    def _item(self, table: TableReport, row: int, column: int) -> ColumnReport | None:
        rows, columns = _items_of(table)
        in_column = columns.get(column_letters(column))
        in_row = rows.get(row + 1)
        heading = self.use(row, column) == Use.HEADING.value
        if in_row is not None and not (heading and in_column is not None and row < min(rows) - 1):
            structural = in_column is not None and in_column.meaning in ("target", "note", "unit")
            return in_column if structural and heading else in_row
        return in_column

    def _told(self, item: ColumnReport) -> str:
        where = (
            tr("Row {place}", place=item.place)
            if item.place.isdigit()
            else tr("Column {place}", place=item.place)
        )
        title = meaning_title(item.meaning, self.catalogue)
        heading = f" '{item.header}'" if item.header else ""
        return f"{where}{heading}: {title}"

    @cached_property
    def _stated(self) -> pd.DataFrame:
        """Values stated on this sheet."""
        stated = self.report.stated
        return stated[stated["sheet"] == self.sheet.sheet]

    def _record_value(self, records: RecordTable, row: int, letters: str) -> str:
        names = [name for name, places in records.columns.items() if letters in places]
        rows = records.frame[ROW].to_numpy()
        at = int(np.searchsorted(rows, row + 1))
        if not names or at >= len(rows) or rows[at] != row + 1:
            return ""
        value = records.frame[names[0]].iloc[at] if names[0] in records.frame else None
        return self._in_units(names[0], value, records.currencies.get(names[0], ""))

    def _in_units(self, name: str, value: object, currency: str) -> str:
        if value is None or bool(pd.isna(value)):  # type: ignore[call-overload]
            return ""
        known = self.catalogue.fields.get(name) if self.catalogue is not None else None
        if known is not None and known.kind is FieldKind.FLAG:
            return tr("yes") if value else tr("no")
        if known is not None and known.kind.value in _UNITS and isinstance(value, int | float):
            return format_value(float(value), known.kind.value, currency)
        if isinstance(value, pd.Timestamp):
            day = tr("{day} {month} {year}", day=f"{value:%d}", month=month_name(value.month),
                     year=f"{value:%Y}")  # fmt: skip
            return f"{day} {value:%H:%M}".removesuffix(" 00:00")
        return str(value)

    def _findings_at(self, row: int, column: int) -> list[Finding]:
        return [
            finding
            for finding, areas in self.flagged
            if any(_within(row, column, area) for area in areas)
        ][:3]

    @cached_property
    def flagged(self) -> list[tuple[Finding, list[Area]]]:
        """Findings on this sheet that are more than a note, with their cells."""
        return [
            (finding, areas_of(finding.cells, self.sheet))
            for finding in self.report.findings
            if finding.sheet == self.sheet.sheet and finding.severity is not Severity.INFO
        ]


def _items_of(table: TableReport) -> tuple[dict[int, ColumnReport], dict[str, ColumnReport]]:
    """Return a table's decisions on rows by number and on columns by letters."""
    rows = {int(item.place): item for item in table.columns if item.place.isdigit()}
    columns = {item.place: item for item in table.columns if not item.place.isdigit()}
    return rows, columns


def areas_of(cells: str, sheet: SheetReport | None = None) -> list[Area]:
    """Return the cells that a finding names: ``B4:C9``, ``B4,B7``, a column ``B`` or a row ``7``.

    Columns and rows go as far as the tables of the sheet that they cross, else over all of it.
    """
    tables = [parse_range(table.cells) for table in sheet.tables] if sheet is not None else []
    areas: list[Area] = []
    for part in cells.replace(";", ",").split(","):
        name = part.strip()
        if name.isalpha():
            column = column_index(name)
            crossed = [(t, b) for t, left, b, right in tables if left <= column <= right]
            areas += [(t, column, b, column) for t, b in crossed] or [
                (0, column, _LAST_ROW, column)
            ]
        elif name.isdigit():
            row = int(name) - 1
            crossed = [(left, right) for t, left, b, right in tables if t <= row <= b]
            areas += [(row, left, row, right) for left, right in crossed] or [(row, 0, row, 0)]
        elif name:
            try:
                areas.append(parse_range(name))
            except ValueError:
                continue
    return areas


def _within(row: int, column: int, area: Area) -> bool:
    top, left, bottom, right = area
    return top <= row <= bottom and left <= column <= right


def sheet_named(sheets: Sequence[SheetReport], name: str) -> SheetReport | None:
    """Return the sheet of that name, None if there is none."""
    return next((sheet for sheet in sheets if sheet.sheet == name), None)
