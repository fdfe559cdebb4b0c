"""Mappings as files, as who works at the command line writes, changes and gives them back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from desktop_app.__main__ import main
from desktop_app.importing.mappings.document import SaidBy
from desktop_app.project.store import open_project
from tests.helpers.workbooks import Rows, write_workbook

pytestmark = pytest.mark.usefixtures("without_workers")


def log(month: int, unit: str = "(sec)", times: int = 100) -> Rows:
    return [
        ["Ticket", "Opened", f"Handle time {unit}", "Skill"],
        *(
            [f"T-{n:03}", f"2026-{month:02}-{n + 1:02}", times * (n % 2 + 1), ("A", "B")[n % 2]]
            for n in range(20)
        ),
    ]


def segments(text: str) -> dict[str | None, float]:
    """AHT by segment of a document of `kpis`."""
    found: list[dict[str, Any]] = json.loads(text)["measurements"]
    return {m["segment"]: m["value"] for m in found if m["kpi"] == "aht"}


@pytest.fixture
def corrected(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> tuple[Path, Path]:
    """A report, and its mapping with one line changed in an editor."""
    report = write_workbook(tmp_path / "Acme Q1.xlsx", {"Calls": log(1)})
    assert main(["inspect", str(report), "--save-mappings", str(tmp_path / "maps")]) == 0
    capfd.readouterr()
    file = tmp_path / "maps" / "Acme Q1.xlsx.toml"
    lines = file.read_text(encoding="utf-8").splitlines()
    (skill,) = (line for line in lines if '"Skill"' in line)
    meaning = skill.partition('meaning = "')[2].partition('"')[0]
    changed = skill.replace(f'meaning = "{meaning}"', 'meaning = "segment"')
    assert changed != skill
    text = "\n".join(changed if line == skill else line for line in lines)
    file.write_text(text, encoding="utf-8")
    return report, file


def test_a_changed_line_is_followed_here_and_in_the_next_report(
    corrected: tuple[Path, Path], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    report, file = corrected
    options = ["--mapping", str(file), "--segment", "segment", "--json"]
    assert main(["kpis", str(report), *options]) == 0
    assert segments(capfd.readouterr().out) == {None: 150.0, "A": 100.0, "B": 200.0}
    after = write_workbook(tmp_path / "Acme Q2.xlsx", {"April": log(4, "(min)", 2)})
    assert main(["kpis", str(after), *options]) == 0
    told = capfd.readouterr().out
    assert segments(told) == {None: 180.0, "A": 120.0, "B": 240.0}
    codes = {finding["code"] for finding in json.loads(told)["findings"]}
    assert {"mapping-followed", "unit-changed"} <= codes


def test_a_project_keeps_the_changed_mapping(
    corrected: tuple[Path, Path], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    report, file = corrected
    project = tmp_path / "kept.vbench"
    assert main(["compare", str(report), "--mapping", str(file), "--save", str(project)]) == 0
    capfd.readouterr()
    state = open_project(project).state
    assert state is not None
    (mapping,) = state.mappings
    said = {item.heading: (item.meaning, item.said_by) for item in mapping.tables[0].columns}
    assert said["Skill"] == ("segment", SaidBy.USER)
    assert said["Ticket"][1] is SaidBy.RECOGNITION


def test_a_slip_in_a_changed_file_names_its_line(
    corrected: tuple[Path, Path], capfd: pytest.CaptureFixture[str]
) -> None:
    report, file = corrected
    text = file.read_text(encoding="utf-8")
    line = next(n for n, one in enumerate(text.splitlines(), 1) if one.startswith("layout = "))
    file.write_text(text.replace('layout = "log"', 'layout = "lug"'), encoding="utf-8")
    assert main(["kpis", str(report), "--mapping", str(file)]) == 1
    assert f"line {line}, table A1:D21 on 'Calls': 'lug' is no layout" in capfd.readouterr().err
    file.write_text(text.replace('"segment"', '"segmant"'), encoding="utf-8")
    main(["kpis", str(report), "--mapping", str(file)])
    assert "no field or KPI 'segmant'; 'segment' comes close" in capfd.readouterr().out
