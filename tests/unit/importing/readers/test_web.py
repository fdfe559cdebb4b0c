from __future__ import annotations

from desktop_app.importing.cells import Workbook
from desktop_app.importing.workbook import open_workbook


def read(text: str, encoding: str = "utf-8") -> Workbook:
    return open_workbook(text.encode(encoding), "report.html")


def test_spans_become_merged_cells_and_push_the_others_aside() -> None:
    sheet = read(
        "<html><body><table>"
        "<tr><th rowspan=2>KPI</th><th colspan='2'>2026</th></tr>"
        "<tr><th>Jan</th><th>Feb</th></tr>"
        "<tr><td>FCR<td>85&nbsp;%<td>  </tr>"
        "<tr><td>A&amp;H<br/>T</td><td><b>3</b>:12</td><td>3:10</td></tr>"
        "</table></body></html>"
    ).sheets[0]
    assert sheet.grid.values.tolist() == [
        ["KPI", "2026", None],
        [None, "Jan", "Feb"],
        ["FCR", "85\xa0%", None],
        ["A&H\nT", "3:12", "3:10"],
    ]
    assert sheet.grid.merged == ((0, 0, 1, 0), (0, 1, 0, 2))


def test_each_table_is_a_sheet_and_scripts_are_no_text() -> None:
    book = read(
        "<table><tr><td>a<script>var x = '<td>no</td>';</script></td></tr></table>"
        "<table></table><table><td>b</td></table>"
    )
    assert [sheet.name for sheet in book.sheets] == ["Table 1", "Table 2"]
    assert [sheet.grid.values.tolist() for sheet in book.sheets] == [[["a"]], [["b"]]]


def test_a_table_within_a_table_is_one_of_its_own() -> None:
    book = read(
        "<table><tr><td>out<table><tr><td>in</td></tr></table></td><td>side</td></tr></table>"
    )
    assert [sheet.grid.values.tolist() for sheet in book.sheets] == [[["out", "side"]], [["in"]]]


def test_the_declared_encoding_is_used() -> None:
    book = read(
        '<html><meta charset="windows-1250"><table><tr><td>Źródło</td></tr></table></html>',
        "cp1250",
    )
    assert book.sheets[0].grid.values.tolist() == [["Źródło"]]
    assert book.notes == []


def test_absurd_spans_are_bounded() -> None:
    sheet = read(
        "<table><tr><td colspan=999999999 rowspan=999999999>a</td><td>b</td></tr></table>"
    ).sheets[0]
    assert (sheet.n_rows, sheet.n_columns) == (1, 1001)


def test_text_above_a_table_stands_in_rows_above_it() -> None:
    page = (
        "<html><head><title>Export</title></head><body><h2>Vendor: <b>Acme</b></h2>"
        "<p>March 2026<br>final</p><table><tr><td>KPI<td>Actual<tr><td>FCR<td>71%</table>"
        "<p>after</p><table><tr><td>x</table></body></html>"
    )
    first, second = open_workbook(page.encode(), "a.html").sheets
    assert [row[0] for row in first.grid.values] == [
        "Vendor: Acme",
        "March 2026",
        "final",
        None,
        "KPI",
        "FCR",
    ]
    assert first.grid.values[5, 1] == "71%"
    assert [row[0] for row in second.grid.values] == ["after", None, "x"]
