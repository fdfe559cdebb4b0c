"""The vendor that tells a file's name from those of the files imported together with it."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.catalogue.text import normalise
from desktop_app.catalogue.words import Words
from desktop_app.domain.translating import tr
from desktop_app.importing.name_parts import (
    cased,
    is_ordinary,
    is_period,
    is_version,
    plain_name,
    spaced,
)
from desktop_app.importing.vendors import VendorGuess

TOLD_APART = 0.80
"""How sure a name is that tells a file from others."""
_MOST_WORDS = 3


def vendor_beside(
    file_name: str, beside: Iterable[str], words: Words | None = None
) -> VendorGuess | None:
    """Return the vendor that a file is named after where other files are named after others.

    "acme_kpi_2025" beside "borealis_kpi_2025" is Acme's: all but one part of the names is alike.
    Periods and versions are passed over; parts that are words of reports, of the trade or places
    ("calls" and "chats", "manila" and "cebu") name no vendors. None where no file tells.
    """
    own = _tokens(file_name, words)
    for other in beside:
        mine, theirs = _apart(own, _tokens(other, words))
        if not (1 <= len(mine) <= _MOST_WORDS and 1 <= len(theirs) <= _MOST_WORDS):
            continue
        if _names_nobody(mine, words) or _names_nobody(theirs, words):
            continue
        why = tr(
            "from what tells '{name}' from '{other}'",
            name=plain_name(file_name),
            other=plain_name(other),
        )
        return VendorGuess(cased(" ".join(mine)), TOLD_APART, why)
    return None


def _tokens(file_name: str, words: Words | None) -> list[str]:
    tokens = spaced(file_name).split()
    return [
        token
        for token in tokens
        if normalise(token) and not is_period(token, words) and not is_version(token)
    ]


def _apart(one: list[str], other: list[str]) -> tuple[list[str], list[str]]:
    """Return the middle parts of two lists of words; empty where they share neither end."""
    first, second = ([normalise(token) for token in tokens] for tokens in (one, other))
    shortest = min(len(one), len(other))
    head = next((n for n in range(shortest) if first[n] != second[n]), shortest)
    most = shortest - head
    tail = next((n for n in range(most) if first[-1 - n] != second[-1 - n]), most)
    if not head + tail:
        return [], []
    return one[head : len(one) - tail], other[head : len(other) - tail]


def _names_nobody(tokens: list[str], words: Words | None) -> bool:
    segments = words.segments if words is not None else frozenset()
    return normalise(" ".join(tokens)) in segments or all(
        is_ordinary(token, words) for token in tokens
    )
