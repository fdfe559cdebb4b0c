"""The ranking under every rule for missing figures, side by side; the rule can be changed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from desktop_app.domain.translating import later, tr
from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.widgets import chooser, column, label, row, selectable
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.missing import RULE_WORDS, missing_table, missing_view
from desktop_app.presenting.model import Comparison
from desktop_app.scoring.model import MissingRule


class MissingTab(QWidget):
    """A box with the scenario's rule, and every vendor's rank under each of them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: Comparison | None = None
        self.box = chooser(tr("Rule for missing figures"))
        for rule, words in RULE_WORDS.items():
            self.box.addItem(tr(words), rule.value)
        self.box.activated.connect(self._choose)
        self.words = selectable(label("", "muted", wrap=True))
        self.table = desk.table(later("Ranks by rule for missing figures"), rows_only=True)
        top = row(label(tr("A missing figure counts")), self.box, spacing=SPACE)
        top.addStretch(1)
        layout = column(top, self.words, self.table, parent=self)
        layout.setContentsMargins(0, SPACE, 0, 0)
        layout.setStretch(2, 1)

    def show_comparison(self, comparison: Comparison) -> None:
        """Show all rules for a comparison."""
        if self._shown is comparison:
            return
        self._shown = comparison
        view = missing_view(comparison)
        with QSignalBlocker(self.box):
            self.box.setCurrentIndex(self.box.findData(comparison.scenario.missing.value))
        self.words.setText(" ".join(view.sentences))
        self.table.show_table(missing_table(view, comparison.scenario))

    def _choose(self, place: int) -> None:
        scenario = self._desk.workbench.scenario
        rule = MissingRule(str(self.box.itemData(place)))
        if scenario is not None and rule is not scenario.missing:
            after = replace(scenario, missing=rule)
            self._desk.workbench.set_scenario(tr("choose the rule for missing figures"), after)
