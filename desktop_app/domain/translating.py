"""Texts that people read, in the language they chose.

The texts in the code are English and are the keys of their translations, so that the program works
without any. `speak` sets what they are looked up in, once, before the first of them is read: the
window does so from its preferences (see `gui.language`) and has the workers do the same; the
command line never does, since programs read what it writes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any

Lookup = Callable[[str], str]
"""Returns the translation of a text, or the text itself where there is none."""


@dataclass(frozen=True, slots=True)
class NumberSigns:
    """How numbers are written: the sign before decimals, and the one between thousands."""

    decimal: str = "."
    group: str = ","


ENGLISH = NumberSigns()


class _Speech(Formatter):
    """Fills the placeholders of texts, with numbers as the user writes them."""

    def __init__(self) -> None:
        self.lookup: Lookup | None = None
        self.signs = ENGLISH
        self.keeps_capitals = False

    def fill(self, text: str, values: Mapping[str, object]) -> str:
        """Return a text with its placeholders filled."""
        # str.format is five times as fast, and writes what English readers expect.
        return text.format_map(values) if self.signs == ENGLISH else self.vformat(text, (), values)

    def format_field(self, value: Any, format_spec: str) -> str:
        """Return a value under a format; numbers with a point or groups get the user's signs."""
        text: str = format(value, format_spec)
        if isinstance(value, float | int) and ("." in text or "," in text):
            return with_signs(text)
        return text


_speech = _Speech()


def speak(
    lookup: Lookup | None, signs: NumberSigns | None = None, *, keeps_capitals: bool = False
) -> None:
    """Set the language of this process.

    Parameters
    ----------
    lookup : callable or None
        None for English, the language of the texts themselves.
    signs : NumberSigns, optional
        Those of English by default.
    keeps_capitals : bool
        Whether words keep their capitals within a sentence, as German nouns do.
    """
    _speech.lookup = lookup
    _speech.signs = signs or ENGLISH
    _speech.keeps_capitals = keeps_capitals


def tr(text: str, /, **values: object) -> str:
    """Return a text in the user's language, with its placeholders filled.

    Parameters
    ----------
    text : str
        English, a literal or marked by `later` where it stands: translations are looked for in
        the code. Placeholders are those of `str.format` and have names; without `values` braces
        mean themselves.
    **values
        What the placeholders stand for. Floats and numbers with thousands separators are written
        with the user's signs.
    """
    spoken = text if _speech.lookup is None else _speech.lookup(text)
    return _speech.fill(spoken, values) if values else spoken


def later(text: str) -> str:
    """Return a text as it is, marked to be translated by `tr` where it is shown.

    For texts that are read before the language is known: constants, defaults, enumerations.
    """
    return text


def local(text: str, /, **values: object) -> str:
    """Return a text without words, such as ``"{value:,.1f} %"``, filled with the user's signs."""
    return _speech.fill(text, values)


def with_signs(number: str) -> str:
    """Return a number written in English with the user's signs."""
    signs = _speech.signs
    if signs == ENGLISH:
        return number
    return signs.decimal.join(part.replace(",", signs.group) for part in number.split("."))


def within(text: str) -> str:
    """Return a title as it is written within a sentence: in small letters, but not in German."""
    return text if _speech.keeps_capitals else text.lower()
