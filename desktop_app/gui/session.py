"""Between the pages and the workbench: turns what the user wants into jobs and commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.errors import VendorBenchError
from desktop_app.domain.progress import Progress
from desktop_app.domain.translating import tr
from desktop_app.gui.lookups import Lookups, error_sentence
from desktop_app.gui.notice import Notice
from desktop_app.workbench.files import REPORT_SUFFIXES, project_file, scenario_file
from desktop_app.workbench.jobs import (
    Job,
    OpenedProject,
    ReadRequest,
    Runner,
    Services,
)
from desktop_app.workbench.state import Added, Plan, Topic, Workbench
from desktop_app.workbench.vendors import can_rename, renamed

if TYPE_CHECKING:
    from desktop_app.catalogue.model import Catalogue
    from desktop_app.importing.report import ImportedReport
    from desktop_app.presenting.model import Comparison
    from desktop_app.project.model import ProjectState
    from desktop_app.scoring.model import Scenario

    _Asked = Scenario | VendorBenchError | None


class Session(QObject):
    """What can be done with the open comparison.

    Parameters
    ----------
    workbench : Workbench
    runner : Runner
        Runs the long work.
    services : Services
        The doors to the lower layers.
    """

    noticed = Signal(object)
    bug = Signal(object)

    def __init__(
        self,
        workbench: Workbench,
        runner: Runner,
        services: Services | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.workbench = workbench
        self.services = services or Services()
        self.runner = runner
        self.lookups = Lookups(workbench, runner, self.services, self._report_bug)
        workbench.subscribe(self._changed)

    # Reports

    def open_paths(self, given: Sequence[Path], password: str = "") -> None:
        """Open a project if one is among the paths, else read all as reports.

        A scenario among them, or in a folder of them, is what is ranked by from then on.
        """
        project = project_file(given)
        if project is not None:
            self.open_project(project)
        elif given:
            request = ReadRequest(tuple(given), self._open_paths(), self._names(), password)
            mappings = self.workbench.corrected_mappings()
            self._read(replace(request, scenario=scenario_file(given), mappings=mappings))

    def read_with_password(self, path: str, password: str) -> None:
        """Read one protected file again with its password."""
        rest = tuple(other for other in self._open_paths() if str(other) != path)
        mappings = self.workbench.corrected_mappings()
        names = self._names()
        self._read(ReadRequest((Path(path),), rest, names, password, mappings=mappings))

    def read_again(self) -> None:
        """Read all open reports anew from their files; those that came in a project stay."""
        files = tuple(path for path in self._open_paths() if path.is_absolute())
        if files:
            rest = tuple(path for path in self._open_paths() if not path.is_absolute())
            mappings = self.workbench.corrected_mappings()
            self._read(ReadRequest(files, rest, self._names(), mappings=mappings))
        else:
            self._tell(
                tr("These reports came with the project; there are no files to read."), "info"
            )

    def remove_report(self, path: str) -> None:
        """Take a report out; undoable."""
        self.workbench.remove_report(path)

    def rename_vendor(self, path: str, name: str) -> bool:
        """Give a report's vendor another name; False if there is nothing to do."""
        report = self.workbench.report(path)
        name = " ".join(name.split())
        if report is None or not name or name == report.vendor or not can_rename(report):
            return False
        label = tr("rename {vendor} to {name}", vendor=report.vendor, name=name)
        self.workbench.replace_report(label, report, renamed(report, name))
        return True

    # Scenario

    def choose_profile(self, profile_id: str) -> None:
        """Rank by the weights and gates of a profile of the catalogue; undoable."""
        from desktop_app.scoring.scenario import scenario_from_profile
        from desktop_app.scoring.shelf import fitting_name

        workbench = self.workbench
        catalogue, scenario = workbench.catalogue, workbench.scenario
        if catalogue is None or scenario is None or scenario.profile == profile_id:
            return
        fresh = scenario_from_profile(catalogue, profile_id)
        after = replace(
            scenario,
            name=fitting_name(scenario, fresh.name, catalogue),
            profile=fresh.profile,
            weights=fresh.weights,
            gates=fresh.gates,
        )
        workbench.set_scenario(
            tr("rank by {profile}", profile=catalogue.profiles[profile_id].title),
            after,
        )

    # Figures

    def formula_text(self, row: int) -> str:
        """Return how a measurement of the comparison came about, ``""`` without a comparison."""
        comparison = self.workbench.comparison
        return "" if comparison is None else self.services.figures.formula_text(comparison, row)

    # Export

    def export(
        self,
        target: Path,
        done: Callable[[Path], None],
        failed: Callable[[str], None],
        stopped: Callable[[], None],
    ) -> None:
        """Write the workbook of the shown comparison to `target`; one of the three is called."""
        comparison = self.workbench.comparison
        if comparison is None:
            return

        def explain(error: Exception) -> None:
            self._report_bug(error)
            failed(error_sentence(error))

        self.runner.start(
            Job(
                tr("Writing {target}", target=target.name),
                lambda progress: self.services.export(comparison, target, progress),
                done,
                "export",
                explain,
                stopped,
                lasting=True,
            )
        )

    # Projects

    def open_project(self, path: Path) -> None:
        """Open a project in place of what is open."""
        workbench = self.workbench

        def work(progress: Progress) -> tuple[Catalogue, OpenedProject, Comparison | None]:
            catalogue = workbench.catalogue or self.services.load_catalogue()
            opened = self.services.open_project(path, catalogue, progress)
            catalogue = opened.catalogue or catalogue
            usable = any(report.usable for report in opened.reports)
            comparison = (
                self.services.compare(opened.reports, catalogue, opened.scenario, progress)
                if usable
                else None
            )
            return catalogue, opened, comparison

        def done(result: tuple[Catalogue, OpenedProject, Comparison | None]) -> None:
            catalogue, opened, comparison = result
            scenario = comparison.scenario if comparison is not None else opened.scenario
            workbench.start(opened.reports, scenario, comparison, path, opened.state, catalogue)
            self._tell(f"{tr('{file} is open.', file=path.name)} {opened.message}".strip(), "ok")
            self._hold_decisions()

        def failed(error: Exception) -> None:
            self._report_bug(error)
            self._tell(
                tr(
                    "{file} was not opened. {reason}",
                    file=path.name,
                    reason=error_sentence(error),
                ),
                "failed",
            )

        self.runner.start(Job(tr("Opening {path}", path=path.name), work, done, "open", failed))

    def _hold_decisions(self) -> None:
        """Say loudly if what the latest decision rests on is not what is there now."""
        from desktop_app.presenting.decision_words import broken_seal

        comparison = self.workbench.comparison
        if comparison is not None:
            words = broken_seal(comparison.papers.decisions, comparison)
            if words:
                self._tell(words, "failed")

    def save_project(self, path: Path, then: Callable[[], None] | None = None) -> None:
        """Save what is open as a project, then go on with `then` if that went well."""
        workbench = self.workbench
        catalogue, plan, shown = workbench.catalogue, workbench.plan(), workbench.comparison
        if catalogue is None or (plan is None and shown is None):
            self._tell(tr("There is nothing to save yet: no report has a figure."), "look")
            return
        mark = workbench.history.mark
        what = workbench.history.undo_label or tr("saved")

        def work(progress: Progress) -> ProjectState:
            # What is saved is what is open, also when its figures are still being worked out.
            comparison = shown if plan is None else self._comparison(plan, catalogue, progress)
            assert comparison is not None
            kept = workbench.with_papers(comparison)
            return self.services.save_project(path, kept, workbench.project, what)

        def done(state: ProjectState) -> None:
            workbench.saved(path, state, mark)
            self._tell(tr("Saved as {path}.", path=path), "ok")
            if then is not None:
                then()

        def failed(error: Exception) -> None:
            self._report_bug(error)
            self._tell(
                tr(
                    "The project was not saved. {reason}",
                    reason=error_sentence(error),
                ),
                "failed",
            )

        self.runner.start(
            Job(tr("Saving {path}", path=path.name), work, done, "save", failed, lasting=True)
        )

    # Computing

    def _changed(self, topic: Topic) -> None:
        if topic in (Topic.REPORTS, Topic.SCENARIO):
            self._compute()

    def _compute(self) -> None:
        """Start what the present state needs; a later start replaces an earlier one."""
        workbench = self.workbench
        if workbench.scenario is None:
            return
        plan = workbench.plan()
        if plan is None or workbench.catalogue is None:
            return
        catalogue = workbench.catalogue

        def work(progress: Progress) -> Comparison:
            return self._comparison(plan, catalogue, progress)

        def done(comparison: Comparison) -> None:
            workbench.accept(plan.generation, comparison)

        def failed(error: Exception) -> None:
            self._computing_failed(error)

        title = tr("Ranking") if plan.base is not None else tr("Comparing")
        self.runner.start(Job(title, work, done, "compare", failed))

    def _comparison(self, plan: Plan, catalogue: Catalogue, progress: Progress) -> Comparison:
        if plan.base is not None:
            return self.services.rerank(plan.base, plan.scenario)
        return self.services.compare(plan.reports, catalogue, plan.scenario, progress)

    def _computing_failed(self, error: Exception) -> None:
        self._report_bug(error)
        self._tell(
            tr(
                "The vendors could not be compared. {reason} Figures shown are "
                "those from before the last change.",
                reason=error_sentence(error),
            ),
            "failed",
            tr("Try again"),
            self._compute,
        )

    # Reading

    def _read(self, request: ReadRequest) -> None:
        count = len(request.paths)
        title = (
            tr("Reading {file}", file=request.paths[0].name)
            if count == 1
            else tr("Reading {count} reports", count=count)
        )

        def work(progress: Progress) -> tuple[Catalogue, _Asked, list[ImportedReport]]:
            catalogue = self.workbench.catalogue or self.services.load_catalogue()
            asked = _asked(request, catalogue)
            return catalogue, asked, self.services.read_reports(request, catalogue, progress)

        def done(result: tuple[Catalogue, _Asked, list[ImportedReport]]) -> None:
            self._read_done(request, *result)

        self.runner.start(Job(title, work, done, failed=self._reading_failed))

    def _read_done(
        self,
        request: ReadRequest,
        catalogue: Catalogue,
        asked: _Asked,
        reports: list[ImportedReport],
    ) -> None:
        from desktop_app.scoring.scenario import scenario_from_profile

        workbench = self.workbench
        if workbench.catalogue is None:  # else it may hold own KPIs that came in the meantime
            workbench.catalogue = catalogue
        if isinstance(asked, VendorBenchError):
            self._tell(
                tr(
                    "The scenario was not taken. {reason}",
                    reason=error_sentence(asked),
                ),
                "failed",
            )
        elif asked is not None:
            self._rank_by(asked)
        if not reports and request.scenario is not None:
            return
        if not reports:
            where = ", ".join(str(path) for path in request.paths)
            endings = " ".join(REPORT_SUFFIXES)
            self._tell(
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
            self._tell(*_summary(reports, added))

    def _rank_by(self, scenario: Scenario) -> None:
        """Rank by a scenario of the user's own from now on; undoable if there was another."""
        if self.workbench.scenario is None:
            self.workbench.use_scenario(scenario)
        else:
            self.workbench.set_scenario(tr("rank by {scenario}", scenario=scenario.name), scenario)
            self._tell(tr("Ranked by {scenario} now.", scenario=scenario.name), "ok")

    def _reading_failed(self, error: Exception) -> None:
        self._report_bug(error)
        self._tell(tr("Nothing was read. {reason}", reason=error_sentence(error)), "failed")

    def _report_bug(self, error: Exception) -> None:
        """Pass on what is a fault of the program and not of the input or the system."""
        if not isinstance(error, VendorBenchError | OSError):
            self.bug.emit(error)

    def _open_paths(self) -> tuple[Path, ...]:
        return tuple(Path(report.path) for report in self.workbench.reports)

    def _names(self) -> dict[str, str]:
        """Return the vendor names of open reports, so that reading again keeps them."""
        return {r.path: r.vendor for r in self.workbench.reports if can_rename(r)}

    def _tell(
        self, text: str, tone: str, action: str = "", act: Callable[[], None] | None = None
    ) -> None:
        self.noticed.emit(Notice(text, tone, action, act))


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
