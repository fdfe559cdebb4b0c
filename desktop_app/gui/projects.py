"""Opens and saves projects, and says what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.domain.progress import Progress
from desktop_app.domain.translating import tr
from desktop_app.gui.lookups import error_sentence
from desktop_app.workbench.jobs import Job, OpenedProject

if TYPE_CHECKING:
    from desktop_app.catalogue.model import Catalogue
    from desktop_app.gui.session import Session
    from desktop_app.presenting.model import Comparison
    from desktop_app.project.model import ProjectState


class Projects:
    """The jobs of a session that open and save projects."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._workbench = session.workbench
        self._opening = 0
        self._waiting: list[Callable[[], None]] = []

    def once_open(self, do: Callable[[], None]) -> None:
        """Do something in what is open, once no project is on its way to take its place."""
        if self._opening:
            self._waiting.append(do)
        else:
            do()

    def _arrived(self) -> None:
        """Do what waited for the project that was opened, or was not."""
        self._opening -= 1
        if not self._opening:
            waiting, self._waiting = self._waiting, []
            for do in waiting:
                do()

    def open(self, path: Path) -> None:
        """Open a project in place of what is open."""
        workbench = self._workbench

        def work(progress: Progress) -> tuple[Catalogue, OpenedProject, Comparison | None]:
            catalogue = workbench.catalogue or self._session.services.load_catalogue()
            opened = self._session.services.open_project(path, catalogue, progress)
            catalogue = opened.catalogue or catalogue
            usable = any(report.usable for report in opened.reports)
            comparison = (
                self._session.services.compare(opened.reports, catalogue, opened.scenario, progress)
                if usable
                else None
            )
            return catalogue, opened, comparison

        def done(result: tuple[Catalogue, OpenedProject, Comparison | None]) -> None:
            catalogue, opened, comparison = result
            scenario = comparison.scenario if comparison is not None else opened.scenario
            workbench.start(opened.reports, scenario, comparison, path, opened.state, catalogue)
            self._session.tell(
                f"{tr('{file} is open.', file=path.name)} {opened.message}".strip(), "ok"
            )
            self.hold_decisions()
            self._arrived()

        def failed(error: Exception) -> None:
            self._session.report_bug(error)
            self._session.tell(
                tr(
                    "{file} was not opened. {reason}",
                    file=path.name,
                    reason=error_sentence(error),
                ),
                "failed",
            )
            self._arrived()

        self._opening += 1
        title = tr("Opening {path}", path=path.name)
        self._session.runner.start(Job(title, work, done, "open", failed, self._arrived))

    def hold_decisions(self) -> None:
        """Say loudly if what the latest decision rests on is not what is there now."""
        from desktop_app.presenting.decision_words import broken_seal

        comparison = self._workbench.comparison
        if comparison is not None:
            words = broken_seal(comparison.papers.decisions, comparison)
            if words:
                self._session.tell(words, "failed")

    def save(self, path: Path, then: Callable[[], None] | None = None) -> None:
        """Save what is open as a project, then go on with `then` if that went well."""
        workbench = self._workbench
        present = self._session.present_comparison()
        if present is None:
            self._session.tell(tr("There is nothing to save yet: no report has a figure."), "look")
            return
        mark, sitting, project = workbench.history.mark, workbench.sitting, workbench.project
        what = workbench.history.undo_label or tr("saved")

        def work(progress: Progress) -> ProjectState:
            kept = present(progress)
            return self._session.services.save_project(path, kept, project, what)

        def done(state: ProjectState) -> None:
            self._session.tell(tr("Saved as {path}.", path=path), "ok")
            if workbench.sitting is not sitting:
                return
            workbench.saved(path, state, mark)
            if then is not None:
                then()

        def failed(error: Exception) -> None:
            self._session.report_bug(error)
            self._session.tell(
                tr(
                    "The project was not saved. {reason}",
                    reason=error_sentence(error),
                ),
                "failed",
            )

        self._session.runner.start(
            Job(tr("Saving {path}", path=path.name), work, done, "save", failed, lasting=True)
        )
