"""Work that runs beside the window: what a job is, and the plain functions that jobs call.

Each function here is a door to a lower layer. The libraries behind the doors (pandas, openpyxl and
more) are imported when a door is first opened, so that the window can paint before.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from desktop_app.domain.errors import MappingError, ProjectFileError
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.progress import Progress
from desktop_app.domain.translating import tr
from desktop_app.workbench.calendars import Places, known_places
from desktop_app.workbench.decide_doors import DecideDoors
from desktop_app.workbench.evidence_doors import EvidenceDoors
from desktop_app.workbench.figure_doors import FigureDoors
from desktop_app.workbench.own_doors import OwnDoors
from desktop_app.workbench.sheets import read_sheets

if TYPE_CHECKING:
    from desktop_app.catalogue.model import Catalogue
    from desktop_app.importing.mappings.document import ReportMapping
    from desktop_app.importing.picture import BookPicture
    from desktop_app.importing.report import ImportedReport
    from desktop_app.presenting.model import Comparison
    from desktop_app.project.model import ProjectState
    from desktop_app.scoring.model import Scenario

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Job(Generic[T]):
    """Work that only reads; what its result changes is changed in `done`, by a command.

    Parameters
    ----------
    title : str
        For the status bar: ``Reading 3 reports``.
    work : function of a Progress
        Runs beside the window; touches no widget and nothing that is shared.
    done : function of the result
        Called on the window's thread, not at all when cancelled or replaced.
    slot : str
        A new job of the same slot cancels the one before; ``""`` never does.
    failed : function of the error, optional
        Called on the window's thread instead of `done`; without it the error goes to the runner's
        own handler.
    stopped : function of nothing, optional
        Called on the window's thread when the job was cancelled or replaced.
    lasting : bool
        Whether the work leaves something behind (a file). Then its answer counts even when the
        wish to stop came after the work was done.
    """

    title: str
    work: Callable[[Progress], T]
    done: Callable[[T], None]
    slot: str = ""
    failed: Callable[[Exception], None] | None = None
    stopped: Callable[[], None] | None = None
    lasting: bool = False


class Runner(Protocol):
    """Runs jobs one way or another (in a pool; at once, in tests)."""

    def start(self, job: Job[T]) -> int:
        """Start a job and return its number."""

    def cancel(self, number: int) -> None:
        """Ask a job to stop; a number that is not running is no matter."""


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """Files and folders to import, and what is known of them.

    `open_paths` are those of the reports that are open, whose names stay theirs; `vendors` maps
    a path to the name its vendor was given; `password` opens protected workbooks. `scenario` is
    the file of a scenario to rank by from now on. `mappings` are those of the open reports in
    which the user decided something; they come before what is kept from earlier.
    """

    paths: tuple[Path, ...]
    open_paths: tuple[Path, ...] = ()
    vendors: Mapping[str, str] = field(default_factory=dict)
    password: str = ""
    scenario: Path | None = None
    mappings: tuple[ReportMapping, ...] = ()


def load_catalogue() -> Catalogue:
    """Return the catalogue of KPIs, fields and profiles."""
    from desktop_app.catalogue.loader import load_catalogue as load

    return load()


def read_reports(
    request: ReadRequest, catalogue: Catalogue, progress: Progress
) -> list[ImportedReport]:
    """Import the files of a request; empty when its folders hold no report."""
    from desktop_app.importing.isolation import import_reports
    from desktop_app.importing.report import ImportOptions, distinct_labels
    from desktop_app.workbench.files import report_files
    from desktop_app.workbench.mapping_library import MappingLibrary

    files = report_files(request.paths)
    kept = MappingLibrary.of_user().recall()
    options = ImportOptions(
        vendors=request.vendors,
        password=request.password,
        labels=distinct_labels([*request.open_paths, *files]),
        mappings=(*kept.mappings, *request.mappings),
    )
    reports = import_reports(files, catalogue, options, progress) if files else []
    await_reports()
    for problem in kept.problems if reports else ():
        unusable = Finding(Severity.INFO, "mapping-not-usable", problem, reports[0].file)
        reports[0].findings.append(unusable)
    return reports


def reread(
    report: ImportedReport,
    mapping: ReportMapping,
    catalogue: Catalogue,
    progress: Progress,
    project: ProjectState | None = None,
    password: str = "",
) -> ImportedReport:
    """Import one report again, read by a corrected mapping.

    Parameters
    ----------
    report : ImportedReport
        As it is open; its path and the name it is shown by stay.
    mapping : ReportMapping
        `report.mapping`, corrected.
    project : ProjectState or None
        The open project, whose stored bytes are read where the report has no file of its own.
    password : str
        Opens a protected workbook.

    Raises
    ------
    MappingError
        If the file is no longer there, or is not the one that the mapping was made from.
    """
    from desktop_app.project.build import read_again

    again = read_again(report, mapping, catalogue, progress, project, password)
    await_reports()
    if again.sha256 != report.sha256:
        reasons = [finding.message for finding in again.findings if again.failed]
        raise MappingError(
            tr(
                "{file} can't be read again by the corrected mapping: {reason}",
                file=report.file,
                reason=reasons[0] if reasons else tr("the file has changed since it was read"),
            ),
            tr("Add the file again first."),
        )
    return again


def remember_mapping(mapping: ReportMapping, catalogue: Catalogue) -> Path:
    """Keep a mapping for the vendor's next reports; return its file.

    Raises
    ------
    MappingError
        If the user's folder can't be written.
    """
    from desktop_app.workbench.mapping_library import MappingLibrary

    return MappingLibrary.of_user().remember(mapping, catalogue.words)


def forget_mapping(mapping: ReportMapping, catalogue: Catalogue) -> bool:
    """Remove what is kept of that vendor and layout; return whether there was anything."""
    from desktop_app.workbench.mapping_library import MappingLibrary

    return MappingLibrary.of_user().forget(mapping, catalogue.words)


def export_mapping(mapping: ReportMapping, target: Path) -> Path:
    """Write a mapping as a file; return where it is.

    Raises
    ------
    MappingError
        If it can't be written there.
    """
    from desktop_app.workbench.mapping_library import write_mapping_file

    write_mapping_file(target, mapping)
    return target


def import_mapping(source: Path) -> ReportMapping:
    """Return the mapping that a file holds, to be handed to `reread`.

    Raises
    ------
    MappingError
        If it can't be read or is no mapping.
    """
    from desktop_app.workbench.mapping_library import read_mapping_file

    return read_mapping_file(source)


def compare(
    reports: Sequence[ImportedReport],
    catalogue: Catalogue,
    scenario: Scenario,
    progress: Progress,
) -> Comparison:
    """Return the comparison of reports under a scenario."""
    from desktop_app.presenting.comparison import compare as compare_reports

    return compare_reports(list(reports), catalogue, scenario, progress)


def rerank(comparison: Comparison, scenario: Scenario) -> Comparison:
    """Return the comparison under another scenario, with the same measurements."""
    from desktop_app.presenting.comparison import rerank as rank_again

    return rank_again(comparison, scenario)


def export(
    comparison: Comparison, target: Path, progress: Progress, left_out: Collection[str] = ()
) -> Path:
    """Write the workbook of a comparison without the sheets left out; return where it is."""
    from desktop_app.exporting.workbook import export_workbook

    return export_workbook(comparison, target, progress, left_out)


@dataclass(frozen=True, slots=True)
class OpenedProject:
    """What opening a project gave; `message` is what there is to say about its format.

    `catalogue` holds its own KPIs; None where it has none to be told of.
    """

    reports: list[ImportedReport]
    scenario: Scenario
    state: ProjectState
    message: str
    catalogue: Catalogue | None = None


def save_project(
    path: Path, comparison: Comparison, before: ProjectState | None, what: str
) -> ProjectState:
    """Save a comparison with its reports' bytes; return what is in the file now.

    `before` is the project as it was opened or saved last; `what` goes into its history.
    """
    from desktop_app.project.build import state_of
    from desktop_app.project.store import save_project as save

    # A file that could not even be opened has no bytes to keep.
    kept = replace(comparison, reports=[r for r in comparison.reports if r.sha256])
    state = state_of(kept, before=before, what=what)
    save(path, state)
    return state


def open_project(path: Path, catalogue: Catalogue, progress: Progress) -> OpenedProject:
    """Read a project and import its reports again.

    Raises
    ------
    ProjectFileError
        If the file is none, is of a later version, or is damaged.
    """
    from desktop_app.project.build import catalogue_of, read_reports_of
    from desktop_app.project.store import open_project as read

    result = read(path)
    if result.state is None:
        raise ProjectFileError(result.message)
    joined = catalogue_of(result.state, catalogue)
    reports = read_reports_of(result.state, joined.catalogue, progress)
    message = " ".join([result.message, *joined.notes]).strip()
    return OpenedProject(reports, result.state.scenario, result.state, message, joined.catalogue)


def warm_up() -> None:
    """Import what the steps need, so that the first click on one of them need not wait."""
    import openpyxl  # noqa: F401 - a matter of time only
    import pandas as pd  # noqa: F401

    import desktop_app.presenting.figure_changes
    import desktop_app.presenting.mapping_questions
    import desktop_app.presenting.model
    import desktop_app.presenting.sheet_cells
    import desktop_app.scoring.ranking  # noqa: F401


def await_reports() -> None:
    """Have a worker ready for the next report, as starting one takes longer than reading it."""
    from desktop_app.importing.workers import prepare_workers

    prepare_workers(1)


@dataclass(frozen=True, slots=True)
class Services:
    """The doors as one object, so that a test can put another function behind each."""

    load_catalogue: Callable[[], Catalogue] = load_catalogue
    read_reports: Callable[[ReadRequest, Catalogue, Progress], list[ImportedReport]] = read_reports
    compare: Callable[[Sequence[ImportedReport], Catalogue, Scenario, Progress], Comparison] = (
        compare
    )
    rerank: Callable[[Comparison, Scenario], Comparison] = rerank
    known_places: Callable[[], Places] = known_places
    figures: FigureDoors = field(default_factory=FigureDoors)
    evidence: EvidenceDoors = field(default_factory=EvidenceDoors)
    decide: DecideDoors = field(default_factory=DecideDoors)
    own: OwnDoors = field(default_factory=OwnDoors)
    save_project: Callable[[Path, Comparison, ProjectState | None, str], ProjectState] = (
        save_project
    )
    open_project: Callable[[Path, Catalogue, Progress], OpenedProject] = open_project
    export: Callable[[Comparison, Path, Progress, Collection[str]], Path] = export
    reread: Callable[
        [ImportedReport, ReportMapping, Catalogue, Progress, ProjectState | None, str],
        ImportedReport,
    ] = reread
    remember_mapping: Callable[[ReportMapping, Catalogue], Path] = remember_mapping
    forget_mapping: Callable[[ReportMapping, Catalogue], bool] = forget_mapping
    export_mapping: Callable[[ReportMapping, Path], Path] = export_mapping
    import_mapping: Callable[[Path], ReportMapping] = import_mapping
    read_sheets: Callable[
        [ImportedReport, str, Progress, ProjectState | None, str], BookPicture
    ] = read_sheets
