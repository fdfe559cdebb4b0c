"""The Mapping step: the sheet as received, what it was taken for, and correcting that."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import (
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QTabWidget,
    QWidget,
)

from desktop_app.domain.translating import tr
from desktop_app.gui import dialogs
from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.kept_sizes import keep_sizes
from desktop_app.gui.common.page import Page
from desktop_app.gui.common.waiting import say_why_mapping_waits
from desktop_app.gui.common.widgets import (
    EmptyState,
    beside,
    chooser,
    column,
    label,
    name_tabs,
    row,
)
from desktop_app.gui.mapping.corrections import Asked, Corrections
from desktop_app.gui.mapping.decision_panel import DecisionPanel
from desktop_app.gui.mapping.preview_card import PreviewCard
from desktop_app.gui.mapping.questions_panel import QuestionsPanel
from desktop_app.gui.mapping.sheet_pane import SheetPane
from desktop_app.gui.mapping.table_panel import TablePanel
from desktop_app.gui.steps import STEPS, Step
from desktop_app.gui.theme import SPACE
from desktop_app.importing.mappings.correcting import CorrectionError
from desktop_app.presenting.mapping_questions import Answer, Correct, Question
from desktop_app.presenting.mapping_words import corrected_count, history_line
from desktop_app.presenting.report_tables import report_state
from desktop_app.workbench.corrections import Preview
from desktop_app.workbench.state import Topic

if TYPE_CHECKING:
    from desktop_app.importing.mappings.document import ReportMapping
    from desktop_app.importing.report import ImportedReport

_PANEL_WIDTH = SPACE * 46
_QUESTIONS, _DECISION, _TABLE = range(3)


class MappingPage(Page):
    """A report's sheets with their regions, open questions, and panels that correct."""

    topics = frozenset({Topic.REPORTS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.corrections = Corrections(desk.session, self)
        self._stack = QStackedWidget()
        self._empty = EmptyState(desk.theme, STEPS[Step.MAPPING].icon)
        self.file = chooser(tr("Report"))
        self.file.setMaximumWidth(SPACE * 50)
        self._state = label("", "muted")
        self._history = label("", "small", wrap=True)
        self.panels = QTabWidget()
        name_tabs(self.panels, tr("Mapping"))
        self.more = QPushButton(tr("Mapping"))
        self._shown: ImportedReport | None = None
        self._pending: ReportMapping | None = None
        self._tried: Preview | None = None
        self._at_once = False
        self._stack.addWidget(self._empty)
        column(self._stack, parent=self)

    @cached_property
    def sheet(self) -> SheetPane:
        """Return the sheet as received."""
        return SheetPane(self.desk, self.corrections)

    @cached_property
    def questions(self) -> QuestionsPanel:
        """Return the open questions."""
        return QuestionsPanel(self.desk.theme, self._look_at, self._answer)

    @cached_property
    def decision(self) -> DecisionPanel:
        """Return what a column or row was taken for."""
        return DecisionPanel(self.desk.theme, self._correct)

    @cached_property
    def table(self) -> TablePanel:
        """Return what a table was taken for."""
        return TablePanel(self.desk.theme, self._correct)

    @cached_property
    def preview(self) -> PreviewCard:
        """Return the correction that is being tried."""
        return PreviewCard(self.desk.theme, self.apply, self.discard)

    def parts(self) -> Iterator[None]:
        """Build the sheet and the panels."""
        pieces: Iterator[QWidget] = (
            getattr(self, name) for name in ("sheet", "questions", "decision", "table", "preview")
        )
        for piece in pieces:
            piece.setParent(self)
            yield
        self._stack.addWidget(self._build())
        self._connect()

    def refresh(self) -> None:
        """Show the chosen report."""
        reports = self.desk.workbench.reports
        if not reports:
            self._say_empty()
            return
        before = self.file.currentData()
        with QSignalBlocker(self.file):
            self.file.clear()
            for report in reports:
                self.file.addItem(report.file, report.path)
            self.file.setCurrentIndex(max(self.file.findData(before), 0))
        self._stack.setCurrentIndex(1)
        self._show_file()

    # Corrections

    def find_text(self) -> bool:
        """Let the user look for a text in the sheet."""
        self.sheet.find_bar.text.setFocus()
        return True

    def apply(self) -> None:
        """Put the previewed correction into force; it can be undone."""
        tried = self._tried
        self._forget_pending()
        if tried is not None:
            self.corrections.apply(tried)

    def discard(self) -> None:
        """Give up the correction that is being tried."""
        self.corrections.stop_preview()
        self._forget_pending()
        if self._shown is not None:
            self._show_decisions(self._shown)

    def _correct(self, name: str, correct: Correct, at_once: bool = False) -> None:
        """Try a correction, on top of the one that is being tried."""
        report = self._shown
        base = self._base()
        if report is None or base is None:
            return
        try:
            mapping = correct(base)
        except CorrectionError as error:
            self.preview.show_problem(name, str(error))
            return
        self._try(report, mapping, name, at_once)

    def _try(
        self, report: ImportedReport, mapping: ReportMapping, name: str, at_once: bool
    ) -> None:
        self._pending, self._tried, self._at_once = mapping, None, at_once
        self.preview.show_working(name)
        self.corrections.preview(
            report, mapping, name, self._show_preview, lambda why: self._refuse(name, why)
        )

    def _base(self) -> ReportMapping | None:
        """Return the mapping that a correction is made of."""
        if self._tried is not None:
            return self._tried.after.mapping
        if self._pending is not None:
            return self._pending
        return self._shown.mapping if self._shown is not None else None

    def _show_preview(self, tried: Preview) -> None:
        catalogue = self.desk.workbench.catalogue
        if tried.before is not self._shown or catalogue is None:
            return
        self._tried = tried
        self.preview.show_preview(tried, catalogue)
        if self._at_once:
            self.apply()
        else:
            self._show_decisions(tried.after)

    def _refuse(self, name: str, why: str) -> None:
        self._pending = self._tried = None
        self.preview.show_problem(name, why)

    def _forget_pending(self) -> None:
        self._pending = self._tried = None
        self.preview.hide()

    def _answer(self, question: Question, answer: Answer) -> None:
        self._look_at(question)
        self._correct(answer.name, answer.correct, at_once=True)

    # Showing

    def _show_file(self) -> None:
        report = self.desk.workbench.report(self.file.currentData())
        if report is None:
            return
        if report is not self._shown:
            self._forget_pending()
        self._shown = report
        self._state.setText(report_state(report).text)
        self._history.setText(history_line(report))
        self._forget.setEnabled(corrected_count(report.mapping) > 0)
        self._export.setEnabled(report.mapping is not None)
        self._import.setEnabled(report.mapping is not None)
        self.sheet.show_report(report)
        self._show_decisions(report)
        self.corrections.questions(report, self._show_questions)

    def _show_questions(self, asked: Asked) -> None:
        if asked.report is not self._shown:
            return
        self.decision.take_choices(asked.choices)
        self.questions.show_questions(asked.questions)
        count = sum(question.open for question in asked.questions)
        self.panels.setTabText(
            _QUESTIONS, tr("Questions ({count})", count=count) if count else tr("Questions")
        )

    def _show_decisions(self, report: ImportedReport) -> None:
        """Show a report's decisions: of the open one, or of the one that is being tried."""
        self.sheet.show_meaning(report)
        index = self.sheet.view.currentIndex()
        if index.isValid():
            self._spot(index.row(), index.column())
        else:
            self._show_no_spot()

    def _look_at(self, question: Question) -> None:
        self.sheet.look_at(question.sheet, question.areas)

    def _spotted(self, at_row: int, at_column: int) -> None:
        self._spot(at_row, at_column)
        clicked = self.sheet.view.hasFocus()
        if clicked and self.panels.currentIndex() == _QUESTIONS:
            self.panels.setCurrentIndex(_DECISION)

    def _spot(self, at_row: int, at_column: int) -> None:
        meaning, catalogue = self.sheet.meaning, self.desk.workbench.catalogue
        if meaning is None or catalogue is None:
            return
        spot = meaning.spot(at_row, at_column)
        if spot.table is None:
            self._show_no_spot()
            return
        mapped = meaning.mapped_table(spot.table)
        areas = [meaning.area(spot.table)]
        if spot.item is not None:
            areas.append(meaning.item_area(spot.table, spot.item))
            self.decision.show_item(spot.item, spot.table, mapped, catalogue)
        else:
            self.decision.show_nothing(tr("Nothing was decided on this column."))
        self.table.show_table(spot.table, mapped, meaning.sheet.sheet)
        self.sheet.view.outline(areas)

    def _show_no_spot(self) -> None:
        self.sheet.view.outline(())
        self.decision.show_nothing(
            tr(
                "Click a cell, a heading or a row's name to see what it was taken for, and "
                "to correct it."
            )
        )
        self.table.show_nothing(self.sheet.sheet)

    def _say_empty(self) -> None:
        say_why_mapping_waits(self._empty, self.desk.go)
        self._shown = None
        self._forget_pending()
        self._stack.setCurrentIndex(0)

    # Mapping as a file

    def _forget_corrections(self) -> None:
        if self._shown is not None:
            self._pending, self._tried, self._at_once = None, None, False
            self.preview.show_working(tr("forget all corrections of this report"))
            self.corrections.forget(self._shown, self._show_preview)

    def _export_mapping(self) -> None:
        report = self._shown
        if report is not None:
            folder = Path(self.desk.preferences.value.project_folder)
            proposal = folder / f"{Path(report.file).stem}.mapping.toml"
            target = dialogs.ChooseTarget.ask_mapping(self, proposal)
            if target is not None:
                self.corrections.export(report, target)

    def _import_mapping(self) -> None:
        report = self._shown
        if report is None:
            return
        source = dialogs.ChooseMapping.ask(self, self.desk.preferences.value.project_folder)
        if source is not None:
            name = tr("read by {source}", source=source.name)
            self.corrections.load(source, lambda m: self._try(report, m, name, at_once=False))

    # Building

    def _build(self) -> QWidget:
        content = QWidget()
        title = label(tr("&Report"), "strong")
        title.setBuddy(self.file)
        self._history.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        menu = QMenu(self.more)
        self._export = menu.addAction(tr("&Export mapping…"), self._export_mapping)
        self._import = menu.addAction(tr("&Read by a mapping file…"), self._import_mapping)
        menu.addSeparator()
        self._forget = menu.addAction(tr("&Forget corrections"), self._forget_corrections)
        self.more.setMenu(menu)
        self.more.setAccessibleName(tr("Mapping of this report: export, import, forget"))
        bar = row(title, self.file, self._state, self._history, self.more, spacing=SPACE + 4)
        bar.setStretch(3, 1)
        for panel, name in (
            (self.questions, tr("Questions")),
            (self.decision, tr("Column or row")),
            (self.table, tr("Table")),
        ):
            self.panels.addTab(panel, name)
        self.panels.setDocumentMode(True)
        self.panels.tabBar().setDrawBase(False)
        side = QWidget()
        column(self.panels, self.preview, parent=side, spacing=SPACE).setStretch(0, 1)
        side.setMinimumWidth(SPACE * 38)
        splitter = beside(self.sheet, side, (SPACE * 100, _PANEL_WIDTH), grows=(1, 0))
        keep_sizes(splitter, "mapping", self.desk.preferences)
        column(bar, splitter, parent=content).setStretch(1, 1)
        return content

    def _connect(self) -> None:
        self.file.activated.connect(lambda _place: self._show_file())
        self.sheet.spotted.connect(self._spotted)
        self.sheet.selected.connect(self.table.show_selection)
        self.sheet.opened.connect(self._show_no_spot)
