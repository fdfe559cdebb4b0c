"""Timestamps: real dates, serial numbers and texts, on the report's own clock."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from tests.helpers.typed_columns import BAD, MISSING, codes, outcome, read

DAY = pd.Timestamp(2026, 1, 5)
MORNING = pd.Timestamp(2026, 1, 5, 10, 7)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (dt.datetime(2026, 1, 5, 10, 7), MORNING),
        (dt.date(2026, 1, 5), DAY),
        (pd.Timestamp("2026-01-05 10:07", tz="Asia/Kolkata"), MORNING),
        (46027, DAY),
        (46027.5, pd.Timestamp(2026, 1, 5, 12)),
        ("46027", DAY),
        ("46027.5", pd.Timestamp(2026, 1, 5, 12)),
        ("1767607620", MORNING),
        (20260105, DAY),
        ("20260105", DAY),
        ("20260105T100700", MORNING),
        ("20260105 1007", MORNING),
        (1767607620, MORNING),
        (1767607620000, MORNING),
        ("2026-01-05", DAY),
        ("2026/01/05", DAY),
        ("2026.01.05", DAY),
        ("2026-1-5", DAY),
        ("2026-01-05T10:07", MORNING),
        ("2026-01-05T10:07:00", MORNING),
        ("2026-01-05 10:07:00.000", MORNING),
        ("2026-01-05T10:07:00Z", MORNING),
        ("2026-01-05T10:07:00+05:30", MORNING),
        ("2026-01-05 10:07 UTC", MORNING),
        ("2026-01-05 10:07 IST", MORNING),
        ("05.01.2026", DAY),
        ("5.1.26", DAY),
        ("05.01.2026 10:07", MORNING),
        ("05.01.2026, 10.07 Uhr", MORNING),
        ("5 Jan 2026", DAY),
        ("05-Jan-2026", DAY),
        ("05-Jan-26", DAY),
        ("5-JAN-2026 10:07", MORNING),
        ("5 January 2026", DAY),
        ("5th January 2026", DAY),
        ("5th of January, 2026", DAY),
        ("5. Januar 2026", DAY),
        ("5 janvier 2026", DAY),
        ("5 de enero de 2026", DAY),
        ("Jan 5, 2026", DAY),
        ("January 5th, 2026 10:07 AM", MORNING),
        ("January 5, 2026 at 10:07", MORNING),
        ("Mon, 5 Jan 2026", DAY),
        ("Monday, January 5, 2026", DAY),
        ("2026-Jan-05", DAY),
        ("2026-01-05 10:07:00 PM", pd.Timestamp(2026, 1, 5, 22, 7)),
        ("2026-01-05 12:07 am", pd.Timestamp(2026, 1, 5, 0, 7)),
        ("2026-01-05 12:07 p.m.", pd.Timestamp(2026, 1, 5, 12, 7)),
        ("2026-01-05 10:07:08.123456", pd.Timestamp(2026, 1, 5, 10, 7, 8, 123456)),
        ("2026-01-05 24:00", pd.Timestamp(2026, 1, 6)),
        ("5\u00a0Jan\u00a02026", DAY),
        ("31/02/2026", BAD),
        ("2026-13-45", BAD),
        ("2026-01-05 25:00", BAD),
        ("13/13/2026", BAD),
        ("5 Foo 2026", BAD),
        ("soon", BAD),
        ("12:30", BAD),
        (0, BAD),
        (12, BAD),
        (dt.time(10, 7), BAD),
        (dt.datetime(9999, 12, 31), BAD),
        (True, BAD),
        ("n/a", MISSING),
        (None, MISSING),
        (pd.NaT, MISSING),
    ],
)
def test_one_timestamp(cell: Any, expected: Any) -> None:
    assert outcome(read("timestamp", [cell])) == [expected]


def test_the_result_is_always_in_nanoseconds() -> None:
    for cells in (["2026-01-05"], [46027.0], [dt.datetime(2026, 1, 5)], [None], ["soon"]):
        assert read("timestamp", cells).values.dtype == "datetime64[ns]"


def test_serial_numbers_of_the_1904_system() -> None:
    assert outcome(read("timestamp", [44565], epoch_1904=True)) == [DAY]


@pytest.mark.parametrize(
    ("cells", "month", "rule"),
    [
        (["05/01/2026", "13/01/2026"], 1, "day/month (some days are above 12)"),
        (["05/01/2026", "01/13/2026"], 5, "month/day (some days are above 12)"),
        (["05/01/26", "13/01/26"], 1, "day/month"),
        (["05-01-2026 10:00", "01-31-2026 10:00"], 5, "month/day"),
        (["05.01.2026", "06.01.2026"], 1, "day/month (dates with points)"),
        (
            # Weekly figures run in order of time only with the month first.
            ["05/01/2026", "05/08/2026", "06/01/2026", "06/08/2026", "07/01/2026"],
            5,
            "month/day (so that the rows run in order of time)",
        ),
        (
            ["05/01/2026", "12/01/2026", "02/02/2026", "09/02/2026", "02/03/2026"],
            1,
            "day/month (so that the rows run in order of time)",
        ),
    ],
)
def test_the_column_settles_day_and_month(cells: list[str], month: int, rule: str) -> None:
    column = read("timestamp", cells)
    assert column.values[0].month == month
    assert column.values.notna().all()
    assert rule in column.rule
    assert not column.questions


def test_an_unsettled_order_is_day_first_and_asked() -> None:
    column = read("timestamp", ["05/01/2026", "06/02/2026"])
    assert outcome(column) == [DAY, pd.Timestamp(2026, 2, 6)]
    assert codes(column) == {"date-order"}


def test_both_orders_in_one_column_are_asked() -> None:
    column = read("timestamp", ["13/01/2026", "14/01/2026", "01/15/2026", "05/01/2026"])
    assert [stamp.month for stamp in column.values] == [1, 1, 1, 1]
    assert codes(column) == {"date-order"}


def test_dates_swapped_by_a_spreadsheet_are_asked() -> None:
    real = [dt.datetime(2026, 5, 1), dt.datetime(2026, 6, 1), dt.datetime(2026, 7, 1)]
    assert codes(read("timestamp", [*real, "01/13/2026", "01/14/2026"])) == {"date-swapped"}


def test_several_zones_are_asked() -> None:
    column = read("timestamp", ["2026-01-05T10:07Z", "2026-01-05T10:07+05:30"])
    assert outcome(column) == [MORNING, MORNING]
    assert codes(column) == {"zone-mixed"}


def test_many_stamps_read_as_few() -> None:
    stamps = pd.date_range("2026-01-01", periods=2000, freq="1847s")
    texts = [f"{stamp:%Y-%m-%d %H:%M:%S}" for stamp in stamps]
    column = read("timestamp", [*texts, "2026-02-30", "soon", " 2026-01-05 10:07"])
    assert outcome(column) == [*stamps, BAD, BAD, MORNING]
