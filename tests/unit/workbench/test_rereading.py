"""Reports read again by a corrected mapping, and mappings kept for the next report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app import paths
from desktop_app.catalogue.model import Catalogue
from desktop_app.domain.errors import MappingError
from desktop_app.domain.progress import NoProgress, Progress
from desktop_app.importing import isolation
from desktop_app.importing.mappings import correcting
from desktop_app.importing.mappings.document import ReportMapping
from desktop_app.importing.pipeline import import_report
from desktop_app.importing.report import ImportedReport, ImportOptions
from desktop_app.project import build
from desktop_app.project.model import ProjectState, StoredReport
from desktop_app.scoring.scenario import scenario_from_profile
from desktop_app.workbench import jobs
from desktop_app.workbench.jobs import ReadRequest
from desktop_app.workbench.state import Workbench
from desktop_app.workbench.vendors import renamed
from tests.helpers.workbooks import Rows, catalogue, write_workbook

ROWS: Rows = [
    ["KPI", "Jan 2026", "Feb 2026"],
    ["FCR %", 81, 82],
    ["Happy index", 91, 92],
    ["AHT", 312, 318],
]
PLACE = ("KPIs", "A1:C4", "3")


def in_this_process(
    files: Sequence[Path], known: Catalogue, options: ImportOptions, progress: Progress
) -> list[ImportedReport]:
    return [import_report(file, known, options, progress) for file in files]


@pytest.fixture(autouse=True)
def users_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the user's own; reading goes on in this process, as workers start slowly."""
    folder = tmp_path / "user"
    monkeypatch.setattr(paths, "user_data", lambda: folder)
    monkeypatch.setattr(isolation, "import_reports", in_this_process)
    monkeypatch.setattr(build, "import_reports", in_this_process)
    return folder


@pytest.fixture
def report(tmp_path: Path) -> ImportedReport:
    path = write_workbook(tmp_path / "Acme Q1.xlsx", {"KPIs": ROWS})
    (found,) = jobs.read_reports(ReadRequest((path,)), catalogue(), NoProgress())
    return found


def corrected(report: ImportedReport) -> ReportMapping:
    assert report.mapping is not None
    return correcting.set_item(report.mapping, *PLACE, meaning="csat")


def csat(report: ImportedReport) -> list[float]:
    own = report.stated[report.stated["item"] == "csat"]
    return [round(float(value), 4) for value in own["value"]]


def test_a_report_is_read_again_by_its_corrected_mapping(report: ImportedReport) -> None:
    assert csat(report) == []
    again = jobs.reread(report, corrected(report), catalogue(), NoProgress())
    assert csat(again) == [0.91, 0.92]
    assert (again.path, again.file) == (report.path, report.file)


def test_undo_brings_the_reading_of_before_back(report: ImportedReport) -> None:
    workbench = Workbench()
    workbench.add_reports([report])
    again = jobs.reread(report, corrected(report), catalogue(), NoProgress())
    workbench.correct_mapping(report, again, "'Happy index' is CSAT")
    assert workbench.history.undo_label == (
        "correct the mapping of Acme Q1.xlsx: 'Happy index' is CSAT"
    )
    assert workbench.reports == (again,)
    workbench.history.undo()
    assert workbench.reports == (report,)
    assert workbench.reports[0].mapping == report.mapping


def test_the_name_that_the_vendor_was_given_stays(report: ImportedReport) -> None:
    named = renamed(report, "Brava")
    again = jobs.reread(named, corrected(named), catalogue(), NoProgress())
    assert again.vendor == "Brava"
    assert set(again.stated["vendor"]) == {"Brava"}


def test_a_report_of_a_project_is_read_from_its_bytes(report: ImportedReport) -> None:
    path = Path(report.path)
    stored = StoredReport(report.file, report.vendor, path.read_bytes())
    project = ProjectState((stored,), scenario_from_profile(catalogue()))
    path.unlink()
    inside = replace(report, path="1/Acme Q1.xlsx")
    again = jobs.reread(inside, corrected(report), catalogue(), NoProgress(), project)
    assert csat(again) == [0.91, 0.92]
    assert again.path == "1/Acme Q1.xlsx"
    with pytest.raises(MappingError, match="can't be read again"):
        jobs.reread(inside, corrected(report), catalogue(), NoProgress())


def test_a_file_that_has_changed_is_refused(report: ImportedReport) -> None:
    write_workbook(Path(report.path), {"KPIs": [*ROWS, ["CSAT %", 90, 91]]})
    with pytest.raises(MappingError, match="has changed since it was read"):
        jobs.reread(report, corrected(report), catalogue(), NoProgress())


def test_what_is_kept_is_found_for_the_next_report(
    report: ImportedReport, tmp_path: Path, users_folder: Path
) -> None:
    kept = jobs.remember_mapping(corrected(report), catalogue())
    assert users_folder in kept.parents
    new = [["KPI", "Mar 2026"], *([row[0], row[1]] for row in ROWS[1:])]
    path = write_workbook(tmp_path / "Acme Q2.xlsx", {"March": new})
    (after,) = jobs.read_reports(ReadRequest((path,)), catalogue(), NoProgress())
    assert csat(after) == [0.91]
    assert jobs.forget_mapping(corrected(report), catalogue())
    (without,) = jobs.read_reports(ReadRequest((path,)), catalogue(), NoProgress())
    assert csat(without) == []


def test_the_open_report_is_read_again_by_its_own_corrections(report: ImportedReport) -> None:
    workbench = Workbench()
    again = jobs.reread(report, corrected(report), catalogue(), NoProgress())
    workbench.add_reports([again])
    mappings = workbench.corrected_mappings()
    assert mappings == (again.mapping,)
    request = ReadRequest((Path(report.path),), mappings=mappings)
    (anew,) = jobs.read_reports(request, catalogue(), NoProgress())
    assert csat(anew) == [0.91, 0.92]
    workbench.history.undo()
    assert workbench.corrected_mappings() == ()


def test_a_kept_file_that_cannot_be_used_is_said(
    report: ImportedReport, users_folder: Path
) -> None:
    folder = users_folder / "mappings"
    folder.mkdir(parents=True)
    (folder / "odd.toml").write_text("format = 9")
    (again,) = jobs.read_reports(ReadRequest((Path(report.path),)), catalogue(), NoProgress())
    assert "mapping-not-usable" in {finding.code for finding in again.findings}


def test_a_mapping_goes_out_and_comes_back_as_a_file(
    report: ImportedReport, tmp_path: Path
) -> None:
    target = jobs.export_mapping(corrected(report), tmp_path / "acme.toml")
    assert jobs.import_mapping(target) == corrected(report)
