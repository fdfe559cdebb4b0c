from __future__ import annotations

import codecs

import pytest

from desktop_app.importing.cells import Workbook
from desktop_app.importing.report import ImportOptions
from desktop_app.importing.workbook import open_workbook

WAYS = pytest.mark.parametrize("bulk_cells", [10**9, 0], ids=["whole", "bulk"])


def read(data: bytes, bulk_cells: int = 10**9, name: str = "a.csv") -> Workbook:
    return open_workbook(data, name, ImportOptions(bulk_cells=bulk_cells))


def rows(book: Workbook) -> list[list[str | None]]:
    sheet = book.sheets[0]
    found = [
        sheet.column(column, 0, sheet.n_rows - 1).tolist() for column in range(sheet.n_columns)
    ]
    assert (
        sheet.grid.values.tolist()
        == [
            [value if isinstance(value, str) else None for value in row]
            for row in zip(*found, strict=True)
        ][: sheet.grid.n_rows]
    )
    counts = [sum(isinstance(value, str) for value in column) for column in found]
    assert sheet.non_empty(0, sheet.n_rows - 1).tolist() == counts
    grid: list[list[str | None]] = sheet.grid.values.tolist()
    return grid


@WAYS
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_separator_is_found_beside_decimal_commas_and_titles(
    delimiter: str, bulk_cells: int
) -> None:
    lines = [["Report, of ACME; 2026"], [], ["KPI", "Jan", "Feb"]]
    lines += [[f"kpi {at}", f'"{at},5"' if delimiter == "," else f"{at},5", "7"] for at in range(9)]
    text = "\n".join(delimiter.join(line) for line in lines)
    found = rows(read(text.encode(), bulk_cells))
    assert found[2] == ["KPI", "Jan", "Feb"]
    assert found[11] == ["kpi 8", "8,5", "7"]


@WAYS
def test_quotes_hold_line_breaks_separators_and_quotes(bulk_cells: int) -> None:
    data = b'KPI,Note\r\nFCR,"two\r\nlines, and ""quotes"""\r\nAHT,plain\r\n'
    assert rows(read(data, bulk_cells)) == [
        ["KPI", "Note"],
        ["FCR", 'two\r\nlines, and "quotes"'],
        ["AHT", "plain"],
    ]


@WAYS
def test_ragged_rows_keep_all_cells_and_blank_ones_are_empty(bulk_cells: int) -> None:
    data = b"a,b,c\n1,2\n1,2,3,4\n\n , ,5\n"
    assert rows(read(data, bulk_cells)) == [
        ["a", "b", "c", None],
        ["1", "2", None, None],
        ["1", "2", "3", "4"],
        [None, None, None, None],
        [None, None, "5", None],
    ]


@WAYS
def test_texts_stay_as_written(bulk_cells: int) -> None:
    data = b"id;v\n00123; 1.50\n1e5;NA\nTRUE;nan\n"
    assert rows(read(data, bulk_cells))[1:] == [["00123", " 1.50"], ["1e5", "NA"], ["TRUE", "nan"]]


@pytest.mark.parametrize(
    ("encoding", "bom"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-32-le", codecs.BOM_UTF32_LE),
    ],
)
def test_unicode_encodings_are_read_without_a_note(encoding: str, bom: bytes) -> None:
    text = "Anbieter;Qualität\nMüller & Söhne;85 %\n" + "Ärger;1\n" * 20
    book = read(bom + text.encode(encoding))
    assert rows(book)[:2] == [["Anbieter", "Qualität"], ["Müller & Söhne", "85 %"]]
    assert book.notes == []


def test_an_old_encoding_is_guessed_and_noted() -> None:
    text = "Anbieter;Qualität\nMüller & Söhne;gut\nGroße Änderungen für Übermorgen;schön\n"
    book = read(text.encode("cp1252"))
    assert rows(book)[1] == ["Müller & Söhne", "gut"]
    assert [code for code, _ in book.notes] == ["encoding-guessed"]


def test_utf16_that_breaks_off_is_refused() -> None:
    with pytest.raises(Exception, match="damaged at byte"):
        read(codecs.BOM_UTF16_LE + "a,b\n".encode("utf-16-le") + b"\x00")


def test_the_sep_line_of_excel_names_the_separator_and_is_no_row() -> None:
    assert rows(read(b"sep=|\r\na,1|b;2\r\n")) == [["a,1", "b;2"]]


@WAYS
def test_a_heading_by_blanks_over_a_body_by_tabs_and_blanks(bulk_cells: int) -> None:
    body = b"".join(b"Online-W\t-1.5 %d\n" % at for at in range(300))
    book = read(b"system mqm_avg_score seg_id\n" + body, bulk_cells, "a.tsv")
    assert rows(book)[:2] == [["system", "mqm_avg_score", "seg_id"], ["Online-W", "-1.5", "0"]]
    assert [code for code, _ in book.notes] == ["columns-by-blanks"]


@WAYS
def test_a_heading_by_blanks_over_a_body_by_tabs(bulk_cells: int) -> None:
    body = b"".join(b"Online W\tsome text here %d\n" % at for at in range(300))
    book = read(b"system text\n" + body, bulk_cells, "a.tsv")
    assert rows(book)[:2] == [["system", "text"], ["Online W", "some text here 0"]]
    assert [code for code, _ in book.notes] == ["heading-cut"]


@WAYS
def test_a_quote_that_is_never_closed_loses_no_rows(bulk_cells: int) -> None:
    body = b"".join(b"%d,plain\n" % at for at in range(500))
    book = read(b'id,size\n1,"5 inch\n' + body, bulk_cells)
    assert book.sheets[0].n_rows == 502
    assert rows(book)[1] == ["1", '"5 inch']
    assert [code for code, _ in book.notes] == ["quote-not-closed"]


def test_one_column_is_read_as_one_column() -> None:
    assert rows(read(b"Vendor\nACME Ltd\nBeta\n")) == [["Vendor"], ["ACME Ltd"], ["Beta"]]


def test_cells_that_begin_below_the_head_are_there() -> None:
    data = b"a,b\n" * 60_000 + b"a,b,c\n"
    sheet = read(data, 0).sheets[0]
    assert (sheet.n_rows, sheet.n_columns) == (60_001, 3)
    assert sheet.column(2, 60_000, 60_000).tolist() == ["c"]
    assert sheet.column(2, 0, 10).tolist() == [None] * 11
