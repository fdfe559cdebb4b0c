"""The exported workbook, opened again with another library."""

import datetime as dt
import html
import math
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from desktop_app.catalogue.model import Anchors
from desktop_app.cli import documents, text
from desktop_app.domain.errors import ExportError
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.progress import Cancelled
from desktop_app.exporting.workbook import SHEETS, export_workbook
from desktop_app.importing.pipeline import import_report
from desktop_app.presenting.comparison import rerank
from desktop_app.presenting.levels import band_texts, ranking_noise
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.printed import printed_html
from desktop_app.presenting.verdict import verdict_of
from tests.helpers import comparisons


@pytest.fixture
def comparison() -> Comparison:
    made = comparisons.comparison()
    return rerank(made, made.scenario)


def exported(comparison: Comparison, folder: Path, values: bool = True) -> openpyxl.Workbook:
    path = export_workbook(comparison, folder / "out.xlsx")
    return openpyxl.load_workbook(path, data_only=values)


def row_of(sheet: Worksheet, column: int, text: str) -> list[Any]:
    for row in sheet.iter_rows(values_only=True):
        if row[column] == text:
            return list(row)
    raise AssertionError(f"no {text!r} on {sheet.title}")


def test_all_sheets_are_there_in_order(comparison: Comparison, tmp_path: Path) -> None:
    assert exported(comparison, tmp_path).sheetnames == list(SHEETS)


def test_sheets_left_out_are_named_and_the_figures_stay(
    comparison: Comparison, tmp_path: Path
) -> None:
    out = ("Methods", "Measurements", "Trends")
    book = openpyxl.load_workbook(export_workbook(comparison, tmp_path / "out.xlsx", left_out=out))
    assert book.sheetnames == [name for name in SHEETS if name not in ("Methods", "Trends")]
    told = [row[0] for row in book["Methodology"].iter_rows(values_only=True)]
    assert "Left out of this workbook by choice: Trends and Methods." in told


def test_cached_ranks_and_scores_equal_the_applications(
    comparison: Comparison, tmp_path: Path
) -> None:
    sheet = exported(comparison, tmp_path)["Ranking"]
    bands = band_texts(ranking_noise(comparison))
    for line in comparison.ranking.vendors:
        rank, _, score, coverage, gate, band, *_ = row_of(sheet, 1, line.vendor)
        assert (band or "") == bands.get(line.vendor, "")
        assert rank == (line.rank if line.rank is not None else "not ranked")
        assert score == pytest.approx(line.score, abs=0, rel=1e-12)
        assert coverage == pytest.approx(line.coverage)
        assert (gate == "failed") == any(g.outcome == "failed" for g in line.gates)


def test_ranking_formulas_give_the_cached_results_from_weights_and_scores(
    comparison: Comparison, tmp_path: Path
) -> None:
    sheet = exported(comparison, tmp_path)["Ranking"]
    weights = row_of(sheet, 1, "Weight")[6:]
    for line in comparison.ranking.vendors:
        row = row_of(sheet, 1, line.vendor)
        known = [(w, s) for w, s in zip(weights, row[6:], strict=True) if s is not None]
        score = sum(w * s for w, s in known) / sum(w for w, _ in known)
        assert score == pytest.approx(row[2])


def test_ranks_scores_and_coverage_are_live_formulas(
    comparison: Comparison, tmp_path: Path
) -> None:
    sheet = exported(comparison, tmp_path, values=False)["Ranking"]
    first = next(
        number
        for number, row in enumerate(sheet.iter_rows(values_only=True), start=1)
        if row[1] == comparison.ranking.vendors[0].vendor
    )
    assert "SUMPRODUCT" in sheet.cell(first, 1).value.text
    assert str(sheet.cell(first, 3).value).startswith("=IF(SUMPRODUCT")
    assert str(sheet.cell(first, 4).value).startswith("=IF(SUM(")


def bent(comparison: Comparison) -> Comparison:
    """The comparison with a curve of its own, a scale by the field, and one in proportion."""
    own = Anchors(0.55, 0.75, 0.85, points=((0.55, 0.0), (0.7, 10.0), (0.85, 100.0)))
    catalogue = comparison.catalogue
    bare = {**catalogue.kpis}
    bare["compliance_rate"] = replace(bare["compliance_rate"], anchors=None)
    scenario = replace(comparison.scenario, anchors={"fcr": own}, by_field=("aht",), gates=())
    return rerank(replace(comparison, catalogue=replace(catalogue, kpis=bare)), scenario)


def test_points_follow_from_the_corners_beside_them(comparison: Comparison, tmp_path: Path) -> None:
    after = bent(comparison)
    book = exported(after, tmp_path)
    sheet = book["Value functions"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    start = next(i for i, row in enumerate(rows) if row[0] == "First contact resolution")
    assert rows[start][1] == "Your own curve."
    block = rows[start + 2 : start + 5]
    assert [row[1:3] for row in block] == [[0.55, 0], [0.7, 10], [0.85, 100]]
    # 82 % is 12/15 of the way from 10 to 100, 71 % is 1/15 of it; Cedar's 52 % earns nothing.
    points = {row[4]: row[6] for row in block}
    assert points == {"Alder": pytest.approx(82), "Birch": pytest.approx(16), "Cedar": 0}
    told = row_of(book["Methodology"], 0, "First contact resolution (FCR)")[3]
    assert "points: 55.0 %: 0, 70.0 %: 10, 85.0 %: 100\nYour own curve." in told
    told = row_of(book["Methodology"], 0, "Average handle time (AHT)")[3]
    assert told.endswith("Adding a vendor can change ranks.")
    live = exported(after, tmp_path, values=False)["Ranking"]
    texts = [str(cell.value) for row in live.iter_rows() for cell in row]
    assert sum(text.startswith("='Value functions'!") for text in texts) == 10


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_another_program_recalculates_the_same(comparison: Comparison, tmp_path: Path) -> None:
    comparison = bent(comparison)
    before = exported(comparison, tmp_path)["Ranking"]
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/lo", "--headless"]
    command += ["--convert-to", "ods", "--outdir", str(tmp_path), str(tmp_path / "out.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    back = ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "again")]
    subprocess.run([*command[:3], *back, str(tmp_path / "out.ods")], check=True, timeout=120)
    after = openpyxl.load_workbook(tmp_path / "again" / "out.xlsx", data_only=True)["Ranking"]
    for line in comparison.ranking.vendors:
        old, new = row_of(before, 1, line.vendor), row_of(after, 1, line.vendor)
        assert new[0] == old[0]
        assert new[2] == pytest.approx(old[2])
        assert new[5] == old[5]
        assert new[6:10] == [None if x is None else pytest.approx(x) for x in old[6:10]]


def test_a_missing_figure_is_a_blank_cell_and_never_zero(
    comparison: Comparison, tmp_path: Path
) -> None:
    sheet = exported(comparison, tmp_path)["Scorecard"]
    titles = {kpi: comparison.catalogue.kpis[kpi].title for kpi in comparison.kpis}
    missing = [
        (vendor, kpi)
        for vendor in comparison.vendors
        for kpi in comparison.kpis
        if (vendor, kpi) not in comparison.figures
    ]
    assert missing
    for vendor, kpi in missing:
        column = 5 + comparison.vendors.index(vendor)
        assert row_of(sheet, 1, titles[kpi])[column] is None


def test_figures_keep_their_digits_on_the_measurements_sheet(
    comparison: Comparison, tmp_path: Path
) -> None:
    sheet = exported(comparison, tmp_path)["Measurements"]
    rows = list(sheet.iter_rows(values_only=True))
    start = next(i for i, row in enumerate(rows) if row[0] == "Vendor") + 1
    wanted = [*comparison.overall["value"], *comparison.by_period["value"]]
    values = [row[4] for row in rows[start:]]
    assert len(values) == len(wanted)
    for value, want in zip(values, wanted, strict=True):
        # XlsxWriter writes 16 significant digits, as Excel itself does at most.
        assert (value is None and math.isnan(want)) or value == pytest.approx(want, rel=1e-15)
    frames = [comparison.overall, comparison.by_period]
    places = [
        place for f in frames for place in zip(f["file"], f["sheet"], f["cells"], strict=True)
    ]
    assert [tuple(text or "" for text in row[15:18]) for row in rows[start:]] == places


def test_text_of_a_report_is_never_a_formula_or_a_link(
    comparison: Comparison, tmp_path: Path
) -> None:
    evil = '=HYPERLINK("http://example.com","x")'
    finding = Finding(Severity.ERROR, "code", evil, "http://example.com", "@SUM(A1)", "+1")
    comparison = replace(comparison, findings=[finding])
    path = export_workbook(comparison, tmp_path / "out.xlsx")
    for sheet in openpyxl.load_workbook(path).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.hyperlink is None
                if cell.value == evil:
                    assert cell.data_type == "s"
    sources = openpyxl.load_workbook(path)["Findings"]
    assert row_of(sources, 4, evil)[1] == "http://example.com"


def test_sources_account_for_all_cells_of_all_sheets(
    comparison: Comparison, tmp_path: Path
) -> None:
    sheet = exported(comparison, tmp_path)["Sources"]
    for report in comparison.reports:
        for part in report.sheets:
            row = next(
                list(r)
                for r in sheet.iter_rows(values_only=True)
                if r[0] == report.file and str(r[2]).startswith(part.sheet)
            )
            assert row[4] == sum(row[5:10]) == part.accounting.cells
            assert row[10] == report.sha256


def test_the_verdict_is_in_the_same_words_everywhere_and_its_draws_are_told(
    comparison: Comparison, tmp_path: Path
) -> None:
    verdict = verdict_of(comparison)
    book = exported(comparison, tmp_path)
    assert row_of(book["Summary"], 0, "Verdict")[1] == verdict.title
    assert row_of(book["Summary"], 0, "How sure")[1] == verdict.reason
    cells = [cell.value for row in book["Sensitivity"].iter_rows() for cell in row]
    assert {f"{verdict.title}.", verdict.reason} <= set(cells)
    assert verdict.reason in text.comparison(comparison)
    told = documents.comparison(comparison, comparison.overall)["sensitivity"]
    assert (told["verdict"], told["reason"]) == (verdict.word, verdict.reason)
    printed = printed_html(comparison, ["summary"], {}, dt.date(2026, 1, 1))
    assert html.escape(verdict.reason, quote=False) in html.unescape(printed)
    draws = [
        row[1].value for row in book["Methodology"].iter_rows() if row[0].value == "Draws"
    ]  # fmt: skip
    assert draws[0].startswith("Places: 20,000 draws, seed 1. Weights: uniform over all")
    assert "that have a 95 % interval" in draws[0]
    assert draws[1].startswith("Verdict: 10,000 draws likewise, seed 1.")
    assert draws[2].startswith("Level vendors: 2,000 draws of figures")


def test_every_kpi_shown_has_its_definition(comparison: Comparison, tmp_path: Path) -> None:
    sheet = exported(comparison, tmp_path)["Methodology"]
    told = {str(row[0]) for row in sheet.iter_rows(values_only=True)}
    for kpi in comparison.kpis:
        definition = comparison.catalogue.kpis[kpi]
        assert f"{definition.title} ({definition.short})" in told


def test_a_locked_target_is_kept_and_the_workbook_takes_another_name(
    comparison: Comparison, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "report.xlsx"
    target.write_bytes(b"open in Excel")
    really = Path.replace

    def locked(self: Path, other: Path) -> Path:
        if other == target:
            raise PermissionError(13, "in use")
        return really(self, other)

    monkeypatch.setattr(Path, "replace", locked)
    written = export_workbook(comparison, target)
    assert written == tmp_path / "report (2).xlsx"
    assert target.read_bytes() == b"open in Excel"
    assert openpyxl.load_workbook(written).sheetnames == list(SHEETS)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["report (2).xlsx", "report.xlsx"]


def test_a_missing_folder_is_a_clear_error(comparison: Comparison, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="does not exist"):
        export_workbook(comparison, tmp_path / "nowhere" / "out.xlsx")


def test_a_cancelled_export_leaves_the_old_file_and_nothing_else(
    comparison: Comparison, tmp_path: Path
) -> None:
    class Stop:
        def __init__(self) -> None:
            self.asked = 0

        def report(self, fraction: float, text: str) -> None:
            pass

        def check(self) -> None:
            self.asked += 1
            if self.asked > 3:
                raise Cancelled

    target = tmp_path / "out.xlsx"
    target.write_bytes(b"old")
    with pytest.raises(Cancelled):
        export_workbook(comparison, target, Stop())
    assert target.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["out.xlsx"]


def test_a_target_without_the_extension_gets_it(comparison: Comparison, tmp_path: Path) -> None:
    assert export_workbook(comparison, tmp_path / "Q2.final").name == "Q2.final.xlsx"


def test_sensitivity_gives_places_that_add_up_and_their_chart(
    comparison: Comparison, tmp_path: Path
) -> None:
    sheet = exported(comparison, tmp_path)["Sensitivity"]
    ranked = [line.vendor for line in comparison.ranking.vendors if line.rank is not None]
    for vendor in ranked:
        shares = row_of(sheet, 0, vendor)[1 : 1 + len(ranked)]
        assert sum(shares) == pytest.approx(1)
    assert len(sheet._charts) == 1
    titles = [row[0] for row in sheet.iter_rows(values_only=True)]
    assert "Rank (and score) by each method" in titles


def test_a_report_that_is_compared_is_never_replaced(
    comparison: Comparison, tmp_path: Path
) -> None:
    report = tmp_path / "Alder.xlsx"
    report.write_bytes(b"the evidence")
    with_file = replace(comparison, reports=[replace(comparison.reports[0], path=str(report))])
    with pytest.raises(ExportError, match="one of the reports compared"):
        export_workbook(with_file, report)
    assert report.read_bytes() == b"the evidence"


def test_an_exported_comparison_is_no_report(comparison: Comparison, tmp_path: Path) -> None:
    path = export_workbook(comparison, tmp_path / "out.xlsx")
    report = import_report(path, comparison.catalogue)
    assert [finding.code for finding in report.findings] == ["own-export"]
    assert not report.usable
    assert not report.failed


def test_sheets_are_printed_so_that_they_can_be_read(
    comparison: Comparison, tmp_path: Path
) -> None:
    book = exported(comparison, tmp_path)
    assert book["Trends"].page_setup.fitToWidth == 2
    assert book["Trends"].print_title_cols == "$A:$B"
    assert book["Ranking"].page_setup.fitToWidth in (None, 1)
    head = next(c for row in book["Ranking"].iter_rows() for c in row if c.value == "Score")
    assert head.alignment.horizontal == "right"
