"""What is known about one report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QTabWidget, QWidget

from desktop_app.domain.translating import later, tr
from desktop_app.gui import dialogs
from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.widgets import button, column, label, name_tabs, row, selectable
from desktop_app.gui.sources.accounting_bar import AccountingBar
from desktop_app.gui.steps import Step
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.report_tables import (
    columns_table,
    findings_table,
    report_state,
    understood,
    uses_of,
)

if TYPE_CHECKING:
    from desktop_app.importing.report import ImportedReport


class ReportDetails(QFrame):
    """State, findings, what its columns were taken for, and where its cells went."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._desk = desk
        self._report: ImportedReport | None = None
        self._icon = label()
        self._title = selectable(label("", "heading", wrap=True))
        self._state = label("", "muted", wrap=True)
        self._message = selectable(label("", wrap=True))
        self._password = button(tr("Enter its password…"), self._ask_password)
        self.findings = desk.table(later("Findings"), rows_only=True)
        self._message.setMinimumHeight(SPACE * 6)
        self._message.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.columns = desk.table(later("What columns were taken for"), rows_only=True)
        self._bar = AccountingBar(desk.theme)
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        name_tabs(self._tabs, tr("What it holds"))
        self._build()
        self.findings.picked.connect(self._show_message)
        desk.theme.follow(self._paint_icon)

    def show_report(self, report: ImportedReport) -> None:
        """Show another report, or the same one read again."""
        self._report = report
        state = report_state(report)
        self._title.setText(report.file)
        self._state.setText("  ·  ".join([state.reason, understood(report)]).removesuffix("  ·  –"))
        self._password.setVisible(any("password" in f.code for f in report.findings))
        self.findings.show_table(findings_table(report.findings))
        self.findings.setVisible(bool(report.findings))
        catalogue = self._desk.workbench.catalogue
        self.columns.show_table(columns_table(report.sheets, catalogue))
        self._bar.show_counts(uses_of(report.sheets))
        self._tabs.setTabText(0, tr("Findings ({count})", count=len(report.findings)))
        self._tabs.setTabText(1, tr("Columns ({count})", count=self._count_columns()))
        self._message.setText(
            "" if report.findings else tr("There is nothing to say about this file: all was clear.")
        )
        self._paint_icon()
        if report.findings:
            self.findings.select(0)
            self._show_message(0, "")

    def _build(self) -> None:
        heading = row(self._icon, self._title, spacing=SPACE)
        heading.setStretch(1, 1)
        heading.setAlignment(self._icon, Qt.AlignmentFlag.AlignTop)
        findings = QWidget()
        well = QFrame()
        well.setProperty("kind", "well")
        column(self._message, self._password, parent=well, margin=SPACE)
        found = column(self.findings, well, parent=findings)
        found.setStretch(0, 1)
        found.addStretch(0)  # keeps the words on top while there is no table
        columns = QWidget()
        more = button(tr("All sheets in the Mapping step"), self._go_to_mapping, "link")
        column(self.columns, more, parent=columns)
        cells = QWidget()
        about = label(
            tr("Every cell that is not empty is counted exactly once."), "muted", wrap=True
        )
        column(about, self._bar, parent=cells, spacing=SPACE * 2).addStretch(1)
        for page, title in (
            (findings, tr("Findings")),
            (columns, tr("Columns")),
            (cells, tr("Cells")),
        ):
            page.layout().setContentsMargins(0, SPACE, 0, 0)  # type: ignore[union-attr]
            self._tabs.addTab(page, title)
        layout = column(heading, self._state, self._tabs, parent=self, margin=SPACE * 2)
        layout.setStretch(2, 1)

    def _show_message(self, key: object, _column: str) -> None:
        """Show the whole text of a finding; the table has one line for it."""
        place = self.findings.table.find(key)
        if place is not None:
            _, *texts = self.findings.table.rows[place].cells
            self._message.setText("\n".join(cell.text for cell in texts).strip())

    def _count_columns(self) -> int:
        return sum(not row_.heading for row_ in self.columns.table.rows)

    def _paint_icon(self) -> None:
        if self._report is not None:
            state = report_state(self._report)
            colour = state.tint.value
            self._icon.setPixmap(self._desk.theme.pixmap(state.icon, colour, 20))

    def _go_to_mapping(self) -> None:
        self._desk.go(Step.MAPPING)

    def _ask_password(self) -> None:
        if self._report is not None:
            password = dialogs.AskPassword.ask(self, self._report.file)
            if password:
                self._desk.session.read_with_password(self._report.path, password)
