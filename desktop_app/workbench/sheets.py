"""The sheets of open reports as received, read beside the window and kept for a while."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop_app.domain.progress import Progress
from desktop_app.domain.translating import tr

if TYPE_CHECKING:
    from desktop_app.importing.picture import BookPicture, SheetPicture
    from desktop_app.importing.report import ImportedReport
    from desktop_app.project.model import ProjectState

MOST_BYTES = 300_000_000
"""What all pictures kept may take; the one shown is kept whatever it takes."""


def read_sheets(
    report: ImportedReport,
    sheet: str,
    progress: Progress,
    project: ProjectState | None = None,
    password: str = "",
) -> BookPicture:
    """Return the picture of a report's sheet, with those of its small sheets.

    Parameters
    ----------
    sheet : str
        Its name; the first sheet if there is none of that name.
    project : ProjectState or None
        The open project, whose stored bytes are read where the report has no file of its own.
    password : str
        Opens a protected workbook.

    Raises
    ------
    UnreadableFileError
        If the file is gone or has changed since it was read; ``file-protected`` asks for its
        password.
    Cancelled
        If `progress` says so.
    """
    from desktop_app.domain.errors import UnreadableFileError
    from desktop_app.importing.picture import PictureTask, picture_of
    from desktop_app.importing.workers import prepare_workers
    from desktop_app.project.build import readable

    task = PictureTask(sheet, report.file, report.sha256, password)
    with readable(report, project) as path:
        if not path.is_file():
            raise UnreadableFileError(
                tr("'{file}' is no longer where it was read from.", file=report.file),
                "file-unreadable",
                tr("Put it back, or add it again."),
            )
        try:
            return picture_of(path, task, progress)
        finally:
            prepare_workers(1)


class PictureShelf:
    """Pictures taken lately, the oldest given away first when they take too much room."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most = most_bytes
        self._books: OrderedDict[str, BookPicture] = OrderedDict()

    def put(self, sha256: str, book: BookPicture) -> None:
        """Keep a picture, together with other sheets of the same file."""
        before = self._books.pop(sha256, None)
        if before is not None:
            book = replace(book, pictures={**before.pictures, **book.pictures})
        self._books[sha256] = book
        while len(self._books) > 1 and sum(map(_size, self._books.values())) > self._most:
            self._books.popitem(last=False)

    def find(self, sha256: str, sheet: str) -> SheetPicture | None:
        """Return the picture of a sheet, None if it was not taken or is gone."""
        book = self._books.get(sha256)
        if book is None:
            return None
        self._books.move_to_end(sha256)
        return book.pictures.get(sheet)

    def clear(self) -> None:
        """Forget all."""
        self._books.clear()


def _size(book: BookPicture) -> int:
    return sum(len(block) for picture in book.pictures.values() for block in picture.blocks)
