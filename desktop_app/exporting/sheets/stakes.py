"""Money at stake: what each vendor's measured months would have earned or paid back."""

from __future__ import annotations

import math

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from desktop_app.domain.translating import later, tr
from desktop_app.exporting.page import (
    open_sheet,
    set_up_page,
    write_heading,
    write_number,
    write_text,
)
from desktop_app.exporting.sheet_names import STAKES
from desktop_app.exporting.styles import Styles, reader_scale
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.stakes import StakesView, VendorStakes, stakes_view
from desktop_app.presenting.stakes_tables import (
    NOT_ASSESSED,
    StakesLine,
    back_words,
    stakes_lines,
    stakes_sentences,
    tier_text,
    vendor_notes,
)

_NO_STAKES = later(
    "No service credits or bonuses are entered (Decide, Money, Credits and bonuses)."
)
_REMARK = later("Above 0 the vendor would have been paid on top, below 0 it would have paid back.")
_DETAILS = (
    (later("Vendor"), 26),
    (later("Month"), 11),
    ("KPI", 28),
    (later("Figure"), 13),
    (later("Unit"), 13),
    (later("Tier"), 44),
    (later("Share of the fee"), 13),
    (later("Earned back"), 30),
    (later("Fee"), 16),
    (later("Amount"), 16),
    (later("File"), 34),
    (later("Sheet"), 18),
    (later("Cells"), 18),
)
_FIGURE, _UNIT, _TIER, _SHARE, _BACK, _FEE, _AMOUNT, _CELLS = range(3, 11)
_MONEY, _PERCENT = "#,##0.00;[Red]-#,##0.00", "0.0##%;[Red]-0.0##%"


def write(book: Workbook, comparison: Comparison, styles: Styles) -> None:
    """Add the sheet: terms, vendors by months, then every KPI and month with its cells."""
    sheet = open_sheet(book, STAKES, [width for _, width in _DETAILS])
    view = stakes_view(comparison)
    if view is None:
        row = set_up_page(sheet, tr(STAKES), styles)
        write_text(sheet, row, 0, tr(_NO_STAKES), styles.text)
        return
    row = set_up_page(sheet, tr(STAKES), styles, tr(_REMARK))
    terms = stakes_sentences(view.stakes, comparison.catalogue)
    for text in [*terms, *vendor_notes(view, comparison.catalogue)]:
        write_text(sheet, row, 0, text, styles.text)
        row += 1
    row = _by_month(sheet, row + 1, view, styles)
    row = write_heading(sheet, row + 1, [tr(name) for name, _ in _DETAILS], styles)
    sheet.freeze_panes(0, 0)
    for line in stakes_lines(view):
        _write_line(sheet, row, line, comparison, styles)
        row += 1


def _by_month(sheet: Worksheet, row: int, view: StakesView, styles: Styles) -> int:
    """Write a row for each vendor; in shares of the fee where its fee is not known."""
    unit = view.currency or tr("money")
    row = write_heading(sheet, row, [tr("Vendor"), tr("In"), *view.months, tr("Total")], styles)
    for number, one in enumerate(view.vendors, start=row):
        priced = one.total is not None
        write_text(sheet, number, 0, one.vendor, styles.strong)
        write_text(sheet, number, 1, unit if priced else tr("share of fee"), styles.muted)
        for column, month in enumerate(one.months, start=2):
            amount = month.amount if priced else month.due.net
            if not month.due.assessed or amount is None:
                write_text(sheet, number, column, tr(NOT_ASSESSED), styles.muted)
            else:
                form = styles.number(_MONEY if priced else _PERCENT)
                write_number(sheet, number, column, float(amount), form)
        _write_total(sheet, number, len(view.months) + 2, one, styles)
    return row + len(view.vendors)


def _write_total(
    sheet: Worksheet, row: int, column: int, one: VendorStakes, styles: Styles
) -> None:
    """Write the sum of a vendor's months as a formula; shares of unlike fees have no sum."""
    if one.total is None:
        return
    first, last = xl_rowcol_to_cell(row, 2), xl_rowcol_to_cell(row, column - 1)
    form = styles.number(_MONEY, bold=True)
    sheet.write_formula(row, column, f"=SUM({first}:{last})", form, float(one.total))


def _write_line(
    sheet: Worksheet, row: int, line: StakesLine, comparison: Comparison, styles: Styles
) -> None:
    due, catalogue = line.due, comparison.catalogue
    scale = reader_scale(
        catalogue.kpis[due.kpi].unit.value, abs(due.value) if due.assessed else 0.0
    )
    texts = {
        0: line.vendor,
        1: due.month,
        2: catalogue.kpis[due.kpi].title,
        _UNIT: scale.unit,
        _TIER: tier_text(due, catalogue),
        _BACK: back_words(due.back),
        **dict(enumerate(line.cells, start=_CELLS)),
    }
    for column, text in texts.items():
        write_text(sheet, row, column, text, styles.text)
    if not due.assessed:
        return
    number = styles.number(scale.number_format)
    write_number(sheet, row, _FIGURE, due.value * scale.factor, number)
    write_number(sheet, row, _SHARE, float(due.net), styles.number(_PERCENT))
    fee = math.nan if line.month.fee is None else float(line.month.fee)
    write_number(sheet, row, _FEE, fee, styles.number("#,##0.00"))
    amount = line.month.amount_of(due)
    if amount is not None:
        share, paid = (xl_rowcol_to_cell(row, column) for column in (_SHARE, _FEE))
        form = styles.number(_MONEY)
        sheet.write_formula(row, _AMOUNT, f"={share}*{paid}", form, float(amount))
