"""What is done with files: reports and projects opened and saved, changes not lost unasked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from desktop_app.domain.translating import tr
from desktop_app.gui import dialogs
from desktop_app.gui.steps import Step
from desktop_app.workbench.files import PROJECT_SUFFIX, project_file
from desktop_app.workbench.preferences import with_recent
from desktop_app.workbench.state import Topic

if TYPE_CHECKING:
    from desktop_app.gui.main_window import MainWindow


class FilesDesk:
    """Asks which files, and before changes would be lost; the session does the work."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._workbench = window.workbench
        self._session = window.session
        self._preferences = window.preferences
        self._closing = False

    def new_comparison(self) -> None:
        """Begin an empty comparison."""
        self._leave(self._start_anew)

    def choose_reports(self) -> None:
        """Ask for reports and read them."""
        files = dialogs.ChooseReports.ask(self._window, self._preferences.value.reports_folder)
        self._open_reports(files)

    def choose_folder(self) -> None:
        """Ask for a folder and read all reports in it."""
        folder = dialogs.ChooseFolder.ask(self._window, self._preferences.value.reports_folder)
        self._open_reports([folder] if folder is not None else [])

    def choose_project(self) -> None:
        """Ask for a project and open it."""
        file = dialogs.ChooseProject.ask(self._window, self._preferences.value.project_folder)
        if file is not None:
            self.open_paths([file])

    def open_paths(self, given: list[Path]) -> None:
        """Open a project or reports; the project only after asking about changes to this one."""

        def do() -> None:
            self._window.go(Step.SOURCES)
            self._session.open_paths(given)

        if project_file(given) is None:
            do()
        else:
            self._leave(do)

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Save the project, then go on with `then` if that went well."""
        if self._workbench.project_path is None:
            self.save_as(then)
        else:
            self._session.save_project(self._workbench.project_path, then)

    def save_as(self, then: Callable[[], None] | None = None) -> None:
        """Save the project under another name, then go on with `then` if that went well."""
        name = tr("Comparison") + PROJECT_SUFFIX
        here = self._workbench.project_path
        proposal = here or Path(self._preferences.value.project_folder) / name
        target = dialogs.ChooseTarget.ask_project(self._window, proposal)
        if target is not None:
            self._preferences.change(project_folder=str(target.parent))
            self._session.save_project(target, then)

    def changed(self, topic: Topic) -> None:
        """Remember a project that was opened or saved."""
        if topic is Topic.PROJECT and self._workbench.project_path is not None:
            recent = self._preferences.value.recent_projects
            path = str(self._workbench.project_path.absolute())
            self._preferences.change(recent_projects=with_recent(recent, path))

    def to_be_asked(self) -> bool:
        """Return whether closing the window now would lose changes unasked."""
        return not self._closing and self._unsaved()

    def close_after_asking(self) -> None:
        """Close the window, after asking about changes that would be lost."""
        self._leave(self._close)

    def _open_reports(self, given: list[Path]) -> None:
        if given:
            folder = given[0] if given[0].is_dir() else given[0].parent
            self._preferences.change(reports_folder=str(folder))
            self.open_paths(given)

    def _unsaved(self) -> bool:
        return self._workbench.unsaved and bool(self._workbench.reports)

    def _leave(self, then: Callable[[], None]) -> None:
        """Go on with `then`, after asking about changes that would be lost."""
        unsaved = self._unsaved()
        answer = dialogs.AskUnsaved.ask(self._window) if unsaved else dialogs.Unsaved.DISCARD
        if answer is dialogs.Unsaved.SAVE:
            self.save(then)
        elif answer is dialogs.Unsaved.DISCARD:
            then()

    def _start_anew(self) -> None:
        self._window.workers.cancel_all()
        self._workbench.start()
        self._window.go(Step.SOURCES)

    def _close(self) -> None:
        self._closing = True
        # Not at once: the question may have been asked while the window was closing already.
        QTimer.singleShot(0, self._window.close)
