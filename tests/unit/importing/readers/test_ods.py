from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

import pytest
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableProperties
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
from odf.text import P

from desktop_app.domain.errors import UnreadableFileError
from desktop_app.importing.cells import CellError, Workbook
from desktop_app.importing.workbook import open_workbook
from tests.helpers.shared import shared_file


def cell(text: str = "", **attributes: Any) -> TableCell:
    made = TableCell(**attributes)
    for line in text.split("\n") if text else []:
        made.addElement(P(text=line))
    return made


def row(*cells: Any, **attributes: Any) -> TableRow:
    made = TableRow(**attributes)
    for each in cells:
        made.addElement(each)
    return made


def ods(*rows: TableRow, columns: tuple[TableColumn, ...] = (), hidden: bool = False) -> bytes:
    document = OpenDocumentSpreadsheet()
    style = Style(name="off", family="table")
    style.addElement(TableProperties(display="false"))
    document.automaticstyles.addElement(style)
    table = Table(name="Sheet", **({"stylename": style} if hidden else {}))
    for each in (*columns, *rows):
        table.addElement(each)
    document.spreadsheet.addElement(table)
    target = io.BytesIO()
    document.write(target)
    return target.getvalue()


def read(data: bytes) -> Workbook:
    return open_workbook(data, "a.ods")


def test_values_of_each_type() -> None:
    data = ods(
        row(
            cell("two\nlines", valuetype="string"),
            cell("83.7%", valuetype="percentage", value="0.837"),
            cell("€12", valuetype="currency", currency="EUR", value="12"),
            cell("1.5", valuetype="float", value="1.5"),
            cell("05.01.26", valuetype="date", datevalue="2026-01-05"),
            cell("5.1. 8:30", valuetype="date", datevalue="2026-01-05T08:30:00"),
            cell("26:05:01", valuetype="time", timevalue="PT26H05M01S"),
            cell("TRUE", valuetype="boolean", booleanvalue="true"),
            cell("#DIV/0!", valuetype="string", formula="of:=1/0"),
            cell("  ", valuetype="string"),
        )
    )
    sheet = read(data).sheets[0]
    assert sheet.grid.values.tolist() == [
        [
            "two\nlines",
            0.837,
            12,
            1.5,
            dt.datetime(2026, 1, 5),
            dt.datetime(2026, 1, 5, 8, 30),
            dt.timedelta(hours=26, minutes=5, seconds=1),
            True,
            CellError("#DIV/0!"),
        ]
    ]
    assert sheet.grid.formats[0, 1] == "0.0%"
    assert sheet.grid.formats[0, 2] == "[$EUR]0"


def test_repeated_cells_and_rows_stand_where_they_are_shown() -> None:
    data = ods(
        row(cell("a", valuetype="string"), cell(numbercolumnsrepeated=3), cell("b")),
        row(cell(), numberrowsrepeated=4),
        row(cell("1", valuetype="float", value="1", numbercolumnsrepeated=2), numberrowsrepeated=2),
        row(cell(numbercolumnsrepeated=16_384), numberrowsrepeated=1_048_569),
    )
    sheet = read(data).sheets[0]
    assert (sheet.n_rows, sheet.n_columns) == (7, 5)
    assert sheet.grid.values[0].tolist() == ["a", None, None, None, "b"]
    assert sheet.grid.values[5:, :3].tolist() == [[1, 1, None], [1, 1, None]]


def test_merged_and_hidden_parts() -> None:
    data = ods(
        row(
            cell("top", valuetype="string", numbercolumnsspanned=2, numberrowsspanned=1),
            CoveredTableCell(),
            cell("c", valuetype="string"),
        ),
        row(cell("x", valuetype="string"), cell("y", valuetype="string"), visibility="collapse"),
        columns=(TableColumn(), TableColumn(visibility="collapse", numbercolumnsrepeated=2)),
        hidden=True,
    )
    sheet = read(data).sheets[0]
    assert sheet.hidden
    assert sheet.grid.merged == ((0, 0, 0, 1),)
    assert sheet.grid.hidden_rows == {1}
    assert sheet.grid.hidden_columns == {1, 2}


def test_formulas_without_result_are_noted() -> None:
    book = read(ods(row(cell("a", valuetype="string"), cell(formula="of:=1+1"))))
    assert [code for code, _ in book.notes] == ["formula-without-value"]
    assert "B1" in book.notes[0][1]


@pytest.mark.parametrize("repeats", [(1_048_576, 16_384), (10**12, 1), (1, 10**12)])
def test_a_repetition_bomb_is_refused(repeats: tuple[int, int]) -> None:
    down, across = repeats
    one = cell("1", valuetype="float", value="1", numbercolumnsrepeated=across)
    with pytest.raises(UnreadableFileError) as caught:
        read(ods(row(one, numberrowsrepeated=down)))
    assert caught.value.code in {"file-bomb", "sheet-too-large"}


def test_far_off_cells_are_refused() -> None:
    data = ods(row(cell("a")), row(cell(), numberrowsrepeated=10**9), row(cell("b")))
    with pytest.raises(UnreadableFileError) as caught:
        read(data)
    assert caught.value.code == "sheet-too-large"


def test_comments_are_not_taken_for_cell_text() -> None:
    data = ods(row(cell("value", valuetype="string")))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["content.xml"] = parts["content.xml"].replace(
        b"<text:p>value",
        b"<office:annotation><text:p>remark</text:p></office:annotation><text:p>value",
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert read(target.getvalue()).sheets[0].grid.values.tolist() == [["value"]]


def test_the_rail_workbook_agrees_with_calamine() -> None:
    import python_calamine

    path = shared_file("rail_key_statistics/table-2200_key_statistics_by_operator.ods")
    data = path.read_bytes()
    book = read(data)
    oracle = python_calamine.load_workbook(io.BytesIO(data))
    assert [sheet.name for sheet in book.sheets] == oracle.sheet_names
    for sheet in book.sheets:
        expected = oracle.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        found = [["" if value is None else value for value in row] for row in sheet.grid.values]
        shown = [[value if str(value).strip() else "" for value in row] for row in expected]
        assert found == shown


def test_more_cells_than_are_held_in_memory_are_refused_in_other_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("desktop_app.importing.readers.ods.MOST_CELLS", 5)
    with pytest.raises(UnreadableFileError, match=r"save|Save") as caught:
        open_workbook(ods(*[row(cell("a"), cell("b")) for _ in range(3)]), "a.ods")
    assert caught.value.code == "sheet-too-large"


def test_formats_of_many_cells_are_looked_up_and_listed_by_place() -> None:
    share = {"valuetype": "percentage", "value": "0.5"}
    rows = [row(cell("t"), cell("50.0%", **share)) for _ in range(3)]
    grid = read(ods(*rows)).sheets[0].grid
    assert dict(grid.formats) == {(0, 1): "0.0%", (1, 1): "0.0%", (2, 1): "0.0%"}
    assert len(grid.formats) == 3
    assert grid.format_of(2, 1) == "0.0%"
    assert (
        grid.format_of(0, 0) == grid.format_of(9, 1) == grid.format_of(1, 1 + 16_384) == "General"
    )
