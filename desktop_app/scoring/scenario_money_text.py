"""The tables of money of a scenario as TOML, read back by `scenario_money`."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.domain.contract import Contract, Stakes, Tier
from desktop_app.domain.money import Quote, Tax
from desktop_app.domain.toml_text import toml_key, toml_string, toml_table
from desktop_app.scoring.model import Scenario
from desktop_app.scoring.scenario_contract import offer_values


def money_lines(scenario: Scenario) -> list[str]:
    """Return the lines of all tables of money."""
    lines: list[str] = []
    for quote in scenario.rates:
        lines += toml_table(f"[rates.{toml_key(quote.currency)}]", _quote(quote))
    for vendor, tax in scenario.tax.items():
        lines += toml_table(f"tax.{toml_key(vendor)}", _tax(tax))
    if scenario.contract is not None:
        lines += _contract_lines(scenario.contract)
    if scenario.stakes is not None:
        lines += _stakes_lines(scenario.stakes)
    return lines


def _contract_lines(contract: Contract) -> list[str]:
    written = {"months": str(contract.months), "price": toml_string(contract.price_kpi)}
    texts = {"start": contract.start, "volume_of": contract.volume_of}
    written |= {name: toml_string(text) for name, text in texts.items() if text}
    if contract.volume is not None:
        written["volume"] = str(contract.volume)
    if contract.credits_measured:
        written["credits_measured"] = "true"
    lines = toml_table("contract", written)
    if contract.volumes:
        volumes = {month: str(volume) for month, volume in contract.volumes.items()}
        lines += toml_table("contract.volumes", volumes)
    for vendor, offer in contract.offers.items():
        values = {
            name: toml_string(value) if isinstance(value, str) else str(value)
            for name, value in offer_values(offer).items()
        }
        lines += toml_table(f"contract.vendors.{toml_key(vendor)}", values)
    return lines


def _stakes_lines(stakes: Stakes) -> list[str]:
    caps = {"cap": stakes.cap, "bonus_cap": stakes.bonus_cap}
    lines = toml_table("stakes", {name: str(cap) for name, cap in caps.items() if cap is not None})
    for term in stakes.terms:
        tiers = ", ".join(_tier(tier) for tier in term.tiers)
        written = {"kpi": toml_string(term.kpi), "tiers": f"[{tiers}]"}
        if term.earn_back:
            written["earn_back"] = str(term.earn_back)
        lines += toml_table("[stakes.terms]", written)
    return lines


def _tier(tier: Tier) -> str:
    sides = ("at_most", "at_least") if tier.bonus else ("below", "above")
    paid = "bonus" if tier.bonus else "credit"
    return f"{{ {sides[0 if tier.below else 1]} = {tier.limit!r}, {paid} = {tier.share} }}"


def _quote(quote: Quote) -> Mapping[str, str]:
    # A Decimal is written with all its digits; that it is no binary fraction is why it is one.
    written = {"rate": str(quote.rate), "date": quote.day.isoformat()}
    texts = {"into": quote.into, "source": quote.source}
    return {**written, **{name: toml_string(text) for name, text in texts.items() if text}}


def _tax(tax: Tax) -> Mapping[str, str]:
    written = {"prices": toml_string(tax.prices)}
    if tax.rate is not None:
        written["rate"] = str(tax.rate)
    return written
