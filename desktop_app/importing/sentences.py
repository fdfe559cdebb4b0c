"""Labels that are whole sentences: "Calls in which the wait was less than 20 seconds"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.catalogue.text import normalise

_FEWEST_WORDS = 3
_BEGINS = "~"
"""What stands behind a word that may go on, in the rules."""
_NAMED = "@"
_LIMIT, _UNIT = "<limit>", "<unit>"
_SPAN = re.compile(r"\b(\d{1,3}) ?(s|sec\w*|seg\w*|sek\w*|min\w*)\b")
_UNIT_OF_TIME = re.compile(
    r"\b((?:working|business|calendar) )?(days?|hours?|hrs?|minutes?|mins?|weeks?)\b"
)
_DOUBTFUL = "?"
_NOT = "!"


@dataclass(frozen=True, slots=True)
class _Group:
    """Words and phrases, in normal form, of which one stands in a sentence or not."""

    words: frozenset[str]
    beginnings: tuple[str, ...]
    phrases: tuple[str, ...]

    def stands_in(self, plain: str, words: frozenset[str]) -> bool:
        """Return whether one stands in a sentence, given whole and in words.

        Parameters
        ----------
        plain : str
            In normal form, with a blank at either end.
        """
        return (
            not self.words.isdisjoint(words)
            or any(phrase in plain for phrase in self.phrases)
            or any(f" {begin}" in plain for begin in self.beginnings)
        )


@dataclass(frozen=True, slots=True)
class _Rule:
    """A sentence's plain reading, what it has to say for it, and what it may not say."""

    reading: str
    sure: bool
    says: tuple[_Group, ...]
    unsaid: tuple[_Group, ...]

    def read(self, plain: str, words: frozenset[str]) -> str:
        """Return the reading of a sentence in normal form, ``""`` where it is none of these."""
        if not all(group.stands_in(plain, words) for group in self.says):
            return ""
        if any(group.stands_in(plain, words) for group in self.unsaid):
            return ""
        if _UNIT in self.reading:
            unit = _UNIT_OF_TIME.search(plain)
            return self.reading.replace(_UNIT, f"({unit[0]})" if unit else "").strip()
        if _LIMIT not in self.reading:
            return self.reading
        span = _SPAN.search(plain)
        if span is None:
            return ""
        seconds = "minutes" if span[2].startswith("min") else "seconds"
        return self.reading.replace(_LIMIT, f"{span[1]} {seconds}")


class Sentences:
    """Finds what a long label says in few words.

    Parameters
    ----------
    rules : mapping of str to sequence of str
        As in the file of sentences: the plain reading first, doubtful with a ``?`` in front of it;
        then groups of words of which a sentence has to say one each, and with a ``!`` those of
        which it may say none.
    phrases : mapping of str to sequence of str
        Words and phrases that the rules name by ``@``.
    """

    def __init__(
        self, rules: Mapping[str, Sequence[str]], phrases: Mapping[str, Sequence[str]]
    ) -> None:
        self._rules = [_rule(texts, phrases) for texts in rules.values()]

    def readings(self, text: str) -> Iterator[tuple[str, bool]]:
        """Yield what a label reads like in few words, and whether that is sure."""
        plain = f" {normalise(text)} "
        if len(plain.split()) < _FEWEST_WORDS:
            return
        words = frozenset(plain.split())
        for rule in self._rules:
            reading = rule.read(plain, words)
            if reading:
                yield reading, rule.sure


def _rule(texts: Sequence[str], phrases: Mapping[str, Sequence[str]]) -> _Rule:
    reading, *groups = texts
    return _Rule(
        reading.removeprefix(_DOUBTFUL),
        not reading.startswith(_DOUBTFUL),
        tuple(_group(group, phrases) for group in groups if not group.startswith(_NOT)),
        tuple(_group(group[1:], phrases) for group in groups if group.startswith(_NOT)),
    )


def _group(texts: str, phrases: Mapping[str, Sequence[str]]) -> _Group:
    """Return what finds one of several phrases parted by bars."""
    told: list[str] = []
    for text in texts.split("|"):
        told += phrases[text[1:]] if text.startswith(_NAMED) else [text]
    plain = [(normalise(text), text.rstrip().endswith(_BEGINS)) for text in told]
    return _Group(
        frozenset(text for text, begins in plain if not begins and " " not in text),
        tuple(text for text, begins in plain if begins),
        tuple(f" {text} " for text, begins in plain if not begins and " " in text),
    )
