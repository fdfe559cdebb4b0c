"""Which files a drop or a choice means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from desktop_app import paths
from desktop_app.domain.translating import later, tr

REPORT_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt")
"""Endings of files that a folder is searched for."""
PROJECT_SUFFIX = ".vbench"
SCENARIO_SUFFIX = ".toml"
SCENARIO_NAME = "scenario.toml"
_SAMPLES = {"customer-support": later("Customer support"), "research": later("Research")}
"""The scenario that belongs to the reports of its folder."""


def report_files(paths: Iterable[Path]) -> list[Path]:
    """Return the files to import: files as given, folders searched with all their folders.

    A file that was named is kept whatever it is called, so that importing can say what is wrong
    with it. In folders only `REPORT_SUFFIXES` count, and lock and hidden files are passed over
    (Excel leaves ``~$name.xlsx`` beside a workbook that is open). Each file comes once, and
    scenarios are no reports.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.suffix.lower() == SCENARIO_SUFFIX:
            continue
        for file in _in_folder(path) if path.is_dir() else (path,):
            found.setdefault(file.absolute())
    return list(found)


def project_file(paths: Iterable[Path]) -> Path | None:
    """Return the first project file among `paths`, None if there is none."""
    return next((path for path in paths if path.suffix.lower() == PROJECT_SUFFIX), None)


def scenario_file(paths: Iterable[Path]) -> Path | None:
    """Return the scenario to rank by: one that was named, or that lies in a folder that was."""
    for path in paths:
        if path.suffix.lower() == SCENARIO_SUFFIX:
            return path
        if (path / SCENARIO_NAME).is_file():
            return path / SCENARIO_NAME
    return None


def sample_comparisons() -> dict[str, Path]:
    """Return the sample comparisons by title; each is a folder of vendors of one kind of work."""
    folders = sorted(path for path in paths.samples().iterdir() if path.is_dir())
    return {_sample_title(path.name): path for path in folders}


def _sample_title(folder: str) -> str:
    if folder in _SAMPLES:
        return tr(_SAMPLES[folder])
    return folder.replace("-", " ").capitalize()


def _in_folder(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*"), key=lambda item: str(item).casefold()):
        if path.name.startswith(("~$", ".")):
            continue
        if path.suffix.lower() in REPORT_SUFFIXES and path.is_file():
            yield path
