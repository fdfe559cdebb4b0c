from __future__ import annotations

import datetime as dt
import io

import python_calamine

from desktop_app.importing.cells import Workbook
from desktop_app.importing.workbook import open_workbook
from tests.helpers.shared import shared_file

DEATHS = "messy_header_xls/deaths.xls"


def deaths() -> Workbook:
    return open_workbook(shared_file(DEATHS).read_bytes(), "deaths.xls")


def test_deaths_by_eye() -> None:
    book = deaths()
    assert book.reader == "xlrd"
    assert book.notes == []
    arts, other = book.sheets
    assert (arts.name, other.name) == ("arts", "other")
    assert arts.grid.values[4].tolist() == [
        "Name", "Profession", "Age", "Has kids", "Date of birth", "Date of death",
    ]  # fmt: skip
    assert arts.grid.values[5].tolist() == [
        "David Bowie", "musician", 69, True, dt.datetime(1947, 1, 8), dt.datetime(2016, 1, 10),
    ]  # fmt: skip
    assert arts.grid.format_of(5, 4) == "m/d/yy"
    assert arts.grid.merged == ((3, 1, 3, 4),)
    assert str(arts.column(4, 5, 14).dtype) == "datetime64[us]"


def test_deaths_agrees_with_calamine() -> None:
    book = deaths()
    oracle = python_calamine.load_workbook(io.BytesIO(shared_file(DEATHS).read_bytes()))
    for sheet in book.sheets:
        expected = oracle.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        found = [
            [
                "" if value is None
                else value.date() if isinstance(value, dt.datetime)
                else value
                for value in row
            ]
            for row in sheet.grid.values
        ]  # fmt: skip
        assert found == expected


def test_under_another_name_it_is_read_and_noted() -> None:
    book = open_workbook(shared_file(DEATHS).read_bytes(), "deaths.xlsx")
    assert [code for code, _ in book.notes] == ["file-mislabelled"]
    assert "Excel 97-2003" in book.notes[0][1]
