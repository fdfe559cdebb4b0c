"""Columns read from plain lists, and what came of each cell in one list."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import pandas as pd

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.catalogue.model import FieldKind
from desktop_app.catalogue.words import Words
from desktop_app.importing.typed import ReadingHints, TypedColumn
from desktop_app.importing.values import read_column

MISSING = "missing"
BAD = "bad"


@cache
def words() -> Words:
    return load_catalogue().words


def read(
    kind: str,
    cells: Sequence[Any],
    *,
    dtype: Any = object,
    epoch_1904: bool = False,
    **hints: Any,
) -> TypedColumn:
    """Read a list of cells as a column of one kind."""
    column = pd.Series(list(cells), dtype=dtype)
    return read_column(column, ReadingHints(FieldKind(kind), **hints), words(), epoch_1904)


def outcome(column: TypedColumn, digits: int = 9) -> list[Any]:
    """Return every cell's value, or MISSING or BAD; fails if a cell is two of these."""
    cells = []
    for value, missing, bad in zip(column.values, column.missing, column.bad, strict=True):
        known = not pd.isna(value)
        assert known + missing + bad == 1, (value, missing, bad)
        shown = round(value, digits) if isinstance(value, float) else value
        cells.append(shown if known else MISSING if missing else BAD)
    return cells


def codes(column: TypedColumn) -> set[str]:
    """Return the codes of a column's questions."""
    return {code for code, _ in column.questions}
