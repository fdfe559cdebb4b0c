"""Recording a decision: who is chosen, why, and where that departs from the arithmetic."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from desktop_app.domain.translating import tr
from desktop_app.gui.common.widgets import column, label, row, scrolled, selectable
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.decision import departures
from desktop_app.presenting.decision_words import decision_lines, headline
from desktop_app.presenting.model import Comparison


class DecisionDialog(QDialog):
    """Vendors to tick, a name and a reason; below, decisions recorded before and how they stand."""

    def __init__(self, parent: QWidget | None, comparison: Comparison, who: str) -> None:
        super().__init__(parent)
        self._comparison = comparison
        self.setWindowTitle(tr("Decision"))
        self.setMinimumSize(SPACE * 112, SPACE * 70)
        self.vendors: dict[str, QCheckBox] = {}
        self.who = QLineEdit(who)
        self.who.setAccessibleName(tr("Decided by"))
        self.why = QPlainTextEdit()
        self.why.setAccessibleName(tr("Reason"))
        self.why.setPlaceholderText(
            tr("Why: what speaks for this choice, and for departing from the ranking if it does")
        )
        self.why.setTabChangesFocus(True)
        self.departs = selectable(label("", wrap=True))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.record: QPushButton = buttons.addButton(
            tr("Record and seal"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.who.textChanged.connect(lambda _text: self._follow())
        self.why.textChanged.connect(self._follow)
        explained = label(
            tr(
                "The record is kept in the project, sealed with the fingerprints of the "
                "reports, the scenario and the ranking as they are now. When any of them "
                "changes, it says so."
            ),
            "muted",
            wrap=True,
        )
        parts = row(self._choice(), self._reason(), spacing=SPACE * 2)
        parts.setStretch(0, 1)
        parts.setStretch(1, 2)
        layout = column(explained, parts, self._before(), buttons, parent=self,
                        margin=SPACE * 2, spacing=SPACE + 4)  # fmt: skip
        layout.setStretch(1, 3)
        layout.setStretch(2, 2)
        self._follow()

    def chosen(self) -> tuple[str, ...]:
        """Return the vendors that are ticked, as ranked."""
        return tuple(vendor for vendor, box in self.vendors.items() if box.isChecked())

    def _choice(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("kind", "card")
        content = QWidget()
        boxes = column(parent=content)
        for line in self._comparison.ranking.vendors:
            place = tr("not ranked") if line.rank is None else tr("rank {rank}", rank=line.rank)
            # An ampersand in a name is a letter and no shortcut.
            box = QCheckBox(f"{line.vendor} ({place})".replace("&", "&&"))
            box.setAccessibleName(f"{line.vendor}, {place}")
            box.toggled.connect(lambda _on: self._follow())
            self.vendors[line.vendor] = box
            boxes.addWidget(box)
        boxes.addStretch(1)
        column(label(tr("Chosen"), "heading"), scrolled(content), parent=frame, margin=SPACE)
        return frame

    def _reason(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("kind", "card")
        layout = column(
            label(tr("By"), "strong"),
            self.who,
            label(tr("Why"), "strong"),
            self.why,
            label(tr("Where it departs from the arithmetic"), "strong"),
            self.departs,
            parent=frame,
            margin=SPACE,
        )
        layout.setStretch(3, 1)
        return frame

    def _before(self) -> QFrame:
        """Return the decisions recorded before, the latest first, each with how it stands."""
        frame = QFrame()
        frame.setProperty("kind", "well")
        content = QWidget()
        inner = column(parent=content)
        for record in reversed(self._comparison.papers.decisions):
            # The headline says what was chosen and by whom, which the first two lines repeat.
            told = decision_lines(record, self._comparison)[2:]
            texts = [f"{name}: {text}" for name, text in told]
            inner.addWidget(selectable(label(headline(record), "strong", wrap=True)))
            inner.addWidget(selectable(label("\n".join(texts), wrap=True)))
        if not self._comparison.papers.decisions:
            inner.addWidget(label(tr("No decision was recorded before."), "muted"))
        inner.addStretch(1)
        words = scrolled(content, tr("Recorded before"))
        column(label(tr("Recorded before"), "small"), words, parent=frame, margin=SPACE)
        return frame

    def _follow(self) -> None:
        """Say where the choice departs from the arithmetic, and whether it can be recorded."""
        chosen = self.chosen()
        found = departures(self._comparison, chosen)
        self.departs.setText(
            "\n".join(found) or (tr("It does not.") if chosen else tr("Tick a vendor."))
        )
        ready = bool(chosen and self.who.text().strip() and self.why.toPlainText().strip())
        self.record.setEnabled(ready)
