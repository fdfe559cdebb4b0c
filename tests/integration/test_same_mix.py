"""Two vendors with unlike mixes of channels, from their logs to the table of the screen."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.exporting.workbook import export_workbook
from desktop_app.importing.pipeline import import_report
from desktop_app.importing.report import ImportOptions
from desktop_app.presenting.comparison import compare
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.same_mix import mix_dimensions, mix_view, same_mix
from desktop_app.scoring.scenario import scenario_from_profile

# Resolved and all contacts by channel: Charig's kidney stones as two contact centres.
CENTRES = {
    "Acme": {"Chat": (81, 87), "Voice": (192, 263)},
    "Borealis": {"Chat": (234, 270), "Voice": (55, 80)},
}


@pytest.fixture(scope="module")
def comparison(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    folder = tmp_path_factory.mktemp("centres")
    catalogue = load_catalogue()
    reports = []
    for vendor, channels in CENTRES.items():
        lines = [
            (channel, "Yes" if number < good else "No")
            for channel, (good, total) in channels.items()
            for number in range(total)
        ]
        frame = pd.DataFrame(lines, columns=["Channel", "Resolved on first contact"])
        frame.insert(0, "Vendor", vendor)
        frame.insert(1, "Contact ID", [f"{vendor[0]}{n:05d}" for n in range(len(frame))])
        frame.insert(2, "Date", pd.Timestamp("2025-03-03"))
        path = folder / f"{vendor} contacts.xlsx"
        frame.to_excel(path, index=False)
        reports.append(import_report(path, catalogue, ImportOptions()))
    return compare(reports, catalogue, scenario_from_profile(catalogue))


def test_the_dimension_is_offered(comparison: Comparison) -> None:
    assert ("channel", "Channel") in mix_dimensions(comparison)


def test_the_order_turns_round_at_the_same_mix(comparison: Comparison) -> None:
    (line,) = [one for one in same_mix(comparison, "channel") if one.definition.id == "fcr"]
    acme, borealis = line.of("Acme"), line.of("Borealis")
    assert acme is not None
    assert borealis is not None
    assert (acme.raw, borealis.raw) == (pytest.approx(0.78), pytest.approx(289 / 350))
    assert acme.adjusted == pytest.approx(0.832546, abs=1e-6)
    assert borealis.adjusted == pytest.approx(0.778875, abs=1e-6)
    assert acme.low < acme.adjusted < acme.high


def test_the_screen_says_so(comparison: Comparison) -> None:
    view = mix_view(comparison, "channel")
    (said,) = [words for words in view.reversals if words.startswith("First contact")]
    assert "Borealis is above Acme as they are, and below at the same mix" in said
    row = next(row for row in view.table.rows if row.key == "fcr")
    texts = [cell.text for cell in row.cells]
    assert "83.3 % (78.0 %)" in texts
    assert "Chat 51.0 %, Voice 49.0 %" in texts


def test_the_workbook_says_so(comparison: Comparison, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(export_workbook(comparison, tmp_path / "out.xlsx"))
    rows = [list(row) for row in book["Same mix"].iter_rows(values_only=True)]
    assert any("Borealis is above Acme as they are" in str(row[0]) for row in rows)
    shown = {row[2]: row for row in rows if row[:2] == ["Channel", "First contact resolution"]}
    assert shown["Acme"][4:6] == [pytest.approx(0.78), pytest.approx(0.832546, abs=1e-6)]
    assert shown["Borealis"][9:] == ["Acme", "Chat 51.0 %, Voice 49.0 %"]
    assert shown["Borealis"][6] < shown["Borealis"][5] < shown["Borealis"][7]


def test_sizes_are_offered_where_logs_count_pages(tmp_path: Path) -> None:
    """Nobody names classes of size: they are made of the pages, and of the words of the other."""
    catalogue = load_catalogue()
    reports = []
    for vendor, name, sizes, prices in (
        ("Acme", "Pages", [4] * 9 + [40], [100] * 9 + [1000]),
        ("Borealis", "Word count", [1000] + [10000] * 9, [90] + [900] * 9),
    ):
        frame = pd.DataFrame({"Vendor": vendor, "Project ID": [f"P{n:03d}" for n in range(10)]})
        frame["Delivered"] = pd.Timestamp("2025-03-03")
        frame[name], frame["Invoiced EUR"] = sizes, prices
        path = tmp_path / f"{vendor} projects.xlsx"
        frame.to_excel(path, index=False)
        reports.append(import_report(path, catalogue, ImportOptions()))
    made = compare(reports, catalogue, scenario_from_profile(catalogue))
    assert ("size_band", "Size band") in mix_dimensions(made)
    (line,) = [
        one for one in same_mix(made, "size_band") if one.definition.id == "cost_per_project"
    ]
    assert {one.vendor: round(one.adjusted) for one in line.result.vendors} == {
        "Acme": 550,
        "Borealis": 495,
    }
    assert mix_view(made, "size_band").reversals == (
        "Cost per project: Borealis is above Acme as they are, and below at the same mix. The mix "
        "makes the difference.",
    )
