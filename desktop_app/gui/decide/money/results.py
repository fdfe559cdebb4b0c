"""What money comes to: total cost with break-even, and money at stake with its cells."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTabWidget, QWidget

from desktop_app.domain.translating import later, tr
from desktop_app.gui.common.table_view import TableView
from desktop_app.gui.common.widgets import column, label, name_tabs, selectable
from desktop_app.gui.theme import SPACE, Theme
from desktop_app.presenting.contract_tables import (
    break_even_sentences,
    contract_notes,
    cost_table,
)
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.stakes import stakes_view
from desktop_app.presenting.stakes_tables import (
    stakes_detail_table,
    stakes_sentences,
    stakes_table,
    vendor_notes,
)

_NO_CONTRACT = later(
    "No contract is entered. Enter its length, its volume and what vendors ask under Money, "
    "Contract; the total cost then stands here and among the KPIs."
)
_NO_STAKES = later(
    "No service credits or bonuses are entered. Enter them under Money, Credits and bonuses; what "
    "each vendor's measured months would have earned or paid back then stands here."
)


class MoneyResults(QDialog):
    """Two tabs of tables that copy as tables."""

    def __init__(self, parent: QWidget | None, theme: Theme, comparison: Comparison) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("What it comes to"))
        self.resize(SPACE * 160, SPACE * 84)
        self._theme = theme
        self.tabs = QTabWidget()
        name_tabs(self.tabs, self.windowTitle())
        self.costs = TableView(theme, tr("Total cost over the contract"), rows_only=True)
        self.stakes = TableView(theme, tr("Money at stake by month"), rows_only=True)
        self.details = TableView(theme, tr("Money at stake by KPI and month"), rows_only=True)
        self.tabs.addTab(self._cost_tab(comparison), tr("Total cost"))
        self.tabs.addTab(self._stakes_tab(comparison), tr("Money at stake"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column(self.tabs, buttons, parent=self, margin=SPACE * 2)

    def _cost_tab(self, comparison: Comparison) -> QWidget:
        tab, view = QWidget(), comparison.contract
        if view is None:
            column(label(tr(_NO_CONTRACT), wrap=True), parent=tab, margin=SPACE * 2).addStretch(1)
            return tab
        self.costs.show_table(cost_table(view))
        words = selectable(label("\n".join(break_even_sentences(view)), wrap=True))
        notes = selectable(label("\n".join(contract_notes(view)), "small", wrap=True))
        layout = column(self.costs, words, notes, parent=tab, margin=SPACE, spacing=SPACE + 4)
        layout.setStretch(0, 1)
        return tab

    def _stakes_tab(self, comparison: Comparison) -> QWidget:
        tab, view = QWidget(), stakes_view(comparison)
        if view is None:
            column(label(tr(_NO_STAKES), wrap=True), parent=tab, margin=SPACE * 2).addStretch(1)
            return tab
        self.stakes.show_table(stakes_table(view))
        self.details.show_table(stakes_detail_table(view, comparison.catalogue))
        terms = stakes_sentences(view.stakes, comparison.catalogue)
        notes = vendor_notes(view, comparison.catalogue)
        layout = column(
            selectable(label("\n".join(terms), wrap=True)),
            self.stakes,
            label(tr("By KPI and month, with the cells behind"), "strong"),
            self.details,
            selectable(label("\n".join(notes), "small", wrap=True)),
            parent=tab,
            margin=SPACE,
        )
        layout.setStretch(1, 2)
        layout.setStretch(3, 3)
        return tab
