"""The open reports: a table of them, and the details of the chosen one."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop_app.domain.translating import later, tr
from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.kept_sizes import keep_sizes
from desktop_app.gui.common.plain_splitter import PlainSplitter
from desktop_app.gui.common.widgets import button, column, icon_button, label, row
from desktop_app.gui.sources.details import ReportDetails
from desktop_app.gui.steps import Step
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.report_tables import files_table


class ReportList(QWidget):
    """A table of reports, buttons for them, and the chosen one's details."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.table = desk.table(later("Reports"), rows_only=True)
        self.table.on_edit(self._edit)
        self.table.picked.connect(self._show_details)
        self.details = ReportDetails(desk)
        self._remove = icon_button(desk.theme, "remove", tr("Remove"), self._remove_current)
        self._remove.setToolTip(tr("Take the chosen report out of the comparison (Del)"))
        self._build()
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self._remove_current)

    def show_reports(self) -> None:
        """Show all open reports; the one that was chosen stays so where it is still there."""
        self.table.show_table(files_table(self._desk.workbench.reports))
        keys = self.table.current_keys()
        if keys is None:
            self.table.select(self._desk.workbench.reports[0].path)
            keys = self.table.current_keys()
        if keys is not None:
            self._show_details(*keys)

    def _build(self) -> None:
        desk = self._desk
        bar = row(
            icon_button(desk.theme, "add", tr("Add reports…"), desk.choose_reports),
            self._remove,
            label(tr("Double-click a vendor's name to change it."), "small"),
        )
        bar.addStretch(1)
        bar.addWidget(button(tr("See the KPIs"), lambda: desk.go(Step.KPIS), "primary"))
        upper = QWidget()
        column(bar, self.table, parent=upper)
        splitter = PlainSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(upper)
        splitter.addWidget(self.details)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(SPACE + 4)
        splitter.setSizes([270, 380])
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 1)
        keep_sizes(splitter, "sources", self._desk.preferences)
        column(splitter, parent=self)

    def _edit(self, key: Any, _column: str, text: str) -> bool:
        return self._desk.session.rename_vendor(key, text)

    def _show_details(self, key: Any, _column: str) -> None:
        report = self._desk.workbench.report(key)
        if report is not None:
            self.details.show_report(report)

    def _remove_current(self) -> None:
        keys = self.table.current_keys()
        if keys is not None:
            self._desk.session.remove_report(keys[0])
