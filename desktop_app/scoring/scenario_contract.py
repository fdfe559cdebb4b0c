"""The contract and its stakes in a scenario's file.

``[contract]`` holds months, start, price (a KPI), volume (a month) or volumes by month or
volume_of (a vendor whose measured volume is forecast, ``"*"`` for all together) and
credits_measured; ``[contract.vendors.NAME]`` what a vendor asks. ``[stakes]`` holds cap and
bonus_cap; ``[[stakes.terms]]`` kpi, tiers and earn_back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from typing import Any

from desktop_app.domain.contract import Contract, Offer, Stakes, Term, Tier
from desktop_app.domain.period import Grain, Period
from desktop_app.domain.translating import tr
from desktop_app.scoring.toml_reader import TomlReader

MOST_MONTHS = 240
"""Months of the longest contract: twenty years."""

_CONTRACT_KEYS = (
    "months", "start", "price", "volume", "volumes", "volume_of", "credits_measured", "vendors",
)  # fmt: skip
_OFFER_KEYS = tuple(field.name for field in fields(Offer))
_OFFER_TEXTS = ("currency", "gain_by")
_OFFER_SHARES = ("oversight_share", "credits_share")
_STAKES_KEYS = ("cap", "bonus_cap", "terms")
_TERM_KEYS = ("kpi", "tiers", "earn_back")
_CREDIT_SIDES = {"below": True, "above": False}
_BONUS_SIDES = {"at_most": True, "at_least": False}
_MOST_EARN_BACK = 24


def read_contract(reader: TomlReader, value: Any) -> Contract:
    """Return the contract of ``[contract]``."""
    table = reader.table(value, "contract")
    reader.only(table, _CONTRACT_KEYS, "contract.")
    if "months" not in table:
        raise reader.fail("contract.months", tr("missing."))
    named = {
        name: reader.text(table, key, "contract.")
        for key, name in (("price", "price_kpi"), ("volume_of", "volume_of"))
        if key in table
    }
    if "price_kpi" in named:
        reader.check_price(named["price_kpi"], "contract.price")
    offers = reader.table(table.get("vendors", {}), "contract.vendors")
    measured = table.get("credits_measured", False)
    if not isinstance(measured, bool):
        raise reader.fail(
            "contract.credits_measured",
            tr("found {measured!r}, expected true or false.", measured=measured),
        )
    return Contract(
        months=whole_number(reader, table["months"], "contract.months", 1, MOST_MONTHS),
        start=_month(reader, table["start"], "contract.start") if table.get("start") else "",
        volume=reader.decimal(table["volume"], "contract.volume") if "volume" in table else None,
        volumes=_volumes(reader, table.get("volumes", {})),
        credits_measured=measured,
        offers={
            name: _offer(reader, one, f"contract.vendors.{name}") for name, one in offers.items()
        },
        **named,
    )


def _volumes(reader: TomlReader, value: Any) -> dict[str, Decimal]:
    table = reader.table(value, "contract.volumes")
    return {
        _month(reader, month, f"contract.volumes.{month}"): reader.decimal(
            volume, f"contract.volumes.{month}"
        )
        for month, volume in table.items()
    }


def _offer(reader: TomlReader, value: Any, key: str) -> Offer:
    table = reader.table(value, key)
    reader.only(table, _OFFER_KEYS, f"{key}.")
    read: dict[str, Any] = {}
    for name, found in table.items():
        if name in _OFFER_TEXTS:
            read[name] = reader.text(table, name, f"{key}.")
        elif name in _OFFER_SHARES:
            read[name] = reader.share(found, f"{key}.{name}")
        else:
            read[name] = reader.decimal(found, f"{key}.{name}")
    return Offer(**read)


def read_stakes(reader: TomlReader, value: Any) -> Stakes:
    """Return the service credits and bonuses of ``[stakes]``."""
    table = reader.table(value, "stakes")
    reader.only(table, _STAKES_KEYS, "stakes.")
    caps = {
        name: reader.share(table[name], f"stakes.{name}")
        for name in ("cap", "bonus_cap")
        if name in table
    }
    terms = reader.tables(table.get("terms", []), "stakes.terms")
    read = tuple(_term(reader, one, f"stakes.terms[{i}]") for i, one in enumerate(terms, start=1))
    kpis = [term.kpi for term in read]
    if len(set(kpis)) < len(kpis):
        raise reader.fail(
            "stakes.terms", tr("two terms on one KPI."), tr("Put their tiers into one.")
        )
    return Stakes(read, **caps)


def _term(reader: TomlReader, value: Any, key: str) -> Term:
    table = reader.table(value, key)
    reader.only(table, _TERM_KEYS, f"{key}.")
    if not {"kpi", "tiers"} <= table.keys():
        raise reader.fail(key, tr("expected kpi and tiers."))
    kpi = reader.text(table, "kpi", f"{key}.")
    tiers = reader.tables(table["tiers"], f"{key}.tiers")
    read = tuple(_tier(reader, one, f"{key}.tiers[{i}]", kpi) for i, one in enumerate(tiers, 1))
    if not read:
        raise reader.fail(f"{key}.tiers", tr("expected one tier at least."))
    earn_back = whole_number(
        reader, table.get("earn_back", 0), f"{key}.earn_back", 0, _MOST_EARN_BACK
    )
    return Term(kpi, read, earn_back)


def _tier(reader: TomlReader, value: Any, key: str, kpi: str) -> Tier:
    table = reader.table(value, key)
    sides = {**_CREDIT_SIDES, **_BONUS_SIDES}
    reader.only(table, (*sides, "credit", "bonus"), f"{key}.")
    said = [side for side in sides if side in table]
    paid = [name for name in ("credit", "bonus") if name in table]
    bonus = paid == ["bonus"]
    fitting = _BONUS_SIDES if bonus else _CREDIT_SIDES
    if len(said) != 1 or len(paid) != 1 or said[0] not in fitting:
        raise reader.fail(
            key, tr("expected below or above with credit, or at_least or at_most with bonus.")
        )
    limit = reader.amount(table[said[0]], f"{key}.{said[0]}", kpi)
    return Tier(limit, sides[said[0]], reader.share(table[paid[0]], f"{key}.{paid[0]}"), bonus)


def whole_number(reader: TomlReader, value: Any, key: str, least: int, most: int) -> int:
    """Return a whole number within bounds."""
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise reader.fail(
            key,
            tr(
                "found {value!r}, expected a whole number from {least} to {most}.",
                value=value,
                least=least,
                most=most,
            ),
        )
    return value


def _month(reader: TomlReader, value: Any, key: str) -> str:
    try:
        period = Period.parse(value)
    except (TypeError, ValueError):
        period = None
    if period is None or period.grain is not Grain.MONTH:
        raise reader.fail(
            key, tr("found {value!r}, expected a month such as '2027-01'.", value=value)
        )
    return period.label


def offer_values(offer: Offer) -> Mapping[str, Any]:
    """Return what an offer says beyond the defaults, by name."""
    plain = Offer()
    return {
        name: getattr(offer, name)
        for name in _OFFER_KEYS
        if getattr(offer, name) != getattr(plain, name)
    }
