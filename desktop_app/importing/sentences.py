"""Labels that are whole sentences: "Calls in which the wait was less than 20 seconds"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.catalogue.text import normalise

_FEWEST_WORDS = 5
_BEGINS = "~"
"""What stands behind a word that may go on, in the rules."""
_LIMIT = "<limit>"
_SPAN = re.compile(r"\b(\d{1,3}) ?(s|sec\w*|seg\w*|sek\w*|min\w*)\b")
_DOUBTFUL = "?"
_NOT = "!"


@dataclass(frozen=True, slots=True)
class _Rule:
    """A sentence's plain reading, what it has to say for it, and what it may not say."""

    reading: str
    sure: bool
    says: tuple[re.Pattern[str], ...]
    unsaid: tuple[re.Pattern[str], ...]

    def read(self, plain: str) -> str:
        """Return the reading of a sentence in normal form, ``""`` where it is none of these."""
        said = all(pattern.search(plain) for pattern in self.says)
        if not said or any(pattern.search(plain) for pattern in self.unsaid):
            return ""
        span = _SPAN.search(plain)
        if _LIMIT not in self.reading:
            return self.reading
        if span is None:
            return ""
        unit = "minutes" if span[2].startswith("min") else "seconds"
        return self.reading.replace(_LIMIT, f"{span[1]} {unit}")


class Sentences:
    """Finds what a long label says in few words.

    Parameters
    ----------
    rules : mapping of str to sequence of str
        As in the file of words: the plain reading first, doubtful with a ``?`` in front of it;
        then groups of words of which a sentence has to say one each, and with a ``!`` those of
        which it may say none.
    """

    def __init__(self, rules: Mapping[str, Sequence[str]]) -> None:
        self._rules = [_rule(texts) for texts in rules.values()]

    def readings(self, text: str) -> Iterator[tuple[str, bool]]:
        """Yield what a label reads like in few words, and whether that is sure."""
        plain = f" {normalise(text)} "
        if len(plain.split()) < _FEWEST_WORDS:
            return
        for rule in self._rules:
            reading = rule.read(plain)
            if reading:
                yield reading, rule.sure


def _rule(texts: Sequence[str]) -> _Rule:
    reading, *groups = texts
    return _Rule(
        reading.removeprefix(_DOUBTFUL),
        not reading.startswith(_DOUBTFUL),
        tuple(_pattern(group) for group in groups if not group.startswith(_NOT)),
        tuple(_pattern(group[1:]) for group in groups if group.startswith(_NOT)),
    )


def _pattern(group: str) -> re.Pattern[str]:
    """Return what finds one of several phrases parted by bars."""
    phrases = []
    for phrase in group.split("|"):
        plain = re.escape(normalise(phrase)).replace(r"\ ", " ")
        phrases.append(plain + (r"\w*" if phrase.strip().endswith(_BEGINS) else ""))
    return re.compile(rf" (?:{'|'.join(phrases)})(?= )")
