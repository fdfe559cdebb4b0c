"""Non-empty cells of a file, counted by its markup and by nothing that the program reads with."""

from __future__ import annotations

import csv
import io
import posixpath
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
import xlrd

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def count_cells(path: Path, delimiter: str = ",") -> dict[str, int]:
    """Return how many cells of each sheet hold more than white space; a text file is one sheet.

    What kind of file it is, its bytes say; pages of the web and XML of 2003 are not counted.
    """
    data = path.read_bytes()
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _of_xls(data)
    if data.startswith(b"PK"):
        return _of_ods(data) if b"mimetypeapplication/vnd.oasis" in data[:100] else _of_xlsx(data)
    if data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<"):
        pytest.skip("a page of the web, which nothing else here can count")
    rows = csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=delimiter)
    return {"": sum(bool(cell.strip()) for row in rows for cell in row)}


def _of_xls(data: bytes) -> dict[str, int]:
    empty = (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)
    return {
        sheet.name: sum(
            cell.ctype not in empty and bool(str(cell.value).strip())
            for row in sheet.get_rows()
            for cell in row
        )
        for sheet in xlrd.open_workbook(file_contents=data).sheets()
    }


def _of_xlsx(data: bytes) -> dict[str, int]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        main = _MAIN if book.tag.startswith(_MAIN) else _STRICT
        relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        targets = {r.get("Id"): r.get("Target", "") for r in relations}
        blank = _blank_strings(archive, main)
        counts = {}
        for sheet in book.iter(f"{main}sheet"):
            target = next(value for key, value in sheet.attrib.items() if key.endswith("}id"))
            part = posixpath.normpath(posixpath.join("/xl", targets[target]))[1:]
            if "worksheets" in part:
                counts[sheet.get("name", "")] = _filled(archive.read(part), main, blank)
    return counts


def _blank_strings(archive: zipfile.ZipFile, main: str) -> set[str]:
    """Return the numbers of the shared texts of nothing but white space."""
    if "xl/sharedStrings.xml" not in archive.namelist():
        return set()
    root = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
    texts = ["".join(t.text or "" for t in item.iter(f"{main}t")) for item in root]
    return {str(number) for number, text in enumerate(texts) if not text.strip()}


def _filled(sheet: bytes, main: str, blank: set[str]) -> int:
    count = 0
    for cell in ElementTree.fromstring(sheet).iter(f"{main}c"):
        value = cell.findtext(f"{main}v") or ""
        if cell.get("t") == "s":
            count += value not in blank
        elif cell.get("t") == "inlineStr":
            count += bool("".join(t.text or "" for t in cell.iter(f"{main}t")).strip())
        elif cell.find(f"{main}v") is None:
            count += cell.find(f"{main}f") is not None  # a formula that was never calculated
        else:
            count += bool(value.strip())
    return count


def _of_ods(data: bytes) -> dict[str, int]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = ElementTree.fromstring(archive.read("content.xml"))
    counts = {}
    for table in root.iter(f"{_TABLE}table"):
        counts[table.get(f"{_TABLE}name", "")] = sum(
            int(row.get(f"{_TABLE}number-rows-repeated", "1")) * _filled_in_row(row)
            for row in table.iter(f"{_TABLE}table-row")
        )
    return counts


def _filled_in_row(row: ElementTree.Element) -> int:
    count = 0
    for cell in row.iter(f"{_TABLE}table-cell"):
        kind = cell.get(f"{_OFFICE}value-type")
        texts = ["".join(part.itertext()) for part in cell.iter(f"{_TEXT}p")]
        if kind not in (None, "string") or "".join(texts).strip():
            count += int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
    return count
