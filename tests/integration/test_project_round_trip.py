"""A saved project gives the figures it was saved with, from its own bytes alone."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.catalogue.model import Catalogue
from desktop_app.domain.progress import NoProgress, Progress
from desktop_app.importing.pipeline import import_report
from desktop_app.importing.report import ImportedReport, ImportOptions
from desktop_app.kpi.audit import AuditPlan, Mark, Strata
from desktop_app.presenting.audit import draw_sample
from desktop_app.presenting.comparison import compare
from desktop_app.presenting.decision import changes_since, record_decision
from desktop_app.presenting.papers import Papers
from desktop_app.project.build import read_reports_of, state_of
from desktop_app.project.store import open_project, save_project
from desktop_app.scoring.scenario import scenario_from_profile


def import_here(
    paths: Sequence[Path], catalogue: Catalogue, options: ImportOptions, progress: Progress
) -> list[ImportedReport]:
    return [import_report(path, catalogue, options, progress) for path in paths]


@pytest.fixture
def reports(tmp_path: Path) -> list[Path]:
    """Two reports, one of which names its months without a year and is of 2024."""
    alpha = tmp_path / "Alpha.csv"
    alpha.write_text("KPI,Jan,Feb,Mar\nFCR,70%,72%,75%\nCSAT,81%,83%,86%\n", encoding="utf-8")
    beta = tmp_path / "Beta.csv"
    beta.write_text(
        "Month,FCR,CSAT\n2024-01,66.6%,90%\n2024-02,77.7%,91%\n2024-03,78%,93%\n",
        encoding="utf-8",
    )
    for path in (alpha, beta):
        os.utime(path, (1_720_000_000, 1_720_000_000))  # July 2024
    return [alpha, beta]


def test_figures_and_ranks_come_back_without_the_reports(
    reports: list[Path], tmp_path: Path
) -> None:
    catalogue = load_catalogue()
    scenario = scenario_from_profile(catalogue)
    options = ImportOptions(vendors={"Alpha.csv": "Alpha GmbH"})
    imported = import_here(reports, catalogue, options, NoProgress())
    first = compare(imported, catalogue, scenario)
    assert first.vendors == ("Alpha GmbH", "Beta")
    assert set(first.by_period["period"]) == {"2024-01", "2024-02", "2024-03"}
    project = tmp_path / "p.vbench"
    save_project(project, state_of(first))
    for path in reports:
        path.unlink()

    state = open_project(project).state
    assert state is not None
    again = read_reports_of(state, catalogue, NoProgress(), import_here)
    second = compare(again, catalogue, state.scenario)

    pd.testing.assert_frame_equal(second.overall, state.overall, check_exact=True)
    pd.testing.assert_frame_equal(second.by_period, state.by_period, check_exact=True)
    assert second.ranking.vendors == first.ranking.vendors
    assert second.scenario == scenario
    save_project(project, state_of(second, before=state))


def test_a_decision_and_an_audit_come_back_and_are_held_against_what_is_there(
    reports: list[Path], tmp_path: Path
) -> None:
    catalogue = load_catalogue()
    log = tmp_path / "Gamma.csv"
    rows = [(f"T{i}", f"2024-0{1 + i % 3}-1{i % 9}", "Yes" if i % 3 else "No") for i in range(60)]
    lines = "\n".join(",".join(row) for row in rows)
    log.write_text(f"Ticket ID,Date,Resolved on first contact\n{lines}\n", encoding="utf-8")
    scenario = replace(scenario_from_profile(catalogue), window="2024-01-01/2024-03-31")
    imported = import_here([*reports, log], catalogue, ImportOptions(), NoProgress())
    first = compare(imported, catalogue, scenario)
    record = record_decision(first, ["Beta"], "Kim", "Why not.", "2024-07-01T10:00:00+00:00")
    sample = draw_sample(first, AuditPlan(5, 12, Strata.MONTH)).ticked(3, Mark.WRONG, "seen")
    project = tmp_path / "p.vbench"
    save_project(project, state_of(replace(first, papers=Papers(sample, (record,)))))

    state = open_project(project).state
    assert state is not None
    assert state.papers == Papers(sample, (record,))
    again = read_reports_of(state, catalogue, NoProgress(), import_here)
    second = compare(again, catalogue, state.scenario)
    assert changes_since(record, second) == []
    assert draw_sample(second, sample.plan).id == sample.id
    assert len(sample.items) == 12
    without = compare(again[1:], catalogue, state.scenario)
    words = changes_since(record, without)
    assert words[0] == "Alpha.csv was part of the decision and is no longer there."
    assert words[-1].startswith("The ranking is not the one that was decided on.")
