"""The workbook in another language: names that Excel takes, formulas that follow them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest

from desktop_app.domain import own_export
from desktop_app.domain.translating import Language, speak
from desktop_app.exporting import sheet_names
from desktop_app.exporting.workbook import export_workbook
from desktop_app.importing import audit_ticks
from desktop_app.presenting.comparison import rerank
from tests.helpers import comparisons

Speak = Callable[[Callable[[str], str]], None]


@pytest.fixture
def speaking() -> Iterator[Speak]:
    """Sets a foreign language for the time of a test."""
    yield lambda lookup: speak(Language("fr", lookup))
    speak(Language())


def test_formulas_name_translated_sheets_and_words(speaking: Speak, tmp_path: Path) -> None:
    speaking(lambda text: f"L'\"{text}")
    made = comparisons.comparison()
    path = export_workbook(rerank(made, made.scenario), tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(path)
    assert audit_ticks.SHEET in book.sheetnames
    assert own_export.SHEET in book.sheetnames
    sheet = book[sheet_names.sheet_name(sheet_names.RANKING)]
    assert sheet.title == "L'\"Ranking"
    formulas = [
        getattr(cell.value, "text", cell.value)
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    pointed = {name.replace("''", "'") for f in formulas for name in re.findall(r"'(.+)'!", f)}
    assert pointed == {"L'\"Value functions"}
    assert pointed <= set(book.sheetnames)
    ranks = [formula for formula in formulas if "SUMPRODUCT(($" in formula]
    assert ranks
    assert all('="L\'""failed"' in rank and '"L\'""not ranked"' in rank for rank in ranks)


@pytest.mark.parametrize(
    "lookup",
    [
        lambda text: f"[{text}]: a/b * c? \\ of a very long name in words",
        lambda text: "Coverage",
        lambda text: "methodology",
        lambda text: "''",
    ],
    ids=["long", "all alike", "taken", "nothing left"],
)
def test_names_are_what_excel_takes(speaking: Speak, lookup: Callable[[str], str]) -> None:
    speaking(lookup)
    names = [sheet_names.sheet_name(name) for name in sheet_names.NAMES]
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert 0 < len(name) <= 31
        assert not set(name) & set("[]:*?/\\")
        assert name == name.strip("' ")
