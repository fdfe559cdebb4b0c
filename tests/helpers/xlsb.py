"""A minimal writer of .xlsb, record by record ([MS-XLSB] 2.3 and 2.4), as no library has one."""

from __future__ import annotations

import io
import struct
import zipfile
from dataclasses import dataclass
from typing import Any

_TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled'
    b'.main"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
    b'.relationships+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass(frozen=True)
class Error:
    """An error cell by its code: 7 is #DIV/0!, 42 is #N/A."""

    code: int


@dataclass(frozen=True)
class Serial:
    """A number with the date format (style 1)."""

    value: float


def _record(kind: int, content: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = len(content), b""
    while True:
        size, low = size >> 7, size & 0x7F
        length += bytes([low | 0x80 if size else low])
        if not size:
            return head + length + content


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text.encode("utf-16-le")) // 2) + text.encode("utf-16-le")


def _cell(column: int, value: Any) -> bytes:
    style = 1 if isinstance(value, Serial) else 0
    at = struct.pack("<II", column, style)
    if isinstance(value, bool):
        return _record(4, at + bytes([value]))
    if isinstance(value, Error):
        return _record(3, at + bytes([value.code]))
    if isinstance(value, str):
        return _record(6, at + _text(value))
    number = value.value if isinstance(value, Serial) else value
    return _record(5, at + struct.pack("<d", number))


def _sheet(rows: list[list[Any]]) -> bytes:
    width = max(len(row) for row in rows)
    parts = [
        _record(129),
        _record(148, struct.pack("<IIII", 0, len(rows) - 1, 0, width - 1)),
        _record(145),
    ]
    for at, row in enumerate(rows):
        parts.append(_record(0, struct.pack("<IIHBBBI", at, 0, 300, 0, 0, 0, 0)))
        parts += [_cell(column, value) for column, value in enumerate(row) if value is not None]
    return b"".join([*parts, _record(146), _record(130)])


def _styles() -> bytes:
    formats = [0, 14]
    styles = [
        _record(47, struct.pack("<HHHHHBBBBH", 0xFFFF, code, 0, 0, 0, 0, 0, 0, 0, 0))
        for code in formats
    ]
    count = struct.pack("<I", len(formats))
    return b"".join([_record(278), _record(617, count), *styles, _record(618), _record(279)])


def _relations(*targets: tuple[str, str, str]) -> bytes:
    items = "".join(
        f'<Relationship Id="{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, kind, target in targets
    )
    return f'<Relationships xmlns="{_RELATIONS}">{items}</Relationships>'.encode()


def xlsb(sheets: dict[str, list[list[Any]]], hidden: frozenset[str] = frozenset()) -> bytes:
    """Return a workbook; cells are texts, numbers, booleans, `Error`, `Serial` or None."""
    listed = b"".join(
        _record(156, struct.pack("<II", name in hidden, at) + _text(f"rId{at}") + _text(name))
        for at, name in enumerate(sheets, start=1)
    )
    book = [
        _record(131),
        _record(153, struct.pack("<II", 0, 0) + _text("")),
        _record(143),
        listed,
        _record(144),
        _record(132),
    ]
    links = [
        (f"rId{at}", "worksheet", f"worksheets/sheet{at}.bin") for at in range(1, len(sheets) + 1)
    ]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _relations(("rId1", "officeDocument", "xl/workbook.bin")))
        archive.writestr("xl/workbook.bin", b"".join(book))
        archive.writestr(
            "xl/_rels/workbook.bin.rels", _relations(*links, ("rId99", "styles", "styles.bin"))
        )
        archive.writestr("xl/styles.bin", _styles())
        for at, rows in enumerate(sheets.values(), start=1):
            archive.writestr(f"xl/worksheets/sheet{at}.bin", _sheet(rows))
    return target.getvalue()
