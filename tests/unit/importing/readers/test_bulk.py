from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pytest

from desktop_app.importing.cells import HEAD_ROWS, CellError, Sheet
from desktop_app.importing.report import ImportOptions
from desktop_app.importing.workbook import open_workbook
from tests.helpers.books import messy_log, part_of, with_parts, xlsx

ROWS = 420
SHEET_XML = "xl/worksheets/sheet1.xml"


def both_ways(data: bytes) -> tuple[Sheet, Sheet]:
    whole = open_workbook(data, "a.xlsx", ImportOptions(bulk_cells=10**9)).sheets[0]
    bulk = open_workbook(data, "a.xlsx", ImportOptions(bulk_cells=0)).sheets[0]
    assert not whole.bulk
    assert bulk.bulk
    return whole, bulk


def assert_same(whole: Sheet, bulk: Sheet) -> None:
    assert (bulk.name, bulk.hidden) == (whole.name, whole.hidden)
    assert (bulk.n_rows, bulk.n_columns) == (whole.n_rows, whole.n_columns)
    head = bulk.grid
    assert head.n_rows == HEAD_ROWS
    assert head.values.tolist() == whole.grid.values[:HEAD_ROWS].tolist()
    in_head = {at: code for at, code in whole.grid.formats.items() if at[0] < HEAD_ROWS}
    assert head.formats == in_head
    assert head.merged == whole.grid.merged
    last = whole.n_rows - 1
    for top, bottom in [(0, last), (3, last), (3, last - 3), (HEAD_ROWS, last), (250, 300), (3, 9)]:
        assert bulk.non_empty(top, bottom).tolist() == whole.non_empty(top, bottom).tolist()
        for column in range(whole.n_columns):
            pd.testing.assert_series_equal(
                bulk.column(column, top, bottom), whole.column(column, top, bottom)
            )


@pytest.mark.parametrize("date_1904", [False, True])
def test_both_ways_give_the_same_cells(date_1904: bool) -> None:
    assert_same(*both_ways(messy_log(ROWS, date_1904)))


def test_dtypes_hold_the_columns_without_loss() -> None:
    _, bulk = both_ways(messy_log(ROWS))
    last = ROWS + 2
    kinds = [str(bulk.column(column, 3, last).dtype) for column in (1, 2, 3, 4, 6, 8, 9, 14, 16)]
    assert kinds == [
        "str",
        "datetime64[us]",
        "timedelta64[us]",
        "float64",
        "bool",
        "timedelta64[us]",
        "float64",
        "str",
        "str",
    ]
    assert bulk.column(1, 3, last).iloc[0] == "00003"
    assert bulk.column(14, 3, last).iloc[5] == "1.00"


def test_mixed_columns_keep_what_is_text_and_what_is_number() -> None:
    _, bulk = both_ways(messy_log(ROWS))
    last = ROWS + 2
    assert set(bulk.column(5, 3, last)) == {"n/a", 0.3, 5.0}  # XlsxWriter writes 16 digits
    fives = bulk.column(20, 300, 303).tolist()
    assert [type(value) for value in fives] == [str, int, str, int]
    dates = bulk.column(10, 300, 301).tolist()
    assert dates[0] == "pending"
    assert isinstance(dates[1], dt.datetime)
    assert bulk.column(12, 300, 301).tolist() == ["unknown", dt.timedelta(hours=6)]
    assert bulk.column(7, 300, 300).tolist() == [CellError("#DIV/0!")]


def test_whole_read_agrees_with_openpyxl() -> None:
    data = messy_log(60)
    whole = open_workbook(data, "a.xlsx").sheets[0]
    oracle = openpyxl.load_workbook(io.BytesIO(data), data_only=True)["Log"]
    for row in range(whole.n_rows):
        for column in range(whole.n_columns):
            cell = oracle.cell(row + 1, column + 1)
            expected = cell.value
            if cell.data_type == "e":
                expected = CellError(expected)
            elif isinstance(expected, str) and not expected.strip():
                expected = None
            assert whole.grid.values[row, column] == expected
            if expected is not None:
                assert whole.grid.format_of(row, column) == cell.number_format
    assert whole.grid.merged == ((1, 1, 1, 3),)
    assert whole.grid.hidden_rows == {10}
    assert whole.grid.hidden_columns == {4}


def prefixed(xml: bytes) -> bytes:
    """Return sheet XML as some .NET libraries write it, each tag with a prefix."""
    xml = re.sub(rb"<(/?)(?=[A-Za-z])", rb"<\1x:", xml)
    return xml.replace(b"xmlns=", b"xmlns:x=")


def reordered(xml: bytes) -> bytes:
    """Return sheet XML whose cells do not start with their address."""
    return re.sub(rb'<c r="(\w+)"([^>/]*)>', rb'<c\2 r="\1">', xml)


@pytest.mark.parametrize("change", [prefixed, reordered])
def test_unusual_xml_reads_the_same(change: Any) -> None:
    data = messy_log(ROWS)
    xml = part_of(data, SHEET_XML)
    changed = with_parts(data, {SHEET_XML: change(xml)})
    assert change(xml) != xml
    usual, _ = both_ways(data)
    whole, bulk = both_ways(changed)
    assert whole.grid.values.tolist() == usual.grid.values.tolist()
    assert_same(whole, bulk)


def test_formulas_without_result_are_noted_and_not_taken_for_empty() -> None:
    book = openpyxl.Workbook()
    for at in range(1, ROWS + 1):
        book.active.append([at, f"=A{at}*2", "text"])
    target = io.BytesIO()
    book.save(target)
    data = target.getvalue()
    whole, bulk = both_ways(data)
    assert_same(whole, bulk)
    assert bulk.non_empty(0, ROWS - 1).tolist() == [ROWS, ROWS, ROWS]
    for limit in (0, 10**9):
        notes = open_workbook(data, "a.xlsx", ImportOptions(bulk_cells=limit)).notes
        assert [code for code, _ in notes] == ["formula-without-value"]
        assert f"{ROWS} formula(s)" in notes[0][1]
        assert "B1, B2" in notes[0][1]


def test_many_formatted_empty_rows_make_no_large_grid() -> None:
    data = xlsx(lambda book: book.add_worksheet().write_row(0, 0, ["KPI", "Jan"]))
    empty = b"".join(
        b'<row r="%d" spans="1:3" customHeight="1" ht="15"><c r="A%d" s="0"/></row>' % (at, at)
        for at in range(2, 300_001)
    )
    xml = part_of(data, SHEET_XML).replace(b"</sheetData>", empty + b"</sheetData>")
    (sheet,) = open_workbook(with_parts(data, {SHEET_XML: xml}), "a.xlsx").sheets
    assert (sheet.n_rows, sheet.n_columns, sheet.bulk) == (1, 2, False)


def test_a_failed_bulk_read_falls_back_to_parsing_with_a_note(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = messy_log(ROWS)
    whole, _ = both_ways(data)

    def fail(*_arguments: object) -> None:
        raise RuntimeError("engine trouble")

    monkeypatch.setattr("desktop_app.importing.readers.xlsx.read_batch", fail)
    book = open_workbook(data, "a.xlsx", ImportOptions(bulk_cells=0))
    assert [code for code, _ in book.notes] == ["second-reader"]
    assert "engine trouble" in book.notes[0][1]
    assert_same(whole, book.sheets[0])


def test_empty_rows_below_the_head_of_a_bulk_sheet() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        for at in range(150):
            sheet.write_row(at, 0, [at, "a"])
        for at in range(150, 300):
            sheet.write_string(at, 0, "  ")

    whole = open_workbook(xlsx(fill), "a.xlsx", ImportOptions(bulk_cells=10**9)).sheets[0]
    bulk = open_workbook(xlsx(fill), "a.xlsx", ImportOptions(bulk_cells=0)).sheets[0]
    assert (bulk.n_rows, bulk.n_columns) == (whole.n_rows, whole.n_columns) == (150, 2)
    assert bulk.column(0, 0, 149).tolist() == list(np.arange(150.0))
    assert bulk.non_empty(0, 149).tolist() == [150, 150]
