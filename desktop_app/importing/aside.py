"""What of a sheet is not read: tables that hold nothing to measure, pivots, and strays."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from desktop_app.domain.address import cell
from desktop_app.domain.finding import Severity
from desktop_app.domain.translating import later, tr
from desktop_app.importing.accounting import CellUses
from desktop_app.importing.cells import HEAD_ROWS
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import SURE, Target
from desktop_app.importing.layout import Table
from desktop_app.importing.layouts.title_items import ask_about_title
from desktop_app.importing.mappings.recording import record_aside
from desktop_app.importing.measure_words import may_be_measure, names_measure
from desktop_app.importing.regions import SheetStructure
from desktop_app.importing.report import Layout, TableReport, Use
from desktop_app.importing.sketch import ColumnSketch

_NAMED = 8
_FIGURES = 0.5
_REASONS = {
    "pivot-of-data": later(
        "made by a pivot table from data that the workbook holds itself, and not counted again"
    ),
    "table-set-aside": later("not read, as the mapping says"),
    "figures-repeated": later(
        "names figures that another table states for the same period and part of the work; "
        "which of them holds, or what tells them apart, is not said, and it was not read. Write "
        "its own period or part into the line above it"
    ),
    "targets-only": later("targets without figures achieved, and not taken for figures"),
    "table-not-measurable": later(
        "no known KPI or field by its headings and rows, and set aside; map its columns if it "
        "holds any"
    ),
}


def set_aside(context: SheetContext, table: Table, uses: CellUses) -> TableReport:
    """Account for a table that is not read."""
    region = table.region
    uses.mark_cells(Use.NOTE, region.title_cells)
    uses.mark_block(Use.SET_ASIDE, region.top, region.bottom, region.left, region.right)
    for row in region.header_rows:
        uses.mark_block(Use.HEADING, row, row, region.left, region.right)
    rows = region.bottom - region.first_data_row + 1
    return TableReport(
        table.cells,
        Layout.OTHER,
        round(table.confidence, 3),
        rows=rows,
        mapping=record_aside(context, table),
    )


def say_set_aside(context: SheetContext, code: str, tables: Sequence[Table]) -> None:
    """Say which tables of a sheet were not read, and why."""
    cells = [table.cells for table in tables]
    names = list(dict.fromkeys(name for table in tables for name in table.names))
    told = ", ".join(f"'{name}'" for name in names[:_NAMED])
    told += ", ..." if len(names) > _NAMED else ""
    missed = False
    if code == "table-not-measurable":
        asked = _ask_about_kpis(context, tables)
        missed = any(_holds_figures(context, one) for one in tables if one.cells not in asked)
    severity = Severity.WARNING if missed else Severity.INFO
    context.find(
        Severity.QUESTION if code == "figures-repeated" else severity,
        code,
        _told_aside(cells, code) + (" " + tr("Found: {names}.", names=told) if names else ""),
        ",".join(cells),
    )


def _told_aside(cells: Sequence[str], code: str) -> str:
    """Return which tables were set aside, and why."""
    reason = tr(_REASONS[code])
    if len(cells) == 1:
        return tr("Table {cells}: {reason}.", cells=cells[0], reason=reason)
    return tr("Tables {cells}: {reason}.", cells=", ".join(cells), reason=reason)


def _ask_about_kpis(context: SheetContext, tables: Sequence[Table]) -> set[str]:
    """Ask about tables not understood, where names of KPIs stand beside figures; return which."""
    asked = set()
    for table in tables:
        named = table.region.named_rows
        if not named and ask_about_title(context, table.region, table.sketches, table.cells):
            asked.add(table.cells)
            continue
        known = [name for name in table.names if _is_kpi(context, name)]
        measured = any(sketch.profile.measured >= _FIGURES for sketch in table.sketches)
        if known and measured:
            asked.add(table.cells)
            told = ", ".join(f"'{name}'" for name in known[:_NAMED])
            context.find(
                Severity.QUESTION,
                "table-unclear",
                tr(
                    "Table {cells} names {names} beside figures, but how it is laid out was "
                    "not understood, and none of it was used. Map its rows and columns, or "
                    "put one heading above its figures.",
                    cells=table.cells,
                    names=told,
                ),
                table.cells,
                table=table.cells,
            )
    return asked


def _holds_figures(context: SheetContext, table: Table) -> bool:
    """Return whether a table holds figures that may be missed: not only keys and running numbers.

    A single number below a heading is rather a version or a page than a column of figures, unless
    its name is a measure's.
    """
    figures = [sketch for sketch in table.sketches if sketch.profile.measured >= _FIGURES]
    if any(names_measure(context.words, one.header, one.number_format) for one in figures):
        return True
    return any(one.profile.filled > 1 and _is_figure(context, one) for one in figures)


def _is_figure(context: SheetContext, sketch: ColumnSketch) -> bool:
    """Return whether numbers may measure something by their heading, a year's among them."""
    if any(letter.isalpha() for letter in sketch.header):
        return may_be_measure(context.words, sketch.header)
    counted = np.arange(sketch.profile.low, sketch.profile.low + len(sketch.sample))
    numbers = pd.to_numeric(sketch.sample, errors="coerce").to_numpy(dtype=np.float64)
    return not np.array_equal(numbers, counted)


def _is_kpi(context: SheetContext, name: str) -> bool:
    found = context.names.candidates(name, Target.KPI)
    return bool(found) and found[0].confidence >= SURE


def say_hidden(context: SheetContext) -> None:
    """Note that hidden parts were read like the rest."""
    grid, sheet = context.sheet.grid, context.sheet
    parts = []
    if sheet.hidden:
        parts.append(tr("the whole sheet"))
    if grid.hidden_rows:
        parts.append(tr("{count} rows", count=len(grid.hidden_rows)))
    if grid.hidden_columns:
        parts.append(tr("{count} columns", count=len(grid.hidden_columns)))
    if parts:
        context.find(
            Severity.INFO,
            "hidden-content",
            tr("Hidden in the file, and read like the rest: {parts}.", parts=", ".join(parts)),
        )


def mark_below_head(context: SheetContext, structure: SheetStructure, uses: CellUses) -> None:
    """Set aside what stands below the head of a long sheet, outside of its tables."""
    sheet = context.sheet
    beside = [
        column
        for column in range(sheet.n_columns)
        if not any(
            region.left <= column <= region.right and region.bottom >= HEAD_ROWS
            for region in structure.regions
        )
    ]
    counts = sheet.non_empty(HEAD_ROWS, sheet.n_rows - 1)
    lost = [column for column in beside if counts[column]]
    for column in lost:
        uses.mark(Use.SET_ASIDE, slice(HEAD_ROWS, None), column)
    if lost:
        context.find(
            Severity.WARNING,
            "cells-below-head",
            tr(
                "{count} cells below row {row} stand in no table that begins above "
                "it, and were set aside. Put them on a sheet of their own.",
                count=sum(int(counts[column]) for column in lost),
                row=HEAD_ROWS,
            ),
            ",".join(cell(HEAD_ROWS, column) for column in lost[:5]),
        )
