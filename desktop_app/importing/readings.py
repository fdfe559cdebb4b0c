"""In which other ways a heading may be read: words apart, with the time it is, without a moment."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop_app.catalogue.model import UNIT_WORDS
from desktop_app.importing.concepts import TIME, concepts
from desktop_app.importing.glued_words import GluedWords
from desktop_app.importing.heading_words import HeadingWords, WordReader
from desktop_app.importing.word_classes import COMPARISON, FORESEEN, TARGET

_LAST_WORD = re.compile(r"[\s_(\[]+(?:in\s+)?([^\W\d_]+)\.?[)\]]?\s*$")
_EACH = re.compile(r"(?:\b(?:per|pro|je|par|por|cada)\s|/)\s*$", re.IGNORECASE)
_SPAN_TO = re.compile(r"\b(days|hours|hrs|minutes|mins)\s+(?:taken\s+)?to\s+(\S.*)$", re.IGNORECASE)
_LONGEST_PHRASE = 6
_OF_WHAT = re.compile(r"^([^:]{3,60}):\s+(\S.*)$")
_WITH_WHAT = re.compile(
    r"\b(compliant|konform|conformes?)\s+(?:with|to|mit|avec|aux?|con)\s+[^()]+", re.IGNORECASE
)
"""The rule behind "compliant", whose name says nothing of what is counted."""
_NOTE_NUMBER = re.compile(
    r"(?:(?<=\s[^\W\d_]{4})|(?<=\s[^\W\d_]{5})|(?<=\s[^\W\d_]{6})|(?<=\s[^\W\d_]{7})|(?<=ed))"
    r"[1-9](?=\s*(?:[(\[][^()\[\]]*[)\]]\s*)?$)"
)
"""A footnote's number that lost its place above the line, behind the last word of a name:
"Calls received3", "Average handling time1 (m:ss)"."""
_COMPOUND = re.compile(r"\b([^\W\d_]{4,}?)(zufriedenheit|genauigkeit)\b", re.IGNORECASE)
"""A measure at the end of a German word that says whose it is: "Anwenderzufriedenheit"."""
_NO_SUBJECT = TARGET | COMPARISON | FORESEEN


class Readings:
    """Reads headings in the ways that are usual beside the plain one.

    Parameters
    ----------
    words : WordReader
    glued : GluedWords
    moments : frozenset of str
        Phrases that say when something was counted ("at month end"), in normal form.
    """

    def __init__(self, words: WordReader, glued: GluedWords, moments: frozenset[str]) -> None:
        self._words, self._glued, self._moments = words, glued, moments

    def of(self, text: str, heading: HeadingWords) -> Iterator[str]:
        """Yield the other texts that a heading may be read as, each once."""
        apart = self._glued.apart(text)
        spans = _SPAN_TO.sub(r"time to \2 (\1)", text)
        others = [apart, self._with_time(text), self._with_time(apart), spans, self._of(text)]
        others.append(_COMPOUND.sub(r"\1 \2", text))
        others.append(_NOTE_NUMBER.sub("", text))
        others.append(_WITH_WHAT.sub(r"\1 ", text).strip())
        timeless = without(heading.normal, self._moments)
        others += [timeless] if timeless != heading.normal else []
        yield from (one for one in dict.fromkeys(others) if one != text)

    def _of(self, text: str) -> str:
        """Return "average days to process" of "New claims: average days to process"."""
        match = _OF_WHAT.match(text)
        if match is None or not _NO_SUBJECT.isdisjoint(self._words.read(match[1]).folded):
            return text
        return match[2]

    def _with_time(self, text: str) -> str:
        """Return a heading such as "Avg. first response (min)" with the time that it is."""
        heading = self._words.read(text)
        unit = _LAST_WORD.search(text)
        if unit is None or TIME in concepts(heading.folded) or len(heading.words) < 2:
            return text
        each = _EACH.search(text[: unit.start(1)])  # "calls per hour" are no time
        said = not each and self._words.unit_of(unit[1]) in UNIT_WORDS["duration"]
        return f"{text[: unit.start()]} time ({unit[1]})" if said else text


def names_one_of(normal: str, phrases: frozenset[str]) -> bool:
    """Return whether one of some phrases stands in a text in normal form."""
    return _phrase(normal.split(), phrases) is not None


def without(normal: str, phrases: frozenset[str]) -> str:
    """Return a text in normal form without the longest of some phrases that stands in it.

    A text that is nothing else stays as it is.
    """
    words = normal.split()
    found = _phrase(words, phrases)
    if found is None or found == (0, len(words)):
        return normal
    return " ".join([*words[: found[0]], *words[found[1] :]])


def _phrase(words: list[str], phrases: frozenset[str]) -> tuple[int, int] | None:
    """Return from where to where the longest phrase stands."""
    for size in range(min(_LONGEST_PHRASE, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            if " ".join(words[start : start + size]) in phrases:
                return start, start + size
    return None
