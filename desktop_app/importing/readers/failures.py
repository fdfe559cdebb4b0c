"""How reading fails: refusals in words for the user, and what counts as a reader's failure."""

from __future__ import annotations

from desktop_app.domain.errors import UnreadableFileError
from desktop_app.domain.progress import Cancelled
from desktop_app.domain.translating import tr


class DoctypeFound(Exception):  # noqa: N818 - a signal between parser and caller
    """An XML part declares a document type, which no spreadsheet program writes."""


def corrupt(name: str, what: str) -> UnreadableFileError:
    """Return the refusal of a damaged file."""
    return UnreadableFileError(
        tr("'{name}' is damaged: {what}.", name=name, what=what),
        code="file-corrupt",
        suggestion=tr(
            "Open it in Excel and save it again, or ask the vendor to send it once more."
        ),
    )


def not_a_report(name: str, what: str) -> UnreadableFileError:
    """Return the refusal of a file that is something else."""
    return UnreadableFileError(
        tr("'{name}' is {what}, not a spreadsheet.", name=name, what=what),
        code="file-not-a-report",
        suggestion=tr("Ask the vendor for the report as .xlsx, .xls, .xlsb, .ods or .csv."),
    )


def hostile(name: str) -> UnreadableFileError:
    """Return the refusal of a file that tries to make a parser expand entities."""
    return UnreadableFileError(
        tr(
            "'{name}' declares a document type in its XML, which no spreadsheet program "
            "writes and which can freeze the computer; it was not read.",
            name=name,
        ),
        code="file-hostile",
        suggestion=tr("Ask the vendor where the file comes from."),
    )


def is_reader_failure(error: BaseException) -> bool:
    """Return whether another reader may do better after this error.

    The libraries written in Rust raise a panic that is no `Exception`, and has no public type.
    """
    if isinstance(error, UnreadableFileError | Cancelled | MemoryError | DoctypeFound):
        return False
    return isinstance(error, Exception) or type(error).__name__ == "PanicException"


def reason_of(error: BaseException) -> str:
    """Return a one-line reason of a library's error."""
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text}"[:200] if text else type(error).__name__
