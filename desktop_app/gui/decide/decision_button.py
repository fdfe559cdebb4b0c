"""The button that records a decision, and says when what it rested on has changed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QPushButton

from desktop_app.domain.translating import tr
from desktop_app.gui.common.asking import answer_of
from desktop_app.gui.common.desk import Desk
from desktop_app.gui.decide.decision_dialog import DecisionDialog
from desktop_app.gui.notice import Notice
from desktop_app.workbench.evidence_doors import decide, user_name


class DecisionButton(QPushButton):
    """Opens the dialog; recording is one change that can be undone."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Decision…"))
        self.setAccessibleName(tr("Decision"))
        self.setToolTip(tr("Record what was chosen, by whom and why, sealed with what it rests on"))
        self._desk = desk
        self.clicked.connect(lambda _checked=False: self.ask())

    def ask(self) -> None:
        """Ask for a decision and keep its record."""
        workbench = self._desk.workbench
        comparison = workbench.comparison
        if comparison is None:
            return
        if not workbench.up_to_date:
            self._say(tr("The ranking is still being worked out. Record the decision after that."))
            return
        dialog = DecisionDialog(self, comparison, user_name())
        if not answer_of(dialog):
            return
        who, why = dialog.who.text().strip(), dialog.why.toPlainText().strip()
        record = decide(comparison, dialog.chosen(), who, why)
        papers = replace(comparison.papers, decisions=(*comparison.papers.decisions, record))
        workbench.set_papers(tr("record a decision"), papers)
        self._say(
            tr(
                "Recorded and sealed: {chosen}. Save the project to keep it.",
                chosen=", ".join(record.chosen),
            )
        )

    def _say(self, words: str) -> None:
        self._desk.session.noticed.emit(Notice(words, "ok"))
