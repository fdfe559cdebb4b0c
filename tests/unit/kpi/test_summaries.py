"""Measurements from stated values."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from desktop_app.catalogue.model import FieldKind, FieldRole, Formula, Source, Statistic, Variant
from desktop_app.domain.period import Grain
from desktop_app.domain.unit import Direction, Unit
from desktop_app.kpi.measure import measure
from tests.helpers.evidence import catalogue, evidence, field, kpi, stated

QUANTITIES = [
    field(name, kind, FieldRole.QUANTITY)
    for name, kind in [
        ("handled_count", FieldKind.COUNT),
        ("offered_count", FieldKind.COUNT),
        ("abandoned_count", FieldKind.COUNT),
        ("cost_total", FieldKind.MONEY),
    ]
]
ALL = catalogue(
    kpi("fcr", weigh_by=("handled_count", "offered_count")),
    kpi(
        "abandonment",
        Formula("standard", Source.QUANTITIES, "abandoned_count", "offered_count"),
        direction=Direction.LOWER,
        weigh_by=("offered_count",),
    ),
    kpi(
        "volume",
        Formula("offered", Source.QUANTITIES, "offered_count", "", Statistic.SUM),
        Formula("handled", Source.QUANTITIES, "handled_count", "", Statistic.SUM),
        unit=Unit.COUNT,
        variants=(
            Variant("offered", "offered", Unit.COUNT),
            Variant("handled", "handled", Unit.COUNT),
        ),
    ),
    kpi(
        "cost_per_contact",
        Formula("standard", Source.QUANTITIES, "cost_total", "handled_count"),
        unit=Unit.MONEY,
        direction=Direction.LOWER,
    ),
    kpi(
        "tat",
        Formula("mean", Source.RECORDS, "turnaround_time", "1"),
        Formula("median", Source.RECORDS, "turnaround_time", "", Statistic.QUANTILE, 0.5),
        unit=Unit.DURATION,
        variants=(
            Variant("mean", "mean", Unit.DURATION),
            Variant("median", "median", Unit.DURATION),
        ),
    ),
    kpi(
        "csat",
        variants=(
            Variant("top_two_box", "top two", Unit.SHARE),
            Variant("mean_5", "of 5", Unit.SCORE),
            Variant("mean_10", "of 10", Unit.SCORE),
        ),
    ),
    kpi("qa_score"),
    fields=QUANTITIES,
)


def found(*rows, by=Grain.ALL, segment=None):
    return measure(evidence(stated_values=stated(*rows)), ALL, by, segment)


def only(measured, kpi_id, **where):
    frame = measured.frame[measured.frame["kpi"] == kpi_id]
    for name, value in where.items():
        frame = frame[frame[name] == value]
    assert len(frame) == 1, frame
    return frame.iloc[0]


def month(number: int) -> str:
    return f"2026-{number:02d}"


def fcr(value: float, **more: object) -> dict[str, object]:
    return {"item": "fcr", "value": value, **more}


def handled(value: float, **more: object) -> dict[str, object]:
    return {"item": "handled_count", "value": value, "unit": "count", **more}


def test_months_are_pooled_by_the_volumes_beside_them():
    measured = found(
        fcr(0.78, period=month(1), context=1, cell="B2"),
        handled(300, period=month(1), context=1, cell="B3"),
        fcr(0.85, period=month(2), context=2, cell="C2"),
        handled(1200, period=month(2), context=2, cell="C3"),
    )
    row = only(measured, "fcr")
    assert row["value"] == pytest.approx(0.836)
    assert (row["part"], row["whole"], row["n"]) == (pytest.approx(1254), 1500, 2)
    assert (row["basis"], row["note"], row["cells"]) == ("stated", "", "B2:C3")
    assert row["low"] < 0.836 < row["high"]


def test_months_without_volumes_are_a_simple_mean_and_say_so():
    measured = found(fcr(0.7, period=month(1)), fcr(0.8, period=month(2)))
    row = only(measured, "fcr")
    assert row["value"] == pytest.approx(0.75)
    assert row["note"] == "simple mean of 2 periods, volumes unknown"
    assert math.isnan(row["part"])
    assert math.isnan(row["low"])


def test_a_simple_mean_takes_every_stated_value_once():
    """0.9 and three times 0.3: the mean of the four is 0.45, that of the two months 0.6."""
    values = [(0.9, 1, None), (0.3, 2, "A"), (0.3, 2, "B"), (0.3, 2, "C")]
    rows = [
        fcr(value, period=month(number), segment=segment, context=place)
        for place, (value, number, segment) in enumerate(values)
    ]
    measured = found(*rows)
    row = only(measured, "fcr")
    assert row["value"] == pytest.approx(0.45)
    assert "simple mean" in row["note"]
    told = [one.message for one in measured.findings if one.code == "mean-of-unlike-values"]
    assert len(told) == 1
    assert "30 % and 90 %" in told[0]


def test_a_simple_mean_of_like_values_is_no_warning():
    measured = found(fcr(0.7, period=month(1)), fcr(0.72, period=month(2)))
    assert "mean-of-unlike-values" not in {one.code for one in measured.findings}


def test_one_month_without_its_volume_makes_it_a_simple_mean():
    measured = found(
        fcr(0.7, period=month(1), context=1),
        handled(100, period=month(1), context=1),
        fcr(0.8, period=month(2), context=2),
    )
    assert "simple mean" in only(measured, "fcr")["note"]


def test_a_volume_in_another_table_of_the_report_serves_if_it_is_the_only_one():
    rows = [
        fcr(0.6, period=month(1)),
        fcr(0.9, period=month(2)),
        handled(100, period=month(1), sheet="Volumes"),
        handled(300, period=month(2), sheet="Volumes"),
    ]
    assert only(found(*rows), "fcr")["value"] == pytest.approx((60 + 270) / 400)
    other = handled(50, period=month(2), sheet="Others")
    assert "simple mean" in only(found(*rows, other), "fcr")["note"]


def test_single_months_stay_as_stated():
    measured = found(fcr(0.7, period=month(1)), fcr(0.8, period=month(2)), by=Grain.MONTH)
    frame = measured.frame
    assert list(zip(frame["period"], frame["value"], strict=True)) == [
        ("2026-01", 0.7),
        ("2026-02", 0.8),
    ]
    assert set(frame["note"]) == {""}


def test_a_quarter_of_two_months_says_what_is_missing():
    measured = found(fcr(0.7, period=month(1)), fcr(0.8, period=month(2)), by=Grain.QUARTER)
    row = only(measured, "fcr")
    assert row["period"] == "2026-Q1"
    assert row["note"] == "simple mean of 2 periods, volumes unknown; 2 of 3 months"


def test_counts_add_up_and_are_stated():
    measured = found(handled(100, period=month(1)), handled(50, period=month(2)))
    row = only(measured, "volume")
    assert (row["variant"], row["value"], row["basis"]) == ("handled", 150, "stated")


def test_a_stated_quarter_is_not_counted_with_its_months():
    months = [
        row
        for number, value in ((1, 100), (2, 200), (3, 300))
        for row in (handled(value, period=month(number), context=number),)
    ]
    row = only(found(*months, handled(700, period="2026-Q1")), "volume")
    assert row["value"] == 600
    assert "2026-Q1" in row["note"]


def test_an_incomplete_set_of_months_gives_way_to_the_quarter():
    row = only(found(handled(100, period=month(1)), handled(700, period="2026-Q1")), "volume")
    assert row["value"] == 700
    assert row["note"] == "2026-Q1 as stated, not from its parts"


def test_a_stated_quarter_is_better_than_a_mean_of_its_months():
    months = [fcr(value, period=month(number)) for number, value in ((1, 0.7), (2, 0.8), (3, 0.9))]
    row = only(found(*months, fcr(0.75, period="2026-Q1")), "fcr")
    assert row["value"] == 0.75


def test_a_year_is_not_spread_over_months():
    measured = found(fcr(0.7, period="2026"), by=Grain.MONTH)
    assert len(measured.frame) == 0
    assert [finding.code for finding in measured.findings] == ["period-not-shown"]
    assert "2026" in measured.findings[0].message


def test_a_value_without_a_period_counts_only_over_all():
    measured = found(fcr(0.7), by=Grain.MONTH)
    assert len(measured.frame) == 0
    assert [finding.code for finding in measured.findings] == ["period-not-shown"]
    assert only(found(fcr(0.7)), "fcr")["value"] == 0.7


def test_an_overall_figure_is_better_than_a_mean_of_months():
    row = only(found(fcr(0.7, period=month(1)), fcr(0.9, period=month(2)), fcr(0.72)), "fcr")
    assert row["value"] == 0.72


def test_medians_of_months_are_never_merged():
    rows = [
        {"item": "tat", "variant": "median", "value": value, "unit": "duration", "period": month(n)}
        for n, value in ((1, 100.0), (2, 200.0))
    ]
    measured = found(*rows)
    assert len(measured.frame) == 0
    assert "median" in measured.findings[0].message
    assert len(found(*rows, by=Grain.MONTH).frame) == 2
    assert only(found(rows[0]), "tat")["value"] == 100.0


def test_rates_are_derived_from_stated_counts():
    measured = found(
        {"item": "abandoned_count", "value": 60, "unit": "count", "context": 1, "cell": "C2"},
        {"item": "offered_count", "value": 1060, "unit": "count", "context": 1, "cell": "B2"},
    )
    row = only(measured, "abandonment")
    assert row["value"] == pytest.approx(60 / 1060)
    assert (row["basis"], row["part"], row["whole"], row["cells"]) == ("derived", 60, 1060, "B2:C2")
    assert math.isnan(row["n"])  # two counts are no two records
    assert row["low"] < row["value"] < row["high"]
    assert only(measured, "volume", variant="offered")["value"] == 1060


def test_summable_counts_of_one_row_add_up():
    measured = found(
        {"item": "offered_count", "value": 40, "unit": "count", "context": 1},
        {"item": "offered_count", "value": 60, "unit": "count", "context": 1},
        {"item": "abandoned_count", "value": 5, "unit": "count", "context": 1},
    )
    assert only(measured, "abandonment")["value"] == 0.05


def test_rows_without_a_date_are_pooled_by_their_own_volumes():
    rows = []
    for context, (share, offered) in enumerate([(0.1, 100), (0.3, 300), (0.1, 100)]):
        rows += [
            {"item": "abandonment", "value": share, "context": context},
            {"item": "offered_count", "value": offered, "unit": "count", "context": context},
        ]
    measured = found(*rows)
    assert only(measured, "abandonment")["value"] == pytest.approx(110 / 500)
    assert only(measured, "volume")["value"] == 500


def test_a_zero_whole_in_a_summary_is_no_value():
    measured = found(
        {"item": "abandoned_count", "value": 0, "unit": "count", "context": 1},
        {"item": "offered_count", "value": 0, "unit": "count", "context": 1},
    )
    assert "abandonment" not in set(measured.frame["kpi"])


def test_segments_are_pooled_when_no_total_is_stated():
    rows = [
        row
        for name, value, volume in (("Voice", 0.6, 100), ("Chat", 0.9, 300))
        for row in (
            fcr(value, segment=name, context=len(name)),
            handled(volume, segment=name, context=len(name)),
        )
    ]
    assert only(found(*rows), "fcr")["value"] == pytest.approx(330 / 400)
    total = fcr(0.81)
    assert only(found(*rows, total), "fcr")["value"] == 0.81
    split = found(*rows, total, segment="channel").frame
    split = split[split["kpi"] == "fcr"]
    assert list(split["segment"]) == [None, "Chat", "Voice"]
    assert list(split["value"]) == [0.81, 0.9, 0.6]


def test_sheets_that_cut_the_same_total_differently_are_not_added():
    by_channel = [
        handled(value, segment=name, sheet="Channels") for name, value in (("V", 100), ("C", 50))
    ]
    by_region = [
        handled(value, segment=name, sheet="Regions") for name, value in (("N", 70), ("S", 80))
    ]
    assert only(found(*by_channel, *by_region), "volume")["value"] == 150


def test_a_sheet_for_each_segment_makes_parts_of_one_total():
    rows = [handled(100, segment="Voice", sheet="Voice"), handled(50, segment="Chat", sheet="Chat")]
    assert only(found(*rows), "volume")["value"] == 150


def test_the_same_value_stated_twice_counts_once():
    measured = found(
        handled(100, period=month(1)), handled(100, period=month(1), file="again.xlsx")
    )
    assert only(measured, "volume")["value"] == 100
    assert measured.findings == []


def test_two_different_values_for_one_thing_are_said():
    measured = found(fcr(0.7, period=month(1)), fcr(0.8, period=month(1), file="again.xlsx"))
    row = only(measured, "fcr")
    assert (row["value"], row["note"]) == (0.7, "stated twice")
    finding = measured.findings[0]
    assert finding.code == "stated-twice"
    assert "70 %" in finding.message
    assert "80 %" in finding.message
    assert "again.xlsx" in finding.message


def test_hours_of_one_day_are_parts_of_it():
    day = "2026-01-05/2026-01-05"
    measured = found(fcr(0.7, period=day, context=1), fcr(0.8, period=day, context=2))
    assert only(measured, "fcr")["value"] == pytest.approx(0.75)
    assert not [one for one in measured.findings if one.code == "stated-twice"]


def test_currencies_of_stated_money_stay_apart():
    rows = []
    for context, code in enumerate(["EUR", "USD"]):
        rows += [
            {
                "item": "cost_total",
                "value": 500,
                "unit": "money",
                "currency": code,
                "context": context,
                "period": month(context + 1),
            },
            handled(100, context=context, period=month(context + 1)),
        ]
    frame = found(*rows).frame
    frame = frame[frame["kpi"] == "cost_per_contact"]
    assert dict(zip(frame["currency"], frame["value"], strict=True)) == {"EUR": 5, "USD": 5}


@pytest.mark.parametrize(
    ("row", "variant", "value"),
    [
        ({"value": 0.87}, "", 0.87),
        ({"value": 0.87, "variant": "top_two_box"}, "top_two_box", 0.87),
        ({"value": 4.2, "unit": "score", "scale_min": 1, "scale_max": 5}, "mean_5", 4.2),
        ({"value": 8.1, "unit": "score", "scale_min": 1, "scale_max": 10}, "mean_10", 8.1),
        ({"value": 4.2, "unit": "score"}, "mean_5", 4.2),
    ],
)
def test_the_definition_follows_the_unit_where_the_report_names_none(row, variant, value):
    found_row = only(found({"item": "csat", **row}), "csat")
    assert (found_row["variant"], found_row["value"]) == (variant, value)


def test_a_mark_becomes_a_share_of_its_maximum_where_the_kpi_is_a_share():
    rows = {"item": "qa_score", "value": 4.3, "unit": "score", "scale_min": 0, "scale_max": 5}
    row = only(found(rows), "qa_score")
    assert (row["value"], row["note"]) == (pytest.approx(0.86), "from a mark of 5")


def test_a_value_of_an_impossible_unit_is_not_used_and_said():
    measured = found(fcr(310.0, unit="duration", raw="5:10", cell="C7"))
    assert len(measured.frame) == 0
    assert measured.findings[0].code == "unit-not-of-kpi"
    assert "5:10" in measured.findings[0].message
    assert measured.findings[0].cells == "C7"


def test_missing_values_of_the_frame_may_be_none_or_nan():
    frame = stated(fcr(0.7))
    frame["period"] = pd.Series([None], dtype="str")
    frame["segment"] = float("nan")
    measured = measure(evidence(stated_values=frame), ALL)
    assert measured.frame.loc[0, "period"] is None
    assert measured.frame.loc[0, "segment"] is None
