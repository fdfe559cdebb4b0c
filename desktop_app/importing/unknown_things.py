"""Names of what a client's work is about, which no list has: "alerts closed" are things closed."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from desktop_app.catalogue.words import Words
from desktop_app.importing import word_classes as classes
from desktop_app.importing.concepts import concepts
from desktop_app.importing.heading_words import HeadingWords, Word, WordReader, fold
from desktop_app.importing.readings import names_one_of
from desktop_app.importing.record_words import STANDING

ON_TIME, PERCENT = "on time", "percent"
THING = "items"
"""What stands for such a name while the rest is read."""
_ACTS = (
    *("kept", "done", "delivered", "come", "checked", "audited", "reviewed", "reworked", "undone"),
)
_GERMAN = ("te", "ten", "ter", "tes", "ene", "enen")
"""How participles end that stand ahead of what was worked on: "geprüfte Verträge"."""
_TURNED = classes.COMPARISON | classes.NEGATION | classes.FORESEEN | classes.TARGET | classes.PEOPLE
_MOST_FREE, _SHORTEST = 2, 3
_MOST_OF_SPAN = 5
_NO_ENDS = _TURNED | {
    *("cost", "speed", "number", "rate", "price", "response", "resolution", "resolve", "answer"),
    *("hire", "serve", "close", "fill", "reply", "respond", "abandon", "ability", "right", "due"),
    *("percent", "per", "up", "sla", "ratio", "first", "agent"),
}
"""Words that are neither where a piece of work begins nor where it ends."""
_OF_SPANS = frozenset(
    ("average", "mean", "median", "from", "time", "day", "hour", "days", "hours", "in", "business")
) | {"working", "calendar", "cycle"}
_LONGEST = 8
_TELLING = frozenset().union(
    classes.UNTELLING,
    classes.MEASURES,
    classes.CUSTOMERS,
    _TURNED,
)


class UnknownThings:
    """Reads headings without the words that nobody knows, where those only say what is counted.

    Parameters
    ----------
    reader : WordReader
    vocabulary : collection of str
        Words of the catalogue's own names, folded.
    words : Words
        Units, currencies, months and classes, none of which is such a word.
    """

    def __init__(self, reader: WordReader, vocabulary: Collection[str], words: Words) -> None:
        self._reader, self._vocabulary = reader, vocabulary
        self._known = frozenset(fold(one) for one in (*words.units, *words.currencies))
        self._punctual = words.punctual
        self._months = frozenset(words.months)
        self._classes = {
            concepts(reader.fold_text(member)): name
            for name, members in words.classes.items()
            for member in members
        }

    def readings(self, heading: HeadingWords) -> Iterator[str]:
        """Yield the texts with an unknown thing named as one known, and without unknown words."""
        words = heading.words
        if self._is_punctual(heading):
            yield f"{ON_TIME} %" if PERCENT in heading.folded else ON_TIME
        if self._is_span(words):
            yield f"turnaround time {self._unit_of_span(words)}"
        free = [place for place, word in enumerate(words) if self._is_free(word)]
        if not free or len(free) > _MOST_FREE or len(words) > _LONGEST:
            return
        if free[-1] - free[0] != len(free) - 1:
            return
        if self._is_worked_on(words, free):
            yield self._with(words, free, THING)
        if free[0] > 0 and any(self._tells(word) for word in words[free[-1] + 1 :]):
            yield self._with(words, free, "")

    def _is_free(self, word: Word) -> bool:
        text = word.folded
        if word.bracket or len(text) < _SHORTEST or not text.isalpha():
            return False
        if text in self._vocabulary or text in _TELLING or text in self._known:
            return False
        return word.text not in self._months and concepts((text,)) not in self._classes

    def _is_span(self, words: list[Word]) -> bool:
        """Return whether a name says from what to what days or hours are counted: "copy to proof".

        "Time to hire" and "cost to serve" say what is done, and not from where.
        """
        name = [word.folded for word in words if not word.bracket and word.folded not in _OF_SPANS]
        ends = 0 < name.index("to") < len(name) - 1 if name.count("to") == 1 else False
        told = set(name) - {"to"}
        plain = told.isdisjoint(_NO_ENDS) and not any(self._is_of(one, "todo") for one in told)
        return ends and plain and len(name) <= _MOST_OF_SPAN and bool(self._unit_of_span(words))

    def _unit_of_span(self, words: list[Word]) -> str:
        units = [self._reader.unit_of(word.text) for word in words]
        return next((unit for unit in units if unit in ("days", "hours")), "")

    def _is_punctual(self, heading: HeadingWords) -> bool:
        """Return whether a name says that something was done in time, and turns it by no word."""
        turned = _TURNED | {word for word in heading.folded if self._is_of(word, "undone")}
        people = any(self._is_of(word, "person") for word in heading.folded)
        plain = not people and turned.isdisjoint(heading.folded)
        return plain and names_one_of(heading.normal, self._punctual)

    def _is_of(self, word: str, name: str) -> bool:
        return self._classes.get(concepts((word,))) == name

    def _tells(self, word: Word) -> bool:
        return not word.bracket and word.folded not in self._known

    def _is_worked_on(self, words: list[Word], free: list[int]) -> bool:
        """Return whether something is done to what the free words name."""
        acts = [
            place
            for place, word in enumerate(words)
            if word.folded not in STANDING and any(self._is_of(word.folded, act) for act in _ACTS)
        ]
        behind = any(place > free[-1] for place in acts)
        return behind or any(words[place].text.endswith(_GERMAN) for place in acts)

    @staticmethod
    def _with(words: list[Word], free: list[int], thing: str) -> str:
        ahead = [one.text for one in words[: free[0]] if one.folded not in classes.FINALLY]
        behind = [word.text for word in words[free[-1] + 1 :]]
        return " ".join([*ahead, *([thing] if thing else []), *behind])
