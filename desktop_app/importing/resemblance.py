"""What a heading that nobody knows has in common with the names of fields that KPIs need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import TypeVar

from desktop_app.catalogue.model import Catalogue, FieldRole
from desktop_app.importing.concepts import GENERAL, concepts
from desktop_app.importing.decisions import Target
from desktop_app.importing.glued_words import GluedWords
from desktop_app.importing.heading_words import HeadingWords, WordReader
from desktop_app.importing.spellings import Spellings
from desktop_app.importing.waiting import Needs
from desktop_app.importing.word_classes import UNTELLING

_Meaning = TypeVar("_Meaning", str, tuple[Target, str])
_TOLD = frozenset({FieldRole.VALUE, FieldRole.DATE})
_FEW = 6
_LONGEST, _SHORTEST = 4, 3


def _item_words(catalogue: Catalogue, spellings: Spellings) -> dict[str, set[tuple[Target, str]]]:
    """Return what the telling words of the names of KPIs and quantities come to."""
    found: dict[str, set[tuple[Target, str]]] = {}
    words = catalogue.words
    untelling = {*UNTELLING, *words.units, *words.currencies}
    untelling |= {code.lower() for code in words.currencies.values()}
    for folded, same in spellings.by_words.items():
        meanings = {one.meaning for one in same if _is_item(catalogue, one.meaning)}
        for word in folded if meanings else ():
            found.setdefault(word, set()).update(meanings)
    return _by_concept(found, untelling)


def _by_concept(
    by_word: Mapping[str, set[_Meaning]], untelling: Set[str]
) -> dict[str, set[_Meaning]]:
    """Return by concept what the telling ones of some words come to."""
    found: dict[str, set[_Meaning]] = {}
    for word, meanings in by_word.items():
        if len(word) >= _SHORTEST and word not in untelling and not word.isdigit():
            for concept in concepts((word,)):
                found.setdefault(concept, set()).update(meanings)
    return found


def _is_item(catalogue: Catalogue, meaning: tuple[Target, str]) -> bool:
    target, name = meaning
    return target is Target.KPI or catalogue.fields[name].role is FieldRole.QUANTITY


def _of_few(found: dict[str, set[_Meaning]]) -> dict[str, list[_Meaning]]:
    """Return what few meanings have in common, in order."""
    return {
        concept: sorted(names)
        for concept, names in found.items()
        if concept not in GENERAL and len(names) <= _FEW
    }


class Resemblance:
    """Finds the fields that a heading has telling words in common with.

    Parameters
    ----------
    catalogue : Catalogue
    spellings : Spellings
    words : WordReader
    glued : GluedWords
    needs : Needs
        Which fields KPIs are made of; others are never resembled.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        spellings: Spellings,
        words: WordReader,
        glued: GluedWords,
        needs: Needs,
    ) -> None:
        self._words, self._glued = words, glued
        self._unneeded = frozenset(map(words.fold_text, catalogue.words.unneeded))
        found: dict[str, set[str]] = {}
        for folded, same in spellings.by_words.items():
            names = {spelling.meaning[1] for spelling in same} & needs.fields
            names = {name for name in names if catalogue.fields[name].role in _TOLD}
            for word in folded if names else ():
                found.setdefault(word, set()).update(names)
        untelling = {*UNTELLING, *catalogue.words.units}
        self._told_by = _of_few(_by_concept(found, untelling))
        self._items_told_by = _of_few(_item_words(catalogue, spellings))

    def fields(self, text: str) -> dict[str, tuple[str, ...]]:
        """Return the fields of which names share words with a heading that few fields have.

        Returns
        -------
        dict of str to tuple of str
            Field ids with the words they share with the heading, most words first.
        """
        shared: dict[str, dict[str, None]] = {}
        for word in [word.folded for one in self._readings(text) for word in one.words]:
            for concept in concepts((word,)):
                for name in self._told_by.get(concept, ()):
                    shared.setdefault(name, {})[word] = None
        ranked = sorted(shared.items(), key=lambda item: -len(item[1]))
        return {name: tuple(words) for name, words in ranked}

    def items(self, text: str) -> dict[tuple[Target, str], tuple[str, ...]]:
        """Return the KPIs and quantities of which names share words with a text that few have.

        Returns
        -------
        dict of (Target, str) to tuple of str
            Meanings with the words they share with the text, most words first.
        """
        shared: dict[tuple[Target, str], dict[str, None]] = {}
        for word in [word.folded for one in self._readings(text) for word in one.words]:
            for concept in concepts((word,)):
                for meaning in self._items_told_by.get(concept, ()):
                    shared.setdefault(meaning, {})[word] = None
        ranked = sorted(shared.items(), key=lambda item: -len(item[1]))
        return {meaning: tuple(words) for meaning, words in ranked}

    def unneeded(self, text: str) -> bool:
        """Return whether a heading names something that no KPI needs: "Ring time", "VAT"."""
        return any(
            reading.folded[start : start + length] in self._unneeded
            for reading in self._readings(text)
            for start in range(len(reading.folded))
            for length in range(1, _LONGEST + 1)
        )

    def _readings(self, text: str) -> Iterator[HeadingWords]:
        """Yield a heading as it stands, with its words apart, and with abbreviations in full."""
        apart = self._words.read(self._glued.apart(text))
        yield from (self._words.read(text), apart)
        yield from (reading for reading, _ in self._words.written_out(apart))
