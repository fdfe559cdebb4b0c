"""Files that are not what their names say, in other formats, encodings and states of repair."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from typing import Any

from tests.helpers.oddities.making import file, filled, sheet

_ROWS: list[list[Any]] = [
    ["Vendor: Acme Care"],
    ["KPI", "Jan 2026", "Feb 2026"],
    ["CSAT %", 81, 82],
    ["FCR %", 71, 72],
]


def _report() -> bytes:
    return filled(lambda made: sheet(made, _ROWS))


@file("html_named_xls.xls")
def html_named_xls() -> bytes:
    lines = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in _ROWS[1:]
    )
    page = f"<html><body><h2>Vendor: Acme Care</h2><table border=1>{lines}</table></body></html>"
    return page.encode()


@file("xlsx_named_xls.xls")
def xlsx_named_xls() -> bytes:
    return _report()


@file("csv_named_xlsx.xlsx")
def csv_named_xlsx() -> bytes:
    return _delimited(_ROWS, ",").encode()


@file("spreadsheet_xml_2003.xls")
def spreadsheet_xml() -> bytes:
    def cell(value: Any) -> str:
        kind = "String" if isinstance(value, str) else "Number"
        return f'<Cell><Data ss:Type="{kind}">{value}</Data></Cell>'

    rows = "".join("<Row>" + "".join(map(cell, row)) + "</Row>" for row in _ROWS)
    return (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Worksheet ss:Name="Report"><Table>{rows}</Table></Worksheet></Workbook>'
    ).encode()


@file("semicolons_and_decimal_commas.csv")
def semicolons_and_decimal_commas() -> bytes:
    rows = [
        ["Dienstleister", "Monat", "Kundenzufriedenheit (%)", "Anrufe"],
        ["Nordlicht Service", "Januar 2026", "81,5", "1.234"],
        ["Nordlicht Service", "Februar 2026", "82,5", "12.345"],
        ["Südwind Kontakt", "Januar 2026", "71,5", "2.000"],
        ["Südwind Kontakt", "Februar 2026", "72,5", "2.100"],
    ]
    return _delimited(rows, ";").encode("cp1252")


@file("utf16_with_tabs.csv")
def utf16_with_tabs() -> bytes:
    return _delimited(_ROWS, "\t").encode("utf-16")


@file("byte_order_mark_and_crlf.csv")
def byte_order_mark() -> bytes:
    return _delimited(_ROWS, ",").encode("utf-8-sig")


@file("sep_line_first.csv")
def sep_line_first() -> bytes:
    return ("sep=;\r\n" + _delimited(_ROWS, ";")).encode()


@file("opendocument.ods")
def opendocument() -> bytes:
    def cell(value: Any) -> str:
        if isinstance(value, str):
            return (
                '<table:table-cell office:value-type="string">'
                f"<text:p>{value}</text:p></table:table-cell>"
            )
        return (
            f'<table:table-cell office:value-type="float" office:value="{value}">'
            f"<text:p>{value}</text:p></table:table-cell>"
        )

    rows = "".join(
        "<table:table-row>" + "".join(map(cell, row)) + "</table:table-row>" for row in _ROWS
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2" '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        f'<office:body><office:spreadsheet><table:table table:name="Report">{rows}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.2" '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    return _zipped({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


@file("truncated.xlsx")
def truncated() -> bytes:
    data = _report()
    return data[: len(data) // 2]


@file("empty.xlsx")
def empty() -> bytes:
    return b""


@file("zip_of_something_else.xlsx")
def zip_of_something_else() -> bytes:
    return _zipped({"readme.txt": "This is no workbook."})


@file("picture_named_xlsx.xlsx")
def picture_named_xlsx() -> bytes:
    return b"\x89PNG\r\n\x1a\n" + bytes(64)


@file("sheet_without_cells.xlsx")
def sheet_without_cells() -> bytes:
    return filled(lambda made: sheet(made, []))


def _delimited(rows: Sequence[Sequence[Any]], delimiter: str) -> str:
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return target.getvalue()


def _zipped(parts: dict[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content.encode())
    return target.getvalue()
