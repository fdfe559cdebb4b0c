"""A contract to be compared on: its length, its volume, and what each vendor asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Offer:
    """What one vendor asks, and what dealing with it costs and brings; amounts are not below 0.

    Parameters
    ----------
    price : Decimal or None
        Quoted for one unit of volume; None takes what the vendor's months cost as measured.
    currency : str
        ISO code of all amounts here, ``""`` for the base currency.
    transition : Decimal
        Once.
    oversight : Decimal
        A month, for those who look after the vendor.
    oversight_share : Decimal
        The same as a share of the service's price.
    credits : Decimal
        Service credits expected a month; they lower the cost.
    credits_share : Decimal
        The same as a share of the service's price.
    gain : Decimal
        Benefits over the whole contract beside the in-house cost that is avoided.
    gain_by : str
        Who claims them, ``""`` if that was not said.
    fee : Decimal or None
        Monthly fee that service credits are a share of; None takes the measured months' cost.
    """

    price: Decimal | None = None
    currency: str = ""
    transition: Decimal = _NOTHING
    oversight: Decimal = _NOTHING
    oversight_share: Decimal = _NOTHING
    credits: Decimal = _NOTHING
    credits_share: Decimal = _NOTHING
    gain: Decimal = _NOTHING
    gain_by: str = ""
    fee: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Contract:
    """The contract that all vendors are compared on: one length and one volume.

    Parameters
    ----------
    months : int
        How long it runs.
    start : str
        Label of its first month (``2027-01``), ``""`` for the month after the last measured one.
    price_kpi : str
        Id of the KPI that is the price of one unit of volume.
    volume : Decimal or None
        Units a month where `volumes` names none.
    volumes : mapping of month's label to Decimal
    volume_of : str
        The vendor whose measured volume is forecast, `ANY_VENDOR` for all together, ``""`` for
        the volumes that are entered.
    credits_measured : bool
        Whether the credits expected are those that the measured months would have given under
        the contract's stakes, instead of what the offers say.
    offers : mapping of vendor to Offer
        `ANY_VENDOR`'s holds for vendors without one of their own.
    """

    months: int
    start: str = ""
    price_kpi: str = "cost_per_contact"
    volume: Decimal | None = None
    volumes: Mapping[str, Decimal] = field(default_factory=dict)
    volume_of: str = ""
    credits_measured: bool = False
    offers: Mapping[str, Offer] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tier:
    """A step of a term: beyond `limit`, `share` of the monthly fee is paid back or on top.

    Parameters
    ----------
    limit : float
        In the KPI's canonical unit.
    below : bool
        Whether it holds for figures below the limit (for a bonus: at most the limit) or for those
        above it (at least it).
    share : Decimal
        Of the monthly fee.
    bonus : bool
        Whether the vendor is paid it; else it is a credit of the client's.
    """

    limit: float
    below: bool
    share: Decimal
    bonus: bool = False

    def holds(self, value: float) -> bool:
        """Return whether a figure is beyond the limit.

        The limit itself is good enough: it draws no credit, and earns the bonus.
        """
        if value == self.limit:
            return self.bonus
        return value < self.limit if self.below else value > self.limit


@dataclass(frozen=True, slots=True)
class Term:
    """The tiers on one KPI.

    Parameters
    ----------
    earn_back : int
        Months in a row after a credit in which no credit on this KPI may fall due for it to be
        earned back; 0 for never.
    """

    kpi: str
    tiers: tuple[Tier, ...]
    earn_back: int = 0


@dataclass(frozen=True, slots=True)
class Stakes:
    """Service credits and bonuses of a contract.

    Parameters
    ----------
    cap, bonus_cap : Decimal or None
        The most of a month's fee that credits, and bonuses, come to together.
    """

    terms: tuple[Term, ...] = ()
    cap: Decimal | None = None
    bonus_cap: Decimal | None = None
