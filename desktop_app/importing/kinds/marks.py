"""What stands before and after a number in a text: units, currencies, "of 5", "per hour"."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.catalogue.words import Words
from desktop_app.importing.kinds.spelling import word_form

_OVER = re.compile(
    r"(?:/|of|out of|von|sur|de)\s*(?P<whole>\d+(?:[.,]\d+)?)(?P<rest>.*)", re.IGNORECASE
)
_PER = re.compile(r"(?:^|\s*)(?:/|\b(?:per|pro|je|par|por)\b)\s*(?P<per>[^\d].*)$")
_TOKEN = re.compile(r"[a-z]{0,3}\$|[^\W\d_]+\.?|'+|\"|[^\w\s.]|\S")

SHARED_SYMBOLS: Mapping[str, frozenset[str]] = {
    "$": frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "COP", "CLP", "ARS"}),
    "£": frozenset({"GBP", "EGP", "GIP"}),
    "¥": frozenset({"JPY", "CNY"}),
    "rs": frozenset({"INR", "PKR", "LKR", "NPR", "MUR"}),
}
"""Signs of several currencies: a heading that names one of them settles which."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What the surroundings of one number say.

    `units` are unit ids in order; `symbol` the currency sign as written; `over` the whole after
    "of" or "/" (0 for none, NaN for a whole of 0, of which nothing is a part); `per` what stands
    after "per"; `lead` and `rest` what was not understood before and after the number.
    """

    units: tuple[str, ...] = ()
    currency: str = ""
    symbol: str = ""
    over: float = 0.0
    per: str = ""
    lead: str = ""
    rest: str = ""

    @property
    def bare(self) -> bool:
        """Return whether the number stands alone."""
        return self == _BARE

    @property
    def odd(self) -> bool:
        """Return whether anything stands beside the number that was not understood."""
        return bool(self.lead or self.rest)


_BARE = Mark()


def read_mark(before: str, after: str, words: Words, own: Mapping[str, str]) -> Mark:
    """Return what the texts around a number say; `own` are unit words that go before others.

    Both texts are as `spelling.key` leaves them.
    """
    over = 0.0
    whole = _OVER.fullmatch(after)
    if whole is not None:
        over = float(whole["whole"].replace(",", ".")) or math.nan
        after = whole["rest"].strip()
    per = None if _known(after, words, own) else _PER.search(after)
    if per is not None:
        after = after[: per.start()]
    units: list[str] = []
    currency = symbol = ""
    lead: list[str] = []
    rest: list[str] = []
    placed = [(word, lead) for word in _words_of(before, words, own)]
    for word, left in placed + [(word, rest) for word in _words_of(after, words, own)]:
        name = word.rstrip(".")
        form = word_form(name)
        unit = own.get(name) or words.units.get(form)
        money = words.currencies.get(form, "")
        if unit:
            units.append(unit)
        elif money and not currency:
            currency, symbol = money, name
        else:
            left.append(word)
    per_text = per["per"].strip() if per is not None else ""
    return Mark(tuple(units), currency, symbol, over, per_text, " ".join(lead), " ".join(rest))


def _words_of(text: str, words: Words, own: Mapping[str, str]) -> list[str]:
    """Return the text whole where it is known whole ("basis points"), else its words."""
    text = text.strip(" ,;:")
    return [text] if _known(text, words, own) else _TOKEN.findall(text)


def _known(text: str, words: Words, own: Mapping[str, str]) -> bool:
    """Return whether a text as a whole is a unit or a currency."""
    if text in own:
        return True
    form = word_form(text)
    wordy = all(char.isalnum() or char in " .-" for char in text)
    return wordy and (form in words.units or form in words.currencies)
