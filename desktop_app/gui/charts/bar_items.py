"""Bars and the words at their ends, as items that are painted many times a second."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

_CENTRED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class Bars(pg.BarGraphItem):  # type: ignore[misc]
    """Upright rectangles that are moved in place.

    The library's own item makes its picture anew, and asks how large it is, each time anything of
    it changes. These know that they stay within `room`.
    """

    def __init__(self, room: QRectF, **options: object) -> None:
        super().__init__(**options)
        self._room = room
        self._lengths: list[QRectF] = []

    def stretch(self, starts: Sequence[float], widths: Sequence[float]) -> None:
        """Begin and end elsewhere."""
        height = float(self.opts["height"])
        self._lengths = [
            QRectF(start, -place - height / 2, width, height)
            for place, (start, width) in enumerate(zip(starts, widths, strict=True))
        ]
        self.update()

    @property
    def lengths(self) -> Sequence[QRectF]:
        """Return where every bar is."""
        return self._lengths

    @property
    def spans(self) -> list[tuple[float, float]]:
        """Return start and width of every bar."""
        return [(bar.x(), bar.width()) for bar in self._lengths]

    def boundingRect(self) -> QRectF:
        """Return all the room that bars may take."""
        return self._room

    def paint(self, painter: QPainter, *_arguments: object) -> None:
        """Paint the bars; upright edges need no smoothing, which takes most of the time."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(self.opts["pen"])
        painter.setBrush(self.opts["brush"])
        painter.drawRects(self._lengths)


class EndWords(pg.GraphicsObject):  # type: ignore[misc]
    """Words right of each bar's end, all in one item."""

    def __init__(self, room: QRectF, font: QFont, colour: QColor) -> None:
        super().__init__()
        self._room, self._font, self._colour = room, font, colour
        self._words: list[tuple[QPointF, str]] = []
        self.setZValue(20)

    @property
    def words(self) -> list[tuple[str, float]]:
        """Return what stands where, from top to bottom."""
        return [(text, place.x()) for place, text in self._words]

    def show_words(self, ends: Sequence[float], words: Sequence[str]) -> None:
        """Write other words, or elsewhere."""
        places = (QPointF(end, -place) for place, end in enumerate(ends))
        self._words = list(zip(places, words, strict=True))
        self.update()

    def boundingRect(self) -> QRectF:
        """Return all the room that bars and words may take."""
        return self._room

    def paint(self, painter: QPainter, *_arguments: object) -> None:
        """Write the words upright, as large as the font whatever the scale of the axes is."""
        to_device = painter.transform()
        painter.resetTransform()
        painter.setFont(self._font)
        painter.setPen(self._colour)
        high = QFontMetricsF(self._font).height()
        for place, text in self._words:
            at = to_device.map(place)
            box = QRectF(at.x() + 4, at.y() - high, 400.0, 2 * high)
            painter.drawText(box, _CENTRED, text)


class PartWords(pg.GraphicsObject):  # type: ignore[misc]
    """A short word in the middle of each part of a bar that is wide enough for it."""

    def __init__(self, room: QRectF, font: QFont) -> None:
        super().__init__()
        self._room, self._font = room, QFont(font)
        self._font.setWeight(QFont.Weight.DemiBold)
        self._parts: list[tuple[str, QColor, Sequence[QRectF]]] = []
        self.setZValue(19)

    def show_words(self, parts: Sequence[tuple[str, QColor, Sequence[QRectF]]]) -> None:
        """Write in other parts: each word, its colour, and where the part is in every bar."""
        self._parts = list(parts)
        self.update()

    @property
    def words(self) -> list[str]:
        """Return what is written, wherever there is room for it."""
        return [word for word, _ink, _places in self._parts]

    def boundingRect(self) -> QRectF:
        """Return all the room that bars may take."""
        return self._room

    def paint(self, painter: QPainter, *_arguments: object) -> None:
        """Write the words upright, as large as the font whatever the scale of the axes is."""
        to_device = painter.transform()
        painter.resetTransform()
        painter.setFont(self._font)
        metrics = QFontMetricsF(self._font)
        for word, ink, places in self._parts:
            wide, high = metrics.horizontalAdvance(word) + 4, metrics.height()
            painter.setPen(ink)
            for place in places:
                box = to_device.mapRect(place)
                if box.width() >= wide and box.height() >= high - 4:
                    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), word)
