"""What was decided about a table, as its mapping."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from desktop_app.domain.address import cell_range, column_index
from desktop_app.domain.records import VENDOR, RecordTable
from desktop_app.importing.context import SheetContext
from desktop_app.importing.layout import Table
from desktop_app.importing.layouts.cross import VALUE as VALUE_CELL
from desktop_app.importing.layouts.cross import Cross, places_by_series
from desktop_app.importing.layouts.plan import Part, PlannedColumn
from desktop_app.importing.layouts.series import Series
from desktop_app.importing.mappings.document import (
    LABEL,
    NOTE,
    PERIOD,
    SEGMENT,
    TARGET,
    TOTAL,
    UNIT,
    UNUSED,
    VALUE,
    ItemMapping,
    SaidBy,
    TableMapping,
)
from desktop_app.importing.mappings.following import FollowedTable
from desktop_app.importing.regions import Region
from desktop_app.importing.report import ColumnReport, Layout, TableReport
from desktop_app.importing.sketch import ColumnSketch

_MEANINGS: Mapping[Part, str] = {
    Part.LABEL: LABEL,
    Part.PERIOD: PERIOD,
    Part.VENDOR: VENDOR,
    Part.SEGMENT: SEGMENT,
    Part.UNIT: UNIT,
    Part.VALUE: VALUE,
    Part.TARGET: TARGET,
    Part.TOTAL: TOTAL,
    Part.NOTE: NOTE,
    Part.UNUSED: UNUSED,
}
_PERIOD_FIELD = "date"
_SAMPLE = 10_000


def header_rows(region: Region) -> int:
    """Return how many rows from a table's top on are its heading."""
    return region.first_data_row - region.top


def record_table(
    sheet: str,
    region: Region,
    layout: Layout,
    columns: Sequence[ItemMapping],
    rows: Sequence[ItemMapping] = (),
    followed: FollowedTable | None = None,
) -> TableMapping:
    """Return the mapping of a table; what was said of it stays as it was said."""
    table = TableMapping(
        sheet,
        cell_range(region.top, region.left, region.bottom, region.right),
        layout.value,
        header_rows(region),
        columns=tuple(columns),
        rows=tuple(rows),
    )
    if followed is None:
        return table
    said = followed.table
    table = replace(
        table,
        columns=tuple(_as_said(item, _said_column(followed, item)) for item in columns),
        rows=tuple(
            _as_said(item, followed.row(item.heading, item.group, item.place)) for item in rows
        ),
        said_by=followed.said_by,
    )
    if not followed.said:
        return table
    return replace(table, vendor=said.vendor, period=said.period, segment=said.segment)


def _said_column(followed: FollowedTable, item: ItemMapping) -> ItemMapping | None:
    return followed.columns.get(column_index(item.place))


def _as_said(item: ItemMapping, said: ItemMapping | None) -> ItemMapping:
    """Return an item as recorded here, with what was said of it in the words it was said in."""
    if said is None:
        return item
    unit = said.unit
    if said.said_by is SaidBy.EARLIER and item.read_as and unit not in item.read_as.split():
        unit = ""  # the report denied it
    said = replace(said, place=item.place, heading=item.heading, unit=unit)
    return replace(said, read_as=item.read_as, typical=item.typical)


def _read_as(unit: str, currency: str) -> str:
    return f"{currency} {unit}".strip()


def record_aside(context: SheetContext, table: Table) -> TableMapping:
    """Return the mapping of a table that is not read."""
    columns = [ItemMapping(sketch.letters, sketch.header, UNUSED) for sketch in table.sketches]
    name, region = context.sheet.name, table.region
    return record_table(name, region, Layout.OTHER, columns, followed=context.followed)


def record_log(
    context: SheetContext, table: Table, read: TableReport, records: RecordTable | None
) -> TableMapping:
    """Return the mapping of a log as it was read; without records all its columns are unused."""
    fields = records.columns if records is not None else {}
    typical = typical_of_frame(records.frame) if records is not None else {}
    currencies = records.currencies if records is not None else {}
    columns = log_columns(table.sketches, read.columns, fields, typical, currencies)
    name, region = context.sheet.name, table.region
    return record_table(name, region, Layout.LOG, columns, followed=context.followed)


def log_columns(
    sketches: Sequence[ColumnSketch],
    reports: Sequence[ColumnReport],
    fields: Mapping[str, tuple[str, ...]],
    typical: Mapping[str, float],
    currencies: Mapping[str, str],
) -> list[ItemMapping]:
    """Return the columns of a log.

    Parameters
    ----------
    reports : sequence of ColumnReport
        What the columns were taken for.
    fields : mapping of field id to column letters
        All columns that were read; a time of day beside its date belongs to the date's field.
    typical : mapping of field id to float
        Median of the values, where they are amounts.
    currencies : mapping of field id to str
        ISO codes of amounts of money, ``""`` where the report names none.
    """
    known = {report.place: report for report in reports}
    beside = {
        letters: PERIOD if field == _PERIOD_FIELD and known.keys().isdisjoint(group) else field
        for field, group in fields.items()
        for letters in group
        if letters not in known
    }
    items = []
    for sketch in sketches:
        report = known.get(sketch.letters)
        meaning = report.meaning if report else beside.get(sketch.letters, UNUSED)
        items.append(
            ItemMapping(
                sketch.letters,
                sketch.header,
                meaning,
                read_as=_read_as(report.unit, currencies.get(meaning, "")) if report else "",
                typical=typical.get(meaning) if report else None,
            )
        )
    return items


def typical_of_frame(frame: pd.DataFrame) -> dict[str, float]:
    """Return the median of every column of amounts that has one, of a sample of many rows."""
    every = max(len(frame) // _SAMPLE, 1)
    medians = frame.iloc[::every].select_dtypes("number").median()
    return {str(name): rounded(m) for name, m in medians.items() if np.isfinite(m)}


def rounded(typical: float) -> float:
    """Return a typical value as precise as is needed to see that another unit was used."""
    return float(f"{typical:.4g}")


def record_columns(cross: Cross) -> list[ItemMapping]:
    """Return the columns of a summary."""
    by_column = _series_by_column(cross) if not cross.items_in_rows else {}
    typical = _typical(cross) if not cross.items_in_rows else {}
    return [
        _column(column, by_column.get(column.sketch.column), cross, typical)
        for column in cross.plan.columns
    ]


def _series_by_column(cross: Cross) -> dict[int, int]:
    """Return the place of the series that each column of figures belongs to."""
    if cross.plan.item is not None or not len(cross.cells):
        return {}
    first: dict[int, int] = {}
    for column, code in cross.cells.lines("column", "series"):
        first.setdefault(column, code)
    return {column: code for column, code in first.items() if code >= 0}


def _column(
    column: PlannedColumn, code: int | None, cross: Cross, typical: Mapping[int, float]
) -> ItemMapping:
    series = cross.series[code] if code is not None else None
    meaning = _MEANINGS[column.part]
    named = column.part is Part.VALUE and not cross.items_in_rows and cross.plan.item is None
    if named:
        item = series.item if series is not None else column.item
        # Figures of something unknown are still figures: their rows are no headings of sections.
        meaning = item.id if item is not None else VALUE
    attribute = column in cross.rows.attributes
    return ItemMapping(
        column.sketch.letters,
        column.sketch.header,
        meaning,
        variant=series.variant if named and series is not None else "",
        vendor=column.vendor or "",
        period=_period(column),
        segment=column.segment or "",
        read_as=_read_of(series) if named and series is not None else "",
        typical=typical.get(code) if named and code is not None and not attribute else None,
    )


def _period(column: PlannedColumn) -> str:
    """Return the period that a column's heading gives its figures, ``""`` for none."""
    dated = column.part in {Part.VALUE, Part.TARGET, Part.TOTAL}
    period = column.heading.period
    return period.label if dated and period is not None else ""


def record_rows(cross: Cross) -> list[ItemMapping]:
    """Return what the names down the rows of a summary were taken for, one item a name."""
    if not cross.items_in_rows:
        return []
    typical = _typical(cross)
    rows = [
        _row(series, typical.get(code)) for code, series in enumerate(cross.series) if series.text
    ]
    return sorted(rows, key=lambda item: int(item.place))


def _row(series: Series, typical: float | None) -> ItemMapping:
    return ItemMapping(
        series.letters_or_row,
        series.text,
        series.item.id if series.item else UNUSED,
        group=series.group,
        variant=series.variant if series.item else "",
        read_as=_read_of(series) if series.item else "",
        typical=typical if series.item else None,
    )


def _read_of(series: Series) -> str:
    return _read_as(series.unit_read, series.currency_read)


def _typical(cross: Cross) -> dict[int, float]:
    """Return the median of the values of every series that has any."""
    cells = cross.cells
    if "value" not in cells:
        return {}
    values = cells["value"]
    places = places_by_series(cells, (cells["role"] == VALUE_CELL) & np.isfinite(values))
    return {code: rounded(float(np.median(values[own]))) for code, own in places.items()}
