"""Cutting a sheet into rectangles that blank rows and columns hold apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]

_SHORTEST_CHAIN = 3
"""Rows with a blank one between each that make a loosely set table."""


class Rect(NamedTuple):
    """A rectangle of cells, 0-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int

    def union(self, other: Rect) -> Rect:
        """Return the smallest rectangle around both."""
        return Rect(
            min(self.top, other.top),
            min(self.left, other.left),
            max(self.bottom, other.bottom),
            max(self.right, other.right),
        )

    def meets(self, other: Rect) -> bool:
        """Return whether the two share a cell."""
        return (
            self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )

    def shared_columns(self, other: Rect) -> int:
        """Return how many columns the two have in common."""
        return max(0, min(self.right, other.right) - max(self.left, other.left) + 1)


def runs(mask: Mask) -> list[tuple[int, int]]:
    """Return the inclusive (first, last) of every stretch of True."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], mask, [False]))))
    return [(int(a), int(b) - 1) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def bridge(occupied: Mask, figures: Mask) -> Mask:
    """Return a sheet's cells with the spacers of a loosely set table filled in.

    Some reports leave every second row or column blank for looks. Single rows (columns) of
    figures that follow each other so, and are filled alike, are one table; rows also when they
    begin in the same column, as a gap or the name of a section may stand among them, or fill no
    column that the rows above them leave empty, as the month may stand in the first ones only.

    Parameters
    ----------
    occupied, figures : Mask
        Which cells are filled, and which of them hold figures, or say that there is none.
    """
    wide = _bridge_rows(occupied.T, figures.T, _filled_alike).T
    return _bridge_rows(wide, figures, _goes_on)


def _bridge_rows(occupied: Mask, figures: Mask, follows: Callable[[Mask, Mask], bool]) -> Mask:
    bridged = occupied.copy()
    stretches = runs(np.any(occupied, axis=1))
    lone = [a for a, b in stretches if a == b]
    chains: list[list[int]] = []
    for row in lone:
        last = chains[-1][-1] if chains else -1
        if row - last == 2 and chains and follows(occupied[chains[-1]], occupied[row]):
            chains[-1].append(row)
        else:
            chains.append([row])
    for chain in (_without_ends(chain, occupied) for chain in chains):
        told = sum(bool(figures[row].any()) for row in chain)
        if len(chain) >= _SHORTEST_CHAIN and told >= _SHORTEST_CHAIN - 1:
            for row in chain[:-1]:
                bridged[row + 1] = occupied[row] & occupied[row + 2]
    return bridged


def _without_ends(chain: list[int], occupied: Mask) -> list[int]:
    """Return a chain of rows without the titles before and the notes after it: single cells."""
    wide = [place for place, row in enumerate(chain) if occupied[row].sum() > 1]
    return chain[wide[0] : wide[-1] + 1] if wide else []


def _goes_on(above: Mask, row: Mask) -> bool:
    """Whether a row goes on with the table of those above it.

    It begins in the last one's column, is filled like it, or fills nothing that none of them does.
    """
    if int(above[-1].argmax()) == int(row.argmax()) or _filled_alike(above, row):
        return True
    return int(row.sum()) > 1 and not bool((row & ~above.any(axis=0)).any())


def _filled_alike(above: Mask, row: Mask) -> bool:
    """Whether a row has most of its cells where the last above has them, and more than one."""
    both, least = int((above[-1] & row).sum()), int(min(above[-1].sum(), row.sum()))
    return both >= 2 and both * 5 >= least * 4


def cut(occupied: Mask) -> list[Rect]:
    """Return the blocks of a sheet: rectangles without a blank row or column through them.

    Cuts along blank rows first, then along blank columns, then again inside the parts, so that
    tables of different height side by side come apart as well. Sorted by top, then left.
    """
    if not occupied.any():
        return []
    blocks: list[Rect] = []
    waiting = [(Rect(0, 0, occupied.shape[0] - 1, occupied.shape[1] - 1), 0)]
    while waiting:
        rect, settled = waiting.pop()
        part = occupied[rect.top : rect.bottom + 1, rect.left : rect.right + 1]
        rows = runs(np.any(part, axis=1))
        if len(rows) > 1 or (rows and settled == 0):
            waiting += [
                (Rect(rect.top + a, rect.left, rect.top + b, rect.right), 1) for a, b in rows
            ]
            continue
        columns = runs(np.any(part, axis=0))
        if len(columns) == 1 and settled:
            a, b = columns[0]
            blocks.append(Rect(rect.top, rect.left + a, rect.bottom, rect.left + b))
            continue
        waiting += [
            (Rect(rect.top, rect.left + a, rect.bottom, rect.left + b), 0) for a, b in columns
        ]
    return sorted(blocks)
