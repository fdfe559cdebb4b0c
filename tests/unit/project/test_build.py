from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from desktop_app.catalogue.model import Catalogue
from desktop_app.domain.errors import ProjectFileError
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.progress import NoProgress, Progress
from desktop_app.domain.records import Evidence
from desktop_app.importing.report import (
    FieldChoice,
    ImportedReport,
    ImportOptions,
    no_stated_values,
)
from desktop_app.presenting.model import Comparison
from desktop_app.project.build import read_again, read_reports_of, safe_name, state_of, unpacked
from desktop_app.project.model import ProjectState, StoredReport
from desktop_app.scoring.model import DecisionMatrix, Ranking
from tests.helpers.projects import small_project
from tests.helpers.small_catalogue import small_catalogue


def report(path: Path, vendor: str = "Alpha") -> ImportedReport:
    data = path.read_bytes()
    return ImportedReport(path.name, str(path), hashlib.sha256(data).hexdigest(), len(data), vendor)


def comparison(*reports: ImportedReport) -> Comparison:
    project = small_project()
    return Comparison(
        catalogue=small_catalogue(),
        scenario=project.scenario,
        reports=list(reports),
        evidence=Evidence([], no_stated_values()),
        vendors=(),
        kpis=(),
        overall=project.overall,
        by_period=project.by_period,
        figures={},
        matrix=DecisionMatrix((), (), np.empty((0, 0))),
        ranking=Ranking(project.scenario.method, ()),
        sensitivity=None,
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "alpha.csv"
    path.write_bytes(b"Month,FCR\n")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    return path


def test_state_of_a_comparison(file: Path) -> None:
    choice = FieldChoice("vendor", "Provider", file=str(file))
    state = state_of(comparison(report(file)), [choice], what="compared 1 report")
    assert state.reports == (StoredReport("alpha.csv", "Alpha", b"Month,FCR\n", 1_700_000_000),)
    assert state.choices == (FieldChoice("vendor", "Provider", file="alpha.csv"),)
    assert state.scenario == small_project().scenario
    assert [entry.what for entry in state.history] == ["compared 1 report"]
    assert state.history[0].when.endswith("+00:00")


def test_no_folder_of_this_computer_is_in_the_state(file: Path) -> None:
    state = state_of(comparison(report(file)), [FieldChoice("vendor", "B", file=str(file))])
    assert str(file.parent) not in repr(state)


def test_a_project_goes_on(file: Path) -> None:
    before = state_of(comparison(report(file)))
    before.notes = "mine"
    opened = report(file, "Renamed")
    opened.path = "1/alpha.csv"  # as read from the project, where there is no such file
    file.unlink()
    state = state_of(comparison(opened), before=before, what="renamed")
    assert state.reports == (StoredReport("alpha.csv", "Renamed", b"Month,FCR\n", 1_700_000_000),)
    assert state.notes == "mine"
    assert [entry.what for entry in state.history] == ["saved", "renamed"]


def test_a_report_that_changed_since_it_was_read(file: Path) -> None:
    read = report(file)
    file.write_bytes(b"Month,FCR\n2026-01,1\n")
    with pytest.raises(ProjectFileError, match=r"alpha.csv has changed since it was read"):
        state_of(comparison(read))


def test_a_report_that_is_gone(file: Path) -> None:
    read = report(file)
    file.unlink()
    with pytest.raises(ProjectFileError, match=r"alpha.csv can't be put into the project"):
        state_of(comparison(read))


def test_reading_again_hands_on_names_vendors_dates_and_choices() -> None:
    state = replace(small_project(), mappings=())  # as of format 1
    seen: list[tuple[str, bytes, float]] = []
    given: list[ImportOptions] = []

    def importer(
        paths: Sequence[Path], _: Catalogue, options: ImportOptions, __: Progress
    ) -> list[ImportedReport]:
        given.append(options)
        seen.extend((path.name, path.read_bytes(), path.stat().st_mtime) for path in paths)
        return [report(path, options.vendors.get(str(path), "")) for path in paths]

    found = read_reports_of(state, small_catalogue(), NoProgress(), importer)
    assert [name for name, _, _ in seen] == ["März.csv", "beta.xlsx"]
    assert [data for _, data, _ in seen] == [stored.data for stored in state.reports]
    assert seen[0][2] == state.reports[0].modified
    assert given[0].choices == state.choices
    assert [(r.path, r.vendor) for r in found] == [
        ("1/März.csv", "Ärzte & Söhne"),
        ("2/beta.xlsx", ""),
    ]


def test_reading_again_goes_by_the_mappings() -> None:
    state = small_project()
    given: list[ImportOptions] = []

    def importer(
        paths: Sequence[Path], _: Catalogue, options: ImportOptions, __: Progress
    ) -> list[ImportedReport]:
        given.append(options)
        return [report(path) for path in paths]

    read_reports_of(state, small_catalogue(), NoProgress(), importer)
    assert given[0].mappings == state.mappings
    assert not given[0].vendors  # the mapping knows who named the vendor


def test_a_report_is_read_again_from_the_project() -> None:
    state = small_project()
    (mapping,) = state.mappings
    open_report = ImportedReport("März.csv", "1/März.csv", state.reports[0].sha256)
    seen: list[tuple[bytes, ImportOptions]] = []

    def importer(
        paths: Sequence[Path], _: Catalogue, options: ImportOptions, __: Progress
    ) -> list[ImportedReport]:
        seen.append((paths[0].read_bytes(), options))
        return [report(path) for path in paths]

    again = read_again(
        open_report,
        replace(mapping, sha256="another"),
        small_catalogue(),
        NoProgress(),
        state,
        importer=importer,
    )
    assert again.path == "1/März.csv"
    assert again.sha256 == open_report.sha256
    assert seen[0][0] == state.reports[0].data
    assert seen[0][1].mappings == (mapping,)
    assert list(seen[0][1].labels.values()) == ["März.csv"]


def test_the_folder_is_gone_afterwards() -> None:
    with unpacked(small_project()) as paths:
        folder = paths[0].parent.parent
        assert folder.is_dir()
    assert not folder.exists()


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("März 2026 (v2).xlsx", "März 2026 (v2).xlsx"),
        ("../../etc/passwd", ".._.._etc_passwd"),
        ("..\\..\\evil.xlsx", ".._.._evil.xlsx"),
        ("/absolute.xlsx", "_absolute.xlsx"),
        ("C:evil.xlsx", "C_evil.xlsx"),
        ("con.xlsx", "_con.xlsx"),
        ("..", "report"),
        ("", "report"),
        ("a\x00b.csv", "a_b.csv"),
        ("x" * 300 + ".xlsx", "x" * 100 + ".xlsx"),
    ],
)
def test_names_that_reach_nowhere(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_hostile_name_stays_inside(tmp_path: Path) -> None:
    state = ProjectState(
        (StoredReport("../../../outside.csv", "", b"x"),), small_project().scenario
    )
    with unpacked(state) as (path,):
        assert path.parent.name == "1"
        assert path.parent.parent.name.startswith("vendorbench-")
        assert path.read_bytes() == b"x"


def test_a_file_that_could_not_be_opened_does_not_stop_the_saving_of_the_others(
    file: Path, tmp_path: Path
) -> None:
    lost = ImportedReport("lost.xlsx", str(tmp_path / "lost.xlsx"))
    lost.findings.append(Finding(Severity.ERROR, "file-unreadable", "'lost.xlsx' is not there."))
    state = state_of(comparison(report(file), lost))
    assert [stored.file for stored in state.reports] == ["alpha.csv"]
