"""Times within which things are promised: the "within 5 days" of "CVs sent within 5 days"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import takewhile

from desktop_app.importing.heading_words import WordReader

LIMIT = "<limit>"
"""The word that stands for such a time among the words of a name."""
_UNITS = frozenset({"minutes", "hours", "days", "weeks"})
"""Units of such times; seconds are those of a service level."""
_MOST_BETWEEN = 2
"""Words between a number and its unit: "10 clear working days"."""


class TimeLimits:
    """Finds times within which something is done in the words of a name.

    Parameters
    ----------
    reader : WordReader
        Knows the units.
    before : collection of str
        Words ahead of the number, in their compared form: "within", "in", "innerhalb".
    """

    def __init__(self, reader: WordReader, before: Collection[str]) -> None:
        self._reader, self._before = reader, frozenset(before)

    def as_one(self, words: Sequence[str]) -> list[str]:
        """Return folded words with each such time as the one word `LIMIT`."""
        found: list[str] = []
        place = 0
        while place < len(words):
            end = self._end(words, place) if self._is_told(found, words[place]) else 0
            if end:
                told = list(takewhile(self._before.__contains__, reversed(found)))
                found = [*found[: len(found) - len(told)], LIMIT]
                place = end
            else:
                found.append(words[place])
                place += 1
        return found

    def _is_told(self, before: Sequence[str], word: str) -> bool:
        return word.isdigit() and bool(before) and before[-1] in self._before

    def _end(self, words: Sequence[str], number: int) -> int:
        """Return the place behind the unit of the number at a place, 0 where it has none."""
        for place in range(number + 1, min(len(words), number + 2 + _MOST_BETWEEN)):
            word = words[place]
            if word in _UNITS or self._reader.unit_of(word) in _UNITS:
                return place + 1
        return 0
