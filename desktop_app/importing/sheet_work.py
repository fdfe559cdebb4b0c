"""One sheet of a report: between its first look and its reading, and how it is read."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field

from desktop_app.domain.address import cell
from desktop_app.domain.finding import Severity
from desktop_app.domain.translating import tr
from desktop_app.importing import surroundings, titles
from desktop_app.importing.accounting import CellUses
from desktop_app.importing.arrays import Arrays
from desktop_app.importing.aside import mark_below_head, say_hidden, say_set_aside, set_aside
from desktop_app.importing.context import SheetContext
from desktop_app.importing.layout import Table
from desktop_app.importing.layouts.log import LogReader
from desktop_app.importing.layouts.named_figures import read_named
from desktop_app.importing.layouts.summary import read_summary
from desktop_app.importing.mappings.finishing import said_around, tell_around
from desktop_app.importing.mappings.following import FollowedTable
from desktop_app.importing.mappings.recording import record_log
from desktop_app.importing.regions import Region, SheetStructure
from desktop_app.importing.report import (
    ImportedReport,
    Layout,
    SheetReport,
    TableReport,
    Use,
)
from desktop_app.importing.sheet_years import use_year, year_in_headings
from desktop_app.importing.strays import say_strays
from desktop_app.importing.targets import read_targets

_log = logging.getLogger(__name__)
NOTES_READ = 40
"""How many notes of a sheet are searched for names and periods."""


@dataclass(slots=True)
class SheetWork:
    """One sheet between its first look and its reading.

    `structure` are its tables as found (or as a mapping says), `tables` those with their layout,
    `modified` the year in which the file was last saved;
    `followed` says by table what a mapping decided, empty without one. `uses`, `result` and
    `stated` come of reading it; `failed` when a fault of the program ended that.
    """

    context: SheetContext
    structure: SheetStructure
    modified: int
    tables: list[Table] = field(default_factory=list)
    followed: tuple[FollowedTable | None, ...] = ()
    year: int | None = None
    failed: bool = False
    uses: CellUses = field(default_factory=lambda: CellUses(0, 0))
    result: SheetReport = field(default_factory=lambda: SheetReport("", False))
    stated: list[Arrays] = field(default_factory=list)

    @property
    def lines(self) -> list[str]:
        """Return the texts of titles and notes."""
        titles = [line for region in self.structure.regions for line in region.title.split(" | ")]
        notes = self.structure.notes[:NOTES_READ]
        return titles + surroundings.texts_of(self.context.sheet, notes)

    def use_year(self, region: Region | None = None) -> None:
        """Set the year for months without one, on the sheet or in one table of it."""
        title = region.title if region is not None else ""
        beside = year_in_headings(region.headers) if region is not None else ""
        lines = " | ".join(filter(None, (title, beside)))
        use_year(self.context, self.lines, self.year, self.modified, lines)


def say_failed(work: SheetWork) -> None:
    """Log what went wrong on a sheet and tell the user; called from an except block."""
    context = work.context
    _log.exception("sheet '%s' of '%s' failed", context.sheet.name, context.report.file)
    work.failed, work.tables, context.table = True, [], ""
    context.find(
        Severity.ERROR,
        "sheet-failed",
        tr(
            "Sheet '{sheet}' could not be read because of a fault in this program; the log "
            "file has the details. The other sheets were read.",
            sheet=context.sheet.name,
        ),
    )


def read_safely(report: ImportedReport, work: SheetWork, with_log: bool) -> None:
    """Read a sheet's tables into the report; a failure stays with this sheet."""
    sheet = work.context.sheet
    uses = CellUses(sheet.n_rows, sheet.n_columns)
    result = SheetReport(sheet.name, sheet.hidden)
    records = len(report.records)
    try:
        if not work.failed:
            _read_sheet(report, work, uses, result, with_log)
    except Exception:  # noqa: BLE001 - logged and said; other sheets go on
        say_failed(work)
        del report.records[records:]
        work.stated, result.tables = [], []
        uses = CellUses(sheet.n_rows, sheet.n_columns)
    if work.failed:
        uses.mark_block(Use.SET_ASIDE, 0, sheet.n_rows, 0, sheet.n_columns)
    result.accounting, lost = uses.account(sheet)
    result.uses = uses.runs()
    _say_unexplained(work.context, lost)
    work.uses, work.result = uses, result
    report.sheets.append(result)


def _read_sheet(
    report: ImportedReport,
    work: SheetWork,
    uses: CellUses,
    result: SheetReport,
    with_log: bool,
) -> None:
    """Read all tables of a sheet into the report, and account for what is not read."""
    context = work.context
    uses.mark_cells(Use.NOTE, work.structure.notes)
    say_hidden(context)
    pivots = with_log and any(table.pivot for table in work.tables)
    aside: dict[str, list[Table]] = {}
    stated: list[Arrays] = []
    for table in work.tables:
        code = _reason_aside(context, table, pivots)
        context.followed, context.table = table.said, table.cells
        work.use_year(table.region)
        if code:
            result.tables.append(set_aside(context, table, uses))
            aside.setdefault(code, []).append(table)
            if table.targets_only:
                around = titles.around(context, table.region)
                found = read_targets(context, table.plan, around, uses)
                context.report.targets.append(found)
        else:
            result.tables.append(_read_table(report, context, table, uses, stated))
    context.table = ""
    for code, tables in aside.items():
        say_set_aside(context, code, tables)
    named = read_named(context, work.structure, work.lines, bool(stated), uses)
    _keep(context, named, stated)
    work.stated = stated
    read_cells = {*named["cell"].tolist()} if len(named) else set()
    say_strays(context, work.structure, read_cells)
    surroundings.say_multiples(context, work.lines, work.stated, result.tables)
    if context.sheet.bulk:
        mark_below_head(context, work.structure, uses)


def _reason_aside(context: SheetContext, table: Table, pivots: bool) -> str:
    """Return the code of the reason why a table is not read, ``""`` if it is."""
    if table.said is not None and table.said.layout:
        return "table-set-aside" if table.layout is Layout.OTHER else ""
    corner = (table.region.top, table.region.left)
    if corner in context.aims:
        return "table-not-measurable"
    if corner in context.repeats:
        return "figures-repeated"
    if pivots and table.layout is not Layout.LOG:
        return "pivot-of-data"
    if table.layout is Layout.OTHER:
        return "targets-only" if table.targets_only else "table-not-measurable"
    return ""


def _read_table(
    report: ImportedReport,
    context: SheetContext,
    table: Table,
    uses: CellUses,
    stated: list[Arrays],
) -> TableReport:
    """Read one table by its layout; add its records to the report, or its values to `stated`."""
    around = said_around(context, titles.around(context, table.region))
    if table.layout is Layout.LOG:
        reader = LogReader(context, table.region, table.sketches, around, uses, table.confidence)
        read, records = reader.read()
        report.records += [records] if records is not None else []
        read.mapping = record_log(context, table, read, records)
        return tell_around(read, around)
    read, values = read_summary(context, table.plan, table.layout, table.confidence, around, uses)
    _keep(context, values, stated)
    return tell_around(read, around)


def _keep(context: SheetContext, values: Arrays, stated: list[Arrays]) -> None:
    """Add stated values to those of the sheet, their observations numbered in the report."""
    if len(values):
        values["context"] += context.report.contexts(int(values["context"].max()) + 1)
        stated.append(values)


def _say_unexplained(context: SheetContext, lost: list[tuple[int, int]]) -> None:
    """Say that the bookkeeping has a hole; a fault of the program, never hidden."""
    if lost:
        cells = ",".join(cell(row, column) for row, column in lost[:5])
        _log.error("%d cells of '%s' without a use: %s", len(lost), context.sheet.name, cells)
        context.find(
            Severity.WARNING,
            "cells-unexplained",
            tr(
                "{count} cells were neither used nor set aside for a reason; they count as "
                "set aside. Please report this.",
                count=len(lost),
            ),
            cells,
        )
