"""What is open now: reports, scenario and the comparison made of them; every change undoable."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.domain.translating import tr
from desktop_app.presenting.palette import VendorMark, assign_marks
from desktop_app.workbench.commands import Command, History

if TYPE_CHECKING:
    from desktop_app.catalogue.model import Catalogue
    from desktop_app.importing.mappings.document import ReportMapping
    from desktop_app.importing.report import ImportedReport
    from desktop_app.presenting.model import Comparison
    from desktop_app.presenting.papers import Papers
    from desktop_app.project.model import ProjectState
    from desktop_app.scoring.model import Scenario
    from desktop_app.scoring.shelf import Chosen, Shelf


class Topic(StrEnum):
    """What a listener is told has changed."""

    REPORTS = "reports"
    SCENARIO = "scenario"
    COMPARISON = "comparison"
    PROJECT = "project"
    PAPERS = "papers"
    HISTORY = "history"


@dataclass(frozen=True, slots=True)
class Plan:
    """What has to be computed next.

    `base` is a comparison of the very same reports when only the scenario changed, so that its
    measurements can be kept; None when everything has to be made. `generation` goes back to
    `Workbench.accept`.
    """

    generation: int
    reports: tuple[ImportedReport, ...]
    scenario: Scenario
    base: Comparison | None


@dataclass(frozen=True, slots=True)
class Added:
    """What became of reports handed to `Workbench.add_reports`, by file name."""

    new: tuple[str, ...]
    again: tuple[str, ...]
    duplicates: tuple[tuple[str, str], ...]
    """Pairs of (file that was passed over, open file with the same content)."""


class Workbench:
    """The open comparison.

    Its parts are replaced, never changed in place, so an undo puts back exactly what was there
    and a computation in the background never sees half a change.
    """

    def __init__(self) -> None:
        self.history = History()
        self.history.subscribe(lambda: self._tell(Topic.HISTORY))
        self.catalogue: Catalogue | None = None
        self.reports: tuple[ImportedReport, ...] = ()
        self.scenario: Scenario | None = None
        self.shelf: Shelf | None = None
        self.comparison: Comparison | None = None
        self.project_path: Path | None = None
        self.project: ProjectState | None = None
        self.papers: Papers | None = None
        self.marks: Mapping[str, VendorMark] = {}
        self.given_up = False
        """Whether nobody is working out any more what `plan` asks for: cancelled, or failed."""
        self.sitting = object()
        """The same from one `start` to the next: what began in another belongs to what was left."""
        self._generation = 0
        self._measured: tuple[ImportedReport, ...] | None = None
        self._measured_by: Catalogue | None = None
        self._listeners: list[Callable[[Topic], None]] = []

    @property
    def unsaved(self) -> bool:
        """Return whether there are changes that no project file holds."""
        return self.history.unsaved

    @property
    def up_to_date(self) -> bool:
        """Return whether the comparison shows the present reports and scenario."""
        return self.plan() is None

    def subscribe(self, listener: Callable[[Topic], None]) -> Callable[[], None]:
        """Call `listener` with the topic of each change; return what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def report(self, path: str) -> ImportedReport | None:
        """Return the open report of that path, None if there is none."""
        return next((report for report in self.reports if report.path == path), None)

    def corrected_mappings(self) -> tuple[ReportMapping, ...]:
        """Return the mappings of open reports in which the user decided something."""
        mappings = (report.mapping for report in self.reports)
        return tuple(m for m in mappings if m is not None and m.corrected)

    # Changes, each one a command.

    def add_reports(self, imported: Iterable[ImportedReport]) -> Added:
        """Add reports, as one change.

        A file that is open already is replaced (it was read again). A file with the content of
        another one is passed over: its figures would count twice.
        """
        reports = list(self.reports)
        new: list[str] = []
        again: list[str] = []
        duplicates: list[tuple[str, str]] = []
        for report in imported:
            place = next((i for i, old in enumerate(reports) if old.path == report.path), None)
            twin = next((old.file for old in reports if _same_content(old, report)), None)
            if place is not None:
                reports[place] = report
                again.append(report.file)
            elif twin is not None:
                duplicates.append((report.file, twin))
            else:
                reports.append(report)
                new.append(report.file)
        if new or again:
            self._change_reports(_adding_label(new, again), tuple(reports))
        return Added(tuple(new), tuple(again), tuple(duplicates))

    def remove_report(self, path: str) -> None:
        """Take a report out of the comparison."""
        report = self.report(path)
        if report is not None:
            rest = tuple(other for other in self.reports if other is not report)
            self._change_reports(tr("remove {file}", file=report.file), rest)

    def replace_report(self, label: str, old: ImportedReport, new: ImportedReport) -> None:
        """Put `new` where `old` is (its vendor's name was changed)."""
        swapped = tuple(new if report is old else report for report in self.reports)
        self._change_reports(label, swapped)

    def correct_mapping(self, old: ImportedReport, new: ImportedReport, what: str = "") -> None:
        """Put a report read again by a corrected mapping in its place.

        `what` names the correction: ``column C of 'KPIs' is CSAT``.
        """
        label = (
            tr("correct the mapping of {file}: {correction}", file=old.file, correction=what)
            if what
            else tr("correct the mapping of {file}", file=old.file)
        )
        self.replace_report(label, old, new)

    def set_scenario(self, label: str, scenario: Scenario) -> None:
        """Change the scenario ranked by; those kept beside it stay as they are."""
        from desktop_app.scoring.shelf import named_apart

        shelf = self._shelf()
        self.set_scenarios(label, (named_apart(scenario, shelf), shelf))

    def set_scenarios(self, label: str, chosen: Chosen) -> None:
        """Rank by a scenario, and keep others beside it, from now on."""
        before = self.scenario, self.shelf

        def put(value: tuple[Scenario | None, Shelf | None]) -> None:
            same = self.scenario is value[0]
            self.scenario, self.shelf = value
            if not same:
                self._outdate(Topic.SCENARIO)
                return
            if self.comparison is not None:
                self.comparison = self.with_papers(self.comparison)
            self._tell(Topic.SCENARIO)

        self.history.push(Command(label, lambda: put(chosen), lambda: put(before)))

    def set_catalogue(self, label: str, catalogue: Catalogue, scenario: Scenario | None) -> None:
        """Measure by a catalogue with other own KPIs from now on, and rank by this scenario.

        What scenarios kept beside it say of KPIs that went is left out of them.
        """
        before = self.catalogue, self.scenario, self.shelf

        def put(value: tuple[Catalogue | None, Scenario | None, Shelf | None]) -> None:
            self.catalogue, self.scenario, self.shelf = value
            self._outdate(Topic.SCENARIO)

        after = catalogue, scenario, self._shelf().limited_to(catalogue)
        self.history.push(Command(label, lambda: put(after), lambda: put(before)))

    def set_papers(self, label: str, papers: Papers) -> None:
        """Keep another audit sample, other ticks or another decision from now on."""
        before = self.papers

        def put(value: Papers | None) -> None:
            self.papers = value
            if self.comparison is not None:
                self.comparison = self.with_papers(self.comparison)
            self._tell(Topic.PAPERS)

        self.history.push(Command(label, lambda: put(papers), lambda: put(before)))

    def with_papers(self, comparison: Comparison) -> Comparison:
        """Return a comparison with the papers that are open, and the scenarios kept beside."""
        papers, shelf = self.present_papers()
        if (comparison.papers, comparison.shelf) == (papers, shelf):
            return comparison
        return replace(comparison, papers=papers, shelf=shelf)

    def present_papers(self) -> tuple[Papers, Shelf]:
        """Return the papers that are open, and the scenarios kept beside."""
        from desktop_app.presenting.papers import Papers

        return self.papers or Papers(), self._shelf()

    def _shelf(self) -> Shelf:
        """Return the scenarios kept beside the one ranked by."""
        from desktop_app.scoring.shelf import Shelf

        return self.shelf or Shelf()

    # Not undoable: starting over, and what follows from the changes.

    def start(
        self,
        reports: Iterable[ImportedReport] = (),
        scenario: Scenario | None = None,
        comparison: Comparison | None = None,
        project_path: Path | None = None,
        project: ProjectState | None = None,
        catalogue: Catalogue | None = None,
    ) -> None:
        """Open a project, or begin an empty one; history starts anew.

        Without a catalogue the user's own KPIs, which are those of a project, go with the last.
        """
        if catalogue is not None or self.catalogue is not None:
            self.catalogue = catalogue or (self.catalogue and self.catalogue.without_own())
        self.reports = tuple(reports)
        self.scenario = scenario
        self.project_path = project_path
        self.project = project
        self.papers = project.papers if project is not None else None
        self.shelf = project.shelf if project is not None else None
        self.sitting = object()
        self.given_up = False
        self._generation += 1
        self._show(comparison)
        self.history.clear()
        for topic in (
            Topic.REPORTS,
            Topic.SCENARIO,
            Topic.PAPERS,
            Topic.COMPARISON,
            Topic.PROJECT,
        ):
            self._tell(topic)

    def use_scenario(self, scenario: Scenario) -> None:
        """Set the first scenario of a comparison that has none yet; not a change of the user's."""
        self.scenario = scenario
        self._outdate(Topic.SCENARIO)

    def saved(self, path: Path, project: ProjectState, mark: object) -> None:
        """Remember where the project is, and that all changes up to `mark` are in it."""
        self.project_path = path
        self.project = project
        self.history.mark_saved(mark)
        self._tell(Topic.PROJECT)

    def plan(self) -> Plan | None:
        """Return what has to be computed, None when the comparison shows the present state."""
        usable = tuple(report for report in self.reports if report.usable)
        if self.scenario is None or not usable:
            return None
        shown = self.comparison
        same = self._measured is not None and _identical(self._measured, self.reports)
        same = same and self._measured_by is self.catalogue
        if shown is not None and same and shown.scenario is self.scenario:
            return None
        keeps = (
            same
            and shown is not None
            and self.scenario.measures_like(shown.scenario, shown.catalogue)
        )
        return Plan(self._generation, self.reports, self.scenario, shown if keeps else None)

    def accept(self, generation: int, comparison: Comparison) -> bool:
        """Show a computed comparison; False (and nothing happens) if it comes too late."""
        if generation != self._generation:
            return False
        self._show(comparison)
        self._tell(Topic.COMPARISON)
        return True

    def give_up(self, given_up: bool) -> None:
        """Note whether nobody works out any more what is asked for."""
        if self.given_up is not given_up:
            self.given_up = given_up
            self._tell(Topic.COMPARISON)

    def _change_reports(self, label: str, after: tuple[ImportedReport, ...]) -> None:
        before = self.reports

        def put(reports: tuple[ImportedReport, ...]) -> None:
            self.reports = reports
            self._outdate(Topic.REPORTS)

        self.history.push(Command(label, lambda: put(after), lambda: put(before)))

    def _outdate(self, topic: Topic) -> None:
        self._generation += 1
        if not any(report.usable for report in self.reports) and self.comparison is not None:
            self._show(None)
            self._tell(Topic.COMPARISON)
        self._tell(topic)

    def _show(self, comparison: Comparison | None) -> None:
        if comparison is not None:
            comparison = self.with_papers(comparison)
        self.comparison = comparison
        self._measured = self.reports if comparison is not None else None
        self._measured_by = self.catalogue
        if comparison is not None:
            self.marks = assign_marks(comparison.vendors, self.marks)

    def _tell(self, topic: Topic) -> None:
        for listener in tuple(self._listeners):
            listener(topic)


def _same_content(one: ImportedReport, other: ImportedReport) -> bool:
    return bool(one.sha256) and one.sha256 == other.sha256


def _identical(some: tuple[ImportedReport, ...], others: tuple[ImportedReport, ...]) -> bool:
    """Say whether both hold the very same reports; comparing them by value compares frames."""
    return len(some) == len(others) and all(a is b for a, b in zip(some, others, strict=True))


def _adding_label(new: list[str], again: list[str]) -> str:
    files = new + again
    if len(files) == 1:
        return tr("add {file}", file=files[0]) if new else tr("read again {file}", file=files[0])
    count = len(files)
    return (
        tr("add {count} reports", count=count)
        if new
        else tr("read again {count} reports", count=count)
    )
