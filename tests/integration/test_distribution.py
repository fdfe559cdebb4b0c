"""Times of single records, from two logs and a summary to the table and chart of the screen."""

from __future__ import annotations

import statistics

import pandas as pd
import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.importing.pipeline import import_report
from desktop_app.importing.report import ImportOptions
from desktop_app.presenting.comparison import compare
from desktop_app.presenting.distribution import boxes, distribution_kpis
from desktop_app.presenting.model import Comparison
from desktop_app.scoring.scenario import scenario_from_profile

# Equal means, and one vendor in which one contact in ten takes very long.
SECONDS = {"Acme": [300] * 40, "Borealis": [200] * 36 + [1200] * 4}


@pytest.fixture(scope="module")
def comparison(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    folder = tmp_path_factory.mktemp("centres")
    catalogue = load_catalogue()
    reports = []
    for vendor, seconds in SECONDS.items():
        frame = pd.DataFrame(
            {
                "Vendor": vendor,
                "Contact ID": [f"{vendor[0]}{n:05d}" for n in range(len(seconds))],
                "Date": pd.Timestamp("2025-03-03"),
                "Channel": "Voice",
                "Handle time (s)": seconds,
            }
        )
        path = folder / f"{vendor} contacts.xlsx"
        frame.to_excel(path, index=False)
        reports.append(import_report(path, catalogue, ImportOptions()))
    summary = pd.DataFrame({"KPI": ["AHT (sec)", "CSAT %"], "Mar 2025": [280, 88]})
    path = folder / "Corvid BPO scorecard.xlsx"
    summary.to_excel(path, index=False)
    reports.append(import_report(path, catalogue, ImportOptions()))
    return compare(reports, catalogue, scenario_from_profile(catalogue))


def test_only_times_of_records_are_offered(comparison: Comparison) -> None:
    assert distribution_kpis(comparison) == ["aht"]


def test_equal_means_are_told_apart(comparison: Comparison) -> None:
    found = boxes(comparison, "aht")
    assert [box.vendor for box in found.boxes] == ["Borealis", "Acme"]
    for box in found.boxes:
        values = SECONDS[box.vendor]
        figure = comparison.figures[box.vendor, "aht"]
        assert box.of.mean == pytest.approx(statistics.fmean(values)) == figure.value
        assert box.of.median == statistics.median(values)
        assert box.of.n == figure.n == len(values)
    assert found.boxes[0].of.p95 == 1200
    assert "from 3 min 20 s to 20 min" in found.boxes[0].text


def test_a_vendor_that_only_states_its_mean_is_named(comparison: Comparison) -> None:
    found = boxes(comparison, "aht")
    ((vendor, reason),) = found.left_out
    assert vendor.startswith("Corvid")
    assert reason == "stated only: no records"
    assert [row.key for row in found.table.rows] == ["Borealis", "Acme"]
