"""Texts that people read, in the language they chose.

The texts in the code are English and are the keys of their translations, so that the program works
without any. `speak` sets what they are looked up in, once, before the first of them is read: the
window does so from its preferences (see `gui.language`) and has the workers do the same; the
command line never does, since programs read what it writes.

Named tuples, as the window is painted later for every module that asks for data classes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from numbers import Real
from string import Formatter
from typing import Any, NamedTuple


class NumberSigns(NamedTuple):
    """How numbers are written: the sign before decimals, and the one between thousands."""

    decimal: str = "."
    group: str = ","


_ENGLISH_SIGNS = NumberSigns()
ISO_DAY = "%Y-%m-%d"
_PERCENT = "%}"
"""How a placeholder ends that shows a share in percent."""


class Language(NamedTuple):
    """A language as its readers expect it.

    Parameters
    ----------
    code : str
        ISO 639-1, for example ``de``.
    lookup : callable or None
        Returns the translation of an English text, or the text itself where there is none; None
        for English.
    signs : NumberSigns
        Those of the user, who may read English and write numbers in another way.
    day : str
        How `datetime.date.strftime` writes a day.
    """

    code: str = "en"
    lookup: Callable[[str], str] | None = None
    signs: NumberSigns = _ENGLISH_SIGNS
    day: str = ISO_DAY

    @property
    def month(self) -> str:
        """How `datetime.date.strftime` writes a month: as the day, without its day."""
        return re.sub("%d[ ./-]*", "", self.day).strip(" ./-")

    @property
    def nouns_are_capital(self) -> bool:
        """Whether nouns keep their capital within a sentence."""
        return self.code == "de"


class _Speech(Formatter):
    """Fills the placeholders of texts, with numbers as the user writes them."""

    def __init__(self) -> None:
        self.language = Language()

    def fill(self, text: str, values: Mapping[str, object]) -> str:
        """Return a text with its placeholders filled."""
        english = self.language.signs == _ENGLISH_SIGNS and self.language.code == "en"
        if english and _PERCENT not in text:
            # Five times as fast, and writes what English readers expect.
            return text.format_map(values)
        return self.vformat(text, (), values)

    def format_field(self, value: Any, format_spec: str) -> str:
        """Return a value under a format; numbers get the user's signs."""
        text: str = format(value, format_spec)
        if format_spec.endswith("%"):
            text = f"{text[:-1]} %"  # as figures are written in tables, in every language
        return with_signs(text) if isinstance(value, Real) else text


_speech = _Speech()


def speak(language: Language) -> None:
    """Set the language of this process."""
    _speech.language = language


def spoken() -> Language:
    """Return the language of this process; English until `speak` says otherwise."""
    return _speech.language


def tr(text: str, /, **values: object) -> str:
    """Return a text in the user's language, with its placeholders filled.

    Parameters
    ----------
    text : str
        English, a literal or marked by `later` where it stands: translations are looked for in
        the code. Placeholders are those of `str.format` and have names; without `values` braces
        mean themselves.
    **values
        What the placeholders stand for. Numbers are written with the user's signs.
    """
    lookup = _speech.language.lookup
    said = text if lookup is None else lookup(text)
    return _speech.fill(said, values) if values else said


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
    signs = _speech.language.signs
    if signs == _ENGLISH_SIGNS:
        return number
    return signs.decimal.join(part.replace(",", signs.group) for part in number.split("."))


_ABBREVIATION = re.compile(r"[A-Z]{2}")


def within(text: str) -> str:
    """Return a title as it is written within a sentence: in small letters, but not in German.

    Abbreviations ("SLA", "CSAT") keep their capitals.
    """
    if _speech.language.nouns_are_capital:
        return text
    words = text.split(" ")
    return " ".join(word if _ABBREVIATION.search(word) else word.lower() for word in words)
