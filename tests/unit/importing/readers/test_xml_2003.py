"""Excel 2003 XML spreadsheets: types, formats, places, hidden parts, and what is refused."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from desktop_app.domain.errors import UnreadableFileError
from desktop_app.importing.cells import CellError, Sheet, Workbook
from desktop_app.importing.readers.grids import NOT_CALCULATED
from desktop_app.importing.workbook import open_workbook

NAMESPACES = (
    'xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
)
STYLES = """<Styles>
 <Style ss:ID="Default" ss:Name="Normal"><NumberFormat/></Style>
 <Style ss:ID="pct"><NumberFormat ss:Format="Percent"/></Style>
 <Style ss:ID="thin" ss:Parent="pct"><Font ss:Bold="0"/></Style>
 <Style ss:ID="span"><NumberFormat ss:Format="[h]:mm:ss"/></Style>
 <Style ss:ID="time"><NumberFormat ss:Format="Short Time"/></Style>
</Styles>"""


def workbook(table: str, options: str = "", head: str = STYLES) -> bytes:
    return (
        f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        f'<Workbook {NAMESPACES}>{head}<Worksheet ss:Name="Jan &amp; Feb">'
        f"<Table>{table}</Table>{options}</Worksheet></Workbook>"
    ).encode()


def row(*cells: str, attributes: str = "") -> str:
    return f"<Row {attributes}>{''.join(cells)}</Row>"


def cell(kind: str, text: Any, attributes: str = "") -> str:
    return f'<Cell {attributes}><Data ss:Type="{kind}">{text}</Data></Cell>'


def read(table: str, *, options: str = "", head: str = STYLES) -> Sheet:
    book = open_workbook(workbook(table, options, head), "a.xls")
    assert book.reader == "XML"
    (sheet,) = book.sheets
    return sheet


def codes(book: Workbook) -> list[str]:
    return [code for code, _ in book.notes]


def test_every_type_of_cell() -> None:
    sheet = read(
        row(
            cell("String", "CSAT"),
            cell("Number", "0.85", 'ss:StyleID="pct"'),
            cell("Number", "312"),
            cell("DateTime", "2026-01-05T00:00:00.000"),
            cell("Boolean", "1"),
            cell("Error", "#DIV/0!"),
        )
    )
    assert list(sheet.grid.values[0]) == [
        "CSAT",
        0.85,
        312,
        dt.datetime(2026, 1, 5),
        True,
        CellError("#DIV/0!"),
    ]
    assert sheet.grid.format_of(0, 1) == "0.00%"
    assert sheet.grid.format_of(0, 2) == "General"
    assert sheet.name == "Jan & Feb"
    assert not sheet.hidden


def test_times_stand_on_the_first_day() -> None:
    # A cell of 00:05:12 and one of 26:05:00 as Excel 2003 and later save them.
    sheet = read(
        row(
            cell("DateTime", "1899-12-31T00:05:12.000", 'ss:StyleID="time"'),
            cell("DateTime", "1900-01-01T02:05:00.000", 'ss:StyleID="span"'),
        )
    )
    assert list(sheet.grid.values[0]) == [dt.time(0, 5, 12), dt.timedelta(hours=26, minutes=5)]


def test_the_1904_system_counts_from_another_day() -> None:
    head = "<ExcelWorkbook><Date1904/></ExcelWorkbook>" + STYLES
    sheet = read(row(cell("DateTime", "1904-01-02T02:05:00.000", 'ss:StyleID="span"')), head=head)
    assert sheet.grid.values[0, 0] == dt.timedelta(hours=26, minutes=5)


def test_places_are_counted_or_given() -> None:
    sheet = read(
        row(cell("String", "a", 'ss:MergeAcross="2"'), cell("String", "d"))
        + row(cell("String", "b", 'ss:Index="3"'), attributes='ss:Index="4"')
        + row(cell("String", "c"), attributes='ss:Span="2"')
        + row(cell("String", "e"))
    )
    places = {
        (int(r), int(c)): sheet.grid.values[r, c]
        for r, c in zip(*sheet.grid.values.nonzero(), strict=True)
    }
    assert places == {(0, 0): "a", (0, 3): "d", (3, 2): "b", (4, 0): "c", (7, 0): "e"}
    assert sheet.grid.merged == ((0, 0, 0, 2),)


def test_hidden_rows_columns_and_sheets_are_marked() -> None:
    options = (
        '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel">'
        "<Visible>SheetHidden</Visible></WorksheetOptions>"
    )
    sheet = read(
        '<Column ss:Index="2" ss:Hidden="1"/>'
        + row(cell("String", "a"), cell("String", "b"))
        + row(cell("String", "c"), cell("String", "d"), attributes='ss:Hidden="1"'),
        options=options,
    )
    assert sheet.hidden
    assert sheet.grid.hidden_columns == {1}
    assert sheet.grid.hidden_rows == {1}


def test_formats_come_from_the_cell_its_row_its_column_or_a_parent() -> None:
    sheet = read(
        '<Column ss:StyleID="pct"/>'
        + row(cell("Number", "0.5"))
        + row(cell("Number", "0.5"), attributes='ss:StyleID="span"')
        + row(cell("Number", "0.5", 'ss:StyleID="thin"'))
    )
    assert [sheet.grid.format_of(r, 0) for r in range(3)] == ["0.00%", "[h]:mm:ss", "0.00%"]


def test_comments_are_no_cells() -> None:
    comment = "<Comment><ss:Data>by Ann</ss:Data></Comment>"
    data = '<Data ss:Type="Number">5</Data>'
    assert read(row(f"<Cell>{data}{comment}</Cell>")).grid.values[0, 0] == 5


def test_a_formula_without_a_result_is_said() -> None:
    book = open_workbook(workbook(row('<Cell ss:Formula="=R1C2"/>', cell("Number", 1))), "a.xml")
    assert book.sheets[0].grid.values[0, 0] is NOT_CALCULATED
    assert "formula-without-value" in codes(book)


def test_a_bare_ampersand_is_mended_and_said() -> None:
    data = workbook(row(cell("String", "R&D tickets"), cell("String", "a &lt; b")))
    book = open_workbook(data, "a.xls")
    assert list(book.sheets[0].grid.values[0]) == ["R&D tickets", "a < b"]
    assert "second-reader" in codes(book)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_encodings_with_a_mark(encoding: str) -> None:
    data = workbook(row(cell("String", "Zürich"))).decode().encode(encoding)
    assert open_workbook(data, "a.xml").sheets[0].grid.values[0, 0] == "Zürich"


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        open_workbook(data, "a.xls")
    return caught.value.code


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    data = workbook(row(cell("String", "&b;"))).replace(b"<Workbook", bomb.encode() + b"<Workbook")
    assert refusal(data) == "file-hostile"


def test_far_off_cells_are_refused_and_wide_spans_cost_nothing() -> None:
    spans = '<Column ss:Span="999999999" ss:Hidden="1" ss:StyleID="pct"/>'
    far = cell("String", "a", 'ss:Index="16384"')
    assert refusal(workbook(row(cell("String", "b")) + row(far, attributes='ss:Index="1048576"')))
    wide = row(cell("Number", 1, 'ss:MergeAcross="99999999" ss:MergeDown="99999999"'))
    assert read(spans + wide).grid.values.shape == (1, 1)


def test_a_truncated_file_is_refused() -> None:
    assert refusal(workbook(row(cell("String", "a")))[:-30]) == "file-corrupt"
