"""A definition that can't be brought to the others': said wherever its figure is shown or not."""

from __future__ import annotations

import csv
import datetime as dt
import html
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.cli import documents
from desktop_app.exporting.workbook import export_workbook
from desktop_app.importing.pipeline import import_report
from desktop_app.importing.report import ImportOptions
from desktop_app.presenting import charts
from desktop_app.presenting.comparison import compare, rerank
from desktop_app.presenting.comparison_tables import kpis_down
from desktop_app.presenting.duel_tables import duels
from desktop_app.presenting.levels import level_view
from desktop_app.presenting.likeness import unlike_words
from desktop_app.presenting.missing import missing_view
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.printed import printed_html
from desktop_app.presenting.trends import kpi_trends
from desktop_app.scoring.model import VariantRule
from desktop_app.scoring.scenario import scenario_from_profile

OTHER = "other definition: Sum of marks as a share of the best possible"
SHEETS = (
    "Ranking", "Value functions", "Scorecard", "Trends", "Level vendors", "Sensitivity",
    "Missing figures", "Coverage", "Methodology",
)  # fmt: skip
MONTHS = [f"{name} 2025" for name in ("Jan", "Feb", "Mar", "Apr", "May", "Jun")]


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    """Alder and Cedar state the share in the two best boxes, Birch a mean mark of 1 to 5."""
    folder, catalogue, reports = tmp_path_factory.mktemp("marks"), load_catalogue(), []
    for vendor, name, marks in (
        ("Alder", "CSAT top 2 box", [f"{84 + step / 2}%" for step in range(6)]),
        ("Birch", "CSAT average (1-5)", [f"{4.1 + step / 50:.2f}" for step in range(6)]),
        ("Cedar", "CSAT top 2 box", [f"{80 + step / 2}%" for step in range(6)]),
    ):
        path = folder / f"{vendor}.csv"
        with path.open("w", newline="") as file:
            rows = csv.writer(file)
            rows.writerows([["Vendor", vendor], [], ["KPI", *MONTHS], [name, *marks]])
            rows.writerow(["FCR", *(f"{70 + step}%" for step in range(6))])
        reports.append(import_report(path, catalogue, ImportOptions()))
    return compare(reports, catalogue, scenario_from_profile(catalogue))


@pytest.fixture(scope="module", params=list(VariantRule), ids=lambda rule: rule.value)
def made(request: pytest.FixtureRequest, compared: Comparison) -> Comparison:
    return rerank(compared, replace(compared.scenario, variants=request.param))


def ranked(made: Comparison) -> bool:
    return made.scenario.variants is VariantRule.MARK


def texts(table: Any) -> str:
    cells = [cell for row in table.rows for cell in row.cells]
    return " | ".join(f"{cell.text} {cell.tooltip}" for cell in cells)


def test_the_sentence_says_what_the_scenario_decides(made: Comparison) -> None:
    (said,) = unlike_words(made, made.scenario)
    how = "compared all the same" if ranked(made) else "not ranked"
    assert said.startswith(f"Birch's Customer satisfaction is {how}: ")
    assert said.endswith(f"{OTHER}.")


def test_every_screen_says_it(made: Comparison) -> None:
    (said,) = unlike_words(made, made.scenario)
    vendors = made.vendors
    assert said in made.ranking.notes  # Compare, Decide, Methodology
    assert OTHER in texts(kpis_down(made))
    assert said in level_view(made).sentences
    assert said in missing_view(made).sentences
    printed = printed_html(made, ["notes"], {}, dt.date(2025, 7, 1))
    assert said in html.unescape(printed)
    assert OTHER in " ".join(duel.reason for duel in duels(made, "Alder", "Birch"))
    bars, over_time = charts.bars(made, "csat", vendors), kpi_trends(made, "csat", vendors)
    if ranked(made):
        assert OTHER in texts(over_time.table)
        assert any(OTHER in point.text for point in bars.points)
    else:
        assert OTHER in dict(bars.left_out)["Birch"]
        assert OTHER in dict(over_time.chart.left_out)["Birch"]


def test_every_sheet_that_shows_or_leaves_out_the_figure_says_it(
    made: Comparison, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(export_workbook(made, tmp_path / "out.xlsx"))
    for name in SHEETS:
        cells = [cell for row in book[name].iter_rows() for cell in row]
        told = [str(cell.value) for cell in cells] + [c.comment.text for c in cells if c.comment]
        assert any(OTHER in text for text in told), name
    rows = list(book["Measurements"].iter_rows(values_only=True))
    assert any("Birch" in row and "percent_of_maximum" in row for row in rows)


def test_the_document_of_scripts_says_it(made: Comparison) -> None:
    document = json.loads(documents.dumps(documents.comparison(made, made.overall)))
    (said,) = unlike_words(made, made.scenario)
    assert said in document["notes"]
    variants = {
        row["variant"]
        for row in document["measurements"]
        if row["vendor"] == "Birch" and row["kpi"] == "csat"
    }
    assert variants == {"mean_5", "percent_of_maximum"}
