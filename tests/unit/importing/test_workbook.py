from __future__ import annotations

import datetime as dt
import io
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
import pytest

from desktop_app.domain.errors import UnreadableFileError
from desktop_app.domain.progress import Cancelled
from desktop_app.importing.cells import CellError, Workbook
from desktop_app.importing.report import ImportOptions
from desktop_app.importing.workbook import open_workbook
from tests.helpers.books import part_of, with_parts, xlsx, xlsx_of_rows
from tests.helpers.xlsb import Error, Serial, xlsb

SHEET_XML = "xl/worksheets/sheet1.xml"


def codes(book: Workbook) -> list[str]:
    return [code for code, _ in book.notes]


def cells(book: Workbook, sheet: int = 0) -> list[list[Any]]:
    rows: list[list[Any]] = book.sheets[sheet].grid.values.tolist()
    return rows


def test_hidden_sheets_rows_and_columns_are_read_and_marked() -> None:
    def fill(book: Any) -> None:
        book.add_worksheet("Shown").write_row(0, 0, ["a", "b"])
        hidden = book.add_worksheet("Back")
        hidden.write_row(0, 0, ["x", "y"])
        hidden.write_row(1, 0, [1, 2])
        hidden.set_row(1, None, None, {"hidden": True})
        hidden.set_column("B:B", None, None, {"hidden": True})
        hidden.hide()
        secret = book.add_worksheet("Secret")
        secret.write(0, 0, "z")
        secret.very_hidden()

    book = open_workbook(xlsx(fill), "a.xlsx")
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [
        ("Shown", False),
        ("Back", True),
        ("Secret", True),
    ]
    assert cells(book, 1) == [["x", "y"], [1, 2]]
    assert book.sheets[1].grid.hidden_rows == {1}
    assert book.sheets[1].grid.hidden_columns == {1}


def test_chart_sheets_are_noted() -> None:
    def fill(book: Any) -> None:
        book.add_worksheet("Data").write_column(0, 0, [1, 2, 3])
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Data!$A$1:$A$3"})
        book.add_chartsheet("Picture").set_chart(chart)

    book = open_workbook(xlsx(fill), "a.xlsx")
    assert [sheet.name for sheet in book.sheets] == ["Data"]
    assert codes(book) == ["sheet-without-cells"]
    assert "'Picture'" in book.notes[0][1]


def test_macros_are_noted_and_the_cells_read() -> None:
    data = with_parts(xlsx_of_rows(["a", 1]), {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"})
    book = open_workbook(data, "a.xlsm")
    assert codes(book) == ["macros-not-run"]
    assert cells(book) == [["a", 1]]


def test_external_links_are_noted_and_their_stored_results_read() -> None:
    def fill(book: Any) -> None:
        book.add_worksheet().write_formula(0, 0, "=[1]Sheet1!$A$1", None, 42)

    data = xlsx(fill)
    relations = part_of(data, "xl/_rels/workbook.xml.rels").replace(
        b"</Relationships>",
        b'<Relationship Id="rId77" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/externalLink" Target="externalLinks/externalLink1.xml"/></Relationships>',
    )
    book = open_workbook(with_parts(data, {"xl/_rels/workbook.xml.rels": relations}), "a.xlsx")
    assert codes(book) == ["links-not-followed"]
    assert cells(book) == [[42]]


def test_rich_texts_inline_texts_escapes_and_white_space() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        sheet.write_rich_string(0, 0, "first ", bold, "call", " resolution")
        sheet.write_string(0, 1, "two\nlines")
        sheet.write_string(0, 2, "   ")
        sheet.write_string(0, 3, "_x0041_ as written")

    data = xlsx(fill)
    assert cells(open_workbook(data, "a.xlsx")) == [
        ["first call resolution", "two\nlines", None, "_x0041_ as written"]
    ]
    inline = part_of(data, SHEET_XML).replace(
        b'<c r="A1" t="s"><v>0</v></c>',
        b'<c r="A1" t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c>',
    )
    book = open_workbook(with_parts(data, {SHEET_XML: inline}), "a.xlsx")
    assert cells(book)[0][0] == "inline"


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("a_x000D_b", "a\rb"),
        ("half _xD83D_ pair", "half _xD83D_ pair"),
    ],
)
def test_escaped_characters(stored: str, shown: str) -> None:
    data = xlsx_of_rows(["x"], ["PLACE"])
    texts = part_of(data, "xl/sharedStrings.xml").replace(b"PLACE", stored.encode())
    book = open_workbook(with_parts(data, {"xl/sharedStrings.xml": texts}), "a.xlsx")
    assert cells(book) == [["x"], [shown]]
    assert book.sheets[0].column(0, 0, 1).tolist() == ["x", shown]


def test_dates_times_spans_errors_and_booleans() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        for at, (value, code) in enumerate(
            [(45292.5, "dd/mm/yyyy"), (0.25, "hh:mm"), (1.5, "[h]:mm:ss"), (-1, "dd/mm/yyyy")]
        ):
            sheet.write_number(0, at, value, book.add_format({"num_format": code}))
        sheet.write_boolean(0, 4, True)
        sheet.write_formula(0, 5, "=NA()", None, "#N/A")

    assert cells(open_workbook(xlsx(fill), "a.xlsx")) == [
        [
            dt.datetime(2024, 1, 1, 12),
            dt.time(6),
            dt.timedelta(hours=36),
            -1,
            True,
            CellError("#N/A"),
        ]
    ]


def test_the_1904_date_system_is_known() -> None:
    def fill(book: Any) -> None:
        book.add_worksheet().write_datetime(0, 0, dt.datetime(2026, 3, 1))

    book = open_workbook(xlsx(fill, date_1904=True, default_date_format="dd/mm/yy"), "a.xlsx")
    assert book.epoch_1904
    assert cells(book) == [[dt.datetime(2026, 3, 1)]]


def test_values_under_a_merged_cell_are_left_out_with_a_note() -> None:
    book = openpyxl.Workbook()
    book.active.append(["top", "under", "beside"])
    target = io.BytesIO()
    book.save(target)
    xml = part_of(target.getvalue(), SHEET_XML).replace(
        b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
    )
    opened = open_workbook(with_parts(target.getvalue(), {SHEET_XML: xml}), "a.xlsx")
    assert cells(opened) == [["top", None, "beside"]]
    assert opened.sheets[0].grid.merged == ((0, 0, 0, 1),)
    assert codes(opened) == ["covered-cells"]
    assert "B1" in opened.notes[0][1]


def test_only_cells_up_to_the_last_filled_one_make_the_grid() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write(2, 1, "a")
        sheet.write_blank(900_000, 16_000, None, book.add_format({"bold": True}))

    sheet = open_workbook(xlsx(fill), "a.xlsx").sheets[0]
    assert (sheet.n_rows, sheet.n_columns) == (3, 2)


def test_xlsb_values_errors_dates_and_hidden_sheets() -> None:
    rows = [["KPI", "Jan"], ["FCR", 0.85], [True, Error(7)], [Serial(46_000.5), "  "], ["", 3]]
    data = xlsb({"Summary": rows, "Back": [["x"]]}, hidden=frozenset({"Back"}))
    book = open_workbook(data, "a.xlsb")
    assert book.reader == "calamine"
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [
        ("Summary", False),
        ("Back", True),
    ]
    assert cells(book) == [
        ["KPI", "Jan"],
        ["FCR", 0.85],
        [True, CellError("#DIV/0!")],
        [dt.datetime(2025, 12, 9, 12), None],
        [None, 3],
    ]


@pytest.mark.parametrize(
    ("data", "name", "read_as"),
    [
        (b"KPI;Jan\nFCR;0,85\n", "report.xlsx", "a text file"),
        (xlsx_of_rows(["KPI", "Jan"], ["FCR", "0,85"]), "report.csv", "an Excel workbook (.xlsx)"),
        (xlsx_of_rows(["KPI", "Jan"], ["FCR", "0,85"]), "report.xls", "an Excel workbook (.xlsx)"),
        (xlsb({"S": [["KPI", "Jan"], ["FCR", "0,85"]]}), "report.xlsx", "a binary Excel workbook"),
        (
            b"<html><table><tr><th>KPI<th>Jan</tr><tr><td>FCR<td>0,85</table></html>",
            "report.xls",
            "a web page",
        ),
    ],
)
def test_a_mislabelled_file_is_read_as_what_it_is(data: bytes, name: str, read_as: str) -> None:
    book = open_workbook(data, name)
    assert cells(book) == [["KPI", "Jan"], ["FCR", "0,85"]]
    assert codes(book) == ["file-mislabelled"]
    assert read_as in book.notes[0][1]
    assert name in book.notes[0][1]


def test_the_second_reader_reads_what_the_first_refuses() -> None:
    data = xlsx_of_rows(["KPI", "Jan"], ["FCR", 0.85])
    xml = part_of(data, SHEET_XML).replace(b'<c r="A1"', b'<c r="A1" r="A1"')
    broken = with_parts(data, {SHEET_XML: xml})
    with pytest.raises(ParseError):
        openpyxl.load_workbook(io.BytesIO(broken))
    book = open_workbook(broken, "a.xlsx")
    assert cells(book) == [["KPI", "Jan"], ["FCR", 0.85]]
    assert book.reader == "calamine"
    assert codes(book) == ["second-reader"]
    assert "by XML (ExpatError" in book.notes[0][1]


def test_reading_can_be_cancelled() -> None:
    class Stop:
        def report(self, fraction: float, text: str) -> None:
            pass

        def check(self) -> None:
            raise Cancelled

    for data, name in [(xlsx_of_rows(["a"]), "a.xlsx"), (xlsb({"S": [["a"]]}), "a.xlsb")]:
        with pytest.raises(Cancelled):
            open_workbook(data, name, ImportOptions(), Stop())


def test_a_workbook_without_cells_is_refused() -> None:
    data = xlsx(lambda book: [book.add_worksheet(), book.add_worksheet()])
    with pytest.raises(UnreadableFileError, match=r"'a\.xlsx' has 2 sheet\(s\)") as caught:
        open_workbook(data, "a.xlsx")
    assert caught.value.code == "file-no-cells"
