"""What the Mapping step asks for: sheets, previews of corrections, and applying them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from desktop_app.domain.errors import UnreadableFileError, VendorBenchError
from desktop_app.domain.progress import Progress
from desktop_app.domain.translating import tr
from desktop_app.gui.notice import Notice
from desktop_app.gui.session import Session
from desktop_app.workbench.corrections import Preview, Previewer
from desktop_app.workbench.jobs import Job
from desktop_app.workbench.sheets import PictureShelf
from desktop_app.workbench.state import Topic

if TYPE_CHECKING:
    from desktop_app.importing.mappings.document import ReportMapping
    from desktop_app.importing.picture import BookPicture, SheetPicture
    from desktop_app.importing.report import ImportedReport
    from desktop_app.presenting.mapping_questions import Asker, Question
    from desktop_app.presenting.meanings import Choice
    from desktop_app.presenting.sheet_cells import SheetCells

_MOST_FOUND = 2_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A report's open questions and guesses, and all meanings there are to choose from."""

    report: ImportedReport
    questions: tuple[Question, ...]
    choices: tuple[Choice, ...]


class Corrections(QObject):
    """Starts the jobs of the Mapping step; a later one takes the place of an earlier one.

    Corrections that were applied are kept for the vendor's next report; when one is undone, what
    is kept follows.
    """

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._asking = session.asking
        self._shelf = PictureShelf()
        self._previewer = Previewer()
        self._kept: dict[str, ReportMapping] = {}
        self._passwords: dict[str, str] = {}
        self._trying = 0
        self._asker: Asker | None = None
        end = session.workbench.subscribe(self._changed)
        self.destroyed.connect(end)

    # Sheets

    def picture(self, report: ImportedReport, sheet: str) -> SheetPicture | None:
        """Return the picture of a sheet that was taken already, else None."""
        return self._shelf.find(report.sha256, sheet)

    def take_picture(
        self,
        report: ImportedReport,
        sheet: str,
        done: Callable[[BookPicture], None],
        failed: Callable[[str, bool], None],
        password: str = "",
    ) -> None:
        """Read a sheet beside the window.

        `failed` is told the reason, and whether a password would help. A password is kept as long
        as the window is open, and nowhere else.
        """
        if password:
            self._passwords[report.sha256] = password
        project = self._session.workbench.project
        given = self._passwords.get(report.sha256, "")

        def work(progress: Progress) -> BookPicture:
            return self._session.services.read_sheets(report, sheet, progress, project, given)

        def show(book: BookPicture) -> None:
            self._shelf.put(report.sha256, book)
            done(book)

        def explain(error: Exception) -> None:
            code = error.code if isinstance(error, UnreadableFileError) else ""
            failed(self._sentence(error), "protected" in code or "password" in code)

        def again() -> None:
            self.take_picture(report, sheet, done, failed)

        job = Job(tr("Opening '{sheet}'", sheet=sheet), work, show, "picture", explain)
        self._asking.start(job, again, lambda words: failed(words, False))

    def find(
        self,
        cells: SheetCells,
        text: str,
        done: Callable[[list[tuple[int, int]]], None],
    ) -> None:
        """Find the cells that hold a text, the first few thousand of them."""

        def work(progress: Progress) -> list[tuple[int, int]]:
            from itertools import islice

            return list(islice(cells.find(text, progress), _MOST_FOUND))

        self._run(
            Job(
                tr("Searching '{sheet}'", sheet=cells.picture.sheet),
                work,
                done,
                "find",
                self._failed,
            )
        )

    def questions(self, report: ImportedReport, done: Callable[[Asked], None]) -> None:
        """Find what is open or guessed in a report, and what things may mean."""
        catalogue = self._session.workbench.catalogue
        if catalogue is None:
            return
        known = self._asker

        def work(_progress: Progress) -> tuple[Asker, Asked]:
            from desktop_app.presenting.mapping_questions import Asker
            from desktop_app.presenting.meanings import choices

            asker = known if known is not None else Asker(catalogue)
            return asker, Asked(report, tuple(asker.questions(report)), choices(catalogue))

        def show(result: tuple[Asker, Asked]) -> None:
            self._asker, asked = result
            done(asked)

        def again() -> None:
            self.questions(report, done)

        job = Job(tr("Looking for open questions"), work, show, "questions", self._failed)
        self._asking.start(job, again, lambda _words: None)

    # Corrections

    def preview(
        self,
        report: ImportedReport,
        mapping: ReportMapping,
        name: str,
        done: Callable[[Preview], None],
        failed: Callable[[str], None],
    ) -> None:
        """Work out what a corrected mapping does to the report's figures."""
        workbench = self._session.workbench
        catalogue = workbench.catalogue
        if catalogue is None:
            return
        services, project = self._session.services, workbench.project
        given = self._passwords.get(report.sha256, "")

        def reread(progress: Progress) -> ImportedReport:
            return services.reread(report, mapping, catalogue, progress, project, given)

        def work(progress: Progress) -> Preview:
            return self._previewer.preview(report, mapping, name, catalogue, reread, progress)

        def explain(error: Exception) -> None:
            failed(self._sentence(error))

        def again() -> None:
            self.preview(report, mapping, name, done, failed)

        job = Job(tr("Trying the correction"), work, done, "correct", explain)
        self._trying = self._asking.start(job, again, failed)

    def stop_preview(self) -> None:
        """Give up the preview that is being worked out, if any."""
        self._asking.forget("correct")
        self._session.runner.cancel(self._trying)

    def apply(self, preview: Preview) -> bool:
        """Put the report as previewed in its place; False if it is no longer open as it was."""
        workbench = self._session.workbench
        if not any(report is preview.before for report in workbench.reports):
            return False
        mapping = preview.after.mapping
        if mapping is not None:
            self._kept.setdefault(preview.before.path, preview.before.mapping or mapping)
        workbench.correct_mapping(preview.before, preview.after, preview.name)
        return True

    def forget(self, report: ImportedReport, done: Callable[[Preview], None]) -> None:
        """Preview the report as recognition alone reads it."""
        if report.mapping is not None:
            bare = replace(report.mapping, tables=(), fiscal_year_start=0, sha256=report.sha256)
            self.preview(report, bare, tr("forget its corrections"), done, self._told)

    def export(self, report: ImportedReport, target: Path) -> None:
        """Write the report's mapping as a file."""
        mapping = report.mapping
        if mapping is None:
            return

        def done(path: Path) -> None:
            self._tell(tr("The mapping of {file} is in {path}.", file=report.file, path=path), "ok")

        self._run(
            Job(
                tr("Writing {target}", target=target.name),
                lambda _progress: self._session.services.export_mapping(mapping, target),
                done,
                failed=self._failed,
                lasting=True,
            )
        )

    def load(self, source: Path, done: Callable[[ReportMapping], None]) -> None:
        """Read a mapping from a file."""
        services = self._session.services
        work = partial(_read_mapping, services.import_mapping, source)
        self._run(Job(tr("Reading {source}", source=source.name), work, done, failed=self._failed))

    # Keeping

    def _changed(self, topic: Topic) -> None:
        if topic is Topic.REPORTS:
            for path in tuple(self._kept):
                self._keep(path)

    def _keep(self, path: str) -> None:
        """Let what is kept for the vendor's next report be what the open one is read by."""
        workbench = self._session.workbench
        report, catalogue, known = workbench.report(path), workbench.catalogue, self._kept[path]
        if report is None or report.mapping is None or catalogue is None:
            return
        mapping = report.mapping
        if mapping is known:
            return
        self._kept[path] = mapping
        services = self._session.services
        if mapping.corrected:
            work = partial(_without_progress, services.remember_mapping, mapping, catalogue)
        else:
            work = partial(_without_progress, services.forget_mapping, known, catalogue)
        title = tr("Keeping the mapping of {file}", file=report.file)
        self._run(Job(title, work, lambda _kept: None, failed=self._failed, lasting=True))

    def _run(self, job: Job[Any]) -> int:
        return self._session.runner.start(job)

    def _failed(self, error: Exception) -> None:
        self._tell(self._sentence(error), "failed")

    def _told(self, sentence: str) -> None:
        self._tell(sentence, "failed")

    def _tell(self, text: str, tone: str) -> None:
        self._session.noticed.emit(Notice(text, tone))

    def _sentence(self, error: Exception) -> str:
        """Return what may be shown of an error; a fault of the program goes to its own dialog."""
        if isinstance(error, VendorBenchError):
            return str(error)
        if isinstance(error, OSError):
            return (
                f"{error.strerror or tr('The system refused it')}: {error.filename or ''}".rstrip(
                    ": "
                )
            )
        self._session.bug.emit(error)
        return tr("A fault in the program stopped this; the log file has the details.")


def _read_mapping(
    read: Callable[[Path], ReportMapping], source: Path, _progress: Progress
) -> ReportMapping:
    return read(source)


def _without_progress(work: Callable[..., object], *rest: object) -> object:
    """Call a door that does not report how far it is, without the progress it is given last."""
    arguments: Sequence[object] = rest[:-1]
    return work(*arguments)
