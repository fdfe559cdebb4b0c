"""Rates and taxes of a scenario in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from desktop_app.catalogue.model import Catalogue, KpiDefinition
from desktop_app.domain.money import Tax, TaxBasis
from desktop_app.domain.records import ANY_VENDOR
from desktop_app.domain.sentences import shown_period
from desktop_app.domain.translating import later, tr, with_signs
from desktop_app.domain.unit import Direction
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.money_basis import PRICE_UNITS, taxed
from desktop_app.scoring.currency import plain, quote_words
from desktop_app.scoring.model import Scenario

_BASES = {TaxBasis.EXCLUDED: later("without tax"), TaxBasis.INCLUDED: later("with tax")}


def rate_sentences(scenario: Scenario) -> list[str]:
    """Return every quotation as quoted, and how rates are used; empty without any."""
    if not scenario.rates:
        return []
    base = scenario.base_currency or tr("of the base currency")
    return [
        *(
            f"{quote_words(quote if quote.into else replace(quote, into=base))}."
            for quote in scenario.rates
        ),
        tr(
            "A month takes the latest rate on or before its last day; a figure over "
            "several months adds up months converted at their own rates."
        ),
    ]


def tax_sentences(scenario: Scenario) -> list[str]:
    """Return on which basis of tax prices are compared, and how each vendor states them."""
    if not scenario.tax:
        return []
    basis = tr("Prices are compared {basis}.", basis=tr(_BASES[scenario.tax_basis]))
    return [basis, *(_stated(vendor, tax) for vendor, tax in _ordered(scenario.tax))]


def _ordered(taxes: Mapping[str, Tax]) -> list[tuple[str, Tax]]:
    """Return vendors of their own before those all others are."""
    return sorted(taxes.items(), key=lambda item: item[0] == ANY_VENDOR)


def _stated(vendor: str, tax: Tax) -> str:
    whose = tr("all other vendors") if vendor == ANY_VENDOR else vendor
    if tax.prices is TaxBasis.UNSAID:
        return tr("Prices of {whose}: with or without tax is not said.", whose=whose)
    rate = "" if tax.rate is None else f" ({with_signs(plain((tax.rate * 100).normalize()))} %)"
    return tr(
        "Prices of {whose} are stated {basis}{rate}.",
        whose=whose,
        basis=tr(_BASES[tax.prices]),
        rate=rate,
    )


def currencies_of(comparison: Comparison) -> list[str]:
    """Return the codes of all currencies that figures are in, in order."""
    codes = {str(code) for code in comparison.overall["currency"].dropna()}
    return sorted(codes - {""})


def price_kpis(catalogue: Catalogue) -> dict[str, str]:
    """Return the KPIs that are the price of one unit of work, with their titles."""
    return {
        kpi.id: kpi.title
        for kpi in catalogue.kpis.values()
        if taxed(kpi) and (kpi.id in PRICE_UNITS or " per " in kpi.name.casefold())
    }


def staked_kpis(comparison: Comparison) -> dict[str, KpiDefinition]:
    """Return the KPIs that service credits can be on: those with figures, and those that are."""
    stakes = comparison.scenario.stakes
    chosen = [] if stakes is None else [term.kpi for term in stakes.terms]
    known = comparison.catalogue.kpis
    return {
        kpi: known[kpi]
        for kpi in dict.fromkeys([*comparison.kpis, *chosen])
        if kpi in known and known[kpi].direction is not Direction.NONE
    }


def contract_sentences(comparison: Comparison) -> list[str]:
    """Return the contract that the total cost is of, and how it is worked out; empty without."""
    view = comparison.contract
    if view is None:
        return []
    contract = view.contract
    plan = view.volume
    when = tr(" from {month}", month=shown_period(plan.months[0])) if plan is not None else ""
    sentences = [
        tr(
            "Over {months} months{when}: total cost = price x volume + transition + "
            "oversight - credits, the same volume for all; its low and high put those of "
            "price and volume together.",
            months=contract.months,
            when=when,
        ),
        plan.words if plan is not None else view.problem,
        *(
            tr("Price of {vendor}: {origin}.", vendor=vendor, origin=words)
            for vendor, words in view.prices.items()
        ),
        *(
            tr("{vendor} has no total: {why}.", vendor=vendor, why=why)
            for vendor, why in view.missing.items()
        ),
    ]
    if view.returns:
        sentences.append(
            tr(
                "Return on investment = (gain - cost) / cost over the contract, the gain "
                "counted before the cost: the in-house cost avoided and what is claimed "
                "beside it."
            )
        )
    return sentences
