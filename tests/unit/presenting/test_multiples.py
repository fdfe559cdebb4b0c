"""Small charts over time, held against the one chart of the same figures."""

from __future__ import annotations

import math
from dataclasses import replace

import pandas as pd
import pytest

from desktop_app.presenting import charts
from desktop_app.presenting.chart_tables import (
    bars_table,
    multiples_table,
    radar_table,
    trend_points_table,
)
from desktop_app.presenting.multiples import extent, kpis_apart, vendors_apart
from desktop_app.presenting.trends import kpi_trends
from tests.helpers import comparisons

ALL = comparisons.VENDORS


@pytest.fixture
def comparison():
    return comparisons.comparison()


def _texts(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_each_vendor_has_a_panel_with_the_same_axes_and_the_others_behind(comparison):
    chart = kpi_trends(comparison, "fcr", ALL).chart
    apart = vendors_apart(chart, "fcr")
    assert [panel.vendor for panel in apart.panels] == ["Alder", "Birch", "Cedar"]
    assert {(panel.low, panel.high) for panel in apart.panels} == {extent(chart)}
    assert apart.periods == ("2026-01", "2026-02", "2026-03")
    alder = apart.panels[0]
    assert [series.vendor for series in alder.chart.series] == ["Alder"]
    assert [series.vendor for series in alder.others] == ["Birch", "Cedar"]
    assert alder.chart.target == chart.target
    # Cedar reported no February: it is a gap, in its own panel as behind the others.
    assert [point.known for point in apart.panels[2].chart.series[0].points] == [True, False, True]


def test_nothing_of_a_chart_is_outside_of_its_extent(comparison):
    low, high = extent(charts.trend(comparison, "fcr", ALL))
    # The highest is Alder's March with its interval, 84 % x 1.05; the target is 75 %.
    assert low < 50 * 0.95
    assert high > 84 * 1.05
    assert extent(charts.trend(comparison, "fcr", ())) != (0.0, 0.0)


def test_kpis_share_one_axis_of_periods_and_have_ranges_of_their_own(comparison):
    trends = kpis_apart(comparison, ["fcr", "aht"], ALL)
    fcr, aht = trends.charts.panels
    assert (fcr.kpi, aht.kpi) == ("fcr", "aht")
    assert fcr.title == "First contact resolution (%)"
    assert trends.charts.periods == ("2026-01", "2026-02", "2026-03")
    assert fcr.high > 80 > aht.high
    assert trends.charts.axis is None
    assert [row.heading for row in trends.table.rows if row.heading] == [
        "First contact resolution",
        "Average handle time",
    ]
    assert {row.key for row in trends.table.rows if not row.heading} == {
        ("fcr", "Alder"),
        ("fcr", "Birch"),
        ("fcr", "Cedar"),
        ("aht", "Alder"),
        ("aht", "Cedar"),
    }


def test_a_kpi_of_a_longer_period_lies_over_the_months_of_the_others(comparison):
    rows = comparison.by_period
    months = rows["kpi"] == "fcr"
    yearly = rows[~months & (rows["period"] == "2026-01")].assign(period="2026-Q1")
    mixed = replace(comparison, by_period=pd.concat([rows[months], yearly], ignore_index=True))
    aht = kpis_apart(mixed, ["fcr", "aht"], ALL).charts.panels[1].chart
    assert not any(point.known for series in aht.series for point in series.points)
    assert [(span.vendor, span.start, span.end) for span in aht.spans] == [
        ("Alder", -0.5, 2.5),
        ("Cedar", -0.5, 2.5),
    ]


def test_kpis_past_the_most_are_counted(comparison, monkeypatch):
    monkeypatch.setattr("desktop_app.presenting.multiples.MOST_KPIS", 1)
    trends = kpis_apart(comparison, ["fcr", "aht"], ALL)
    assert [panel.kpi for panel in trends.charts.panels] == ["fcr"]
    assert trends.more == 1


def test_the_twin_of_bars_has_every_figure_and_who_has_none(comparison):
    table = bars_table(charts.bars(comparison, "fcr", ALL))
    assert _texts(table)[1] == [
        "Birch", "71.0 %", "68.9 %", "73.1 %", "1,000", "", "computed from Birch.xlsx, Log",
    ]  # fmt: skip
    none = _texts(bars_table(charts.bars(comparison, "cost_per_contact", ALL)))
    assert none[0][:2] == ["Alder", "5.40 EUR"]
    assert [(line[0], line[1], line[5]) for line in none[1:]] == [
        ("Birch", "–", "no figure"),
        ("Cedar", "–", "in INR, no rate to EUR"),
    ]


def test_the_twin_of_a_chart_over_time_has_every_point_and_no_gap(comparison):
    table = trend_points_table(kpi_trends(comparison, "aht", ALL).chart)
    assert [(*line[:3], line[5]) for line in _texts(table)] == [
        ("Alder", "2026-01", "6 min 20 s", "300"),
        ("Alder", "2026-02", "6 min 12 s", "300"),
        ("Alder", "2026-03", "6 min 4 s", "300"),
        *[("Cedar", f"2026-0{month}", "3 min 51 s", "300") for month in (1, 2, 3)],
    ]


def test_the_twin_of_small_charts_names_the_kpi_where_there_are_several(comparison):
    apart = vendors_apart(kpi_trends(comparison, "fcr", ALL).chart, "fcr")
    assert len(multiples_table(apart).rows) == 6
    several = multiples_table(kpis_apart(comparison, ["fcr", "aht"], ALL).charts)
    assert len(several.rows) == 12
    assert len({row.key for row in several.rows}) == 12
    assert [column.key for column in several.columns][:3] == ["kpi", "vendor", "period"]


def test_the_twin_of_a_radar_has_a_row_a_kpi(comparison):
    table = radar_table(charts.radar(comparison, ALL))
    by_kpi = {row.key: [cell.text for cell in row.cells] for row in table.rows}
    assert by_kpi["fcr"] == ["FCR", "92.5", "60.0", "0.0"]
    assert by_kpi["cost_per_contact"] == ["COST_PER_CONTACT", "65.0", "–", "–"]


def test_a_value_that_is_unknown_has_no_sort_key(comparison):
    chart = charts.bars(comparison, "cost_per_contact", ALL)
    row = bars_table(chart).rows[1]
    assert row.cells[1].sort is None
    assert math.isnan(row.cells[4].sort)
