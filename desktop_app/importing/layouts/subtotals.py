"""Rows that sum up those above them under a name of their own: "Consumer subtotal"."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from desktop_app.catalogue.text import normalise
from desktop_app.importing.context import SheetContext
from desktop_app.importing.layouts.plan import Part, Plan
from desktop_app.importing.layouts.row_kinds import Row, Rows
from desktop_app.importing.sums import follows, is_sum

_KEYS = (Part.VENDOR, Part.SEGMENT)
_MOST_ROWS = 2_000


def mark_subtotals(context: SheetContext, plan: Plan, rows: Rows) -> None:
    """Mark rows that a key calls the total of something, and whose figures say the same.

    "Total Retail" below the lines of retail is their total where its counts are their sums; a
    vendor or segment of such a name is none.
    """
    values = [column.sketch.cells for column in plan.of(Part.VALUE)]
    if plan.label is not None or len(rows.index) > _MOST_ROWS:
        return
    for column in plan.of(*_KEYS):
        named = [_calls_total(context, value) for value in column.sketch.cells]
        for place in np.flatnonzero(named):
            above = _parts_above(rows, int(place))
            if rows.kind[place] == Row.DATA and _sums_up(values, int(place), above):
                rows.kind[place] = Row.TOTAL


def _calls_total(context: SheetContext, value: object) -> bool:
    """Return whether a text begins or ends with a word for a total, and says more."""
    plain = normalise(value) if isinstance(value, str) else ""
    return any(
        plain.startswith(f"{word} ") or plain.endswith(f" {word}") for word in context.words.total
    )


def _parts_above(rows: Rows, place: int) -> list[int]:
    """Return the rows of data since the last total."""
    parts: list[int] = []
    for above in range(place - 1, -1, -1):
        if rows.kind[above] in (Row.TOTAL, Row.AVERAGE, Row.SECTION):
            break
        if rows.kind[above] == Row.DATA:
            parts.insert(0, above)
    return parts


def _sums_up(values: list[pd.Series[Any]], place: int, parts: list[int]) -> bool:
    """Return whether most figures of a row follow from those above, one at least as their sum."""
    told = [
        (cells.iloc[place], [cells.iloc[part] for part in parts])
        for cells in values
        if pd.notna(cells.iloc[place])
    ]
    fits = [follows([whole], [cells]) for whole, cells in told]
    return any(is_sum(whole, cells) for whole, cells in told) and sum(fits) * 2 > len(fits)
