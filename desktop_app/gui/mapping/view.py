"""The Mapping step: what every table and column of a report was taken for."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QStackedWidget, QWidget

from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.page import Page
from desktop_app.gui.common.table_view import TableView
from desktop_app.gui.common.widgets import EmptyState, button, chooser, column, label, row
from desktop_app.gui.steps import STEPS, Step
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.report_tables import columns_table, report_state
from desktop_app.workbench.state import Topic


class MappingPage(Page):
    """A report's columns with their meaning, how sure that is, and why; to read, for now."""

    topics = frozenset({Topic.REPORTS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._stack = QStackedWidget()
        self._empty = EmptyState(desk.theme, STEPS[Step.MAPPING].icon)
        self.file = chooser("Report")
        self.file.setMaximumWidth(SPACE * 60)
        self.only_used = QCheckBox("Only what was recognised")
        self.table = TableView(desk.theme, "What columns were taken for", rows_only=True)
        self._state = label("", "muted")
        self._nothing = label("", "muted", wrap=True)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._build())
        column(self._stack, parent=self)
        self.file.activated.connect(self._show_file)
        self.only_used.toggled.connect(self._show_file)

    def refresh(self) -> None:
        """Show the chosen report's columns."""
        reports = self.desk.workbench.reports
        if not reports:
            sources = button("Go to Sources", lambda: self.desk.go(Step.SOURCES), "primary")
            self._empty.say(
                "No reports yet",
                "As soon as reports are read, this step shows what each of their tables and "
                "columns was taken for, how sure that is, and why.",
                sources,
            )
            self._stack.setCurrentIndex(0)
            return
        before = self.file.currentData()
        with QSignalBlocker(self.file):
            self.file.clear()
            for report in reports:
                self.file.addItem(report.file, report.path)
            self.file.setCurrentIndex(max(self.file.findData(before), 0))
        self._show_file()
        self._stack.setCurrentIndex(1)

    def _build(self) -> QWidget:
        content = QWidget()
        title = label("&Report", "strong")
        title.setBuddy(self.file)
        bar = row(title, self.file, self._state, spacing=SPACE + 4)
        bar.addStretch(1)
        bar.addWidget(self.only_used)
        about = label(
            "Corrections by click come with a later version. Until then a column that was taken "
            "for the wrong thing can be named on the command line: "
            'vendorbench kpis FILE --map FIELD="COLUMN".',
            "small",
            wrap=True,
        )
        layout = column(bar, self._nothing, self.table, about, parent=content)
        layout.setStretch(2, 1)
        return content

    def _show_file(self) -> None:
        report = self.desk.workbench.report(self.file.currentData())
        if report is None:
            return
        table = columns_table(
            report.sheets, self.desk.workbench.catalogue, self.only_used.isChecked()
        )
        self.table.show_table(table)
        self.table.setVisible(bool(table.rows))
        self._nothing.setVisible(not table.rows)
        state = report_state(report)
        self._state.setText(state.text)
        self._nothing.setText(f"No table was found in this file. {state.reason}")
