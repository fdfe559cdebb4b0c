"""Texts that say nothing but that they head a total or a mean."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from desktop_app.catalogue.text import normalise
from desktop_app.importing.context import SheetContext
from desktop_app.importing.kinds.period_text import WordsKey
from desktop_app.importing.periods import read_period

_ANY_YEAR = 2000
_NUMBER = re.compile(r"^\d+$")


def total_word(context: SheetContext, text: str) -> str:
    """Return ``total`` or ``average`` if a text says nothing but that, else ``""``.

    "Total", "Grand total 2026", "Total / average" and "YTD" are totals; "Total calls" names
    something.
    """
    return _total_word(normalise(text), WordsKey(context.words))


@lru_cache(maxsize=8_192)
def _total_word(plain: str, key: WordsKey) -> str:
    known = key.words
    both = known.total | known.average
    for name, words in (("total", known.total), ("average", known.average)):
        if plain in words:
            return name
        for rest in _without(plain, words):
            if _NUMBER.match(rest) or rest in both or read_period(rest, known, _ANY_YEAR):
                return name
    return ""


def _without(plain: str, words: Collection[str]) -> Iterator[str]:
    """Return what is left of a text without one of some words at its start, or else at its end."""
    pieces = plain.split(" ")
    for size in range(1, len(pieces)):
        first, last = " ".join(pieces[:size]), " ".join(pieces[-size:])
        if first in words:
            yield " ".join(pieces[size:])
        if last in words and not plain.startswith(f"{last} "):
            yield " ".join(pieces[:-size])
