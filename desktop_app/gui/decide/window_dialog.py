"""Which days are compared: from one to another, or a quarter, year or fiscal year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QDialog, QDialogButtonBox, QFormLayout, QWidget

from desktop_app.domain.period import Period
from desktop_app.domain.translating import tr
from desktop_app.gui.common.widgets import chooser, column, label
from desktop_app.gui.theme import SPACE


class WindowDialog(QDialog):
    """Two dates, both included, and a box of periods that fills them in."""

    def __init__(
        self, parent: QWidget | None, offered: Sequence[tuple[str, str]], present: Period
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Days compared"))
        self.setMinimumWidth(SPACE * 60)
        self.periods = chooser(tr("Period"))
        self.periods.addItem(tr("Days of your own"), "")
        for words, name in offered:
            self.periods.addItem(words, name)
        self.first, self.last = QDateEdit(), QDateEdit()
        for edit, name in ((self.first, tr("From")), (self.last, tr("To, included"))):
            edit.setAccessibleName(name)
            edit.setCalendarPopup(True)
            edit.setDisplayFormat("yyyy-MM-dd")
            edit.dateChanged.connect(lambda _date: self._follow())
        self._state = label("", "small", wrap=True)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.periods.activated.connect(self._choose)
        lines = QFormLayout()
        lines.addRow(label(tr("Period")), self.periods)
        lines.addRow(label(tr("From")), self.first)
        lines.addRow(label(tr("To, included")), self.last)
        explained = label(
            tr(
                "Records count by their own day. Stated figures count where all of their "
                "period lies within these days; others are left out and named in the "
                "findings."
            ),
            "muted",
            wrap=True,
        )
        column(explained, lines, self._state, buttons, parent=self, margin=SPACE * 2)
        self._show(present)

    def label_chosen(self) -> str:
        """Return the label of the days chosen."""
        return Period(self._day(self.first), self._day(self.last)).label

    def _choose(self, place: int) -> None:
        name = str(self.periods.itemData(place))
        if name:
            self._show(Period.parse(name))

    def _show(self, period: Period) -> None:
        for edit, day in ((self.first, period.start), (self.last, period.end)):
            edit.setDate(QDate(day.year, day.month, day.day))
        self._follow()

    def _follow(self) -> None:
        fine = self._day(self.first) <= self._day(self.last)
        self.ok.setEnabled(fine)
        self._state.setText("" if fine else tr("The last day is before the first."))

    @staticmethod
    def _day(edit: QDateEdit) -> dt.date:
        day = edit.date()
        return dt.date(day.year(), day.month(), day.day())
