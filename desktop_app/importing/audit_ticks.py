"""Ticks of an audit sample, read back from the workbook they were made in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.address import cell
from desktop_app.domain.errors import UnreadableFileError
from desktop_app.domain.progress import NoProgress
from desktop_app.domain.translating import tr
from desktop_app.importing.files import read_file
from desktop_app.importing.report import ImportOptions
from desktop_app.importing.workbook import open_workbook

SHEET = "Audit sample"
"""Name of the sheet in exported workbooks."""
_NUMBER, _MARK, _NOTE = "no.", "checked", "note"


@dataclass(frozen=True, slots=True)
class Ticks:
    """What a workbook's sheet says.

    Parameters
    ----------
    sample : str
        Id of the sample.
    marks : mapping of number to (word as written, note, cell of the word)
    """

    sample: str
    marks: Mapping[int, tuple[str, str, str]]


def read_ticks(path: Path) -> Ticks:
    """Return the ticks of an exported workbook.

    Raises
    ------
    UnreadableFileError
        If the file can't be read or holds no audit sample.
    """
    try:
        data = read_file(path)
    except OSError as error:
        raise UnreadableFileError(
            tr("{file} can't be read ({reason}).", file=path.name, reason=error.strerror),
            "file-not-found",
        ) from error
    book = open_workbook(data, path.name, ImportOptions(), NoProgress())
    for sheet in book.sheets:
        if sheet.name == SHEET:
            rows: list[list[object]] = sheet.grid.values.tolist()
            return _ticks(rows, path.name)
    raise UnreadableFileError(
        tr("{file} has no sheet '{sheet}'.", file=path.name, sheet=SHEET),
        "no-audit-sample",
        tr("Choose a workbook that was exported with an audit sample."),
    )


def _ticks(rows: Sequence[Sequence[object]], file: str) -> Ticks:
    sample, head = "", None
    for number, row in enumerate(rows):
        words = [_text(value).casefold() for value in row]
        if words and words[0] == "sample" and len(row) > 1:
            sample = _text(row[1])
        if {_NUMBER, _MARK, _NOTE} <= set(words):
            head = number
            break
    if head is None or not sample:
        raise UnreadableFileError(
            tr(
                "{file}, sheet '{sheet}': there is no list of records with the columns "
                "No., Checked and Note.",
                file=file,
                sheet=SHEET,
            ),
            "no-audit-sample",
        )
    columns = {_text(value).casefold(): place for place, value in enumerate(rows[head])}
    marks = {}
    for number in range(head + 1, len(rows)):
        row = rows[number]
        own = _number(row[columns[_NUMBER]])
        if own is not None:
            place = cell(number, columns[_MARK])
            marks[own] = (_text(row[columns[_MARK]]), _text(row[columns[_NOTE]]), place)
    return Ticks(sample, marks)


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _number(value: object) -> int | None:
    try:
        number = float(_text(value))
    except ValueError:
        return None
    return int(number) if number.is_integer() else None
