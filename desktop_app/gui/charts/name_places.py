"""Where names stand beside marks, so that they do not lie over each other or over a mark."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF

Anchor = tuple[float, float]
"""Which corner of the words is at the mark: (0, 1) the lower left one."""

_CORNERS: tuple[Anchor, ...] = ((0.0, 1.0), (1.0, 1.0), (0.0, 0.0), (1.0, 0.0))


def anchors_of(
    marks: Sequence[QPointF], sizes: Sequence[QSizeF], room: QRectF, mark: float
) -> list[Anchor]:
    """Return the corner for each name, in the order of the marks.

    Parameters
    ----------
    marks : sequence of QPointF
        In pixels, down is more.
    sizes : sequence of QSizeF
        Of the names.
    room : QRectF
        Where names have to be; a name that has no place beside its mark takes the first corner.
    mark : float
        How large a mark is.
    """
    half = mark / 2
    taken = [QRectF(at.x() - half, at.y() - half, mark, mark) for at in marks]
    found: list[Anchor] = []
    for place, (at, size) in enumerate(zip(marks, sizes, strict=True)):
        others = taken[:place] + taken[place + 1 :]
        costs = []
        for rank, corner in enumerate(_CORNERS):
            box = _box(at, size, corner)
            over = sum(_area(box.intersected(other)) for other in others)
            beyond = _area(box) - _area(box.intersected(room))
            costs.append((over + 4 * beyond, rank, corner, box))
        _, _, corner, box = min(costs, key=lambda one: one[:2])
        taken.append(box)
        found.append(corner)
    return found


def spread(places: Sequence[float], gap: float) -> list[float]:
    """Return places in their order, moved as little as can be so that a gap is between any two.

    Parameters
    ----------
    places : sequence of float
        Where names in one column would stand, in any order.
    gap : float
        In the unit of the places.
    """
    order = sorted(range(len(places)), key=places.__getitem__)
    # Each moved down by the gaps below it, they must only not decrease: runs that do are pooled.
    pools: list[tuple[float, int]] = []
    for below, place in enumerate(order):
        total, count = places[place] - below * gap, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            total, count = total + pools[-1][0], count + pools.pop()[1]
        pools.append((total, count))
    level = [total / count for total, count in pools for _ in range(count)]
    found = [0.0] * len(places)
    for below, place in enumerate(order):
        found[place] = level[below] + below * gap
    return found


def _box(at: QPointF, size: QSizeF, corner: Anchor) -> QRectF:
    left = at.x() - corner[0] * size.width()
    return QRectF(QPointF(left, at.y() - corner[1] * size.height()), size)


def _area(box: QRectF) -> float:
    return max(box.width(), 0.0) * max(box.height(), 0.0)
