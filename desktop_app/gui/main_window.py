"""The one window: steps at the left, a page at the right, jobs at the bottom."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QChildEvent, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QIcon, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from desktop_app.domain.translating import tr
from desktop_app.gui import dialogs
from desktop_app.gui.actions import Actions
from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.drops import dropped_paths
from desktop_app.gui.common.notice_bar import NoticeBar
from desktop_app.gui.common.page import Page
from desktop_app.gui.common.shown_vendors import ShownVendors
from desktop_app.gui.common.turns import Turns
from desktop_app.gui.common.widgets import column, label, row
from desktop_app.gui.help.desk import HelpDesk
from desktop_app.gui.job_bar import JobBar
from desktop_app.gui.notice import Notice
from desktop_app.gui.pages import make_page
from desktop_app.gui.preferences_store import PreferencesStore
from desktop_app.gui.session import Session
from desktop_app.gui.step_list import StepList
from desktop_app.gui.steps import STEPS, Step
from desktop_app.gui.theme import SPACE, Theme
from desktop_app.gui.worker import Workers
from desktop_app.paths import APP_NAME
from desktop_app.workbench.files import PROJECT_SUFFIX, project_file
from desktop_app.workbench.preferences import with_recent
from desktop_app.workbench.state import Topic, Workbench

if TYPE_CHECKING:
    from desktop_app.gui.common.table_view import TableView


class MainWindow(QMainWindow):
    """Shows the workbench; `painted` is sent once, when the first picture is on the screen."""

    painted = Signal()

    def __init__(
        self,
        workbench: Workbench,
        session: Session,
        workers: Workers,
        theme: Theme,
        preferences: PreferencesStore,
        turns: Turns,
    ) -> None:
        super().__init__()
        self.workbench = workbench
        self.session = session
        self.theme = theme
        self.preferences = preferences
        self.workers = workers
        self.turns = turns
        self._pages: dict[Step, Page] = {}
        self._step = Step.SOURCES
        self._waiting = False
        self._painted = False
        self._closing = False
        self._help = HelpDesk(self, theme, workbench, session)
        self.desk = Desk(
            workbench,
            session,
            theme,
            preferences,
            self.go,
            self.choose_reports,
            self.choose_project,
            self.open_paths,
            turns,
            ShownVendors(self),
            self.show_figure,
        )
        self._build()
        self.menus = Actions(self)
        self.theme.dress(self.menuBar())
        self._connect()
        self.go(Step.SOURCES)
        self._show_state()

    # What the menus and pages call

    def go(self, step: Step) -> None:
        """Show a step; its page is made at the first visit."""
        self._step = step
        words = STEPS[step]
        self._title.setText(tr(words.title))
        self._purpose.setText(tr(words.purpose))
        self._steps.show_step(step)
        if self._waiting and step not in self._pages:
            self._stack.setCurrentWidget(self._wait)
            return
        page = self._made(step)
        self._stack.setCurrentWidget(page)
        page.visit()

    def page(self, step: Step) -> Page | None:
        """Return the page of a step, None if it was never visited."""
        return self._pages.get(step)

    def hold_pages(self) -> None:
        """Make no page that there is not until `prepare`: what they need is being loaded."""
        self._waiting = True

    def prepare(self) -> None:
        """Make the pages that were not visited yet, in small parts between the user's doings.

        So neither the start nor the first click on a step has to wait for all of it.
        """
        self._waiting = False
        self.go(self._step)
        self.turns.do(self._ahead())

    def _ahead(self) -> Iterator[None]:
        """Yield while the pages are made, what is seen first of each before all the rest."""
        for step in STEPS:
            self._made(step)
            yield
            yield from self._pages[step].building()
        for page in tuple(self._pages.values()):
            yield from page.later_parts()

    def show_figure(self, kpi: str, vendor: str) -> None:
        """Show where a figure comes from, with its cells."""
        from desktop_app.gui.kpis.view import KpisPage

        self.go(Step.KPIS)
        page = self._made(Step.KPIS)
        if isinstance(page, KpisPage):
            page.show_figure(kpi, vendor)

    def new_comparison(self) -> None:
        """Begin an empty comparison."""
        self._leave(self._start_anew)

    def choose_reports(self) -> None:
        """Ask for reports and read them."""
        files = dialogs.ChooseReports.ask(self, self.preferences.value.reports_folder)
        self._open_reports(files)

    def choose_folder(self) -> None:
        """Ask for a folder and read all reports in it."""
        folder = dialogs.ChooseFolder.ask(self, self.preferences.value.reports_folder)
        self._open_reports([folder] if folder is not None else [])

    def choose_project(self) -> None:
        """Ask for a project and open it."""
        file = dialogs.ChooseProject.ask(self, self.preferences.value.project_folder)
        if file is not None:
            self.open_paths([file])

    def open_paths(self, given: list[Path]) -> None:
        """Open what was dropped or named on the command line."""

        def do() -> None:
            self.go(Step.SOURCES)
            self.session.open_paths(given)

        if project_file(given) is None:
            do()
        else:
            self._leave(do)

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Save the project, then go on with `then` if that went well."""
        if self.workbench.project_path is None:
            self.save_as(then)
        else:
            self.session.save_project(self.workbench.project_path, then)

    def save_as(self, then: Callable[[], None] | None = None) -> None:
        """Save the project under another name, then go on with `then` if that went well."""
        name = tr("Comparison") + PROJECT_SUFFIX
        here = self.workbench.project_path
        proposal = here or Path(self.preferences.value.project_folder) / name
        target = dialogs.ChooseTarget.ask_project(self, proposal)
        if target is not None:
            self.preferences.change(project_folder=str(target.parent))
            self.session.save_project(target, then)

    def find_text(self) -> None:
        """Look for a text on the present page."""
        if not self._made(self._step).find_text():
            self._notices.show_notice(
                Notice(tr("There is no table on this page to look in."), "info")
            )

    def filter_table(self) -> None:
        """Choose the values of the present column whose rows are shown."""
        self._with_table(lambda table: table.choose_filter())

    def show_all_rows(self) -> None:
        """Take all filters off the present table."""
        self._with_table(lambda table: table.show_all())

    def open_table_menu(self) -> None:
        """Open the menu of the present table's column."""
        self._with_table(lambda table: table.open_menu())

    def copy_table(self) -> None:
        """Copy the present table."""
        self._with_table(lambda table: table.copy())

    def open_palette(self) -> None:
        """List all commands to choose from by typing."""
        from desktop_app.gui.palette import CommandPalette

        CommandPalette.ask(self)

    def open_help(self) -> None:
        """Show the page of the help for the present step."""
        self._help.open(STEPS[self._step].help_page)

    def explain_kpi(self) -> None:
        """Show the definition of the KPI in the present row or column of the present table."""
        table = self._made(self._step).present_table()
        self._help.explain(table.current_keys() if table is not None else None)

    def go_to_export(self) -> None:
        """Show the step that exports."""
        self.go(Step.REPORT)

    def go_to_print(self) -> None:
        """Show the step that exports, at what goes on paper."""
        from desktop_app.gui.report.view import ReportPage

        self.go(Step.REPORT)
        page = self._made(Step.REPORT)
        if isinstance(page, ReportPage):
            page.show_paper()

    def show_tour(self) -> None:
        """Show what each step is for, beside it."""
        from desktop_app.gui.tour import Tour

        for old in self.findChildren(Tour):
            old.end()
        tour = Tour(self, self._steps)
        tour.start()
        tour.setFocus()

    def show_about(self) -> None:
        """Say what this program is."""
        dialogs.ShowAbout.ask(self)

    # Qt's events

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.painted.emit)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if given := dropped_paths(event.mimeData()):
            event.acceptProposedAction()
            self.open_paths(given)

    def childEvent(self, event: QChildEvent) -> None:
        super().childEvent(event)
        child = event.child() if event.type() is QEvent.Type.ChildPolished else None
        if isinstance(child, QWidget) and child.isWindow():
            # A dialog, just about to be shown; the window's own parts are dressed one by one.
            self.theme.dress_window(child)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._closing and self._unsaved():
            event.ignore()
            self._leave(self._close)
            return
        self.preferences.keep_geometry(self.saveGeometry())
        self.turns.clear()
        self.workers.close()
        event.accept()

    # Building and refreshing

    def _build(self) -> None:
        self.setWindowTitle(APP_NAME)
        self.setWindowIcon(QIcon(self.theme.pixmap("vendorbench", "accent", 64)))
        self.setAcceptDrops(True)
        self.resize(QSize(1280, 800).boundedTo(self.screen().availableSize()))
        self._steps = StepList(self.theme)
        self._title = label("", "title")
        self._purpose = label("", "muted")
        self._notices = NoticeBar(self.theme)
        self._stack = QStackedWidget()
        self._wait = label(tr("Getting ready…"), "muted")
        self._wait.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(self._wait)
        head = QWidget()
        heading = row(self._title, self._purpose, spacing=SPACE * 2, parent=head)
        heading.addStretch(1)
        right = column(head, self._notices, self._stack, spacing=SPACE + 4)
        right.setContentsMargins(SPACE * 3, SPACE * 2, SPACE * 3, SPACE * 2)
        right.setStretch(2, 1)
        centre = QWidget()
        layout = row(self._steps, right, parent=centre, spacing=0)
        layout.setStretch(1, 1)
        self.setCentralWidget(centre)
        self._jobs = JobBar()
        self.statusBar().addPermanentWidget(self._jobs, 1)
        self.statusBar().setSizeGripEnabled(False)
        for part in (self._steps, head, self._notices, self._wait, self.statusBar()):
            self.theme.dress(part)

    def _connect(self) -> None:
        self._steps.chosen.connect(self.go)
        self._jobs.cancelled.connect(self._cancel)
        self.workers.started.connect(self._jobs.add)
        self.workers.progressed.connect(self._jobs.progress)
        self.workers.ended.connect(self._jobs.remove)
        self.session.noticed.connect(self._notices.show_notice)
        self.preferences.changed.connect(self._use_preferences)
        self.workbench.subscribe(self._changed)
        self._use_preferences()

    def _use_preferences(self) -> None:
        choice = self.preferences.value.theme
        self.theme.choose(choice)
        self.menus.show_theme(choice)
        self.menus.show_language(self.preferences.value.language)
        recent = [path for path in self.preferences.value.recent_projects if Path(path).is_file()]
        self.menus.show_recent(recent)

    def _changed(self, topic: Topic) -> None:
        for page in self._pages.values():
            page.outdate(topic)
        if topic is Topic.PROJECT and self.workbench.project_path is not None:
            recent = self.preferences.value.recent_projects
            path = str(self.workbench.project_path.absolute())
            self.preferences.change(recent_projects=with_recent(recent, path))
        self._show_state()

    def _made(self, step: Step) -> Page:
        if step not in self._pages:
            page = make_page(step, self.desk)
            self._pages[step] = page
            self._stack.addWidget(page)
        return self._pages[step]

    def _with_table(self, do: Callable[[TableView], object]) -> None:
        table = self._made(self._step).present_table()
        if table is not None:
            do(table)
        else:
            self._notices.show_notice(Notice(tr("There is no table on this page."), "info"))

    def _show_state(self) -> None:
        workbench = self.workbench
        history = workbench.history
        self.menus.show_history(history.undo_label, history.redo_label)
        self.menus.show_contents(bool(workbench.reports), workbench.comparison is not None)
        self._jobs.show_contents(workbench)
        name = workbench.project_path.stem if workbench.project_path else tr("New comparison")
        self.setWindowTitle(f"{name}[*] - {APP_NAME}")
        self.setWindowModified(workbench.unsaved)

    def _open_reports(self, given: list[Path]) -> None:
        if given:
            folder = given[0] if given[0].is_dir() else given[0].parent
            self.preferences.change(reports_folder=str(folder))
            self.open_paths(given)

    def _cancel(self, number: int) -> None:
        title = self.workers.running.get(number)
        self.workers.cancel(number)
        if title is not None:
            self._notices.show_notice(
                Notice(tr("{job}: cancelled. Nothing was changed.", job=title))
            )

    def _unsaved(self) -> bool:
        return self.workbench.unsaved and bool(self.workbench.reports)

    def _leave(self, then: Callable[[], None]) -> None:
        """Go on with `then`, after asking about changes that would be lost."""
        answer = dialogs.AskUnsaved.ask(self) if self._unsaved() else dialogs.Unsaved.DISCARD
        if answer is dialogs.Unsaved.SAVE:
            self.save(then)
        elif answer is dialogs.Unsaved.DISCARD:
            then()

    def _start_anew(self) -> None:
        self.workers.cancel_all()
        self.workbench.start()
        self.go(Step.SOURCES)

    def _close(self) -> None:
        self._closing = True
        # Not at once: the question may have been asked while the window was closing already.
        QTimer.singleShot(0, self.close)
