"""One quick pass over a large sheet's XML: how many cells it has, and what stands behind them.

The XML is unpacked and searched as bytes, not parsed: about a sixth of the time of reading it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop_app.domain.address import parse_cell, parse_range
from desktop_app.importing.cells import HEAD_ROWS
from desktop_app.importing.readers.package import Package, SheetPart

_PIECE = 1 << 20
_SAMPLE = 1 << 14
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+\d+:[A-Z]+\d+)"')


@dataclass(slots=True)
class Survey:
    """What the pass found.

    `cells` have a value; `merged` are ranges that touch the head; `uncalculated` are formulas
    without a stored result below the head; `prefix` is the XML namespace prefix in use;
    `booleans` says that some cell holds TRUE or FALSE;
    `epoch_1904` is the workbook's date system.
    """

    cells: int = 0
    merged: tuple[tuple[int, int, int, int], ...] = ()
    uncalculated: list[tuple[int, int]] = field(default_factory=list)
    prefix: str = ""
    booleans: bool = False
    epoch_1904: bool = False


def pieces(package: Package, part: SheetPart, prefix: str) -> Iterator[bytes]:
    """Yield the XML in pieces that never cut a cell in two."""
    start = f"<{prefix}c ".encode()
    rest = b""
    with package.open(part.path) as stream:
        while chunk := stream.read(_PIECE):
            piece = rest + chunk
            cut = piece.rfind(start)
            if cut <= 0:
                cut = max(piece.rfind(b"<"), 0)
            rest = piece[cut:]
            yield piece[:cut]
    yield rest


def survey(package: Package, part: SheetPart, enough: int) -> Survey:
    """Return a sheet's merged ranges, formulas without a result and whether it is large.

    Its cells are counted up to `enough` only.
    """
    found = Survey(prefix=_prefix(package, part), epoch_1904=package.epoch_1904)
    tag = found.prefix
    value, no_value, text = (f"</{tag}v>", f"<{tag}v></{tag}v>", f"<{tag}is>")
    formula, has_formulas = f"</{tag}f>".encode(), False
    bare = _uncalculated_pattern(tag)
    merged: list[tuple[int, int, int, int]] = []
    for piece in pieces(package, part, tag):
        if found.cells < enough:
            found.cells += piece.count(value.encode()) + piece.count(text.encode())
            found.cells -= piece.count(no_value.encode())
        found.booleans = found.booleans or _has_boolean(piece)
        # A formula shared by many cells is written out in the first one only.
        has_formulas = has_formulas or (b"f" in piece and formula in piece)
        if has_formulas:
            addresses = (parse_cell(match[1].decode()) for match in bare.finditer(piece))
            found.uncalculated.extend(addresses)
        if b"g" in piece and b"mergeCell " in piece:
            ranges = (parse_range(match[1].decode()) for match in _MERGED.finditer(piece))
            merged.extend(area for area in ranges if area[0] < HEAD_ROWS)
    found.merged = tuple(merged)
    return found


def _has_boolean(piece: bytes) -> bool:
    """Return whether a cell holds TRUE or FALSE.

    Here and for formulas and merged ranges, a letter that few cells have is looked for before
    the word: that takes a tenth of the time.
    """
    return b"b" in piece and (b't="b"' in piece or b"t='b'" in piece[:_SAMPLE])


def _prefix(package: Package, part: SheetPart) -> str:
    with package.open(part.path) as stream:
        root = re.search(rb"<(\w+:)?worksheet[\s>]", stream.read(4096))
    return root[1].decode() if root and root[1] else ""


def _uncalculated_pattern(prefix: str) -> re.Pattern[bytes]:
    """Match a cell that holds a formula, no value, and no text result."""
    p = re.escape(prefix)
    return re.compile(
        (
            rf'<{p}c r="([A-Z]+\d+)"(?![^>]*t="str")[^>]*>'
            rf"<{p}f[^>]*?(?:/>|>[^<]*</{p}f>)"
            rf"(?:<{p}v\s*/>|<{p}v></{p}v>)?</{p}c>"
        ).encode()
    )
