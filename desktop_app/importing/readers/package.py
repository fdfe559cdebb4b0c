"""The zip container of an .xlsx: its limits, parts, sheets, styles and shared texts."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import IO, Any
from xml.parsers import expat

from openpyxl.styles.numbers import BUILTIN_FORMATS

from desktop_app.domain.errors import UnreadableFileError
from desktop_app.domain.translating import tr
from desktop_app.importing.readers.failures import DoctypeFound, corrupt

MOST_UNPACKED = 6 << 30
"""Bytes that all parts together may have (a full sheet of 50 columns has about 3 GiB)."""
MOST_PARTS = 20_000
_RATIO_ASKED_FROM = 16 << 20
_MOST_RATIO = 400
"""A sheet of equal rows packs 1:100; the deflate format can't do more than 1:1032."""

_CHUNK = 1 << 16
_ESCAPED = re.compile(r"_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")
"""Half of a surrogate pair is no character and stays as written, as calamine leaves it."""

Attributes = dict[str, str]


def open_package(data: bytes, name: str) -> zipfile.ZipFile:
    """Return the container after checking that unpacking it stays within bounds.

    Raises
    ------
    UnreadableFileError
        ``file-corrupt``, or ``file-bomb`` when the parts are far larger than any report.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except Exception as error:
        raise corrupt(name, tr("its zip container can't be opened")) from error
    parts = archive.infolist()
    total = sum(part.file_size for part in parts)
    swollen = any(
        part.file_size > _RATIO_ASKED_FROM
        and part.file_size > _MOST_RATIO * max(part.compress_size, 1)
        for part in parts
    )
    if total > MOST_UNPACKED or swollen or len(parts) > MOST_PARTS:
        raise UnreadableFileError(
            tr(
                "'{name}' would unpack to {total:,.0f} MiB in {count:,} parts from "
                "{size:,.1f} MiB; it was not opened, as such a file can freeze the "
                "computer.",
                name=name,
                total=total / 2**20,
                count=len(parts),
                size=len(data) / 2**20,
            ),
            code="file-bomb",
            suggestion=tr("Copy the cells that matter into a new workbook."),
        )
    return archive


def unescaped(text: str) -> str:
    """Return a text with ``_x000D_`` and the like turned into the characters they stand for."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def new_parser() -> Any:
    """Return an expat parser that stops at a document type declaration (entity expansion)."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_declaration: object) -> None:
        raise DoctypeFound

    parser.StartDoctypeDeclHandler = refuse
    return parser


def local(tag: str) -> str:
    """Return a tag without its namespace prefix."""
    return tag.rpartition(":")[2]


def walk(stream: IO[bytes], on_start: Callable[[str, Attributes], None]) -> None:
    """Parse a small part and hand each start tag (without prefix) to `on_start`."""
    parser = new_parser()
    parser.StartElementHandler = lambda tag, attributes: on_start(local(tag), attributes)
    parser.ParseFile(stream)


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One sheet as the workbook lists it; `kind` is worksheet, chartsheet, dialogsheet, ..."""

    name: str
    hidden: bool
    path: str
    kind: str


@dataclass(slots=True)
class _Relation:
    target: str
    kind: str
    external: bool


@dataclass
class Package:
    """An opened .xlsx; parts are read when they are asked for.

    Raises `KeyError` for a part that is missing, `expat.ExpatError` and `zipfile.BadZipFile` for
    one that is damaged; the caller turns these into findings.
    """

    archive: zipfile.ZipFile
    name: str
    epoch_1904: bool = field(default=False, init=False)
    sheets: list[SheetPart] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        self._parts = {info.filename.lstrip("/").lower(): info for info in self.archive.infolist()}
        self._workbook = self._find_workbook()
        self._relations = self.relations_of(self._workbook)
        self._read_workbook()

    def has(self, path: str) -> bool:
        """Return whether a part is there; names do not tell capitals apart."""
        return path.lower() in self._parts

    def size(self, path: str) -> int:
        """Return how many bytes a part has when unpacked."""
        return self._parts[path.lower()].file_size

    def open(self, path: str) -> IO[bytes]:
        """Return a stream of an unpacked part."""
        return self.archive.open(self._parts[path.lower()])

    def paths(self) -> Iterator[str]:
        """Yield the names of all parts in lower case."""
        return iter(self._parts)

    def relations_of(self, path: str) -> dict[str, _Relation]:
        """Return what a part refers to, by relation id."""
        folder, _, file = path.rpartition("/")
        own = posixpath.join(folder, "_rels", f"{file}.rels")
        found: dict[str, _Relation] = {}
        if not self.has(own):
            return found

        def on_start(tag: str, attributes: Attributes) -> None:
            if tag != "Relationship":
                return
            target = attributes.get("Target", "")
            external = attributes.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = _Relation(target, kind, external)

        with self.open(own) as stream:
            walk(stream, on_start)
        return found

    def _find_workbook(self) -> str:
        for relation in self.relations_of("").values():
            if relation.kind == "officeDocument":
                return relation.target
        return "xl/workbook.xml"

    def _read_workbook(self) -> None:
        def on_start(tag: str, attributes: Attributes) -> None:
            if tag == "workbookPr":
                self.epoch_1904 = attributes.get("date1904") in {"1", "true", "on"}
            elif tag == "sheet":
                relation_id = next(
                    (value for key, value in attributes.items() if local(key) == "id"), ""
                )
                relation = self._relations.get(relation_id)
                if relation is not None:
                    hidden = attributes.get("state", "visible") != "visible"
                    name = attributes.get("name", "")
                    self.sheets.append(SheetPart(name, hidden, relation.target, relation.kind))

        with self.open(self._workbook) as stream:
            walk(stream, on_start)

    def _part_of_kind(self, kind: str, usual: str) -> str:
        for relation in self._relations.values():
            if relation.kind == kind:
                return relation.target
        return usual

    @property
    def has_macros(self) -> bool:
        """Whether a VBA project lies within."""
        return any(path.endswith("vbaproject.bin") for path in self._parts)

    @property
    def external_links(self) -> int:
        """How many other workbooks formulas refer to."""
        return sum(relation.kind == "externalLink" for relation in self._relations.values())

    @cached_property
    def number_formats(self) -> list[str]:
        """The number format code of each cell style, by its index."""
        path = self._part_of_kind("styles", "xl/styles.xml")
        codes: dict[int, str] = dict(BUILTIN_FORMATS)
        ids: list[int] = []
        inside = False

        def on_start(tag: str, attributes: Attributes) -> None:
            nonlocal inside
            if tag == "numFmt":
                number = attributes.get("numFmtId", "")
                if number.isdigit():
                    codes[int(number)] = attributes.get("formatCode", "General")
            elif tag == "cellXfs":
                inside = True
            elif tag in {"cellStyles", "dxfs", "cellStyleXfs"}:
                inside = False
            elif tag == "xf" and inside:
                number = attributes.get("numFmtId", "0")
                ids.append(int(number) if number.isdigit() else 0)

        if self.has(path):
            with self.open(path) as stream:
                walk(stream, on_start)
        return [codes.get(number, "General") for number in ids]

    @cached_property
    def shared_texts(self) -> SharedTexts:
        """The texts that cells refer to by number."""
        path = self._part_of_kind("sharedStrings", "xl/sharedStrings.xml")
        return SharedTexts(self.open(path) if self.has(path) else io.BytesIO(b""))


class SharedTexts:
    """The shared texts of a workbook, read only as far as they are asked for."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._texts: list[str] = []
        self._pieces: list[str] = []
        self._collect = False
        self._phonetic = False
        self._ended = False
        self._parser = new_parser()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._data

    def __getitem__(self, index: int) -> str:
        while index >= len(self._texts) and not self._ended:
            chunk = self._stream.read(_CHUNK)
            self._ended = not chunk
            if chunk:
                self._parser.Parse(chunk, False)
        return self._texts[index]

    def _start(self, tag: str, _attributes: Attributes) -> None:
        tag = local(tag)
        if tag == "si":
            self._pieces = []
        elif tag == "rPh":
            self._phonetic = True
        elif tag == "t" and not self._phonetic:
            self._collect = True

    def _end(self, tag: str) -> None:
        tag = local(tag)
        if tag == "t":
            self._collect = False
        elif tag == "rPh":
            self._phonetic = False
        elif tag == "si":
            self._texts.append(unescaped("".join(self._pieces)))

    def _data(self, text: str) -> None:
        if self._collect:
            self._pieces.append(text)
