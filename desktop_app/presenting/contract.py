"""The scenario's contract with every vendor: prices as compared, costs, break-even, return."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from desktop_app.domain.contract import Contract, Offer
from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.records import ANY_VENDOR
from desktop_app.domain.translating import tr, with_signs
from desktop_app.presenting.contract_volume import VolumePlan, volume_plan
from desktop_app.presenting.formatting import basis_words
from desktop_app.presenting.model import Comparison, Figure
from desktop_app.presenting.money_basis import PRICE_UNITS
from desktop_app.presenting.offers import amount_in_base, entered_rate
from desktop_app.presenting.stakes import compared_currency, stakes_view
from desktop_app.scoring.contract_cost import (
    BreakEven,
    Estimate,
    PricedOffer,
    VendorCost,
    break_evens,
    contract_cost,
    return_on_investment,
)
from desktop_app.scoring.currency import exact, plain

_CHARGED = ("transition", "fee", "credits")
_OWN = ("oversight", "gain")


@dataclass(frozen=True, slots=True)
class Return:
    """A vendor's return on investment over the contract.

    Parameters
    ----------
    avoided : Decimal
        In-house cost that is no longer paid: the baseline's total for the same volume.
    gain : Decimal
        Benefits that are claimed beside it.
    value : Decimal or None
        (avoided + gain - cost) / cost, a share.
    """

    avoided: Decimal
    gain: Decimal
    gain_by: str
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class ContractView:
    """What the contract comes to with every vendor.

    Parameters
    ----------
    unit : str
        What the price is of: ``contact``.
    costs : tuple of VendorCost
        Of the vendors with a price, in the comparison's order.
    prices : mapping of vendor to str
        Where each price is from.
    missing : mapping of vendor to str
        Why a vendor has no total.
    problem : str
        Why there is no total at all (no volume), ``""`` if there is.
    """

    contract: Contract
    currency: str
    unit: str
    volume: VolumePlan | None = None
    costs: tuple[VendorCost, ...] = ()
    offers: Mapping[str, PricedOffer] = field(default_factory=dict)
    break_evens: tuple[BreakEven, ...] = ()
    returns: Mapping[str, Return] = field(default_factory=dict)
    prices: Mapping[str, str] = field(default_factory=dict)
    missing: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""

    @property
    def unit_title(self) -> str:
        """Return what one unit is called on screen."""
        return tr(self.unit)

    @property
    def units_title(self) -> str:
        """Return what several units are called on screen."""
        known = PRICE_UNITS.get(self.contract.price_kpi)
        return f"{self.unit}s" if known is None else tr(known[1])

    def findings(self) -> list[Finding]:
        """Return what keeps vendors, or all of them, from having a total."""
        if self.problem:
            return [Finding(Severity.QUESTION, "contract-volume", self.problem)]
        return [
            Finding(
                Severity.QUESTION,
                "contract-price",
                tr(
                    "{vendor}: no total cost over the contract, as {why}. Enter its price "
                    "in Decide, Money, Contract.",
                    vendor=vendor,
                    why=why,
                ),
            )
            for vendor, why in self.missing.items()
        ]


def contract_view(comparison: Comparison) -> ContractView | None:
    """Return what the scenario's contract comes to, None without a contract."""
    contract = comparison.scenario.contract
    definition = comparison.catalogue.kpis.get(contract.price_kpi) if contract else None
    if contract is None or definition is None:
        return None
    currency = compared_currency(comparison, contract.price_kpi) or _offered_currency(contract)
    named = (definition.name.casefold().rpartition(" per ")[2],)
    view = ContractView(contract, currency, PRICE_UNITS.get(contract.price_kpi, named)[0])
    try:
        volume = volume_plan(comparison, contract)
    except ScenarioError as error:
        return replace(view, problem=str(error))
    offers: dict[str, PricedOffer] = {}
    prices: dict[str, str] = {}
    missing: dict[str, str] = {}
    for vendor in _vendors(comparison, contract):
        try:
            offers[vendor], prices[vendor] = _priced(comparison, contract, vendor, currency)
        except ScenarioError as error:
            missing[vendor] = error.message
    if contract.credits_measured:
        offers = _with_measured_credits(comparison, offers)
    costs = tuple(contract_cost(one, volume.total, contract.months) for one in offers.values())
    return replace(
        view,
        volume=volume,
        costs=costs,
        offers=offers,
        break_evens=break_evens(costs, offers),
        returns=_returns(costs, offers, comparison.scenario.baseline),
        prices=prices,
        missing=missing,
    )


def offer_of(contract: Contract, vendor: str) -> Offer:
    """Return a vendor's offer: its own, that of all others, or an empty one."""
    return contract.offers.get(vendor, contract.offers.get(ANY_VENDOR, Offer()))


def _vendors(comparison: Comparison, contract: Contract) -> list[str]:
    """Return the vendors that are compared, and such as are only known by their offer."""
    offered = [vendor for vendor in contract.offers if vendor != ANY_VENDOR]
    return list(dict.fromkeys([*comparison.vendors, *offered]))


def _offered_currency(contract: Contract) -> str:
    return next((offer.currency for offer in contract.offers.values() if offer.currency), "")


def _priced(
    comparison: Comparison, contract: Contract, vendor: str, currency: str
) -> tuple[PricedOffer, str]:
    """Return a vendor's offer in the compared currency, and where its price is from."""
    offer = offer_of(contract, vendor)
    charged = amount_in_base(comparison.scenario, vendor, offer.currency, currency)
    own = amount_in_base(comparison.scenario, vendor, offer.currency, currency, price=False)
    if charged is None or own is None:
        raise ScenarioError(
            tr(
                "its offer is in {currency} and can't be brought to {base} on the "
                "basis of tax that is compared",
                currency=offer.currency or currency,
                base=currency,
            )
        )
    if offer.price is not None:
        price = Estimate.exact(offer.price * charged)
        words = tr(
            "quoted: {price} {currency}",
            price=with_signs(plain(offer.price)),
            currency=offer.currency or currency,
        )
        words += _rate_words(comparison, offer, currency)
    else:
        price, words = _measured_price(comparison.figures.get((vendor, contract.price_kpi)))
    amounts = {name: getattr(offer, name) for name in (*_CHARGED, *_OWN)}
    scaled: dict[str, Any] = {
        name: amount if amount is None else amount * (charged if name in _CHARGED else own)
        for name, amount in amounts.items()
    }
    terms = replace(offer, price=price.value, currency=currency, **scaled)
    return PricedOffer(vendor, price, terms), words


def _rate_words(comparison: Comparison, offer: Offer, currency: str) -> str:
    if offer.currency in ("", currency):
        return ""
    rate = entered_rate(comparison.scenario, offer.currency, currency)
    return "" if rate is None else tr(" at {rate}", rate=rate.words)


def _measured_price(figure: Figure | None) -> tuple[Estimate, str]:
    if figure is None or math.isnan(figure.value):
        raise ScenarioError(tr("it has no measured price and none is entered"))
    if not figure.comparable:
        raise ScenarioError(tr("its measured price can't be compared ({mark})", mark=figure.mark))
    low = figure.value if math.isnan(figure.low) else figure.low
    high = figure.value if math.isnan(figure.high) else figure.high
    price = Estimate(*(exact(one) for one in (figure.value, max(low, 0.0), high)))
    mark = f" ({figure.mark})" if figure.mark else ""
    return price, tr("{basis} from its reports{mark}", basis=basis_words(figure.basis), mark=mark)


def _with_measured_credits(
    comparison: Comparison, offers: Mapping[str, PricedOffer]
) -> dict[str, PricedOffer]:
    """Return offers whose credits are what the measured months came to on average."""
    view = stakes_view(comparison)
    shares = {one.vendor: one.mean_share for one in view.vendors} if view else {}
    return {
        vendor: replace(
            offer,
            terms=replace(
                offer.terms, credits=Decimal(0), credits_share=-(shares.get(vendor) or Decimal(0))
            ),
        )
        for vendor, offer in offers.items()
    }


def _returns(
    costs: tuple[VendorCost, ...], offers: Mapping[str, PricedOffer], baseline: str
) -> dict[str, Return]:
    """Return what each vendor brings for its cost; empty where nothing is gained over anything."""
    own = next((cost.total.value for cost in costs if cost.vendor == baseline), Decimal(0))
    found = {}
    for cost in costs:
        terms = offers[cost.vendor].terms
        if cost.vendor != baseline and (own or terms.gain):
            value = return_on_investment(own + terms.gain, cost.total.value)
            found[cost.vendor] = Return(own, terms.gain, terms.gain_by, value)
    return found
