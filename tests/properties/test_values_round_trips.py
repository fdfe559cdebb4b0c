"""A value written in any spelling of its kind is read back as that value."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from typing import Any

import pandas as pd
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop_app.domain.period import Period
from desktop_app.importing.periods import periods_in_text, read_period
from tests.helpers.typed_columns import MISSING, outcome, read, words

NOISE = st.sampled_from(["", " ", "\u00a0", "\u2009"])
MARKS = st.sampled_from(["", "*", " [r]", " [note 2]", "\u00b9", " (a)"])
EMPTY = st.lists(st.sampled_from([None, "", "n/a", "-", "[z]", "#N/A"]), max_size=3)
AMOUNTS = st.integers(-(10**9), 10**9).map(lambda cents: cents / 100)


def grouped(value: float, thousands: str, decimal: str) -> str:
    return f"{value:,.2f}".replace(",", "\0").replace(".", decimal).replace("\0", thousands)


NUMBER_FORMS: list[Callable[[float], str]] = [
    lambda value: f"{value:.2f}",
    lambda value: grouped(value, ",", "."),
    lambda value: grouped(value, ".", ","),
    lambda value: grouped(value, "\u00a0", ","),
    lambda value: grouped(value, "'", "."),
    lambda value: grouped(value, "", ",").replace("-", "\u2212"),
    lambda value: grouped(abs(value), ",", ".") + ("-" if value < 0 else ""),
    lambda value: f"({grouped(-value, ',', '.')})" if value < 0 else grouped(value, ",", "."),
    lambda value: f"{value:.8e}",
]


@settings(deadline=None)
@given(
    st.lists(AMOUNTS, min_size=1, max_size=8), st.sampled_from(NUMBER_FORMS), MARKS, NOISE, EMPTY
)
def test_numbers(
    values: list[float], form: Callable[[float], str], mark: str, noise: str, empty: list[Any]
) -> None:
    cells = [f"{noise}{form(value)}{mark}{noise}" for value in values]
    column = read("rate", [*cells, *empty])
    found = outcome(column)
    assert found[len(values) :] == [MISSING] * len(empty)
    for value, read_back in zip(values, found, strict=False):
        assert math.isclose(value, read_back, rel_tol=1e-8, abs_tol=1e-8)
    assert not column.questions


@settings(deadline=None)
@given(
    st.lists(AMOUNTS, min_size=1, max_size=5),
    st.sampled_from(["${}", "$ {}", "{} USD", "USD {}", "US${}", "{} $", "{}$/hr"]),
)
def test_money(values: list[float], form: str) -> None:
    column = read("money", [form.format(f"{value:,.2f}") for value in values])
    assert outcome(column) == [round(value, 9) for value in values]
    assert column.currency == "USD"


SHARES = st.lists(st.integers(0, 1000), min_size=1, max_size=10)
SHARE_FORMS: list[tuple[Callable[[int], Any], dict[str, Any]]] = [
    (lambda mille: f"{mille / 10:.1f}%", {}),
    (lambda mille: f"{mille / 10:.1f} %".replace(".", ","), {}),
    (lambda mille: f"{mille / 10} percent", {}),
    (lambda mille: mille / 1000, {"number_format": "0.0%"}),
    (lambda mille: f"{mille} of 1000", {}),
    (lambda mille: f"{mille}/1000", {}),
    (lambda mille: f"{mille}‰", {}),
    (lambda mille: mille, {"unit": "per_mille"}),
]


@settings(deadline=None)
@given(SHARES, st.sampled_from(SHARE_FORMS))
def test_shares(milles: list[int], spelling: tuple[Callable[[int], Any], dict[str, Any]]) -> None:
    form, hints = spelling
    column = read("share", [form(mille) for mille in milles], **hints)
    assert outcome(column) == [round(mille / 1000, 9) for mille in milles]
    assert not column.questions


@settings(deadline=None)
@given(SHARES, st.sampled_from(["percent", ""]), st.sampled_from([1, 100]))
def test_bare_shares_are_right_or_asked(milles: list[int], unit: str, scale: int) -> None:
    cells = [mille / 1000 * scale for mille in milles]
    column = read("share", cells, unit=unit)
    right = outcome(column) == [round(mille / 1000, 9) for mille in milles]
    # Percents up to 1.5 look like shares of 1 where nothing at all names the unit.
    knowable = scale == 1 or unit == "percent" or max(cells) > 1.5
    assert right or column.questions or not knowable


SECONDS = st.integers(0, 90 * 3600)
DURATION_FORMS: list[Callable[[int], Any]] = [
    lambda s: f"{s // 3600:02d}:{s // 60 % 60:02d}:{s % 60:02d}",
    lambda s: f"{s // 3600}h {s // 60 % 60}m {s % 60}s",
    lambda s: f"{s // 60} min {s % 60} sec",
    lambda s: f"{s // 60}'{s % 60:02d}\"",
    lambda s: f"{s} seconds",
    lambda s: f"{s}s",
    lambda s: f"PT{s // 60}M{s % 60}S",
    lambda s: f"{s // 86400} days {s // 3600 % 24:02d}:{s // 60 % 60:02d}:{s % 60:02d}",
    lambda s: f"{s * 1000} ms",
    lambda s: dt.timedelta(seconds=s),
    lambda s: dt.time(s // 3600 % 24, s // 60 % 60, s % 60) if s < 86400 else dt.timedelta(0, s),
]


@settings(deadline=None)
@given(st.lists(st.tuples(SECONDS, st.sampled_from(DURATION_FORMS)), min_size=1, max_size=8))
def test_durations_in_any_mixture(pairs: list[tuple[int, Callable[[int], Any]]]) -> None:
    column = read("duration", [form(seconds) for seconds, form in pairs])
    assert outcome(column) == [seconds for seconds, _ in pairs]
    assert not column.questions


STAMPS = st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2060, 1, 1)).map(
    lambda stamp: stamp.replace(second=0, microsecond=0)
)
DATE_FORMS = [
    "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H:%M", "%m/%d/%Y %I:%M %p",
    "%d.%m.%Y %H:%M", "%d %b %Y %H:%M", "%b %d, %Y %H:%M", "%A, %d %B %Y %H:%M:%S",
    "%d-%b-%Y %H:%M", "%Y%m%dT%H%M%S", "%Y/%m/%d %H:%M:%S.000",
]  # fmt: skip


@settings(deadline=None)
@given(st.lists(STAMPS, min_size=1, max_size=12), st.sampled_from(DATE_FORMS))
def test_timestamps_are_right_or_asked(stamps: list[dt.datetime], form: str) -> None:
    column = read("timestamp", [stamp.strftime(form) for stamp in stamps])
    right = outcome(column) == [pd.Timestamp(stamp) for stamp in stamps]
    if "/" not in form[:3] or any(stamp.day > 12 for stamp in stamps):
        assert right
        assert not column.questions
    else:
        assert right or column.questions or "order of time" in column.rule


PERIOD_FORMS: list[Callable[[int, int], tuple[str, Period]]] = [
    lambda y, m: (f"{dt.date(y, m, 1):%b-%y}", Period.month(y, m)),
    lambda y, m: (f"{dt.date(y, m, 1):%B %Y}", Period.month(y, m)),
    lambda y, m: (f"{dt.date(y, m, 1):%Y-%m}", Period.month(y, m)),
    lambda y, m: (f"{dt.date(y, m, 1):%m/%Y}", Period.month(y, m)),
    lambda y, m: (f"Q{(m + 2) // 3} {y}", Period.quarter(y, (m + 2) // 3)),
    lambda y, m: (f"{y}-Q{(m + 2) // 3}", Period.quarter(y, (m + 2) // 3)),
    lambda y, m: (f"W{m * 4:02d} {y}", Period.week(y, m * 4)),
    lambda y, m: (f"KW {m * 4}/{y}", Period.week(y, m * 4)),
    lambda y, m: (f"{y}", Period.year(y)),
    lambda y, m: (f"01.{m:02d}.{y} - 28.{m:02d}.{y}", Period(dt.date(y, m, 1), dt.date(y, m, 28))),
]


@settings(deadline=None)
@given(st.integers(2000, 2059), st.integers(1, 12), st.sampled_from(PERIOD_FORMS))
def test_periods(year: int, month: int, form: Callable[[int, int], tuple[str, Period]]) -> None:
    text, period = form(year, month)
    assert read_period(text, words()) == period
    assert periods_in_text(f"Vendor report {text}", words()) == [period]


@settings(deadline=None)
@given(st.dates(dt.date(1980, 1, 1), dt.date(2069, 12, 31)), st.integers(0, 400))
def test_every_label_reads_as_itself(start: dt.date, days: int) -> None:
    period = Period(start, start + dt.timedelta(days=days))
    written = period.label.replace("/", " to ")
    assert read_period(written, words()) == period


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30))
def test_no_text_makes_the_period_reader_fail(text: str) -> None:
    period = read_period(text, words(), context_year=2026, fiscal_start=4)
    assert period is None or period.start <= period.end
    assert isinstance(periods_in_text(text, words()), list)


@example([1.8e306], "score", "0%")
@example([2.1e303], "duration", "h:mm")
@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.one_of(st.text(max_size=12), st.floats(), st.integers(), st.booleans(), st.none())),
    st.sampled_from(
        ["share", "duration", "score", "money", "count", "timestamp", "flag", "period"]
    ),
    st.sampled_from(["General", "0%", "h:mm", "dd/mm/yyyy"]),
)
def test_any_cells_are_a_value_missing_or_bad(
    cells: list[Any], kind: str, number_format: str
) -> None:
    column = read(kind, cells, number_format=number_format)
    assert len(outcome(column)) == len(cells)
