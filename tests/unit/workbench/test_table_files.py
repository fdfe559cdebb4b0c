"""Small tables of the user's own, from files of any kind that reports come in."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from desktop_app.domain.errors import ScenarioError, UnreadableFileError
from desktop_app.domain.money import Quote
from desktop_app.workbench.criteria import read_marks_file
from desktop_app.workbench.table_files import read_rate_file


def test_rates_of_a_workbook_with_real_dates_and_numbers(tmp_path: Path) -> None:
    book = Workbook()
    sheet: Any = book.active
    for row in (
        ["Treasury rates"],
        [],
        ["Currency", "Into", "Rate", "Date", "Source"],
        ["USD", "EUR", 0.9204, dt.date(2026, 1, 31), "ECB"],
        ["INR", "EUR", 0.01103, dt.datetime(2026, 2, 28), None],
    ):
        sheet.append(row)
    book.save(tmp_path / "rates.xlsx")
    assert read_rate_file(tmp_path / "rates.xlsx").quotes == (
        Quote("USD", Decimal("0.9204"), dt.date(2026, 1, 31), "EUR", "ECB"),
        Quote("INR", Decimal("0.01103"), dt.date(2026, 2, 28), "EUR"),
    )


def test_rates_of_a_text_file_with_decimal_commas(tmp_path: Path) -> None:
    file = tmp_path / "kurse.csv"
    file.write_text("Währung;Kurs;Datum\nUSD;0,92;31.01.2026\n", encoding="cp1252")
    assert read_rate_file(file).quotes == (Quote("USD", Decimal("0.92"), dt.date(2026, 1, 31)),)


def test_a_file_that_is_not_there_or_no_table_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"lost\.csv"):
        read_rate_file(tmp_path / "lost.csv")
    (tmp_path / "note.csv").write_text("just a note\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match=r"note\.csv: no row names the columns"):
        read_rate_file(tmp_path / "note.csv")


def test_numbers_shown_in_percent_are_no_marks(tmp_path: Path) -> None:
    """0.8 shown as 80 % would be a mark of 0.8 of 5."""
    book = Workbook()
    sheet: Any = book.active
    for row in (["Vendor", "Team fit"], ["Acme", 0.8], ["Birch", 0.6]):
        sheet.append(row)
    sheet["B2"].number_format = sheet["B3"].number_format = "0%"
    book.save(tmp_path / "marks.xlsx")
    with pytest.raises(ScenarioError, match=r"marks\.xlsx, cell B2: '80 %' is no mark of 0 to 5"):
        read_marks_file(tmp_path / "marks.xlsx")
    sheet["B2"].number_format = sheet["B3"].number_format = "0.0"
    book.save(tmp_path / "marks.xlsx")
    assert read_marks_file(tmp_path / "marks.xlsx").marks["Team fit"]["Acme"].value == 0.8
