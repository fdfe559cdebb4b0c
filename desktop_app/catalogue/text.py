"""One normal form for headings, names and words of cells, so that spellings can be compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Marks such as [note 1], [1], [r], [b]; statistical offices put them into headings and cells.
_BRACKET_MARK = re.compile(r"\[\s*(?:notes?\s*[\d,\s]+|\d{1,2}|[a-z]{1,2})\s*\]", re.IGNORECASE)
_SUPERSCRIPTS = re.compile(
    r"[\u00b9\u00b2\u00b3\u2070\u2074-\u2079\u00aa\u00ba*\u2020\u2021\u00a7]"
)
_SPOKEN = {
    "&": " and ",
    "%": " percent ",
    "#": " number ",
    "\u2116": " number ",
    "\u2030": " per mille ",
    "\u2205": " \u00f8 ",
    "\u2713": " yes ",
    "\u2714": " yes ",
    "\u2611": " yes ",
    "\u2705": " yes ",
    "\u2717": " no ",
    "\u2718": " no ",
    "\u2612": " no ",
    "\u274c": " no ",
}
_SPOKEN_TABLE = str.maketrans(_SPOKEN)
# Footnote marks go, "$" is a word of its own, and signs that are spoken are words.
_ASCII_SIGNS = {sign: word for sign, word in _SPOKEN.items() if sign.isascii()}
_ASCII_SIGNS |= {"*": " ", "$": " $ "}
_NORMAL = re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*")
"""What is in normal form already, as most spellings of the catalogue are."""
_NOT_ASCII_WORD = re.compile(r"[^a-z0-9$]+")
_SHORT = 80
"""Texts up to this long are remembered: catalogue and headings are asked for again and again."""


class _Accents(dict[int, int | None]):
    """Accents by their code: None, so that they go; everything else stays."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.category(chr(code)) == "Mn" else code
        return self[code]


class _WordCharacters(dict[int, str]):
    """Letters and digits as they are, a currency symbol as a word of its own, else a space."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        category = unicodedata.category(char)
        if category[0] in "LN" or category == "Mc":
            self[code] = char
        else:
            self[code] = f" {char} " if category == "Sc" else " "
        return self[code]


_ACCENTS, _WORD_CHARACTERS = _Accents(), _WordCharacters()


def _without_accents(text: str) -> str:
    return unicodedata.normalize("NFKD", text).translate(_ACCENTS)


def normalise(text: str) -> str:
    """Return the form in which spellings are compared; ``""`` if nothing of a word is left.

    In this order: footnote marks go (``[note 1]``, ``[r]``, ``*``, daggers, superscript digits),
    ``&``, ``%``, ``#`` and check marks become the words and, percent, number, yes and no; case,
    compatibility forms and accents are folded; currency symbols stay as words of their own;
    everything else that is neither letter nor digit becomes a space; spaces collapse.

    Doing it twice changes nothing. A cell such as ``-``, ``*`` or ``[z]`` gives ``""``.
    """
    return _remembered(text) if len(text) <= _SHORT else _normalised(text)


def _normalised(text: str) -> str:
    if _NORMAL.fullmatch(text):
        return text
    if "[" in text:
        text = _BRACKET_MARK.sub(" ", text)
    if not text.isascii():
        text = _SUPERSCRIPTS.sub(" ", text).translate(_SPOKEN_TABLE)
    if text.isascii():  # most headings by far, and ten times as fast
        for sign, word in _ASCII_SIGNS.items():
            text = text.replace(sign, word)
        return " ".join(_NOT_ASCII_WORD.sub(" ", text.lower()).split())
    # Case folding can bring accents back and the reverse, hence both twice.
    text = _without_accents(_without_accents(text).casefold()).casefold()
    text = unicodedata.normalize("NFC", text).translate(_SPOKEN_TABLE)
    return " ".join(text.translate(_WORD_CHARACTERS).split())


_remembered = lru_cache(maxsize=16_384)(_normalised)
