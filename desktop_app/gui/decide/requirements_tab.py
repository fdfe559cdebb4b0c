"""Requirements: each vendor's figure with its evidence, and what waiving one would do."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.widgets import column, label
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.requirements import requirements_table


class RequirementsTab(QWidget):
    """Who is ruled out by what, and where it would stand were that waived."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._words = label("", "muted", wrap=True)
        self.table = desk.table("Requirements", rows_only=True)
        layout = column(self._words, self.table, parent=self)
        layout.setContentsMargins(0, SPACE, 0, 0)
        layout.setStretch(1, 1)

    def show_comparison(self, comparison: Comparison) -> None:
        """Show the requirements of a comparison's scenario."""
        table = requirements_table(comparison)
        self._words.setText(
            "A vendor that fails a requirement is ruled out whatever its score; it stays in sight."
            if table.rows
            else "No requirement rules a vendor out."
        )
        self.table.setVisible(bool(table.rows))
        self.table.show_table(table)
