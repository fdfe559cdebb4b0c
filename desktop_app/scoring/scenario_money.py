"""The tables of money in a scenario's file: exchange rates and taxes; the contract is beside.

``[[rates.CODE]]`` holds one dated quotation: 1 CODE = ``rate`` ``into``, from ``date`` on; without
``into`` it is in the base currency. ``[tax.VENDOR]`` (``"*"`` for all others) says with ``prices``
whether tax is included, excluded or unsaid, and with ``rate`` how much it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from desktop_app.domain.money import Quote, Tax, TaxBasis
from desktop_app.domain.translating import tr
from desktop_app.scoring.currency import quote_key
from desktop_app.scoring.scenario_contract import read_contract, read_stakes
from desktop_app.scoring.toml_reader import TomlReader

_RATE_KEYS = ("rate", "date", "into", "source")
_TAX_KEYS = ("prices", "rate")


def read_rates(reader: TomlReader, value: Any) -> tuple[Quote, ...]:
    """Return the quotations of ``[[rates.CODE]]``, a currency's in order of their days."""
    found: list[Quote] = []
    for code, tables in reader.table(value, "rates").items():
        key = f"rates.{code}"
        quotes = [_quote(reader, code, one, key) for one in reader.tables(tables, key)]
        for quote in sorted(quotes, key=lambda quote: quote.day):
            if quote_key(quote) in map(quote_key, found):
                raise reader.fail(
                    key, tr("two rates of {day}.", day=quote.day), tr("Keep one of them.")
                )
            found.append(quote)
    return tuple(found)


def _quote(reader: TomlReader, code: str, table: Mapping[str, Any], key: str) -> Quote:
    reader.only(table, _RATE_KEYS, f"{key}.")
    if not {"rate", "date"} <= table.keys():
        raise reader.fail(key, tr("expected rate and date."))
    rate = reader.decimal(table["rate"], f"{key}.rate", least=None)
    if rate <= 0:
        raise reader.fail(f"{key}.rate", tr("found {rate}, expected a number above 0.", rate=rate))
    texts = {
        name: reader.text(table, name, f"{key}.") for name in ("into", "source") & table.keys()
    }
    return Quote(code, rate, reader.day(table["date"], f"{key}.date"), **texts)


def read_tax(reader: TomlReader, value: Any) -> dict[str, Tax]:
    """Return how each vendor of ``[tax.VENDOR]`` states its prices."""
    tables = reader.table(value, "tax")
    return {vendor: _tax(reader, table, f"tax.{vendor}") for vendor, table in tables.items()}


def _tax(reader: TomlReader, value: Any, key: str) -> Tax:
    table = reader.table(value, key)
    reader.only(table, _TAX_KEYS, f"{key}.")
    if "prices" not in table:
        raise reader.fail(f"{key}.prices", tr("missing."))
    prices = reader.word(table, "prices", TaxBasis, f"{key}.")
    rate = reader.share(table["rate"], f"{key}.rate") if "rate" in table else None
    return Tax(prices, rate)


MONEY_TABLES: Mapping[str, Callable[[TomlReader, Any], Any]] = MappingProxyType(
    {
        "rates": read_rates,
        "tax": read_tax,
        "contract": read_contract,
        "stakes": read_stakes,
    }
)
"""By key of a scenario's file, what reads its table; keys are fields of `Scenario` too."""
