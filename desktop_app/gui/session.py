"""Between the pages and the workbench: turns what the user wants into jobs and commands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.errors import VendorBenchError
from desktop_app.domain.progress import Progress
from desktop_app.domain.translating import tr
from desktop_app.gui.asking_again import AskingAgain
from desktop_app.gui.lookups import Lookups, error_sentence
from desktop_app.gui.notice import Notice
from desktop_app.gui.projects import Projects
from desktop_app.gui.reading import Reading
from desktop_app.workbench.files import project_file
from desktop_app.workbench.jobs import (
    Job,
    Runner,
    Services,
)
from desktop_app.workbench.state import Plan, Topic, Workbench
from desktop_app.workbench.vendors import can_rename, renamed

if TYPE_CHECKING:
    from desktop_app.catalogue.model import Catalogue
    from desktop_app.presenting.model import Comparison
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
        self.asking = AskingAgain(workbench, runner, self.tell)
        self.lookups = Lookups(workbench, self.asking, self.services, self.report_bug)
        self.reading = Reading(self)
        self.projects = Projects(self)
        workbench.subscribe(self._changed)

    # Reports

    def open_paths(self, given: Sequence[Path], password: str = "") -> None:
        """Open the project if one is among the paths, and read the rest as reports."""
        project = project_file(given)
        rest = [path for path in given if path != project]
        if project is not None:
            self.open_project(project)
        if rest:
            self.reading.read(rest, password)

    def read_with_password(self, path: str, password: str) -> None:
        """Read one protected file again with its password."""
        self.reading.read_with_password(path, password)

    def read_again(self) -> None:
        """Read all open reports anew from their files; those that came in a project stay."""
        self.reading.read_again()

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
        left_out: Collection[str] = (),
    ) -> None:
        """Write the workbook of what is open to `target`; one of the three is called.

        The sheets in `left_out` are not written (`exporting.workbook.export_workbook`).
        """
        present = self.present_comparison()
        if present is None:
            return

        def work(progress: Progress) -> Path:
            return self.services.export(present(progress), target, progress, left_out)

        def explain(error: Exception) -> None:
            self.report_bug(error)
            failed(error_sentence(error))

        self.runner.start(
            Job(
                tr("Writing {target}", target=target.name),
                work,
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
        self.projects.open(path)

    def save_project(self, path: Path, then: Callable[[], None] | None = None) -> None:
        """Save what is open as a project, then go on with `then` if that went well."""
        self.projects.save(path, then)

    # Computing

    def _changed(self, topic: Topic) -> None:
        if topic in (Topic.REPORTS, Topic.SCENARIO):
            self.compute()

    def compute(self) -> None:
        """Start what the present state needs; a later start replaces an earlier one."""
        workbench = self.workbench
        if workbench.scenario is None:
            return
        plan = workbench.plan()
        if plan is None or workbench.catalogue is None:
            return
        catalogue = workbench.catalogue

        def work(progress: Progress) -> Comparison:
            return self.comparison_of(plan, catalogue, progress)

        def done(comparison: Comparison) -> None:
            workbench.accept(plan.generation, comparison)

        def failed(error: Exception) -> None:
            self._computing_failed(error)

        def given_up(_words: str) -> None:
            workbench.give_up(True)

        workbench.give_up(False)
        title = tr("Ranking") if plan.base is not None else tr("Comparing")
        words = (
            tr("The figures were not worked out; those shown are from before the last change.")
            if workbench.comparison is not None
            else tr("The figures were not worked out.")
        )
        job = Job(title, work, done, "compare", failed)
        self.asking.start(job, self.compute, given_up, words)

    def present_comparison(self) -> Callable[[Progress], Comparison] | None:
        """Return the work that gives the comparison of what is open now, None if there is none.

        Also while its figures are still being worked out for the window: what is written to a file
        must not be older than what was chosen before.
        """
        workbench = self.workbench
        catalogue, plan, shown = workbench.catalogue, workbench.plan(), workbench.comparison
        if catalogue is None or (plan is None and shown is None):
            return None
        papers, shelf = workbench.present_papers()

        def work(progress: Progress) -> Comparison:
            made = shown if plan is None else self.comparison_of(plan, catalogue, progress)
            assert made is not None
            return replace(made, papers=papers, shelf=shelf)

        return work

    def comparison_of(self, plan: Plan, catalogue: Catalogue, progress: Progress) -> Comparison:
        """Return what a plan asks for; runs beside the window."""
        if plan.base is not None:
            return self.services.rerank(plan.base, plan.scenario)
        return self.services.compare(plan.reports, catalogue, plan.scenario, progress)

    def _computing_failed(self, error: Exception) -> None:
        self.report_bug(error)
        self.workbench.give_up(True)
        self.tell(
            tr(
                "The vendors could not be compared. {reason} Figures shown are "
                "those from before the last change.",
                reason=error_sentence(error),
            ),
            "failed",
            tr("Try again"),
            self.compute,
        )

    # Reading

    def report_bug(self, error: Exception) -> None:
        """Pass on what is a fault of the program and not of the input or the system."""
        if not isinstance(error, VendorBenchError | OSError):
            self.bug.emit(error)

    def tell(
        self, text: str, tone: str, action: str = "", act: Callable[[], None] | None = None
    ) -> None:
        """Tell something without taking the focus; see `Notice`."""
        self.noticed.emit(Notice(text, tone, action, act))
