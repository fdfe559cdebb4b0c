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


def test_a_months_file_with_all_marks_counts_where_another_has_gaps() -> None:
    logs = [
        records(
            {
                "date": pd.to_datetime([f"2026-0{month}-05"] * len(marks)),
                "handle_time": [300.0] * len(marks),
                "csat_score": marks,
            },
            file=f"{month}.xlsx",
            scales={"csat_score": (1.0, 5.0)},
        )
        for month, marks in ((1, [5.0, 4.0]), (2, [3.0, math.nan, math.nan]))
    ]
    frame = measure(evidence(*logs), CATALOGUE).frame
    row = frame[frame["kpi"] == "survey_response_rate"].iloc[0]
    assert (row["part"], row["whole"]) == (3, 5)
