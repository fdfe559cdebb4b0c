"""A heading or label as words: folded for comparison, with units, currencies and thresholds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product

from desktop_app.catalogue.text import normalise
from desktop_app.catalogue.words import Words

_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|\{([^{}]*)\}")
_NUMBER_AND_UNIT = re.compile(r"^(\d+)([a-z]+)$")
_SCALE = re.compile(
    r"(?:/|\bof|\bout of|\bsur|\bsobre|(?<=\()von|(?<=\()de|"
    r"\b[01]\s?(?:-|–|to|bis|à|a|al)|\bscale (?:of )?)"
    r"\s?(5|6|7|10|100)\b(?!\s?%)",
    re.I,
)
_ISO = re.compile(r"\b[A-Z]{3}\b")
_CONTRACTED = re.compile(r"(?<=[^\W\d_]{2})['’](d)\b", re.IGNORECASE)
"""The end of "rec'd" and "req'd"."""
_DOTTED = re.compile(r"(?<![\w.])(?:(?:[A-Z]\.)+[A-Z]|(?:[a-z]\.){2,}[a-z])(?:\.|(?!\w))(?!\w)")
"""An abbreviation with its dots: "A.H.T.", "f.c.r.", and not "p.a." or "z.B."."""
_OF_THE_TOOL = re.compile(
    r"^(?:custom\s?field|propert(?:y|ies)|embedded data|attributes?|metadata|user field|cf)\s*"
    r"(?::\s*(.+)|\((.+)\))$",
    re.IGNORECASE,
)
"""What tools write around the names of fields that a client added: "Custom field (Vendor)"."""
_ZONE = re.compile(
    r"\s*[(\[]?\b(?:(?:America|Europe|Asia|Africa|Australia|Pacific|Atlantic)/[A-Za-z_/]+"
    r"|(?:UTC|GMT)(?:\s?[+\-−]\s?\d{1,2}(?::?\d{2})?)?)(?![\w])[)\]]?"
)
"""A zone behind the name of a moment: "created America/New_York", "Start (UTC+1)"."""
_MOST_READINGS = 12
_COMPARED = re.compile(r"[<>≤≥](?=\s*[^\W\d])")
_LONGER = re.compile(r"[>≥]=?(?=\s*\d+\s*(?:s|secs?|seconds?|sek|mins?|minutes?)\b)", re.I)
"""What stands ahead of a time that is not a limit kept, but one that was gone beyond."""
_SHORTER = re.compile(
    r"(?<=[^\W\d_])\s*[<≤]=?(?=\s*\d+\s*(?:s|secs?|seconds?|sek|mins?|minutes?|h|hrs?|hours?|std|days?)\b)",
    re.I,
)
"""What stands between a name and the time within which it was done: "Replied < 24h"."""
_FOR_EACH = re.compile(
    r"(?<=[^\W\d_])\s?/\s?(?=(?:hr|hrs|h|hour|hours|fte|agent|std|stunde|heure|hora)\b)", re.I
)
"""The stroke of "calls/hr" and "tickets / agent", which is read as "per"."""
_CUT_SHORT = re.compile(r"(?<![\w/])w/\s?(in|o)(?!\w)", re.IGNORECASE)
_WHOLE = {"in": "within", "o": "without"}
"""What "w/in" and "w/o" are short for."""
_SPOKEN = {">": " over ", "≥": " over ", "<": " under ", "≤": " under "}
_SILENT = frozenset({"of", "the", "a", "an", "for", "our", "your"})
_SAME = {
    "avg": "average",
    "ave": "average",
    "avge": "average",
    "mean": "average",
    "pct": "percent",
    "percentage": "percent",
    "num": "number",
    "no": "number",
    "nos": "number",
    "nbr": "number",
    "1st": "first",
    "2nd": "second",
    "centre": "center",
    "utilisation": "utilization",
}


@lru_cache(maxsize=8_192)
def fold(word: str) -> str:
    """Return a normalised word in the form in which spellings are compared: no plural, one form
    of each pair that means the same ("avg", "mean").
    """
    word = _SAME.get(word, word)
    if len(word) > 3 and word.endswith("s") and word[-2:] not in ("ss", "us", "is"):
        word = word[:-1]
    return word


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a heading.

    `text` is its normal form, `folded` the form compared; `bracket` numbers the brackets it
    stands in, 0 for none.
    """

    text: str
    folded: str
    bracket: int = 0


@dataclass(slots=True)
class HeadingWords:
    """The words of a heading that count for comparison, and what is written around them.

    `normal` is the whole text's normal form; `capitals` are three-letter codes in capitals;
    `scale_top` the top of a scale the text names ("1-5", "/10"), or ``""``.
    """

    normal: str
    words: list[Word]
    capitals: frozenset[str] = frozenset()
    scale_top: str = ""

    @property
    def folded(self) -> tuple[str, ...]:
        """Return the compared forms in order."""
        return tuple(word.folded for word in self.words)

    @property
    def plain(self) -> tuple[str, ...]:
        """Return the compared forms of the words outside brackets."""
        return tuple(word.folded for word in self.words if not word.bracket)

    def stretches(self, places: Sequence[int]) -> Iterator[list[int]]:
        """Yield the longest runs of neighbouring places that stand in one bracket, or in none."""
        run: list[int] = []
        for place in places:
            follows = (
                run
                and place == run[-1] + 1
                and self.words[place].bracket == self.words[run[-1]].bracket
            )
            if run and not follows:
                yield run
                run = []
            run.append(place)
        if run:
            yield run


def _of_the_field(text: str) -> str:
    """Return a heading without what a tool writes around the name, and without its time zone."""
    added = _OF_THE_TOOL.match(text.strip())
    text = (added[1] or added[2]) if added else text
    return _ZONE.sub("", text) or text


class WordReader:
    """Splits texts into words with the catalogue's units."""

    def __init__(self, words: Words) -> None:
        self._units = words.units
        self._abbreviations = words.abbreviations
        # The catalogue's many thousand spellings are made of far fewer words.
        self._known = lru_cache(maxsize=8_192)(self._pieces)

    def fold_text(self, text: str) -> tuple[str, ...]:
        """Return the compared forms of a spelling's words."""
        return tuple([folded for _, folded in self._folded(text)])

    def read(self, text: str) -> HeadingWords:
        """Return a heading's words; those in brackets carry the bracket's number."""
        text = _of_the_field(text)
        text = _DOTTED.sub(lambda match: match[0].replace(".", ""), text)
        text = _COMPARED.sub(lambda match: _SPOKEN[match[0]], _CONTRACTED.sub(r"\1", text))
        text = _CUT_SHORT.sub(lambda match: _WHOLE[match[1].lower()], text)
        text = _FOR_EACH.sub(" per ", _SHORTER.sub(" within ", _LONGER.sub(" over ", text)))
        words: list[Word] = []
        end = 0
        for bracket, match in enumerate(_BRACKETS.finditer(text), start=1):
            words += self._split(text[end : match.start()], 0)
            if normalise(match[0]):  # a mark such as [note 1] says nothing
                words += self._split(match[0][1:-1], bracket)
            end = match.end()
        words += self._split(text[end:], 0)
        scale = _SCALE.search(text)
        return HeadingWords(
            normalise(text),
            words,
            frozenset(_ISO.findall(text)),
            scale[1] if scale else "",
        )

    def written_out(self, heading: HeadingWords) -> list[tuple[HeadingWords, bool]]:
        """Return the heading with its abbreviations written out, in each way that is usual, and
        whether a word of it could have been written out otherwise. Empty if it has none.
        """
        choices = [self._full_words(word, place) for place, word in enumerate(heading.words)]
        several = any(len(words) > 1 for words in choices)
        readings = [
            HeadingWords(heading.normal, list(words), heading.capitals, heading.scale_top)
            for words in islice(product(*choices), _MOST_READINGS)
            if list(words) != heading.words
        ]
        return [(reading, several) for reading in readings]

    def _full_words(self, word: Word, place: int) -> list[Word]:
        """Return the words that a word may stand for, itself if it is no abbreviation.

        A single letter is one only ahead of a name: "F. cierre", "T. espera".
        """
        full = self._abbreviations.get(word.text, ())
        if len(word.text) == 1 and place > 0:
            full = ()
        words = [Word(word.text, fold(normalise(one)), word.bracket) for one in full]
        return list(dict.fromkeys(words)) or [word]

    def unit_of(self, word: str) -> str:
        """Return the unit that a word names, ``""`` if none."""
        return self._units.get(normalise(word), "")

    def units_aside(self, heading: HeadingWords) -> frozenset[str]:
        """Return the compared forms of the units that stand in a heading's brackets."""
        aside = [word for word in heading.words if word.bracket]
        texts = {word.bracket: "" for word in aside}
        for word in aside:
            texts[word.bracket] = f"{texts[word.bracket]} {word.text}".strip()
        return frozenset(
            word.folded
            for word in aside
            if word.text in self._units or texts[word.bracket] in self._units
        )

    def _split(self, text: str, bracket: int) -> list[Word]:
        return [Word(piece, folded, bracket) for piece, folded in self._folded(text)]

    def _folded(self, text: str) -> Iterator[tuple[str, str]]:
        """Return the words of a text in their normal and their compared form."""
        after_number = False
        for part in normalise(text).split():
            for piece, folded, unit in self._known(part):
                # "20 s", "20 sec" and "20 seconds" are one threshold.
                yield piece, (unit if after_number and unit else folded)
                after_number = piece.isdigit()

    def _pieces(self, part: str) -> tuple[tuple[str, str, str | None], ...]:
        """Return the words of a part that has no space: each as it is, compared, and as a unit."""
        glued = _NUMBER_AND_UNIT.match(part)
        pieces = [glued[1], glued[2]] if glued and glued[2] in self._units else [part]
        said = [piece for piece in pieces if piece not in _SILENT]
        return tuple([(piece, fold(piece), self._units.get(piece)) for piece in said])
