"""Texts as people and programs type them, brought to one spelling before they are read."""

from __future__ import annotations

import re

from desktop_app.catalogue.text import normalise

_SPACES = dict.fromkeys(
    (*range(0x09, 0x0E), 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F),
    " ",
) | {0x3000: " "}
_INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF], None)
_DASHES = dict.fromkeys([*range(0x2010, 0x2016), 0x2212, 0xFE58, 0xFE63, 0xFF0D], "-")
_QUOTES = {0x2018: "'", 0x2019: "'", 0x2032: "'", 0x201C: '"', 0x201D: '"', 0x2033: '"', 0xB4: "'"}
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0xFF0D: ord("-")}
_TIDY = _SPACES | _INVISIBLE
_PLAIN = _WIDE | _TIDY | _DASHES | _QUOTES | {0x2044: "/", 0x2215: "/", 0x66A: "%", 0xFE6A: "%"}

_NOTE = re.compile(
    r"""(?:\s*(?:
        \[\s*(?:note\s*)?[a-z0-9]{1,3}(?:\s*,\s*[a-z0-9]{1,3})*\s*\]   # [r], [note 1], [b, c]
      | \(\s*(?:[a-z]|note\s*\d+)\s*\)                                 # (a), (note 2)
      | \(\s*n\s*=\s*[\d.,\s]+\)                                        # (n=412)
      | [*†‡§#^¹²³⁰⁴⁵⁶⁷⁸⁹▲▼△▽↑↓→↗↘⬆⬇●○]+
    ))+$""",
    re.IGNORECASE | re.VERBOSE,
)

_NUMBERED = re.compile(r"^(?P<figure>[^()]*\d[^()]*?)\s*\(\s*[1-9]\s*\)$")

_DRAWN = re.compile(r"[★⭐]+[☆ ]*\ufe0f?")
_LEADING = "*†‡▲▼△▽↑↓→↗↘⬆⬇●○ "

_UNUSUAL = re.compile(r"[&%#*\[]")
_NOT_WORD = re.compile(r"[^a-z0-9$]+")


def tidy(text: str) -> str:
    """Return the text with Unicode spaces as blanks, single, and none at the ends."""
    if not text.isascii():
        text = text.translate(_TIDY)
    return " ".join(text.split()) if " " in text or not text.isprintable() else text


def plain(text: str) -> str:
    """Return the tidy text with one kind of minus, quote and percent sign, all ASCII."""
    return tidy(text if text.isascii() else text.translate(_PLAIN))


def key(text: str) -> str:
    """Return the form in which cell texts are looked up: plain and without case."""
    return plain(text).casefold()


def is_stars(text: str) -> bool:
    """Return whether a text is a mark drawn as stars: ``★★★★☆``."""
    return _DRAWN.fullmatch(text) is not None


def without_notes(text: str) -> str:
    """Return the text without the footnote marks around it: ``85%*``, ``1,234 [r]``, ``5 (a)``.

    A sample's size and an arrow of the trend are such marks too: ``88% (n=412)``, ``85% ▲``.
    """
    if text and text[-1] in "0123456789%" and text[0] not in _LEADING:
        return text
    return _NOTE.sub("", text).lstrip(_LEADING) or text


def without_footnote_number(text: str) -> str:
    """Return a text with a figure without the lone digit in brackets behind it: ``82% (1)``.

    Whether that digit is a footnote's, only the cells around it can say.
    """
    match = _NUMBERED.match(text)
    return match["figure"] if match else text


def word_form(text: str) -> str:
    """Return what `catalogue.text.normalise` does, fast for the plain texts most cells hold."""
    if text.isascii() and not _UNUSUAL.search(text):
        return " ".join(_NOT_WORD.sub(" ", text.lower().replace("$", " $ ")).split())
    return normalise(text)
