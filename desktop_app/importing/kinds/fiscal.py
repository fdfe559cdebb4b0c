"""In which month a fiscal year starts, where a text says so: "FY26 (Apr-Mar)"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from desktop_app.catalogue.words import Words
from desktop_app.importing.kinds.spelling import key, word_form

_YEAR = (
    r"(?:\b(?:f?fye?|fiscal(?: year)?|financial year|"
    r"(?:contract(?:ual)?|plan|program(?:me)?|service|"
    r"policy|operating) year|vertragsjahr|ann[eé]e contractuelle|a[nñ]o contractual|"
    r"gesch[aä]ftsjahr|wirtschaftsjahr|gj|exercice|"
    r"ejercicio|a[nñ]o fiscal|ann[eé]e fiscale)(?:\s?'?\d{2,4}(?:\s?[/-]\s?\d{2,4})?)?)(?!\w)"
)
_MONTH = r"(?P<{0}>[^\W\d_]{{3,10}})\.?"
_WHEN = r"(?:\s*'?\d{2,4})?"
_TO = r"\s*(?:-|to|through|thru|until|till|bis|au|a|à|hasta|al)\s*"
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th|er|\.)?\s*(?:of |de )?)?"
_SPAN = re.compile(
    rf"{_YEAR}[^\n]{{0,30}}?\b{_DAY}{_MONTH.format('first')}{_WHEN}{_TO}{_DAY}"
    rf"{_MONTH.format('last')}{_WHEN}"
)
_START = re.compile(
    rf"{_YEAR}[^\n]{{0,25}}?\b(?:start\w*|begin\w*|commenc\w*|from|ab|beginnt|d[eé]bute|commence|"
    rf"empieza|comienza|inicia)\b[^\n]{{0,15}}?\b{_DAY}{_MONTH.format('first')}"
)
_END = re.compile(
    rf"{_YEAR}[^\n]{{0,25}}?\b(?:end\w*|clos\w*|endet|termin\w*|cierra)\b"
    rf"[^\n]{{0,15}}?\b{_DAY}{_MONTH.format('last')}"
)
_ENDING = re.compile(rf"\bfye\s{_DAY}{_MONTH.format('last')}")
_NAMED = re.compile(_YEAR)


def stated_start(texts: Iterable[str], words: Words) -> int:
    """Return the month (1..12) in which texts say that the fiscal year starts.

    0 where none says so, or where they say different months.
    """
    found = {start for text in texts if (start := _start_of(text, words))}
    return found.pop() if len(found) == 1 else 0


def _start_of(text: str, words: Words) -> int:
    plain = key(text.replace("_", " "))
    if _NAMED.search(plain) is None:
        return 0
    for match in _SPAN.finditer(plain):
        first, last = (words.months.get(word_form(match[name]), 0) for name in ("first", "last"))
        if first and last and (last % 12) + 1 == first:
            return first
    for match in _START.finditer(plain):
        if month := words.months.get(word_form(match["first"]), 0):
            return month
    for match in (*_END.finditer(plain), *_ENDING.finditer(plain)):
        if month := words.months.get(word_form(match["last"]), 0):
            return month % 12 + 1
    return 0
