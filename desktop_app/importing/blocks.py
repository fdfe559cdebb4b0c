"""Cutting a sheet into rectangles that blank rows and columns hold apart."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]


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
