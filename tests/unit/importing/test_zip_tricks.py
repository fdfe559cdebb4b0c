"""Zip containers made to mislead: every format ends in cells or in a plain refusal."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.domain.errors import UnreadableFileError
from desktop_app.importing.workbook import open_workbook
from tests.helpers.books import ods_of_rows, with_parts, xlsx_of_rows
from tests.helpers.xlsb import xlsb

ROWS = [["KPI", "Jan"], ["FCR", 0.85]]


BOOKS = {"a.xlsx": xlsx_of_rows(*ROWS), "a.xlsb": xlsb({"S": ROWS}), "a.ods": ods_of_rows(*ROWS)}
MAIN = {"a.xlsx": "xl/worksheets/sheet1.xml", "a.xlsb": "xl/workbook.bin", "a.ods": "content.xml"}


def outcome(data: bytes, name: str) -> str:
    """Return the code of the refusal, or ``read``."""
    try:
        book = open_workbook(data, name)
    except UnreadableFileError as error:
        assert name in error.message  # noqa: PT017
        return error.code
    assert book.sheets[0].grid.values[1, 0] == "FCR"
    return "read"


def _slipping(data: bytes, _name: str) -> bytes:
    return with_parts(data, {"../../../../tmp/slipped.txt": b"x", "/etc/slipped": b"x"})


def _nested(data: bytes, _name: str) -> bytes:
    return with_parts(data, {"xl/embeddings/inner.zip": data * 3})


def _twice(data: bytes, name: str) -> bytes:
    """Return the container with its main part a second time, with other content."""
    stream = io.BytesIO(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(stream, "a") as archive:
            archive.writestr(MAIN[name], b"<nothing/>")
    return stream.getvalue()


def _crc(data: bytes, name: str) -> bytes:
    """Return the container with a wrong checksum of its main part in both directories."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        right = struct.pack("<L", archive.getinfo(MAIN[name]).CRC)
    return data.replace(right, b"\x01\x02\x03\x04")


def _sized(size: int) -> Callable[[bytes, str], bytes]:
    """Return a trick that claims another size of the main part."""

    def trick(data: bytes, name: str) -> bytes:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            right = struct.pack("<L", archive.getinfo(MAIN[name]).file_size)
        return data.replace(right, struct.pack("<L", size))

    return trick


def _swollen(data: bytes, name: str) -> bytes:
    return with_parts(data, {MAIN[name]: b" " * (64 << 20)})


def _many(data: bytes, _name: str) -> bytes:
    return with_parts(data, {f"p{n}": b"" for n in range(20_001)})


def _cut_end(data: bytes, _name: str) -> bytes:
    return data[:-12]


def _prefixed(data: bytes, _name: str) -> bytes:
    return b"PK\x03\x04" + data


@pytest.mark.parametrize("name", list(BOOKS))
@pytest.mark.parametrize(
    ("trick", "allowed"),
    [
        (_slipping, {"read"}),
        (_nested, {"read"}),
        (_twice, {"read", "file-corrupt", "file-no-cells"}),
        (_crc, {"read", "file-corrupt"}),
        (_sized(1), {"read", "file-corrupt", "file-no-cells"}),
        (_sized(0x7FFF_FFFF), {"read", "file-corrupt", "file-bomb"}),
        (_swollen, {"file-bomb"}),
        (_many, {"file-bomb"}),
        (_cut_end, {"file-corrupt"}),
        (_prefixed, {"read", "file-corrupt"}),
    ],
)
def test_zip_tricks(
    name: str, trick: Callable[[bytes, str], bytes], allowed: set[str], tmp_path: Path
) -> None:
    assert outcome(trick(BOOKS[name], name), name) in allowed
    assert not Path("/tmp/slipped.txt").exists()
    assert not list(tmp_path.iterdir())
