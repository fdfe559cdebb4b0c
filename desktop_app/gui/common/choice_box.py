"""A box of choices that shortens a text that has no room, and tells it whole when pointed at."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCursor, QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QToolTip


class ChoiceBox(QComboBox):
    """A `QComboBox` that never cuts a letter in two."""

    def shown_text(self) -> str:
        """Return the present text as far as there is room for it."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        room = field.width() - (0 if option.currentIcon.isNull() else option.iconSize.width() + 4)
        metrics = self.fontMetrics()
        return metrics.elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.shown_text()
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and self.shown_text() != self.currentText():
            words = "\n".join(filter(None, [self.currentText(), self.toolTip()]))
            QToolTip.showText(QCursor.pos(), words, self)
            return True
        return super().event(event)
