"""Paints a cell of a sheet as received: its ground says what it was taken for."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_app.gui.mapping.sheet_model import SheetModel
from desktop_app.gui.theme import SPACE, Theme

_INSET = SPACE // 2 + 2
_LONGEST = 400
_MOST_FITS = 20_000


class Grounds:
    """Colours and fonts of the uses of cells under a theme; the legend paints with them too."""

    def __init__(self, theme: Theme, font: QFont) -> None:
        uses = ("used", "heading", "total", "note", "set_aside")
        self.fills = {use: theme.colour(f"use_{use}") for use in uses}
        self.mark = theme.colour("use_mark")
        self.ink = theme.colour("text")
        self.focus = QPen(theme.colour("focus"), 2)
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
            painter.setPen(self.rule)
            for above in (1, 3):
                painter.drawLine(
                    rect.left(), rect.bottom() - above, rect.right(), rect.bottom() - above
                )


class SheetDelegate(QStyledItemDelegate):
    """Paints cells; what can be known before is, as a screen has hundreds of cells.

    `current` and `selected` are told by the view: asking the option for its state costs more than
    painting. Lines between cells are the view's.
    """

    def __init__(self, theme: Theme, model: SheetModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self._parent = parent
        self.flagged: frozenset[tuple[int, int]] = frozenset()
        self.selected: tuple[tuple[int, int, int, int], ...] = ()
        self.current: tuple[int, int] | None = None
        self.follow_theme()

    def follow_theme(self) -> None:
        """Take the colours of the theme as it is now."""
        self.grounds = Grounds(self._theme, self._parent.font())
        self._fits: dict[tuple[str, str, int], tuple[str, int]] = {}
        self._metrics = {
            use: QFontMetrics(self.grounds.font(use)) for use in ("", *self.grounds.fills)
        }

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row, column = index.row(), index.column()
        rect: QRect = option.rect
        use = self._model.use(row, column)
        if use:
            self.grounds.paint(painter, rect, use)
        for top, left, bottom, right in self.selected:
            if top <= row <= bottom and left <= column <= right:
                painter.fillRect(rect, self.grounds.selected)
        text = self._model.text(row, column)
        if text:
            self._paint_text(painter, rect, text, use, self._model.is_figure(row, column))
        if (row, column) in self.flagged:
            self._paint_flag(painter, rect)
        if (row, column) == self.current:
            painter.setPen(self.grounds.focus)
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def _paint_text(
        self, painter: QPainter, rect: QRect, text: str, use: str, figure: bool
    ) -> None:
        room = rect.width() - 2 * _INSET
        shown, wide = self._fit(text, use, room)
        metrics = self._metrics[use]
        left = rect.left() + _INSET + (room - wide if figure else 0)
        base = rect.top() + (rect.height() - metrics.height()) // 2 + metrics.ascent()
        painter.setFont(self.grounds.font(use))
        painter.setPen(self.grounds.ink)
        painter.drawText(left, base, shown)

    def _fit(self, text: str, use: str, room: int) -> tuple[str, int]:
        """Return a text as far as there is room for it, and its width."""
        known = self._fits.get((text, use, room))
        if known is None:
            if len(self._fits) > _MOST_FITS:
                self._fits.clear()
            metrics = self._metrics[use]
            shown = metrics.elidedText(text[:_LONGEST], Qt.TextElideMode.ElideRight, room)
            known = self._fits[text, use, room] = shown, metrics.horizontalAdvance(shown)
        return known

    def _paint_flag(self, painter: QPainter, rect: QRect) -> None:
        """Mark a cell that a finding names: a corner at the top right, as comments have it."""
        for step in range(7):
            painter.fillRect(
                rect.right() - 6 + step, rect.top() + step, 7 - step, 1, self.grounds.mark
            )
