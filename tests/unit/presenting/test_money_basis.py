"""Money of several currencies and bases of tax on one: figures worked out by hand."""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from desktop_app.catalogue.model import Catalogue, KpiDefinition, Variant
from desktop_app.catalogue.words import Words
from desktop_app.domain.finding import Severity
from desktop_app.domain.measurement import MEASUREMENT_COLUMNS
from desktop_app.domain.money import Quote, Tax, TaxBasis
from desktop_app.domain.period import Period
from desktop_app.domain.unit import Direction, Unit
from desktop_app.presenting.money_basis import Months
from desktop_app.presenting.selection import select_figures
from desktop_app.scoring.model import Scenario


def kpi(kpi_id: str, direction: Direction) -> KpiDefinition:
    return KpiDefinition(
        kpi_id, kpi_id.upper(), kpi_id, "F", "cost", Unit.MONEY, direction, "",
        variants=(Variant("plain", "Plain", Unit.MONEY),), formulas=(), aliases=(),
    )  # fmt: skip


CATALOGUE = Catalogue(
    {"cost": kpi("cost", Direction.LOWER), "revenue": kpi("revenue", Direction.HIGHER)},
    {}, {}, Words(), "",
)  # fmt: skip


def row(vendor: str, value: float, currency: str, **more: Any) -> dict[str, Any]:
    numbers = ("part", "whole", "n", "spread", "low", "high")
    return {
        **dict.fromkeys(MEASUREMENT_COLUMNS, ""),
        **dict.fromkeys(numbers, math.nan),
        "period": None,
        "segment": None,
        "vendor": vendor,
        "kpi": "cost",
        "value": value,
        "unit": "money",
        "currency": currency,
        "basis": "computed",
        "variant": "plain",
        **more,
    }


def table(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(MEASUREMENT_COLUMNS))


def usd(rate: str, month: int, number: int = 28) -> Quote:
    return Quote("USD", Decimal(rate), dt.date(2026, month, number), "EUR")


def scenario(**more: Any) -> Scenario:
    return Scenario("s", "", {"cost": 1.0}, base_currency="EUR", **more)


# January: 1000 contacts for 4000 USD; February: 3000 contacts for 9000 USD; 3.25 USD a contact.
MONTHS = table(
    row("A", 4.0, "USD", period="2026-01", part=4000.0, whole=1000.0),
    row("A", 3.0, "USD", period="2026-02", part=9000.0, whole=3000.0),
)
OVERALL = table(
    row("A", 3.25, "USD", part=13000.0, whole=4000.0, low=3.0, high=3.5),
    row("B", 3.1, "EUR"),
)


def test_every_month_is_converted_at_its_own_rate() -> None:
    rates = (usd("0.80", 1), usd("1.00", 2))
    figures, findings = select_figures(OVERALL, CATALOGUE, scenario(rates=rates), Months(MONTHS))
    figure = figures["A", "cost"]
    # (4000 x 0.80 + 9000 x 1.00) / 4000 contacts = 12200 / 4000.
    assert figure.value == pytest.approx(3.05)
    assert figure.low == pytest.approx(3.0 * 12200 / 13000)
    assert (figure.currency, figure.comparable) == ("EUR", True)
    assert "each month's rate, 1 USD = 0.80 EUR of 2026-01-28 to 1 USD = 1.00" in figure.mark
    assert findings == []


def test_months_that_do_not_make_up_the_figure_take_the_last_rate_and_say_so() -> None:
    rates = (usd("0.80", 1), usd("1.00", 2))
    other = OVERALL.assign(part=[99.0, math.nan], value=[3.3, 3.1])
    figures, _ = select_figures(other, CATALOGUE, scenario(rates=rates), Months(MONTHS))
    assert figures["A", "cost"].value == pytest.approx(3.3)
    assert "the last month's rate for all months" in figures["A", "cost"].mark


def test_stated_prices_without_volumes_are_converted_month_by_month() -> None:
    months = MONTHS.assign(part=math.nan, whole=math.nan)
    overall = table(row("A", 3.5, "USD"), row("B", 3.1, "EUR"))
    rates = (usd("0.80", 1), usd("1.00", 2))
    figures, _ = select_figures(overall, CATALOGUE, scenario(rates=rates), Months(months))
    # The simple mean of 4 x 0.80 and 3 x 1.00.
    assert figures["A", "cost"].value == pytest.approx(3.1)


def test_months_outside_of_the_window_do_not_count() -> None:
    rates = (usd("0.80", 1), usd("1.00", 2))
    window = Period.month(2026, 2)
    overall = table(row("A", 3.0, "USD", part=9000.0, whole=3000.0), row("B", 3.1, "EUR"))
    months = Months(MONTHS, window)
    figures, _ = select_figures(overall, CATALOGUE, scenario(rates=rates), months)
    assert figures["A", "cost"].value == pytest.approx(3.0)
    assert "1 USD = 1.00 EUR of 2026-02-28" in figures["A", "cost"].mark


def test_no_rate_is_a_question_and_the_figure_waits() -> None:
    figures, findings = select_figures(OVERALL, CATALOGUE, scenario(), Months(MONTHS))
    figure = figures["A", "cost"]
    assert (figure.value, figure.currency, figure.comparable) == (3.25, "USD", False)
    assert [(f.code, f.severity) for f in findings] == [("rate-missing", Severity.QUESTION)]
    assert "A: COST" in findings[0].message


def test_a_rate_from_after_the_months_is_used_and_told() -> None:
    figures, findings = select_figures(
        OVERALL, CATALOGUE, scenario(rates=(usd("0.9", 6),)), Months(MONTHS)
    )
    assert figures["A", "cost"].value == pytest.approx(3.25 * 0.9)
    assert [(f.code, f.severity) for f in findings] == [("rate-later", Severity.WARNING)]
    assert "2026-01 to 2026-02" in findings[0].message


def test_an_old_rate_is_told() -> None:
    old = Quote("USD", Decimal("0.9"), dt.date(2025, 10, 1), "EUR")
    _, findings = select_figures(OVERALL, CATALOGUE, scenario(rates=(old,)), Months(MONTHS))
    assert [f.code for f in findings] == ["rate-old"]


def test_tax_comes_off_prices_and_not_off_revenue() -> None:
    overall = table(
        row("A", 3.57, "EUR", low=3.332, high=3.808),
        row("B", 3.1, "EUR"),
        row("A", 100.0, "EUR", kpi="revenue"),
    )
    tax = {"A": Tax(TaxBasis.INCLUDED, Decimal("0.19")), "B": Tax(TaxBasis.EXCLUDED)}
    figures, findings = select_figures(overall, CATALOGUE, scenario(tax=tax), Months(None))
    # 3.57 / 1.19 = 3.00
    assert figures["A", "cost"].value == pytest.approx(3.0)
    assert figures["A", "cost"].low == pytest.approx(2.8)
    assert figures["A", "cost"].mark == "19 % tax taken off"
    assert figures["B", "cost"].value == 3.1
    assert figures["B", "cost"].mark == ""
    assert figures["A", "revenue"].value == 100.0
    assert findings == []


def test_tax_is_added_where_prices_are_compared_with_it() -> None:
    tax = {"*": Tax(TaxBasis.EXCLUDED, Decimal("0.075"))}
    asked = scenario(tax=tax, tax_basis=TaxBasis.INCLUDED)
    figures, _ = select_figures(table(row("A", 2.0, "EUR")), CATALOGUE, asked, Months(None))
    assert figures["A", "cost"].value == pytest.approx(2.15)
    assert figures["A", "cost"].mark == "7.5 % tax added"


def test_tax_that_nobody_said_is_on_the_label() -> None:
    tax = {"B": Tax(TaxBasis.INCLUDED, Decimal("0.2"))}
    overall = table(row("A", 3.0, "EUR"), row("B", 3.6, "EUR"))
    figures, findings = select_figures(overall, CATALOGUE, scenario(tax=tax), Months(None))
    assert figures["A", "cost"].value == 3.0
    assert figures["A", "cost"].mark == "with or without tax: not said"
    assert figures["B", "cost"].value == pytest.approx(3.0)
    assert [f.code for f in findings] == ["tax-not-said"]


def test_tax_at_an_unknown_rate_keeps_the_figure_out() -> None:
    tax = {"*": Tax(TaxBasis.INCLUDED)}
    figures, findings = select_figures(
        table(row("A", 3.0, "EUR")), CATALOGUE, scenario(tax=tax), Months(None)
    )
    assert not figures["A", "cost"].comparable
    assert figures["A", "cost"].value == 3.0
    assert [(f.code, f.severity) for f in findings] == [("tax-rate-missing", Severity.QUESTION)]


def test_what_a_summary_states_in_another_currency_is_not_put_beside() -> None:
    overall = table(row("A", 3.0, "EUR"), row("A", 270.0, "INR", basis="stated"))
    figures, _ = select_figures(overall, CATALOGUE, scenario(), Months(None))
    assert math.isnan(figures["A", "cost"].stated)


def test_a_vendor_with_two_currencies_is_warned_of() -> None:
    overall = table(row("A", 3.0, "EUR"), row("A", 4.0, "USD"), row("B", 3.1, "EUR"))
    figures, findings = select_figures(overall, CATALOGUE, scenario(), Months(None))
    assert figures["A", "cost"].value == 3.0
    assert [f.code for f in findings] == ["several-currencies"]
    assert "A has COST in EUR and in USD" in findings[0].message
