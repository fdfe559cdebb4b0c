"""Which vendors the charts show: one list for all of them, and their legend at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop_app.domain.translating import tr
from desktop_app.gui.charts.marks import mark_icon, mark_of
from desktop_app.gui.common.shown_vendors import ShownVendors
from desktop_app.gui.theme import SPACE, Theme
from desktop_app.presenting.palette import VendorMark
from desktop_app.presenting.short_names import short_name

_LEAST_WIDE = SPACE * 20
_MARGIN = 3


class _Names(QStyledItemDelegate):
    """Cuts names that have no room so that they can still be told apart."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        model = index.model()
        names = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
        style = option.widget.style()
        inside = QStyle.SubElement.SE_ItemViewItemText
        room = style.subElementRect(inside, option, option.widget).width() - 2 * _MARGIN
        if option.rect.isValid():
            wide = option.fontMetrics.horizontalAdvance
            option.text = short_name(str(index.data()), names, room, wide)


class VendorList(QListWidget):
    """A list of vendors to tick, each with its mark; all lists of a window tick the same ones."""

    changed = Signal()
    wide_enough = Signal(int)

    def __init__(self, theme: Theme, shown: ShownVendors) -> None:
        super().__init__()
        self._theme = theme
        self._shown = shown
        self._marks: Mapping[str, VendorMark] = {}
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setItemDelegate(_Names(self))
        self.setIconSize(QSize(14, 14))
        self.setAccessibleName(tr("Vendors in the charts"))
        self.itemChanged.connect(self._put)
        shown.changed.connect(self._follow)
        theme.follow(self._paint_icons)

    def show_vendors(self, vendors: Sequence[str], marks: Mapping[str, VendorMark]) -> None:
        """Show vendors in this order, ticked or not as they are in the whole window."""
        self._marks = marks
        self._shown.offer(vendors)
        with QSignalBlocker(self):
            self.clear()
            for vendor in vendors:
                item = QListWidgetItem(vendor)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(_state(self._shown.is_shown(vendor)))
                item.setToolTip(vendor)
                self.addItem(item)
            self._paint_icons()
        self._widen()

    def ticked(self) -> tuple[str, ...]:
        """Return the vendors to show."""
        return tuple(self.item(i).text() for i in range(self.count()) if self._is_ticked(i))

    def tick(self, vendor: str, ticked: bool) -> None:
        """Show or hide a vendor; nothing happens for a vendor that is not in the list."""
        for item in self.findItems(vendor, Qt.MatchFlag.MatchExactly):
            item.setCheckState(_state(ticked))

    def _widen(self) -> None:
        """Tell how wide all names are: more is of no use, less is given where room is scarce."""
        bar = self.verticalScrollBar().sizeHint().width()
        wanted = self.sizeHintForColumn(0) + 2 * self.frameWidth() + bar + SPACE
        self.setMinimumWidth(_LEAST_WIDE)
        self.wide_enough.emit(max(wanted, _LEAST_WIDE))

    def _is_ticked(self, place: int) -> bool:
        return self.item(place).checkState() == Qt.CheckState.Checked

    def _put(self, item: QListWidgetItem) -> None:
        self._shown.put(item.text(), item.checkState() == Qt.CheckState.Checked)

    def _follow(self) -> None:
        """Tick what is ticked in another list, and tell."""
        with QSignalBlocker(self):
            for place in range(self.count()):
                item = self.item(place)
                item.setCheckState(_state(self._shown.is_shown(item.text())))
        self.changed.emit()

    def _paint_icons(self) -> None:
        with QSignalBlocker(self):
            for place in range(self.count()):
                item = self.item(place)
                item.setIcon(mark_icon(self._theme, mark_of(item.text(), self._marks)))
        self.viewport().update()


def _state(ticked: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
