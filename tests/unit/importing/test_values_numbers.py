"""Counts, rates, points, indexes, years and money: what is written, and what it means."""

from __future__ import annotations

from typing import Any

import pytest

from tests.helpers.typed_columns import BAD, MISSING, codes, outcome, read

ALONE: list[tuple[str, Any]] = [
    ("1204", 1204),
    ("1,204", 1204),
    ("1 204", 1204),
    ("1\u00a0204", 1204),
    ("1\u2009204", 1204),
    ("1\u202f204", 1204),
    ("1'204", 1204),
    ("1’204.5", 1204.5),
    ("1,23,456", 123456),
    ("12,34,56,789", 123456789),
    ("1,234,567.5", 1234567.5),
    ("1.234.567", 1234567),
    ("1.234.567,25", 1234567.25),
    ("1 234 567,25", 1234567.25),
    ("0,5", 0.5),
    ("3.5", 3.5),
    ("3,5", 3.5),
    (".5", 0.5),
    ("1234,567", 1234.567),
    ("0.125", 0.125),
    ("+42", 42),
    ("-5", -5),
    ("\u22125", -5),
    ("–5", -5),
    ("5-", -5),
    ("7\u2014", BAD),
    ("7 –", BAD),
    ("1.200,–", 1200),
    ("50.-", 50),
    ("(5)", -5),
    ("(1,204.50)", -1204.5),
    ("1.2k", 1200),
    ("1.2 K", 1200),
    ("2.5M", 2.5e6),
    ("2.5 mn", 2.5e6),
    ("2,5 Mio.", 2.5e6),
    ("1.1bn", 1.1e9),
    ("3 lakh", 3e5),
    ("1.5 crore", 1.5e7),
    ("4.5e3", 4500),
    ("1E-2", 0.01),
    ("~ 120", 120),
    ("ca. 120", 120),
    ("1,234 [r]", 1234),
    ("1,234 [note 3]", 1234),
    ("1,234*", 1234),
    ("1,234 (a)", 1234),
    ("1,234\u00b9", 1234),
    ("1,234 \u2020", 1234),
    ("12 calls", 12),
    ("12 calls per day", 12),
    ("\uff11\uff12", 12),
    (" 12 ", 12),
    ("\ufeff12", 12),
    ("3 of 5", BAD),
    ("85%", BAD),
    ("5 min", BAD),
    ("$5", BAD),
    ("12 34", BAD),
    ("1,2,3", BAD),
    ("1.2.3", BAD),
    ("12-15", BAD),
    ("--5", BAD),
    ("-(5)", BAD),
    ("many", BAD),
    ("A12", BAD),
    ("Rep09", BAD),
    ("Team 5", BAD),
    ("12 A", BAD),
    ("1/2", BAD),
    (">5", BAD),
    ("5+", BAD),
    ("2026-01-05", BAD),
    ("#DIV/0!", BAD),
    (True, BAD),
    ("", MISSING),
    ("   ", MISSING),
    (None, MISSING),
    (float("nan"), MISSING),
    ("n/a", MISSING),
    ("N/A", MISSING),
    ("#N/A", MISSING),
    ("-", MISSING),
    ("–", MISSING),
    ("—", MISSING),
    ("--", MISSING),
    ("...", MISSING),
    ("TBD", MISSING),
    ("null", MISSING),
    ("[z]", MISSING),
    ("[c]", MISSING),
    ("[x]", MISSING),
    ("*", MISSING),
    ("<5", MISSING),
    ("< 10", MISSING),
    ("≤5", MISSING),
    ("keine Angabe", MISSING),
    (float("inf"), BAD),
]


@pytest.mark.parametrize(("cell", "expected"), ALONE)
def test_a_rate_alone(cell: Any, expected: Any) -> None:
    assert outcome(read("rate", [cell])) == [expected]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["1.234", "1.234,5"], [1234, 1234.5]),
        (["1.234", "2,5"], [1234, 2.5]),
        (["1,234", "2,5"], [1.234, 2.5]),
        (["1,234", "2.5"], [1234, 2.5]),
        (["1.234", "2.5"], [1.234, 2.5]),
        (["1.234", "1,234.5"], [1.234, 1234.5]),
        (["1.234", "12.345.678"], [1234, 12345678]),
        (["1.234", "0.345"], [1.234, 0.345]),
    ],
)
def test_the_column_settles_the_decimal_mark(cells: list[str], expected: list[float]) -> None:
    column = read("rate", cells)
    assert outcome(column) == expected
    assert not column.questions


def test_a_column_that_settles_nothing_is_asked() -> None:
    column = read("rate", ["1.234", "5.678"])
    assert outcome(column) == [1.234, 5.678]
    assert codes(column) == {"decimal-ambiguous"}


def test_the_plausible_range_settles_the_decimal_mark() -> None:
    column = read("rate", ["1.234", "5.678"], plausible=(500.0, 10_000.0))
    assert outcome(column) == [1234, 5678]
    assert not column.questions
    assert "plausible" in column.rule


def test_counts_are_whole() -> None:
    assert outcome(read("count", ["1.234", "12.345"])) == [1234, 12345]
    assert outcome(read("count", ["1,234", "12,345"])) == [1234, 12345]


def test_both_conventions_in_one_column_are_asked() -> None:
    column = read("rate", ["1.5", "2.5", "2,5", "1.234"])
    assert outcome(column) == [1.5, 2.5, 2.5, 1.234]
    assert codes(column) == {"decimal-mixed"}


def test_the_heading_multiplies_bare_counts_only() -> None:
    column = read("count", [1.5, "2", "3k"], unit="thousands")
    assert outcome(column) == [1500, 2000, 3000]
    assert column.rule == "thousands, from the heading"


@pytest.mark.parametrize("number_format", ["0%", "h:mm", "dd/mm/yyyy"])
@pytest.mark.parametrize("kind", ["count", "rate", "money", "years"])
def test_numbers_shown_as_something_else_are_not_counted(kind: str, number_format: str) -> None:
    assert outcome(read(kind, [0.5], number_format=number_format)) == [BAD]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (42, 42),
        ("+42", 42),
        ("42%", 42),
        ("42 %", 42),
        ("−7", -7),
        ("42 pts", 42),
        ("42 points", 42),
        ("NPS 42", 42),
        ("42 min", BAD),
    ],
)
def test_points(cell: Any, expected: Any) -> None:
    assert outcome(read("points", [cell])) == [expected]


def test_points_under_a_percent_format() -> None:
    column = read("points", [0.42, -0.07, None], number_format="0%")
    assert outcome(column) == [42, -7, MISSING]


def test_points_that_look_like_shares_are_asked() -> None:
    column = read("points", [0.42, 0.37])
    assert outcome(column) == [42, 37]
    assert codes(column) == {"points-or-share"}
    assert outcome(read("points", [0, 1, -1])) == [0, 1, -1]


def test_index() -> None:
    assert outcome(read("index", [0.3, "-0,45", "20%", "good"])) == [0.3, -0.45, 0.2, BAD]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("3 yrs 6 mths", 3.5),
        ("3 years, 6 months", 3.5),
        ("3y 6m", 3.5),
        ("3.5", 3.5),
        ("3,5 Jahre", 3.5),
        ("18 months", 1.5),
        ("18 mo", 1.5),
        (4, 4),
        ("2 ans", 2),
        ("5+ years", BAD),
        ("3-5 years", BAD),
        ("6 months 3 years", BAD),
    ],
)
def test_years(cell: Any, expected: Any) -> None:
    assert outcome(read("years", [cell])) == [expected]


def test_years_given_in_months() -> None:
    column = read("years", [18, "24", "3 years"], unit="months")
    assert outcome(column) == [1.5, 2, 3]
    assert column.rule == "months, from the heading"


@pytest.mark.parametrize(
    ("cell", "amount", "currency"),
    [
        ("$3.50", 3.5, "USD"),
        ("$ 3.50", 3.5, "USD"),
        ("US$3.50", 3.5, "USD"),
        ("A$3.50", 3.5, "AUD"),
        ("3.50$", 3.5, "USD"),
        ("3,50 €", 3.5, "EUR"),
        ("€3,50", 3.5, "EUR"),
        ("EUR 3.50", 3.5, "EUR"),
        ("3.50 EUR", 3.5, "EUR"),
        ("1.234,56 €", 1234.56, "EUR"),
        ("CHF 1'234.50", 1234.5, "CHF"),
        ("INR 1.2 lakh", 120000, "INR"),
        ("Rs. 1,20,000", 120000, "INR"),
        ("Rs.500", 500, "INR"),
        ("₹ 1.5 Cr", 1.5e7, "INR"),
        ("£1.2m", 1.2e6, "GBP"),
        ("1,2 Mio. €", 1.2e6, "EUR"),
        ("$1.2bn", 1.2e9, "USD"),
        ("$12k", 12000, "USD"),
        ("-$3.50", -3.5, "USD"),
        ("$-3.50", -3.5, "USD"),
        ("($3.50)", -3.5, "USD"),
        ("$(3.50)", -3.5, "USD"),
        ("(1,200.00)", -1200, ""),
        ("$3.50/hr", 3.5, "USD"),
        ("$3.50 per contact", 3.5, "USD"),
        ("PHP 180", 180, "PHP"),
        ("12.50", 12.5, ""),
        ("₱180.00", 180, "PHP"),
    ],
)
def test_money(cell: str, amount: float, currency: str) -> None:
    column = read("money", [cell])
    assert outcome(column) == [amount]
    assert column.currency == currency


@pytest.mark.parametrize("cell", ["1,234.50 CR", "$5%", "5 min", "free", "$", "3 of 5 €"])
def test_what_is_no_money(cell: str) -> None:
    assert outcome(read("money", [cell])) == [BAD]


@pytest.mark.parametrize(
    ("number_format", "currency"),
    [
        ("[$€-407] #,##0.00", "EUR"),
        ('"$"#,##0', "USD"),
        ("$#,##0.00", "USD"),
        ("_-£* #,##0.00_-;-£* #,##0.00_-", "GBP"),
        ("#,##0.00 [$₹-4009]", "INR"),
        ("[$USD] #,##0.00", "USD"),
        ('#,##0.00 "EUR"', "EUR"),
        ("#,##0.00", ""),
        ("General", ""),
    ],
)
def test_the_number_format_names_the_currency(number_format: str, currency: str) -> None:
    column = read("money", [3.5, None], number_format=number_format)
    assert outcome(column) == [3.5, MISSING]
    assert column.currency == currency


def test_a_dollar_sign_is_said_to_be_taken_for_us_dollars() -> None:
    assert "dollar sign taken as US dollar" in read("money", ["$3"]).rule
    assert "dollar sign" not in read("money", ["USD 3"]).rule


def test_a_heading_settles_a_shared_sign() -> None:
    column = read("money", ["$3.50", 4], currency="CAD", number_format='"$"0.00')
    assert outcome(column) == [3.5, 4]
    assert column.currency == "CAD"


@pytest.mark.parametrize(
    ("cells", "expected", "asked"),
    [
        (["1,234 €"], [1234], set()),
        (["1.234 €"], [1234], {"decimal-ambiguous"}),
        (["1.234 €", "12,50 €"], [1234, 12.5], set()),
        (["$1.234", "$0.125"], [1.234, 0.125], set()),
    ],
)
def test_three_digits_behind_a_separator(
    cells: list[str], expected: list[float], asked: set[str]
) -> None:
    column = read("money", cells)
    assert outcome(column) == expected
    assert codes(column) == asked


def test_several_currencies_are_never_mixed() -> None:
    column = read("money", ["$3.50", "$4.00", "3,50 €", 5])
    assert outcome(column) == [3.5, 4, BAD, 5]
    assert column.currency == "USD"
    assert codes(column) == {"money-mixed"}


def test_money_in_millions() -> None:
    column = read("money", [1.5, "2", "$300k"], unit="millions", currency="USD")
    assert outcome(column) == [1.5e6, 2e6, 3e5]
