"""Names that are made by a rule: "<item> checked", "<work> accuracy", "<item> per <hour>"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from desktop_app.catalogue.model import Catalogue
from desktop_app.importing.concepts import (
    AVERAGE,
    COUNT,
    FOR_EACH,
    IDENTITY,
    ON_TIME,
    RATE,
    concepts,
)
from desktop_app.importing.counterparts import meaning_in_summaries
from desktop_app.importing.heading_words import WordReader, fold
from desktop_app.importing.spellings import Spelling
from desktop_app.importing.time_limits import LIMIT, MOMENT, TimeLimits
from desktop_app.importing.word_classes import TOTALS

_CLASS = re.compile(r"<(\w+)>")
_PIECES = re.compile(r"<\w+>|[^<>]+")
_DOING = re.compile(r"^[a-z]{3,}ing$")
_ITEM, _WORK = "<item>", "<work>"
_WORKED_ON = ({_WORK}, {_ITEM}, {_ITEM, _WORK})
"""What stands for work: what is done, what it is done to, or both."""
_NUMBER, _UNDONE = "<number>", "<undone>"
_ACTS = (
    *("<kept>", "<delivered>", "<done>", "<audited>", "<checked>", "<reviewed>", "<come>"),
    *("<reworked>", "<paid>"),
)
_MINUTES = re.compile(r"\b(\d+) minute")
_MOST_MINUTES = 5
_OF_LIMITS = ("limit", "numeral")
"""The words of a time limit, which are of no class by themselves."""
_ADDS_NOTHING = frozenset({AVERAGE, COUNT, IDENTITY})

_Key = tuple[frozenset[str], ...]
_NOT = frozenset({"not", "non", "nicht", "pas", "without", "ohne", "sans", "sin"})
_NO_LATER = frozenset({"later", "more", "over", "exceeding", "spater", "plus"})


@dataclass(slots=True)
class Patterns:
    """The rules by which names are made, findable by the words of a name.

    A word counts as what it comes to (`concepts`) or, if it is of one, as its class. How often
    something stands there, and in what order, does not matter ("invoice coding accuracy"),
    but for what stands behind "per". A time within which something is done is one word, beside
    which other words than those of the rules say nothing ("CVs submitted within 5 days").
    """

    _limits: TimeLimits
    _answered: frozenset[tuple[str, ...]] = frozenset()
    _written: frozenset[tuple[str, ...]] = frozenset()
    _class_of: dict[str, str] = field(default_factory=dict)
    _by_key: dict[_Key, list[Spelling]] = field(default_factory=dict)

    @classmethod
    def of(cls, catalogue: Catalogue, reader: WordReader) -> Patterns:
        """Return the patterns of a catalogue's words."""
        words = catalogue.words
        before, numbers = (
            [word for text in words.classes[name] for word in reader.fold_text(text)]
            for name in _OF_LIMITS
        )
        answered, written = (
            frozenset(concepts(reader.fold_text(word)) for word in group)
            for group in (words.taken_up, words.in_writing)
        )
        index = cls(TimeLimits(reader, before, numbers), answered, written)
        for name, members in words.classes.items():
            for member in members if name not in _OF_LIMITS else ():
                index._class_of[concepts(reader.fold_text(member))[0]] = f"<{name}>"
        for owner, texts in words.patterns.items():
            meaning = meaning_in_summaries(catalogue, owner)
            for text in texts:
                spelling = Spelling(meaning, _CLASS.sub(r"\1", text), "", ())
                for key in _in_all_ways(index._of_pattern(text, reader)):
                    index._by_key.setdefault(key, []).append(spelling)
        return index

    def named(self, words: Sequence[str], percent: bool) -> tuple[list[Spelling], bool]:
        """Return the patterns that folded words are made by, and whether a share of it is meant.

        Parameters
        ----------
        percent : bool
            Whether a percent sign stands beside the words.
        """
        return self._of_key(self._key(words), percent)

    def within(self, words: Sequence[str], percent: bool) -> tuple[list[Spelling], bool]:
        """Return the same where a time limit stands beside words that no pattern has."""
        told = self._key(words)[:1]
        if not told or told[0].isdisjoint((LIMIT, MOMENT)) or _UNDONE in told[0]:
            return [], False
        if any(word in _NOT and after not in _NO_LATER for word, after in pairwise((*words, ""))):
            return [], False  # "calls not answered in 20 seconds"
        act = next((one for one in _ACTS if one in told[0]), "")
        known = {act, LIMIT, MOMENT, RATE}
        return self._of_key((told[0] & known,), percent) if act else ([], False)

    def _of_key(self, key: _Key, percent: bool) -> tuple[list[Spelling], bool]:
        if percent and key:
            key = (key[0] | {RATE}, *key[1:])
        found = self._by_key.get(key, [])
        if found or not key or RATE not in key[0]:
            return found, False
        return self._by_key.get((key[0] - {RATE}, *key[1:]), []), True

    def _of_pattern(self, text: str, reader: WordReader) -> _Key:
        tokens: list[str] = []
        for piece in _PIECES.findall(text):
            is_class = _CLASS.fullmatch(piece)
            tokens += [piece] if is_class else self._tokens(reader.fold_text(piece))
        return _split(tokens)

    def _key(self, words: Sequence[str]) -> _Key:
        return _split(self._tokens(words))

    def _tokens(self, words: Sequence[str]) -> list[str]:
        tokens: list[str] = []
        for before, word in pairwise(("", *self._as_one(words))):
            # "24 h" and "24 hours" are read as one unit; the rules name it as words do.
            meant = concepts((fold(word) if before.isdigit() else word,))
            if word in FOR_EACH:
                tokens.append("")
            elif word in (LIMIT, MOMENT):
                tokens.append(word)
            elif word.isdigit():
                tokens.append(_NUMBER)
            elif before == "on" and word == "time":
                tokens.append(ON_TIME)
            elif word not in TOTALS:
                tokens += [self._token(word, one) for one in meant]
        return [token for token in tokens if token not in _ADDS_NOTHING]

    def _as_one(self, words: Sequence[str]) -> list[str]:
        """Return words with a time limit as one; calls are answered within a few minutes."""
        found = self._limits.as_one(words)
        told = {concepts((word,)) for word in words}
        if LIMIT in found and told & self._answered and not told & self._written:
            minutes = _MINUTES.search(" ".join(words))
            if minutes and int(minutes[1]) <= _MOST_MINUTES:
                return [MOMENT if word == LIMIT else word for word in found]
        return found

    def _token(self, word: str, concept: str) -> str:
        """Return a word's class, itself where it is of none; any doing is work: "indexing"."""
        return self._class_of.get(concept) or (_WORK if _DOING.match(word) else concept)


def _in_all_ways(key: _Key) -> list[_Key]:
    """Return the keys of a pattern: work may be what is done, or what it is done to, and what has
    to be kept may be a delivery.
    """
    return [
        way
        for one in _with(key, "<kept>", ({"<kept>"}, {"<delivered>"}))
        for way in _with(one, _WORK, _WORKED_ON)
    ]


def _with(key: _Key, word: str, ways: Sequence[set[str]]) -> list[_Key]:
    """Return a key with each of the ways of saying a word in its place."""
    place = next((at for at, part in enumerate(key) if word in part), None)
    if place is None:
        return [key]
    rest = key[place] - {word}
    return [(*key[:place], rest | way, *key[place + 1 :]) for way in ways]


def _split(tokens: Sequence[str]) -> _Key:
    """Return what stands ahead of "per", and what behind."""
    parts: list[set[str]] = [set()]
    for token in tokens:
        if token:
            parts[-1].add(token)
        else:
            parts.append(set())
    return tuple(map(frozenset, parts)) if any(parts) else ()
