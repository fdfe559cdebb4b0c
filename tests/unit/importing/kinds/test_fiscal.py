"""The month in which a fiscal year starts, as texts say it."""

from __future__ import annotations

import datetime as dt

import pytest

from desktop_app.importing.kinds.fiscal import stated_start
from desktop_app.importing.periods import over_new_year, read_period
from tests.helpers.typed_columns import words


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("FY26 (Apr-Mar)", 4),
        ("FY26 (Apr 2025 - Mar 2026)", 4),
        ("financial year starts 1 April", 4),
        ("Our fiscal year runs from July to June", 7),
        ("Fiscal year ends 31 March", 4),
        ("FYE June", 7),
        ("Geschäftsjahr beginnt am 1. Juli", 7),
        ("exercice avril à mars", 4),
        ("El año fiscal comienza en abril", 4),
        ("FY26", 0),
        ("FY26 results, Jan to Mar", 0),
        ("Season starts in April", 0),
    ],
)
def test_the_start_of_a_fiscal_year(text: str, month: int) -> None:
    assert stated_start([text], words()) == month


def test_two_starts_are_none() -> None:
    assert stated_start(["FY26 (Apr-Mar)", "fiscal year starts in July"], words()) == 0


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("FY26 (Apr-Mar)", dt.date(2025, 4, 1), dt.date(2026, 3, 31)),
        ("FY2025/26 (Jul-Jun)", dt.date(2025, 7, 1), dt.date(2026, 6, 30)),
        ("Q1 FY26 (Apr-Jun)", dt.date(2025, 4, 1), dt.date(2025, 6, 30)),
        ("Q4 FY26 (Jan-Mar)", dt.date(2026, 1, 1), dt.date(2026, 3, 31)),
        ("H2 FY26 (Oct-Mar)", dt.date(2025, 10, 1), dt.date(2026, 3, 31)),
        ("FY26 (Apr 2025 - Mar 2026)", dt.date(2025, 4, 1), dt.date(2026, 3, 31)),
        ("1.-15.1.2026", dt.date(2026, 1, 1), dt.date(2026, 1, 15)),
        ("16.12.-31.12.2025", dt.date(2025, 12, 16), dt.date(2025, 12, 31)),
        ("S07 2026", dt.date(2026, 2, 9), dt.date(2026, 2, 15)),
    ],
)
def test_a_period_that_says_its_months(text: str, first: dt.date, last: dt.date) -> None:
    period = read_period(text, words())
    assert period is not None
    assert (period.start, period.end) == (first, last)


@pytest.mark.parametrize(
    ("months", "years"),
    [
        ([11, 12, 1, 2], [-1, -1, 0, 0]),
        ([12, 1], [-1, 0]),
        ([1, 2, 3], None),
        ([1, 2, 3, 1, 2, 3], None),
        ([10, 12, 1], None),
        ([3, 2, 1], None),
        ([], None),
    ],
)
def test_months_over_new_year(months: list[int], years: list[int] | None) -> None:
    assert over_new_year(months) == years
