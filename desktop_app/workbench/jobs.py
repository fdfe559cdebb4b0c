"""Work that runs beside the window: what a job is, and the plain functions that jobs call.

Each function here is a door to a lower layer. The libraries behind the doors (pandas, openpyxl and
more) are imported when a door is first opened, so that the window can paint before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from desktop_app.domain.errors import ProjectFileError
from desktop_app.domain.progress import Progress

if TYPE_CHECKING:
    import pandas as pd

    from desktop_app.catalogue.model import Catalogue
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
    the file of a scenario to rank by from now on.
    """

    paths: tuple[Path, ...]
    open_paths: tuple[Path, ...] = ()
    vendors: Mapping[str, str] = field(default_factory=dict)
    password: str = ""
    scenario: Path | None = None


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

    files = report_files(request.paths)
    options = ImportOptions(
        vendors=request.vendors,
        password=request.password,
        labels=distinct_labels([*request.open_paths, *files]),
    )
    return import_reports(files, catalogue, options, progress) if files else []


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


def rows_behind(comparison: Comparison, row: int) -> pd.DataFrame:
    """Return the cells behind the measurement at position `row` of `comparison.overall`."""
    from desktop_app.kpi import trail

    return trail.rows_behind(
        _measurement(comparison, row),
        comparison.evidence,
        comparison.catalogue,
        baseline=comparison.scenario.baseline,
    )


def formula_text(comparison: Comparison, row: int) -> str:
    """Return how the measurement at position `row` of `comparison.overall` came about."""
    from desktop_app.kpi import trail

    measurement = _measurement(comparison, row)
    return trail.formula_text(measurement, comparison.catalogue, comparison.evidence)


def _measurement(comparison: Comparison, row: int) -> dict[str, Any]:
    values = comparison.overall.iloc[row].to_dict()
    return {str(name): value for name, value in values.items()}


def export(comparison: Comparison, target: Path, progress: Progress) -> Path:
    """Write the workbook of a comparison; return where it is."""
    from desktop_app.exporting.workbook import export_workbook

    return export_workbook(comparison, target, progress)


@dataclass(frozen=True, slots=True)
class OpenedProject:
    """What opening a project gave; `message` is what there is to say about its format."""

    reports: list[ImportedReport]
    scenario: Scenario
    state: ProjectState
    message: str


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
    from desktop_app.project.build import read_reports_of
    from desktop_app.project.store import open_project as read

    result = read(path)
    if result.state is None:
        raise ProjectFileError(result.message)
    reports = read_reports_of(result.state, catalogue, progress)
    return OpenedProject(reports, result.state.scenario, result.state, result.message)


def warm_up() -> None:
    """Import what the steps need, so that the first click on one of them need not wait."""
    import openpyxl  # noqa: F401 - a matter of time only
    import pandas as pd  # noqa: F401

    import desktop_app.presenting.model
    import desktop_app.scoring.ranking  # noqa: F401


@dataclass(frozen=True, slots=True)
class Services:
    """The doors as one object, so that a test can put another function behind each."""

    load_catalogue: Callable[[], Catalogue] = load_catalogue
    read_reports: Callable[[ReadRequest, Catalogue, Progress], list[ImportedReport]] = read_reports
    compare: Callable[[Sequence[ImportedReport], Catalogue, Scenario, Progress], Comparison] = (
        compare
    )
    rerank: Callable[[Comparison, Scenario], Comparison] = rerank
    rows_behind: Callable[[Comparison, int], pd.DataFrame] = rows_behind
    formula_text: Callable[[Comparison, int], str] = formula_text
    save_project: Callable[[Path, Comparison, ProjectState | None, str], ProjectState] = (
        save_project
    )
    open_project: Callable[[Path, Catalogue, Progress], OpenedProject] = open_project
    export: Callable[[Comparison, Path, Progress], Path] = export
