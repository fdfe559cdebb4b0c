"""Durations: every spelling in seconds, and the column's word on what is left open."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.helpers.typed_columns import BAD, MISSING, codes, outcome, read

CALL = {"default_unit": "seconds", "plausible": (0.0, 3600.0)}
CASE = {"default_unit": "hours", "plausible": (1800.0, 30 * 86400.0)}


@pytest.mark.parametrize(
    ("cell", "seconds"),
    [
        ("00:05:12", 312),
        ("0:05:12", 312),
        ("5:12", 312),
        ("05:12", 312),
        ("5:12 min", 312),
        ("5:12.5", 312.5),
        ("00:05:12.250", 312.25),
        ("00:05:12 AM", 312),
        ("12:05:12 AM", 312),
        ("5m 12s", 312),
        ("5m12s", 312),
        ("5 min 12 s", 312),
        ("5 mins, 12 secs", 312),
        ("5 minutes and 12 seconds", 312),
        ("5 Min. 12 Sek.", 312),
        ("5'12\"", 312),
        ("5′12″", 312),
        ("5m12", 312),
        ("5.2 min", 312),
        ("5,2 min", 312),
        ("5.2m", 312),
        ("312 sec", 312),
        ("312s", 312),
        ("312 seconds", 312),
        ("312", 312),
        (312, 312),
        ("312*", 312),
        ("312000 ms", 312),
        ("PT5M12S", 312),
        ("pt5m12s", 312),
        ("P1DT2H", 93600),
        ("1h", 3600),
        ("1 h 30 min", 5400),
        ("1h30", 5400),
        ("0.5 hrs", 1800),
        ("-00:00:05", -5),
        ("-5", -5),
        ("2 days", 172800),
        ("1d 4h", 100800),
        ("2 Tage 3 Std", 183600),
        ("3 business days", 259200),
        ("1 week", 604800),
        ("36:15:00", 130500),
        ("1 day, 4:30:00", 102600),
        ("1 days 04:30:00", 102600),
        ("1.04:30:00", 102600),
        ("1:04:30:00", 102600),
        (dt.time(0, 5, 12), 312),
        (dt.time(0, 5, 12, 500_000), 312.5),
        (dt.timedelta(hours=36, minutes=15), 130500),
        ("5:72", BAD),
        ("5:12:99", BAD),
        ("12s 5m", BAD),
        ("5 m 3 m", BAD),
        ("soon", BAD),
        ("85%", BAD),
        ("$5", BAD),
        ("5-10 min", BAD),
        ("3 agents", BAD),
        ("PT", BAD),
        (True, BAD),
        (dt.datetime(2026, 1, 5), BAD),
        ("n/a", MISSING),
        ("c", MISSING),
        ("n<10", MISSING),
        ("-", MISSING),
        ("", MISSING),
    ],
)
def test_one_duration(cell: Any, seconds: Any) -> None:
    assert outcome(read("duration", [cell], default_unit="seconds")) == [seconds]


@pytest.mark.parametrize(
    ("stamp", "hours"),
    [
        # Serial numbers 0.2, 1.5, 31.25, 59.5, 61.5 as openpyxl and calamine hand them on.
        (dt.datetime(1899, 12, 31, 4, 48), 4.8),
        (dt.datetime(1900, 1, 1, 12), 36),
        (dt.datetime(1900, 1, 31, 6), 750),
        (dt.datetime(1900, 2, 28, 12), 1428),
        (dt.datetime(1900, 3, 1, 12), 1476),
        (dt.datetime(1899, 12, 30, 4, 48), 4.8),
    ],
)
def test_times_that_a_reader_took_for_dates(stamp: dt.datetime, hours: float) -> None:
    assert outcome(read("duration", [stamp])) == [hours * 3600]


def test_times_that_a_reader_took_for_dates_of_1904() -> None:
    column = read("duration", [dt.datetime(1904, 1, 2, 12)], epoch_1904=True)
    assert outcome(column) == [36 * 3600]


@pytest.mark.parametrize(
    ("cells", "hints", "expected", "rule"),
    [
        ([5.2, 7], {"unit": "minutes"}, [312, 420], "minutes, from the heading"),
        ([5.2, 7], {"default_unit": "minutes"}, [312, 420], "minutes, from the catalogue"),
        ([2], {"unit": "days", "default_unit": "hours"}, [172800], "days, from the heading"),
        ([0.25, 1.5], {"number_format": "[h]:mm:ss"}, [21600, 129600], "Excel times"),
        ([0.5], {"number_format": "h:mm"}, [43200], "Excel times"),
        ([5.2], {"number_format": '0.0" min"'}, [312], "minutes"),
        (["5:12", "36:15"], {"unit": "hours"}, [18720, 130500], "hours and minutes"),
        (["5:12", "36:15"], {"unit": "minutes"}, [312, 2175], "minutes and seconds"),
        (["5:12", "6:15"], CALL, [312, 375], "minutes and seconds"),
        (["5:12", "36:15"], CASE, [18720, 130500], "hours and minutes"),
        (["5:12", "1:05:12"], {}, [312, 3912], "minutes and seconds"),
        (["5:12", "45:10"], {"default_unit": "seconds"}, [312, 2710], "minutes and seconds"),
        ([312, "5:12 min", "00:05:12"], CALL, [312, 312, 312], "seconds, from the catalogue"),
    ],
)
def test_the_column_settles_it(
    cells: list[Any], hints: dict[str, Any], expected: list[float], rule: str
) -> None:
    column = read("duration", cells, **hints)
    assert outcome(column) == expected
    assert rule in column.rule
    assert not column.questions


@pytest.mark.parametrize(
    ("cells", "hints", "expected", "code"),
    [
        (["5:12"], {}, [312], "duration-ambiguous"),
        (["5:12"], {"default_unit": "hours"}, [18720], "duration-ambiguous"),
        ([312], {}, [312], "duration-unit"),
        # Excel times that lost their number format on the way.
        ([0.003, 0.0045], {"default_unit": "seconds"}, [259.2, 388.8], "duration-unit"),
        # Minutes typed into cells of hours and minutes, and the reverse.
        ([dt.time(5, 12), dt.time(6, 15)], CALL, [312, 375], "duration-ambiguous"),
        (["05:12:00", "06:15:00"], CALL, [312, 375], "duration-ambiguous"),
        ([dt.time(0, 5, 12), dt.time(0, 20, 30)], CASE, [18720, 73800], "duration-ambiguous"),
        # A heading that says minutes over plain seconds; a log of minutes where seconds are usual.
        (
            [3120, 4000],
            {"unit": "minutes", "plausible": (600, 7200)},
            [187200, 240000],
            "duration-unit",
        ),
        (
            [5.2, 6],
            {"default_unit": "seconds", "plausible": (60, 7200)},
            [312, 360],
            "duration-unit",
        ),
    ],
)
def test_what_the_column_leaves_open_is_asked(
    cells: list[Any], hints: dict[str, Any], expected: list[float], code: str
) -> None:
    column = read("duration", cells, **hints)
    assert outcome(column) == expected
    assert codes(column) == {code}


def test_times_with_seconds_are_never_mended() -> None:
    column = read("duration", [dt.time(5, 12, 7), dt.time(6, 15)], **CALL)
    assert outcome(column) == [18727, 22500]
    assert not column.questions
