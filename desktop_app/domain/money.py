"""Exchange rates and taxes as they were entered: exact decimals, each with its day or basis."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Quote:
    """An exchange rate of one day: 1 `currency` = `rate` `into`.

    Parameters
    ----------
    currency, into : str
        ISO codes; `into` ``""`` stands for the scenario's base currency.
    rate : Decimal
        As quoted, above 0; it is never turned round before it is used.
    day : date
        From which on it holds, until a later quote of the same two currencies.
    source : str
        Who quotes it, ``""`` if that was not said.
    """

    currency: str
    rate: Decimal
    day: dt.date
    into: str = ""
    source: str = ""


class TaxBasis(StrEnum):
    """Whether prices hold the tax on them; UNSAID where nobody has said it yet."""

    INCLUDED = "included"
    EXCLUDED = "excluded"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class Tax:
    """How a vendor states its prices.

    Parameters
    ----------
    prices : TaxBasis
    rate : Decimal or None
        Share of the net price (0.19 for 19 %); None where it is not known.
    """

    prices: TaxBasis
    rate: Decimal | None = None
