"""Who was taken out of all charts is said below a chart that has no list of vendors beside it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import tr
from desktop_app.gui.common.shown_vendors import ShownVendors
from desktop_app.gui.common.widgets import button, row
from desktop_app.presenting.formatting import MISSING


class PutOff(QWidget):
    """Names the vendors that are put off, to be brought back by a click; empty without any.

    `changed` is sent when the chart has to be drawn anew, as soon as somebody looks at it.
    """

    changed = Signal()

    def __init__(self, shown: ShownVendors) -> None:
        super().__init__()
        self._shown = shown
        self._stale = False
        self._off: tuple[str, ...] = ()
        self.back = button("", self._bring_back, "link")
        self.among(())
        row(self.back, parent=self).addStretch(1)
        shown.changed.connect(self._follow)

    def among(self, vendors: Iterable[str]) -> frozenset[str]:
        """Return which of a chart's vendors are put off, and name them."""
        self._off = tuple(vendor for vendor in vendors if self._shown.is_put_off(vendor))
        named = listed(self._off) or MISSING
        self.back.setText(tr("Not drawn: {vendors}. Show again", vendors=named))
        self.back.setVisible(bool(self._off))
        return frozenset(self._off)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.changed.emit()

    def _follow(self) -> None:
        self._stale = not self.isVisible()
        if self.isVisible():
            self.changed.emit()

    def _bring_back(self) -> None:
        for vendor in self._off:
            self._shown.put(vendor, True)
