"""Paints a cell: tint, bar, icon, text; the same in every table of the program."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from desktop_app.gui.colours import Colours
from desktop_app.gui.common.laid_out import LaidOut, strong_font
from desktop_app.gui.common.table_model import CELL_ROLE, TableModel
from desktop_app.gui.theme import SPACE, Theme
from desktop_app.presenting.tables import Cell, Tint

_FILLS = {
    Tint.EXCELLENT: "tint_excellent",
    Tint.ON_TARGET: "tint_on_target",
    Tint.BELOW: "tint_below",
    Tint.UNACCEPTABLE: "tint_unacceptable",
}
_INKS = {Tint.MUTED: "muted", Tint.OK: "ok", Tint.LOOK: "look", Tint.FAILED: "failed"}
_ICON = 16
_SELECTED = QStyle.StateFlag.State_Selected.value
_FOCUS = QStyle.StateFlag.State_HasFocus.value


class CellDelegate(QStyledItemDelegate):
    """Paints `presenting.tables.Cell`s in the theme's colours.

    Everything is painted here and nothing left to the style: with a style sheet set, what the
    style does with a cell's own background differs from platform to platform.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = LaidOut()
        self._inks: tuple[Colours, dict[str, QColor]] = (theme.colours, {})

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        # Asked for directly: through the index, each answer goes from Python to Qt and back.
        model = index.model()
        assert isinstance(model, TableModel)
        rect: QRect = option.rect
        font: QFont = option.font
        heading = model.table.rows[index.row()].heading
        painter.save()
        if heading:
            self._paint_heading(painter, font, rect, heading)
        else:
            cell, column = model.cell(index), index.column()
            state: int = option.state.value
            painter.setFont(font)
            self._paint_ground(painter, rect, cell, bool(state & _SELECTED), bool(state & _FOCUS))
            lean, among = model.lean(column), model.names(column)
            self._paint_content(painter, font, rect, cell, lean, among)
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Tell the whole text of a cell that has no room for it, above what there is to tell."""
        cell: Cell | None = index.data(CELL_ROLE)
        if cell is None or cell.text == self._shown_text(cell, option):
            return super().helpEvent(event, view, option, index)
        words = "\n".join(dict.fromkeys(filter(None, [cell.text, cell.tooltip])))
        QToolTip.showText(event.globalPos(), words, view)
        return True

    def _shown_text(self, cell: Cell, option: QStyleOptionViewItem) -> str:
        room: QRect = option.rect.adjusted(SPACE + 2, 0, -SPACE - 2, 0)
        font = strong_font(option.font) if cell.strong else option.font
        wide = room.width() - (_ICON + SPACE - 2 if cell.icon else 0)
        return QFontMetrics(font).elidedText(cell.text, Qt.TextElideMode.ElideRight, wide)

    def _ink(self, name: str) -> QColor:
        """Return a colour of the theme; each is looked up once."""
        colours, inks = self._inks
        if colours is not self._theme.colours:
            inks = {}
            self._inks = self._theme.colours, inks
        if name not in inks:
            inks[name] = self._theme.colour(name)
        return inks[name]

    def _paint_heading(self, painter: QPainter, font: QFont, rect: QRect, text: str) -> None:
        painter.fillRect(rect, self._ink("sunken"))
        painter.setPen(self._ink("text"))
        inner = rect.adjusted(SPACE + 2, 0, -SPACE, 0)
        self._words.paint(painter, font, inner, 0.0, text, strong=True)

    def _paint_ground(
        self, painter: QPainter, rect: QRect, cell: Cell, selected: bool, focused: bool
    ) -> None:
        fill = _FILLS.get(cell.tint)
        if fill is not None:
            painter.fillRect(rect.adjusted(1, 1, -1, -1), self._ink(fill))
        elif selected:
            painter.fillRect(rect, self._ink("accent_soft"))
        if cell.bar is not None:
            self._paint_bar(painter, rect, cell)
        painter.setPen(self._ink("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if focused or (selected and fill is not None):
            painter.setPen(self._ink("focus"))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _paint_bar(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        """Paint the bar at the left of the figure, never under it."""
        figure = painter.fontMetrics().horizontalAdvance(f"{cell.text}00")
        share = min(max(cell.bar or 0.0, 0.0), 1.0)
        room = QRectF(rect).adjusted(SPACE, 7, -figure - SPACE * 2, -7)
        room.setWidth(max(room.width() * share, 1.0))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ink("bar"))
        painter.drawRoundedRect(room, 3, 3)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_content(
        self,
        painter: QPainter,
        font: QFont,
        rect: QRect,
        cell: Cell,
        lean: float,
        among: Collection[str],
    ) -> None:
        inner = rect.adjusted(SPACE + 2, 0, -SPACE - 2, 0)
        colour_name = _INKS.get(cell.tint, "text")
        if cell.icon:
            place = inner.top() + (inner.height() - _ICON) // 2
            painter.drawPixmap(
                inner.left(), place, self._theme.pixmap(cell.icon, colour_name, _ICON)
            )
            inner.setLeft(inner.left() + _ICON + SPACE - 2)
        if cell.text:
            painter.setPen(self._ink(colour_name))
            self._words.paint(painter, font, inner, lean, cell.text, cell.strong, among)
