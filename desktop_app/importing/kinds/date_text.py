"""Dates in texts, taken apart by patterns in bulk: year, day, month and time as they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from desktop_app.catalogue.words import Words
from desktop_app.importing.kinds.parts import Bools
from desktop_app.importing.kinds.spelling import word_form

Stamps = NDArray[np.datetime64]

_LETTER = "[A-Za-z\u0080-\U0010ffff]"
_WEEKDAY = rf"^(?:{_LETTER}{{2,12}}\.?,? )?"
_ZONE = r"(?: ?(?P<zone>Z|UTC|GMT|[A-Z]{2,4}T|[+-]\d{2}:?(?:\d{2})?))?$"
_TIME = (
    r"(?:(?:[T ]|, ?|,? (?:at|um|à) )(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})"
    r"(?:[:.](?P<second>\d{2})(?:[.,](?P<part>\d{1,9}))?)?)?"
    r"(?: ?h| Uhr)?(?: ?(?P<half>[AaPp])\.?[Mm]\.?)?)?" + _ZONE
)
_COMPACT_TIME = r"(?:[T ]?(?P<hour>\d{2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2}))?)?" + _ZONE
_NAME = rf"(?P<name>{_LETTER}{{3,10}})\.?"
_DATES = (
    r"(?P<year>\d{4})(?P<mark>[-/. ])(?P<b>\d{1,2})[-/. ](?P<a>\d{1,2})" + _TIME,
    r"(?P<a>\d{1,2})(?P<mark>[-/. ])(?P<b>\d{1,2})[-/. ](?P<year>\d{4}|\d{2})" + _TIME,
    r"(?P<year>(?:19|20)\d{2})(?P<b>[01]\d)(?P<a>[0-3]\d)" + _COMPACT_TIME,
    r"(?P<a>\d{1,2})(?:st|nd|rd|th|er)?\.?[-/ ]?(?:of |de )?"
    + _NAME
    + r",?(?:[-/ ]| de | del )?'?(?P<year>\d{4}|\d{2})"
    + _TIME,
    _NAME + r"[-/ ](?P<a>\d{1,2})(?:st|nd|rd|th)?,?[-/ ](?P<year>\d{4})" + _TIME,
    r"(?P<year>\d{4})[-/ ]" + _NAME + r"[-/ ](?P<a>\d{1,2})" + _TIME,
)
_FREE_ORDER = 1  # the one pattern in which day and month may change places
_BULK = 500
_ISO = r"^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)?$"
_NUMBERS = ("year", "b", "a", "hour", "minute", "second", "part")
_LABELS = ("name", "half", "zone", "mark")


@dataclass(slots=True)
class DateTexts:
    """Distinct texts in numbers (-1 for none), one entry a text.

    `day` and `month` are as they stand in a day/month text; `micros` is the time of day in
    microseconds; `free` marks texts in which day and month may change places, `dotted` those
    with points between, `halves` those with AM or PM, `zone` the time zone as written.
    """

    year: NDArray[np.int64]
    day: NDArray[np.int64]
    month: NDArray[np.int64]
    micros: NDArray[np.int64]
    free: Bools
    dotted: Bools
    halves: Bools
    zone: NDArray[np.object_]


def of_iso(array: Any) -> Stamps:
    """Return the texts in ISO form as stamps, NaT for others; only worth it for very many."""
    stamps = np.full(len(array), np.datetime64("NaT", "us"))
    if len(array) > _BULK:
        iso = pc.match_substring_regex(array, _ISO)
        known = pd.Series(array.filter(iso).to_pandas())
        found = pd.to_datetime(known, format="ISO8601", errors="coerce")
        stamps[iso.to_numpy(zero_copy_only=False)] = found.to_numpy("datetime64[us]")
    return stamps


def taken_apart(array: Any, left: NDArray[np.intp], words: Words) -> DateTexts:
    """Match the texts that are left with the patterns; those of no known form keep year -1."""
    size = len(array)
    numbers = {name: np.full(size, -1, dtype=np.int64) for name in _NUMBERS}
    labels = {name: np.full(size, "", dtype=object) for name in _LABELS}
    array = array.take(pa.array(left))
    free = np.zeros(size, dtype=bool)
    for order, pattern in enumerate(_DATES):
        hit, fields = _matched(array, _WEEKDAY + pattern)
        if hit.any():
            rows = left[hit]
            for name, texts in fields.items():
                if name in numbers:
                    numbers[name][rows] = _integers(texts, name)
                else:
                    labels[name][rows] = _strings(texts, name)
            free[rows] = order == _FREE_ORDER
            left, array = left[~hit], array.filter(pa.array(~hit))
        if not left.size:
            break
    return _put_together(numbers, labels, free, words)


def _matched(array: Any, pattern: str) -> tuple[Bools, dict[str, Any]]:
    """Return which texts match, and the groups of those: lists for few, arrow for many.

    Arrow's engine is quick on many texts and slow to start.
    """
    if len(array) > _BULK:
        found: Any = pc.extract_regex(array, pattern=pattern)
        matched = found.drop_null()
        groups = {group.name: matched.field(group.name) for group in found.type}
        return found.is_valid().to_numpy(zero_copy_only=False), groups
    expression = re.compile(pattern, re.ASCII)
    matches = [expression.match(text) for text in array.to_pylist()]
    hits = [match.groupdict("") for match in matches if match is not None]
    columns = {name: [hit[name] for hit in hits] for name in expression.groupindex}
    return np.array([match is not None for match in matches], dtype=bool), columns


def _integers(texts: Any, name: str) -> NDArray[np.int64]:
    """Return digits as integers, -1 for none; parts of a second as microseconds."""
    if isinstance(texts, list):
        found = np.array([_integer(text, name) for text in texts], dtype=np.int64)
        short = np.array([len(text) == 2 for text in texts], dtype=bool)
    else:
        if name == "part":
            texts = pc.utf8_slice_codeunits(pc.utf8_rpad(texts, 6, "0"), 0, 6)
        found = _plain_integers(pc.if_else(pc.equal(texts, ""), pa.scalar(None), texts))
        short = pc.equal(pc.utf8_length(texts), 2).to_numpy(zero_copy_only=False)
    if name == "year":
        return np.where(short, found + np.where(found < 69, 2000, 1900), found)
    return found


def _integer(text: str, name: str) -> int:
    if name == "part":
        text = text.ljust(6, "0")[:6]
    return int(text) if text else -1


def _plain_integers(texts: Any) -> NDArray[np.int64]:
    found: NDArray[np.int64] = texts.cast(pa.int64()).fill_null(-1).to_numpy()
    return found


def _strings(texts: Any, name: str) -> NDArray[np.object_]:
    """Return short texts that repeat, each distinct one a single object."""
    if isinstance(texts, list):
        return np.array([text.lower() if name == "half" else text for text in texts], dtype=object)
    codes = texts.dictionary_encode()
    distinct = np.array([text or "" for text in codes.dictionary.to_pylist()], dtype=object)
    if name == "half":
        distinct = np.array([text.lower() for text in distinct], dtype=object)
    found: NDArray[np.object_] = distinct[codes.indices.to_numpy(zero_copy_only=False)]
    return found


def _put_together(
    numbers: dict[str, NDArray[np.int64]],
    labels: dict[str, NDArray[np.object_]],
    free: Bools,
    words: Words,
) -> DateTexts:
    """Return year, day, month and time of day; month names by the catalogue's words."""
    month = numbers["b"]
    named = labels["name"] != ""
    if named.any():
        codes, names = pd.factorize(labels["name"][named])
        month[named] = np.array([words.months.get(word_form(name), 0) for name in names])[codes]
    hour, half = numbers["hour"], labels["half"]
    if (half != "").any():
        hour = np.where((half != "") & (hour <= 12), hour % 12 + (half == "p") * 12, hour)
    minute, second = numbers["minute"], numbers["second"]
    real = (hour <= 24) & (minute <= 59) & (second <= 60) & (numbers["year"] > 0)
    clock = np.maximum(hour, 0) * 3600 + np.maximum(minute, 0) * 60 + np.maximum(second, 0)
    return DateTexts(
        np.where(real, numbers["year"], -1),
        numbers["a"],
        month,
        clock * 1_000_000 + np.maximum(numbers["part"], 0),
        free & real,
        labels["mark"] == ".",
        half != "",
        labels["zone"],
    )
