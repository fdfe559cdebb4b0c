"""A report from its bytes to records, stated values, findings and the account of every cell."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.catalogue.model import Catalogue
from desktop_app.catalogue.text import normalise
from desktop_app.domain import own_export
from desktop_app.domain.errors import UnreadableFileError
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.progress import NoProgress, Progress
from desktop_app.domain.translating import tr
from desktop_app.importing import titles, vendor_naming
from desktop_app.importing.added_up import say_added
from desktop_app.importing.apart import tell_apart
from desktop_app.importing.captions import rename_captions
from desktop_app.importing.cells import Sheet, Workbook
from desktop_app.importing.context import FileContext, Names, SheetContext
from desktop_app.importing.files import read_file
from desktop_app.importing.finishing import finish
from desktop_app.importing.joins.join import join_tables
from desktop_app.importing.joins.sources import JoinSheet
from desktop_app.importing.layout import decide
from desktop_app.importing.layouts.cards import without_cards
from desktop_app.importing.layouts.headings import is_segment
from desktop_app.importing.layouts.key_values import take_key_values, without_block_captions
from desktop_app.importing.layouts.named_figures import without_named
from desktop_app.importing.learning import learn_customs
from desktop_app.importing.mappings.applying import Following, follow
from desktop_app.importing.mappings.finishing import (
    finish_mapping,
    mapping_failed,
    with_own_words,
)
from desktop_app.importing.mappings.unfitting import say_unfitting
from desktop_app.importing.regions import SheetStructure
from desktop_app.importing.report import (
    ImportedReport,
    ImportOptions,
    Layout,
    stated_frame,
)
from desktop_app.importing.sheet_names import part_of_file, split_parts
from desktop_app.importing.sheet_periods import name_periods, year_of
from desktop_app.importing.sheet_work import (
    SheetWork,
    read_safely,
    say_failed,
)
from desktop_app.importing.sister_sheets import name_like_ones, sister_sheets
from desktop_app.importing.tables import find_structure
from desktop_app.importing.vendor_words import vendor_words
from desktop_app.importing.windows import months_not_over
from desktop_app.importing.workbook import open_workbook

_log = logging.getLogger(__name__)
_ROWS_SEEN = 60
_WORTH_A_LOOK = frozenset({"second-reader", "file-mislabelled", "formulas-not-calculated"})


def make_ready() -> None:
    """Do what the first report would have to wait for, by the product's own catalogue."""
    Names.of(load_catalogue())
    vendor_words()


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
    report = ImportedReport(file=options.label(path), path=str(path))
    progress.report(0.0, tr("Opening {file}", file=report.file))
    try:
        data = read_file(path)
        modified = dt.datetime.fromtimestamp(path.stat().st_mtime).year
    except OSError as error:
        reason = error.strerror or type(error).__name__
        report.findings.append(
            _failure(
                report,
                "file-unreadable",
                tr("'{file}' can't be opened: {reason}.", file=report.file, reason=reason),
            )
        )
        return report
    report.size, book = len(data), None
    # The first reports of a process wait less when this is done beside the reading.
    with ThreadPoolExecutor(max_workers=1) as beside:
        digest = beside.submit(hashlib.sha256, data)
        beside.submit(Names.of, catalogue)
        try:
            book = open_workbook(data, report.file, options, progress)
        except UnreadableFileError as error:
            report.findings.append(_failure(report, error.code, str(error)))
    del data
    report.sha256 = digest.result().hexdigest()
    if book is None:
        return report
    if _is_own(book):
        report.findings.append(_own_export(report))
        return report
    _import_book(report, book, catalogue, options, progress, modified)
    return report


def _failure(report: ImportedReport, code: str, message: str) -> Finding:
    return Finding(Severity.ERROR, code, message, report.file)


def _is_own(book: Workbook) -> bool:
    """Return whether the workbook is a comparison that VendorBench exported."""
    sheet = next((one for one in book.sheets if one.name == own_export.SHEET), None)
    if sheet is None or sheet.grid.n_rows < 2:
        return False
    return own_export.is_own(sheet.grid.values[0, 0], sheet.grid.values[1, 0])


def _own_export(report: ImportedReport) -> Finding:
    message = tr(
        "'{file}' is a comparison that VendorBench exported, no vendor's report: its "
        "figures are those of other reports, and would count twice. Add those reports, "
        "or open the project.",
        file=report.file,
    )
    return Finding(Severity.WARNING, "own-export", message, report.file)


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
    options = with_own_words(options, report)
    file = FileContext(
        file=report.file,
        path=report.path,
        sha256=report.sha256,
        catalogue=catalogue,
        options=options,
        names=Names.of(catalogue),
        epoch_1904=book.epoch_1904,
        properties=book.properties,
    )
    works = []
    for number, sheet in enumerate(book.sheets):
        progress.check()
        progress.report(
            0.3 + 0.3 * number / len(book.sheets), tr("Looking at '{sheet}'", sheet=sheet.name)
        )
        works.append(_look_at(file, sheet, modified))
    learn_customs(file, [(work.context, work.lines) for work in works])
    _name_sheets(file, works)
    following = _follow(report, file, works)
    if following is not None and following.fiscal_year_start:
        file.fiscal_start = following.fiscal_year_start
    for work in works:
        progress.check()
        _decide(work)
    with_log = any(table.layout is Layout.LOG for work in works for table in work.tables)
    for number, work in enumerate(works):
        progress.check()
        name = work.context.sheet.name
        progress.report(0.6 + 0.4 * number / len(works), tr("Reading '{name}'", name=name))
        work.use_year()
        read_safely(report, work, with_log)
        say_added(work.context, work.stated)
        report.findings += work.context.findings
    report.stated = stated_frame(table for work in works for table in work.stated)
    _join(report, catalogue, works)
    finish(report, file, [work.context for work in works])
    finish_mapping(report, file, following)
    progress.report(1.0, tr("Read {file}", file=report.file))


def _join(report: ImportedReport, catalogue: Catalogue, works: Sequence[SheetWork]) -> None:
    """Join the tables of the sheets that were read by the ids they share."""
    sheets = [JoinSheet(w.context, w.tables, w.uses, w.result) for w in works if not w.failed]
    join_tables(report, sheets, catalogue)


def _look_at(file: FileContext, sheet: Sheet, modified: int) -> SheetWork:
    """Find the tables of a sheet; a failure stays with this sheet."""
    context = SheetContext(file, sheet, "", "")
    work = SheetWork(context, SheetStructure((), ()), modified)
    try:
        found = tell_apart(context, find_structure(sheet))
        told = without_named(context, without_cards(context, found))
        work.structure = take_key_values(context, told)
        work.year = year_of(context, work.structure)
    except Exception:  # noqa: BLE001 - logged and said; other sheets go on
        say_failed(work)
    return work


def _decide(work: SheetWork) -> None:
    """Decide the layouts of a sheet's tables; a failure stays with this sheet."""
    if work.failed:
        return
    try:
        for place, region in enumerate(work.structure.regions):
            work.use_year(region)
            work.context.followed = work.followed[place] if work.followed else None
            work.tables.append(decide(work.context, region))
    except Exception:  # noqa: BLE001 - logged and said; other sheets go on
        say_failed(work)


def _follow(
    report: ImportedReport, file: FileContext, works: Sequence[SheetWork]
) -> Following | None:
    """Shape the tables as the mapping that fits says; without one they stay as they are."""
    sheets = [(work.context, work.structure) for work in works]
    try:
        following = follow(file, sheets)
        if following is None:
            report.findings += say_unfitting(file, sheets)
    except Exception:  # noqa: BLE001 - logged and said; the report is read without it
        _log.exception("the mapping of '%s' failed", report.file)
        report.findings.append(mapping_failed(report))
        return None
    if following is None:
        return None
    for work, sheet in zip(works, following.sheets, strict=True):
        work.structure, work.followed = sheet.structure, sheet.tables
    if following.reshaped:
        _name_sheets(file, works)
    return following


def _name_sheets(file: FileContext, works: Sequence[SheetWork]) -> None:
    """Take vendor, period and channel of each sheet from the names and titles around it."""
    name_periods(file, works)
    whole = {w.context.bare_name for w in works if is_segment(w.context, w.context.bare_name)}
    split = split_parts([work.context.bare_name for work in works], file.words)
    for work, (rest, named) in zip(works, split, strict=True):
        context = work.context
        context.segment = context.bare_name if context.bare_name in whole else named or None
        context.bare_name = context.bare_name if context.bare_name in whole else rest
    headings = [
        [
            part
            for region in work.structure.regions
            for row in region.header_parts
            for part in row
            if part
        ]
        for work in works
    ]
    contexts = [work.context for work in works]
    sisters = sister_sheets(file.names, file.words, headings)
    lines = [without_block_captions(work.structure.regions, work.lines) for work in works]
    vendor_naming.name_vendors(file, contexts, lines, sisters)
    name_like_ones(file, contexts, sisters, [_names_of_rows(work) for work in works])
    part = part_of_file(file.file, file.options.beside, file.words)
    for work in works if part else ():
        own = work.context.segment
        work.context.segment = f"{own} / {part}" if own else part
    file.told_apart = titles.told_apart(file, [r for w in works for r in w.structure.regions])
    for work in works:
        file.part_periods |= months_not_over(work.lines, file.words)
        titles.name_tables(work.context, work.structure.regions, work.year)
    rename_captions(file, contexts)


def _names_of_rows(work: SheetWork) -> frozenset[str]:
    """Return the first names down the first column of each table of a sheet."""
    grid = work.context.sheet.grid
    places = [
        (row, region.left)
        for region in work.structure.regions
        for row in range(region.first_data_row, min(region.bottom, region.top + _ROWS_SEEN) + 1)
    ]
    texts = (grid.values[at] for at in places if at[0] < grid.n_rows)
    return frozenset(normalise(text) for text in texts if isinstance(text, str))
