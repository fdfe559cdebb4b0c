"""What pages have in common whose charts show the vendors ticked beside them."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtWidgets import QWidget

from desktop_app.domain.translating import tr
from desktop_app.gui.common.vendor_list import VendorList
from desktop_app.gui.common.waiting import ComparisonPage
from desktop_app.gui.common.widgets import column, label
from desktop_app.presenting.model import Comparison


class VendorsPage(ComparisonPage):
    """A page of charts with a list of vendors; `follow_ticks` draws those that are ticked."""

    @cached_property
    def vendors(self) -> VendorList:
        """Return the vendors in the charts."""
        vendors = VendorList(self.desk.theme, self.desk.shown)
        vendors.changed.connect(self._ticked)
        return vendors

    def follow_ticks(self) -> None:
        """Draw the vendors that are ticked."""
        raise NotImplementedError

    def offer_vendors(self, comparison: Comparison) -> None:
        """List the vendors of a comparison, the best first."""
        best_first = [line.vendor for line in comparison.ranking.vendors]
        self.vendors.show_vendors(best_first, self.desk.workbench.marks)

    def put_vendors(self, side: QWidget, title: str) -> None:
        """Put the list into a part of the page, which is never wider than it needs."""
        column(label(tr(title), "small", wrap=True), self.vendors, parent=side)
        self.vendors.wide_enough.connect(side.setMaximumWidth)

    def _ticked(self) -> None:
        if self.isVisible():
            self.follow_ticks()
        else:
            self.show_again()
