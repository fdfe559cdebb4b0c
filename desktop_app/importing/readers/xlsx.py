"""Excel workbooks of the XML kind (.xlsx, .xlsm): small sheets whole, large ones in bulk."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

from desktop_app.domain.progress import Progress
from desktop_app.domain.translating import tr
from desktop_app.importing.cells import HEAD_ROWS, Sheet, Workbook
from desktop_app.importing.readers.bulk import Batch, BulkSheet, read_batch
from desktop_app.importing.readers.grids import GridSheet, clip_merged
from desktop_app.importing.readers.notes import Places, covered_note, uncalculated_note
from desktop_app.importing.readers.package import Package, SheetPart, open_package
from desktop_app.importing.readers.properties import properties_of
from desktop_app.importing.readers.sheet_xml import read_sheet_xml
from desktop_app.importing.readers.survey import survey

_SMALLEST_CELL = 12
"""Bytes of the shortest cell, ``<c><v>1</v>``; so few cells can't hide in so many bytes."""
_USUAL_CELL = 60
"""Bytes from which a sheet is nearly always large."""


def read_xlsx(data: bytes, name: str, bulk_cells: int, progress: Progress) -> Workbook:
    """Return the sheets of an .xlsx or .xlsm; macros never run and links are never followed."""
    with open_package(data, name) as archive, _one_thread() as thread:
        package = Package(archive, name)
        book = Workbook([], "XML", package.epoch_1904, _package_notes(package))
        book.properties = properties_of(package)
        parts = [part for part in package.sheets if _is_sheet(part, package, book.notes)]
        for at, part in enumerate(parts):
            progress.check()
            progress.report(
                at / len(parts), tr("Reading {name}, sheet {sheet}", name=name, sheet=part.name)
            )
            book.sheets.append(_read_sheet(data, package, part, bulk_cells, book, thread))
    for sheet in book.sheets:
        if isinstance(sheet, BulkSheet):
            progress.check()
            progress.report(0.9, tr("Reading {name}, sheet {sheet}", name=name, sheet=sheet.name))
            sheet.load()
    return book


def _package_notes(package: Package) -> list[tuple[str, str]]:
    notes = []
    if package.has_macros:
        notes.append(
            (
                "macros-not-run",
                tr(
                    "'{file}' holds macros. They were not run; stored values were read.",
                    file=package.name,
                ),
            )
        )
    if package.external_links:
        notes.append(
            (
                "links-not-followed",
                tr(
                    "Formulas of '{file}' refer to {count} other workbook(s); "
                    "these were not opened, the stored results were read.",
                    file=package.name,
                    count=package.external_links,
                ),
            )
        )
    return notes


def _is_sheet(part: SheetPart, package: Package, notes: list[tuple[str, str]]) -> bool:
    """Return whether a sheet has cells; note it otherwise."""
    if part.kind == "worksheet" and package.has(part.path):
        return True
    if part.kind == "worksheet":
        notes.append(
            (
                "sheet-missing",
                tr(
                    "'{file}' lists a sheet '{sheet}' that is not in the file.",
                    file=package.name,
                    sheet=part.name,
                ),
            )
        )
    else:
        notes.append(
            (
                "sheet-without-cells",
                tr(
                    "'{sheet}' of '{file}' is a {kind} and has no cells to read.",
                    sheet=part.name,
                    file=package.name,
                    kind=part.kind,
                ),
            )
        )
    return False


@contextmanager
def _one_thread() -> Iterator[ThreadPoolExecutor]:
    """Give a thread for bulk reading, which outlives the block until its work is done."""
    thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="bulk")
    try:
        yield thread
    finally:
        thread.shutdown(wait=False)


def _read_sheet(
    data: bytes,
    package: Package,
    part: SheetPart,
    bulk_cells: int,
    book: Workbook,
    thread: ThreadPoolExecutor,
) -> Sheet:
    """Return one sheet, in bulk from `bulk_cells` non-empty cells on.

    The bulk read starts on a guess by size and runs while the XML is surveyed and the head read.
    """
    batch: Future[Batch] | None = None
    if package.size(part.path) >= bulk_cells * _SMALLEST_CELL:
        if package.size(part.path) >= bulk_cells * _USUAL_CELL:
            batch = thread.submit(read_batch, data, part.name)
        found = survey(package, part, bulk_cells)
        cells = read_sheet_xml(package, part, HEAD_ROWS)
        if found.cells >= bulk_cells and not cells.whole:
            batch = batch or thread.submit(read_batch, data, part.name)
            cells.grid.merged = found.merged
            covered = clip_merged(cells.grid)
            _note_cells(book, package.name, part.name, found.uncalculated, covered)
            book.reader = "fastexcel"
            return BulkSheet(data, package.name, part, cells.grid, found, batch, book.notes)
        if batch is not None:
            batch.cancel()
    cells = read_sheet_xml(package, part)
    _note_cells(book, package.name, part.name, cells.uncalculated, cells.covered)
    return GridSheet(part.name, cells.grid, part.hidden)


def _note_cells(book: Workbook, name: str, sheet: str, bare: Places, covered: Places) -> None:
    book.notes += uncalculated_note(name, sheet, bare)
    book.notes += covered_note(name, sheet, covered)
