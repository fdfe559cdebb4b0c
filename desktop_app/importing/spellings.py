"""Every spelling of the catalogue, findable by its words and by likeness."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from desktop_app.catalogue.model import (
    Catalogue,
    FieldDefinition,
    FieldKind,
    FieldRole,
    KpiDefinition,
)
from desktop_app.catalogue.text import normalise
from desktop_app.importing.concepts import (
    AVERAGE,
    FOR_EACH,
    GENERAL,
    RATE,
    compound,
    concepts,
    of_any_record,
    without_average,
)
from desktop_app.importing.decisions import Target
from desktop_app.importing.heading_words import WordReader
from desktop_app.importing.word_classes import HEADS, NO_TYPING_ERRORS

_LEAST_LIKENESS = 78.0
_LEAST_WORD_LIKENESS = 72.0
_MOST_LETTERS_MORE = 2
"""By how many letters a word may be longer than the one it is a typing error of."""
_MOST_SLIPS = 2
_STEM = 4
"""Letters left out, put in, mistaken or swapped; with more of them it is another word."""
_ENDINGS = frozenset({"", "d", "ed", "ing", "ment", "e", "al", "en", "y", "ly", "es", "ion"})

_OTHER_WAY_ROUND = ({"er", "ed"}, {"er", "e"}, {"ed", "r"}, {"d", "r"})
"""Endings that turn who does something into whom it is done to: "caller" and "called"."""

_DERIVED = frozenset(
    ("ive", "ively", "able", "ible", "ness", "ity", "ist", "ism", "er", "or", "ful", "less")
)
"""Endings that make another word, where a slip of the keyboard would change a letter."""

Meaning = tuple[Target, str]


@dataclass(frozen=True, slots=True)
class Spelling:
    """One spelling of one meaning; `folded` are its compared words."""

    meaning: Meaning
    text: str
    normal: str
    folded: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """A spelling like a text, 0..100; `inflected` if only endings or order differ."""

    spelling: Spelling
    score: float
    inflected: bool


def _texts(definition: KpiDefinition | FieldDefinition) -> Iterator[str]:
    made = isinstance(definition, FieldDefinition) and definition.role is FieldRole.ID
    if made and len(definition.aliases) <= 1:
        return  # what only joining tables gives has a title and no name of its own in reports
    yield definition.name
    if isinstance(definition, KpiDefinition):
        yield definition.abbreviation
    yield from definition.aliases


def _is_derived(word: str, other: str) -> bool:
    """Return whether two words of one stem differ by what makes another word: "responsive" is no
    slip for "responses", and a "request" none for a "requester".
    """
    letters = zip(word, other, strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], letters))
    ends = {word[same:], other[same:].removesuffix("s")}
    return same >= _STEM and not ends.isdisjoint(_DERIVED)


def _for_each(words: tuple[str, ...]) -> set[str]:
    """Return the words behind "per"."""
    return {word for before, word in pairwise(words) if before in FOR_EACH}


def _letters(words: tuple[str, ...]) -> frozenset[str]:
    """Return the first letters of words, which neither endings nor typing errors change."""
    return frozenset([word[0] for word in words])


@dataclass(slots=True)
class Spellings:
    """The index of all spellings of a catalogue: by words, and by letters without spaces."""

    by_words: dict[tuple[str, ...], list[Spelling]] = field(default_factory=dict)
    glued: dict[str, list[Spelling]] = field(default_factory=dict)
    beginning: dict[tuple[str, ...], list[Spelling]] = field(default_factory=dict)
    by_concepts: dict[tuple[str, ...], list[Spelling]] = field(default_factory=dict)
    longest: int = 0
    vocabulary: set[str] = field(default_factory=set)
    _joined: list[str] = field(default_factory=list)
    _keys: list[tuple[str, ...]] = field(default_factory=list)
    _by_letters: dict[frozenset[str], list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, catalogue: Catalogue, reader: WordReader) -> Spellings:
        """Return the index of a catalogue's KPIs and fields."""
        index = cls()
        for kpi in catalogue.kpis.values():
            index._add((Target.KPI, kpi.id), kpi, reader)
        for known in catalogue.fields.values():
            index._add((Target.FIELD, known.id), known, reader)
        index._add_ids(catalogue, reader)
        index._add_rates_of_fields(catalogue)
        index._keys = list(index.by_words)
        index._joined = [" ".join(sorted(key)) for key in index._keys]
        for place, key in enumerate(index._keys):
            index._by_letters.setdefault(_letters(key), []).append(place)
        return index

    def _add_ids(self, catalogue: Catalogue, reader: WordReader) -> None:
        """Add the ids as names too, but those that are how reports name something else.

        "CALLS count" counts the calls; that a field about invoices has that id is our doing.
        """
        for target, known in ((Target.KPI, catalogue.kpis), (Target.FIELD, catalogue.fields)):
            for definition in known.values():
                meaning = (target, definition.id)
                same = self.by_words.get(reader.fold_text(definition.id), ())
                others = {one.meaning for one in same if one.meaning[0] is target}
                if others <= {meaning} and any(True for _ in _texts(definition)):
                    self._add_text(meaning, definition.id, reader)

    def _add(
        self, meaning: Meaning, definition: KpiDefinition | FieldDefinition, reader: WordReader
    ) -> None:
        for text in _texts(definition):
            self._add_text(meaning, text, reader)

    def _add_text(self, meaning: Meaning, text: str, reader: WordReader) -> None:
        normal, folded = normalise(text), reader.fold_text(text)
        known = self.by_words.get(folded, ())
        if folded and not any(one.meaning == meaning and one.normal == normal for one in known):
            spelling = Spelling(meaning, text, normal, folded)
            self.by_words.setdefault(folded, []).append(spelling)
            self.glued.setdefault("".join(folded), []).append(spelling)
            if folded[-1] in HEADS:
                self.beginning.setdefault(folded[:-1], []).append(spelling)
            meant = concepts(folded)
            keys = [meant, of_any_record(meant)]
            if len(meant) > 2:  # "resolution" alone is not the "average resolution"
                keys.append(without_average(meant))
            for key in dict.fromkeys(keys) if set(meant) - GENERAL else ():
                self.by_concepts.setdefault(key, []).append(spelling)
            self.longest = max(self.longest, len(folded))
            self.vocabulary.update(folded)

    def _add_rates_of_fields(self, catalogue: Catalogue) -> None:
        """Add the share of a flag and the mean of a value for the KPI that is just that."""
        owners = {
            formula.part: (Target.KPI, kpi.id)
            for kpi in catalogue.kpis.values()
            for formula in kpi.formulas
            if formula.whole == f"known({formula.part})" and formula.part in catalogue.fields
        }
        for spelling in [one for group in self.by_words.values() for one in group]:
            owner = owners.get(spelling.meaning[1])
            if owner is None or spelling.meaning[0] is Target.KPI:
                continue
            meant = concepts(spelling.folded)
            if len(meant) < 2:
                continue
            flag = catalogue.fields[spelling.meaning[1]].kind is FieldKind.FLAG
            key = tuple(sorted((*meant, RATE if flag else AVERAGE)))
            if all(one.meaning == owner for one in self.by_concepts.get(key, ())):
                rate = Spelling(owner, spelling.text, spelling.normal, spelling.folded)
                self.by_concepts.setdefault(key, []).append(rate)

    def like(self, words: tuple[str, ...], limit: int = 12) -> list[Likeness]:
        """Return spellings like some words, best first: other order, endings, typing errors.

        A word that is another word of the catalogue ("rate" for "time") is not a typing error.
        """
        if not words or not self._any_like(words):
            return []
        found = process.extract(
            " ".join(sorted(words)),
            self._joined,
            scorer=fuzz.ratio,
            score_cutoff=_LEAST_LIKENESS,
            limit=limit,
        )
        result: list[Likeness] = []
        for _, score, place in found:
            key = self._keys[place]
            inflected = self._pairs_up(words, key)
            if inflected is not None:
                result += [Likeness(spelling, score, inflected) for spelling in self.by_words[key]]
        return result

    def _any_like(self, words: tuple[str, ...]) -> bool:
        """Whether any spelling is like some words: one look at those of the same first letters.

        Most texts of a report are like none, and to compare them with all takes milliseconds.
        """
        places = self._by_letters.get(_letters(words), ())
        joined = [self._joined[place] for place in places]
        text = " ".join(sorted(words))
        found = process.extract_iter(text, joined, scorer=fuzz.ratio, score_cutoff=_LEAST_LIKENESS)
        return any(self._pairs_up(words, self._keys[places[at]]) is not None for *_, at in found)

    def _pairs_up(self, words: tuple[str, ...], key: tuple[str, ...]) -> bool | None:
        """Whether each word has its counterpart: True by endings only, False by likeness, None."""
        if not _for_each(words).isdisjoint(set(key) - _for_each(key) - FOR_EACH):
            return None  # "hours per ticket" are no "tickets per hour"
        left = [word for word in words if word not in key]
        right = [word for word in key if word not in words]
        if len(left) != len(right):
            return None
        inflected = True
        for word in left:
            mate = max(right, key=lambda other: fuzz.ratio(word, other))
            if self._same_stem(word, mate):
                pass
            elif self._mistyped(word, mate, alone=len(words) == 1):
                inflected = False
            else:
                return None
            right.remove(mate)
        return inflected

    @staticmethod
    def _same_stem(word: str, other: str) -> bool:
        short, long = sorted((word, other), key=len)
        stem = short.removesuffix("e").removesuffix("ed").removesuffix("y")
        if len(stem) < 4 or not long.startswith(stem):
            return False
        endings = {short[len(stem) :], long[len(stem) :].removesuffix("s")}
        return endings <= _ENDINGS and endings not in _OTHER_WAY_ROUND

    def _mistyped(self, word: str, other: str, alone: bool) -> bool:
        both_known = word in self.vocabulary and other in self.vocabulary
        long_enough = min(len(word), len(other)) >= (4 if alone else 3) and word[0] == other[0]
        long_enough &= abs(len(word) - len(other)) <= _MOST_LETTERS_MORE
        cut_short = other.startswith(word) and word not in self.vocabulary
        if word in NO_TYPING_ERRORS or (_is_derived(word, other) and not cut_short):
            return False
        (first, head), (mate, same) = compound(word), compound(other)
        if head and head == same:  # a "raumnummer" is no "rufnummer"
            return self._mistyped(first, mate, alone)
        figures = any(c.isdigit() for c in word + other)
        alike = fuzz.ratio(word, other) >= _LEAST_WORD_LIKENESS
        alike = alike and OSA.distance(word, other) <= _MOST_SLIPS
        return long_enough and alike and not both_known and not figures
