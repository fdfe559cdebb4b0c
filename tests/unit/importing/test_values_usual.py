"""Figures that can be read in two ways: settled by what is usual and by what stands around."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest

from desktop_app.importing.typed import Habits
from tests.helpers.typed_columns import codes, outcome, read

AHT = {"usual": (30.0, 3600.0), "plausible": (0.0, 86400.0), "default_unit": "seconds"}
TAT = {"usual": (1800.0, 1e7), "plausible": (0.0, 1.6e8), "default_unit": "days"}
FIRST_ANSWER = {"usual": (5.0, 864000.0), "default_unit": "minutes"}
ERRORS = {"usual": (0.0005, 0.2), "plausible": (0.0, 1.0)}
CSAT = {"usual": (0.4, 1.0), "plausible": (0.0, 1.0)}


@pytest.mark.parametrize(
    ("cells", "hints", "expected", "rule"),
    [
        (["5:42", "5:10"], AHT, [342, 310], "hours and minutes would be unusual here"),
        (["26:30", "22:10"], TAT, [95400, 79800], "minutes and seconds would be unusual here"),
        ([342, 310], AHT, [342, 310], "seconds, as only these are usual here"),
        ([0.00395833, 0.003588], AHT | {"clock": "m:s"}, [342, 310], "Excel times"),
    ],
)
def test_a_duration_of_one_usual_reading_is_settled(
    cells: list[Any], hints: dict[str, Any], expected: list[float], rule: str
) -> None:
    column = read("duration", cells, **hints)
    assert outcome(column, 0) == expected
    assert rule in column.rule
    assert not column.questions


@pytest.mark.parametrize(
    ("cells", "hints", "expected", "code"),
    [
        # Both readings are usual: a guess, and a question.
        (["4:30", "5:15"], FIRST_ANSWER, [270, 315], "duration-ambiguous"),
        ([dt.time(4, 30)], FIRST_ANSWER | {"number_format": "h:mm"}, [16200], "duration-ambiguous"),
        ([2.5, 3.0], TAT, [216000, 259200], "duration-unit"),
        # The other reading is the only usual one: taken, and asked.
        ([dt.time(5, 42), dt.time(5, 10)], AHT, [342, 310], "duration-ambiguous"),
        (["05:42:00", "05:10:00"], AHT, [342, 310], "duration-ambiguous"),
        ([dt.time(0, 26, 30), dt.time(0, 22, 10)], TAT, [95400, 79800], "duration-ambiguous"),
        ([5.7, 5.2], AHT, [342, 312], "duration-unit"),
        # The heading's word stands, and is asked.
        ([342, 310], AHT | {"unit": "minutes"}, [20520, 18600], "duration-unit"),
        ([5.42, 5.1], AHT | {"unit": "minutes", "clock": "m:s"}, [342, 310], "duration-ambiguous"),
    ],
)
def test_a_duration_of_two_readings_is_asked(
    cells: list[Any], hints: dict[str, Any], expected: list[float], code: str
) -> None:
    column = read("duration", cells, **hints)
    assert outcome(column) == expected
    assert codes(column) == {code}


def test_hours_over_24_are_typed_on_purpose() -> None:
    cells = [dt.timedelta(hours=36, minutes=15), dt.timedelta(hours=28)]
    column = read("duration", cells, number_format="[h]:mm", **FIRST_ANSWER)
    assert outcome(column) == [130500, 100800]
    assert not column.questions


@pytest.mark.parametrize("usual", [(30.0, 3600.0), (10.0, 43200.0)])
def test_minutes_that_excel_shows_as_hours_over_24_are_asked(usual: tuple[float, float]) -> None:
    cells = [dt.timedelta(hours=n, minutes=7 * n) for n in range(4, 9)]
    column = read("duration", cells, number_format="[h]:mm:ss", **AHT | {"usual": usual})
    assert outcome(column) == [cell.total_seconds() for cell in cells]
    assert codes(column) == {"duration-ambiguous"}


@pytest.mark.parametrize(
    ("cells", "hints", "expected", "asked"),
    [
        ([0.5, 0.8, 1.2], ERRORS | {"unit": "percent"}, [0.005, 0.008, 0.012], False),
        ([0.03, 0.04], ERRORS, [0.03, 0.04], False),
        ([0.5, 0.8], ERRORS, [0.005, 0.008], True),
        ([0.15, 0.12], ERRORS, [0.15, 0.12], True),
        ([0.85, 0.9], CSAT | {"unit": "percent"}, [0.85, 0.9], False),
        ([0.85, 85, "85%", "85,0 %"], CSAT, [0.85] * 4, True),
        ([84, 1, 85], CSAT, [0.84, 0.01, 0.85], True),
        ([84, 100, 85], CSAT, [0.84, 1.0, 0.85], False),
        ([1, 1, 1], CSAT, [1, 1, 1], False),
    ],
)
def test_shares_are_settled_by_what_is_usual(
    cells: list[Any], hints: dict[str, Any], expected: list[float], asked: bool
) -> None:
    column = read("share", cells, **hints)
    assert outcome(column) == expected
    assert bool(column.questions) == asked


@pytest.mark.parametrize(
    ("mark", "scale", "asked"), [(5.9, (1, 7), False), (4.3, (1, 7), True), (8.0, (0, 10), False)]
)
def test_a_scale_is_the_usual_one_and_asked_where_a_smaller_one_holds_the_marks(
    mark: float, scale: tuple[float, float], asked: bool
) -> None:
    column = read("score", [mark, mark], usual=(1.0, 7.0), plausible=(0.0, 10.0))
    assert column.scale == scale
    assert (codes(column) == {"score-scale"}) == asked


COMMA = Habits(comma=True, of_numbers="as in the rest of the sheet")
POINT = Habits(comma=False, of_numbers="as in the rest of the sheet")


@pytest.mark.parametrize(
    ("kind", "cells", "habits", "expected"),
    [
        ("money", ["1.234", "2.180"], COMMA, [1234, 2180]),
        ("money", ["3,251", "3,180"], COMMA, [3.251, 3.18]),
        ("rate", ["1.234"], POINT, [1.234]),
        ("duration", ["1,234 h"], COMMA, [4442.4]),
    ],
)
def test_a_separator_is_what_it_is_around(
    kind: str, cells: list[str], habits: Habits, expected: list[float]
) -> None:
    column = read(kind, cells, habits=habits)
    assert outcome(column) == expected
    assert "as in the rest of the sheet" in column.rule
    assert not column.questions


def test_a_whole_number_against_the_habit_around_is_asked() -> None:
    column = read("count", ["1.234", "1.180"], habits=POINT)
    assert outcome(column) == [1234, 1180]
    assert codes(column) == {"decimal-ambiguous"}


@pytest.mark.parametrize("cells", [["(1,200)", "1,500-", "2,000"], ["-1,200", "−1,500"]])
def test_the_sign_does_not_hide_the_separator(cells: list[str]) -> None:
    column = read("money", cells, currency="USD")
    assert np.abs(column.values).min() >= 1200
    assert not column.questions


@pytest.mark.parametrize(("month_first", "month"), [(True, 2), (False, 1)])
def test_day_and_month_are_as_in_the_dates_around(month_first: bool, month: int) -> None:
    habits = Habits(month_first=month_first, of_dates="as on the other sheets")
    column = read("timestamp", ["02/01/2026", "03/01/2026"], habits=habits)
    assert column.values[0].month == month
    assert "as on the other sheets" in column.rule
    assert not column.questions


def test_days_that_are_months_need_no_order() -> None:
    assert not read("timestamp", ["01/01/2026", "02/02/2026"]).questions


@pytest.mark.parametrize(
    "cell", ["▲ 85%", "↑85%", "85%^", "85% ▼", "８５％", "85\u202f%", "85%¹", "85 pct"]
)
def test_marks_around_a_share(cell: str) -> None:
    assert outcome(read("share", [cell])) == [0.85]


@pytest.mark.parametrize("cell", ["c", "x", "n<10", "n < 5", "<5", "..", "*", "TBD"])
def test_a_withheld_figure_is_missing(cell: str) -> None:
    assert outcome(read("share", [cell])) == ["missing"]
