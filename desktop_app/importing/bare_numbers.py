"""Numbers that stand bare in their cells, with no unit or sign beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
import pandas as pd

_BARE = re.compile(r"^[+\-−]?(?:(?:0|[1-9]\d*)(?:[.,]\d+)?|[.,]\d+)$")
_GROUPED = re.compile(r"^[+\-−]?\d{1,3}[.,]\d{3}$")
_FEW = 2
_MOST = 0.5
_PERCENT = 100.0
_DECIMALS = str.maketrans(",−", ".-")


def bare_numbers(cells: Iterable[object]) -> list[float] | None:
    """Return cells as numbers, or None when one of them is something else or there is no cell."""
    numbers = [bare_number(cell) for cell in cells]
    known = [number for number in numbers if number is not None]
    return known if known and len(known) == len(numbers) else None


def are_shares(cells: Iterable[object], number_format: str, unit: str) -> bool:
    """Return whether figures are shares of something and can't be how many there were.

    So where sign, format or `unit` say percent, and where most of at least `_FEW` plain numbers
    of 0 to 100 are not whole. Texts such as "20.096" may be thousands, and say nothing.
    """
    if says_percent(cells := list(cells), number_format, unit):
        return True
    known = filled(cells)
    if any(isinstance(cell, str) and _GROUPED.match(cell.strip()) for cell in known):
        return False
    numbers = np.array(bare_numbers(known) or (), dtype=np.float64)
    within = bool(((numbers >= 0) & (numbers <= _PERCENT)).all())
    return len(numbers) >= _FEW and within and float((numbers % 1 != 0).mean()) > _MOST


def says_percent(cells: Iterable[object], number_format: str, unit: str) -> bool:
    """Return whether the sign in all cells, their format or `unit` says percent."""
    if "%" in number_format or unit == "percent":
        return True
    signs = [isinstance(cell, str) and "%" in cell for cell in filled(cells)]
    return bool(signs) and all(signs)


def filled(cells: Iterable[object]) -> list[object]:
    """Return the cells that are not empty; NaN and NaT are unlike themselves."""
    return [c for c in cells if not (c is None or c is pd.NA or bool(c != c))]  # noqa: PLR0124


def bare_number(cell: object) -> float | None:
    """Return a number, or a text that is nothing but one, as a float; else None.

    The cells of a CSV file are all texts, so "4.42" counts like 4.42. A comma is taken for the
    decimal sign, as this serves a first look at small numbers and not their reading. "007" is a
    code and no number.
    """
    if isinstance(cell, int | float | np.number):
        return float(cell)
    if isinstance(cell, str) and _BARE.match(text := cell.strip()):
        return float(text.translate(_DECIMALS))
    return None
