"""Rates of a day: the latest on or before it, as quoted or turned round, and never 1.0."""

import datetime as dt
from decimal import Decimal

import pytest

from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.money import Quote
from desktop_app.scoring.currency import RateTable, with_quotes
from desktop_app.scoring.rates_table import read_rate_table


def day(month: int, number: int = 28) -> dt.date:
    return dt.date(2026, month, number)


def quote(currency: str, rate: str, month: int, into: str = "", source: str = "") -> Quote:
    return Quote(currency, Decimal(rate), day(month), into, source)


TABLE = RateTable(
    [
        quote("USD", "0.90", 1),
        quote("USD", "0.95", 3),
        quote("EUR", "90", 2, "INR"),
        quote("CHF", "1.25", 2, "USD"),
    ],
    "EUR",
)


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (day(1, 31), "0.90"),
        (day(2), "0.90"),
        (day(3, 28), "0.95"),
        (day(12), "0.95"),
        (day(1, 1), "0.90"),
        (None, "0.95"),
    ],
)
def test_the_latest_rate_on_or_before_a_day_holds(when: dt.date | None, expected: str) -> None:
    rate = TABLE.on("USD", "EUR", when)
    assert rate is not None
    assert rate.factor == Decimal(expected)


def test_a_later_rate_and_an_old_one_know_that_they_are() -> None:
    rate = TABLE.on("USD", "EUR", day(1, 1))
    assert rate is not None
    assert rate.later_than(day(1, 1))
    assert not rate.later_than(day(1, 28))
    # 28 January + 92 days is 30 April.
    assert not rate.old_on(dt.date(2026, 4, 30))
    assert rate.old_on(dt.date(2026, 5, 1))


def test_a_quotation_is_turned_round_only_where_it_is_used() -> None:
    rate = TABLE.on("INR", "EUR", day(2))
    assert rate is not None
    assert rate.factor == 1 / Decimal(90)
    assert rate.words == "1 EUR = 90 INR of 2026-02-28"


def test_two_currencies_meet_in_a_third() -> None:
    # 1 CHF = 1.25 USD, 1 USD = 0.90 EUR in February: 1.125 EUR.
    rate = TABLE.on("CHF", "EUR", day(2))
    assert rate is not None
    assert rate.factor == Decimal("1.125")
    assert rate.day == day(1)
    assert rate.words == "1 CHF = 1.25 USD of 2026-02-28 and 1 USD = 0.90 EUR of 2026-01-28"


def test_without_a_quotation_there_is_no_rate() -> None:
    assert TABLE.on("GBP", "EUR", day(2)) is None
    assert RateTable([], "EUR").on("USD", "EUR", None) is None


def test_imported_rates_replace_those_of_the_same_day() -> None:
    before = [quote("USD", "0.9", 1), quote("USD", "0.95", 3)]
    after = with_quotes(before, [quote("USD", "0.91", 1), quote("INR", "0.011", 1)])
    assert [(q.currency, q.day.month, str(q.rate)) for q in after] == [
        ("INR", 1, "0.011"),
        ("USD", 1, "0.91"),
        ("USD", 3, "0.95"),
    ]


def test_a_table_of_rates_anywhere_on_a_sheet() -> None:
    cells = [
        ["Rates of the treasury", None, None, None],
        [],
        ["Datum", "Währung", "Kurs", "Quelle"],
        ["31.01.2026", "usd", "0,9204", "ECB"],
        [dt.datetime(2026, 2, 28), "INR", 0.0110, None],
        ["2026-03", "GBP", "1,15", ""],
        [None, None, None, None],
    ]
    rows = read_rate_table(cells, "rates.csv")
    assert not rows.directed
    assert rows.quotes == (
        Quote("USD", Decimal("0.9204"), dt.date(2026, 1, 31), source="ECB"),
        Quote("INR", Decimal("0.011"), dt.date(2026, 2, 28)),
        Quote("GBP", Decimal("1.15"), dt.date(2026, 3, 31)),
    )


def test_a_table_without_a_second_currency_is_meant_one_way_or_the_other() -> None:
    cells = [["currency", "rate", "date"], ["USD", 1.25, "2026-01-31"], ["EUR", 1, "2026-01-31"]]
    rows = read_rate_table(cells, "ecb.csv")
    january = dt.date(2026, 1, 31)
    assert rows.into_base("EUR", base_is_one=False) == (
        Quote("USD", Decimal("1.25"), january, "EUR"),
    )
    assert rows.into_base("EUR", base_is_one=True) == (
        Quote("EUR", Decimal("1.25"), january, "USD"),
    )


def test_pairs_name_both_currencies() -> None:
    cells = [["pair", "rate", "date"], ["EUR/USD", 1.09, "2026-01-31"]]
    rows = read_rate_table(cells, "r")
    assert rows.directed
    assert rows.quotes == (Quote("EUR", Decimal("1.09"), dt.date(2026, 1, 31), "USD"),)


@pytest.mark.parametrize(
    ("row", "place", "problem"),
    [
        (["dollars", 1.1, "2026-01-31"], "cell A2", "three letters"),
        (["USD", "n.m.", "2026-01-31"], "cell B2", "expected a number"),
        (["USD", "1,234", "2026-01-31"], "cell B2", "decimal or thousands"),
        (["USD", 0, "2026-01-31"], "cell B2", "above 0"),
        (["USD", -1.2, "2026-01-31"], "cell B2", "above 0"),
        (["USD", 1.1, "01/02/2026"], "cell C2", "one way only"),
        (["USD", 1.1, None], "cell C2", "one way only"),
        (["USD/USD", 1.1, "2026-01-31"], "cell A2", "two different"),
    ],
)
def test_what_cannot_be_read_names_its_cell(row: list[object], place: str, problem: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        read_rate_table([["currency", "rate", "date"], row], "rates.csv")
    assert str(caught.value).startswith(f"rates.csv, {place}: found")
    assert problem in str(caught.value)


def test_slashed_dates_are_settled_by_the_whole_column() -> None:
    cells = [["currency", "rate", "date"], ["USD", 1.1, "01/02/2026"], ["USD", 1.2, "28/02/2026"]]
    days = [quote.day for quote in read_rate_table(cells, "r").quotes]
    assert days == [dt.date(2026, 2, 1), dt.date(2026, 2, 28)]


def test_two_rates_of_one_day_are_refused() -> None:
    cells = [["currency", "rate", "date"], *([["USD", r, "2026-01-31"] for r in (1.1, 1.2)])]
    with pytest.raises(ScenarioError, match=r"B3.*one rate of 2026-01-31"):
        read_rate_table(cells, "r")


def test_a_table_without_its_headings_says_which_it_needs() -> None:
    with pytest.raises(ScenarioError, match="currency, rate and date"):
        read_rate_table([["USD", 1.1, "2026-01-31"]], "r")
