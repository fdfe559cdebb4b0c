"""How many of the contacts gave a mark: told by a log of contacts, not by a list of answers."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.kpi.measure import measure
from tests.helpers.evidence import evidence, records

CATALOGUE = load_catalogue()


@pytest.mark.parametrize(
    ("marks", "rate"), [((5.0, math.nan, 4.0, math.nan), (2, 4)), ((5.0, 3.0, 4.0, 1.0), None)]
)
def test_marks_in_every_row_tell_nothing_of_those_who_gave_none(
    marks: tuple[float, ...], rate: tuple[int, int] | None
) -> None:
    log = records(
        {
            "date": pd.to_datetime(["2026-01-05"] * 4),
            "handle_time": [300.0, 250.0, 410.0, 90.0],
            "csat_score": list(marks),
        },
        scales={"csat_score": (1.0, 5.0)},
    )
    frame = measure(evidence(log), CATALOGUE).frame
    found = frame[frame["kpi"] == "survey_response_rate"]
    assert list(zip(found["part"], found["whole"], strict=True)) == ([rate] if rate else [])
