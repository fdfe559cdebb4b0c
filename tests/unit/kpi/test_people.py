"""Rosters: a person counts once, with all certificates, and every month if listed every month."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.domain.period import Grain
from desktop_app.kpi.measure import measure
from desktop_app.kpi.people import People
from tests.helpers.evidence import evidence, records

CATALOGUE = load_catalogue()
NAN = float("nan")


def shares(table: Any, kpi: str, by: Grain = Grain.ALL) -> dict[Any, tuple[float, float]]:
    frame = measure(evidence(table), CATALOGUE, by).frame
    own = frame[frame["kpi"] == kpi]
    pairs = zip(own["part"], own["whole"], strict=True)
    return dict(zip(own["period"], pairs, strict=True))


def test_a_row_for_each_certificate_counts_the_person_once() -> None:
    table = records(
        {
            "agent_id": ["a", "a", "b", "c"],
            "qualified": [0, 1, 0, 1],
            "years_experience": [2.0, 2.0, 4.0, 6.0],
            "certificate_expiry": pd.to_datetime(["2026-06-30", "2025-01-01", None, "2026-01-01"]),
        },
        period="2026-03",
    )
    assert shares(table, "qualifications") == {None: (2, 3)}
    assert shares(table, "experience") == {None: (12, 3)}
    assert shares(table, "certifications") == {None: (1, 3)}


def test_the_same_id_at_two_vendors_is_two_persons() -> None:
    table = records({"agent_id": ["1", "1"], "certified": [1, 0]}, vendor=["A", "B"])
    frame = measure(evidence(table), CATALOGUE).frame
    assert frame.loc[frame["kpi"] == "certifications", "value"].tolist() == [1.0, 0.0]


def test_rows_without_an_id_are_a_person_each() -> None:
    assert shares(records({"certified": [1, 0, 1]}), "certifications") == {None: (2, 3)}
    people = People(np.array([0, 0, -1, -1]), None)
    np.testing.assert_equal(people.once(), [1.0, NAN, 1.0, 1.0])
    np.testing.assert_equal(people.most(np.array([NAN, 3.0, NAN, 1.0])), [3.0, 3.0, NAN, 1.0])


def test_a_roster_of_every_month_counts_everybody_in_each_until_that_months_end() -> None:
    months = ["2026-01-31"] * 2 + ["2026-02-28"] * 2
    table = records(
        {
            "agent_id": ["a", "b", "a", "b"],
            "date": pd.to_datetime(months),
            "certificate_expiry": pd.to_datetime(["2026-02-15", "2026-12-31"] * 2),
        }
    )
    assert shares(table, "certifications", Grain.MONTH) == {
        "2026-01": (2, 2),  # a's was still valid at the end of January
        "2026-02": (1, 2),
    }


def test_days_of_joining_do_not_make_a_roster_monthly() -> None:
    table = records(
        {
            "agent_id": ["a", "b", "c"],
            "date": pd.to_datetime(["2020-01-15", "2021-06-01", "2026-02-01"]),
            "certificate_expiry": pd.to_datetime(["2021-01-01", "2026-12-31", "2026-12-31"]),
        }
    )
    assert shares(table, "certifications") == {None: (2, 3)}
