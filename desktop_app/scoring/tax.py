"""Prices with and without tax brought to one basis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.domain.money import Tax, TaxBasis
from desktop_app.domain.records import ANY_VENDOR
from desktop_app.domain.translating import later, tr, with_signs
from desktop_app.scoring.currency import plain

UNSAID_MARK = later("with or without tax: not said")


@dataclass(frozen=True, slots=True)
class TaxStep:
    """What brings a vendor's prices to the basis that is compared.

    Parameters
    ----------
    factor : Decimal or None
        What a price is multiplied by; None where the tax rate that it takes is not known.
    mark : str
        What the label must say, ``""`` for prices that are on the basis as they are.
    said : bool
        Whether anybody said if tax is in or out.
    """

    factor: Decimal | None
    mark: str = ""
    said: bool = True


def tax_step(vendor: str, taxes: Mapping[str, Tax], basis: TaxBasis) -> TaxStep:
    """Return how a vendor's prices come to the basis; what nobody said is not changed."""
    tax = taxes.get(vendor, taxes.get(ANY_VENDOR))
    if tax is None or tax.prices is TaxBasis.UNSAID:
        return TaxStep(Decimal(1), tr(UNSAID_MARK), said=False)
    if tax.prices is basis:
        return TaxStep(Decimal(1))
    if tax.rate is None:
        included = tax.prices is TaxBasis.INCLUDED
        return TaxStep(
            None,
            tr("tax included, at a rate that is not known")
            if included
            else tr("tax excluded, at a rate that is not known"),
        )
    percent = with_signs(plain((tax.rate * 100).normalize()))
    if basis is TaxBasis.EXCLUDED:
        return TaxStep(1 / (1 + tax.rate), tr("{percent} % tax taken off", percent=percent))
    return TaxStep(1 + tax.rate, tr("{percent} % tax added", percent=percent))
