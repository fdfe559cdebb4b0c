"""Checks of a part of the work: the label says so, and what follows for all of it."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import Any

import pandas as pd
import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.kpi.measure import measure
from desktop_app.kpi.uncertainty import wilson_of_sample
from tests.helpers.evidence import evidence, records

CATALOGUE = load_catalogue()


def delivered(checked: int, right: int, unchecked: int, **more: Any) -> Any:
    size = checked + unchecked
    marks = [1.0] * right + [0.0] * (checked - right) + [math.nan] * unchecked
    columns = {
        "project_id": [f"P{number}" for number in range(size)],
        "delivered_at": pd.to_datetime(["2026-03-02"] * size),
        "correct": marks,
    }
    return records(columns | more)


def accuracy(table: Any) -> Any:
    frame = measure(evidence(table), CATALOGUE).frame
    return frame[(frame["kpi"] == "accuracy") & (frame["variant"] == "per_item")].iloc[0]


def test_a_sample_says_what_is_left_and_what_holds_for_all() -> None:
    row = accuracy(delivered(40, 38, 60))
    assert (row["part"], row["whole"]) == (38, 40)
    low, high = wilson_of_sample(38, 40, 100)
    assert row["note"] == (
        f"60 not checked; of all 100 {100 * low:.1f} to {100 * high:.1f} % (95 %)"
    )
    assert row["low"] < low < row["value"] < high < row["high"]


def test_a_small_sample_and_a_full_check() -> None:
    assert accuracy(delivered(4, 4, 96)).note == "96 not checked"
    assert accuracy(delivered(40, 38, 0)).note == ""


def test_what_is_not_delivered_yet_is_no_part_of_the_population() -> None:
    table = delivered(40, 38, 60)
    table.frame.loc[60:, "delivered_at"] = pd.NaT
    assert accuracy(table).note.startswith("20 not checked; of all 60 ")


@pytest.mark.parametrize(("part", "n", "size"), [(38, 40, 100), (0, 12, 30), (150, 200, 210)])
def test_the_interval_holds_the_shares_that_a_test_would_not_refuse(
    part: int, n: int, size: int
) -> None:
    """At its ends the sample lies 1.96 standard errors off, by the finite population's error."""
    z = NormalDist().inv_cdf(0.975)
    for end in wilson_of_sample(part, n, size):
        error = math.sqrt(end * (1 - end) / n * (size - n) / (size - 1))
        assert abs(part / n - end) == pytest.approx(z * error, abs=1e-9)


def test_nothing_is_uncertain_of_what_was_checked_in_full() -> None:
    assert wilson_of_sample(38, 40, 40) == (0.95, 0.95)
