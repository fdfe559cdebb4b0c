"""Texts that are times and no plain number: ``5:12``, ``36:15:00``, ``5m 12s``, ``PT5M12S``."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from desktop_app.catalogue.words import Words
from desktop_app.importing.kinds.compound import compound
from desktop_app.importing.kinds.parts import Bools, Floats
from desktop_app.importing.kinds.spelling import key, without_notes
from desktop_app.importing.kinds.units import SECONDS, TIME_WORDS

_CLOCK = re.compile(
    r"(?P<sign>[+-])?(?:(?P<days>\d{1,6})(?:\.| ?d\w*,?| tage?,?| jours?,?) ?\+?)?"
    r"(?P<a>\d{1,6}):(?P<b>\d{1,2})(?::(?P<c>\d{1,2}))?(?:[.,](?P<part>\d{1,9}))?"
    r"(?: ?(?P<half>[ap])\.?m\.?)?(?: ?(?P<unit>[a-z]+))?"
)
_FOUR = re.compile(r"(?P<sign>[+-])?(?P<days>\d{1,6}):(?P<a>\d{1,2}):(?P<b>\d\d):(?P<c>\d\d)")
_AMOUNT = r"\d{1,9}(?:[.,]\d{1,9})?"
_ISO = re.compile(
    rf"(?P<sign>-)?p(?=.)(?:(?P<w>{_AMOUNT})w)?(?:(?P<d>{_AMOUNT})d)?"
    rf"(?:t(?=.)(?:(?P<h>{_AMOUNT})h)?(?:(?P<m>{_AMOUNT})m)?(?:(?P<s>{_AMOUNT})s)?)?"
)
_ISO_UNITS = {"w": 604800.0, "d": 86400.0, "h": 3600.0, "m": 60.0, "s": 1.0}


@dataclass(slots=True)
class Clocks:
    """Distinct texts that are times, in seconds; NaN for others.

    `sure` are those with one meaning; `pairs` are ``5:12``, read as minutes and seconds;
    `full` marks those with hours, minutes and seconds: ``05:12:00`` may be what a cell made of
    ``5:12``.
    """

    sure: Floats
    pairs: Floats
    full: Bools


def read_clocks(texts: list[str], left: Bools, words: Words) -> Clocks:
    """Read the texts that are left: neither a number nor a number with one unit."""
    size = len(texts)
    clocks = Clocks(np.full(size, np.nan), np.full(size, np.nan), np.zeros(size, dtype=bool))
    for i in np.flatnonzero(left):
        text = key(without_notes(texts[i]))
        if ":" in text:
            _add_clock(clocks, i, text, words)
        elif "p" in text and (iso := _ISO.fullmatch(text)) is not None:
            clocks.sure[i] = _iso_seconds(iso)
        else:
            clocks.sure[i] = compound(text, words, TIME_WORDS, SECONDS)
    return clocks


def _add_clock(clocks: Clocks, i: np.intp, text: str, words: Words) -> None:
    """Read ``5:12``, ``00:05:12``, ``36:15:00``, ``2 days 04:30:00``, ``1:04:30:00``."""
    match = _CLOCK.fullmatch(text) or _FOUR.fullmatch(text)
    if match is None:
        return
    found = match.groupdict()
    unit = _clock_unit(found.get("unit"), words)
    a, b, c = int(found["a"]), int(found["b"]), int(found["c"] or 0)
    if unit is None or b > 59 or c > 59:
        return
    half = found.get("half")
    if half and a <= 12:
        a = a % 12 + (12 if half == "p" else 0)
    sign = -1.0 if found["sign"] == "-" else 1.0
    days = int(found["days"] or 0) * 86400.0
    part = float(f"0.{found.get('part') or 0}")
    if found["c"] is not None:
        clocks.sure[i] = sign * (days + a * 3600 + b * 60 + c + part)
        clocks.full[i] = not found["days"]
    elif found["days"] or half or unit == "hours":
        clocks.sure[i] = sign * (days + a * 3600 + b * 60)
    elif unit == "minutes" or found.get("part"):
        clocks.sure[i] = sign * (a * 60 + b + part)
    else:
        clocks.pairs[i] = sign * (a * 60.0 + b)


def _clock_unit(word: str | None, words: Words) -> str | None:
    """Return the unit behind a clock text, ``""`` for none; None for a word that is no unit."""
    if not word:
        return ""
    unit = TIME_WORDS.get(word) or words.units.get(word, "")
    return unit if unit in {"minutes", "hours"} else None


def _iso_seconds(match: re.Match[str]) -> float:
    """Return the seconds of an ISO 8601 duration, ``PT5M12S``."""
    sign = -1.0 if match["sign"] else 1.0
    pieces = [
        float(match[name].replace(",", ".")) * size
        for name, size in _ISO_UNITS.items()
        if match[name]
    ]
    return sign * sum(pieces)
