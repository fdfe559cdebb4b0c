"""What to know about the weights is said on screen, in the workbook and on the command line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from xlsxwriter import Workbook

from desktop_app.cli import text
from desktop_app.exporting.sheets import methodology, ranking
from desktop_app.exporting.styles import Styles
from desktop_app.presenting.comparison import rerank
from desktop_app.presenting.comparison_tables import notes_table
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.weighing import weight_notes
from tests.helpers import comparisons

SAID = (
    "Average handle time alone carries 71 % of the weight.",
    "The category efficiency carries 71 % of the weight.",
    "Compliance rate measures the same as First contact resolution: only the latter carries "
    "weight.",
    "Average handle time is weighed without Cost per contact: a vendor can look good on it at "
    "their expense.",
)


@pytest.fixture
def lopsided() -> Comparison:
    """Handle time at 5 of 7 without its counterweight, beside two KPIs that overlap."""
    made = comparisons.comparison()
    kpis = dict(made.catalogue.kpis)
    kpis["aht"] = replace(kpis["aht"], counterweights=("cost_per_contact",))
    kpis["compliance_rate"] = replace(kpis["compliance_rate"], overlaps=("fcr",))
    catalogue = replace(made.catalogue, kpis=kpis)
    weights = {"aht": 5.0, "fcr": 2.0, "compliance_rate": 1.0}
    scenario = replace(made.scenario, weights=weights, gates=())
    return rerank(replace(made, catalogue=catalogue), scenario)


def test_one_kpi_that_carries_the_result_overlaps_and_counterweights(
    lopsided: Comparison, tmp_path: Path
) -> None:
    assert set(SAID) <= set(weight_notes(lopsided, lopsided.scenario.weights))
    on_screen = {row.cells[1].text for row in notes_table(lopsided).rows}
    assert set(SAID) <= on_screen
    assert all(words in text.comparison(lopsided) for words in SAID)
    book = Workbook(str(tmp_path / "out.xlsx"), {"nan_inf_to_errors": False})
    styles = Styles(book)
    for write in (ranking.write, methodology.write):
        write(book, lopsided, styles)
    book.close()
    for sheet in openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets:
        cells = {cell.value for row in sheet.iter_rows() for cell in row}
        assert set(SAID) <= cells, sheet.title
