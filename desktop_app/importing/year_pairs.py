"""Years of two: "2009-10", "2010-11" are no months where each names the year and the next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

_PAIR = re.compile(r"\s*((?:19|20)\d\d)\s?[-‐‑–/]\s?(\d\d)(\d?)\s*")
_FEWEST = 2


def year_pairs(values: Iterable[object]) -> dict[object, str]:
    """Return how texts such as ``2009-10`` are written so that they are years, by the text.

    October 2009 stands beside November 2010 by chance only: they are years where all of several
    name a year and the one after it. A last digit may be a footnote's (``2015-162``) where
    others have none. Nothing is returned where they may be months.
    """
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


def with_year_pairs(cells: pd.Series[Any]) -> pd.Series[Any]:
    """Return the cells of a column of periods with such texts written as years."""
    if cells.dtype.kind in "fiMm":
        return cells
    pairs: Mapping[object, str] = year_pairs(cells.dropna().unique().tolist())
    if not pairs:
        return cells
    return cells.map(lambda value: pairs.get(value, value), na_action="ignore")
