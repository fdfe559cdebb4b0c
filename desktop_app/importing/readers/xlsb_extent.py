"""How far the cells of a binary workbook (.xlsb) reach, told before they are laid out.

calamine lays a sheet out as one rectangle around its cells. One damaged column number among them
makes that gigabytes, so the numbers are looked at first: record by record, as [MS-XLSB] 2.1.4
describes them, without what the cells hold.
"""

from __future__ import annotations

import re
import struct
import zipfile

from desktop_app.importing.readers.grids import check_area

_SHEET = re.compile(r"xl/worksheets/[^/]+\.bin", re.IGNORECASE)
_ROW_HEADER = 0
_LAST_CELL_KIND = 11
"""BrtRowHdr is 0; BrtCellBlank to BrtFmlaError, 1 to 11, are the cells of a row."""
_NUMBER = struct.Struct("<I")


def check_extent(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse a binary workbook of which a sheet's cells lie too far apart to be laid out.

    Other kinds of workbooks in a zip have no such parts and pass.

    Raises
    ------
    UnreadableFileError
        ``sheet-too-large``, with the part in the place of the sheet's name.
    """
    for part in archive.namelist():
        if _SHEET.fullmatch(part):
            rows, columns = _extent(archive.read(part))
            check_area(rows, columns, name, part)


def _extent(content: bytes) -> tuple[int, int]:
    """Return how many rows and columns a rectangle around all cells of a sheet has."""
    rows: list[int] = []
    columns: set[int] = set()
    row = at = 0
    while at + 2 <= len(content):
        kind = content[at]
        at += 1
        if kind & 0x80:
            kind = kind & 0x7F | (content[at] & 0x7F) << 7
            at += 1
        size, at = _size(content, at)
        if kind <= _LAST_CELL_KIND and size >= _NUMBER.size and at + size <= len(content):
            (number,) = _NUMBER.unpack_from(content, at)
            if kind == _ROW_HEADER:
                row = number
            else:
                rows.append(row)
                columns.add(number)
        at += size
    if not rows:
        return 0, 0
    return max(rows) - min(rows) + 1, max(columns) - min(columns) + 1


def _size(content: bytes, at: int) -> tuple[int, int]:
    """Return the length of a record, seven bits a byte, and where its content begins."""
    size = shift = 0
    while at < len(content) and shift < 28:
        byte = content[at]
        at += 1
        size |= (byte & 0x7F) << shift
        if not byte & 0x80:
            break
        shift += 7
    return size, at
