"""Measurements from records."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from desktop_app.catalogue.model import FieldKind, FieldRole, Formula, Source, Statistic, Variant
from desktop_app.domain.measurement import MEASUREMENT_COLUMNS
from desktop_app.domain.period import Grain
from desktop_app.domain.unit import Unit
from desktop_app.kpi.measure import measure
from tests.helpers.evidence import catalogue, evidence, field, kpi, records

FCR = kpi("fcr", Formula("standard", Source.RECORDS, "resolved", "known(resolved)"))
AHT = kpi("aht", Formula("standard", Source.RECORDS, "handle_time", "1"), unit=Unit.DURATION)
PER_PAGE = kpi(
    "per_page",
    Formula("standard", Source.RECORDS, "invoiced", "pages"),
    unit=Unit.MONEY,
)
TAT = kpi(
    "tat",
    Formula("mean", Source.RECORDS, "delivered_at - received_at", "1"),
    Formula("median", Source.RECORDS, "delivered_at - received_at", "", Statistic.QUANTILE, 0.5),
    unit=Unit.DURATION,
    variants=(
        Variant("mean", "mean", Unit.DURATION),
        Variant("median", "median", Unit.DURATION),
    ),
)
VOLUME = kpi("volume", Formula("standard", Source.RECORDS, "1", "", Statistic.SUM), unit=Unit.COUNT)
FIELDS = [
    field("resolved", FieldKind.FLAG),
    field("handle_time", FieldKind.DURATION),
    field("invoiced", FieldKind.MONEY),
    field("pages", FieldKind.COUNT),
    field("date", FieldKind.TIMESTAMP, FieldRole.DATE),
    field("received_at", FieldKind.TIMESTAMP, FieldRole.DATE),
    field("delivered_at", FieldKind.TIMESTAMP, FieldRole.DATE),
    field("channel", FieldKind.TEXT, FieldRole.DIMENSION),
]
ALL = catalogue(FCR, AHT, PER_PAGE, TAT, fields=FIELDS)
NAN = math.nan


def one(frame: pd.DataFrame, **where: object) -> pd.Series:
    for name, value in where.items():
        frame = frame[frame[name].isna() if value is None else frame[name] == value]
    assert len(frame) == 1, frame
    return frame.iloc[0]


def test_a_share_counts_only_records_where_it_is_known():
    found = measure(evidence(records({"resolved": [1, 0, NAN, 1]})), ALL).frame
    row = one(found, kpi="fcr")
    assert (row["value"], row["part"], row["whole"], row["n"]) == (2 / 3, 2, 3, 3)
    assert (row["basis"], row["variant"], row["period"], row["segment"]) == (
        "computed",
        "standard",
        None,
        None,
    )


def test_the_table_has_the_agreed_columns_even_when_empty():
    found = measure(evidence(), ALL)
    assert tuple(found.frame.columns) == MEASUREMENT_COLUMNS
    assert len(found.frame) == 0
    assert found.findings == []


def test_sums_of_parts_over_sums_of_wholes_never_a_mean_of_ratios():
    table = records(
        {"invoiced": [100.0, 10.0], "pages": [10.0, 10.0]}, currencies={"invoiced": "EUR"}
    )
    other = records(
        {"invoiced": [90.0], "pages": [1.0]}, currencies={"invoiced": "EUR"}, file="b.xlsx"
    )
    row = one(measure(evidence(table, other), ALL).frame, kpi="per_page")
    assert row["value"] == pytest.approx(200 / 21)
    assert row["currency"] == "EUR"


def test_a_zero_whole_is_no_value_and_said():
    found = measure(evidence(records({"invoiced": [5.0, 7.0], "pages": [0.0, 0.0]})), ALL)
    assert len(found.frame) == 0
    assert [finding.code for finding in found.findings] == ["zero-whole"]


def test_a_part_with_a_zero_whole_still_counts_in_the_sum():
    found = measure(evidence(records({"invoiced": [5.0, 7.0], "pages": [0.0, 2.0]})), ALL).frame
    assert one(found, kpi="per_page")["value"] == 6.0


def test_currencies_are_not_added():
    eur = records({"invoiced": [5.0], "pages": [1.0]}, currencies={"invoiced": "EUR"})
    usd = records(
        {"invoiced": [9.0], "pages": [1.0]}, currencies={"invoiced": "USD"}, file="b.xlsx"
    )
    found = measure(evidence(eur, usd), ALL).frame
    assert dict(zip(found["currency"], found["value"], strict=True)) == {"EUR": 5.0, "USD": 9.0}


def test_turnaround_belongs_to_the_month_of_delivery():
    table = records(
        {
            "received_at": pd.to_datetime(["2026-01-30", "2026-02-01", "2026-02-20"]),
            "delivered_at": pd.to_datetime(["2026-02-01", "2026-02-02", None]),
        }
    )
    found = measure(evidence(table), ALL, Grain.MONTH).frame
    row = one(found, kpi="tat", variant="mean")
    assert (row["period"], row["value"], row["n"]) == ("2026-02", 1.5 * 86400, 2)


def test_an_open_item_takes_the_next_date_it_has():
    table = records(
        {
            "received_at": pd.to_datetime(["2026-01-30", "2026-02-01"]),
            "delivered_at": pd.to_datetime(["2026-02-01", None]),
            "resolved": [1.0, 0.0],
        }
    )
    found = measure(evidence(table), ALL, Grain.MONTH).frame
    row = one(found, kpi="fcr")
    assert (row["period"], row["n"]) == ("2026-02", 2)


def test_records_without_a_date_count_only_over_all_periods():
    table = records({"date": pd.to_datetime(["2026-01-30", None]), "resolved": [1.0, 0.0]})
    by_month = measure(evidence(table), ALL, Grain.MONTH)
    assert one(by_month.frame, kpi="fcr")["value"] == 1.0
    assert [finding.code for finding in by_month.findings] == ["records-without-period"]
    assert "1 of 2" in by_month.findings[0].message
    overall = measure(evidence(table), ALL)
    assert one(overall.frame, kpi="fcr")["value"] == 0.5
    assert overall.findings == []


@pytest.mark.parametrize(
    ("grain", "expected"),
    [
        (Grain.MONTH, ["2025-12", "2026-01"]),
        (Grain.QUARTER, ["2025-Q4", "2026-Q1"]),
        (Grain.YEAR, ["2025", "2026"]),
        (Grain.WEEK, ["2026-W01", "2026-W02"]),
        (Grain.ALL, [None]),
    ],
)
def test_periods_of_every_grain(grain, expected):
    table = records(
        {"date": pd.to_datetime(["2025-12-31 23:59", "2026-01-05 00:00"]), "resolved": [1.0, 0.0]}
    )
    assert list(measure(evidence(table), ALL, grain).frame["period"]) == expected


def test_a_table_of_one_period_is_placed_there_unless_that_is_too_coarse():
    table = records({"resolved": [1.0, 0.0]}, period="2026-02")
    assert list(measure(evidence(table), ALL, Grain.QUARTER).frame["period"]) == ["2026-Q1"]
    found = measure(evidence(table), ALL, Grain.WEEK)
    assert len(found.frame) == 0
    assert [finding.code for finding in found.findings] == ["records-without-period"]


def test_segments_come_beside_the_total():
    table = records({"resolved": [1, 0, 1, 1], "channel": ["Voice", "Voice", "Chat", None]})
    found = measure(evidence(table), ALL, segment="channel").frame
    assert list(found["segment"]) == [None, "Chat", "Voice"]
    assert list(found["value"]) == [0.75, 1.0, 0.5]


def test_a_dimension_that_the_sheet_names_is_a_segment_too():
    table = records({"resolved": [1, 0]}, dimensions={"channel": "Mail"})
    found = measure(evidence(table), ALL, segment="channel").frame
    assert list(found["segment"]) == [None, "Mail"]


def test_cells_span_the_records_that_count():
    table = records(
        {"resolved": [NAN, 1, 0, 1], "pages": [1, 1, 1, 1]}, vendor=["A", "A", "B", "A"]
    )
    found = measure(evidence(table), ALL).frame
    assert one(found, vendor="A", kpi="fcr")["cells"] == "B3:B5"
    assert one(found, vendor="B", kpi="fcr")["cells"] == "B4"


def test_several_sources_are_named_in_the_same_order():
    first = records({"resolved": [1, 0]})
    second = records({"handle_time": [1, 2], "resolved": [1, 0]}, file="b.xlsx", sheet="Feb")
    row = one(measure(evidence(first, second), ALL).frame, kpi="fcr")
    assert row["file"] == "log.xlsx | b.xlsx"
    assert row["sheet"] == "Log | Feb"
    assert row["cells"] == "B2:B3 | C2:C3"


def test_median_is_taken_from_all_records_of_all_tables():
    start = pd.Timestamp("2026-01-01")

    def log(file: str, *days: float) -> object:
        return records(
            {
                "received_at": [start] * len(days),
                "delivered_at": [start + pd.Timedelta(days=day) for day in days],
            },
            file=file,
        )

    found = measure(evidence(log("a.xlsx", 1, 2, 3), log("b.xlsx", 10)), ALL).frame
    row = one(found, kpi="tat", variant="median")
    assert row["value"] == 2.5 * 86400
    assert row["n"] == 4
    assert math.isnan(row["part"])


def test_intervals_of_shares_are_wilson_and_of_means_normal():
    few = records({"resolved": [1] * 9 + [0]})
    table = records({"handle_time": range(100, 300)})
    found = measure(evidence(few, table), ALL).frame
    fcr, aht = one(found, kpi="fcr"), one(found, kpi="aht")
    assert (round(fcr["low"], 3), round(fcr["high"], 3)) == (0.596, 0.982)
    error = np.std(range(100, 300), ddof=1) / math.sqrt(200)
    assert aht["spread"] == pytest.approx(np.std(range(100, 300), ddof=1))
    assert aht["high"] - aht["value"] == pytest.approx(1.959964 * error, rel=1e-6)


def test_equal_values_do_not_differ_by_their_rounding():
    """Sums of squares are taken about the table's first record, here another vendor's."""
    log = records({"handle_time": [135.23, *[847.59] * 3]}, vendor=["A", "B", "B", "B"])
    same = one(measure(evidence(log), ALL).frame, kpi="aht", vendor="B")
    assert same["spread"] == 0
    assert same["low"] == same["high"] == same["value"]


def test_a_table_given_twice_counts_once():
    first, copy = records({"resolved": [1, 0]}), records({"resolved": [1, 0]})
    found = measure(evidence(first, copy), ALL)
    assert one(found.frame, kpi="fcr")["n"] == 2
    assert [finding.code for finding in found.findings] == ["same-file-twice"]


def test_counting_rows_needs_no_field():
    table = records({"resolved": [NAN, NAN, 1]})
    found = measure(evidence(table), catalogue(VOLUME, fields=FIELDS)).frame
    row = one(found, kpi="volume")
    assert (row["value"], row["n"], row["cells"]) == (3, 3, "B2:B4")
    assert math.isnan(row["whole"])
