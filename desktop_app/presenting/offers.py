"""Amounts that are entered for a contract, in the currency and on the basis of tax compared."""

from __future__ import annotations

from decimal import Decimal

from desktop_app.scoring.currency import Rate, RateTable
from desktop_app.scoring.model import Scenario
from desktop_app.scoring.tax import tax_step


def entered_rate(scenario: Scenario, currency: str, base: str) -> Rate | None:
    """Return the latest rate from an entered amount's currency; None where there is none."""
    return RateTable(scenario.rates, base).on(currency, base, None)


def amount_in_base(
    scenario: Scenario, vendor: str, currency: str, base: str, price: bool = True
) -> Decimal | None:
    """Return what an entered amount is multiplied by.

    Parameters
    ----------
    currency : str
        Of the amount, ``""`` for the base currency.
    price : bool
        Whether the vendor charges it, so that it may hold tax as its prices do.

    Returns
    -------
    Decimal or None
        None without a rate of exchange or of tax: the amount can't be used then.
    """
    factor = Decimal(1)
    if currency and currency != base:
        rate = entered_rate(scenario, currency, base) if base else None
        if rate is None:
            return None
        factor = rate.factor
    if not price:
        return factor
    step = tax_step(vendor, scenario.tax, scenario.tax_basis)
    return None if step.factor is None else factor * step.factor
