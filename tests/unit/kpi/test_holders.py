"""Figures over different ids: customers are counted once, in whatever files and months."""

from __future__ import annotations

import pandas as pd
import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.catalogue.own import read_own_kpis, with_own
from desktop_app.domain.errors import CatalogueError
from desktop_app.domain.period import Grain
from desktop_app.domain.records import RecordTable
from desktop_app.kpi.measure import measure
from desktop_app.kpi.trail import formula_text, rows_behind
from tests.helpers.evidence import evidence, records

CATALOGUE = load_catalogue()


def bills(customers: str, costs: list[float], month: int, file: str = "log.xlsx") -> RecordTable:
    return records(
        {
            "customer_id": list(customers),
            "cost": costs,
            "date": pd.to_datetime([f"2026-{month:02d}-05"] * len(costs)),
            "channel": ["Chat", "Voice"] * (len(costs) // 2),
        },
        file=file,
        currencies={"cost": "EUR"},
    )


JANUARY = bills("xyxz", [5.0, 7.0, 9.0, 3.0], 1)
FEBRUARY = bills("xw", [10.0, 6.0], 2, "february.xlsx")


def test_a_customer_of_two_files_is_one() -> None:
    found = evidence(JANUARY, FEBRUARY)
    frame = measure(found, CATALOGUE).frame
    row = frame[frame["kpi"] == "cost_per_customer"].iloc[0]
    assert (row["part"], row["whole"], row["value"], row["n"]) == (40, 4, 10, 4)
    behind = rows_behind(row.to_dict(), found, CATALOGUE)
    assert (behind["part"].sum(), behind["whole"].sum()) == (40, 4)
    told = formula_text(row.to_dict(), CATALOGUE, found)
    assert told == "sum(cost) / distinct(customer_id) = 40 / 4 = 10 EUR"


def test_months_and_segments_count_their_own_customers() -> None:
    measured = measure(evidence(JANUARY, FEBRUARY), CATALOGUE, Grain.MONTH, "channel").frame
    own = measured[measured["kpi"] == "cost_per_customer"]
    figures = {
        (period, None if pd.isna(segment) else segment): (part, whole)
        for period, segment, part, whole in own[["period", "segment", "part", "whole"]].itertuples(
            index=False
        )
    }
    assert figures == {
        ("2026-01", None): (24, 3),
        ("2026-01", "Chat"): (14, 1),  # both of x
        ("2026-01", "Voice"): (10, 2),
        ("2026-02", None): (16, 2),
        ("2026-02", "Chat"): (10, 1),
        ("2026-02", "Voice"): (6, 1),
    }


def test_the_interval_is_that_of_customers_and_not_of_contacts() -> None:
    """Sums are 24, 7, 3 and 6: mean 10, deviations 14, -3, -7 and -4, squares 196 + 9 + 49 + 16."""
    frame = measure(evidence(JANUARY, FEBRUARY), CATALOGUE).frame
    row = frame[frame["kpi"] == "cost_per_customer"].iloc[0]
    assert row["spread"] == pytest.approx((270 / 3) ** 0.5)
    # Student's t of three degrees of freedom.
    assert row["high"] - 10 == pytest.approx(3.182446 * (270 / 3) ** 0.5 / 2)


OWN = """
[own_per_customer]
title = "Calls a customer"
short = "Calls a customer"
category = "context"
unit = "rate"
direction = "none"
description = "How often a customer calls."
formulas = [{{ source = "{source}", part = "{part}", whole = "{whole}" }}]
"""


def test_an_own_kpi_may_count_different_ids() -> None:
    text = OWN.format(source="records", part="known(cost)", whole="distinct(customer_id)")
    catalogue = with_own(CATALOGUE, read_own_kpis(text))
    frame = measure(evidence(JANUARY, FEBRUARY), catalogue).frame
    assert frame[frame["kpi"] == "own_per_customer"]["value"].tolist() == [6 / 4]


@pytest.mark.parametrize(
    ("source", "part", "whole"),
    [
        ("records", "distinct(customer_id)", "1"),
        ("records", "cost", "distinct(customer_id) + 1"),
        ("records", "cost", "distinct(channel)"),
    ],
)
def test_it_is_refused_elsewhere(source: str, part: str, whole: str) -> None:
    with pytest.raises(CatalogueError, match="whole of a ratio"):
        with_own(CATALOGUE, read_own_kpis(OWN.format(source=source, part=part, whole=whole)))
