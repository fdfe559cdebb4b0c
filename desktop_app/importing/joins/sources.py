"""Tables as columns that can be looked up in: logs that were read, and small lists set aside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.catalogue.model import FieldKind
from desktop_app.domain.address import cell_range
from desktop_app.domain.records import ROW, VENDOR, RecordTable
from desktop_app.importing.accounting import CellUses
from desktop_app.importing.context import RECORD_ROLES, SheetContext
from desktop_app.importing.decisions import TAKEN, Candidate
from desktop_app.importing.layout import Table
from desktop_app.importing.layouts.record_rows import sort_rows
from desktop_app.importing.mapping import weigh
from desktop_app.importing.mappings.candidates import said_columns
from desktop_app.importing.reading import hints, read
from desktop_app.importing.report import Layout, SheetReport
from desktop_app.importing.sketch import ColumnSketch
from desktop_app.importing.typed import ReadingHints

_LARGEST_LIST = 50_000
_FEWEST_COLUMNS = 2


@dataclass(slots=True)
class JoinSheet:
    """One sheet after reading: what joining reads more of, and where it accounts for that."""

    context: SheetContext
    tables: Sequence[Table]
    uses: CellUses
    result: SheetReport


@dataclass(slots=True)
class SourceColumn:
    """One column of a source; `values` are keys as text, or typed values of its field.

    Parameters
    ----------
    field : str
        The field that its heading names, ``""`` for none.
    letters : tuple of str
        Where it stands.
    """

    field: str
    header: str
    letters: tuple[str, ...]
    values: pd.Series[Any]

    @property
    def texts(self) -> pd.Series[Any]:
        """Return the values as keys: text without blanks around it, missing where empty."""
        return keys_of(self.values)


@dataclass(slots=True)
class Source:
    """A table to look up in; `rows` are 1-based sheet rows of its lines."""

    sheet: str
    columns: list[SourceColumn]
    rows: NDArray[np.int64]
    record: RecordTable | None = None
    aside: Table | None = None
    home: JoinSheet | None = None
    used: set[str] = field(default_factory=set)

    def of(self, field_id: str) -> list[SourceColumn]:
        """Return the columns that mean a field."""
        return [column for column in self.columns if column.field == field_id]

    def cells(self, column: SourceColumn) -> str:
        """Return the cells of a column, from its first line to its last."""
        first, last = int(self.rows.min()), int(self.rows.max())
        return ",".join(f"{letter}{first}:{letter}{last}" for letter in column.letters)


def keys_of(values: pd.Series[Any]) -> pd.Series[Any]:
    """Return values as keys that can be compared between tables: text in one case."""
    codes, distinct = pd.factorize(values)
    keys = np.array([*(str(one).strip().casefold() for one in distinct), None], dtype=object)
    return pd.Series(keys[codes], index=values.index, dtype=object)


def sources_of(sheets: Iterable[JoinSheet], records: Sequence[RecordTable]) -> list[Source]:
    """Return every table of a workbook that others may look up in."""
    sheets = list(sheets)
    headings = {
        (sheet.context.sheet.name, address_of(table), sketch.letters): sketch.header
        for sheet in sheets
        for table in sheet.tables
        for sketch in table.sketches
    }
    found = [_of_record(table, headings) for table in records]
    for sheet in sheets:
        for table in sheet.tables:
            said = table.said is not None and table.said.said
            listed = table.layout is Layout.OTHER and not table.pivot and not table.targets_only
            if listed and not said:  # a table that the user set aside stays there
                source = _of_list(sheet, table)
                found += [source] if source is not None else []
    return found


def _of_record(table: RecordTable, headings: Mapping[tuple[str, str, str], str]) -> Source:
    def heading(name: str) -> str:
        places = [(table.sheet, table.cells, one) for one in table.columns.get(name, ())]
        return " ".join(headings.get(place, "") for place in places)

    columns = [
        SourceColumn(
            str(name), heading(str(name)), table.columns.get(str(name), ()), table.frame[name]
        )
        for name in table.frame.columns
        if name != ROW and (name != VENDOR or VENDOR in table.columns)
    ]
    return Source(table.sheet, columns, table.frame[ROW].to_numpy(dtype=np.int64), record=table)


def _of_list(sheet: JoinSheet, table: Table) -> Source | None:
    """Return a list that holds nothing to measure, None if it can't be one to look up in."""
    context, region = sheet.context, table.region
    size = region.bottom - region.first_data_row + 1
    if not region.header_rows or not 1 < size <= _LARGEST_LIST:
        return None
    rows = sort_rows(context, region, table.sketches)
    said = {}
    if table.said is not None:
        said = said_columns(context, table.sketches, in_log=True, followed=table.said)
    columns = []
    for sketch in table.sketches:
        if not sketch.header or not sketch.profile.filled:
            continue
        if table.said is not None and sketch.column in table.said.parts():
            continue  # said to be none of the list's fields
        cells = sketch.cells if rows.all_data else sketch.cells.loc[rows.kept]
        candidate = said.get(sketch.column) or _recognised(context, sketch)
        known = (
            ReadingHints(FieldKind.ID)
            if candidate is None
            else hints(context.report.catalogue, candidate, sketch.header)
        )
        meaning = "" if candidate is None else candidate.id
        values = read(context, cells, known).values
        columns.append(SourceColumn(meaning, sketch.header, (sketch.letters,), values))
    if len(columns) < _FEWEST_COLUMNS or len(rows.data) < 2:
        return None
    return Source(context.sheet.name, columns, rows.data + 1, aside=table, home=sheet)


def _recognised(context: SheetContext, sketch: ColumnSketch) -> Candidate | None:
    """Return the field that a column of a list surely enough holds, None for none."""
    pairs = [p for p in weigh(context, sketch, RECORD_ROLES) if p.confidence >= TAKEN]
    pair = max(pairs, key=lambda pair: pair.confidence, default=None)
    return pair.candidate if pair is not None else None


def address_of(table: Table) -> str:
    """Return the cells of a table that was set aside."""
    region = table.region
    return cell_range(region.top, region.left, region.bottom, region.right)
