"""What a file is, by its first bytes and not by its name."""

from __future__ import annotations

import io
import zipfile
from enum import StrEnum

from desktop_app.domain.errors import UnreadableFileError
from desktop_app.domain.translating import later, tr
from desktop_app.importing.readers.failures import corrupt, not_a_report

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF_BEFORE_OLE = (b"\x09\x04\x06\x00", b"\x09\x02\x06\x00", b"\x09\x00\x04\x00", b"\x09\x08")

_NOT_REPORTS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", later("a PDF document")),
    (b"\x89PNG", later("a picture (PNG)")),
    (b"\xff\xd8\xff", later("a picture (JPEG)")),
    (b"GIF8", later("a picture (GIF)")),
    (b"BM", later("a picture (BMP)")),
    (b"II*\x00", later("a picture (TIFF)")),
    (b"MM\x00*", later("a picture (TIFF)")),
    (b"{\\rtf", later("a text document (RTF)")),
    (b"7z\xbc\xaf", later("a 7-Zip archive")),
    (b"Rar!", later("a RAR archive")),
    (b"\x1f\x8b", later("a gzip archive")),
    (b"MZ", later("a program")),
    (b"\x7fELF", later("a program")),
    (b"SQLite format 3", later("an SQLite database")),
    (b"PAR1", later("a Parquet file")),
)
_XML_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"
_SHORT_MAGIC = {b"BM", b"MZ"}


class Kind(StrEnum):
    """The kinds of file that can be read."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    HTML = "html"
    XML_2003 = "xml-2003"
    TEXT = "text"
    PROTECTED = "protected"


USUAL_ENDINGS: dict[Kind, frozenset[str]] = {
    Kind.XLSX: frozenset({"xlsx", "xlsm", "xltx", "xltm"}),
    Kind.XLSB: frozenset({"xlsb"}),
    Kind.XLS: frozenset({"xls", "xlt"}),
    Kind.ODS: frozenset({"ods", "ots"}),
    Kind.HTML: frozenset({"html", "htm"}),
    Kind.XML_2003: frozenset({"xml"}),
    Kind.TEXT: frozenset({"csv", "tsv", "txt", "tab", "dat", "asc", "psv", ""}),
}
TITLES: dict[Kind, str] = {
    Kind.XLSX: later("an Excel workbook (.xlsx)"),
    Kind.XLSB: later("a binary Excel workbook (.xlsb)"),
    Kind.XLS: later("an Excel 97-2003 workbook (.xls)"),
    Kind.ODS: later("an OpenDocument spreadsheet (.ods)"),
    Kind.HTML: later("a web page with tables (HTML)"),
    Kind.XML_2003: later("an Excel 2003 XML spreadsheet"),
    Kind.TEXT: later("a text file with separated columns (CSV)"),
}


def kind_of(data: bytes, name: str) -> Kind:
    """Return what the bytes are.

    Raises
    ------
    UnreadableFileError
        ``file-empty`` for no bytes, ``file-corrupt`` for a broken container,
        ``file-not-a-report`` for a document, picture or program.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise UnreadableFileError(
            tr("'{name}' is empty: it has {count} bytes and no cell.", name=name, count=len(data)),
            code="file-empty",
            suggestion=tr("Ask the vendor to send the report again."),
        )
    if data.startswith(_ZIP):
        return _kind_of_zip(data, name)
    if data.startswith(_OLE):
        return _kind_of_ole(data, name)
    if data.startswith(_BIFF_BEFORE_OLE) and b"\x00" in data[:8]:
        return Kind.XLS
    _refuse_other_magic(data, name)
    return _kind_of_text(data, name)


def _refuse_other_magic(data: bytes, name: str) -> None:
    for magic, what in _NOT_REPORTS:
        if data.startswith(magic) and (magic not in _SHORT_MAGIC or b"\x00" in data[:64]):
            raise not_a_report(name, tr(what))


def _kind_of_zip(data: bytes, name: str) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = set(archive.namelist())
            mimetype = archive.read("mimetype")[:80] if "mimetype" in parts else b""
    except Exception as error:
        raise corrupt(name, tr("its zip container can't be opened")) from error
    lower = {part.lower().lstrip("/") for part in parts}
    if b"opendocument.spreadsheet" in mimetype:
        return Kind.ODS
    if b"opendocument" in mimetype:
        raise not_a_report(name, tr("an OpenDocument text or presentation"))
    if "xl/workbook.bin" in lower:
        return Kind.XLSB
    if "word/document.xml" in lower:
        raise not_a_report(name, tr("a Word document"))
    if any(part.startswith("ppt/") for part in lower):
        raise not_a_report(name, tr("a presentation"))
    if "[content_types].xml" in lower or any(part.startswith("xl/") for part in lower):
        return Kind.XLSX
    if "content.xml" in lower:
        return Kind.ODS
    raise not_a_report(name, tr("a zip archive without a workbook in it"))


def _kind_of_ole(data: bytes, name: str) -> Kind:
    """Tell an .xls, an encrypted workbook and a Word document apart by their stream names."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Kind.PROTECTED
    if any(part.encode("utf-16-le") in data for part in ("Workbook", "Book")):
        return Kind.XLS
    if "WordDocument".encode("utf-16-le") in data:
        raise not_a_report(name, tr("a Word document"))
    if "PowerPoint Document".encode("utf-16-le") in data:
        raise not_a_report(name, tr("a presentation"))
    raise corrupt(name, tr("it starts like an Excel 97-2003 file, but holds no workbook"))


def _kind_of_text(data: bytes, name: str) -> Kind:
    start = data[:4096]
    wide = start.startswith((b"\xff\xfe", b"\xfe\xff"))
    plain = start.decode("utf-16", "replace").encode() if wide else start
    lower = plain.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if lower.startswith((b"<?xml", b"<workbook", b"<ss:workbook")) and _XML_2003 in lower:
        return Kind.XML_2003
    if wide:
        return Kind.TEXT
    if lower.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"<style")):
        return Kind.HTML
    if lower.startswith(b"<") and (b"<table" in lower or b"<html" in lower):
        return Kind.HTML
    odd = sum(start.count(byte) for byte in range(32) if byte not in (9, 10, 11, 12, 13, 26))
    zeros = start.count(b"\x00")
    if odd - zeros > len(start) * 0.02 or (zeros and not _looks_like_utf16(start)):
        raise not_a_report(name, tr("no kind of file that is known here"))
    return Kind.TEXT


def _looks_like_utf16(start: bytes) -> bool:
    """Return whether nearly all zeros are on even or on odd places, as in Latin UTF-16."""
    even, odd = start[::2].count(0), start[1::2].count(0)
    return max(even, odd) > 0.6 * len(start) / 2 and min(even, odd) < 0.02 * len(start)
