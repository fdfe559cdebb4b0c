"""Two vendors side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from desktop_app.domain.translating import later, tr
from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.widgets import chooser, column, label, row, selectable
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.duel_costs import cost_sentences
from desktop_app.presenting.duel_tables import duels, head_to_head
from desktop_app.presenting.model import Comparison


class DuelTab(QWidget):
    """Two boxes of vendors, and who is better at what and by how much."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._comparison: Comparison | None = None
        self.first = chooser(tr("First vendor"))
        self.second = chooser(tr("Second vendor"))
        self.table = desk.table(later("Head to head"), rows_only=True)
        self._tally = label("", "muted")
        for box in (self.first, self.second):
            box.activated.connect(self._chosen)
        top = row(
            self.first, label(tr("against"), "muted"), self.second, self._tally, spacing=SPACE
        )
        top.addStretch(1)
        self.costs = selectable(label("", wrap=True))
        layout = column(top, self.costs, self.table, parent=self)
        layout.setContentsMargins(0, SPACE, 0, 0)
        layout.setStretch(2, 1)
        layout.addStretch(0)

    def offer(self, vendors: Sequence[str]) -> None:
        """Offer vendors; the two chosen before stay, else the first two are."""
        for place, box in enumerate((self.first, self.second)):
            before = box.currentText()
            with QSignalBlocker(box):
                box.clear()
                box.addItems(list(vendors))
                kept = box.findText(before)
                box.setCurrentIndex(kept if before and kept >= 0 else min(place, box.count() - 1))

    def show_comparison(self, comparison: Comparison) -> None:
        """Show the two chosen vendors of a comparison."""
        self._comparison = comparison
        self.offer([line.vendor for line in comparison.ranking.vendors])
        self._chosen()

    def _chosen(self) -> None:
        comparison = self._comparison
        first, second = self.first.currentText(), self.second.currentText()
        if comparison is None:
            return
        if first == second:
            self.table.setVisible(False)
            self.costs.setVisible(False)
            self._tally.setText(
                tr("Choose two different vendors.")
                if self.first.count() > 1
                else tr("There is only one vendor: open another one's report in Sources.")
                if first
                else tr("There is no figure to show.")
            )
            return
        self.table.setVisible(True)
        self.costs.setVisible(True)
        self.costs.setText(" ".join(cost_sentences(comparison, first, second)))
        self.table.show_table(head_to_head(comparison, first, second))
        self.table.show_marks(self._desk.workbench.marks)
        found = duels(comparison, first, second)
        wins = [sum(duel.better == vendor for duel in found) for vendor in (first, second)]
        self._tally.setText(
            tr(
                "{first} to {second}, the rest of {count} KPIs even or not comparable",
                first=wins[0],
                second=wins[1],
                count=len(found),
            )
        )
