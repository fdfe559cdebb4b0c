"""Words of cells that are cut and laid out once, and painted as often as they are in sight."""

from __future__ import annotations

from collections.abc import Collection, Hashable
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QStaticText, QTextOption, QTransform

from desktop_app.presenting.short_names import short_name

_MOST = 4_096
"""Cells of several screens; with more, all is laid out anew."""


class _Words(NamedTuple):
    """Words as far as there is room, and what they take of it."""

    text: QStaticText
    width: float
    height: float


class LaidOut:
    """Paints words in one line, as `QPainter.drawText` does.

    What takes long of it (shaping the letters, finding how many fit) is kept by text, room and
    font. There is one for all cells of a table.
    """

    def __init__(self) -> None:
        self._fonts: tuple[QFont, QFont] | None = None
        self._known: dict[Hashable, _Words] = {}

    def paint(
        self,
        painter: QPainter,
        font: QFont,
        rect: QRect,
        lean: float,
        text: str,
        strong: bool = False,
        among: Collection[str] = (),
    ) -> None:
        """Paint a text in the painter's colour, cut to a rectangle and in the middle of its height.

        Parameters
        ----------
        painter : QPainter
            Its font is set.
        font : QFont
            That of words that are not strong.
        rect : QRect
        lean : float
            Share of the room left that is before the words: 0 at the left, 1 at the right.
        text : str
        strong : bool
        among : collection of str
            All names that this one has to be told apart from when it is cut.
        """
        if self._fonts is None or self._fonts[0] != font:
            self._fonts = QFont(font), strong_font(font)
            self._known.clear()
        room = rect.width()
        painter.setFont(self._fonts[strong])
        key = text, room, strong, among
        words = self._known.get(key)
        if words is None:
            if len(self._known) > _MOST:
                self._known.clear()
            words = self._known[key] = _laid_out(painter, text, room, among)
        place = QPointF(
            rect.x() + (room - words.width) * lean, rect.y() + (rect.height() - words.height) / 2
        )
        if words.width > room:
            painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
        painter.drawStaticText(place, words.text)


def strong_font(font: QFont) -> QFont:
    """Return a font as it is for what stands out."""
    heavier = QFont(font)
    heavier.setWeight(QFont.Weight.DemiBold)
    return heavier


def _laid_out(painter: QPainter, text: str, room: int, among: Collection[str]) -> _Words:
    one_line, metrics = " ".join(text.split()), painter.fontMetrics()
    if among:
        shown = short_name(one_line, among, room, metrics.horizontalAdvance)
    else:
        shown = metrics.elidedText(one_line, Qt.TextElideMode.ElideRight, room)
    words = QStaticText(shown)
    words.setTextFormat(Qt.TextFormat.PlainText)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    # Words that begin in another script stand where all others do.
    option.setTextDirection(painter.layoutDirection())
    words.setTextOption(option)
    words.prepare(QTransform(), painter.font())
    # `drawText` puts a line in the middle by its letters' own height, not by whole pixels of it.
    return _Words(words, words.size().width(), QFontMetricsF(painter.font()).height())
