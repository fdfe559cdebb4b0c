"""One normal form for headings, names and words of cells, so that spellings can be compared."""

from __future__ import annotations

import re
import unicodedata

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
_NOT_ASCII_WORD = re.compile(r"[^a-z0-9$]+")


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if unicodedata.category(char) != "Mn")


def _word_character(char: str) -> str:
    """Return a letter or digit as it is, a currency symbol as a word of its own, else a space."""
    category = unicodedata.category(char)
    if category[0] in "LN" or category == "Mc":
        return char
    return f" {char} " if category == "Sc" else " "


def normalise(text: str) -> str:
    """Return the form in which spellings are compared; ``""`` if nothing of a word is left.

    In this order: footnote marks go (``[note 1]``, ``[r]``, ``*``, daggers, superscript digits),
    ``&``, ``%``, ``#`` and check marks become the words and, percent, number, yes and no; case,
    compatibility forms and accents are folded; currency symbols stay as words of their own;
    everything else that is neither letter nor digit becomes a space; spaces collapse.

    Doing it twice changes nothing. A cell such as ``-``, ``*`` or ``[z]`` gives ``""``.
    """
    text = _BRACKET_MARK.sub(" ", text)
    text = _SUPERSCRIPTS.sub(" ", text).translate(_SPOKEN_TABLE)
    if text.isascii():  # most headings by far, and ten times as fast
        return " ".join(_NOT_ASCII_WORD.sub(" ", text.lower()).replace("$", " $ ").split())
    # Case folding can bring accents back and the reverse, hence both twice.
    text = _without_accents(_without_accents(text).casefold()).casefold()
    text = unicodedata.normalize("NFC", text).translate(_SPOKEN_TABLE)
    return " ".join("".join(map(_word_character, text)).split())
