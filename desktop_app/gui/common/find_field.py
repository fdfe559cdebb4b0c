"""The field that comes with Ctrl+F over a table: rows without the text step aside."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QToolButton, QWidget

from desktop_app.domain.translating import tr
from desktop_app.gui.common.widgets import label, row
from desktop_app.gui.theme import SPACE, Theme


class FindField(QFrame):
    """Lies at the right bottom corner of its parent while something is looked for.

    `typed` is sent with the text after each key, `left` when Escape or the cross closed it; then
    nothing is looked for any more.
    """

    typed = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.text = QLineEdit()
        self.text.setPlaceholderText(tr("Show rows with…"))
        self.text.setAccessibleName(tr("Show rows with this text"))
        self.text.setMinimumWidth(SPACE * 24)
        self._count = label("", "small")
        self._theme = theme
        self._around = parent
        self.shut = QToolButton()
        self.shut.setAccessibleName(tr("Show all rows again"))
        self.shut.setToolTip(tr("Show all rows again (Esc)"))
        self.shut.clicked.connect(self.close_it)
        theme.follow(self._paint_icon)
        self._paint_icon()
        row(self.text, self._count, self.shut, parent=self, margin=SPACE // 2)
        self.text.textChanged.connect(self.typed.emit)
        self.hide()

    def open(self) -> None:
        """Show the field, its text selected."""
        self.show()
        self.place()
        self.raise_()
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.text.selectAll()

    def close_it(self) -> None:
        """Hide the field and look for nothing."""
        self.hide()
        self.text.clear()
        self.left.emit()

    def place(self) -> None:
        """Stay at the corner, within the parent."""
        if self.isHidden():
            return
        around = self._around
        self.adjustSize()
        self.resize(min(self.width(), around.width() - SPACE * 2), self.height())
        self.move(
            around.width() - self.width() - SPACE * 3,
            around.height() - self.height() - SPACE * 2,
        )

    def show_count(self, shown: int, whole: int) -> None:
        """Say how many rows fit."""
        self._count.setText(
            tr("{shown:,} of {whole:,}", shown=shown, whole=whole)
            if self.text.text().strip()
            else ""
        )
        self.place()

    def _paint_icon(self) -> None:
        self.shut.setIcon(self._theme.icon("close"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_it()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self._around.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)
