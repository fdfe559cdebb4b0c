from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.domain.measurement import MEASUREMENT_COLUMNS
from desktop_app.domain.progress import NoProgress
from desktop_app.domain.records import Evidence
from desktop_app.presenting.charts import offered_over_time
from desktop_app.presenting.comparison import compare
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.timeline import following
from desktop_app.presenting.trend_table import season_text, trend_table
from desktop_app.presenting.trends import kpi_trends
from desktop_app.presenting.vendor_trend import MONTHS_AHEAD, Course, vendor_trends
from desktop_app.presenting.weeks import by_week
from desktop_app.scoring.scenario import scenario_from_profile
from tests.helpers import comparisons
from tests.helpers.evidence import NO_STATED, records

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


CATALOGUE = load_catalogue()
SHAPE = np.array([0.9, 0.9, 1.0, 1.0, 1.0, 1.0, 0.95, 0.95, 1.0, 1.0, 1.1, 1.4])


def seasonal(shape: np.ndarray, kpi: str = "contacts_logged", level: float = 800.0) -> Comparison:
    """The first known vendor with three years of months that follow one shape."""
    base = comparisons.comparison()
    vendor = base.vendors[0]
    rng = np.random.default_rng(8)
    months = [f"{year}-{month:02d}" for year in (2023, 2024, 2025) for month in range(1, 13)]
    figure = replace(base.figures[vendor, "fcr"], kpi=kpi, unit=str(CATALOGUE.kpis[kpi].unit))
    rows = []
    for place, month in enumerate(months):
        row = dict.fromkeys(MEASUREMENT_COLUMNS, np.nan)
        row |= {"vendor": vendor, "kpi": kpi, "period": month, "segment": None,
                "value": level * shape[place % 12] * rng.normal(1, 0.01), "unit": figure.unit,
                "currency": "", "variant": figure.variant, "basis": figure.basis, "note": "",
                }  # fmt: skip
        rows.append(row)
    figures = {**base.figures, (vendor, kpi): figure}
    return replace(base, catalogue=CATALOGUE, figures=figures, by_period=pd.DataFrame(rows))


def test_the_peak_month_is_named_and_foretold() -> None:
    comparison = seasonal(SHAPE)
    (found,) = vendor_trends(comparison, "contacts_logged", comparison.vendors)
    mean = SHAPE.mean()
    assert found.season is not None
    assert season_text(found).startswith(f"December {100 * (1.4 / mean - 1):.0f} % above; ")
    assert found.season.beyond(found.season.trough) == pytest.approx(0.9 / mean - 1, abs=0.02)
    assert season_text(found).endswith(" % below")
    assert found.forecast is not None
    assert found.forecast.seasonal
    assert len(found.coming) == 12
    assert found.coming[found.peak] == "2026-12"
    assert found.forecast.values[found.peak] == pytest.approx(800 * 1.4, rel=0.04)
    cell = {c.key: place for place, c in enumerate(trend_table([found]).columns)}["season"]
    tip = trend_table([found]).rows[0].cells[cell].tooltip
    assert "2026-12: 1,1" in tip
    assert "p = 0.001" in tip


def test_a_share_is_so_many_points_off() -> None:
    comparison = seasonal(0.8 - (SHAPE - 1) * 0.2, "service_level", 1.0)
    (found,) = vendor_trends(comparison, "service_level", comparison.vendors)
    assert found.season is not None
    assert not found.season.multiplicative
    lowest = found.season.trough
    assert found.months[lowest].endswith("-12")
    assert found.season.beyond(lowest) == pytest.approx(-0.2 * (1.4 - SHAPE.mean()), abs=0.01)
    assert "December 7" in season_text(found)
    assert season_text(found).endswith("points below")


def test_weeks_are_measured_from_records() -> None:
    days = pd.date_range("2025-01-02", "2025-06-29", freq="D")  # a Thursday to a Sunday
    counts = [3 + day.weekday() for day in days]
    stamps = np.repeat(days.to_numpy(), counts)
    ids = [f"T{place}" for place in range(len(stamps))]
    table = records({"record_id": ids, "created_at": stamps}, vendor="Alder")
    base = comparisons.comparison()
    evidence = Evidence([table], NO_STATED)
    given = replace(base, catalogue=CATALOGUE, evidence=evidence)
    weekly = by_week(given, "contacts_logged", NoProgress())
    found = dict(zip(weekly.by_period["period"], weekly.by_period["value"], strict=True))
    plain = pd.Series(counts, index=days).resample("W-SUN").sum()
    for sunday, count in plain.iloc[1:].items():
        iso = sunday.isocalendar()
        assert found[f"{iso.year}-W{iso.week:02d}"] == count
    assert len(found) == 25  # the first week has 30 of 42 records, and is left out


def test_the_periods_that_follow() -> None:
    assert following("2025-11", 3) == ("2025-12", "2026-01", "2026-02")
    assert following("2020-W52", 3) == ("2020-W53", "2021-W01", "2021-W02")
    assert following("2025-Q4", 1) == ("2026-Q1",)
    assert following("2025-01-01/2025-01-20", 2) == ()
