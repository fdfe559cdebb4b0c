"""The user's own KPIs from a file through the command line, the project and the workbook."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from desktop_app.__main__ import main
from desktop_app.catalogue.loader import load_catalogue
from desktop_app.catalogue.own import read_own_kpis
from desktop_app.domain.errors import ProjectFileError
from desktop_app.domain.progress import NoProgress
from desktop_app.importing.report import ImportOptions
from desktop_app.presenting.comparison import compare
from desktop_app.presenting.own_kpis import preview_kpi
from desktop_app.project.build import catalogue_of, read_reports_of, state_of
from desktop_app.project.store import open_project, save_project
from desktop_app.scoring.scenario import scenario_from_profile
from tests.helpers.in_process import import_here

OWN = """
[own_slow_chats]
title = "Slow chats"
short = "Slow"
category = "efficiency"
unit = "share"
direction = "lower"
description = "Chats that took over ten minutes, of all chats."
anchors = { worst = 0.5, target = 0.3, best = 0.1, source = "user" }
[[own_slow_chats.formulas]]
source = "records"
part = "only(is_one_of(channel, 'Chat'), handle_time > 600)"
whole = "only(is_one_of(channel, 'Chat'), 1)"

[own_smile_index]
title = "Smile index"
short = "Smiles"
category = "experience"
unit = "share"
direction = "higher"
description = "As the vendors state it."
"""
CHANNELS = ("Chat", "Voice", "Chat", "E-mail", "chat")


def write_log(path: Path, minutes: list[float]) -> float:
    """Write a log of contacts; return the share of chats over ten minutes, counted here."""
    chats = slow = 0
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["Ticket ID", "Created", "Channel", "Handle time (min)"])
        for place, took in enumerate(minutes):
            channel = CHANNELS[place % len(CHANNELS)]
            rows.writerow([f"T-{place:04}", f"2026-01-{place % 28 + 1:02}", channel, took])
            if channel.lower() == "chat":
                chats += 1
                slow += took > 10
    return slow / chats


@pytest.fixture
def logs(tmp_path: Path) -> dict[str, float]:
    """Write two logs and a summary; return what is expected of the logs."""
    acme = write_log(tmp_path / "Acme.csv", [3.5 + (7 * n) % 13 for n in range(60)])
    birch = write_log(tmp_path / "Birch.csv", [1.5 + (5 * n) % 19 for n in range(75)])
    (tmp_path / "Cedar.csv").write_text(
        "KPI,Unit,2026-01,2026-02\nSmile index,%,71%,73%\nCSAT,%,81%,83%\nFCR,%,70%,72%\n",
        encoding="utf-8",
    )
    (tmp_path / "own.toml").write_text(OWN, encoding="utf-8")
    return {"Acme": acme, "Birch": birch}


def test_from_the_command_line_into_project_and_workbook(tmp_path, logs, capfd):
    project, book = tmp_path / "p.vbench", tmp_path / "out.xlsx"
    files = [str(tmp_path / f"{name}.csv") for name in ("Acme", "Birch", "Cedar")]
    own = ["--catalogue", str(tmp_path / "own.toml")]
    assert main(["compare", *files, *own, "--json", "--save", str(project)]) == 0
    found = json.loads(capfd.readouterr().out)["measurements"]
    slow = {m["vendor"]: m for m in found if m["kpi"] == "own_slow_chats"}
    assert {vendor: one["value"] for vendor, one in slow.items()} == pytest.approx(logs)
    assert slow["Acme"]["origin"]["cells"].startswith("C2")
    smiles = [m for m in found if m["kpi"] == "own_smile_index"]
    assert [(m["vendor"], m["basis"]) for m in smiles] == [("Cedar", "stated")]
    for name in files:
        Path(name).unlink()
    assert main(["export", str(project), str(book)]) == 0
    sheets = openpyxl.load_workbook(book, read_only=True)
    methodology = [str(cell) for row in sheets["Methodology"].values for cell in row if cell]
    assert any("is_one_of([Channel], 'Chat')" in text for text in methodology)
    assert any(text == "Slow chats (Slow), your own" for text in methodology)


def test_a_faulty_file_is_named(tmp_path, logs, capfd, without_workers):
    own = tmp_path / "own.toml"
    own.write_text(OWN.replace("handle_time > 600", "handle_time > "), encoding="utf-8")
    files = [str(tmp_path / "Acme.csv")]
    assert main(["kpis", *files, "--catalogue", str(own)]) == 1
    said = capfd.readouterr().err
    assert "own.toml, 'own_slow_chats, formulas 1'" in said
    assert "character 48" in said


def imported(tmp_path, catalogue):
    paths = [tmp_path / f"{name}.csv" for name in ("Acme", "Birch", "Cedar")]
    return import_here(paths, catalogue, ImportOptions(), NoProgress())


def test_a_saved_project_measures_them_again(tmp_path, logs):
    own = read_own_kpis(OWN)
    catalogue = load_catalogue(tmp_path / "own.toml")
    first = compare(imported(tmp_path, catalogue), catalogue, scenario_from_profile(catalogue))
    save_project(tmp_path / "p.vbench", state_of(first))
    state = open_project(tmp_path / "p.vbench").state
    joined = catalogue_of(state, load_catalogue())
    assert joined.catalogue.own_kpis == own
    assert joined.notes == ()
    reports = read_reports_of(state, joined.catalogue, NoProgress(), import_here)
    second = compare(reports, joined.catalogue, state.scenario)
    for vendor, expected in logs.items():
        assert second.figures[vendor, "own_slow_chats"].value == pytest.approx(expected)
    assert second.figures["Cedar", "own_smile_index"].value == pytest.approx(0.72)


def test_a_project_whose_kpi_the_catalogue_can_not_carry_says_so(tmp_path, logs):
    catalogue = load_catalogue()
    first = compare(imported(tmp_path, catalogue), catalogue, scenario_from_profile(catalogue))
    state = state_of(first)
    state.user_kpis = OWN.replace("handle_time", "walking_time")
    with pytest.raises(ProjectFileError, match="walking_time"):
        catalogue_of(state, catalogue)


def test_what_a_new_kpi_would_show(tmp_path, logs):
    catalogue = load_catalogue()
    shown = compare(imported(tmp_path, catalogue), catalogue, scenario_from_profile(catalogue))
    defined = load_catalogue(tmp_path / "own.toml")
    preview = preview_kpi(shown, defined, "own_slow_chats", NoProgress())
    assert (preview.found, preview.vendors) == (2, 3)
    texts = {row.cells[0].text: row.cells for row in preview.table.rows}
    assert texts["Acme"][1].sort == pytest.approx(logs["Acme"])
    assert texts["Acme"][4].text == "records"
    assert "no log of records" in texts["Cedar"][5].text
    said = preview_kpi(shown, defined, "own_smile_index", NoProgress())
    assert said.found == 0  # the report was read before the KPI had a name
    assert "of this name" in said.table.rows[0].cells[5].text
