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

from desktop_app.gui.common.table_model import AMONG_ROLE, CELL_ROLE, ROW_ROLE
from desktop_app.gui.theme import SPACE, Theme
from desktop_app.presenting.short_names import short_name
from desktop_app.presenting.tables import Cell, Row, Tint

_FILLS = {
    Tint.EXCELLENT: "tint_excellent",
    Tint.ON_TARGET: "tint_on_target",
    Tint.BELOW: "tint_below",
    Tint.UNACCEPTABLE: "tint_unacceptable",
}
_INKS = {Tint.MUTED: "muted", Tint.OK: "ok", Tint.LOOK: "look", Tint.FAILED: "failed"}
_ICON = 16


class CellDelegate(QStyledItemDelegate):
    """Paints `presenting.tables.Cell`s in the theme's colours.

    Everything is painted here and nothing left to the style: with a style sheet set, what the
    style does with a cell's own background differs from platform to platform.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        cell: Cell = index.data(CELL_ROLE)
        row: Row = index.data(ROW_ROLE)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setFont(option.font)
        if row.heading:
            self._paint_heading(painter, rect, row.heading)
        else:
            selected = bool(state & QStyle.StateFlag.State_Selected)
            focused = bool(state & QStyle.StateFlag.State_HasFocus)
            align = index.data(Qt.ItemDataRole.TextAlignmentRole)
            self._paint_ground(painter, rect, cell, selected, focused)
            self._paint_content(painter, rect, cell, align, index.data(AMONG_ROLE))
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
        font = _strong(option.font) if cell.strong else option.font
        wide = room.width() - (_ICON + SPACE - 2 if cell.icon else 0)
        return QFontMetrics(font).elidedText(cell.text, Qt.TextElideMode.ElideRight, wide)

    def _paint_heading(self, painter: QPainter, rect: QRect, text: str) -> None:
        colours = self._theme
        painter.fillRect(rect, colours.colour("sunken"))
        painter.setFont(_strong(painter.font()))
        painter.setPen(colours.colour("text"))
        inner = rect.adjusted(SPACE + 2, 0, -SPACE, 0)
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), _elided(painter, text, inner))

    def _paint_ground(
        self, painter: QPainter, rect: QRect, cell: Cell, selected: bool, focused: bool
    ) -> None:
        theme = self._theme
        fill = _FILLS.get(cell.tint)
        if fill is not None:
            painter.fillRect(rect.adjusted(1, 1, -1, -1), theme.colour(fill))
        elif selected:
            painter.fillRect(rect, theme.colour("accent_soft"))
        if cell.bar is not None:
            self._paint_bar(painter, rect, cell)
        painter.setPen(theme.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if focused or (selected and fill is not None):
            painter.setPen(theme.colour("focus"))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _paint_bar(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        """Paint the bar at the left of the figure, never under it."""
        figure = painter.fontMetrics().horizontalAdvance(f"{cell.text}00")
        share = min(max(cell.bar or 0.0, 0.0), 1.0)
        room = QRectF(rect).adjusted(SPACE, 7, -figure - SPACE * 2, -7)
        room.setWidth(max(room.width() * share, 1.0))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("bar"))
        painter.drawRoundedRect(room, 3, 3)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_content(
        self,
        painter: QPainter,
        rect: QRect,
        cell: Cell,
        align: Qt.AlignmentFlag,
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
        if cell.strong:
            painter.setFont(_strong(painter.font()))
        painter.setPen(QColor(self._theme.colour(colour_name)))
        painter.drawText(inner, int(align), _elided(painter, cell.text, inner, among))


def _strong(font: QFont) -> QFont:
    heavier = QFont(font)
    heavier.setWeight(QFont.Weight.DemiBold)
    return heavier


def _elided(painter: QPainter, text: str, rect: QRect, among: Collection[str] = ()) -> str:
    one_line = " ".join(text.split())
    if among:
        return short_name(one_line, among, rect.width(), painter.fontMetrics().horizontalAdvance)
    return painter.fontMetrics().elidedText(one_line, Qt.TextElideMode.ElideRight, rect.width())
