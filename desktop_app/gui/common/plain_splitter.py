"""A splitter with the theme's looks whose parts are dressed one by one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle


class PlainSplitter(QSplitter):
    """A `QSplitter` without a style sheet: with one, all its parts would be dressed in one go."""

    def createHandle(self) -> QSplitterHandle:
        return _Handle(self)


class _Handle(QSplitterHandle):
    """Nothing to see until the pointer is over it."""

    def __init__(self, splitter: QSplitter) -> None:
        super().__init__(splitter.orientation(), splitter)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.underMouse():
            painter = QPainter(self)
            painter.fillRect(self.rect(), self.palette().mid())
            painter.end()
