"""The decision record as a sheet."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl

from desktop_app.exporting.workbook import export_workbook
from desktop_app.presenting.comparison import rerank
from desktop_app.presenting.decision import record_decision
from desktop_app.presenting.papers import Papers
from tests.helpers import comparisons


def test_the_sheet_has_the_record_its_seal_and_its_inputs(tmp_path: Path) -> None:
    made = comparisons.comparison()
    comparison = rerank(made, made.scenario)
    record = record_decision(comparison, ["Birch"], "Kim", "=1+1", "2026-07-01T10:00:00+00:00")
    kept = replace(comparison, papers=Papers(None, (record,)))
    sheet = openpyxl.load_workbook(export_workbook(kept, tmp_path / "out.xlsx"))["Decision record"]
    rows = {row[0].value: row[1] for row in sheet.iter_rows()}
    assert rows["Chosen"].value == "Birch"
    assert (rows["Why"].value, rows["Why"].data_type) == ("=1+1", "s")
    assert rows["Seal"].value == record.seal
    assert "Birch ranks 2" in rows["Departs from the arithmetic"].value
    assert rows["Stands today"].value == "All is as it was when it was decided."
    assert rows["Alder.xlsx"].value == "Alder-sha"


def test_without_a_decision_the_sheet_says_so(tmp_path: Path) -> None:
    made = comparisons.comparison()
    path = export_workbook(rerank(made, made.scenario), tmp_path / "out.xlsx")
    texts = [
        c.value for row in openpyxl.load_workbook(path)["Decision record"].iter_rows() for c in row
    ]
    assert "No decision is recorded: see the Decide step." in texts
