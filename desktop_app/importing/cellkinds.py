"""What kind of thing each cell of a grid looks like, as arrays; the ground for finding tables."""

from __future__ import annotations

import datetime as dt
import numbers
import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from desktop_app.importing.cells import CellError
from desktop_app.importing.kinds.spelling import is_stars


class Kind(IntEnum):
    """Kinds of cells; GAP is a mark for "no value" (``n/a``, ``-``, ``[z]``, an error)."""

    EMPTY = 0
    LABEL = 1
    NUMBER = 2
    DATE = 3
    FLAG = 4
    GAP = 5


@dataclass(frozen=True, slots=True)
class Kinds:
    """Arrays of a grid's shape.

    Parameters
    ----------
    kind : uint8
        A `Kind` per cell; texts that read as numbers, times or dates count as those.
    number : float64
        The value of plain numbers (and of clock times, in seconds), NaN elsewhere.
    period : bool
        Texts that name a month, quarter, week or year.
    """

    kind: NDArray[np.uint8]
    number: NDArray[np.float64]
    period: NDArray[np.bool_]


_UNIT = (
    r"(?:%|‰|pp|pts?|points?|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|k|mn|mio|bn|"
    r"pct|percent|per cent|lakhs?|lacs?|crores?|x|fte|"
    r"usd|eur|gbp|inr|chf|php|pln|aud|cad|zar|[$€£₹¥])"
)
_MONEY = r"(?:(?:US|A|C)?[$€£₹¥]|(?:usd|eur|gbp|inr|chf|php|pln|aud|cad|zar|rs\.?)\b)?"
_BRACKETS = r"\([-+−]?\d[\d.,]*\s?%?\)|\[[1-9]\]"
_MARKS = rf"(?:\s*(?:[*†‡^▲▼△▽↑↓→↗↘⬆⬇●○]|\(\s*n\s*=\s*[\d.,\s]+\)|{_BRACKETS}))*"
_MONTH = (
    r"(?:jan(?:uary|uar|vier)?|ene(?:ro)?|feb(?:ruary|ruar|rero)?|f[ée]v(?:rier)?|"
    r"mar(?:ch|s|zo)?|mär(?:z)?|a[pv]r(?:il)?|abr(?:il)?|ma[yi]|mayo|jun[ei]?|juin|junio|"
    r"jul[yi]?|juil(?:let)?|julio|aug(?:ust)?|ao[uû]t|ago(?:sto)?|sept?(?:ember|embre|iembre)?|"
    r"o[ck]t(?:ober|obre|ubre)?|nov(?:ember|embre|iembre)?|de[cz](?:ember|embre)?|déc(?:embre)?|"
    r"dic(?:iembre)?)\.?"
)
_YEAR = r"(?:(?:19|20)\d{2}|['’]?\d{2})"
_NUMBER = re.compile(
    rf"^(?:[▲▼△▽↑↓→↗↘⬆⬇●○]\s*)?(?:[<>≤≥=~≈±]=?\s*)?[-+−(]?\s*{_MONEY}\s*[-+−]?\d[\d.,'’\s]*(?:e[-+]?\d+)?"
    rf"\s*{_UNIT}?\s*\)?{_MARKS}$",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"^-?(?:\d{1,5}\s?(?:d|days?|tage?|jours?|d[ií]as?),?\s)?"
    r"\d{1,5}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s*[ap]\.?m\.?)?[*†‡]*$",
    re.I,
)
_SPAN = re.compile(r"^(?:\d+(?:[.,]\d+)?\s*(?:d|h|hrs?|m|mins?|s|secs?)\b\.?\s*){2,4}$", re.I)
_TIGHT_SPAN = re.compile(r"^(?:\d+h)?\s?(?:\d+m)?\s?(?:\d+s)?$", re.I)
_PART = re.compile(rf"^\d+(?:[.,]\d+)?\s*(?:/|of|out of)\s*\d+(?:[.,]\d+)?{_MARKS}$", re.I)
_DATE = re.compile(
    rf"^(?:\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{2,4}}|"
    rf"\d{{1,2}}[-/ .]{{0,2}}{_MONTH}[-/ .,]*\d{{2,4}}|{_MONTH}\s\d{{1,2}},?\s\d{{4}})"
    r"(?:,?[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]m)?(?:Z|[-+]\d{2}:?\d{2})?)?$",
    re.I,
)
_PERIOD = re.compile(
    rf"^(?:as (?:of|at) \d+ )?(?:(?:{_YEAR}\s?[-/]?\s?)?(?:q[1-4]|h[12]|qtr\s?[1-4]|quarter\s[1-4]|"
    rf"(?:wk|week|kw|w)\s?\d{{1,2}}|{_MONTH}(?:[- ]{_YEAR})?\s?(?:-|–|to|bis)\s?{_MONTH}|{_MONTH})"
    rf"[-/ ,]*(?:(?:fy|cy)\s?)?{_YEAR}?(?:\s?[-/]\s?\d{{2,4}})?"
    rf"|(?:fy|cy)\s?{_YEAR}(?:\s?[-/]\s?\d{{2,4}})?(?:\s?q[1-4])?"
    rf"|(?:19|20)\d{{2}}\s?[-/]\s?\d{{2,4}}|\d{{1,2}}[-/.](?:19|20)\d{{2}})$",
    re.I,
)
_GAPS = frozenset(
    (
        *("-", "–", "—", "--", "---", ".", "..", "...", "*", "**", "?", "na", "n/a", "n.a.", "n.a"),
        *("n/d", "nd", "nil", "none", "null", "nan", "tbd", "tbc", "pending", "k.a.", "no data"),
        *("not available", "not applicable", "not reported", "not measured", "not recorded"),
        *("not tracked", "to be confirmed", "suppressed", "under review", "awaiting data"),
    )
)
_GAP_MARK = re.compile(r"^[\[(]\s*[a-z]\s*[\])]$|^#[A-Z/0]{2,}[!?]?$", re.I)
_NOUGHTS = re.compile(r"^\D{0,3}0{3}s?$", re.I)  # "£000" is a unit
_COUNTED = re.compile(r"^\d{1,3}(?:[.,'’\s]\d{3})+\s[^\W\d_]{3,}$")
"""Many things with their name, as some type them: "20,077 calls"."""
_FIGURES = (_NUMBER, _CLOCK, _SPAN, _TIGHT_SPAN, _PART, _COUNTED)
_LONGEST_VALUE = 40
_MONTH_OF_YEAR = re.compile(r"^(?:0[1-9]|1[0-2])\.20\d{2}$")
_PLAIN = re.compile(r"^[-+]?\d+(?:\.\d+)?$")

_Sort = tuple[int, float, bool]
_NOTHING: _Sort = (Kind.EMPTY, np.nan, False)
_LONG_TEXT: _Sort = (Kind.LABEL, np.nan, False)
_NUMBER_KIND = int(Kind.NUMBER)  # asked of the class, it takes as long as all else


def _sort_of_text(text: str) -> _Sort:
    text = text.strip()
    if not text:
        return _NOTHING
    return _LONG_TEXT if len(text) > _LONGEST_VALUE else _sort_of_short(text)


@lru_cache(maxsize=16_384)
def _sort_of_short(text: str) -> _Sort:
    if text.casefold() in _GAPS or _GAP_MARK.match(text):
        return Kind.GAP, np.nan, False
    if _MONTH_OF_YEAR.match(text):
        return Kind.LABEL, np.nan, True
    if _PLAIN.match(text):
        return Kind.NUMBER, float(text), False
    if is_stars(text):
        return Kind.NUMBER, np.nan, False
    if _NOUGHTS.match(text):
        return Kind.LABEL, np.nan, False
    if text[0].isalpha() or text[0] in "'’":
        # A number may start with a currency, a date with a month's name; nothing else does.
        if _PERIOD.match(text):
            return Kind.LABEL, np.nan, True
        if not any(c.isdigit() for c in text):
            return Kind.LABEL, np.nan, False
    if _DATE.match(text):
        return Kind.DATE, np.nan, False
    if _PERIOD.match(text):
        return Kind.LABEL, np.nan, True
    if any(pattern.match(text) for pattern in _FIGURES):
        return Kind.NUMBER, np.nan, False
    return Kind.LABEL, np.nan, False


def _sort_of(value: object) -> _Sort:
    if value is None:
        return _NOTHING
    if isinstance(value, str):
        return _sort_of_text(value)
    if isinstance(value, bool | np.bool_):
        return Kind.FLAG, np.nan, False
    if isinstance(value, numbers.Real):
        return Kind.NUMBER, float(value), False
    if isinstance(value, dt.date):
        return Kind.DATE, np.nan, False
    if isinstance(value, dt.time):
        seconds = value.hour * 3600 + value.minute * 60 + value.second
        return Kind.NUMBER, float(seconds), False
    if isinstance(value, CellError):
        return Kind.GAP, np.nan, False
    return Kind.NUMBER, np.nan, False


def classify(values: NDArray[np.object_]) -> Kinds:
    """Return the kind of every cell of a grid.

    Equal texts are looked at once, so a log of many repeated words costs little more than its
    number of cells.
    """
    sorts: list[_Sort] = []
    for value in values.ravel().tolist():
        if value is None:
            sorts.append(_NOTHING)
        elif type(value) is str:
            sorts.append(_sort_of_text(value))
        elif type(value) is float or type(value) is int:
            sorts.append((_NUMBER_KIND, value, False))
        else:
            sorts.append(_sort_of(value))
    kind, number, period = zip(*sorts, strict=True) if sorts else ((), (), ())
    shape = values.shape
    return Kinds(
        np.array(kind, dtype=np.uint8).reshape(shape),
        np.array(number, dtype=np.float64).reshape(shape),
        np.array(period, dtype=np.bool_).reshape(shape),
    )
