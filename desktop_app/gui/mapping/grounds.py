"""Colours, fonts and signs of what cells were taken for, on the sheet and in its legend."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen

from desktop_app.gui.theme import Theme


class Grounds:
    """Colours and fonts of the uses of cells under a theme; the legend paints with them too."""

    def __init__(self, theme: Theme, font: QFont) -> None:
        uses = ("used", "heading", "total", "note", "set_aside")
        self.fills = {use: theme.colour(f"use_{use}") for use in uses}
        self.mark = theme.colour("use_mark")
        self.ink = QPen(theme.colour("text"))
        self.base, self.line = theme.colour("surface"), theme.colour("line")
        self.focus = QPen(theme.colour("focus"), 2)
        self.rule = theme.colour("muted")
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
        if use in ("heading", "total"):
            return self.bold
        return self.italic if use == "note" else self.plain

    def paint(self, painter: QPainter, rect: QRect, use: str) -> None:
        """Paint the ground of a use: a colour, and hatching or a double line as second cue."""
        fill = self.fills.get(use)
        if fill is not None:
            painter.fillRect(rect, fill)
        if use == "set_aside":
            painter.fillRect(rect, self.hatch)
        elif use == "total":
            for above in (1, 3):
                painter.fillRect(rect.left(), rect.bottom() - above, rect.width(), 1, self.rule)
