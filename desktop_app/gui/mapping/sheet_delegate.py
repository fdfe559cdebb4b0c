"""Paints a cell of a sheet as received: its ground says what it was taken for."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_app.gui.mapping.sheet_model import SheetModel
from desktop_app.gui.theme import SPACE, Theme

_INSET = SPACE // 2 + 2
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_SHORT = 10
"""Texts up to so many letters are drawn without measuring whether they fit."""


class Grounds:
    """Colours and fonts of the uses of cells under a theme; the legend paints with them too."""

    def __init__(self, theme: Theme, font: QFont) -> None:
        uses = ("used", "heading", "total", "note", "set_aside")
        self.fills = {use: theme.colour(f"use_{use}") for use in uses}
        self.mark = theme.colour("use_mark")
        self.ink, self.muted = theme.colour("text"), theme.colour("muted")
        self.line, self.focus = QPen(theme.colour("line")), QPen(theme.colour("focus"), 2)
        self.rule = QPen(theme.colour("muted"))
        self.selected = QColor(theme.colour("accent"))
        self.selected.setAlpha(46)
        hatch = QColor(self.mark)
        hatch.setAlpha(80)
        self.hatch = QBrush(hatch, Qt.BrushStyle.BDiagPattern)
        self.plain, self.bold, self.italic = font, QFont(font), QFont(font)
        self.bold.setWeight(QFont.Weight.DemiBold)
        self.italic.setItalic(True)

    def font(self, use: str) -> QFont:
        """Return the font of a use."""
        return {"heading": self.bold, "total": self.bold, "note": self.italic}.get(use, self.plain)

    def paint(self, painter: QPainter, rect: QRect, use: str) -> None:
        """Paint the ground of a use: a colour, and hatching or a double line as second cue."""
        fill = self.fills.get(use)
        if fill is not None:
            painter.fillRect(rect, fill)
        if use == "set_aside":
            painter.fillRect(rect, self.hatch)
        elif use == "total":
            painter.setPen(self.rule)
            for above in (1, 3):
                painter.drawLine(
                    rect.left(), rect.bottom() - above, rect.right(), rect.bottom() - above
                )


class SheetDelegate(QStyledItemDelegate):
    """Paints cells; everything is prepared per theme, as a screen has hundreds of cells."""

    def __init__(self, theme: Theme, model: SheetModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self._parent = parent
        self.flagged: frozenset[tuple[int, int]] = frozenset()
        self.grounds = Grounds(theme, parent.font())

    def follow_theme(self) -> None:
        """Take the colours of the theme as it is now."""
        self.grounds = Grounds(self._theme, self._parent.font())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row, column = index.row(), index.column()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        grounds = self.grounds
        use = self._model.use(row, column)
        grounds.paint(painter, rect, use)
        painter.setPen(grounds.line)
        painter.drawLine(rect.right(), rect.top(), rect.right(), rect.bottom())
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, grounds.selected)
        text = self._model.text(row, column)
        if text:
            self._paint_text(painter, rect, text, use, self._model.is_figure(row, column))
        if (row, column) in self.flagged:
            self._paint_flag(painter, rect)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(grounds.focus)
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def _paint_text(
        self, painter: QPainter, rect: QRect, text: str, use: str, figure: bool
    ) -> None:
        inner = rect.adjusted(_INSET, 0, -_INSET, 0)
        painter.setFont(self.grounds.font(use))
        painter.setPen(self.grounds.ink)
        if len(text) > _SHORT or inner.width() < SPACE * 8:
            cut = text[:400]
            text = painter.fontMetrics().elidedText(cut, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, _RIGHT if figure else _LEFT, text)

    def _paint_flag(self, painter: QPainter, rect: QRect) -> None:
        """Mark a cell that a finding names: a corner at the top right, as comments have it."""
        painter.setPen(Qt.PenStyle.NoPen)
        for step in range(7):
            painter.fillRect(
                rect.right() - 6 + step, rect.top() + step, 7 - step, 1, self.grounds.mark
            )
