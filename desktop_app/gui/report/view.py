"""The Report step: what the workbook holds, and writing it."""

from __future__ import annotations

import contextlib
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QTabWidget, QWidget

from desktop_app.domain.translating import later, tr
from desktop_app.exporting.sheet_names import ALWAYS, sheet_name
from desktop_app.gui import dialogs
from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.waiting import ComparisonPage
from desktop_app.gui.common.widgets import (
    button,
    column,
    icon_button,
    label,
    name_tabs,
    restyle,
    row,
    scrolled,
)
from desktop_app.gui.report.print_tab import PrintTab
from desktop_app.gui.steps import Step
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.comparison_tables import ranking_table
from desktop_app.presenting.export_words import SHEETS


class ReportPage(ComparisonPage):
    """Target and button on top, what goes in on the left, a preview of the ranking on the right."""

    step = Step.REPORT

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.target = QLineEdit()
        self.target.setAccessibleName(tr("Where the workbook is written"))
        self.export = icon_button(desk.theme, "export", tr("Export"), self._export, "primary")
        self.preview = desk.table(later("Ranking as it will be written"), rows_only=True)
        self.sheets = {
            sheet: QCheckBox(sheet_name(sheet)) for sheet in SHEETS if sheet not in ALWAYS
        }
        self._outcome = QFrame()
        self._outcome.setProperty("kind", "notice")
        self._outcome_text = label("", wrap=True)
        self._open_folder = button(tr("Open folder"), self._show_folder)
        self._other_name = button(tr("Use another name"), self._use_other_name)
        self._written: Path | None = None
        self._tabs: QTabWidget | None = None
        self._paper_first = False
        self.paper = PrintTab(desk)

    def build(self) -> QWidget:
        """Return the page's parts in their places."""
        content = QTabWidget()
        content.setDocumentMode(True)
        name_tabs(content, tr("Report"))
        content.addTab(self._workbook(), tr("Excel workbook"))
        content.addTab(self.paper, tr("PDF and print"))
        self._tabs = content
        if self._paper_first:
            self.show_paper()
        return content

    def show_paper(self) -> None:
        """Show the tab with the report on paper."""
        # The page may be built only after somebody has asked for its paper.
        self._paper_first = self._tabs is None
        if self._tabs is not None:
            self._tabs.setCurrentWidget(self.paper)

    def _workbook(self) -> QWidget:
        content = QWidget()
        title = label(tr("&Workbook"), "strong")
        title.setBuddy(self.target)
        top = row(title, self.target, button(tr("Choose…"), self._choose), self.export)
        top.setStretch(1, 1)
        outcome = row(self._outcome_text, self._other_name, self._open_folder, parent=self._outcome)
        outcome.setContentsMargins(SPACE + 4, SPACE, SPACE, SPACE)
        outcome.setStretch(0, 1)
        self._outcome.hide()
        parts = row(self._sheets(), self._preview(), spacing=SPACE * 2)
        parts.setStretch(0, 1)
        parts.setStretch(1, 3)
        layout = column(top, self._outcome, parts, parent=content, spacing=SPACE + 4)
        layout.setStretch(2, 1)
        layout.setContentsMargins(0, SPACE + 4, 0, 0)
        self.target.setText(str(self._folder() / f"{tr('Vendor comparison')}.xlsx"))
        return content

    def show_comparison(self) -> None:
        """Show what would be written now."""
        comparison = self.desk.workbench.comparison
        if comparison is not None:
            self.preview.show_table(ranking_table(comparison))

    def _sheets(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("kind", "card")
        content = QWidget()
        listed = column(parent=content)
        for sheet, words in SHEETS.items():
            listed.addLayout(
                column(self._title(sheet), label(tr(words), "muted", wrap=True), spacing=0)
            )
        listed.addStretch(1)
        area = scrolled(content)
        layout = column(label(tr("What goes in"), "heading"), area, parent=frame, margin=SPACE * 2)
        layout.setStretch(1, 1)
        frame.setMinimumWidth(SPACE * 36)
        return frame

    def _title(self, sheet: str) -> QWidget:
        """Return a sheet's name: a tick for what may be left out."""
        box = self.sheets.get(sheet)
        if box is None:
            return label(tr("{sheet} (always)", sheet=sheet_name(sheet)), "strong", wrap=True)
        box.setChecked(True)
        box.setAccessibleDescription(tr(SHEETS[sheet]))
        return box

    def _preview(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("kind", "card")
        layout = column(
            label(tr("The ranking in it"), "heading"), self.preview, parent=frame, margin=SPACE * 2
        )
        layout.setStretch(1, 1)
        return frame

    def _choose(self) -> None:
        target = dialogs.ChooseTarget.ask_workbook(self, Path(self.target.text()))
        if target is not None:
            self.target.setText(str(target))

    def _export(self) -> None:
        if not self.target.text().strip():
            self._say(tr("Say where the workbook is to be written."), "look")
            return
        target = self._wanted()
        self.export.setEnabled(False)
        self._outcome.hide()
        out = [sheet for sheet, box in self.sheets.items() if not box.isChecked()]
        self.desk.session.export(target, self._done, self._failed, self._stopped, out)

    def _folder(self) -> Path:
        """Return where the last file was written, the user's folder before there was one."""
        return Path(self.desk.preferences.value.export_folder or Path.home())

    def _wanted(self) -> Path:
        """Return the whole path that was typed; a name alone is meant for the usual folder."""
        typed = Path(self.target.text().strip())
        # Where there is no such user, ~name is a folder that is called so.
        with contextlib.suppress(RuntimeError):
            typed = typed.expanduser()
        return self._folder() / typed

    def _done(self, written: Path) -> None:
        self.export.setEnabled(True)
        self._written = written
        self.desk.preferences.change(export_folder=str(written.parent))
        wanted = self._wanted()
        other = written.name not in (wanted.name, f"{wanted.name}.xlsx")
        words = tr("Written to {path}.", path=written)
        if other:
            words = tr(
                "{file} is open in another program. {written}", file=wanted.name, written=words
            )
        self._say(words, "look" if other else "ok", folder=True)

    def _failed(self, message: str) -> None:
        self.export.setEnabled(True)
        self._say(message, "failed", rename=True)

    def _stopped(self) -> None:
        self.export.setEnabled(True)

    def _say(self, words: str, tone: str, folder: bool = False, rename: bool = False) -> None:
        self._outcome_text.setText(words)
        self._open_folder.setVisible(folder)
        self._other_name.setVisible(rename)
        restyle(self._outcome, "tone", tone)
        self._outcome.show()

    def _use_other_name(self) -> None:
        """Offer the next free name beside the one that could not be written."""
        wanted = self._wanted()
        number = 2
        while (other := wanted.with_name(f"{wanted.stem} ({number}){wanted.suffix}")).exists():
            number += 1
        self.target.setText(str(other))
        self._outcome.hide()
        self.export.setFocus()

    def _show_folder(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.parent)))
