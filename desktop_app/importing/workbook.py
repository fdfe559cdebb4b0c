"""Open a report as plain cells, whatever kind of file it is; the only door to the readers."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from pathlib import PurePath

from desktop_app.domain.errors import UnreadableFileError
from desktop_app.domain.progress import NoProgress, Progress
from desktop_app.domain.translating import tr
from desktop_app.importing.cells import Workbook
from desktop_app.importing.readers.failures import (
    DoctypeFound,
    corrupt,
    hostile,
    is_reader_failure,
    reason_of,
)
from desktop_app.importing.readers.kinds import (
    TITLES,
    USUAL_ENDINGS,
    Kind,
    kind_of,
)
from desktop_app.importing.readers.notes import second_reader_note
from desktop_app.importing.report import ImportOptions

_log = logging.getLogger(__name__)

Reader = Callable[[bytes, str, int, Progress], Workbook]


def open_workbook(
    data: bytes,
    name: str,
    options: ImportOptions | None = None,
    progress: Progress | None = None,
) -> Workbook:
    """Return the sheets of a report; what kind of file it is, its bytes decide.

    Parameters
    ----------
    data : bytes
        The file.
    name : str
        Its name, for messages and to see whether it is mislabelled.
    options : ImportOptions
        `password` and `bulk_cells` are used.
    progress : Progress
        Asked between sheets and blocks whether to stop.

    Raises
    ------
    UnreadableFileError
        ``file-empty``, ``file-corrupt``, ``file-protected``, ``file-bomb``, ``file-hostile``,
        ``file-not-a-report``, ``file-no-cells``, ``sheet-too-large``.
    Cancelled
        If `progress` says so.
    """
    options = options or ImportOptions()
    progress = progress or NoProgress()
    kind = kind_of(data, name)
    if kind is Kind.PROTECTED:
        from desktop_app.importing.readers.protected import decrypted

        data = decrypted(data, name, options.password)
        kind = kind_of(data, name)
    book = _read(kind, data, name, options, progress)
    _note_label(book, kind, name)
    if not any(sheet.bulk or sheet.n_rows for sheet in book.sheets):
        raise UnreadableFileError(
            tr(
                "'{name}' has {count} sheet(s), and none has a cell with anything in it.",
                name=name,
                count=len(book.sheets),
            ),
            code="file-no-cells",
            suggestion=tr("Ask the vendor for the report with its figures."),
        )
    return book


def _read(
    kind: Kind, data: bytes, name: str, options: ImportOptions, progress: Progress
) -> Workbook:
    """Return what the first reader that can read the file makes of it."""
    failure: tuple[str, BaseException] | None = None
    for title, reader in _readers(kind, options.password):
        try:
            book = reader(data, name, options.bulk_cells, progress)
        except DoctypeFound as error:
            raise hostile(name) from error
        except BaseException as error:
            if not is_reader_failure(error):
                raise
            _log.info("%s can't be read by %s", name, title, exc_info=error)
            failure = failure or (title, error)
            continue
        if failure is not None:
            book.notes += second_reader_note(name, *failure, book.reader)
        return book
    if failure is None:
        raise RuntimeError(f"no reader for {kind}")
    raise corrupt(name, reason_of(failure[1])) from failure[1]


def _readers(kind: Kind, password: str) -> list[tuple[str, Reader]]:
    """Return the readers of a kind, best first; each is imported only when its kind comes up."""
    if kind is Kind.TEXT:
        from desktop_app.importing.readers.delimited import read_delimited

        return [("text", read_delimited)]
    if kind is Kind.HTML:
        from desktop_app.importing.readers.web import read_web

        return [(tr("web page"), read_web)]
    if kind is Kind.XML_2003:
        from desktop_app.importing.readers.xml_2003 import read_mended, read_xml_2003

        return [("XML", read_xml_2003), ("XML, mended", read_mended)]
    if kind is Kind.XLSX:
        from desktop_app.importing.readers.xlsx import read_xlsx

        return [("XML", read_xlsx), ("calamine", _by_calamine)]
    if kind is Kind.ODS:
        from desktop_app.importing.readers.ods import read_ods

        return [("XML", read_ods), ("calamine", _by_calamine)]
    if kind is Kind.XLS:
        from desktop_app.importing.readers.xls import read_xls

        return [("xlrd", partial(read_xls, password)), ("calamine", _by_calamine)]
    return [("calamine", _by_calamine)]


def _by_calamine(data: bytes, name: str, bulk_cells: int, progress: Progress) -> Workbook:
    """Read with calamine, after checking what a zip would unpack to and lay out."""
    from desktop_app.importing.readers.calamine import read_calamine
    from desktop_app.importing.readers.package import open_package
    from desktop_app.importing.readers.xlsb_extent import check_extent

    if data.startswith(b"PK"):
        with open_package(data, name) as archive:
            check_extent(archive, name)
    return read_calamine(data, name, bulk_cells, progress)


def _note_label(book: Workbook, kind: Kind, name: str) -> None:
    """Note that a file's name says something else than its content."""
    ending = PurePath(name).suffix.lower().removeprefix(".")
    if ending not in USUAL_ENDINGS[kind]:
        book.notes.append(
            (
                "file-mislabelled",
                tr(
                    "'{name}' is named .{ending}, but is {kind}; it was read as what it is.",
                    name=name,
                    ending=ending,
                    kind=tr(TITLES[kind]),
                ),
            )
        )
