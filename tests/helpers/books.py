"""Workbooks in memory, made with libraries that the program does not read with."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from typing import Any

import xlsxwriter


def xlsx(fill: Callable[[Any], None], **options: Any) -> bytes:
    """Return a workbook that `fill` writes into with XlsxWriter."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, **options}) as book:
        fill(book)
    return target.getvalue()


def xlsx_of_rows(*rows: list[Any], sheet: str = "Sheet1") -> bytes:
    """Return a workbook of one sheet."""

    def fill(book: Any) -> None:
        target = book.add_worksheet(sheet)
        for at, row in enumerate(rows):
            target.write_row(at, 0, row)

    return xlsx(fill)


def ods_of_rows(*rows: list[Any], sheet: str = "Sheet1") -> bytes:
    """Return an OpenDocument spreadsheet of one sheet, with nothing but its content."""
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    body = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows
    )
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="{sheet}">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return target.getvalue()


def _ods_cell(value: Any) -> str:
    kind = "string" if isinstance(value, str) else f'float" office:value="{value}'
    return (
        f'<table:table-cell office:value-type="{kind}"><text:p>{value}</text:p></table:table-cell>'
    )


def xml_2003_of_rows(*rows: list[Any], sheet: str = "Sheet1") -> bytes:
    """Return an Excel 2003 XML spreadsheet of one sheet."""
    body = "".join(f"<Row>{''.join(map(_xml_2003_cell, row))}</Row>" for row in rows)
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}">'
        f'<Worksheet ss:Name="{sheet}"><Table>{body}</Table></Worksheet></Workbook>'
    ).encode()


def _xml_2003_cell(value: Any) -> str:
    kind = "String" if isinstance(value, str) else "Number"
    return f'<Cell><Data ss:Type="{kind}">{value}</Data></Cell>'


def with_parts(data: bytes, parts: dict[str, bytes | None]) -> bytes:
    """Return a zip with some parts replaced, added or (None) left out."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        for name in source.namelist():
            if name not in parts:
                copy.writestr(name, source.read(name))
        for name, content in parts.items():
            if content is not None:
                copy.writestr(name, content)
    return target.getvalue()


def part_of(data: bytes, name: str) -> bytes:
    """Return one part of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return source.read(name)


def messy_log(rows: int, date_1904: bool = False) -> bytes:
    """Return a log with a title, and one column for each thing that a bulk read may lose."""

    def fill(book: Any) -> None:
        log = book.add_worksheet("Log")
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        span = book.add_format({"num_format": "[h]:mm:ss"})
        clock = book.add_format({"num_format": "hh:mm:ss"})
        share = book.add_format({"num_format": "0.0%"})
        log.write(0, 1, "Contacts of ACME")
        log.merge_range(1, 1, 1, 3, "When")
        for column, title in enumerate(_MESSY_TITLES, start=1):
            log.write(2, column, title)
        for at in range(3, rows + 3):
            _write_messy_row(log, at, moment, span, clock, share)
        log.write(rows + 4, 1, "Source: ACME export")
        log.set_row(10, None, None, {"hidden": True})
        log.set_column(4, 4, None, None, {"hidden": True})

    data = xlsx(fill, default_date_format="dd/mm/yyyy", date_1904=date_1904)
    # Excel marks a formula whose result is an empty text; XlsxWriter can't.
    xml = part_of(data, "xl/worksheets/sheet1.xml")
    xml = xml.replace(b'><f>""</f><v></v>', b' t="str"><f>""</f><v></v>')
    return with_parts(data, {"xl/worksheets/sheet1.xml": xml})


_MESSY_TITLES = [
    "id as text",
    "opened",
    "handled",
    "share",
    "number or n/a",
    "flag",
    "error",
    "clock",
    "whole or not",
    "date or pending",
    "flag or number",
    "span or text",
    "blank",
    "number as text",
    "text with marks",
    "digits as text",
    "late",
    "empty text",
    "gaps of dates",
    "number or text 5",
]


def _write_messy_row(log: Any, at: int, moment: Any, span: Any, clock: Any, share: Any) -> None:
    when = dt.datetime(2026, 1, 1, 8, 0, 30, 123_000) + dt.timedelta(minutes=17 * at)
    log.write_string(at, 1, f"{at:05d}")
    log.write_datetime(at, 2, when, moment)
    log.write_number(at, 3, 0.9 + at / 100, span)
    log.write_number(at, 4, 0.001 * at, share)
    log.write(at, 5, ["n/a", 0.1 + 0.2, 5][at % 3])
    log.write_boolean(at, 6, at % 2 == 0)
    if at % 5 == 0:
        log.write_formula(at, 7, "=1/0", None, "#DIV/0!")
    else:
        log.write_number(at, 7, at)
    log.write_number(at, 8, (at % 97) / 100, clock)
    log.write_number(at, 9, at if at % 7 else at + 0.25)
    if at % 2:
        log.write_datetime(at, 10, when, moment)
    else:
        log.write_string(at, 10, "pending")
    log.write(at, 11, True if at % 2 else 7)
    if at % 4:
        log.write_number(at, 12, 0.25, span)
    else:
        log.write_string(at, 12, "unknown")
    log.write_string(at, 14, f"{at / 8:.2f}")
    log.write_string(at, 15, f' "{at}" \\ \n é\t<&> ')
    log.write_string(at, 16, f"{10_000_000 + at}")
    if at > 220:
        log.write_string(at, 17, "only below the head")
    log.write_formula(at, 18, '=""', None, "")
    if at % 3 == 0:
        log.write_datetime(at, 19, when, moment)
    if at % 2:
        log.write_number(at, 20, 5)
    else:
        log.write_string(at, 20, "5")
