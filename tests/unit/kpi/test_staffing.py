"""Attrition from a staff list with the dates on which people came and left."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.domain.period import Grain
from desktop_app.kpi.measure import measure
from desktop_app.kpi.trail import rows_behind
from tests.helpers.evidence import evidence, records

CATALOGUE = load_catalogue()


def days(*texts: str | None) -> Any:
    return pd.to_datetime(pd.Series(texts, dtype="object"), format="ISO8601")


# January: a, b and d; February: b, half of c and half of d, who left in the middle of it.
COLUMNS = {
    "agent_id": ["a", "b", "c", "d"],
    "hired_at": days("2025-01-01", "2025-06-01", "2026-02-15", "2024-03-01"),
    "left_at": days("2026-01-31", None, None, "2026-02-14"),
    "team": ["North", "North", "South", "South"],
}


def attrition(*tables: Any, **options: Any) -> pd.DataFrame:
    frame = measure(evidence(*tables), CATALOGUE, **options).frame
    own = frame[(frame["kpi"] == "attrition") & (frame["basis"] == "computed")]
    return own[own["variant"] == "annualised"]


def test_months_run_from_the_first_who_left_to_the_last_who_came_or_left() -> None:
    row = attrition(records(COLUMNS)).iloc[0]
    assert (row["part"], row["whole"], row["value"]) == (24, 5, pytest.approx(4.8))
    assert "months that it tells of leavers" in row["note"]
    assert (row["file"], row["cells"]) == ("log.xlsx", "C2:C5,D2:D5")


def test_by_month_and_team() -> None:
    own = attrition(records(COLUMNS), by=Grain.MONTH, segment="team")
    figures = {
        (row["period"], row["segment"] or ""): (row["part"], row["whole"])
        for row in own.fillna({"segment": ""}).to_dict("records")
    }
    assert figures == {
        ("2026-01", ""): (12, 3),
        ("2026-01", "North"): (12, 2),
        ("2026-01", "South"): (0, 1),
        ("2026-02", ""): (12, 2),
        ("2026-02", "North"): (0, 1),
        ("2026-02", "South"): (12, pytest.approx(1)),
    }


def test_the_lists_own_period_holds() -> None:
    year = attrition(records(COLUMNS, period="2026")).iloc[0]
    # a 1 month, b 12, c 10.5, d 1.5
    assert (year["part"], year["whole"]) == (24, pytest.approx(25))
    assert year["value"] == pytest.approx(24 / 25)


def test_people_who_left_before_the_period_are_no_leavers_of_it() -> None:
    row = attrition(records(COLUMNS, period="2026-02")).iloc[0]
    assert (row["part"], row["whole"]) == (12, 2)


def test_a_list_that_names_everybody_every_month_counts_each_once() -> None:
    again = {name: [*values, *values] for name, values in COLUMNS.items()}
    again["left_at"] = days("2026-01-31", None, None, None, None, None, None, "2026-02-14")
    row = attrition(records(again)).iloc[0]
    assert (row["part"], row["whole"]) == (24, 5)


def test_without_anyone_who_left_nothing_is_told_but_in_a_period() -> None:
    nobody = COLUMNS | {"left_at": days(None, None, None, None)}
    assert attrition(records(nobody)).empty


def test_the_rows_behind_are_those_of_the_list() -> None:
    found = evidence(records(COLUMNS))
    row = attrition(*found.records).iloc[0].to_dict()
    behind = rows_behind(row, found, CATALOGUE)
    assert (behind["part"].sum(), behind["whole"].sum()) == (24, 5)
    assert sorted(set(behind["row"])) == [2, 3, 4, 5]


def test_dates_of_persons_date_no_other_figure() -> None:
    table = records(COLUMNS | {"qualified": [1, 1, 0, 1]})
    frame = measure(evidence(table), CATALOGUE, Grain.MONTH).frame
    assert frame[frame["kpi"] == "qualifications"].empty
    overall = measure(evidence(table), CATALOGUE).frame
    assert overall[overall["kpi"] == "qualifications"]["value"].tolist() == [0.75]
