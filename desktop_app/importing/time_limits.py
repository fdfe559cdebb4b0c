"""Times within which things are promised: the "within 5 days" of "CVs sent within 5 days"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import takewhile

from desktop_app.importing.heading_words import WordReader

LIMIT = "<limit>"
"""The word that stands for such a time among the words of a name."""
MOMENT = "<moment>"
"""The same for a time in seconds, within which calls are answered."""
_WORD_OF = {
    "seconds": MOMENT,
    "ring": MOMENT,
    **dict.fromkeys(("minutes", "hours", "days", "weeks"), LIMIT),
}
_DAY = frozenset({"day"})
_SAME_DAY = frozenset({"same", "next"})
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
    numbers : collection of str
        Words that are numbers, likewise: "one", "zwei".
    """

    def __init__(
        self, reader: WordReader, before: Collection[str], numbers: Collection[str]
    ) -> None:
        self._reader, self._before = reader, frozenset(before)
        self._numbers = frozenset(numbers)

    def as_one(self, words: Sequence[str]) -> list[str]:
        """Return folded words with each such time as the one word `LIMIT`."""
        found: list[str] = []
        place = 0
        while place < len(words):
            end, one = self._end(words, place, self._is_told(found, words[place]))
            if end:
                told = list(takewhile(self._before.__contains__, reversed(found)))
                found = [*found[: len(found) - len(told)], one]
                place = end
            else:
                found.append(words[place])
                place += 1
        return found

    def _is_told(self, before: Sequence[str], word: str) -> bool:
        is_number = word.isdigit() or word in self._numbers
        return is_number and bool(before) and before[-1] in self._before

    def _end(self, words: Sequence[str], first: int, is_number: bool) -> tuple[int, str]:
        """Return the place behind the unit of a number, or behind "same day", and the word for it;
        0 where there is no such time.
        """
        if not is_number and words[first] not in _SAME_DAY:
            return 0, ""
        for place in range(first + 1, min(len(words), first + 2 + _MOST_BETWEEN)):
            word = words[place]
            one = _WORD_OF.get(word) or _WORD_OF.get(self._reader.unit_of(word), "")
            if one and (is_number or word in _DAY):
                return place + 1, one
        return 0, ""
