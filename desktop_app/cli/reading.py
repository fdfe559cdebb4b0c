"""From the command line's files and options to imported reports."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from desktop_app.catalogue.model import Catalogue
from desktop_app.catalogue.text import normalise
from desktop_app.domain.finding import Severity
from desktop_app.importing.isolation import import_reports
from desktop_app.importing.mappings.document import ReportMapping
from desktop_app.importing.report import (
    CHOICE_UNMET,
    FieldChoice,
    ImportedReport,
    ImportOptions,
    distinct_labels,
)
from desktop_app.project.build import safe_name
from desktop_app.workbench.files import report_files
from desktop_app.workbench.mapping_library import read_mapping_file, write_mapping_file


class UsageError(Exception):
    """The options contradict the files or the catalogue; ends with exit code 2."""


class Terminal:
    """A `Progress` that shows the present step on one line of standard error, if a person looks."""

    def __init__(self) -> None:
        self._shown = 0
        self._visible = sys.stderr.isatty()

    def report(self, fraction: float, text: str) -> None:
        """Overwrite the line with how far the work is."""
        if self._visible:
            line = f"{fraction:4.0%} {text}"[:100]
            sys.stderr.write("\r" + line.ljust(self._shown))
            sys.stderr.flush()
            self._shown = len(line)

    def check(self) -> None:
        """Never stop: Ctrl+C does."""

    def clear(self) -> None:
        """Remove the line."""
        if self._visible and self._shown:
            sys.stderr.write("\r" + " " * self._shown + "\r")
            sys.stderr.flush()


def read_reports(
    options: argparse.Namespace, catalogue: Catalogue
) -> tuple[list[ImportedReport], tuple[FieldChoice, ...]]:
    """Import all files and folders of a command; bad ones come back with their finding.

    Returns the reports in the order given, and the choices they were read by.

    Raises
    ------
    UsageError
        If ``--fiscal-year-start`` is no month, or ``--vendor``, ``--map`` or ``--mapping`` fit no
        file, field or column that is there.
    MappingError
        If a file of ``--mapping`` can't be read.
    """
    files = report_paths(options.files)
    import_options = ImportOptions(
        vendors=_vendors(options.vendor, files),
        choices=tuple(_choice(text, files, catalogue) for text in options.map),
        password=options.password,
        labels=distinct_labels(files),
        fiscal_year_start=_month(options.fiscal_year_start, catalogue),
        mappings=tuple(read_mapping_file(path) for path in options.mapping),
    )
    terminal = Terminal()
    try:
        reports = import_reports(files, catalogue, import_options, terminal)
    finally:
        terminal.clear()
    _check_choices(import_options.choices, reports)
    _check_mappings(options.mapping, import_options.mappings, reports)
    return reports, import_options.choices


def report_paths(given: Sequence[Path]) -> list[Path]:
    """Return the files of a command, each once, with the reports in a folder instead of it.

    A folder without one stays, so that it is named among what can't be read.
    """
    found: dict[Path, Path] = {}
    for path in given:
        inside = report_files([path]) if path.is_dir() else []
        # Named as the folder was, so that --vendor and --map can be written alike.
        files = [path / file.relative_to(path.absolute()) for file in inside] or [path]
        for file in files:
            found.setdefault(file.absolute(), file)
    return list(found.values())


def _month(text: str, catalogue: Catalogue) -> int:
    """Return the month of ``--fiscal-year-start`` as 1 to 12, 0 for none given."""
    if not text:
        return 0
    month = int(text) if text.isdecimal() else catalogue.words.months.get(normalise(text), 0)
    if not 1 <= month <= 12:
        raise UsageError(f"--fiscal-year-start {text!r} is no month: say 1 to 12, or its name")
    return month


def _check_choices(choices: Sequence[FieldChoice], reports: Sequence[ImportedReport]) -> None:
    """Refuse a ``--map`` that met no column of any file it is meant for."""
    for choice in choices:
        meant = [
            report
            for report in reports
            if not report.failed and choice.file in {"", report.file, report.path}
        ]
        unmet = [
            finding
            for report in meant
            for finding in report.findings
            if finding.code == CHOICE_UNMET
            and finding.message.startswith(f"{choice.field}={choice.column} ")
        ]
        if meant and len(unmet) == len(meant):
            raise UsageError(f"--map {unmet[0].message}")


def _check_mappings(
    paths: Sequence[Path], mappings: Sequence[ReportMapping], reports: Sequence[ImportedReport]
) -> None:
    """Refuse a ``--mapping`` that fits none of the files."""
    used = [report.read_by for report in reports if report.read_by is not None]
    if any(report.failed and not report.sheets for report in reports):
        return
    for path, mapping in zip(paths, mappings, strict=True):
        if mapping not in used:
            raise UsageError(
                f"--mapping {path} fits none of the files: it was made from '{mapping.file}', and "
                "too few of its headings are in them, or another mapping fits better"
            )


def save_mappings(folder: Path, reports: Sequence[ImportedReport]) -> None:
    """Write the mapping of every report that could be read into a folder, which is made.

    Raises
    ------
    MappingError
        If it can't be written there.
    """
    for report in reports:
        if report.mapping is not None:
            name = safe_name(report.file)
            write_mapping_file(folder / f"{name}.toml", report.mapping)


def exit_code(reports: Sequence[ImportedReport]) -> int:
    """Return 1 when nothing is usable or a named file failed, else 0."""
    usable = any(report.usable for report in reports)
    return 0 if usable and not any(report.failed for report in reports) else 1


def print_problems(reports: Sequence[ImportedReport]) -> None:
    """Say on standard error what could not be used at all."""
    for report in reports:
        for finding in report.findings:
            if finding.severity is Severity.ERROR:
                print(f"{report.file}: {finding.message}", file=sys.stderr)


def _file_and_rest(text: str, files: Sequence[Path], separator: str) -> tuple[Path, str] | None:
    """Split ``FILE<separator>REST`` at a file that was given, by its path or its name."""
    for file in files:
        for name in (str(file), file.name):
            if text.startswith(name + separator):
                return file, text[len(name) + len(separator) :]
    return None


def _vendors(texts: Sequence[str], files: Sequence[Path]) -> dict[str, str]:
    vendors: dict[str, str] = {}
    for text in texts:
        found = _file_and_rest(text, files, "=")
        if found is None or not found[1].strip():
            raise UsageError(
                f"--vendor {text!r} must read FILE=NAME, and FILE must be one of the files given"
            )
        vendors[str(found[0])] = found[1].strip()
    return vendors


def _choice(text: str, files: Sequence[Path], catalogue: Catalogue) -> FieldChoice:
    field, equals, rest = text.partition("=")
    field = field.strip()
    if not equals or not rest.strip():
        raise UsageError(f"--map {text!r} must read FIELD=COLUMN, as vendor='Provider Code'")
    if field not in catalogue.fields and field not in catalogue.kpis:
        raise UsageError(
            f"--map {text!r}: the catalogue has no field or KPI {field!r}; "
            "vendorbench inspect FILE shows the names in use"
        )
    found = _file_and_rest(rest, files, ":")
    file, rest = (str(found[0]), found[1]) if found is not None else ("", rest)
    sheet, exclamation, column = rest.partition("!")
    if not exclamation or not column:
        sheet, column = "", rest
    return FieldChoice(field=field, column=column.strip(), sheet=sheet.strip(), file=file)
