"""Evaluators: everyone's weights with their spread and consensus, and all marks with comments."""

from __future__ import annotations

import math

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from desktop_app.domain.translating import tr
from desktop_app.exporting.page import (
    fit_height,
    open_sheet,
    set_up_page,
    write_heading,
    write_number,
    write_text,
)
from desktop_app.exporting.sheet_names import EVALUATORS
from desktop_app.exporting.styles import Styles
from desktop_app.presenting.evaluator_words import answered
from desktop_app.presenting.marks import mark_lines
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.weighing import CONSENSUS, individual_weights
from desktop_app.scoring.evaluators import POOLING_TITLES, spreads

_COMMENT_WIDTH = 70


def write(book: Workbook, comparison: Comparison, styles: Styles) -> None:
    """Add the sheet: how each one answered, weights by KPI, then marks by criterion."""
    sheet = open_sheet(book, EVALUATORS, (34, 24, 20, 12, _COMMENT_WIDTH))
    scenario = comparison.scenario
    row = set_up_page(
        sheet, tr(EVALUATORS), styles, tr("Weights are shares of 1, marks are 0 to 5.")
    )
    sheet.freeze_panes(0, 0)
    if not scenario.evaluators:
        write_text(sheet, row, 0, tr("The weights are a profile's: nobody answered."), styles.text)
        return
    for one in scenario.evaluators:
        write_text(sheet, row, 0, one.name, styles.strong)
        write_text(sheet, row, 1, answered(one), styles.text)
        row += 1
    if len(scenario.evaluators) > 1:
        write_text(sheet, row, 0, tr(CONSENSUS), styles.strong)
        write_text(sheet, row, 1, tr(POOLING_TITLES[scenario.pooling]), styles.text)
        row += 1
    row = _write_weights(sheet, row + 1, comparison, styles)
    _write_marks(sheet, row + 1, comparison, styles)


def _write_weights(sheet: Worksheet, row: int, comparison: Comparison, styles: Styles) -> int:
    scenario, kpis = comparison.scenario, comparison.catalogue.kpis
    each = individual_weights(scenario.evaluators)
    row = write_heading(
        sheet, row, ("KPI", *each, tr(CONSENSUS), tr("Spread"), tr("Ranked by")), styles
    )
    total = sum(scenario.weights.values())
    number = styles.number("0.0000")
    for kpi, spread in spreads(list(each.values()), scenario.pooling).items():
        if kpi not in kpis:
            continue
        used = scenario.weights.get(kpi, 0.0) / total if total else math.nan
        figures = [weights.get(kpi, 0.0) for weights in each.values()]
        figures += [spread.consensus, spread.high - spread.low, used]
        write_text(sheet, row, 0, kpis[kpi].title, styles.text)
        for column, figure in enumerate(figures, start=1):
            write_number(sheet, row, column, figure, number)
        row += 1
    return row


def _write_marks(sheet: Worksheet, row: int, comparison: Comparison, styles: Styles) -> None:
    lines = mark_lines(comparison.scenario.evaluators, comparison.catalogue)
    if not lines:
        return
    headings = (tr("Criterion"), tr("Vendor"), tr("Evaluator"), tr("Mark"), tr("Comment"))
    row = write_heading(sheet, row, headings, styles)
    for line in lines:
        for column, text in enumerate((line.criterion, line.vendor, line.evaluator)):
            write_text(sheet, row, column, text, styles.text)
        write_number(sheet, row, 3, line.mark, styles.number("0.0#"))
        write_text(sheet, row, 4, line.comment, styles.wrapped)
        fit_height(sheet, row, [line.comment], [_COMMENT_WIDTH])
        row += 1
