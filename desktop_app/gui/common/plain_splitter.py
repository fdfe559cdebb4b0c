"""A splitter with the theme's looks whose parts are dressed one by one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from desktop_app.gui.theme import Theme


class PlainSplitter(QSplitter):
    """A `QSplitter` without a style sheet: with one, all its parts would be dressed in one go."""

    def __init__(
        self, orientation: Qt.Orientation, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(orientation, parent)
        self._theme = theme

    def createHandle(self) -> QSplitterHandle:
        return _Handle(self, self._theme)


class _Handle(QSplitterHandle):
    """Nothing to see until the pointer is over it."""

    def __init__(self, splitter: QSplitter, theme: Theme) -> None:
        super().__init__(splitter.orientation(), splitter)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.underMouse():
            painter = QPainter(self)
            painter.fillRect(self.rect(), self._theme.colour("border"))
            painter.end()
