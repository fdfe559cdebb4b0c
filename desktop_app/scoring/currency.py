"""Which quoted rate holds on a day, as it is or turned round, and what it makes of an amount."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.domain.money import Quote
from desktop_app.domain.translating import tr, with_signs

OLD_AFTER = dt.timedelta(days=92)
"""From what age on a rate is called old: a quarter without a newer one."""


@dataclass(frozen=True, slots=True)
class Rate:
    """What one unit of a currency is worth in another, by one quotation or two in a row.

    Parameters
    ----------
    factor : Decimal
        Units of the other currency for one.
    quotes : tuple of Quote
        As quoted: with one the two currencies meet, with two they do so in a third.
    """

    factor: Decimal
    quotes: tuple[Quote, ...]

    @property
    def day(self) -> dt.date:
        """Return the day of the older quotation."""
        return min(quote.day for quote in self.quotes)

    @property
    def words(self) -> str:
        """Return the quotations as quoted: ``1 USD = 0.92 EUR of 2026-01-31``."""
        words = [quote_words(quote) for quote in self.quotes]
        return (
            words[0]
            if len(words) == 1
            else tr("{first} and {second}", first=words[0], second=words[-1])
        )

    def later_than(self, day: dt.date) -> bool:
        """Return whether it was quoted after a day."""
        return any(quote.day > day for quote in self.quotes)

    def old_on(self, day: dt.date) -> bool:
        """Return whether it was quoted long before a day."""
        return day - self.day > OLD_AFTER


def quote_words(quote: Quote) -> str:
    """Return a quotation as a sentence's part: ``1 USD = 0.92 EUR of 2026-01-31 (ECB)``."""
    words = tr(
        "1 {currency} = {rate} {into} of {day}",
        currency=quote.currency,
        rate=with_signs(plain(quote.rate)),
        into=quote.into,
        day=quote.day,
    )
    return f"{words} ({quote.source})" if quote.source else words


def exact(number: float) -> Decimal:
    """Return the shortest decimal that stands for a measured figure."""
    return Decimal(repr(number))


def plain(number: Decimal) -> str:
    """Return a number with all its digits and no exponent."""
    return f"{number:f}"


def quote_key(quote: Quote) -> tuple[str, str, dt.date]:
    """Return what no two quotations of a table share."""
    return (quote.currency, quote.into, quote.day)


def with_quotes(before: Sequence[Quote], new: Sequence[Quote]) -> tuple[Quote, ...]:
    """Return quotations with new ones, which replace those of the same currencies and day."""
    merged = {quote_key(quote): quote for quote in (*before, *new)}
    return tuple(sorted(merged.values(), key=lambda quote: (quote.currency, quote.into, quote.day)))


class RateTable:
    """The dated quotations of a scenario.

    Parameters
    ----------
    quotes : sequence of Quote
    base : str
        ISO code that stands in for quotations that name no second currency.
    """

    def __init__(self, quotes: Sequence[Quote], base: str) -> None:
        self._quotes = [quote if quote.into else _into(quote, base) for quote in quotes]

    def on(self, currency: str, other: str, day: dt.date | None) -> Rate | None:
        """Return the rate from a currency to another that holds on a day.

        That is the latest quotation of the two on or before the day; where all are later, the
        first of them. Without any, the two are brought together by the quotations of a third
        currency with both, the earliest in the alphabet if there are several.

        Parameters
        ----------
        day : date or None
            None takes the latest quotation of all.

        Returns
        -------
        Rate or None
            None where nothing is quoted; the two same currencies have nothing to convert and
            must not be asked for.
        """
        direct = self._between(currency, other, day)
        if direct is not None:
            return direct
        for pivot in sorted({code for q in self._quotes for code in (q.currency, q.into)}):
            first = self._between(currency, pivot, day)
            second = self._between(pivot, other, day)
            if first is not None and second is not None:
                return Rate(first.factor * second.factor, (*first.quotes, *second.quotes))
        return None

    def _between(self, currency: str, other: str, day: dt.date | None) -> Rate | None:
        found = [q for q in self._quotes if {q.currency, q.into} == {currency, other}]
        if not found or currency == other:
            return None
        quote = _holding(found, day, lambda quote: quote.currency == currency)
        as_quoted = quote.currency == currency
        return Rate(quote.rate if as_quoted else 1 / quote.rate, (quote,))


def _holding(quotes: list[Quote], day: dt.date | None, straight: Callable[[Quote], bool]) -> Quote:
    """Return the latest quotation up to a day, else the first after it; as asked before turned."""
    before = [quote for quote in quotes if day is None or quote.day <= day]
    if before:
        return max(before, key=lambda quote: (quote.day, straight(quote)))
    return min(quotes, key=lambda quote: (quote.day, not straight(quote)))


def _into(quote: Quote, base: str) -> Quote:
    return Quote(quote.currency, quote.rate, quote.day, base, quote.source)
