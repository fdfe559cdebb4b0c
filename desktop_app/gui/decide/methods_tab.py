"""The methods: which is ranked by, all side by side, where they disagree, and their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_app.domain.translating import later, tr
from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.widgets import Segments, chooser, column, label, row
from desktop_app.gui.decide.method_choice import MethodChoice
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.how_sure_tables import method_title, methods_table
from desktop_app.presenting.method_tables import (
    disagreement_table,
    method_workings,
    working_table,
)
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.tables import Table
from desktop_app.scoring.model import Method
from desktop_app.scoring.workings import Working

if TYPE_CHECKING:
    from desktop_app.presenting.how_sure import HowSure

_PARTS = (("apart", later("Where they disagree")), ("numbers", later("Intermediate numbers")))


class MethodsTab(QWidget):
    """Rank and score by each method; the same weights and requirements hold for all."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._comparison: Comparison | None = None
        self._workings: tuple[Working, ...] = ()
        self._workbench = desk.workbench
        self.choice = MethodChoice(desk)
        self.ranks = desk.table(later("Ranks by method"), rows_only=True)
        self.apart = desk.table(later("Where methods disagree"), rows_only=True)
        self.details = desk.table(later("Intermediate numbers"), rows_only=True)
        self.parts = Segments(
            [(key, tr(words)) for key, words in _PARTS], tr("What is shown of the methods")
        )
        self.box = chooser(tr("Method whose numbers are shown"))
        for method in Method:
            self.box.addItem(method_title(method), method.value)
        self.step = chooser(tr("Step whose numbers are shown"))
        self._explained = label("", "muted", wrap=True)
        self._stack = QStackedWidget()
        self.parts.chosen.connect(self.show_part)
        self.box.activated.connect(lambda _place: self._show_method())
        self.step.activated.connect(lambda _place: self._show_step())
        self._build()

    def show_comparison(self, comparison: Comparison) -> None:
        """Show the method chosen and the intermediate numbers, at once."""
        first = self._comparison is None
        self._comparison = comparison
        self.choice.show_comparison(comparison)
        if first:
            self.box.setCurrentIndex(self.box.findData(comparison.scenario.method.value))
        self._show_method()

    def show_how_sure(self, how: HowSure) -> None:
        """Show the methods side by side, when that is worked out."""
        self.ranks.show_table(methods_table(how))
        self.apart.show_table(disagreement_table(how))

    def forget(self) -> None:
        """Show nothing side by side: what was is of another comparison."""
        self.ranks.show_table(Table())
        self.apart.show_table(Table())

    def show_part(self, key: str) -> None:
        """Show where methods disagree, or how they get to their scores."""
        self.parts.set_current(key)
        self._stack.setCurrentIndex([part for part, _ in _PARTS].index(key))

    def _build(self) -> None:
        chosen = row(
            label(tr("Numbers of"), "muted"), self.box, label(tr("Step"), "muted"), self.step
        )
        chosen.addStretch(1)
        numbers = column(chosen, self._explained, self.details)
        numbers.setStretch(2, 1)
        for layout in (column(self.apart), numbers):
            page = QWidget()
            layout.setContentsMargins(0, 0, 0, 0)
            page.setLayout(layout)
            self._stack.addWidget(page)
        self.parts.set_current(_PARTS[0][0])
        layout = column(
            self.choice,
            label(tr("Each vendor's rank and score by each method"), "strong"),
            self.ranks,
            self.parts,
            self._stack,
            parent=self,
        )
        layout.setContentsMargins(0, SPACE, 0, 0)
        layout.setStretch(2, 4)
        layout.setStretch(4, 6)

    def _show_method(self) -> None:
        """Offer the steps of the method whose numbers are looked at."""
        if self._comparison is None:
            return
        self._workings = method_workings(self._comparison, Method(self.box.currentData()))
        before = self.step.currentText()
        with QSignalBlocker(self.step):
            self.step.clear()
            self.step.addItems([working.title for working in self._workings])
            place = self.step.findText(before)
            self.step.setCurrentIndex(place if place >= 0 else len(self._workings) - 1)
        self._show_step()

    def _show_step(self) -> None:
        place = self.step.currentIndex()
        if not 0 <= place < len(self._workings):
            self._explained.setText(tr("Nobody could be ranked."))
            self.details.show_table(Table())
            return
        working = self._workings[place]
        self._explained.setText(working.explained)
        self.details.show_table(working_table(working))
        self.details.show_marks(self._workbench.marks)
