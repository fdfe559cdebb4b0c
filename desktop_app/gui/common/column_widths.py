"""How wide a table's columns are: room goes first to those whose texts would be cut."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QFont, QFontMetrics

from desktop_app.gui.theme import SPACE
from desktop_app.presenting.tables import Table

_ROWS = 60
"""Rows that are measured; of a longer table the first ones stand for all."""
_ICON = 24
_HEADING = 22
"""Digits a heading is given room for."""


def shared_widths(
    wanted: Sequence[int], least: Sequence[int], needed: Sequence[int], room: int
) -> list[int]:
    """Return the columns' widths in pixels.

    Parameters
    ----------
    wanted : sequence of int
        What a column is to have, 0 for one that shares what is left.
    least : sequence of int
        What a column without a wanted width has at least; where that is too much the table
        scrolls.
    needed : sequence of int
        What the texts of each column take.
    room : int
    """
    widths = [w or low for w, low in zip(wanted, least, strict=True)]
    spare = room - sum(widths)
    elastic = [place for place, w in enumerate(wanted) if not w]
    for place in range(len(widths)):
        more = min(max(needed[place] - widths[place], 0), max(spare, 0))
        widths[place] += more
        spare -= more
    for place in elastic:
        widths[place] += max(spare, 0) // len(elastic)
    return widths


def needed_widths(table: Table, font: QFont) -> list[int]:
    """Return what the texts of each column take in pixels, with the room around them.

    A heading counts up to a length: a vendor's whole name over each figure would be a waste.
    """
    strong = QFont(font)
    strong.setWeight(QFont.Weight.DemiBold)
    plain, heavy = QFontMetrics(font), QFontMetrics(strong)
    longest = _HEADING * plain.horizontalAdvance("0")
    found = [
        min(plain.horizontalAdvance(column.title), longest) + (2 * _ICON if column.mark else _ICON)
        for column in table.columns
    ]
    for row in table.rows[:_ROWS]:
        for place, cell in enumerate(row.cells):
            if cell.bar is None and cell.text:
                metrics = heavy if cell.strong else plain
                wide = metrics.horizontalAdvance(cell.text) + (_ICON if cell.icon else 0)
                found[place] = max(found[place], wide + 2 * (SPACE + 2) + 2)
    return found
