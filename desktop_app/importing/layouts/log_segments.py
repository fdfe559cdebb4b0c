"""Columns of a log that a mapping says divide its records, by what the catalogue does not know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from desktop_app.catalogue.model import FieldKind
from desktop_app.domain.records import SEGMENT, RecordTable
from desktop_app.importing.accounting import CellUses
from desktop_app.importing.context import SheetContext
from desktop_app.importing.layouts.plan import Part
from desktop_app.importing.layouts.record_rows import RecordRows
from desktop_app.importing.layouts.said import said_item, said_part
from desktop_app.importing.reading import read
from desktop_app.importing.report import ColumnReport, TableReport, Use
from desktop_app.importing.sketch import ColumnSketch
from desktop_app.importing.typed import ReadingHints


def said_segments(context: SheetContext, sketches: Sequence[ColumnSketch]) -> list[ColumnSketch]:
    """Return the columns that a mapping says hold a segment: a queue, a skill, a cost centre."""
    return [s for s in sketches if s.profile.filled and said_part(context, s) is Part.SEGMENT]


def add_segments(
    context: SheetContext,
    columns: Sequence[ColumnSketch],
    rows: RecordRows,
    table: RecordTable,
    report: TableReport,
    uses: CellUses,
) -> None:
    """Add the segment of every record to a log that was read, from one column or several.

    Records whose cells are all empty have none. Texts of several columns stand together, as in
    "Billing / Gold".
    """
    if not columns:
        return
    texts = [_texts(context, sketch, rows) for sketch in columns]
    joined: pd.Series[Any] = texts[0]
    for more in texts[1:]:
        both = joined + " / " + more
        joined = both.where(both.notna(), joined.where(joined.notna(), more))
    table.frame[SEGMENT] = joined.astype("category")
    table.columns[SEGMENT] = tuple(sketch.letters for sketch in columns)
    for sketch in columns:
        item = said_item(context, sketch)
        why = context.followed.why(item) if context.followed is not None and item else ""
        report.columns.append(ColumnReport(sketch.letters, sketch.header, SEGMENT, 1.0, why))
        uses.mark(Use.USED, rows.data, sketch.column)


def within(segments: pd.Series[Any], outer: str) -> pd.Series[Any]:
    """Return the segments of records as parts of one that the table's title or sheet names."""
    known = segments.astype("category")
    return known.cat.rename_categories([f"{outer} / {name}" for name in known.cat.categories])


def _texts(context: SheetContext, sketch: ColumnSketch, rows: RecordRows) -> pd.Series[Any]:
    cells = sketch.cells if rows.all_data else sketch.cells.loc[rows.kept]
    values = read(context, cells, ReadingHints(FieldKind.TEXT)).values
    return values.astype(object).where(values.notna(), None)
