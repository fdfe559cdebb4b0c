"""Figures over a month, a quarter or a year: attrition restated from one span to another."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.domain.period import Grain
from desktop_app.kpi.measure import measure
from tests.helpers.evidence import evidence, records, stated

CATALOGUE = load_catalogue()
# Three months with 4, 5 and 6 people on average, of whom 1, 0 and 2 left.
MONTHS = ("2026-01", "2026-02", "2026-03")
COUNTS = [
    {"item": name, "period": month, "unit": "count", "value": value, "context": place}
    for place, (month, leavers, heads) in enumerate(zip(MONTHS, (1, 0, 2), (4, 5, 6), strict=True))
    for name, value in (("leavers_count", leavers), ("average_headcount", heads))
]


def figures(*rows: dict[str, Any], by: Grain = Grain.ALL) -> dict[tuple[str, str], float]:
    frame = measure(evidence(stated_values=stated(*rows)), CATALOGUE, by).frame
    own = frame[frame["kpi"] == "attrition"]
    return {(row["variant"], row["period"] or ""): row["value"] for row in own.to_dict("records")}


def a_stated(variant: str, period: str, value: float) -> dict[str, Any]:
    return {"item": "attrition", "variant": variant, "period": period, "value": value}


def test_counts_of_months_are_monthly_attrition_and_pool_by_heads() -> None:
    assert figures(*COUNTS) == pytest.approx(
        {("monthly", ""): 3 / 15, ("annualised", ""): 12 * 3 / 15}
    )
    assert figures(*COUNTS, by=Grain.MONTH)["monthly", "2026-01"] == pytest.approx(1 / 4)


@pytest.mark.parametrize(
    ("period", "variant", "times"),
    [("2026-Q1", "quarterly", 4), ("2026-01-01/2026-06-30", "half_yearly", 2), ("2026", None, 1)],
)
def test_counts_of_a_longer_period_are_over_that_period(
    period: str, variant: str | None, times: int
) -> None:
    rows = [
        {"item": "leavers_count", "period": period, "unit": "count", "value": 3, "context": 0},
        {"item": "average_headcount", "period": period, "unit": "count", "value": 20, "context": 0},
    ]
    expected = {("annualised", ""): times * 0.15}
    if variant:
        expected[variant, ""] = 0.15
    assert figures(*rows) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("variant", "period", "label", "times"),
    [
        ("monthly", "2026-01", "monthly", 12),
        ("of_period", "2026-01", "monthly", 12),
        ("of_period", "2026-Q1", "quarterly", 4),
        ("quarterly", "2026-Q1", "quarterly", 4),
        ("of_period", "2026", "annualised", 1),
    ],
)
def test_a_stated_figure_is_brought_to_twelve_months(
    variant: str, period: str, label: str, times: int
) -> None:
    expected = {(label, ""): 0.03, ("annualised", ""): times * 0.03}
    assert figures(a_stated(variant, period, 0.03)) == pytest.approx(expected)


def test_a_stated_year_is_not_cut_into_months() -> None:
    """A rolling year stated in January says nothing of January."""
    assert figures(a_stated("annualised", "2026-01", 0.36)) == {("annualised", ""): 0.36}


def test_a_figure_over_five_months_stays_what_it_is() -> None:
    assert figures(a_stated("of_period", "2026-01-01/2026-05-31", 0.1)) == {("of_period", ""): 0.1}


def test_what_a_report_states_is_held_against_the_staff_list() -> None:
    """A quarter's attrition is worked out from records where somebody states one."""
    day = pd.to_datetime
    people = records(
        {
            "agent_id": ["a", "b", "c"],
            "hired_at": day(pd.Series(["2025-01-01"] * 3)),
            "left_at": day(pd.Series(["2026-02-28", None, None])),
        },
        period="2026-Q1",
    )
    found = measure(
        evidence(people, stated_values=stated(a_stated("quarterly", "2026-Q1", 0.2))),
        CATALOGUE,
        Grain.QUARTER,
    )
    claim = next(one for one in found.claims if one.kpi == "attrition")
    assert claim.variant == "quarterly"
    assert claim.own == pytest.approx(3 * 1 / 8)  # 8 of 9 person-months
    alone = measure(evidence(people), CATALOGUE, Grain.QUARTER)
    assert "quarterly" not in set(alone.frame["variant"])
    assert ("Acme", "attrition", "quarterly") in alone.offered
