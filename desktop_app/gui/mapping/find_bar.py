"""Going to a cell by its address, and finding texts in a sheet."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from desktop_app.domain.address import parse_cell
from desktop_app.domain.translating import tr
from desktop_app.gui.common.widgets import label, row
from desktop_app.gui.theme import SPACE, Theme

Place = tuple[int, int]


class FindBar(QWidget):
    """Two fields: an address to go to, and a text to find; Enter goes on to the next.

    `went` is sent with a row and column to go to, `wanted` with a text to look for.
    """

    went = Signal(int, int)
    wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._hits: list[Place] = []
        self._at = -1
        self._searched = ""
        self.address = QLineEdit()
        self.address.setPlaceholderText(tr("Cell"))
        self.address.setAccessibleName(tr("Go to a cell, such as B12"))
        self.address.setToolTip(tr("Go to a cell, such as B12 (Ctrl+G)"))
        self.address.setFixedWidth(SPACE * 10)
        self.text = QLineEdit()
        self.text.setPlaceholderText(tr("Find in sheet (Ctrl+F)"))
        self.text.setAccessibleName(tr("Find in sheet"))
        self.text.setClearButtonEnabled(True)
        hint = self.text.fontMetrics().horizontalAdvance(self.text.placeholderText())
        self.text.setMinimumWidth(hint + SPACE * 4)
        for clear in self.text.findChildren(QToolButton):
            clear.setAccessibleName(tr("Clear"))
        self._count = label("", "small")
        self.previous = self._arrow("previous", tr("Previous (Shift+F3)"), -1)
        self.next = self._arrow("next", tr("Next (F3)"), 1)
        row(
            self.address,
            self.text,
            self.previous,
            self.next,
            self._count,
            parent=self,
            spacing=SPACE // 2,
        )
        self.address.returnPressed.connect(self._go)
        self.text.returnPressed.connect(self._find)
        self.text.textChanged.connect(self._forget)
        self.next.setShortcut(QKeySequence("F3"))
        self.previous.setShortcut(QKeySequence("Shift+F3"))
        self._forget()

    def show_hits(self, hits: list[Place], after: Place) -> None:
        """Take what was found and go to the first hit after a cell."""
        self._hits = hits
        following = (place for place, hit in enumerate(hits) if hit > after)
        self._at = next(following, 0) - 1
        if hits:
            self.step(1)
        else:
            self._show_count(tr("Not found"))

    def reset(self) -> None:
        """Forget what was found: another sheet is shown."""
        self._forget()

    def clear(self) -> None:
        """Forget what was searched for as well: another report is shown."""
        self.text.clear()
        self.address.clear()
        self._forget()

    def step(self, by: int) -> None:
        """Go to the next hit (1) or the one before (-1)."""
        if not self._hits:
            if by > 0:
                self._find()
            return
        self._at = (self._at + by) % len(self._hits)
        self._show_count(tr("{at:,} of {count:,}", at=self._at + 1, count=len(self._hits)))
        self.went.emit(*self._hits[self._at])

    def _go(self) -> None:
        try:
            self.went.emit(*parse_cell(self.address.text().strip()))
        except ValueError:
            self._show_count(tr("No such cell"))

    def _find(self) -> None:
        text = self.text.text().strip()
        if text and text == self._searched and self._hits:
            self.step(1)
        elif text:
            self._searched = text
            self._show_count(tr("Searching…"))
            self.wanted.emit(text)

    def _forget(self) -> None:
        self._hits, self._at, self._searched = [], -1, ""
        self._show_count("")

    def _show_count(self, text: str) -> None:
        self._count.setText(text)
        self._count.setVisible(bool(text))

    def _arrow(self, icon: str, name: str, by: int) -> QToolButton:
        made = QToolButton()
        made.setToolTip(name)
        made.setAccessibleName(name)
        made.clicked.connect(lambda _checked=False: self.step(by))
        made.setIcon(self._theme.icon(icon))
        self._theme.changed.connect(lambda: made.setIcon(self._theme.icon(icon)))
        return made
