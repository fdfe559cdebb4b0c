"""Saving and opening project files, safely: a failed save loses nothing, opening runs nothing."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from desktop_app import __version__
from desktop_app.domain.errors import MappingError, ProjectFileError, ScenarioError
from desktop_app.domain.translating import tr
from desktop_app.project import schema
from desktop_app.project.model import HistoryEntry, OpenResult, OpenStatus, ProjectState
from desktop_app.project.rows import read_rows, write_rows

MAX_FILE = 4 * 2**30
"""Bytes of a project file that are opened at most; what is beyond is no folder of reports."""
MAX_VALUE = 1_000_000_000
"""Bytes of one report or text, as SQLite itself has it."""

_HEADER = 100
_MAGIC = b"SQLite format 3\x00"


def save_project(path: Path, state: ProjectState) -> None:
    """Write the project to `path`; whatever was there stays untouched until all is written.

    The file is made beside the target, brought to the disk, and then put in its place in one
    step.

    Raises
    ------
    ProjectFileError
        If the folder can't be written, the disk is full, a report is larger than 1 GB,
        another program holds the target open, or the target is no project of this version, or is
        this project, saved by someone else since it was opened.
    """
    target = path.resolve()
    _refuse_other_files(target)
    _refuse_later_save(target, state)
    for report in state.reports:
        if len(report.data) > MAX_VALUE:
            raise ProjectFileError(
                tr(
                    "'{file}' is larger than the 1 GB a project can hold of one report.",
                    file=report.file,
                ),
                tr("Save the project without it."),
            )
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    try:
        _write(draft, state)
        if target.exists():
            shutil.copymode(target, draft)
        draft.replace(target)
        _sync_folder(target.parent)
    except (OSError, sqlite3.Error) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise ProjectFileError(
            tr("The project could not be saved as {path}: {reason}.", path=path, reason=reason),
            tr("Close it in other programs, or save it in another folder."),
        ) from error
    finally:
        # After success there is nothing left to remove; a failure here hides no other.
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


def _refuse_other_files(target: Path) -> None:
    """Keep what is no project (a vendor's report, say), or one of a later version, as it is."""
    if not target.is_file() or not target.stat().st_size:
        return
    _, refusal = _identify(target)
    if refusal is not None:
        raise ProjectFileError(
            tr(
                "{file} is not replaced. {reason}",
                file=target.name,
                reason=refusal.message,
            ),
            tr("Save under another name."),
        )


def _refuse_later_save(target: Path, state: ProjectState) -> None:
    """Keep what another window or person saved of this very project after it was opened here.

    Two files are the same project when their histories begin alike.
    """
    if not target.is_file() or not state.history:
        return
    asked = "SELECT at, who, what FROM history ORDER BY position"
    with contextlib.suppress(sqlite3.Error), _reading(target) as database:
        there = [HistoryEntry(*row) for row in database.execute(asked)]
        known = list(state.history[: len(there)])
        if there[:1] == known[:1] and there != known:
            raise ProjectFileError(
                tr("{file} was saved by someone else after it was opened here.", file=target.name),
                tr("Save under another name."),
            )


def open_project(path: Path) -> OpenResult:
    """Return what a project file holds; it is only read, and nothing else is written.

    A file that is no project, or one of a later version, is told by the result's status.

    Raises
    ------
    ProjectFileError
        If the file can't be read, or is a project and damaged.
    """
    version, refusal = _identify(path)
    if refusal is not None:
        return refusal
    try:
        with _reading(path) as database:
            return _read(database, version)
    except (ProjectFileError, ScenarioError, MappingError) as error:
        raise _damaged(path, error.message) from error
    except (sqlite3.Error, ValueError, TypeError, OverflowError, MemoryError) as error:
        raise _damaged(path, f"{error}.") from error


def _identify(path: Path) -> tuple[int, OpenResult | None]:
    """Return the file's format, or the refusal, from its first bytes; SQLite is not asked yet."""
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
            size = file.seek(0, os.SEEK_END)
    except OSError as error:
        raise ProjectFileError(
            tr("{path} can't be opened: {reason}.", path=path, reason=error.strerror or error)
        ) from error
    mark = int.from_bytes(header[68:72], "big")
    if len(header) < _HEADER or not header.startswith(_MAGIC) or mark != schema.APPLICATION_ID:
        message = tr("{file} is no VendorBench project.", file=path.name)
        return 0, OpenResult(OpenStatus.NOT_OURS, None, message)
    if size > MAX_FILE:
        raise ProjectFileError(
            tr(
                "{file} is larger than a project can be ({size:,} bytes).",
                file=path.name,
                size=size,
            )
        )
    version = int.from_bytes(header[60:64], "big")
    if version > schema.FORMAT:
        message = tr(
            "{file} was saved by a later version of VendorBench (format {version}; "
            "this version reads up to {format}). Install the later version to open it.",
            file=path.name,
            version=version,
            format=schema.FORMAT,
        )
        return version, OpenResult(OpenStatus.TOO_NEW, None, message)
    if version not in schema.SCHEMAS:
        raise ProjectFileError(tr("{file} is damaged: it has no format number.", file=path.name))
    return version, None


def _read(database: sqlite3.Connection, version: int) -> OpenResult:
    """Return the state of a database of a known format, upgraded if need be."""
    if not schema.matches(database, version):
        raise ProjectFileError(tr("its tables are not those of a project."))
    (health,) = database.execute("PRAGMA quick_check(1)").fetchone()
    if health != "ok":
        raise ProjectFileError(f"{health}.")
    signed = database.execute("SELECT value FROM meta WHERE key = 'digest'").fetchone()
    if signed != (schema.digest(database, version),):
        raise ProjectFileError(tr("its contents are not those that were saved."))
    if version == schema.FORMAT:
        return OpenResult(OpenStatus.READ, read_rows(database))
    with contextlib.closing(schema.upgrade(database, version)) as upgraded:
        message = tr(
            "The project is of an older format ({version}); saving brings it up to date.",
            version=version,
        )
        return OpenResult(OpenStatus.UPGRADED, read_rows(upgraded), message)


@contextlib.contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a database that nobody trusts.

    Read-only and immutable: no lock, no journal beside the file is read or written. Functions
    and virtual tables that its schema may name are not trusted.
    """
    place = path.absolute().as_posix()
    # A network folder's name starts with two slashes, a drive's with none.
    uri = f"file://{'' if place.startswith('/') else '/'}{quote(place)}?mode=ro&immutable=1"
    with contextlib.closing(sqlite3.connect(uri, uri=True)) as database:
        database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_VALUE)
        database.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "query_only = ON"):
            database.execute(f"PRAGMA {pragma}")
        yield database


def _write(draft: Path, state: ProjectState) -> None:
    """Make the whole file under its temporary name and bring it to the disk."""
    # Made by hand, so that it is new for certain and has the user's usual permissions.
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o666))
    with contextlib.closing(sqlite3.connect(draft, isolation_level=None)) as database:
        # Nobody sees the draft before it is complete, so there is nothing to roll back.
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        schema.create(database)
        database.execute("BEGIN")
        write_rows(database, state, __version__)
        database.execute("COMMIT")
    with draft.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Bring the folder's entry to the disk where the system allows it (Windows does not)."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _damaged(path: Path, reason: str) -> ProjectFileError:
    return ProjectFileError(
        tr("{file} is damaged: {reason}", file=path.name, reason=reason),
        tr("Open a copy of it, or an earlier version."),
    )
