"""The methods side by side, where they disagree, and their intermediate numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.widgets import chooser, column, label, row
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.how_sure_tables import (
    disagreement_table,
    method_details_table,
    method_title,
    methods_table,
)
from desktop_app.scoring.model import Method

if TYPE_CHECKING:
    from desktop_app.presenting.how_sure import HowSure


class MethodsTab(QWidget):
    """Rank and score by each method; the same weights and requirements hold for all."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._how: HowSure | None = None
        self.ranks = desk.table("Ranks by method", rows_only=True)
        self.apart = desk.table("Where methods disagree", rows_only=True)
        self.details = desk.table("Intermediate numbers", rows_only=True)
        self.box = chooser("Method whose numbers are shown")
        self.box.activated.connect(lambda _place: self._show_details())
        top = row(label("Intermediate numbers of", "muted"), self.box)
        top.addStretch(1)
        layout = column(
            label("Each vendor's rank and score by each method", "strong"),
            self.ranks,
            label("Where they order vendors otherwise than the method chosen", "strong"),
            self.apart,
            top,
            self.details,
            parent=self,
        )
        layout.setContentsMargins(0, SPACE, 0, 0)
        for place, stretch in ((1, 4), (3, 3), (5, 4)):
            layout.setStretch(place, stretch)

    def show_how_sure(self, how: HowSure) -> None:
        """Show the methods of a comparison."""
        self._how = how
        self.ranks.show_table(methods_table(how))
        self.apart.show_table(disagreement_table(how))
        before = self.box.currentData()
        with QSignalBlocker(self.box):
            self.box.clear()
            for ranking in how.methods.rankings:
                if ranking.details:
                    self.box.addItem(method_title(ranking.method), ranking.method.value)
            self.box.setCurrentIndex(max(self.box.findData(before), 0))
        self._show_details()

    def _show_details(self) -> None:
        if self._how is None or self.box.currentData() is None:
            return
        wanted = Method(self.box.currentData())
        ranking = next(r for r in self._how.methods.rankings if r.method is wanted)
        vendors = self._how.comparison.matrix.vendors
        self.details.show_table(method_details_table(ranking, vendors))
