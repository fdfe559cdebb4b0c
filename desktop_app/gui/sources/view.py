"""The Sources step: which reports there are, and how well each was understood."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.page import Page
from desktop_app.gui.common.widgets import column
from desktop_app.workbench.state import Topic

if TYPE_CHECKING:
    from desktop_app.gui.common.table_view import TableView
    from desktop_app.gui.sources.report_list import ReportList


class SourcesPage(Page):
    """The start screen without reports; with them a table, and the chosen one's details."""

    topics = frozenset({Topic.REPORTS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._stack = QStackedWidget()
        self.start = desk.start
        self._stack.addWidget(self.start)
        self._list: ReportList | None = None
        column(self._stack, parent=self)

    @property
    def files(self) -> TableView | None:
        """Return the table of reports, None as long as there was no need of it."""
        return self._list.table if self._list is not None else None

    def later_parts(self) -> Iterator[None]:
        """Build the list of reports before there is one."""
        self._report_list()
        yield

    def refresh(self) -> None:
        """Show the open reports."""
        if not self.desk.workbench.reports:
            self._stack.setCurrentWidget(self.start)
            return
        reports = self._report_list()
        reports.show_reports()
        self._stack.setCurrentWidget(reports)

    def _report_list(self) -> ReportList:
        if self._list is None:
            # Not at the top: the first screen is painted before tables are thought of.
            from desktop_app.gui.sources.report_list import ReportList

            self._list = ReportList(self.desk)
            self._stack.addWidget(self._list)
        return self._list
