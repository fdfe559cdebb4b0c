"""What a correction does to the figures, before it is applied."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from desktop_app.catalogue.model import Catalogue
from desktop_app.domain.translating import tr
from desktop_app.gui.common.table_view import TableView
from desktop_app.gui.common.widgets import button, column, label, row
from desktop_app.gui.theme import SPACE, Theme
from desktop_app.presenting.figure_changes import changes_sentence, changes_table
from desktop_app.workbench.corrections import Preview


class PreviewCard(QFrame):
    """Hidden until there is a correction; then its figures before and after, and two buttons."""

    def __init__(
        self, theme: Theme, apply: Callable[[], None], discard: Callable[[], None]
    ) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName(tr("Preview of the correction"))
        self._title = label("", "strong", wrap=True)
        self._told = label("", "muted", wrap=True)
        self.table = TableView(theme, tr("Figures before and after"), rows_only=True)
        self.table.setMinimumHeight(SPACE * 14)
        self.apply = button(tr("Apply"), apply, "primary")
        self.discard = button(tr("Discard"), discard)
        self.discard.setShortcut(Qt.Key.Key_Escape)
        buttons = row(self.apply, self.discard)
        buttons.addStretch(1)
        layout = column(self._title, self._told, self.table, buttons, parent=self, margin=SPACE + 4)
        layout.setStretch(2, 1)
        self.hide()

    def show_working(self, name: str) -> None:
        """Say that the figures are being worked out."""
        self._title.setText(_sentence(name))
        self._told.setText(tr("Working out the figures…"))
        self.table.hide()
        self.apply.setEnabled(False)
        self.show()

    def show_preview(self, preview: Preview, catalogue: Catalogue) -> None:
        """Show what the correction does."""
        self._title.setText(_sentence(preview.name))
        self._told.setText(changes_sentence(preview.changes))
        self.table.show_table(changes_table(preview.changes, catalogue))
        self.table.setVisible(bool(preview.changes))
        self.apply.setEnabled(True)
        self.show()
        self.apply.setFocus()

    def show_problem(self, name: str, problem: str) -> None:
        """Say why a correction can't be made."""
        self._title.setText(_sentence(name))
        self._told.setText(problem)
        self.table.hide()
        self.apply.setEnabled(False)
        self.show()


def _sentence(name: str) -> str:
    return f"{name[:1].upper()}{name[1:]}"
