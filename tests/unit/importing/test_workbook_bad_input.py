from __future__ import annotations

import io
import struct
import time
import zipfile

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from desktop_app.domain.errors import UnreadableFileError
from desktop_app.importing.readers import calamine
from desktop_app.importing.report import ImportOptions
from desktop_app.importing.workbook import open_workbook
from tests.helpers.books import part_of, with_parts, xlsx_of_rows
from tests.helpers.xlsb import xlsb

GOOD = xlsx_of_rows(["KPI", "Jan"], ["FCR", 0.85])
SHEET_XML = "xl/worksheets/sheet1.xml"
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'


def refusal(data: bytes, name: str = "report.xlsx", password: str = "") -> UnreadableFileError:
    began = time.monotonic()
    with pytest.raises(UnreadableFileError) as caught:
        open_workbook(data, name, ImportOptions(password=password))
    assert time.monotonic() - began < 60
    assert f"'{name}'" in caught.value.message
    assert caught.value.suggestion
    return caught.value


def zip_of(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return target.getvalue()


@pytest.mark.parametrize("data", [b"", b"\x00" * 100, b" \r\n\t "])
def test_empty_files(data: bytes) -> None:
    assert refusal(data).code == "file-empty"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"Rar!\x1a\x07\x00", "RAR"),
        (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
        (b"\x1f\x8b\x08\x00\x00", "gzip"),
        (b"MZ\x90\x00\x03\x00", "program"),
        (b"{\\rtf1\\ansi", "RTF"),
        (zip_of(word__document_xml=b"", **{"word/document.xml": b"<x/>"}), "Word"),
        (zip_of(**{"ppt/presentation.xml": b"<x/>"}), "presentation"),
        (zip_of(**{"readme.txt": b"hello"}), "zip archive without a workbook"),
        (b"<html><body><p>Please log in</p></body></html>", "web page without a table"),
        (bytes(range(1, 32)) * 40, "no kind of file that is known"),
    ],
)
def test_files_that_are_no_reports(data: bytes, what: str) -> None:
    error = refusal(data)
    assert error.code == "file-not-a-report"
    assert what in error.message


@pytest.mark.parametrize("keep", [0.2, 0.5, 0.9, 0.99])
def test_truncated_workbooks(keep: float) -> None:
    for whole in (GOOD, xlsb({"S": [["a", 1]]})):
        assert refusal(whole[: int(len(whole) * keep)]).code == "file-corrupt"


def test_a_workbook_without_its_sheet_is_refused() -> None:
    error = refusal(with_parts(GOOD, {SHEET_XML: None}))
    assert error.code in {"file-corrupt", "file-no-cells"}


def test_sheet_xml_that_breaks_off_is_refused() -> None:
    xml = part_of(GOOD, SHEET_XML)
    assert refusal(with_parts(GOOD, {SHEET_XML: xml[: len(xml) // 2]})).code in {
        "file-corrupt",
        "file-no-cells",
    }


def test_protected_workbooks_ask_for_a_password_and_open_with_it() -> None:
    locked = io.BytesIO()
    OOXMLFile(io.BytesIO(GOOD)).encrypt("s3cret", locked)
    without = refusal(locked.getvalue())
    assert without.code == "file-protected"
    assert "without it" in without.message
    wrong = refusal(locked.getvalue(), password="S3cret")
    assert wrong.code == "file-protected"
    assert "does not open it" in wrong.message
    book = open_workbook(locked.getvalue(), "report.xlsx", ImportOptions(password="s3cret"))
    assert book.sheets[0].grid.values.tolist() == [["KPI", "Jan"], ["FCR", 0.85]]


def test_protected_ods() -> None:
    manifest = b"<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    data = zip_of(
        mimetype=b"application/vnd.oasis.opendocument.spreadsheet",
        **{"META-INF/manifest.xml": manifest, "content.xml": b"\x8f\x01garbled"},
    )
    assert refusal(data, "a.ods").code == "file-protected"


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    data = with_parts(GOOD, {SHEET_XML: b" " * (200 << 20)})
    error = refusal(data)
    assert error.code == "file-bomb"
    assert "200 MiB" in error.message


@pytest.mark.parametrize(
    "part", [SHEET_XML, "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"]
)
def test_entity_expansion_is_refused(part: str) -> None:
    xml = part_of(GOOD, part)
    body = xml[xml.index(b"?>") + 2 :]
    assert refusal(with_parts(GOOD, {part: LAUGHS + body})).code == "file-hostile"


def test_entity_expansion_in_ods_is_refused() -> None:
    data = zip_of(
        mimetype=b"application/vnd.oasis.opendocument.spreadsheet",
        **{"content.xml": LAUGHS + b"<content>&b;</content>"},
    )
    assert refusal(data, "a.ods").code == "file-hostile"


def test_two_cells_at_opposite_corners_do_not_fill_the_memory() -> None:
    corners = (
        b'<row r="1"><c r="A1"><v>1</v></c></row>'
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )
    xml = part_of(GOOD, SHEET_XML)
    start, end = xml.index(b"<row"), xml.index(b"</sheetData>")
    error = refusal(with_parts(GOOD, {SHEET_XML: xml[:start] + corners + xml[end:]}))
    assert error.code == "sheet-too-large"
    assert "Sheet1" in error.message


@pytest.mark.parametrize("reference", [b"A1048577", b"A99999999999", b"XFE1", b"ZZZZZZ1"])
def test_addresses_beyond_a_sheet_are_refused_or_left_to_the_second_reader(
    reference: bytes,
) -> None:
    row = reference.lstrip(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    xml = part_of(GOOD, SHEET_XML)
    start, end = xml.index(b"<row"), xml.index(b"</sheetData>")
    cell = b'<row r="%s"><c r="%s"><v>1</v></c></row>' % (row, reference)
    data = with_parts(GOOD, {SHEET_XML: xml[:start] + cell + xml[end:]})
    try:
        book = open_workbook(data, "a.xlsx")
    except UnreadableFileError as error:
        assert error.code in {"file-corrupt", "sheet-too-large"}  # noqa: PT017
    else:
        assert [code for code, _ in book.notes] == ["second-reader"]


def test_an_ole_file_with_a_looping_directory_is_refused_at_once() -> None:
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", header, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    struct.pack_into("<I", header, 76, 0)
    fat = struct.pack("<128I", 0xFFFFFFFD, 1, *[0xFFFFFFFF] * 126)  # sector 1 follows itself
    name = "Workbook".encode("utf-16-le").ljust(64, b"\x00")
    directory = (name + struct.pack("<HBB", 18, 2, 1)).ljust(512, b"\xff")
    assert refusal(bytes(header) + fat + directory, "a.xls").code == "file-corrupt"


def test_an_ole_file_that_breaks_off_is_refused() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100
    assert refusal(data, "a.xls").code == "file-corrupt"


@pytest.mark.parametrize("column", [16_384, 100_000_000, 0xFFFFFFFF])
def test_a_binary_workbook_with_a_column_far_off_is_refused_before_it_is_laid_out(
    column: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = xlsb({"S": [["KPI", "Jan"], ["FCR", 0.85]]})
    content = part_of(data, "xl/worksheets/sheet1.bin")
    second = content.index("Jan".encode("utf-16-le")) - 12  # its column, style and length
    moved = content[:second] + struct.pack("<I", column) + content[second + 4 :]

    def lay_out(*_: object) -> None:
        raise AssertionError("laid out")

    monkeypatch.setattr(calamine, "read_calamine", lay_out)
    error = refusal(with_parts(data, {"xl/worksheets/sheet1.bin": moved}), "a.xlsb")
    assert error.code == "sheet-too-large"
    assert f"{column + 1:,} columns" in error.message
