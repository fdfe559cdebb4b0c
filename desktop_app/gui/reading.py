"""Reads reports for the open comparison, and says what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.domain.errors import VendorBenchError
from desktop_app.domain.progress import Progress
from desktop_app.domain.translating import tr
from desktop_app.gui.lookups import error_sentence
from desktop_app.workbench.files import REPORT_SUFFIXES, scenario_file
from desktop_app.workbench.jobs import Job, ReadRequest
from desktop_app.workbench.state import Added
from desktop_app.workbench.vendors import can_rename

if TYPE_CHECKING:
    from desktop_app.catalogue.model import Catalogue
    from desktop_app.gui.session import Session
    from desktop_app.importing.report import ImportedReport
    from desktop_app.scoring.model import Scenario

    _Asked = Scenario | VendorBenchError | None


class Reading:
    """The jobs of a session that read reports."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._workbench = session.workbench

    def read(self, given: Sequence[Path], password: str = "") -> None:
        """Read reports and folders of them.

        A scenario among them, or in a folder of them, is what is ranked by from then on.
        """

        def read() -> None:
            self._read(self._request(given, password, scenario_file(given)))

        # What is given while a project is being opened is meant for that project.
        self._session.projects.once_open(read)

    def read_with_password(self, path: str, password: str) -> None:
        """Read one protected file again with its password."""
        self._read(self._request([Path(path)], password))

    def read_again(self) -> None:
        """Read all open reports anew from their files; those that came in a project stay."""
        files = tuple(path for path in self._open_paths() if path.is_absolute())
        if files:
            self._read(self._request(files))
        else:
            self._session.tell(
                tr("These reports came with the project; there are no files to read."), "info"
            )

    def _request(
        self, given: Sequence[Path], password: str = "", scenario: Path | None = None
    ) -> ReadRequest:
        """Return what is to be read, with what is known now of the open reports."""
        mappings = self._workbench.corrected_mappings()
        names = self._names()
        return ReadRequest(tuple(given), self._open_paths(), names, password, scenario, mappings)

    def _read(self, request: ReadRequest) -> None:
        sitting, known = self._workbench.sitting, self._workbench.reports
        count = len(request.paths)
        title = (
            tr("Reading {file}", file=request.paths[0].name)
            if count == 1
            else tr("Reading {count} reports", count=count)
        )

        def work(progress: Progress) -> tuple[Catalogue, _Asked, list[ImportedReport]]:
            catalogue = self._workbench.catalogue or self._session.services.load_catalogue()
            asked = _asked(request, catalogue)
            return (
                catalogue,
                asked,
                self._session.services.read_reports(request, catalogue, progress),
            )

        def done(result: tuple[Catalogue, _Asked, list[ImportedReport]]) -> None:
            if self._workbench.sitting is sitting:
                catalogue, asked, reports = result
                self._read_done(request, catalogue, asked, self._kept(request, known, reports))

        self._session.runner.start(Job(title, work, done, failed=self._failed))

    def _kept(
        self,
        request: ReadRequest,
        known: Sequence[ImportedReport],
        reports: Sequence[ImportedReport],
    ) -> list[ImportedReport] | None:
        """Return the reports to take, None if all were changed since they were asked for.

        A report that was taken out meanwhile stays out. One that was renamed or corrected is read
        once more as it is now, so that nothing the user did in the meantime is undone.
        """
        now = {report.path: report for report in self._workbench.reports}
        changed = {old.path for old in known if now.get(old.path) is not old}
        kept = [report for report in reports if report.path not in changed]
        again = [Path(r.path) for r in reports if r.path in changed and r.path in now]
        if again:
            self._read(self._request(again, request.password))
        return kept if kept or not reports else None

    def _read_done(
        self,
        request: ReadRequest,
        catalogue: Catalogue,
        asked: _Asked,
        reports: list[ImportedReport] | None,
    ) -> None:
        from desktop_app.scoring.scenario import scenario_from_profile

        workbench = self._workbench
        if workbench.catalogue is None:  # else it may hold own KPIs that came in the meantime
            workbench.catalogue = catalogue
        if isinstance(asked, VendorBenchError):
            self._session.tell(
                tr(
                    "The scenario was not taken. {reason}",
                    reason=error_sentence(asked),
                ),
                "failed",
            )
        elif asked is not None:
            self._rank_by(asked)
        if reports is None or (not reports and request.scenario is not None):
            return
        if not reports:
            where = ", ".join(str(path) for path in request.paths)
            endings = " ".join(REPORT_SUFFIXES)
            self._session.tell(
                tr(
                    "There is no report in {where}. Looked for {endings}.",
                    where=where,
                    endings=endings,
                ),
                "look",
            )
            return
        if workbench.scenario is None:
            workbench.use_scenario(scenario_from_profile(catalogue))
        added = workbench.add_reports(reports)
        if not isinstance(asked, VendorBenchError):
            self._session.tell(*_summary(reports, added))

    def _rank_by(self, scenario: Scenario) -> None:
        """Rank by a scenario of the user's own from now on; undoable if there was another."""
        if self._workbench.scenario is None:
            self._workbench.use_scenario(scenario)
        else:
            self._workbench.set_scenario(tr("rank by {scenario}", scenario=scenario.name), scenario)
            self._session.tell(tr("Ranked by {scenario} now.", scenario=scenario.name), "ok")

    def _failed(self, error: Exception) -> None:
        self._session.report_bug(error)
        self._session.tell(tr("Nothing was read. {reason}", reason=error_sentence(error)), "failed")

    def _open_paths(self) -> tuple[Path, ...]:
        return tuple(Path(report.path) for report in self._workbench.reports)

    def _names(self) -> dict[str, str]:
        """Return the vendor names of open reports, so that reading again keeps them."""
        return {r.path: r.vendor for r in self._workbench.reports if can_rename(r)}


def _asked(request: ReadRequest, catalogue: Catalogue) -> _Asked:
    """Return the scenario of a request; one that can't be read must not stop the reports."""
    from desktop_app.scoring.scenario import read_scenario_file

    if request.scenario is None:
        return None
    try:
        return read_scenario_file(request.scenario, catalogue)
    except VendorBenchError as error:
        return error


def _summary(reports: Sequence[ImportedReport], added: Added) -> tuple[str, str]:
    """Return the text and tone of the notice after reading."""
    failed = [report.file for report in reports if report.failed]
    parts = []
    good = len(added.new) + len(added.again) - len(failed)
    if good > 0:
        parts.append(tr("1 report read.") if good == 1 else tr("{count} reports read.", count=good))
    if failed:
        parts.append(
            tr("{file} could not be used: its reason is in the list.", file=failed[0])
            if len(failed) == 1
            else tr(
                "{count} files could not be used: their reasons are in the list.", count=len(failed)
            )
        )
    for file, twin in added.duplicates:
        parts.append(
            tr(
                "{file} has the same content as {twin} and was not added again.",
                file=file,
                twin=twin,
            )
        )
    return " ".join(parts), "look" if failed or added.duplicates else "ok"
