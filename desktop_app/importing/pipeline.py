"""A report from its bytes to records, stated values, findings and the account of every cell."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from desktop_app.catalogue.model import Catalogue
from desktop_app.domain.address import cell, cell_range
from desktop_app.domain.errors import UnreadableFileError
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.progress import NoProgress, Progress
from desktop_app.domain.records import VENDOR
from desktop_app.importing import surroundings
from desktop_app.importing.accounting import CellUses
from desktop_app.importing.cells import HEAD_ROWS, Sheet, Workbook
from desktop_app.importing.context import FileContext, Names, SheetContext
from desktop_app.importing.layout import Table, decide
from desktop_app.importing.layouts.headings import is_segment
from desktop_app.importing.layouts.log import LogReader
from desktop_app.importing.layouts.summary import read_summary
from desktop_app.importing.mapping import unmet_choices
from desktop_app.importing.recognition import Recogniser
from desktop_app.importing.regions import SheetStructure
from desktop_app.importing.report import (
    ImportedReport,
    ImportOptions,
    Layout,
    SheetReport,
    TableReport,
    Use,
)
from desktop_app.importing.tables import find_structure
from desktop_app.importing.vendors import vendor_of_file
from desktop_app.importing.workbook import open_workbook

_log = logging.getLogger(__name__)
_WORTH_A_LOOK = frozenset({"second-reader", "file-mislabelled", "formulas-not-calculated"})


def import_report(
    path: Path,
    catalogue: Catalogue,
    options: ImportOptions | None = None,
    progress: Progress | None = None,
) -> ImportedReport:
    """Return what a report holds; a file that can't be read is a finding, not an exception.

    Parameters
    ----------
    path : Path
    catalogue : Catalogue
    options : ImportOptions
        The user's word on vendors and columns.
    progress : Progress
        Told how far it is; asked between sheets whether to stop.

    Raises
    ------
    Cancelled
        If `progress` says so; nothing else that depends on the file.
    """
    options, progress = options or ImportOptions(), progress or NoProgress()
    report = ImportedReport(file=path.name, path=str(path))
    progress.report(0.0, f"Opening {path.name}")
    try:
        data = path.read_bytes()
        modified = dt.datetime.fromtimestamp(path.stat().st_mtime).year
    except OSError as error:
        reason = error.strerror or type(error).__name__
        report.findings.append(
            _failure(report, "file-unreadable", f"'{path.name}' can't be opened: {reason}.")
        )
        return report
    report.size, report.sha256 = len(data), hashlib.sha256(data).hexdigest()
    try:
        book = open_workbook(data, path.name, options, progress)
    except UnreadableFileError as error:
        report.findings.append(_failure(report, error.code, str(error)))
        return report
    del data
    _import_book(report, book, catalogue, options, progress, modified)
    return report


def _failure(report: ImportedReport, code: str, message: str) -> Finding:
    return Finding(Severity.ERROR, code, message, report.file)


@dataclass(slots=True)
class _SheetWork:
    """One sheet between its first look and its reading."""

    context: SheetContext
    structure: SheetStructure
    tables: list[Table] = field(default_factory=list)
    failed: bool = False


def _import_book(
    report: ImportedReport,
    book: Workbook,
    catalogue: Catalogue,
    options: ImportOptions,
    progress: Progress,
    modified: int,
) -> None:
    """Read all sheets of an open workbook into the report."""
    report.reader = book.reader
    for code, message in book.notes:
        severity = Severity.WARNING if code in _WORTH_A_LOOK else Severity.INFO
        report.findings.append(Finding(severity, code, message, report.file))
    file = FileContext(
        file=report.file,
        path=report.path,
        sha256=report.sha256,
        catalogue=catalogue,
        options=options,
        names=Names(Recogniser(catalogue)),
        epoch_1904=book.epoch_1904,
    )
    works = []
    for number, sheet in enumerate(book.sheets):
        progress.check()
        progress.report(0.3 + 0.3 * number / len(book.sheets), f"Looking at '{sheet.name}'")
        works.append(_look_at(file, sheet, modified))
    _name_sheets(file, works)
    with_log = any(table.layout is Layout.LOG for work in works for table in work.tables)
    for number, work in enumerate(works):
        progress.check()
        name = work.context.sheet.name
        progress.report(0.6 + 0.4 * number / len(works), f"Reading '{name}'")
        _read_safely(report, work, with_log)
        report.findings += work.context.findings
    _finish(report, file)
    progress.report(1.0, f"Read {report.file}")


def _look_at(file: FileContext, sheet: Sheet, modified: int) -> _SheetWork:
    """Find the tables of a sheet and their layouts; a failure stays with this sheet."""
    vendor = surroundings.vendor_option(file.options, file.file, file.path)
    source = "option" if vendor else "file"
    context = SheetContext(file, sheet, vendor or vendor_of_file(file.file, file.words), source)
    work = _SheetWork(context, SheetStructure((), ()))
    try:
        work.structure = find_structure(sheet)
        _set_year(context, work.structure, modified)
        work.tables = [decide(context, region) for region in work.structure.regions]
    except Exception:  # noqa: BLE001 - logged and said; other sheets go on
        _say_failed(work)
    return work


def _set_year(context: SheetContext, structure: SheetStructure, modified: int) -> None:
    """Find the year for months that stand without one: title, sheet, file; else it is a guess."""
    titles = [region.title for region in structure.regions]
    notes = surroundings.texts_of(context.sheet, structure.notes[:20])
    file = context.report
    for texts in (titles, [context.sheet.name], [file.file], notes):
        year = surroundings.year_named(texts)
        if year is not None:
            file.year, file.year_guessed = year, False
            return
    file.year, file.year_guessed = modified, True


def _say_failed(work: _SheetWork) -> None:
    """Log what went wrong on a sheet and tell the user; called from an except block."""
    context = work.context
    _log.exception("sheet '%s' of '%s' failed", context.sheet.name, context.report.file)
    work.failed, work.tables = True, []
    context.find(
        Severity.ERROR,
        "sheet-failed",
        f"Sheet '{context.sheet.name}' could not be read because of a fault in this program; the "
        "log file has the details. The other sheets were read.",
    )


def _name_sheets(file: FileContext, works: Sequence[_SheetWork]) -> None:
    """Take period, channel and vendor from the names of the sheets."""
    signatures = [
        frozenset(
            sketch.header
            for table in work.tables
            if table.layout is not Layout.OTHER
            for sketch in table.sketches
            if sketch.header
        )
        for work in works
    ]
    sisters = surroundings.sister_sheets(signatures)
    for work, sister in zip(works, sisters, strict=True):
        context, name = work.context, work.context.sheet.name.strip()
        found = surroundings.period_in(name, file.words, file.year)
        found = found or surroundings.period_in(
            Path(file.file).stem.replace("_", " "), file.words, None
        )
        context.period = found.label if found is not None else None
        named = surroundings.period_in(name, file.words, file.year)
        if is_segment(context, name):
            context.segment = name
        elif sister and named is None and not surroundings.is_plain_name(name, file.words):
            if context.vendor_source == "option":
                context.segment = name
            else:
                context.vendor, context.vendor_source = name, "sheet"
                context.find(
                    Severity.INFO,
                    "vendor-from-sheet",
                    f"Several sheets have the same table; '{name}' was taken for the vendor.",
                )


def _read_safely(report: ImportedReport, work: _SheetWork, with_log: bool) -> None:
    """Read a sheet's tables into the report; a failure stays with this sheet."""
    sheet = work.context.sheet
    uses = CellUses(sheet.n_rows, sheet.n_columns)
    result = SheetReport(sheet.name, sheet.hidden)
    records, stated = len(report.records), report.stated
    try:
        if not work.failed:
            _read_sheet(report, work, uses, result, with_log)
    except Exception:  # noqa: BLE001 - logged and said; other sheets go on
        _say_failed(work)
        del report.records[records:]
        report.stated, result.tables = stated, []
        uses = CellUses(sheet.n_rows, sheet.n_columns)
    if work.failed:
        uses.mark_block(Use.SET_ASIDE, 0, sheet.n_rows, 0, sheet.n_columns)
    result.accounting, lost = uses.account(sheet)
    _say_unexplained(work.context, lost)
    report.sheets.append(result)


def _read_sheet(
    report: ImportedReport,
    work: _SheetWork,
    uses: CellUses,
    result: SheetReport,
    with_log: bool,
) -> None:
    context, sheet = work.context, work.context.sheet
    uses.mark_cells(Use.NOTE, work.structure.notes)
    _say_hidden(context)
    pivots = with_log and any(table.pivot for table in work.tables)
    stated = [report.stated] if len(report.stated) else []
    for table in work.tables:
        if pivots and table.layout is not Layout.LOG:
            result.tables.append(_set_aside(context, table, uses, "pivot-of-data"))
        elif table.layout is Layout.OTHER:
            code = "targets-only" if table.targets_only else "table-not-measurable"
            result.tables.append(_set_aside(context, table, uses, code))
        elif table.layout is Layout.LOG:
            reader = LogReader(
                context,
                table.region,
                table.sketches,
                surroundings.around(context, table.region),
                uses,
                table.confidence,
            )
            table_report, records = reader.read()
            result.tables.append(table_report)
            report.records += [records] if records is not None else []
        else:
            table_report, values = read_summary(
                context,
                table.plan,
                table.layout,
                table.confidence,
                surroundings.around(context, table.region),
                uses,
            )
            result.tables.append(table_report)
            if len(values):
                first = context.report.contexts(int(values["context"].max()) + 1)
                stated.append(values.assign(context=values["context"] + first))
    if stated:
        report.stated = pd.concat(stated, ignore_index=True) if len(stated) > 1 else stated[0]
    if sheet.bulk:
        _mark_below_head(context, work, uses)


_REASONS = {
    "pivot-of-data": (
        "is the output of a pivot table over data that the workbook holds itself; its figures "
        "were not counted again."
    ),
    "targets-only": "states targets and no figures achieved; nothing of it was measured.",
    "table-not-measurable": (
        "holds nothing that is known how to measure, and was set aside. Map its columns if it does."
    ),
}


def _set_aside(context: SheetContext, table: Table, uses: CellUses, code: str) -> TableReport:
    """Account for a table that is not read, and say why."""
    region = table.region
    uses.mark_cells(Use.NOTE, region.title_cells)
    uses.mark_block(Use.SET_ASIDE, region.top, region.bottom, region.left, region.right)
    for row in region.header_rows:
        uses.mark_block(Use.HEADING, row, row, region.left, region.right)
    cells = cell_range(region.top, region.left, region.bottom, region.right)
    context.find(Severity.INFO, code, f"The table in {cells} {_REASONS[code]}", cells)
    rows = region.bottom - region.first_data_row + 1
    return TableReport(cells, Layout.OTHER, round(table.confidence, 3), rows=rows)


def _say_hidden(context: SheetContext) -> None:
    """Note that hidden parts were read like the rest."""
    grid, sheet = context.sheet.grid, context.sheet
    parts = []
    if sheet.hidden:
        parts.append("the whole sheet")
    if grid.hidden_rows:
        parts.append(f"{len(grid.hidden_rows)} rows")
    if grid.hidden_columns:
        parts.append(f"{len(grid.hidden_columns)} columns")
    if parts:
        context.find(
            Severity.INFO,
            "hidden-content",
            f"Hidden in the file, and read like the rest: {', '.join(parts)}.",
        )


def _mark_below_head(context: SheetContext, work: _SheetWork, uses: CellUses) -> None:
    """Set aside what stands below the head of a long sheet, outside of its tables."""
    sheet = context.sheet
    beside = [
        column
        for column in range(sheet.n_columns)
        if not any(
            region.left <= column <= region.right and region.bottom >= HEAD_ROWS
            for region in work.structure.regions
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
            f"{sum(int(counts[column]) for column in lost)} cells below row {HEAD_ROWS} stand in "
            "no table that begins above it, and were set aside. Put them on a sheet of their own.",
            ",".join(cell(HEAD_ROWS, column) for column in lost[:5]),
        )


def _say_unexplained(context: SheetContext, lost: list[tuple[int, int]]) -> None:
    """Say that the bookkeeping has a hole; a fault of the program, never hidden."""
    if lost:
        cells = ",".join(cell(row, column) for row, column in lost[:5])
        _log.error("%d cells of '%s' without a use: %s", len(lost), context.sheet.name, cells)
        context.find(
            Severity.WARNING,
            "cells-unexplained",
            f"{len(lost)} cells were neither used nor set aside for a reason; they count as set "
            "aside. Please report this.",
            cells,
        )


def _finish(report: ImportedReport, file: FileContext) -> None:
    """Name the report's vendors, and say what concerns the whole file."""
    names: dict[str, None] = {}
    for table in report.records:
        vendors = table.frame[VENDOR].cat.remove_unused_categories()
        names.update(dict.fromkeys(map(str, vendors.cat.categories)))
    names.update(dict.fromkeys(map(str, report.stated["vendor"])))
    report.vendors = tuple(names)
    report.vendor = report.vendors[0] if len(report.vendors) == 1 else ""
    report.findings += unmet_choices(file)
    own = vendor_of_file(file.file, file.words)
    if own in names and not surroundings.vendor_option(file.options, file.file, file.path):
        report.findings.append(
            Finding(
                Severity.INFO,
                "vendor-from-file-name",
                f"No vendor is named in the report; '{own}' was taken from the file's name. "
                "Rename the vendor if that is wrong.",
                report.file,
            )
        )
    if file.year_used:
        report.findings.append(
            Finding(
                Severity.WARNING,
                "year-assumed",
                f"Months stand without a year, and nothing in the report names one; {file.year}, "
                "the year the file was last saved, was assumed. Put the year into the sheet's name "
                "or title.",
                report.file,
            )
        )
    if not report.usable and not report.failed:
        report.findings.append(
            _failure(
                report,
                "nothing-usable",
                f"'{report.file}' was read, but holds nothing that can be measured: no column or "
                "row of it is a known KPI or field. Map its columns if it does.",
            )
        )
    report.findings = [replace(finding, file=report.file) for finding in report.findings]
