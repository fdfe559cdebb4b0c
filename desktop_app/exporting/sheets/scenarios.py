"""Scenarios: rank and score under each, what differs between them, who is first where and why."""

from __future__ import annotations

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from desktop_app.domain.translating import tr
from desktop_app.exporting.page import (
    fit_height,
    open_sheet,
    set_up_page,
    write_heading,
    write_number,
    write_sentences,
    write_text,
)
from desktop_app.exporting.sheet_names import SCENARIOS
from desktop_app.exporting.styles import Styles
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.scenarios import (
    SideBySide,
    differences_table,
    ranked,
    scenario_title,
    side_by_side,
)
from desktop_app.presenting.score_words import in_points

_WIDTHS = (34, *([22] * 8))
_SPAN = 6
_CHART_ROWS = 14


def write(book: Workbook, comparison: Comparison, styles: Styles) -> None:
    """Add the sheet: sentences, a row a vendor, then a row for everything that differs."""
    sheet = open_sheet(book, SCENARIOS, _WIDTHS)
    remark = tr("Every scenario that is kept, each with its ranking; the ticked one is ranked by.")
    row = set_up_page(sheet, tr(SCENARIOS), styles, remark)
    sheet.freeze_panes(0, 0)
    view = side_by_side(comparison)
    row = write_sentences(
        sheet, row, view.sentences, styles, columns=(0, _SPAN), width=sum(_WIDTHS[: _SPAN + 1])
    )
    row = _write_ranks(book, sheet, row + 1, view, styles)
    if len(view.comparisons) > 1:
        _write_differences(sheet, row + 1, view, styles)


def _write_ranks(
    book: Workbook, sheet: Worksheet, row: int, view: SideBySide, styles: Styles
) -> int:
    """Write rank and score by scenario, and their chart; return the next free row."""
    headings = [tr("Vendor")]
    for place in range(len(view.comparisons)):
        title = scenario_title(view, place)
        headings += [tr("{title}: rank", title=title), tr("{title}: score", title=title)]
    first = write_heading(sheet, row, headings, styles)
    sheet.freeze_panes(0, 0)
    vendors = list(view.present.vendors)
    for number, vendor in enumerate(vendors, start=first):
        write_text(sheet, number, 0, vendor, styles.strong)
        for place, comparison in enumerate(view.comparisons):
            line = ranked(comparison, vendor)
            if line is None or line.rank is None:
                write_text(sheet, number, 1 + 2 * place, tr("not ranked"), styles.text)
            else:
                style = styles.number("0", align="left")
                write_number(sheet, number, 1 + 2 * place, line.rank, style)
            score = None if line is None else line.score
            write_number(sheet, number, 2 + 2 * place, score, styles.number("0.00"))
    below = first + len(vendors)
    if len(view.comparisons) < 2 or not all(in_points(c.scenario) for c in view.comparisons):
        return below
    _add_chart(book, sheet, row, below, view)
    return below + _CHART_ROWS + 1


def _add_chart(book: Workbook, sheet: Worksheet, head: int, below: int, view: SideBySide) -> None:
    chart = book.add_chart({"type": "column"})
    for place, comparison in enumerate(view.comparisons):
        column = 2 + 2 * place
        chart.add_series(
            {
                "name": comparison.scenario.name,
                "categories": [sheet.name, head + 1, 0, below - 1, 0],
                "values": [sheet.name, head + 1, column, below - 1, column],
            }
        )
    chart.set_title({"name": tr("Points by scenario"), "name_font": {"size": 11}})
    chart.set_size({"width": 900, "height": 20 * _CHART_ROWS - 20})
    sheet.insert_chart(below + 1, 0, chart, {"description": tr("Points by scenario")})


def _write_differences(sheet: Worksheet, row: int, view: SideBySide, styles: Styles) -> None:
    table = differences_table(view)
    if not table.rows:
        write_text(sheet, row, 0, tr("The scenarios differ in their names alone."), styles.text)
        return
    row = write_heading(sheet, row, [column.title for column in table.columns], styles)
    sheet.freeze_panes(0, 0)
    widths = [_WIDTHS[0], *([_WIDTHS[1]] * (len(table.columns) - 1))]
    for line in table.rows:
        texts = [cell.text for cell in line.cells]
        for column, text in enumerate(texts):
            write_text(sheet, row, column, text, styles.wrapped if column else styles.strong)
        fit_height(sheet, row, texts, widths)
        row += 1
