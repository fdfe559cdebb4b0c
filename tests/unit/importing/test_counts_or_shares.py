"""Whole numbers under a name that a share and a count have alike."""

from pathlib import Path
from typing import Any

import pytest

from tests.helpers.workbooks import Rows, catalogue, import_rows

DAYS = [f"2026-02-{day:02}" for day in range(1, 9)]


def items(folder: Path, name: str, values: list[Any]) -> set[str]:
    rows = [["Day", "NPS", name], *([d, 30, v] for d, v in zip(DAYS, values, strict=True))]
    return set(import_rows(folder, rows).stated["item"]) - {"nps"}


@pytest.mark.parametrize(
    ("name", "values", "count"),
    [
        ("ABAND CALLS", [26, 27, 15, 25, 29, 5, 12, 9], "abandoned_count"),
        ("Delivered on time", [2, 3, 1, 1, 2, 3, 2, 1], "delivered_on_time_count"),
        ("Delivered on time", [120, 131, 99, 140, 122, 118, 125, 101], "delivered_on_time_count"),
    ],
)
def test_no_usual_percents_are_counts(
    tmp_path: Path, name: str, values: list[Any], count: str
) -> None:
    assert items(tmp_path, name, values) == {count}


@pytest.mark.parametrize(
    ("name", "values", "kpi"),
    [
        ("Delivered on time", [95, 96, 94, 97, 95, 93, 96, 98], "on_time"),
        ("Delivered on time", ["2%", "3%", "1%", "1%", "2%", "3%", "2%", "1%"], "on_time"),
        ("Abandonment", [5, 4, 6, 5, 7, 3, 4, 5], "abandonment"),
        ("Abandonment %", [26, 27, 15, 25, 29, 5, 12, 9], "abandonment"),
    ],
)
def test_usual_percents_are_shares(tmp_path: Path, name: str, values: list[Any], kpi: str) -> None:
    assert items(tmp_path, name, values) == {kpi}


def test_abandonment_has_a_formula_of_handled_and_abandoned() -> None:
    wholes = {one.whole for one in catalogue().kpis["abandonment"].formulas}
    assert "handled_count + abandoned_count" in wholes


def test_fractions_beside_numerator_and_denominator_are_shares(tmp_path: Path) -> None:
    rows: Rows = [
        ["Performance measure", "Numerator", "Denominator", "Result", "Standard"],
        ["Calls abandoned", 1298, 41872, 0.031, "≤ 5%"],
        ["Satisfied customers", 1075, 1204, 0.893, 0.85],
    ]
    report = import_rows(tmp_path, rows, "Meridell 2026-03.xlsx")
    assert {"abandonment", "csat"} <= set(report.stated["item"])
