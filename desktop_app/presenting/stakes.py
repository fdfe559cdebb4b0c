"""Money at stake: what each vendor's measured months would have earned or paid back."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from desktop_app.domain.contract import Offer, Stakes
from desktop_app.domain.period import Period
from desktop_app.domain.records import ANY_VENDOR
from desktop_app.domain.translating import tr
from desktop_app.presenting.contract_volume import month_rows
from desktop_app.presenting.formatting import unit_words
from desktop_app.presenting.model import Comparison, Figure
from desktop_app.presenting.money_basis import period_factor
from desktop_app.presenting.offers import amount_in_base
from desktop_app.presenting.timeline import timeline
from desktop_app.scoring.currency import exact
from desktop_app.scoring.stakes import Due, MonthDue, run_stakes

_PRICE = "cost_per_contact"


@dataclass(frozen=True, slots=True)
class StakesMonth:
    """One month of a vendor.

    Parameters
    ----------
    fee : Decimal or None
        The month's fee in the compared currency, None where it is not known: then only shares
        of it are.
    cells : mapping of KPI id to (file, sheet, cells)
    """

    due: MonthDue
    fee: Decimal | None
    cells: Mapping[str, tuple[str, str, str]]

    @property
    def amount(self) -> Decimal | None:
        """Return what the vendor gets on top, or pays back (below 0); None without a fee."""
        return None if self.fee is None else self.due.net * self.fee

    def amount_of(self, due: Due) -> Decimal | None:
        """Return the same for one KPI."""
        return None if self.fee is None else due.net * self.fee


@dataclass(frozen=True, slots=True)
class VendorStakes:
    """All months of a vendor.

    Parameters
    ----------
    unlike : mapping of KPI id to str
        KPIs that are not assessed as the vendor's figure can't be compared, and why.
    fee_words : str
        Where the fee is from.
    """

    vendor: str
    months: tuple[StakesMonth, ...]
    unlike: Mapping[str, str]
    fee_words: str

    @property
    def assessed(self) -> tuple[StakesMonth, ...]:
        """Return the months that could be assessed by at least one KPI."""
        return tuple(month for month in self.months if month.due.assessed)

    @property
    def total(self) -> Decimal | None:
        """Return what all assessed months come to; None where a month's fee is not known."""
        amounts = [month.amount for month in self.assessed]
        known = [amount for amount in amounts if amount is not None]
        return sum(known, Decimal(0)) if amounts and len(known) == len(amounts) else None

    @property
    def mean_share(self) -> Decimal | None:
        """Return what an assessed month comes to on average, as a share of its fee."""
        shares = [month.due.net for month in self.assessed]
        return sum(shares, Decimal(0)) / len(shares) if shares else None


@dataclass(frozen=True, slots=True)
class StakesView:
    """What a contract's stakes come to with every vendor."""

    stakes: Stakes
    months: tuple[str, ...]
    currency: str
    vendors: tuple[VendorStakes, ...]


def stakes_view(comparison: Comparison) -> StakesView | None:
    """Return what the stakes of the scenario come to, None without any.

    Only figures that are compared count: one of another definition is not what the contract
    means. Months are those of all vendors, within the window that is compared.
    """
    scenario = comparison.scenario
    if scenario.stakes is None or not scenario.stakes.terms:
        return None
    kpis = [term.kpi for term in scenario.stakes.terms]
    found = {
        (vendor, kpi): _by_month(comparison, comparison.figures.get((vendor, kpi)))
        for vendor in comparison.vendors
        for kpi in kpis
    }
    labels = {label for rows in found.values() for label in rows}
    months = timeline(labels) if labels else ()
    price = scenario.contract.price_kpi if scenario.contract else _PRICE
    currency = compared_currency(comparison, price)
    vendors = tuple(
        _vendor(comparison, vendor, {kpi: found[vendor, kpi] for kpi in kpis}, months, price)
        for vendor in comparison.vendors
    )
    return StakesView(scenario.stakes, months, currency, vendors)


def compared_currency(comparison: Comparison, price: str) -> str:
    """Return the currency that a price is compared in, ``""`` if none is known."""
    if comparison.scenario.base_currency:
        return comparison.scenario.base_currency
    own = [f for (_, kpi), f in comparison.figures.items() if kpi == price and f.comparable]
    return own[0].currency if own else ""


def _by_month(comparison: Comparison, figure: Figure | None) -> dict[str, dict[str, Any]]:
    """Return a figure's measurements by month; none for one that is not compared."""
    if figure is None or _unlike(figure, comparison):
        return {}
    window = comparison.window
    found: dict[str, dict[str, Any]] = {}
    for row in month_rows(comparison, figure):
        period = Period.parse(str(row["period"]))
        if window is None or window.covers(period):
            factor = 1.0
            if figure.currency:
                definition = comparison.catalogue.kpis[figure.kpi]
                factor = period_factor(
                    comparison.scenario, definition, figure, str(row["currency"]), period.end
                )
            found.setdefault(period.label, {**row, "value": float(row["value"]) * factor})
    return found


def _unlike(figure: Figure, comparison: Comparison) -> str:
    """Return why a figure is not what the contract means, ``""`` if it is."""
    if not figure.comparable:
        return figure.mark
    unit = comparison.catalogue.kpis[figure.kpi].unit
    return (
        ""
        if figure.unit == unit
        else tr("compared on another scale ({unit})", unit=unit_words(figure.unit))
    )


def _vendor(
    comparison: Comparison,
    vendor: str,
    rows: Mapping[str, Mapping[str, Mapping[str, Any]]],
    months: tuple[str, ...],
    price: str,
) -> VendorStakes:
    assert comparison.scenario.stakes is not None
    values = {
        kpi: {label: float(row["value"]) for label, row in own.items()} for kpi, own in rows.items()
    }
    fees, words = _fees(comparison, vendor, months, price)
    found = tuple(
        StakesMonth(due, fees.get(due.month), _cells(rows, due.month))
        for due in run_stakes(comparison.scenario.stakes, values, months)
    )
    unlike = {
        kpi: why
        for kpi in rows
        if (figure := comparison.figures.get((vendor, kpi))) is not None
        and (why := _unlike(figure, comparison))
    }
    return VendorStakes(vendor, found, unlike, words)


def _cells(
    rows: Mapping[str, Mapping[str, Mapping[str, Any]]], month: str
) -> dict[str, tuple[str, str, str]]:
    return {
        kpi: (str(own[month]["file"]), str(own[month]["sheet"]), str(own[month]["cells"]))
        for kpi, own in rows.items()
        if month in own
    }


def _fees(
    comparison: Comparison, vendor: str, months: tuple[str, ...], price: str
) -> tuple[dict[str, Decimal], str]:
    """Return the monthly fee, as entered or what the month cost as measured."""
    offers = comparison.scenario.contract.offers if comparison.scenario.contract else {}
    offer = offers.get(vendor, offers.get(ANY_VENDOR, Offer()))
    currency = compared_currency(comparison, price)
    if offer.fee is not None:
        factor = amount_in_base(comparison.scenario, vendor, offer.currency, currency)
        if factor is None:
            return {}, tr("its fee is in a currency or on a basis of tax that can't be converted")
        return dict.fromkeys(months, offer.fee * factor), tr("monthly fee as entered")
    figure = comparison.figures.get((vendor, price))
    if figure is None or not figure.comparable:
        return {}, tr("no fee is entered, and no month's cost is known")
    fees = _measured_fees(comparison, figure)
    return fees, tr("fee: the month's cost as measured") if fees else tr("no month's cost is known")


def _measured_fees(comparison: Comparison, figure: Figure) -> dict[str, Decimal]:
    definition = comparison.catalogue.kpis[figure.kpi]
    found: dict[str, Decimal] = {}
    for row in month_rows(comparison, figure):
        period = Period.parse(str(row["period"]))
        cost = float(row["part"])
        if math.isnan(cost):
            cost = float(row["value"]) * float(row["whole"])
        currency = str(row["currency"] or "")
        factor = period_factor(comparison.scenario, definition, figure, currency, period.end)
        if not math.isnan(cost * factor):
            amount = exact(cost * factor)
            found[period.label] = found.get(period.label, Decimal(0)) + amount
    return found
