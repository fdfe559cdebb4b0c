"""What a contract costs with each vendor, part by part, and at which price each is cheapest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.domain.contract import Offer


@dataclass(frozen=True, slots=True)
class Estimate:
    """An amount with the range it may lie in."""

    value: Decimal
    low: Decimal
    high: Decimal

    @classmethod
    def exact(cls, value: Decimal) -> Estimate:
        """Return an amount without a range."""
        return cls(value, value, value)

    def times(self, other: Estimate) -> Estimate:
        """Return the product; both are not below 0, so the ends belong together."""
        return Estimate(self.value * other.value, self.low * other.low, self.high * other.high)

    def scaled(self, factor: Decimal) -> Estimate:
        """Return so many times the amount; a factor below 0 swaps the ends."""
        ends = sorted((self.low * factor, self.high * factor))
        return Estimate(self.value * factor, ends[0], ends[1])

    def plus(self, other: Estimate) -> Estimate:
        """Return the sum, its ends those of both."""
        return Estimate(self.value + other.value, self.low + other.low, self.high + other.high)


@dataclass(frozen=True, slots=True)
class PricedOffer:
    """A vendor's offer with all amounts in one currency and on one basis of tax."""

    vendor: str
    price: Estimate
    terms: Offer


@dataclass(frozen=True, slots=True)
class VendorCost:
    """What a contract costs with one vendor.

    Parameters
    ----------
    service : Estimate
        Price times volume.
    oversight, credits : Estimate
        Over all months; credits are positive and lower the total.
    total : Estimate
        service + transition + oversight - credits; its low and high put those of price and of
        volume together, as if both came out so at once.
    """

    vendor: str
    price: Estimate
    volume: Estimate
    service: Estimate
    transition: Decimal
    oversight: Estimate
    credits: Estimate
    total: Estimate


def contract_cost(offer: PricedOffer, volume: Estimate, months: int) -> VendorCost:
    """Return what so much volume over so many months costs: price x volume + transition +
    oversight - credits (KPI catalogue, section F).

    Parameters
    ----------
    volume : Estimate
        Units over the whole contract.
    """
    terms = offer.terms
    service = offer.price.times(volume)
    by_month = Decimal(months)
    oversight = service.scaled(terms.oversight_share).plus(
        Estimate.exact(terms.oversight * by_month)
    )
    credits_due = service.scaled(terms.credits_share).plus(Estimate.exact(terms.credits * by_month))
    fixed = Estimate.exact(terms.transition + (terms.oversight - terms.credits) * by_month)
    return VendorCost(
        offer.vendor,
        offer.price,
        volume,
        service,
        terms.transition,
        oversight,
        credits_due,
        service.scaled(_of_service(terms)).plus(fixed),
    )


def _of_service(terms: Offer) -> Decimal:
    """Return what one of the service's price adds to the total."""
    return 1 + terms.oversight_share - terms.credits_share


@dataclass(frozen=True, slots=True)
class BreakEven:
    """The price below which a vendor is the cheapest.

    Parameters
    ----------
    price : Decimal or None
        None where it is the cheapest at no price (what comes beside the price is more than
        another's total) or at every one.
    now : Decimal
        Its price as it is.
    rival : str
        The cheapest of the others.
    """

    vendor: str
    price: Decimal | None
    now: Decimal
    rival: str

    @property
    def cheapest(self) -> bool:
        """Return whether it is the cheapest, or as cheap, as things are."""
        return self.price is not None and self.now <= self.price


def break_evens(
    costs: Sequence[VendorCost], offers: Mapping[str, PricedOffer]
) -> tuple[BreakEven, ...]:
    """Return for each vendor the price at which its total is that of the cheapest other one.

    Everything else stays: volume, transition, oversight, credits, and the others' prices. Empty
    for fewer than two vendors.
    """
    found = []
    for cost in costs:
        others = [other for other in costs if other is not cost]
        if not others:
            return ()
        rival = min(others, key=lambda other: other.total.value)
        terms = offers[cost.vendor].terms
        by_unit = cost.volume.value * _of_service(terms)
        fixed = cost.total.value - cost.price.value * by_unit
        room = rival.total.value - fixed
        price = room / by_unit if by_unit > 0 and room > 0 else None
        found.append(BreakEven(cost.vendor, price, cost.price.value, rival.vendor))
    return tuple(found)


def return_on_investment(gain: Decimal, cost: Decimal) -> Decimal | None:
    """Return (gain - cost) / cost, the gain counted before the cost; None for a cost of 0.

    As in the source article: a gain of 20,000 on a cost of 10,000 is 100 %.
    """
    return (gain - cost) / cost if cost else None


def saving(cost: float, baseline: float) -> float | None:
    """Return 1 - cost / baseline; None for a baseline of 0."""
    return 1 - cost / baseline if baseline else None
