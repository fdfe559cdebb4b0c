"""The scenarios as a sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet
from xlsxwriter import Workbook

from desktop_app.exporting.sheets import scenarios
from desktop_app.exporting.styles import Styles
from desktop_app.presenting.comparison import rerank
from desktop_app.presenting.model import Comparison
from desktop_app.scoring.model import Method
from desktop_app.scoring.shelf import Shelf
from tests.helpers import comparisons


def written(path: Path, comparison: Comparison, write: Callable[..., None]) -> Worksheet:
    book = Workbook(str(path), {"nan_inf_to_errors": False})
    write(book, comparison, Styles(book))
    book.close()
    return openpyxl.load_workbook(path).worksheets[0]


def compared(*others: object) -> Comparison:
    made = comparisons.comparison()
    base = rerank(made, made.scenario)
    found = tuple(replace(base.scenario, **other) for other in others)
    return replace(base, shelf=Shelf((), found))


def test_ranks_scores_reasons_and_differences(tmp_path: Path) -> None:
    other = {"name": "=Fast", "weights": {"fcr": 1.0, "aht": 9.0}}
    sheet = written(tmp_path / "out.xlsx", compared(other), scenarios.write)
    rows = {row[0].value: [cell.value for cell in row[1:5]] for row in sheet.iter_rows()}
    head = rows["Vendor"]
    assert head == ["Balanced scorecard ✓: rank", "Balanced scorecard ✓: score",
                    "=Fast: rank", "=Fast: score"]  # fmt: skip
    assert (rows["Birch"][2], round(rows["Birch"][3], 3)) == (1, 81.375)
    assert rows["Cedar"][0] == "not ranked"
    assert rows["Weight of Average handle time"][:2] == ["20.0 %", "90.0 %"]
    assert any("Birch is first instead of Alder" in str(name) for name in rows)
    assert len(sheet._charts) == 1


def test_no_chart_of_scores_in_different_terms_and_none_of_one_scenario(tmp_path: Path) -> None:
    topsis = compared({"name": "T", "method": Method.TOPSIS})
    assert not written(tmp_path / "t.xlsx", topsis, scenarios.write)._charts
    alone = written(tmp_path / "a.xlsx", compared(), scenarios.write)
    texts = [cell.value for row in alone.iter_rows() for cell in row if cell.value]
    assert any("There is one scenario" in str(text) for text in texts)
    assert not alone._charts
