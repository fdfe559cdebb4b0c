"""What a mapping says of the rows of a summary: which rows are meant, and what they add."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from desktop_app.domain.period import Period
from desktop_app.domain.translating import tr
from desktop_app.importing.arrays import Arrays
from desktop_app.importing.context import SheetContext
from desktop_app.importing.mappings.document import ItemMapping


def said_of_row(context: SheetContext, text: str, group: object, row: int) -> ItemMapping | None:
    """Return what a mapping says of a row by its label, its part of the table and its place."""
    if context.followed is None:
        return None
    return context.followed.row(text, group if isinstance(group, str) else "", str(row + 1))


def told_apart(context: SheetContext, text: str, group: object, row: int) -> int:
    """Return a number for rows of one label that a mapping says different things of, else 0."""
    followed = context.followed
    if followed is None or not followed.rows or not followed.rows_told_apart(text):
        return 0
    item = said_of_row(context, text, group, row)
    return id(item) if item is not None else 0


def use_keys(
    context: SheetContext, cells: Arrays, own: NDArray[np.bool_], item: ItemMapping
) -> None:
    """Give the cells of a row the vendor, segment and period that were said of it.

    A period goes to the cells that have none: where columns head each cell with its own, one
    for the row can't be meant.
    """
    if item.vendor:
        cells["vendor"][own] = item.vendor
    if item.segment:
        cells["segment"][own] = item.segment
    if not item.period:
        return
    periods = cells["period"]
    free = own & np.array([period is None for period in periods], dtype=np.bool_)
    periods[free] = Period.parse(item.period).label
    if context.followed is not None and own.any() and not free.any():
        context.followed.reject(item, tr("the columns name the periods of its figures"))
