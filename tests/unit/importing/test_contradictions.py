"""Cells that speak against the field whose name stands above them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from desktop_app.importing.contradictions import spoken_against
from desktop_app.importing.sketch import ColumnSketch, profile_of
from tests.helpers.workbooks import catalogue, import_rows


def _against(field_id: str, values: list[Any]) -> str:
    cells = pd.Series(values, dtype=object)
    filled = np.ones(len(cells), dtype=np.bool_)
    sketch = ColumnSketch(0, "", ("",), cells, filled, cells, profile_of(cells, len(cells)))
    return spoken_against(catalogue().words, sketch, catalogue().fields[field_id])


@pytest.mark.parametrize(
    ("field_id", "values", "why"),
    [
        ("invoice_id", ["Yes", "No", "Yes"], "yes or no"),
        ("customer_id", [True, np.False_, True], "yes or no"),
        ("priority", ["Ja", "Nein"], "yes or no"),
        ("team", [pd.Timestamp(2026, 1, 5), pd.Timestamp(2026, 1, 6)], "dates"),
        ("category", ["Customer asked about the late delivery of a parcel"], "sentences"),
        ("agent_id", [0.5, 12.25, 3.5], "amounts"),
        ("record_id", ["X1", "X2"] * 20, "repeat"),
    ],
)
def test_spoken_against(field_id: str, values: list[Any], why: str) -> None:
    assert why in _against(field_id, values)


@pytest.mark.parametrize(
    ("field_id", "values"),
    [
        ("record_id", [f"T{at}" for at in range(40)]),
        ("record_id", [10_001, 10_002, 10_003]),
        ("record_id", ["T1", "T1", "T2"]),
        ("agent_id", ["Ann Meyer", "J. Cruz"]),
        ("category", ["Billing", "Late delivery"]),
        ("priority", [1, 2, 3]),
        ("comment", ["Customer asked about the late delivery of a parcel"]),
        ("resolved", ["Yes", "No"]),
        ("date", [pd.Timestamp(2026, 1, 5)]),
    ],
)
def test_not_spoken_against(field_id: str, values: list[Any]) -> None:
    assert not _against(field_id, values)


@pytest.mark.parametrize(
    ("names", "meaning"),
    [
        (["A. Kumar", "B. Singh", "L. M. Cruz", "T. O'Neil"], "agent_id"),
        (["Kumar, Anil", "Singh, B.", "Cruz, Lea"], "agent_id"),
        (["Chiltern Railways", "c2c", "Avanti West Coast"], "vendor"),
    ],
)
def test_an_operator_is_a_person_or_a_company_by_its_names(
    tmp_path: Path, names: list[str], meaning: str
) -> None:
    rows: list[list[Any]] = [["Call ID", "Escalated", "Operator"]]
    rows += [[f"C{at:03d}", "No", names[at % len(names)]] for at in range(12)]
    (sheet,) = import_rows(tmp_path, rows).sheets
    taken = {column.header: column.meaning for column in sheet.tables[0].columns}
    assert taken["Operator"] == meaning
