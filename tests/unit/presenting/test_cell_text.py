"""Cells under their number formats, against what Excel shows for them."""

import datetime as dt

import pytest

from desktop_app.importing.cells import CellError
from desktop_app.presenting.cell_text import raw, shown

DAY = dt.datetime(2026, 1, 5, 14, 7, 9)
SPAN = dt.timedelta


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        (0.853, "0%", "85%"),
        (0.853, "0.0%", "85.3%"),
        (0.85314, "0.00 %", "85.31 %"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (1234567.0, "#,##0", "1,234,567"),
        (1234567.0, "#,##0,", "1,235"),
        (0.5, "#.##", "0.5"),
        (7.0, "00000", "00007"),
        (-12.5, "0.0;(0.0)", "(12.5)"),
        (-1234.0, "#,##0_);(#,##0)", "(1,234)"),
        (1234.0, "#,##0_);(#,##0)", "1,234"),
        (-3.0, "0", "-3"),
        (0.0, '0;-0;"-"', "-"),
        (3.5, "[$€-407] #,##0.00", "€ 3.50"),
        (3.5, "$#,##0.00", "$3.50"),
        (3.5, '0.0 "min"', "3.5 min"),
        (12.0, "General", "12"),
        (0.1 + 0.2, "General", "0.3"),
        (1e-9, "General", "1E-09"),
        (46027.5, "yyyy-mm-dd hh:mm", "2026-01-05 12:00"),
        (0.5, "h:mm", "12:00"),
        (DAY, "dd/mm/yyyy", "05/01/2026"),
        (DAY, "mmm-yy", "Jan-26"),
        (DAY, "mmmm yyyy", "January 2026"),
        (DAY, "d.m.yy h:mm", "5.1.26 14:07"),
        (DAY, "h:mm AM/PM", "2:07 PM"),
        (DAY, "mm/dd/yyyy hh:mm:ss", "01/05/2026 14:07:09"),
        (DAY, "dddd", "Monday"),
        (DAY, "General", "2026-01-05 14:07:09"),
        (SPAN(hours=30, minutes=5), "[h]:mm", "30:05"),
        (SPAN(minutes=5, seconds=12), "mm:ss", "05:12"),
        (SPAN(minutes=90), "[mm]:ss", "90:00"),
        (SPAN(hours=26), "General", "26:00:00"),
        (SPAN(hours=14, minutes=3), "hh:mm", "14:03"),
        (True, "0%", "TRUE"),
        (CellError("#DIV/0!"), "0%", "#DIV/0!"),
        ("85%*", "0", "85%*"),
        (None, "0", ""),
        (5, "0.00E+00", "5.00E+00"),
        (12.5, "# ?/?", "12.5"),
    ],
)
def test_cells_look_as_in_a_spreadsheet(value: object, code: str, expected: str) -> None:
    assert shown(value, code) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize("code", ["", ";;;", '"', "[", "\\", "yyyy[", "0" * 300, "@", "_", "*"])
def test_no_format_however_odd_fails(code: str) -> None:
    for value in (0.0, -1.5, 2e12, DAY, SPAN(days=3), "x"):
        assert isinstance(shown(value, code), str)


def test_the_raw_value_is_what_is_stored() -> None:
    assert raw(0.8512) == "0.8512"
    assert raw(dt.datetime(2026, 1, 5)) == "2026-01-05"
    assert raw(DAY) == "2026-01-05 14:07:09"
    assert raw(None) == ""
