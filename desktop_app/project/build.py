"""From a comparison to the state that is saved, and from a saved state to its reports."""

from __future__ import annotations

import contextlib
import datetime as dt
import getpass
import os
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from desktop_app.catalogue.kpi_text import write_kpis
from desktop_app.catalogue.model import Catalogue
from desktop_app.catalogue.own import Joined, join_stored
from desktop_app.domain.errors import CatalogueError, ProjectFileError
from desktop_app.domain.progress import Progress
from desktop_app.domain.translating import tr
from desktop_app.importing.isolation import import_reports
from desktop_app.importing.mappings.document import ReportMapping
from desktop_app.importing.report import FieldChoice, ImportedReport, ImportOptions
from desktop_app.presenting.model import Comparison
from desktop_app.project.model import HistoryEntry, ProjectState, StoredReport

ImportReports = Callable[[Sequence[Path], Catalogue, ImportOptions, Progress], list[ImportedReport]]

_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def state_of(
    comparison: Comparison,
    choices: Sequence[FieldChoice] = (),
    before: ProjectState | None = None,
    what: str = "saved",
) -> ProjectState:
    """Return the state of a comparison, with its reports' bytes.

    Parameters
    ----------
    choices : sequence of FieldChoice
        The user's word on columns when the reports were read.
    before : ProjectState or None
        The project as opened: reports that are in it already are taken from there, and its
        notes and history go on. A file that could not be opened is left out.
    what : str
        What to write into the history.

    Raises
    ------
    ProjectFileError
        If a report is no longer where it was read, or has changed since: the figures would not
        be those of the stored evidence.
    """
    held = {report.sha256: report for report in before.reports} if before else {}
    files = {report.path: report.file for report in comparison.reports}
    entry = HistoryEntry(dt.datetime.now(dt.UTC).isoformat(timespec="seconds"), user_name(), what)
    return ProjectState(
        reports=tuple(
            _stored(report, held) for report in comparison.reports if not _never_read(report)
        ),
        scenario=comparison.scenario,
        choices=tuple(replace(c, file=files.get(c.file, PurePath(c.file).name)) for c in choices),
        mappings=tuple(
            report.mapping
            for report in comparison.reports
            if report.mapping is not None and not _never_read(report)
        ),
        overall=comparison.overall,
        by_period=comparison.by_period,
        user_kpis=write_kpis(comparison.as_read.own_kpis),
        notes=before.notes if before else "",
        history=(*(before.history if before else ()), entry),
        papers=comparison.papers,
        shelf=comparison.shelf,
    )


def catalogue_of(state: ProjectState, catalogue: Catalogue) -> Joined:
    """Return the catalogue with the project's own KPIs in place of any other own ones.

    Raises
    ------
    ProjectFileError
        If one of them can't be used with this catalogue.
    """
    try:
        return join_stored(catalogue, state.user_kpis, tr("The project's own KPIs"))
    except CatalogueError as error:
        raise ProjectFileError(
            tr("The project can't be opened. {reason}", reason=error.message),
            error.suggestion or tr("Open it with the version of VendorBench that saved it."),
        ) from error


def read_reports_of(
    state: ProjectState,
    catalogue: Catalogue,
    progress: Progress,
    importer: ImportReports = import_reports,
) -> list[ImportedReport]:
    """Return a project's reports, imported again from their stored bytes by their mappings.

    Each report's `path` is its place in the project (``2/name.xlsx``): there is no such file,
    but no two reports share it.

    Raises
    ------
    Cancelled
        If `progress` says to stop.
    """
    mapped = {mapping.sha256 for mapping in state.mappings}
    with unpacked(state) as paths:
        # A mapping knows whether its vendor was named by the user or is to be found again.
        vendors = {
            str(path): report.vendor
            for path, report in zip(paths, state.reports, strict=True)
            if report.vendor and report.sha256 not in mapped
        }
        names = [report.file for report in state.reports]
        options = ImportOptions(
            vendors=vendors,
            choices=tuple(state.choices),
            mappings=tuple(state.mappings),
            labels={str(path): name for path, name in zip(paths, names, strict=True)},
        )
        imported = importer(paths, catalogue, options, progress)
    return [
        replace(report, path=f"{position}/{report.file}")
        for position, report in enumerate(imported, start=1)
    ]


def read_again(
    report: ImportedReport,
    mapping: ReportMapping,
    catalogue: Catalogue,
    progress: Progress,
    project: ProjectState | None = None,
    password: str = "",
    importer: ImportReports | None = None,
) -> ImportedReport:
    """Return a report imported again by a mapping, from its file or its bytes in a project.

    Its path and the name it is shown by stay. A file that is not there any more gives a report
    that failed.

    Parameters
    ----------
    mapping : ReportMapping
        Taken for this file's own, whichever it was made from.
    project : ProjectState or None
        The open project.
    password : str
        Opens a protected workbook.
    """
    with readable(report, project) as path:
        options = ImportOptions(
            password=password,
            labels={str(path): report.file},
            mappings=(replace(mapping, sha256=report.sha256),),
        )
        imported = (importer or import_reports)([path], catalogue, options, progress)
    return replace(imported[0], path=report.path)


@contextlib.contextmanager
def readable(report: ImportedReport, project: ProjectState | None) -> Iterator[Path]:
    """Give the place where a report can be read: unpacked from the project, else its own.

    Its own file may be gone by now.
    """
    held = [one for one in project.reports if one.sha256 == report.sha256] if project else []
    if project is None or not held:
        yield Path(report.path)
        return
    with unpacked(replace(project, reports=held[:1])) as paths:
        yield paths[0]


@contextlib.contextmanager
def unpacked(state: ProjectState) -> Iterator[list[Path]]:
    """Write the reports into a private folder for as long as the context lasts.

    The names are those of the reports, less what a file system would take for a folder or a
    device, so that a hostile project can't reach outside.
    """
    with tempfile.TemporaryDirectory(prefix="vendorbench-") as folder:
        paths = []
        for position, report in enumerate(state.reports, start=1):
            path = Path(folder, str(position), safe_name(report.file))
            path.parent.mkdir()
            path.write_bytes(report.data)
            if report.modified:
                os.utime(path, (report.modified, report.modified))
            paths.append(path)
        yield paths


def safe_name(name: str) -> str:
    """Return a file name that is one on every system; an ordinary name stays as it is."""
    cleaned = _UNSAFE.sub("_", name).rstrip(" .") or "report"
    if _RESERVED.match(cleaned):
        cleaned = f"_{cleaned}"
    stem, dot, suffix = cleaned.rpartition(".")
    return f"{stem[:100]}{dot}{suffix[:20]}"


def _never_read(report: ImportedReport) -> bool:
    """Return whether a file could not even be opened, so that nothing came from it."""
    return report.failed and not report.sha256


def _stored(report: ImportedReport, held: Mapping[str, StoredReport]) -> StoredReport:
    """Return a report with the bytes it was read from."""
    before = held.get(report.sha256)
    if before is not None:
        return replace(before, file=report.file, vendor=report.vendor)
    path = Path(report.path)
    try:
        stored = StoredReport(
            report.file, report.vendor, path.read_bytes(), int(path.stat().st_mtime)
        )
    except OSError as error:
        raise ProjectFileError(
            tr(
                "{file} can't be put into the project: {reason}.",
                file=report.file,
                reason=error.strerror or error,
            ),
            tr("Put it back where it was read from, or remove it from the comparison."),
        ) from error
    if stored.sha256 != report.sha256:
        raise ProjectFileError(
            tr("{file} has changed since it was read.", file=report.file),
            tr("Read it again before saving."),
        )
    return stored


def user_name() -> str:
    """Return the user's name on this computer, ``""`` where the system has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
