"""Tables as screens show them: columns as records, cells with text, sort key and tint; no Qt.

A screen's table is made from a list of `Column`, each knowing how to show one item, and the items.
Everything is worked out once, when the table is made, so that painting only looks things up.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Generic, TypeVar

T = TypeVar("T")
SortKey = float | str | None


class Align(StrEnum):
    """Where a cell's text stands: words at the left, figures at the right."""

    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"


class Tint(StrEnum):
    """What a cell's look says; the window maps it to colours, and never to colour alone."""

    NONE = "none"
    EXCELLENT = "excellent"
    ON_TARGET = "on_target"
    BELOW = "below"
    UNACCEPTABLE = "unacceptable"
    MUTED = "muted"
    OK = "ok"
    LOOK = "look"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as shown.

    Parameters
    ----------
    text : str
    sort : float, str or None
        What the column is sorted by; None or NaN is missing and comes last either way.
    tint : Tint
    tooltip : str
    icon : str
        Name of an icon of resources/icons, ``""`` for none.
    bar : float or None
        0..1, the length of a bar behind the text.
    strong : bool
        Whether the text is set in a heavier weight.
    """

    text: str
    sort: SortKey = None
    tint: Tint = Tint.NONE
    tooltip: str = ""
    icon: str = ""
    bar: float | None = None
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column of a screen's table.

    Parameters
    ----------
    key : str
        Stable name, for keeping widths and for telling which column was clicked.
    title, tooltip : str
        The heading, and what it means.
    cell : function of an item
        How the column shows it.
    align : Align
    width : int
        Wanted width in characters; 0 shares what is left over.
    least : int
        Characters that a column without a wanted width has at least; then the table scrolls.
    editable : bool
    descending : bool
        Whether the first click on the heading puts the largest first.
    mark : str
        Name of the vendor whose colour stands beside the heading, ``""`` for none.
    """

    key: str
    title: str
    cell: Callable[[T], Cell]
    tooltip: str = ""
    align: Align = Align.LEFT
    width: int = 0
    least: int = 24
    editable: bool = False
    descending: bool = False
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `key` tells which item it is; a `heading` spans all columns and isn't sorted."""

    key: Any
    cells: tuple[Cell, ...]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows, ready to show.

    `sorted_by` and `descending` say how the rows are ordered, None as they came.
    """

    columns: tuple[Column[Any], ...] = ()
    rows: tuple[Row, ...] = ()
    sorted_by: int | None = None
    descending: bool = False
    original: tuple[Row, ...] = field(default=(), repr=False)

    def sorted(self, column: int, descending: bool) -> Table:
        """Return the table in the order of a column's sort keys.

        Missing values come last either way, and equal ones keep the order they came in.
        Headings of groups are left out: the order cuts across the groups.
        """
        came = self.original or self.rows
        items = [row for row in came if not row.heading]
        present = [row for row in items if not is_missing(row.cells[column].sort)]
        missing = [row for row in items if is_missing(row.cells[column].sort)]
        # Reversed sorting keeps equal rows in their first order too.
        ordered = sorted(
            present, key=lambda row: _comparable(row.cells[column].sort), reverse=descending
        )
        return replace(
            self,
            rows=(*ordered, *missing),
            sorted_by=column,
            descending=descending,
            original=came,
        )

    def unsorted(self) -> Table:
        """Return the table in the order its rows came in, with the headings of groups."""
        return replace(self, rows=self.original or self.rows, sorted_by=None, original=())

    def find(self, key: Any) -> int | None:
        """Return the position of the row with that key, None if it isn't there."""
        return next((i for i, row in enumerate(self.rows) if row.key == key), None)


def make_table(
    columns: Sequence[Column[T]],
    items: Iterable[T],
    key: Callable[[T], Any],
    group: Callable[[T], str] | None = None,
) -> Table:
    """Return the table of items.

    Parameters
    ----------
    key : function of an item
        What tells one row from another when the table is made anew.
    group : function of an item, optional
        Items of one group stand together (they come so) under its name.
    """
    rows: list[Row] = []
    last = ""
    for item in items:
        name = group(item) if group is not None else ""
        if name and name != last:
            rows.append(Row(f"group:{name}", (), heading=name))
            last = name
        rows.append(Row(key(item), tuple(column.cell(item) for column in columns)))
    return Table(tuple(columns), tuple(rows))


def is_missing(key: SortKey) -> bool:
    """Return whether a sort key stands for no value."""
    return key is None or (isinstance(key, float) and math.isnan(key))


def text_cell(text: str, **more: Any) -> Cell:
    """Return a cell of words, sorted by them whatever their case."""
    return Cell(text, text.casefold() or None, **more)


def _comparable(key: SortKey) -> tuple[int, float, str]:
    """Return a key that orders numbers before words (a column may hold both)."""
    return (1, 0.0, key) if isinstance(key, str) else (0, float(key or 0.0), "")
