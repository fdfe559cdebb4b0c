"""Business time from the scenario's calendar to the figure, its trail, the export and back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.domain.errors import ScenarioError
from desktop_app.exporting.workbook import export_workbook
from desktop_app.importing.pipeline import import_report
from desktop_app.importing.report import ImportOptions
from desktop_app.kpi.trail import formula_text, rows_behind
from desktop_app.presenting.comparison import compare
from desktop_app.scoring.scenario import read_scenario
from desktop_app.scoring.scenario_text import write_scenario

SCENARIO = """
profile = "kpo_delivery"
[definitions]
tat = "mean_business"
[calendars."*"]
hours = "Mon-Fri 09:00-17:00"
country = "DE"
[calendars."Borealis"]
hours = "24x7"
"""

# Received and delivered; Thursday before Easter 2025 to the Tuesday after it, a day, a weekend.
JOBS = [
    (dt.datetime(2025, 4, 17, 16), dt.datetime(2025, 4, 22, 10)),  # 2 h open
    (dt.datetime(2025, 5, 6, 10), dt.datetime(2025, 5, 6, 15)),  # 5 h
    (dt.datetime(2025, 5, 9, 12), dt.datetime(2025, 5, 12, 11)),  # 5 h + 2 h
    (dt.datetime(2025, 5, 13, 9), dt.datetime(2025, 5, 14, 9)),  # 8 h
    (dt.datetime(2025, 5, 15, 18), dt.datetime(2025, 5, 16, 11)),  # 2 h
    (dt.datetime(2025, 5, 19, 9), dt.datetime(2025, 5, 19, 10)),  # 1 h
]
OPEN_HOURS = (2, 5, 7, 8, 2, 1)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> list:
    folder = tmp_path_factory.mktemp("jobs")
    catalogue = load_catalogue()
    found = []
    for vendor in ("Acme", "Borealis"):
        path = folder / f"{vendor} projects.xlsx"
        frame = pd.DataFrame(JOBS, columns=["Received", "Delivered"])
        frame.insert(0, "Vendor", vendor)
        frame.insert(1, "Project ID", [f"P{number:03d}" for number in range(len(JOBS))])
        frame.to_excel(path, index=False)
        found.append(import_report(path, catalogue, ImportOptions()))
    return found


def test_figures_by_each_vendors_calendar(reports: list) -> None:
    catalogue = load_catalogue()
    scenario = read_scenario(SCENARIO, "s.toml", catalogue)
    result = compare(reports, catalogue, scenario)
    elapsed = [(b - a).total_seconds() for a, b in JOBS]
    acme, borealis = (result.figures[vendor, "tat"] for vendor in ("Acme", "Borealis"))
    assert acme.variant == borealis.variant == "mean_business"
    assert acme.value == pytest.approx(3_600 * sum(OPEN_HOURS) / len(OPEN_HOURS))
    assert borealis.value == pytest.approx(sum(elapsed) / len(elapsed))
    frame = result.overall
    calendar = frame[(frame["kpi"] == "tat") & (frame["variant"] == "mean_calendar")]
    assert calendar["value"].tolist() == pytest.approx(2 * [sum(elapsed) / len(elapsed)])


def test_the_trail_shows_each_records_open_time(reports: list) -> None:
    catalogue = load_catalogue()
    scenario = read_scenario(SCENARIO, "s.toml", catalogue)
    result = compare(reports, catalogue, scenario)
    row = result.overall.iloc[result.figures["Acme", "tat"].row].to_dict()
    behind = rows_behind(row, result.evidence, catalogue)
    assert (behind["part"] / 3_600).tolist() == list(OPEN_HOURS)
    text = formula_text(row, catalogue, result.evidence)
    assert "working_seconds(received_at, delivered_at)" in text


def test_without_a_calendar_there_is_no_business_time(reports: list) -> None:
    catalogue = load_catalogue()
    result = compare(reports, catalogue, read_scenario('profile = "kpo_delivery"', "s", catalogue))
    assert not result.overall["variant"].str.endswith("_business").any()
    assert result.figures["Acme", "tat"].variant == "mean_calendar"


def test_the_export_names_hours_and_version(reports: list, tmp_path: Path) -> None:
    catalogue = load_catalogue()
    scenario = read_scenario(SCENARIO, "s.toml", catalogue)
    written = export_workbook(compare(reports, catalogue, scenario), tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(written)["Methodology"]
    lines = [str(row[1]) for row in sheet.iter_rows(values_only=True) if row[0] == "Business time"]
    assert len(lines) == 2
    assert "Mon-Fri 09:00-17:00" in lines[0]
    assert "public holidays of DE (holidays " in lines[0]


def test_a_scenario_keeps_its_calendars() -> None:
    catalogue = load_catalogue()
    text = SCENARIO + 'closed = [2026-12-24]\ncut_off = "15:00"\nzone = "Europe/Berlin"\n'
    scenario = read_scenario(text, "s.toml", catalogue)
    again = read_scenario(write_scenario(scenario), "again.toml", catalogue)
    assert again.calendars == scenario.calendars
    assert again.definitions == scenario.definitions
    assert scenario.calendars["Borealis"].closed == (dt.date(2026, 12, 24),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[calendars."*"]\ncountry = "DE"', "calendars.*.hours"),
        ('[calendars."*"]\nhours = "whenever"', "whenever"),
        ('[calendars."*"]\nhours = "24x7"\ncountry = "XX"', "XX"),
        ('[calendars."*"]\nhours = "24x7"\nzone = "Mars"', "Mars"),
        ('[calendars."*"]\nhours = "24x7"\nclosed = ["soon"]', "calendars.*.closed"),
        ('[definitions]\ntat = "fast"', "mean_business"),
        ('[definitions]\nspeed = "mean"', "speed"),
    ],
)
def test_what_is_wrong_is_named(text: str, said: str) -> None:
    with pytest.raises(ScenarioError, match=said.replace("*", r"\*").replace(".", r"\.")):
        read_scenario(text, "s.toml", load_catalogue())
