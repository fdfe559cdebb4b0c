"""What all pages have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop_app.gui.common.desk import Desk
from desktop_app.workbench.state import Topic

if TYPE_CHECKING:
    from desktop_app.gui.common.table_view import TableView


class Page(QWidget):
    """One step's page.

    A page is told of changes only while it is visible, and refreshed when it is visited: what
    nobody sees is not worked out. `refresh` is safe at any time.
    """

    topics: frozenset[Topic] = frozenset({Topic.COMPARISON, Topic.REPORTS, Topic.SCENARIO})
    """What this page shows; it is refreshed when one of these changes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("page")
        self._stale = True

    def prepare(self) -> None:
        """Build what the first visit would otherwise have to wait for; showing comes later."""

    def outdate(self, topic: Topic) -> None:
        """Take note of a change, and show it at once if anyone is looking."""
        if topic in self.topics:
            self._stale = True
            if self.isVisible():
                self.visit()

    def visit(self) -> None:
        """Bring the page up to date."""
        if self._stale:
            self._stale = False
            self.refresh()

    def present_table(self) -> TableView | None:
        """Return the table with the focus, else the first in sight, None if there is none."""
        from desktop_app.gui.common.table_view import TableView

        tables = [view for view in self.findChildren(TableView) if view.isVisible()]
        return next((view for view in tables if view.hasFocus()), tables[0] if tables else None)

    def find_text(self) -> bool:
        """Let the user look for a text in the present table; False if there is none."""
        table = self.present_table()
        if table is not None:
            table.find_text()
        return table is not None

    def refresh(self) -> None:
        """Show the present state of the workbench."""
        raise NotImplementedError
