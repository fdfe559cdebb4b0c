"""Dashboards of cards: a big figure with its name above or below it, several side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from desktop_app.importing.cellkinds import Kind, classify
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import SURE
from desktop_app.importing.layouts.headings import best, structure_named
from desktop_app.importing.layouts.plan import TARGET
from desktop_app.importing.regions import SheetStructure

_MOST_ROWS, _MOST_COLUMNS = 60, 40
_FEWEST, _MOSTLY = 2, 0.6
_AIM = re.compile(
    r"^\s*(?P<name>[^\W\d_][^\d:=<>≤≥]*?)\s*:?\s*(?P<value>[<>≤≥=]*\s*\d.*|[<>≤≥].*)$"
)
"""A word for what is aimed at, and what is."""
_LABEL, _FIGURE, _CAPTION = "label", "figure", "caption"

Card = tuple[tuple[int, int], tuple[int, int]]
"""Places of a card's name and of its figure."""


def find_cards(context: SheetContext) -> list[Card]:
    """Return the cards of a sheet that holds nothing else but titles, empty for any other.

    A single row of names above a single row of figures is a table, and read as one.
    """
    grid = context.sheet.grid
    if context.sheet.bulk or grid.n_rows > _MOST_ROWS or grid.n_columns > _MOST_COLUMNS:
        return []
    kinds = classify(grid.values).kind
    filled = np.count_nonzero(kinds != Kind.EMPTY, axis=1)
    full = filled >= _FEWEST
    figures_only = filled == np.count_nonzero(kinds == Kind.NUMBER, axis=1)
    labels_only = filled == np.count_nonzero(kinds == Kind.LABEL, axis=1)
    if not (full & labels_only).any() or (full & ~figures_only & ~labels_only).any():
        return []
    rows = np.flatnonzero(full).tolist()
    told = {
        row: _FIGURE if figures_only[row] else _words_kind(context, grid.values[row], kinds[row])
        for row in rows
    }
    labels = [row for row in rows if told[row] == _LABEL]
    figures = [row for row in rows if told[row] == _FIGURE]
    if not labels or len(labels) != len(figures):
        return []
    pairs = list(zip(labels, figures, strict=True))
    steps = {figure - label for label, figure in pairs}
    if steps not in ({1}, {-1}) or (steps == {1} and len(rows) == _FEWEST):
        return []
    same = all(_filled(kinds[figure]) <= _filled(kinds[label]) for label, figure in pairs)
    if not same:
        return []
    return [
        ((label, column), (figure, column))
        for label, figure in pairs
        for column in sorted(_filled(kinds[figure]))
    ]


def targets_of_cards(
    context: SheetContext, cards: Sequence[Card]
) -> dict[tuple[int, int], tuple[tuple[int, int], str]]:
    """Return place and text of the targets in the cards' captions ("Target 80 %"), by figure.

    A caption stands below name and figure.
    """
    grid, found = context.sheet.grid, {}
    for name, figure in cards:
        row, column = max(name[0], figure[0]) + 1, figure[1]
        caption = grid.values[row, column] if row < grid.n_rows else None
        match = _AIM.match(caption) if isinstance(caption, str) else None
        if match is not None and structure_named(context, match["name"]) == TARGET:
            found[figure] = (row, column), match["value"].strip()
    return found


def without_cards(context: SheetContext, structure: SheetStructure) -> SheetStructure:
    """Return a sheet's structure without tables where it is a dashboard of cards."""
    if not find_cards(context):
        return structure
    rows, columns = np.nonzero(classify(context.sheet.grid.values).kind != Kind.EMPTY)
    return SheetStructure((), tuple(zip(rows.tolist(), columns.tolist(), strict=True)))


def _filled(kinds: NDArray[np.uint8]) -> set[int]:
    return set(np.flatnonzero(kinds != Kind.EMPTY).tolist())


def _words_kind(
    context: SheetContext, values: NDArray[np.object_], kinds: NDArray[np.uint8]
) -> str:
    """Return what a row of several words holds: names or remarks."""
    texts = [str(values[column]).strip() for column in sorted(_filled(kinds))]
    return _LABEL if _are_names(context, texts) else _CAPTION


def _are_names(context: SheetContext, texts: Sequence[str]) -> bool:
    """Return whether most texts surely name a KPI or quantity, each another one."""
    found = [best(context.names.items(text)) for text in texts]
    sure = [one for one in found if one is not None and one.confidence >= SURE]
    plain = [one for one in sure if not one.rest]
    several = len({(one.id, one.variant) for one in plain}) >= _FEWEST
    return several and len(plain) >= _MOSTLY * len(texts)
