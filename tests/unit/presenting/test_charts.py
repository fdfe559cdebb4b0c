from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace
from decimal import Decimal

import pytest

from desktop_app.domain.money import Quote
from desktop_app.presenting import charts, timeline
from desktop_app.presenting.series import kpis_with_trend
from tests.helpers import comparisons

ALL = comparisons.VENDORS


@pytest.fixture
def comparison():
    return comparisons.comparison()


def test_bars_are_in_order_best_first(comparison):
    assert charts.bars(comparison, "fcr", ALL).vendors == ("Alder", "Birch", "Cedar")
    assert charts.bars(comparison, "aht", ALL).vendors == ("Cedar", "Birch", "Alder")


def test_shares_are_drawn_in_percent_with_their_target(comparison):
    chart = charts.bars(comparison, "fcr", ALL)
    assert chart.axis.label == "First contact resolution (%)"
    assert chart.points[0].value == pytest.approx(82.0)
    assert chart.points[0].low == pytest.approx(79.54)
    assert chart.target == pytest.approx((75.0, 75.0))
    assert chart.labels[0] == "82.0 %"


def test_what_cannot_be_compared_is_left_out_with_its_reason(comparison):
    chart = charts.bars(comparison, "cost_per_contact", ALL)
    assert chart.vendors == ("Alder",)
    assert chart.left_out == (("Birch", "no figure"), ("Cedar", "in INR, no rate to EUR"))


def test_only_wanted_vendors_are_drawn_or_missed(comparison):
    chart = charts.bars(comparison, "cost_per_contact", ["Alder"])
    assert chart.vendors == ("Alder",)
    assert chart.left_out == ()


def test_a_point_tells_value_n_interval_and_mark(comparison):
    text = charts.bars(comparison, "fcr", ALL).points[1].text
    assert text.split("\n") == [
        "Birch: 71.0 %",
        "n = 1,000",
        "95 % interval 68.9 % to 73.1 %",
        "computed from Birch.xlsx, Log",
        "1 of 3 months",
    ]


@pytest.mark.parametrize(
    ("seconds", "unit", "drawn"),
    [(90.0, "s", 90.0), (1800.0, "min", 30.0), (36_000.0, "h", 10.0), (864_000.0, "days", 10.0)],
)
def test_durations_are_drawn_in_the_unit_that_reads_best(comparison, seconds, unit, drawn):
    figure = replace(comparison.figures["Alder", "aht"], value=seconds)
    chart = charts.bars(replace(comparison, figures={("Alder", "aht"): figure}), "aht", ["Alder"])
    assert chart.axis.unit == unit
    assert chart.points[0].value == pytest.approx(drawn)


def test_a_target_in_another_unit_than_the_figures_is_not_drawn(comparison):
    figure = replace(comparison.figures["Alder", "fcr"], unit="score", value=4.2)
    chart = charts.bars(replace(comparison, figures={("Alder", "fcr"): figure}), "fcr", ["Alder"])
    assert chart.target is None
    assert chart.points[0].value == pytest.approx(4.2)


def test_context_figures_have_no_target_and_no_better(comparison):
    chart = charts.bars(comparison, "volume", ALL)
    assert chart.target is None
    assert chart.note == "context only, no better or worse"


def test_months_nobody_reported_stay_as_gaps(comparison):
    chart = charts.trend(comparison, "fcr", ALL)
    assert chart.periods == ("2026-01", "2026-02", "2026-03")
    birch = next(series for series in chart.series if series.vendor == "Birch")
    assert [point.known for point in birch.points] == [False, True, False]


def test_vendors_without_periods_are_named(comparison):
    chart = charts.trend(comparison, "aht", ALL)
    assert [series.vendor for series in chart.series] == ["Alder", "Cedar"]
    assert chart.left_out == (("Birch", "no figures by period"),)


def test_a_series_is_of_the_compared_definition(comparison):
    frame = comparison.by_period.assign(variant="other")
    chart = charts.trend(replace(comparison, by_period=frame), "fcr", ALL)
    assert chart.series == ()


def test_money_over_time_comes_in_the_compared_currency(comparison):
    row = comparison.by_period.iloc[[0]].assign(
        vendor="Cedar", kpi="cost_per_contact", unit="money", currency="INR", value=200.0
    )
    cedar = comparison.figures["Cedar", "cost_per_contact"]
    compared = replace(cedar, comparable=True, same_unit=True, currency="EUR", value=2.1)
    priced = replace(
        comparison,
        by_period=row,
        figures={**comparison.figures, ("Cedar", "cost_per_contact"): compared},
        scenario=replace(
            comparison.scenario, rates=(Quote("INR", Decimal("0.01"), dt.date(2026, 6, 30)),)
        ),
    )
    chart = charts.trend(priced, "cost_per_contact", ["Cedar"])
    assert chart.axis.unit == "EUR"
    assert chart.series[0].points[0].value == pytest.approx(2.0)


def test_a_year_among_months_is_a_span_over_them(comparison):
    rows = comparison.by_period
    rows.loc[rows["vendor"] == "Birch", "period"] = "2026"
    chart = charts.trend(replace(comparison, by_period=rows), "fcr", ALL)
    assert chart.periods[0] == "2026-01"
    assert chart.periods[-1] == "2026-12"
    (span,) = chart.spans
    assert (span.vendor, span.start, span.end) == ("Birch", -0.5, 11.5)
    assert span.point.value == pytest.approx(71.0)


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ({"2025-11", "2026-02"}, ("2025-11", "2025-12", "2026-01", "2026-02")),
        ({"2025-Q3", "2026-Q1"}, ("2025-Q3", "2025-Q4", "2026-Q1")),
        ({"2024", "2026"}, ("2024", "2025", "2026")),
        ({"2020-W53", "2021-W02"}, ("2020-W53", "2021-W01", "2021-W02")),
        ({"2026-01-05/2026-02-10"}, ("2026-01-05/2026-02-10",)),
        ({"2026-02", "2026-Q1"}, ("2026-01", "2026-02", "2026-03")),
        (set(), ()),
    ],
)
def test_the_axis_of_time_has_no_hole(labels, expected):
    assert timeline.timeline(labels) == expected


def test_a_trend_needs_two_periods(comparison):
    over_time = kpis_with_trend(comparison)
    assert "fcr" in over_time
    assert "volume" not in over_time


def test_the_radar_has_the_weighing_kpis_and_gaps(comparison):
    chart = charts.radar(comparison, ALL)
    assert chart.labels == ("FCR", "COMPLIANCE_RATE", "AHT", "COST_PER_CONTACT")
    birch = next(series for series in chart.series if series.vendor == "Birch")
    assert math.isnan(birch.points[3].value)
    assert birch.points[0].value == 60.0


def test_a_radar_of_too_many_axes_keeps_the_heaviest(comparison, monkeypatch):
    monkeypatch.setattr(charts, "MOST_AXES", 2)
    chart = charts.radar(comparison, ALL)
    assert "FCR" in chart.labels
    assert len(chart.labels) == 2
    assert chart.note == "2 lighter or unscored KPIs are not drawn."
