"""Evaluators' marks beside measured KPIs: ranked, exported with comments, saved and reopened."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.domain.errors import CatalogueError, ScenarioError
from desktop_app.domain.evaluator import MARKS_FILE, Evaluator, Way
from desktop_app.domain.progress import NoProgress
from desktop_app.exporting.workbook import export_workbook
from desktop_app.importing.report import ImportOptions
from desktop_app.kpi.trail import rows_behind
from desktop_app.presenting.comparison import compare
from desktop_app.project.build import catalogue_of, read_reports_of, state_of
from desktop_app.project.store import open_project, save_project
from desktop_app.scoring.scenario import scenario_from_profile
from desktop_app.workbench.criteria import (
    criteria_in,
    marked,
    of_vendors,
    read_marks_file,
    with_criteria,
)
from tests.helpers.in_process import import_here

SHEETS = {
    "Ann": "Vendor,Team fit,Comment,Security\nweight,70,,30\nAcme,4,knows our trade,3\n"
    "Birch,2,,5\n",
    "Bo": "Vendor,Team fit,Security,Remark\nAcme,3,4,\nbirch,3.5,4,audit seen\n",
}


@pytest.fixture
def reports(tmp_path: Path) -> list[Path]:
    paths = []
    for name, fcr in (("Acme", (70, 72)), ("Birch", (74, 75))):
        path = tmp_path / f"{name}.csv"
        path.write_text(f"KPI,2026-01,2026-02\nFCR,{fcr[0]}%,{fcr[1]}%\nCSAT,81%,83%\n")
        paths.append(path)
    return paths


@pytest.fixture
def heard(tmp_path: Path):
    """Return catalogue and evaluators with the marks of two files."""
    catalogue, evaluators = load_catalogue(), []
    for name, text in SHEETS.items():
        path = tmp_path / f"{name}-marks.csv"
        path.write_text(text, encoding="utf-8")
        table = read_marks_file(path)
        catalogue, ids = with_criteria(catalogue, list(table.marks))
        marks = of_vendors(table.marks, ["Acme", "Birch"])
        evaluators.append(marked(Evaluator(name, Way.DIRECT, {"fcr": 1.0}), marks, ids))
    return catalogue, tuple(evaluators)


def compared(reports, heard, **changes):
    catalogue, evaluators = heard
    scenario = scenario_from_profile(catalogue)
    weights = {"fcr": 0.5, "own_team_fit": 0.3, "own_security": 0.2}
    scenario = replace(scenario, weights=weights, gates=(), evaluators=evaluators, **changes)
    imported = import_here(reports, catalogue, ImportOptions(), NoProgress())
    return compare(imported, catalogue, scenario)


def test_marks_are_figures_with_their_weight(reports, heard):
    comparison = compared(reports, heard)
    assert {v: comparison.figures[v, "own_team_fit"].value for v in comparison.vendors} == {
        "Acme": 3.5,
        "Birch": 2.75,
    }
    for (vendor, kpi), figure in comparison.figures.items():
        if kpi.startswith("own_"):
            assert figure.score == pytest.approx(20 * figure.value), vendor
    lines = {line.vendor: line for line in comparison.ranking.vendors}
    assert lines["Acme"].contributions["own_team_fit"] == pytest.approx(0.3 * 70)
    assert lines["Birch"].contributions["own_security"] == pytest.approx(0.2 * 90)
    assert lines["Birch"].coverage == 1.0


def test_a_mark_leads_to_its_evaluators(reports, heard):
    comparison = compared(reports, heard)
    row = comparison.overall.iloc[comparison.figures["Birch", "own_security"].row]
    assert row["file"] == MARKS_FILE
    rows = rows_behind(row, comparison.evidence, comparison.catalogue)
    assert rows["raw"].tolist() == ["Ann 5; Bo 4"]


def test_marks_stay_whatever_months_are_compared(reports, heard):
    comparison = compared(reports, heard, window="2026-02")
    assert comparison.figures["Acme", "fcr"].value == pytest.approx(0.72)
    assert comparison.figures["Acme", "own_team_fit"].value == 3.5
    assert not [f for f in comparison.findings if f.code == "outside-window"]


def test_all_comes_back_from_a_project(reports, heard, tmp_path):
    first = compared(reports, heard)
    save_project(tmp_path / "p.vbench", state_of(first))
    state = open_project(tmp_path / "p.vbench").state
    catalogue = catalogue_of(state, load_catalogue()).catalogue
    assert [kpi.title for kpi in criteria_in(catalogue)] == ["Team fit", "Security"]
    again = read_reports_of(state, catalogue, NoProgress(), import_here)
    second = compare(again, catalogue, state.scenario)
    assert second.ranking == first.ranking
    assert state.scenario.evaluators == first.scenario.evaluators


def test_marks_are_exported_with_comments(reports, heard, tmp_path):
    target = export_workbook(compared(reports, heard), tmp_path / "o.xlsx")
    sheet = openpyxl.load_workbook(target)["Evaluators"]
    lines = [tuple(cell.value or None for cell in row[:5]) for row in sheet.iter_rows()]
    assert ("Team fit", "Acme", "Ann", 4, "knows our trade") in lines
    assert ("Security", "Birch", "Bo", 4, "audit seen") in lines
    assert ("Team fit", "Birch", "Bo", 3.5, None) in lines


def test_what_can_not_be_taken_is_named(tmp_path):
    path = tmp_path / "m.csv"
    path.write_text("Vendor,Team fit\nCedar,4\nBirch,3\n")
    with pytest.raises(ScenarioError, match="'Cedar' is none of the vendors"):
        of_vendors(read_marks_file(path).marks, ["Acme", "Birch"])
    with pytest.raises(CatalogueError, match="CSAT"):
        with_criteria(load_catalogue(), ["CSAT"])
