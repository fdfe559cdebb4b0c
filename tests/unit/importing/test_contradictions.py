"""Cells that speak against the field whose name stands above them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from desktop_app.importing.contradictions import spoken_against
from desktop_app.importing.sketch import ColumnSketch, profile_of
from tests.helpers.workbooks import catalogue


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
