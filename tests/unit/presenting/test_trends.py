from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.domain.measurement import MEASUREMENT_COLUMNS
from desktop_app.presenting.charts import offered_over_time
from desktop_app.presenting.comparison import compare
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.trends import MONTHS_AHEAD, Course, kpi_trends, vendor_trends
from desktop_app.scoring.scenario import scenario_from_profile
from tests.helpers import comparisons

MONTHS = [f"2025-{month:02d}" for month in range(1, 13)]
SERIES = {
    "Alder": np.linspace(0.70, 0.81, 12),
    "Birch": [0.80, 0.81, 0.80, 0.79, 0.80, 0.45, 0.81, 0.80, 0.79, 0.80, 0.81, 0.80],
    "Cedar": [0.71, 0.72, 0.70, 0.71, 0.72, 0.71, 0.84, 0.85, 0.84, 0.86, 0.85, 0.84],
}


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    """The three known vendors, with a year of months each."""
    base = comparisons.comparison()
    rows = []
    for vendor, values in SERIES.items():
        figure = base.figures[vendor, "fcr"]
        for month, value in zip(MONTHS, values, strict=True):
            row = dict.fromkeys(MEASUREMENT_COLUMNS, np.nan)
            row |= {"vendor": vendor, "kpi": "fcr", "period": month, "segment": None,
                    "value": float(value), "unit": figure.unit, "currency": "",
                    "variant": figure.variant, "basis": figure.basis, "note": ""}  # fmt: skip
            rows.append(row)
    return replace(base, by_period=pd.DataFrame(rows))


def test_each_vendors_course_is_named(comparison: Comparison) -> None:
    found = {one.vendor: one for one in vendor_trends(comparison, "fcr", comparison.vendors)}
    assert found["Alder"].course is Course.BETTER
    assert found["Alder"].slope is not None
    assert found["Alder"].slope.per_step == pytest.approx(0.01)
    assert found["Birch"].course is Course.STEADY
    assert [found["Birch"].months[step] for step in found["Birch"].unusual] == ["2025-06"]
    shift = found["Cedar"].shift
    assert shift is not None
    assert found["Cedar"].months[shift.step] == "2025-07"


def test_the_table_says_it_in_words(comparison: Comparison) -> None:
    table = kpi_trends(comparison, "fcr", comparison.vendors).table
    texts = {
        row.key: dict(zip([c.key for c in table.columns], (cell.text for cell in row.cells),
                          strict=True))
        for row in table.rows
    }  # fmt: skip
    assert texts["Alder"]["course"] == "▲ getting better"
    assert texts["Alder"]["change"] == "+1.00 points"
    assert texts["Birch"]["unusual"] == "2025-06"
    assert texts["Cedar"]["shift"] == "71.0 % to 84.5 % from 2025-07"


def test_the_chart_goes_on_after_the_last_month(comparison: Comparison) -> None:
    chart = kpi_trends(comparison, "fcr", comparison.vendors).chart
    assert chart.periods[-MONTHS_AHEAD:] == ("2026-01", "2026-02", "2026-03")
    assert {ahead.vendor for ahead in chart.ahead} == set(SERIES)
    assert all(ahead.start == 11 and len(ahead.points) == MONTHS_AHEAD for ahead in chart.ahead)
    assert chart.unusual["Birch"] == (5,)
    assert all(point.high <= 100.0 for ahead in chart.ahead for point in ahead.points)


def test_a_vendor_that_is_not_asked_for_is_not_followed(comparison: Comparison) -> None:
    assert {one.vendor for one in vendor_trends(comparison, "fcr", ("Cedar",))} == {"Cedar"}


def test_quarters_are_no_months() -> None:
    base = comparisons.comparison()
    frame = base.by_period[base.by_period["kpi"] == "fcr"].copy()
    frame["period"] = [f"2025-Q{1 + number % 4}" for number in range(len(frame))]
    quarterly = replace(base, by_period=frame)
    assert vendor_trends(quarterly, "fcr", base.vendors) == ()


def test_nothing_is_offered_without_periods() -> None:
    empty = compare([], load_catalogue(), scenario_from_profile(load_catalogue()))
    assert offered_over_time(empty) == []
