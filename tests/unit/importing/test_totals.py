"""Totals against the figures they sum up."""

import numpy as np
import pandas as pd
import pytest

from desktop_app.domain.unit import Unit
from desktop_app.importing.totals import (
    Total,
    agrees,
    covering,
    covering_rows,
    totals_across,
    totals_of_periods,
)


def total(value: float, *parts: float, additive: bool = True) -> Total:
    return Total("total", "B9", value, np.array(parts), additive, Unit.COUNT)


@pytest.mark.parametrize(
    ("value", "parts", "fits"),
    [
        (60.0, (10.0, 20.0, 30.0), True),
        (61.0, (10.0, 20.0, 30.0), False),
        (100.004, (33.333, 33.333, 33.334), True),
        (float("nan"), (1.0, 2.0), True),
        (5.0, (4.0,), True),
    ],
)
def test_a_sum_is_the_sum(value: float, parts: tuple[float, ...], fits: bool) -> None:
    assert agrees(total(value, *parts)) is fits


@pytest.mark.parametrize(("value", "fits"), [(0.75, True), (0.81, True), (0.90, False)])
def test_a_mean_lies_between_its_parts(value: float, fits: bool) -> None:
    assert agrees(total(value, 0.70, 0.81, additive=False)) is fits


def test_a_period_covers_two_or_more_others() -> None:
    assert covering(["2026-01", "2026-02", "2026-03", "2026-Q1", "2026"]) == {
        "2026-Q1": ["2026-01", "2026-02", "2026-03"],
        "2026": ["2026-01", "2026-02", "2026-03", "2026-Q1"],
    }
    assert covering(["2026-01", "2026-Q1", None]) == {}


def test_the_only_quarter_of_a_vendor_is_kept() -> None:
    frame = pd.DataFrame(
        {
            "vendor": ["A", "A", "A", "B"],
            "segment": [None, None, None, None],
            "period": ["2026-01", "2026-02", "2026-Q1", "2026-Q1"],
        }
    )
    assert covering_rows(frame, ["vendor", "segment"]).tolist() == [False, False, True, False]


def test_a_quarter_is_checked_against_its_months_where_no_vendor_is_named() -> None:
    months = pd.DataFrame(
        {
            "vendor": [None] * 3,
            "segment": [None] * 3,
            "period": ["2026-01", "2026-02", "2026-03"],
            "value": [100.0, 110.0, 120.0],
        }
    )
    quarter = pd.DataFrame(
        {
            "vendor": [None],
            "segment": [None],
            "period": ["2026-Q1"],
            "value": [331.0],
            "address": ["B5"],
        }
    )
    (found,) = totals_of_periods(months, quarter, True, Unit.COUNT)
    assert not agrees(found)
    assert found.parts.tolist() == [100, 110, 120]


def _down(*cells: tuple[int, float]) -> pd.DataFrame:
    frame = pd.DataFrame(cells, columns=["row", "value"])
    return frame.assign(column=1, role="total", address=[f"B{row + 1}" for row, _ in cells])


@pytest.mark.parametrize(
    ("grand", "parts"),
    [(100.0, None), (101.0, [10, 20, 30, 40]), (41.0, None)],
    ids=["of all", "of none, nearest to all", "of all since the subtotal but of one only"],
)
def test_a_total_below_a_subtotal_sums_up_all(grand: float, parts: list[float] | None) -> None:
    values = _down((0, 10.0), (1, 20.0), (2, 30.0), (4, 40.0))
    totals = _down((3, 60.0), (5, grand))
    subtotal, total = totals_across(values, totals, True, Unit.COUNT, "column")
    assert agrees(subtotal)
    assert agrees(total) is (grand == 100.0)
    if parts is not None:
        assert total.parts.tolist() == parts
