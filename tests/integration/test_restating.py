"""Figures brought to the definition that a scenario chooses: from files to screens and sheets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.domain.errors import ScenarioError
from desktop_app.exporting.workbook import export_workbook
from desktop_app.importing.pipeline import import_report
from desktop_app.importing.report import ImportOptions
from desktop_app.presenting.comparison import compare
from desktop_app.presenting.definitions import definition_choices
from desktop_app.presenting.scenario_words import scenario_sentences
from desktop_app.scoring.scenario import read_scenario, scenario_from_profile
from desktop_app.scoring.scenario_text import write_scenario

CATALOGUE = load_catalogue()
PLAIN = scenario_from_profile(CATALOGUE)

# Waits of answered calls, then of abandoned ones; by hand within 30 s: 7 of 10, and 1 of 2.
WAITS = [5, 12, 18, 19, 22, 25, 29, 31, 44, 80, 4, 50]
# Customer and day of each call: a is back after 3 and 9 days, b after 20, c's last call is late.
CALLS = [("a", 1), ("a", 4), ("a", 13), ("b", 2), ("b", 22), ("c", 3), ("d", 40), ("e", 5)]


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> list:
    folder = tmp_path_factory.mktemp("restating")
    calls = pd.DataFrame(
        {
            "Call ID": [f"C{number}" for number in range(len(WAITS))],
            "Start": pd.date_range("2026-03-02 09:00", periods=len(WAITS), freq="7h"),
            "Wait time (sec)": WAITS,
            "Abandoned": ["No"] * 10 + ["Yes"] * 2,
        }
    )
    contacts = pd.DataFrame(CALLS, columns=["Customer ID", "Day"])
    contacts.insert(0, "Contact ID", [f"K{number:03d}" for number in range(len(CALLS))])
    contacts["Channel"] = "Chat"
    contacts["Date"] = pd.Timestamp("2026-01-01") + pd.to_timedelta(contacts.pop("Day"), unit="D")
    errors = pd.DataFrame(
        {
            "Document ID": ["D1", "D2", "D3", "D4"],
            "Review date": pd.date_range("2026-03-02", periods=4),
            "Critical errors": [0, 1, 0, 0],
            "Major errors": [0, 0, 1, 0],
            "Minor errors": [2, 0, 0, 0],
        }
    )
    summary = pd.DataFrame(
        {
            "Month": ["2026-03"],
            "Calls answered": [200],
            "Calls abandoned": [50],
            "Calls answered within 30 seconds": [150],
        }
    )
    found = []
    for name, frame in {
        "Acme calls": calls,
        "Acme contacts": contacts,
        "Acme documents": errors,
        "Borealis summary": summary,
    }.items():
        path = folder / f"{name}.xlsx"
        frame.to_excel(path, index=False)
        options = ImportOptions(vendors={path.name: name.split()[0]})
        found.append(import_report(path, CATALOGUE, options))
    return found


def test_service_level_at_any_threshold_and_rule(reports: list) -> None:
    plain = compare(reports, CATALOGUE, PLAIN)
    assert ("Acme", "service_level", "answered_30s_of_answered") in plain.offered
    assert not (plain.overall["variant"] == "answered_30s_of_answered").any() or set(
        plain.overall.loc[plain.overall["variant"] == "answered_30s_of_answered", "vendor"]
    ) == {"Borealis"}
    chosen = replace(PLAIN, definitions={"service_level": "answered_30s_of_answered"})
    assert not chosen.measures_like(PLAIN, CATALOGUE)
    result = compare(reports, CATALOGUE, chosen)
    acme, borealis = (result.figures[vendor, "service_level"] for vendor in ("Acme", "Borealis"))
    assert (acme.value, acme.basis) == (0.7, "computed")
    assert (borealis.value, borealis.basis) == (0.75, "derived")
    assert acme.comparable
    assert borealis.comparable


def test_a_figure_that_cannot_be_restated_is_marked(reports: list) -> None:
    chosen = replace(PLAIN, definitions={"service_level": "answered_45s_of_offered"})
    result = compare(reports, CATALOGUE, chosen)
    acme, borealis = (result.figures[vendor, "service_level"] for vendor in ("Acme", "Borealis"))
    assert acme.value == pytest.approx(9 / 12)
    assert not borealis.comparable
    assert "other definition" in borealis.mark


def test_repeats_about_anything_where_no_topic_is_known(reports: list) -> None:
    plain = compare(reports, CATALOGUE, PLAIN)
    choices = {choice.kpi: choice for choice in definition_choices(plain)}
    assert "return_14d" in dict(choices["fcr"].variants)
    result = compare(reports, CATALOGUE, replace(PLAIN, definitions={"fcr": "return_14d"}))
    figure = result.figures["Acme", "fcr"]
    # The log ends on day 40: all but d's call are decided; a was back twice within 14 days.
    assert figure.value == pytest.approx(5 / 7)
    assert figure.mark == "1 not counted, their 14 days not over"


def test_weights_of_errors_are_the_scenarios(reports: list, tmp_path: Path) -> None:
    by_severity = {"accuracy": "severity_weighted"}
    shipped = compare(reports, CATALOGUE, replace(PLAIN, definitions=by_severity))
    assert shipped.figures["Acme", "accuracy"].value == pytest.approx((4 - 0.2 - 1 - 0.5) / 4)
    strict = replace(
        PLAIN, definitions=by_severity, parameters={"severity_major": 1, "severity_minor": 0.25}
    )
    result = compare(reports, CATALOGUE, strict)
    assert result.figures["Acme", "accuracy"].value == pytest.approx((4 - 0.5 - 1 - 1) / 4)
    words = " ".join(scenario_sentences(result))
    assert "Weight of a major error: 1 (by default 0.5)." in words
    assert "minor 0.25" in words
    export_workbook(result, tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["Methodology"]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert "Weight of a minor error: 0.25 (by default 0.1)" in texts
    assert any("1 * [Major errors] - 0.25 * [Minor errors]" in text for text in texts)
    again = read_scenario(write_scenario(strict), "s.toml", CATALOGUE)
    assert dict(again.parameters) == dict(strict.parameters)


@pytest.mark.parametrize(
    "line", ["severity_major = -1", "severity_huge = 1", "severity_major = 'x'"]
)
def test_parameters_that_cannot_be_are_refused(line: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        read_scenario(f"[parameters]\n{line}", "s.toml", CATALOGUE)
    assert "s.toml, key 'parameters.severity_" in str(caught.value)
