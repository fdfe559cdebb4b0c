from __future__ import annotations

from pathlib import Path

from desktop_app.workbench.files import (
    project_file,
    report_files,
    sample_comparisons,
    scenario_file,
)


def _touch(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"")
    return path


def test_folders_are_searched_and_lock_files_passed_over(tmp_path):
    wanted = [_touch(tmp_path / "a" / "One.xlsx"), _touch(tmp_path / "two.CSV")]
    _touch(tmp_path / "a" / "~$One.xlsx")
    _touch(tmp_path / ".hidden.xlsx")
    _touch(tmp_path / "letter.docx")
    assert report_files([tmp_path]) == wanted


def test_a_named_file_is_kept_whatever_it_is_called(tmp_path):
    odd = _touch(tmp_path / "report.docx")
    assert report_files([odd]) == [odd]


def test_a_file_named_twice_comes_once(tmp_path):
    file = _touch(tmp_path / "one.xlsx")
    assert report_files([file, tmp_path, file]) == [file]


def test_the_project_among_paths_is_found():
    assert project_file([Path("a.xlsx"), Path("b.VBENCH")]) == Path("b.VBENCH")
    assert project_file([Path("a.xlsx")]) is None


def test_samples_come_in_comparisons_of_one_kind_of_work():
    found = sample_comparisons()
    assert len(found) >= 2
    assert all(report_files([folder]) for folder in found.values())


def test_a_scenario_is_found_by_name_or_in_a_folder_and_is_no_report(tmp_path):
    named = _touch(tmp_path / "mine.toml")
    beside = _touch(tmp_path / "folder" / "scenario.toml")
    report = _touch(tmp_path / "folder" / "one.xlsx")
    assert scenario_file([report]) is None
    assert scenario_file([report, named]) == named
    assert scenario_file([tmp_path / "folder"]) == beside
    assert report_files([tmp_path / "folder", named]) == [report]
