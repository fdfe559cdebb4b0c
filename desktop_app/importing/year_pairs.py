"""Years of two: "2009-10", "2010-11" are no months where each names the year and the next, and
titles of one such year tell what months and quarters without a year are of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

_PAIR = re.compile(r"\s*((?:19|20)\d\d)\s?[-‐‑–/]\s?(\d\d)(\d?)\s*")
_NAMED = re.compile(
    r"(?<![\d/.-])((?:19|20)\d\d)(\s?[-‐‑–/_]\s?)((?:19|20)?\d\d)(?!\d|\s?[-/.:]\s?\d)"
)
_HALF = re.compile(r"\s*((?:19|20)\d\d)\s?[-‐‑–/]\s?([12]|I{1,2})\s*")
_NUMBERED = re.compile(r"\s*(?:19|20)\d\d\s?[-‐‑–/]\s?(?:\d{1,2}|[IV]+)\s*")
_FEWEST = 2
_FEWEST_HALVES = 3
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class YearPair:
    """A year of two that a text names: "2023/24" by its first; not `sure` where "2011-12" may as
    well be December.
    """

    first: int
    text: str
    sure: bool


def pair_named(levels: Iterable[Iterable[str]]) -> YearPair | None:
    """Return the year of two that the first of several groups of texts names, None for none.

    Parameters
    ----------
    levels : iterable of groups of texts
        The nearest first; of several years in one group the last is taken, as of single years.
    """
    for texts in levels:
        found = [
            YearPair(int(match[1]), match[0], _is_sure(match))
            for text in texts
            for match in _NAMED.finditer(text)
            if (int(match[3]) - int(match[1]) - 1) % 100 == 0
        ]
        if found:
            return max(found, key=lambda pair: (pair.first, pair.sure))
    return None


def _is_sure(match: re.Match[str]) -> bool:
    return "/" in match[2] or len(match[3]) > _FEWEST or int(match[3]) > _MONTHS


def year_pairs(values: Iterable[object]) -> dict[object, str]:
    """Return how texts such as ``2009-10`` are written so that they are years, by the text.

    October 2009 stands beside November 2010 by chance only: they are years where all of several
    name a year and the one after it. A last digit may be a footnote's (``2015-162``) where
    others have none. Nothing is returned where they may be months. ``2017-2`` and ``2018-1``
    alone, over several years, are halves of them.
    """
    values = list(values)
    halves = _halves(values)
    if halves:
        return halves
    found = {
        value: match
        for value in values
        if isinstance(value, str) and (match := _PAIR.fullmatch(value))
    }
    following = all(int(m[2]) == (int(m[1]) + 1) % 100 for m in found.values())
    years = {match[1] for match in found.values()}
    plain = any(not match[3] for match in found.values())
    if len(years) < _FEWEST or not following or not plain:
        return {}
    return {value: f"{match[1]}/{int(match[1]) + 1}" for value, match in found.items()}


def _halves(values: Iterable[object]) -> dict[object, str]:
    """Return how texts such as ``2018-1`` are written so that they are half-years, by the text."""
    found = {
        value: match
        for value in values
        if isinstance(value, str) and (match := _HALF.fullmatch(value))
    }
    years, halves = ({match[place] for match in found.values()} for place in (1, 2))
    if len(found) < _FEWEST_HALVES or len(years) < _FEWEST or len(halves) < _FEWEST:
        return {}
    others = [one for one in values if one not in found and _NUMBERED.fullmatch(str(one))]
    if others:
        return {}  # "2018-3" is a month or a quarter
    return {
        value: f"H{len(match[2]) if match[2][0] == 'I' else match[2]} {match[1]}"
        for value, match in found.items()
    }


def with_year_pairs(cells: pd.Series[Any]) -> pd.Series[Any]:
    """Return the cells of a column of periods with such texts written as years."""
    if cells.dtype.kind in "fiMm":
        return cells
    pairs: Mapping[object, str] = year_pairs(cells.dropna().unique().tolist())
    if not pairs:
        return cells
    return cells.map(lambda value: pairs.get(value, value), na_action="ignore")
