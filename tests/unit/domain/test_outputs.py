"""Results are never written over what they rest on."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.outputs import overwritten


def test_a_target_that_is_an_input_is_named(tmp_path: Path) -> None:
    report, other = tmp_path / "report.xlsx", tmp_path / "other.xlsx"
    report.write_bytes(b"1")
    other.write_bytes(b"2")
    assert overwritten(report, [str(other), str(report)]) == report
    assert overwritten(tmp_path / "." / "report.xlsx", [report]) == report


def test_a_link_to_an_input_is_that_input(tmp_path: Path) -> None:
    report, link, twin = (tmp_path / name for name in ("report.xlsx", "link.xlsx", "twin.xlsx"))
    report.write_bytes(b"1")
    try:
        link.symlink_to(report)
        twin.hardlink_to(report)
    except OSError:
        pytest.skip("no links here")
    assert overwritten(link, [report]) == report
    assert overwritten(twin, [report]) == report


def test_a_new_file_and_a_lost_input_replace_nothing(tmp_path: Path) -> None:
    report = tmp_path / "report.xlsx"
    assert overwritten(report, [report]) is None
    report.write_bytes(b"1")
    assert overwritten(tmp_path / "new.xlsx", [report, tmp_path / "gone.xlsx"]) is None
