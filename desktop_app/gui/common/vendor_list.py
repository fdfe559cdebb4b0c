"""Which vendors the charts show: one list for all of them, and their legend at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from desktop_app.gui.charts.marks import mark_icon, mark_of
from desktop_app.gui.theme import Theme
from desktop_app.presenting.palette import VendorMark

FIRST_SHOWN = 8
"""How many vendors are ticked at first, the best ranked ones: more lines can't be told apart."""


class VendorList(QListWidget):
    """A list of vendors to tick, each with its mark."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._marks: Mapping[str, VendorMark] = {}
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setIconSize(QSize(14, 14))
        self.setAccessibleName("Vendors in the charts")
        self.itemChanged.connect(self._tell)
        theme.follow(self._paint_icons)

    def show_vendors(self, vendors: Sequence[str], marks: Mapping[str, VendorMark]) -> None:
        """Show vendors in this order; those that were there before stay ticked or not."""
        self._marks = marks
        before = {self.item(i).text(): self._is_ticked(i) for i in range(self.count())}
        with QSignalBlocker(self):
            self.clear()
            for place, vendor in enumerate(vendors):
                item = QListWidgetItem(vendor)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                ticked = before.get(vendor, place < FIRST_SHOWN)
                item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
                item.setToolTip(vendor)
                self.addItem(item)
            self._paint_icons()

    def ticked(self) -> tuple[str, ...]:
        """Return the vendors to show."""
        return tuple(self.item(i).text() for i in range(self.count()) if self._is_ticked(i))

    def tick(self, vendor: str, ticked: bool) -> None:
        """Show or hide a vendor; nothing happens for a vendor that is not in the list."""
        for item in self.findItems(vendor, Qt.MatchFlag.MatchExactly):
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)

    def _is_ticked(self, place: int) -> bool:
        return self.item(place).checkState() == Qt.CheckState.Checked

    def _tell(self, _item: QListWidgetItem) -> None:
        self.changed.emit()

    def _paint_icons(self) -> None:
        with QSignalBlocker(self):
            for place in range(self.count()):
                item = self.item(place)
                item.setIcon(mark_icon(self._theme, mark_of(item.text(), self._marks)))
        self.viewport().update()
