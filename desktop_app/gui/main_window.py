"""The one window: steps at the left, a page at the right, jobs at the bottom.

It is painted before most of the program is imported, so this module imports little (see `frame`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop_app.domain.translating import tr
from desktop_app.gui.common.drops import dropped_paths
from desktop_app.gui.common.turns import Turns
from desktop_app.gui.frame import Frame, PaintedWindow
from desktop_app.gui.preferences_store import PreferencesStore
from desktop_app.gui.steps import STEPS, Step
from desktop_app.gui.theme import Theme
from desktop_app.paths import APP_NAME

if TYPE_CHECKING:
    from PySide6.QtCore import QChildEvent
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent

    from desktop_app.gui.common.page import Page
    from desktop_app.gui.files_desk import FilesDesk
    from desktop_app.gui.furniture import Furniture
    from desktop_app.gui.session import Session
    from desktop_app.gui.worker import Workers
    from desktop_app.workbench.state import Topic, Workbench


class MainWindow(PaintedWindow):
    """Shows the workbench, once it is furnished; what is wished for before is done then."""

    def __init__(self, theme: Theme, preferences: PreferencesStore, turns: Turns) -> None:
        self._furnished = False
        super().__init__(theme, preferences)
        self.frame = Frame(self, self, theme)
        self.turns = turns
        self._pages: dict[Step, Page] = {}
        self._step = Step.SOURCES
        self._waiting = False
        self._wishes: list[Callable[[], None]] = []
        self.frame.steps.chosen.connect(self.go)
        turns.setParent(self)

    def furnish(self, workbench: Workbench, session: Session, workers: Workers) -> Iterator[None]:
        """Put the rest of the window in its place; yields between parts that take a moment."""
        from desktop_app.gui.furniture import Furniture

        self.workbench = workbench
        self.session = session
        self.workers = workers
        self.furniture: Furniture = Furniture(self)
        yield
        yield from self.furniture.parts()
        self.desk = self.furniture.desk
        self.menus = self.furniture.menus
        self.files = self.furniture.files
        self.tables = self.furniture.tables
        self._furnished = True
        workbench.subscribe(self._changed)
        self.preferences.changed.connect(self._use_preferences)
        self._use_preferences()
        self.go(Step.SOURCES)
        self._show_state()
        wishes, self._wishes = self._wishes, []
        for wish in wishes:
            wish()

    # What the menus and pages call

    def go(self, step: Step) -> None:
        """Show a step; its page is made at the first visit."""
        if not self._furnished:
            self._wishes.append(lambda: self.go(step))
            return
        self._step = step
        self.frame.show_step(step)
        if self._waiting and step not in self._pages:
            self.frame.pages.setCurrentWidget(self.furniture.foretaste(step))
            return
        page = self.made(step)
        self.frame.pages.setCurrentWidget(page)
        page.visit()

    def page(self, step: Step) -> Page | None:
        """Return the page of a step, None if it was never visited."""
        return self._pages.get(step)

    def made(self, step: Step) -> Page:
        """Return the page of a step, made if it never was."""
        from desktop_app.gui.pages import make_page

        if step not in self._pages:
            page = make_page(step, self.desk)
            self._pages[step] = page
            self.frame.pages.addWidget(page)
        return self._pages[step]

    @property
    def step(self) -> Step:
        """Return the step that is shown."""
        return self._step

    def present_page(self) -> Page:
        """Return the page that is shown."""
        return self.made(self._step)

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
            self.made(step)
            yield
            yield from self._pages[step].building()
        for page in tuple(self._pages.values()):
            yield from page.later_parts()

    def show_figure(self, kpi: str, vendor: str) -> None:
        """Show where a figure comes from, with its cells."""
        from desktop_app.gui.kpis.view import KpisPage

        self.go(Step.KPIS)
        page = self.made(Step.KPIS)
        if isinstance(page, KpisPage):
            page.show_figure(kpi, vendor)

    def choose_reports(self) -> None:
        """Ask for reports and read them."""
        self._soon(lambda files: files.choose_reports())

    def choose_project(self) -> None:
        """Ask for a project and open it."""
        self._soon(lambda files: files.choose_project())

    def open_paths(self, given: list[Path]) -> None:
        """Open what was dropped or named on the command line."""
        self._soon(lambda files: files.open_paths(given))

    def open_palette(self) -> None:
        """List all commands to choose from by typing."""
        from desktop_app.gui.palette import CommandPalette

        CommandPalette.ask(self)

    def open_help(self) -> None:
        """Show the page of the help for the present step."""
        self.furniture.help.open(STEPS[self._step].help_page)

    def go_to_export(self) -> None:
        """Show the step that exports."""
        self.go(Step.REPORT)

    def go_to_print(self) -> None:
        """Show the step that exports, at what goes on paper."""
        from desktop_app.gui.report.view import ReportPage

        self.go(Step.REPORT)
        page = self.made(Step.REPORT)
        if isinstance(page, ReportPage):
            page.show_paper()

    def show_tour(self) -> None:
        """Show what each step is for, beside it."""
        from desktop_app.gui.tour import Tour

        for old in self.findChildren(Tour):
            old.end()
        tour = Tour(self, self.frame.steps)
        tour.start()
        tour.setFocus()

    def show_about(self) -> None:
        """Say what this program is."""
        from desktop_app.gui import dialogs

        dialogs.ShowAbout.ask(self)

    # Qt's events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if given := dropped_paths(event.mimeData()):
            event.acceptProposedAction()
            self.open_paths(given)

    def childEvent(self, event: QChildEvent) -> None:
        super().childEvent(event)
        if not self._furnished:
            return
        child = event.child() if event.polished() else None
        if isinstance(child, QWidget) and child.isWindow():
            # A dialog, just about to be shown; the window's own parts are dressed one by one.
            self.theme.dress_window(child)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._furnished and self.files.to_be_asked():
            event.ignore()
            self.files.close_after_asking()
            return
        self.preferences.keep_geometry(self.saveGeometry())
        self.turns.clear()
        if self._furnished:
            self.workers.close()
        event.accept()

    # Refreshing

    def _soon(self, wish: Callable[[FilesDesk], None]) -> None:
        if self._furnished:
            wish(self.files)
        else:
            self._wishes.append(lambda: wish(self.files))

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
        if self._waiting and self._step not in self._pages:
            self.furniture.foretaste(self._step)
        self.files.changed(topic)
        self._show_state()

    def _show_state(self) -> None:
        workbench = self.workbench
        history = workbench.history
        self.menus.show_history(history.undo_label, history.redo_label)
        self.menus.show_contents(bool(workbench.reports), workbench.comparison is not None)
        self.furniture.jobs.show_contents(workbench)
        name = workbench.project_path.stem if workbench.project_path else tr("New comparison")
        self.setWindowTitle(f"{name}[*] - {APP_NAME}")
        self.setWindowModified(workbench.unsaved)
