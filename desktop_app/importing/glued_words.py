"""Words written as one: "ACWTIME", "ansholdtime", "queuewaitsec"."""

from __future__ import annotations

import re
from collections.abc import Collection

from desktop_app.catalogue.text import normalise
from desktop_app.catalogue.words import Words
from desktop_app.importing.heading_words import fold

_SHARE_OF = re.compile(
    r"^([^()%]+?)[\s,(]+(?:as\s+|in\s+)?(?:an?\s+)?(?:%|percent|percentage|share)\s+of\s+.*$", re.I
)
_CAMEL = re.compile(r"(?<=[^\W\d_A-Z]{2})(?=[A-Z])|(?<=[A-Z])(?=[A-Z][^\W\d_A-Z]{2})")
_PREFIX = re.compile(r"^[tn](?=[A-Z][^\W\d_A-Z])")
_PREFIXES = {"t": "time ", "n": "number "}
"""What a small letter ahead of a name in CamelCase says of it: "tHeld", "nTransferred"."""
_LONG_WORD = re.compile(r"[^\W\d_]{7,}")

_SHORTEST = 3
_LONGEST = 14
_MOST = 4


class GluedWords:
    """Sets words apart that stand without a space, where all of them are known.

    Parameters
    ----------
    vocabulary : collection of str
        The compared forms of the words of all names.
    words : Words
    """

    def __init__(self, vocabulary: Collection[str], words: Words) -> None:
        known = {*vocabulary, *words.units, *words.abbreviations}
        self._known = frozenset(word for word in known if len(word) >= _SHORTEST)
        self._beginnings = words.beginnings

    def apart(self, text: str) -> str:
        """Return a heading with words of CamelCase and of one long word set apart, and
        "escalations as % of contacts" as a share.
        """
        text = _PREFIX.sub(lambda match: _PREFIXES[match[0]], text)
        text = _SHARE_OF.sub(r"\1 %", _CAMEL.sub(" ", text))
        return _LONG_WORD.sub(lambda match: self._pieces(match[0]), text)

    def _pieces(self, text: str) -> str:
        """Return a word as the fewest known words that it is made of, itself if it is not."""
        word = normalise(text)
        if fold(word) in self._known or not word.isalpha():
            return text
        best: list[list[str] | None] = [[], *([None] * len(word))]
        for end in range(_SHORTEST, len(word) + 1):
            for start in range(max(0, end - _LONGEST), end - _SHORTEST + 1):
                before, piece = best[start], word[start:end]
                begins = start == 0 and piece in self._beginnings
                if (
                    before is None
                    or begins
                    or (piece not in self._known and fold(piece) not in self._known)
                ):
                    continue
                held = best[end]
                if held is None or len(before) + 1 < len(held):
                    best[end] = [*before, piece]
        found = best[-1]
        return " ".join(found) if found and 1 < len(found) <= _MOST else text
