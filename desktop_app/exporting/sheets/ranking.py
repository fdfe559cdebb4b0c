"""Ranking: change a weight and scores and ranks follow; as delivered they equal the screen's."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from desktop_app.domain.translating import later, tr
from desktop_app.exporting.kpi_scores import kpi_scores, scored_criteria
from desktop_app.exporting.page import (
    formula_text,
    open_sheet,
    set_up_page,
    write_heading,
    write_number,
    write_text,
)
from desktop_app.exporting.sheet_names import RANKING, VALUES, sheet_name
from desktop_app.exporting.sheets.values import score_cells
from desktop_app.exporting.styles import INPUT_FILL, Styles
from desktop_app.presenting.how_sure_tables import method_title
from desktop_app.presenting.levels import band_texts, ranking_noise
from desktop_app.presenting.model import Comparison
from desktop_app.scoring.model import Method, MissingRule, RankedVendor

_RANK, _VENDOR, _SCORE, _COVERAGE, _GATE, _BAND, _FIRST_KPI = range(7)
_FIXED = (
    later("Rank"),
    later("Vendor"),
    later("Score"),
    later("Coverage"),
    later("Gate"),
    later("Band"),
)
_GATES = {"failed": later("failed"), "waived": later("waived")}
_BAND_NOTE = later(
    "Band: the places a vendor may have, as level vendors can't be told apart; as delivered, it "
    "does not recalculate."
)
_TOLERANCE = "0.000000001"
"""Scores closer than this are a tie, in the formulas as in the program."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where things stand on the sheet; rows and columns count from 0."""

    weights_row: int
    first_row: int
    last_row: int
    last_kpi: int
    points: Mapping[tuple[str, str], str]
    """Where the points of a vendor and KPI are worked out."""

    def weights(self) -> str:
        """Return the absolute range of the weights."""
        row = self.weights_row + 1
        return f"{_letter(_FIRST_KPI)}${row}:{_letter(self.last_kpi)}${row}"

    def scores(self, row: int) -> str:
        """Return the range of one vendor's scores by KPI."""
        return f"{_letter(_FIRST_KPI)}{row + 1}:{_letter(self.last_kpi)}{row + 1}"

    def column(self, column: int) -> str:
        """Return the absolute range of a column over all vendors."""
        letter = _letter(column)
        return f"{letter}${self.first_row + 1}:{letter}${self.last_row + 1}"


def _letter(column: int) -> str:
    return f"${xl_col_to_name(column)}"


def write(book: Workbook, comparison: Comparison, styles: Styles) -> None:
    """Add the sheet: live formulas for a weighted sum, the method's own numbers otherwise."""
    sheet = open_sheet(book, RANKING)
    sheet.set_column(_RANK, _RANK, 10)
    sheet.set_column(_VENDOR, _VENDOR, 30)
    sheet.set_column(_SCORE, _BAND, 11)
    sheet.set_column(_FIRST_KPI, _FIRST_KPI + max(1, len(comparison.matrix.criteria)), 14)
    live = comparison.ranking.method is Method.WEIGHTED and bool(scored_criteria(comparison))
    remark = (
        tr(
            "Change a weight in the yellow cells, or a corner on the sheet {sheet}: scores and "
            "ranks follow.",
            sheet=sheet_name(VALUES),
        )
        if live
        else tr(
            "Ranked by {method}; these figures do not recalculate.",
            method=method_title(comparison.ranking.method),
        )
    )
    row = set_up_page(sheet, tr(RANKING), styles, remark)
    if live:
        _write_live(sheet, row, comparison, styles)
    else:
        _write_method(sheet, row, comparison, styles)


def _write_live(sheet: Worksheet, row: int, comparison: Comparison, styles: Styles) -> None:
    criteria, vendors = scored_criteria(comparison), comparison.ranking.vendors
    place = _Place(
        weights_row=row,
        first_row=row + 2,
        last_row=row + 1 + len(vendors),
        last_kpi=_FIRST_KPI + len(criteria) - 1,
        points=score_cells(comparison),
    )
    write_text(sheet, row, _VENDOR, tr("Weight"), styles.strong)
    editable = styles.number("0.000", bg_color=INPUT_FILL, border=1, border_color="#CBD2D9")
    for column, criterion in enumerate(criteria, start=_FIRST_KPI):
        write_number(sheet, row, column, criterion.weight, editable)
    limits = {"validate": "decimal", "criteria": ">=", "value": 0}
    sheet.data_validation(row, _FIRST_KPI, row, place.last_kpi, limits)
    write_heading(sheet, row + 1, [*map(tr, _FIXED), *(c.title for c in criteria)], styles,
                  {_SCORE, _COVERAGE, *range(_FIRST_KPI, place.last_kpi + 1)})  # fmt: skip
    sheet.freeze_panes(row + 2, _SCORE)
    for offset, line in enumerate(vendors):
        _write_vendor(sheet, place.first_row + offset, line, comparison, place, styles)
    _write_notes(sheet, place.last_row + 2, comparison, styles)


def _write_vendor(
    sheet: Worksheet,
    row: int,
    line: RankedVendor,
    comparison: Comparison,
    place: _Place,
    styles: Styles,
) -> None:
    _write_vendor_words(sheet, row, line, comparison, styles)
    scores = kpi_scores(line, comparison)
    for column, criterion in enumerate(scored_criteria(comparison), start=_FIRST_KPI):
        earned, cell = scores.get(criterion.id), place.points.get((line.vendor, criterion.id))
        if earned is None or cell is None:
            write_number(sheet, row, column, earned, styles.number("0.0"))
        else:
            sheet.write_formula(row, column, f"={cell}", styles.number("0.0"), earned)
    weights, own = place.weights(), place.scores(row)
    known = f'SUMPRODUCT(--({own}<>""),{weights})'
    score = f'=IF({known}=0,"",SUMPRODUCT({own},{weights})/{known})'
    score_cell, gate_cell = f"{_letter(_SCORE)}{row + 1}", f"{_letter(_GATE)}{row + 1}"
    every, gates = place.column(_SCORE), place.column(_GATE)
    failed, not_ranked = formula_text(tr(_GATES["failed"])), tr("not ranked")
    better = (
        f"({gates}<>{failed})*ISNUMBER({every})*(N(+{score_cell})+{_TOLERANCE}<"
        f"IF(ISNUMBER({every}),{every},0))"
    )
    rank = (
        f'=IF(OR({gate_cell}={failed},{score_cell}=""),{formula_text(not_ranked)},'
        f"1+SUMPRODUCT({better}))"
    )
    cached_rank = not_ranked if line.rank is None else line.rank
    cached_score = "" if math.isnan(line.score) else line.score
    sheet.write_array_formula(
        row, _RANK, row, _RANK, f"{{{rank}}}", styles.number("0", align="left"), cached_rank
    )
    sheet.write_formula(row, _SCORE, score, styles.number("0.00", bold=True), cached_score)
    if comparison.scenario.missing in (MissingRule.LEAVE_OUT, MissingRule.GATE):
        coverage = f"=IF(SUM({weights})=0,0,{known}/SUM({weights}))"
        sheet.write_formula(row, _COVERAGE, coverage, styles.number("0%"), line.coverage)
    else:
        # A rule filled the missing scores, so the cells no longer tell what was there.
        write_number(sheet, row, _COVERAGE, line.coverage, styles.number("0%"))


def _write_vendor_words(
    sheet: Worksheet, row: int, line: RankedVendor, comparison: Comparison, styles: Styles
) -> None:
    """Write a vendor's name, how it did at the gates, and the places it may have."""
    outcomes = {gate.outcome for gate in line.gates}
    worst = next((tr(words) for outcome, words in _GATES.items() if outcome in outcomes), "")
    write_text(sheet, row, _VENDOR, line.vendor, styles.strong)
    write_text(sheet, row, _GATE, worst, styles.text)
    band = band_texts(ranking_noise(comparison)).get(line.vendor, "")
    write_text(sheet, row, _BAND, band, styles.text)


def _write_method(sheet: Worksheet, row: int, comparison: Comparison, styles: Styles) -> None:
    ranking, vendors = comparison.ranking, comparison.matrix.vendors
    names = list(ranking.details)
    row = write_heading(sheet, row, [*map(tr, _FIXED), *names], styles)
    for line in ranking.vendors:
        if line.rank is None:
            write_text(sheet, row, _RANK, tr("not ranked"), styles.text)
        else:
            write_number(sheet, row, _RANK, line.rank, styles.number("0", align="left"))
        _write_vendor_words(sheet, row, line, comparison, styles)
        write_number(sheet, row, _SCORE, line.score, styles.number("0.0000", bold=True))
        write_number(sheet, row, _COVERAGE, line.coverage, styles.number("0%"))
        position = vendors.index(line.vendor)
        for column, name in enumerate(names, start=_FIRST_KPI):
            value = ranking.details[name][position]
            write_number(sheet, row, column, value, styles.number("0.0000"))
        row += 1
    _write_notes(sheet, row + 1, comparison, styles)


def _write_notes(sheet: Worksheet, row: int, comparison: Comparison, styles: Styles) -> None:
    for note in (tr(_BAND_NOTE), *comparison.ranking.notes):
        write_text(sheet, row, _VENDOR, note, styles.get(font_color="#616E7C"))
        row += 1
