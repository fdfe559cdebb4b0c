"""Names beside marks: over nothing else where there is room."""

from __future__ import annotations

import itertools

from PySide6.QtCore import QPointF, QRectF, QSizeF

from desktop_app.gui.charts.name_places import anchors_of, spread

ROOM = QRectF(0, 0, 600, 300)


def _boxes(marks, sizes, anchors):
    return [
        QRectF(QPointF(at.x() - x * size.width(), at.y() - y * size.height()), size)
        for at, size, (x, y) in zip(marks, sizes, anchors, strict=True)
    ]


def test_a_name_alone_stands_right_above_its_mark():
    assert anchors_of([QPointF(100, 100)], [QSizeF(80, 16)], ROOM, 15) == [(0.0, 1.0)]


def test_a_name_at_the_edge_turns_inwards():
    size = [QSizeF(80, 16)]
    assert anchors_of([QPointF(590, 100)], size, ROOM, 15) == [(1.0, 1.0)]
    assert anchors_of([QPointF(100, 4)], size, ROOM, 15) == [(0.0, 0.0)]
    assert anchors_of([QPointF(590, 4)], size, ROOM, 15) == [(1.0, 0.0)]


def test_names_near_each_other_do_not_overlap():
    marks = [QPointF(200, 100), QPointF(240, 108), QPointF(280, 116), QPointF(230, 140)]
    sizes = [QSizeF(150, 16)] * 4
    boxes = _boxes(marks, sizes, anchors_of(marks, sizes, ROOM, 15))
    for one, other in itertools.combinations(boxes, 2):
        assert not one.intersects(other)


def test_names_in_a_column_part_as_little_as_can_be():
    assert spread([10.0, 50.0, 30.0], 5.0) == [10.0, 50.0, 30.0]
    # Two at one place part by half a gap each; a third that is near goes with them.
    assert spread([20.0, 20.0], 4.0) == [18.0, 22.0]
    assert spread([23.0, 20.0, 20.0, 90.0], 4.0) == [25.0, 17.0, 21.0, 90.0]
    assert spread([], 4.0) == []
