"""Words by which a target says that more, or less, is as good: "< 8 min", "30 seconds or less"."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from desktop_app.importing.named_limits import aim_in

_BEFORE = re.compile(
    r"^\s*(?:>=|<=|=>|=<|≥|≤|>|<|=|~|±|min(?:imum)?\.?:?|max(?:imum)?\.?:?|at least|at most|up to"
    r"|under|over|below|above|within|less than|more than)\s*(?=[\d.,€$£₹+-])",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?<=[\w%.)])\s*(?:(?:or|and) (?:less|fewer|more|better|above|below|higher|lower|under|over"
    r"|faster|greater|sooner)|max(?:imum)?\.?|min(?:imum)?\.?)\s*$",
    re.IGNORECASE,
)
_MIN = re.compile(r"\d\s*min\.?\s*$", re.IGNORECASE)
"""Minutes behind a number, and no least of something."""


def without_comparators(cells: pd.Series[Any]) -> pd.Series[Any]:
    """Return cells of targets as the figures they name: "8 min" of "< 8 min"."""
    return cells.map(without_comparator)


def without_comparator(cell: Any) -> Any:
    """Return the figure that a cell of a target names; what is no text as it is."""
    return figure_of(cell) if isinstance(cell, str) else cell


def figure_of(text: str) -> str:
    """Return what a target names without the words that compare: "30 s" of "30 s or less".

    Of "80 % within 20 seconds" that is the share: the time is a part of what is measured.
    """
    aim = aim_in(text)
    if aim is not None:
        return aim[0]
    plain = _BEFORE.sub("", text)
    return plain if _MIN.search(plain) else _BEHIND.sub("", plain)


def compares(value: object) -> bool:
    """Return whether a cell is a text that says that more, or less, is as good."""
    return isinstance(value, str) and figure_of(value) != value
