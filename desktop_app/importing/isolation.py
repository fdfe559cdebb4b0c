"""Import reports in worker processes: a broken or hostile file is a finding."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop_app.catalogue.model import Catalogue
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.progress import Progress
from desktop_app.domain.translating import local, tr
from desktop_app.importing.files import require_file
from desktop_app.importing.report import ImportedReport, ImportOptions
from desktop_app.importing.worker_process import Lost
from desktop_app.importing.workers import Limits, run_in_workers

ImportOne = Callable[[Path, Catalogue, ImportOptions, Progress], ImportedReport]


def import_one_report(
    path: Path, catalogue: Catalogue, options: ImportOptions, progress: Progress
) -> ImportedReport:
    """Import one report in this process; loads the pipeline when first called."""
    from desktop_app.importing.pipeline import import_report

    return import_report(path, catalogue, options, progress)


def import_reports(
    paths: Sequence[Path],
    catalogue: Catalogue,
    options: ImportOptions,
    progress: Progress,
    *,
    import_one: ImportOne = import_one_report,
    limits: Limits | None = None,
) -> list[ImportedReport]:
    """Return the reports of files, each read in a worker process.

    Parameters
    ----------
    paths : sequence of Path
    catalogue, options
        Handed on to `import_one`.
    progress : Progress
        Told how far all files together are; asked ten times a second whether to stop.
    import_one : callable
        What reads one file; a function of a module, as workers look it up by name.
    limits : Limits

    Returns
    -------
    list of ImportedReport, in the order of `paths`
        A file whose worker died, hung or ran out of memory has one finding of severity ERROR
        (``reader-crashed``, ``reader-too-slow``, ``reader-out-of-memory``).

    Raises
    ------
    Cancelled
        If `progress` says so; all workers are ended by then.
    """
    limits = limits or Limits()

    def refuse(path: Path, why: Lost, detail: str) -> ImportedReport:
        name = options.label(path)
        code, message = explained(why, name, detail, limits)
        finding = Finding(Severity.ERROR, code, message, file=name)
        sha256, size = _identity(path)
        return ImportedReport(name, str(path), sha256=sha256, size=size, findings=[finding])

    together = tuple(options.label(path) for path in paths) if len(paths) > 1 else ()
    task = _ImportTask(import_one, catalogue, replace(options, beside=options.beside or together))
    return run_in_workers(paths, task, refuse, progress, limits)


@dataclass(frozen=True, slots=True)
class _ImportTask:
    """What a worker is told once: how to import, and by which catalogue and options."""

    import_one: ImportOne
    catalogue: Catalogue
    options: ImportOptions

    def __call__(self, path: Path, progress: Progress) -> ImportedReport:
        return self.import_one(path, self.catalogue, self.options, progress)


def explained(why: Lost, name: str, detail: str, limits: Limits) -> tuple[str, str]:
    """Return code and sentence for a file that a worker could not read to its end."""
    again = tr("Open it in Excel, save it as a new .xlsx and import that.")
    if why is Lost.SLOW:
        limit = tr("{seconds:g} seconds", seconds=limits.seconds)
        return "reader-too-slow", tr(
            "Reading '{name}' took more than {limit} and was ended. {again}",
            name=name,
            limit=limit,
            again=again,
        )
    if why is Lost.MEMORY:
        limit = local("{size:.1f} GiB", size=limits.memory_bytes / 2**30)
        return (
            "reader-out-of-memory",
            tr(
                "Reading '{name}' needs more than the {limit} of memory it may have. {again}",
                name=name,
                limit=limit,
                again=again,
            ),
        )
    return "reader-crashed", tr(
        "Reading '{name}' failed unexpectedly ({detail}). {again}",
        name=name,
        detail=detail,
        again=again,
    )


def _identity(path: Path) -> tuple[str, int]:
    """Return a file's sha256 and size; empty where it can't be opened."""
    try:
        require_file(path)
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size
    except OSError:
        return "", 0
