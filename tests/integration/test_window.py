"""Vendors that report different months, compared over all of them and over those they share."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.period import Period
from desktop_app.importing.pipeline import import_report
from desktop_app.importing.report import ImportedReport, ImportOptions
from desktop_app.kpi.trail import rows_behind
from desktop_app.presenting.comparison import compare
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.scenario_words import window_sentence
from desktop_app.scoring.scenario import read_scenario
from desktop_app.scoring.scenario_text import write_scenario

FCR = {"Jan 2025": 0.90, "Feb 2025": 0.80, "Mar 2025": 0.70, "Apr 2025": 0.60}


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> list[ImportedReport]:
    """Acme states January to April; Borealis' log has March to May; Cedar states two quarters."""
    folder, catalogue = tmp_path_factory.mktemp("months"), load_catalogue()
    summary = pd.DataFrame(
        [["First contact resolution", *FCR.values()], ["Handled", 100, 100, 300, 100]],
        columns=["KPI", *FCR],
    )
    summary.to_excel(folder / "Acme Services KPIs.xlsx", index=False)
    days = pd.to_datetime(["2025-03-05"] * 4 + ["2025-04-07"] * 4 + ["2025-05-06"] * 2)
    log = pd.DataFrame({"Vendor": "Borealis", "Contact ID": [f"B{n:04d}" for n in range(10)],
                        "Date": days, "Resolved on first contact": list("YYYNYNNNYY")})  # fmt: skip
    log.to_excel(folder / "Borealis contacts.xlsx", index=False)
    quarters = pd.DataFrame(
        [["First contact resolution", 0.75, 0.85]], columns=["KPI", "Q1 2025", "Q2 2025"]
    )
    quarters.to_excel(folder / "Cedar Support KPIs.xlsx", index=False)
    paths: list[Path] = sorted(folder.iterdir())
    return [import_report(path, catalogue, ImportOptions()) for path in paths]


def compared(reports: list[ImportedReport], window: str) -> Comparison:
    catalogue = load_catalogue()
    return compare(reports, catalogue, read_scenario(f'window = "{window}"', "s", catalogue))


def fcr(comparison: Comparison) -> dict[str, float]:
    return {v: f.value for (v, kpi), f in comparison.figures.items() if kpi == "fcr"}


def test_all_months_of_each(reports: list[ImportedReport]) -> None:
    found = fcr(compared(reports, ""))
    assert found["Acme Services"] == pytest.approx((90 + 80 + 210 + 60) / 600)
    assert found["Borealis"] == pytest.approx(0.6)


def test_the_months_that_both_have(reports: list[ImportedReport]) -> None:
    result = compared(reports[:2], "common")
    assert result.window == Period.parse("2025-03-01/2025-04-30")
    assert fcr(result)["Acme Services"] == pytest.approx((0.7 * 300 + 0.6 * 100) / 400)
    assert fcr(result)["Borealis"] == pytest.approx(4 / 8)


def test_the_trail_has_the_windows_records_only(reports: list[ImportedReport]) -> None:
    result = compared(reports[:2], "2025-03")
    row = result.overall.iloc[result.figures["Borealis", "fcr"].row].to_dict()
    assert rows_behind(row, result.evidence, result.catalogue)["row"].tolist() == [2, 3, 4, 5]
    row = result.overall.iloc[result.figures["Acme Services", "fcr"].row].to_dict()
    assert rows_behind(row, result.evidence, result.catalogue)["cell"].tolist() == ["D2"]


def test_a_quarter_is_not_cut(reports: list[ImportedReport]) -> None:
    result = compared(reports, "2025-03-01/2025-04-30")
    assert "Cedar Support" not in fcr(result)
    assert "Cedar Support" in result.vendors
    (said,) = [f for f in result.findings if f.code == "outside-window"]
    assert "Cedar Support" in said.message
    assert "2025-Q1 and 2025-Q2" in said.message
    whole = compared(reports, "2025-Q1")
    assert fcr(whole)["Cedar Support"] == pytest.approx(0.75)


def test_no_month_in_common_is_said(reports: list[ImportedReport]) -> None:
    result = compared(reports, "common")
    assert result.window is None
    assert "no-common-months" in [finding.code for finding in result.findings]
    assert fcr(result)["Borealis"] == pytest.approx(0.6)


@pytest.mark.parametrize("window", ["2025-13", "2025-02-28/2025-01-05", "soon"])
def test_what_is_no_period_is_no_window(window: str) -> None:
    with pytest.raises(ScenarioError, match="expected a period"):
        read_scenario(f'window = "{window}"', "s", load_catalogue())


def test_a_window_of_days_leaves_months_out_that_it_cuts(reports: list[ImportedReport]) -> None:
    result = compared(reports, "2025-01-01/2025-02-15")
    assert result.window is not None
    assert result.window.label == "2025-01-01/2025-02-15"
    whole = compared(reports, "2025-01")
    stated = {f.vendor: f.value for f in result.figures.values() if f.basis == "stated"}
    first = {f.vendor: f.value for f in whole.figures.values() if f.basis == "stated"}
    assert stated == first
    assert "Days compared: 2025-01-01 to 2025-02-15" in window_sentence(result)


def test_a_scenario_keeps_its_window() -> None:
    catalogue = load_catalogue()
    scenario = read_scenario('window = "common"', "s", catalogue)
    assert read_scenario(write_scenario(scenario), "s", catalogue).window == "common"
