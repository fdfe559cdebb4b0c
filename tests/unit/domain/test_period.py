import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.period import Grain, Period


@pytest.mark.parametrize(
    ("label", "start", "end", "grain"),
    [
        ("2026-01", "2026-01-01", "2026-01-31", Grain.MONTH),
        ("2024-02", "2024-02-01", "2024-02-29", Grain.MONTH),
        ("2026-Q2", "2026-04-01", "2026-06-30", Grain.QUARTER),
        ("2026", "2026-01-01", "2026-12-31", Grain.YEAR),
        ("2026-W01", "2025-12-29", "2026-01-04", Grain.WEEK),
        ("2025-04-01/2026-03-31", "2025-04-01", "2026-03-31", None),
    ],
)
def test_a_label_names_whole_days(label: str, start: str, end: str, grain: Grain | None) -> None:
    period = Period.parse(label)
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)
    assert period.grain is grain
    assert period.label == label


@given(st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1)), st.integers(0, 900))
def test_every_period_reads_back_from_its_label(start: dt.date, days: int) -> None:
    period = Period(start, start + dt.timedelta(days=days))
    assert Period.parse(period.label) == period


def test_a_month_lies_in_its_quarter_and_year_but_not_the_other_way() -> None:
    month = Period.month(2026, 5)
    assert month.within(Grain.QUARTER) == Period.quarter(2026, 2)
    assert month.within(Grain.YEAR) == Period.year(2026)
    assert Period.quarter(2026, 2).within(Grain.MONTH) is None
    assert month.within(Grain.ALL) is None


def test_a_fiscal_year_is_twelve_whole_months() -> None:
    assert Period.months(2025, 4, 12) == Period(dt.date(2025, 4, 1), dt.date(2026, 3, 31))


@pytest.mark.parametrize("label", ["", "26-01", "2026-13", "2026-Q5", "2026-W60", "Jan 2026"])
def test_what_is_no_label_is_refused(label: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Period.parse(label)


def test_a_period_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        Period(dt.date(2026, 2, 1), dt.date(2026, 1, 1))
