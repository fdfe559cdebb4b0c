"""In what amounts are given: ``£000``, ``T€``, ``kEUR``, ``USD mn``, ``Mio. EUR``, ``INR lakh``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial

from desktop_app.catalogue.model import UNIT_WORDS
from desktop_app.catalogue.words import Words
from desktop_app.importing.kinds.spelling import plain, word_form
from desktop_app.importing.kinds.units import MAGNITUDE_WORDS

_TOKEN = re.compile(
    r"[^\W\d_]{1,3}\$|(?<![\d.,])'?0{3}'?s?(?![\w.,])|0{3}s?(?=\s*\))|[^\W\d_][^\W_]*|\d[\d.,]*|[^\w\s]"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_LETTERS = {"t": "thousands", "k": "thousands", "m": "millions", "b": "billions"}
"""Letters that are a size only beside a currency: ``T€``, ``$m``."""
_GLUED = _LETTERS | {"mn": "millions", "mm": "millions", "mio": "millions", "bn": "billions"}
_ALONE = frozenset({"in", "en"})
_BETWEEN = frozenset(".'()[]/") | _ALONE


@dataclass(frozen=True, slots=True)
class AmountUnit:
    """Size (a unit id such as ``thousands``) and currency (ISO code) that a text names.

    Either is ``""`` where the text names none; `alone` says that it names nothing else.
    """

    size: str = ""
    currency: str = ""
    alone: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """Words as a key of a cache; equal only to itself, as their tables can't be hashed."""

    words: Words

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.words is self.words

    def __hash__(self) -> int:
        return id(self.words)


def amount_unit(text: str, words: Words) -> AmountUnit:
    """Return the size and currency in which a heading, unit or title says that amounts are.

    A size counts beside its currency, as thousands written in noughts, or behind "in": "Total
    cost in TEUR", "Cost (£000)", "USD mn". A number before it ("saved $2m") is an amount itself.
    """
    return _reader(_Same(words))(text)


@lru_cache(maxsize=2)
def _reader(same: _Same) -> Callable[[str], AmountUnit]:
    """Return what remembers the texts it was asked about; headings repeat from sheet to sheet."""
    codes = frozenset(same.words.currencies.values())
    return lru_cache(maxsize=8192)(partial(_read, words=same.words, codes=codes))


def _read(text: str, words: Words, codes: frozenset[str]) -> AmountUnit:
    tokens = tuple(_TOKEN.findall(plain(text)))
    kinds = _beside_currencies([_kind(token, words, codes) for token in tokens])
    size = currency = ""
    alone = True
    for place, (own_size, own_currency, _) in enumerate(kinds):
        if (own_size or own_currency) and _is_amount(tokens[max(place - 1, 0) : place + 2]):
            return AmountUnit()
        counts = bool(own_size) and _counts(tokens, kinds, place)
        size, currency = size or (own_size if counts else ""), currency or own_currency
        alone = alone and (counts or bool(own_currency) or tokens[place].casefold() in _BETWEEN)
    return AmountUnit(size, currency, bool(size or currency) and alone)


def _is_amount(near: tuple[str, ...]) -> bool:
    """Return whether a number other than a year stands beside a size or currency: "$2m"."""
    return any(
        token[0].isdigit() and token.strip("0s") and not _YEAR.fullmatch(token) for token in near
    )


def _beside_currencies(kinds: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Return the kinds with letters beside a currency as sizes."""
    padded = [("", "", ""), *kinds, ("", "", "")]
    around = zip(padded[:-2], kinds, padded[2:], strict=True)
    return [
        (_LETTERS[kind[2]], kind[1], "") if kind[2] and (before[1] or after[1]) else kind
        for before, kind, after in around
    ]


def _kind(token: str, words: Words, codes: frozenset[str]) -> tuple[str, str, str]:
    """Return the size, the currency and the letter that one token is, each ``""`` for none."""
    if token.strip("'s") == "000":
        return "thousands", "", ""
    form = word_form(token)
    currency = words.currencies.get(form, "")
    if currency and (not form.isascii() or not form.isalpha() or len(form) != 3 or token.isupper()):
        return "", currency, ""
    if form in _LETTERS:
        return "", "", form
    for code in (token[-3:], token[:3]):
        glued = (token.removesuffix(code) if token.endswith(code) else token[3:]).casefold()
        if code in codes and len(token) > 3 and glued in _GLUED:
            return _GLUED[glued], code, ""
    size = MAGNITUDE_WORDS.get(form) or words.units.get(form, "")
    return (size if size in UNIT_WORDS["multiple"] else ""), "", ""


def _counts(tokens: tuple[str, ...], kinds: list[tuple[str, str, str]], place: int) -> bool:
    """Return whether a size stands beside a currency, in noughts, in brackets or behind "in"."""
    if tokens[place].strip("'s") == "000" or kinds[place][1]:
        return True
    near = [at for at in (place - 1, place + 1) if 0 <= at < len(tokens)]
    near += [
        at for at in (place - 2, place + 2) if 0 <= at < len(tokens) and _skipped(tokens, at, place)
    ]
    beside = any(kinds[at][1] for at in near)
    before = tokens[place - 1].casefold() if place else ""
    return beside or before in _ALONE | {"(", "["} or len(tokens) == 1


def _skipped(tokens: tuple[str, ...], at: int, place: int) -> bool:
    """Return whether only a mark or "in" stands between two places that are two apart."""
    return tokens[(at + place) // 2].casefold() in _BETWEEN
