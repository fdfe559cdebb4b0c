"""All evaluators side by side: weights, spread, ranks, and whose weights are ranked by."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.evaluator import Evaluator, Pooling
from desktop_app.domain.translating import later, tr
from desktop_app.gui.common.table_view import TableView
from desktop_app.gui.common.widgets import chooser, column, label, row
from desktop_app.gui.theme import Theme
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.weighing import CONSENSUS, evaluators_table, ranks_table

_POOLING = {
    Pooling.GEOMETRIC: later("Geometric mean (0 is a veto)"),
    Pooling.ARITHMETIC: later("Arithmetic mean"),
}


class PeopleTab(QWidget):
    """Shows what the evaluators' answers come to; nobody's own weights are changed here."""

    changed = Signal()

    def __init__(self, theme: Theme, pooling: Pooling) -> None:
        super().__init__()
        self.weights = TableView(theme, tr("Weights of all evaluators"), rows_only=True)
        self.ranks = TableView(theme, tr("Ranks by each evaluator's weights"), rows_only=True)
        self.pooling = chooser(tr("How the consensus is made"))
        for kind, words in _POOLING.items():
            self.pooling.addItem(tr(words), kind)
        self.pooling.setCurrentIndex(self.pooling.findData(pooling))
        self.used = chooser(tr("Whose weights the ranking uses"))
        for box in (self.pooling, self.used):
            box.activated.connect(lambda _place: self.changed.emit())
        choices = row(label(tr("Rank by")), self.used, label(tr("Consensus by")), self.pooling)
        choices.addStretch(1)
        layout = column(
            choices,
            label(tr("Weights, the most disputed first"), "strong"),
            self.weights,
            label(tr("The ranking under each"), "strong"),
            self.ranks,
            parent=self,
        )
        layout.setStretch(2, 3)
        layout.setStretch(4, 2)

    def kind(self) -> Pooling:
        """Return how the consensus is made."""
        return Pooling(self.pooling.currentData())

    def chosen(self) -> str:
        """Return whose weights are ranked by: an evaluator's name, or ``""`` for the consensus."""
        return str(self.used.currentData())

    def offer(self, evaluators: Sequence[Evaluator], chosen: str) -> None:
        """Offer the evaluators, and their consensus where there are several."""
        with QSignalBlocker(self.used):
            self.used.clear()
            if len(evaluators) > 1:
                self.used.addItem(tr(CONSENSUS), "")
            for one in evaluators:
                self.used.addItem(one.name, one.name)
            self.used.setCurrentIndex(max(self.used.findData(chosen), 0))

    def show_evaluators(self, comparison: Comparison, evaluators: Sequence[Evaluator]) -> None:
        """Show weights and ranks."""
        self.weights.show_table(evaluators_table(comparison, evaluators, self.kind()))
        self.ranks.show_table(ranks_table(comparison, evaluators, self.kind()))
