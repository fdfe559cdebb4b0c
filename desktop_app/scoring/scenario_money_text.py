"""The tables of money of a scenario as TOML, read back by `scenario_money`."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.domain.money import Quote, Tax
from desktop_app.domain.toml_text import toml_key, toml_string, toml_table
from desktop_app.scoring.model import Scenario


def money_lines(scenario: Scenario) -> list[str]:
    """Return the lines of all tables of money."""
    lines: list[str] = []
    for quote in scenario.rates:
        lines += toml_table(f"[rates.{toml_key(quote.currency)}]", _quote(quote))
    for vendor, tax in scenario.tax.items():
        lines += toml_table(f"tax.{toml_key(vendor)}", _tax(tax))
    return lines


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
