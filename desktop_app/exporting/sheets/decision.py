"""Decision record: what was chosen, by whom and why, sealed with what it rested on."""

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
    write_text,
)
from desktop_app.exporting.sheet_names import DECISION
from desktop_app.exporting.styles import BAD_FILL, BAD_INK, Styles
from desktop_app.presenting.decision import DecisionRecord, changes_since
from desktop_app.presenting.decision_words import decision_lines
from desktop_app.presenting.model import Comparison

_WIDTHS = (28, 90, 14, 40)


def write(book: Workbook, comparison: Comparison, styles: Styles) -> None:
    """Add the sheet, the latest decision first, each with its ranking and inputs."""
    sheet = open_sheet(book, DECISION, _WIDTHS)
    remark = tr("Seals are SHA-256; the seal is that of everything else in the record.")
    row = set_up_page(sheet, tr(DECISION), styles, remark)
    if not comparison.papers.decisions:
        write_text(sheet, row, 0, tr("No decision is recorded: see the Decide step."), styles.text)
        return
    for record in reversed(comparison.papers.decisions):
        row = _write_record(sheet, row, record, comparison, styles) + 2
    sheet.freeze_panes(0, 0)


def _write_record(
    sheet: Worksheet, row: int, record: DecisionRecord, comparison: Comparison, styles: Styles
) -> int:
    changed = bool(changes_since(record, comparison))
    bad = styles.get(bg_color=BAD_FILL, font_color=BAD_INK, text_wrap=True, valign="top")
    for label, text in decision_lines(record, comparison):
        write_text(sheet, row, 0, label, styles.strong)
        style = bad if changed and label == tr("Stands today") else styles.wrapped
        write_text(sheet, row, 1, text, style)
        fit_height(sheet, row, [text], _WIDTHS[1:2])
        row += 1
    headings = (tr("Ranking then"), tr("Vendor"), tr("Score"), tr("Requirements failed"))
    row = write_heading(sheet, row + 1, headings, styles)
    for line in record.then:
        if line.rank is None:
            write_text(sheet, row, 0, tr("not ranked"), styles.text)
        else:
            write_number(sheet, row, 0, line.rank, styles.number("0", align="left"))
        write_text(sheet, row, 1, line.vendor, styles.strong)
        write_number(sheet, row, 2, line.score, styles.number("0.00"))
        write_text(sheet, row, 3, ", ".join(line.failed), styles.text)
        row += 1
    row = write_heading(sheet, row + 1, (tr("Inputs"), "SHA-256"), styles)
    for file, sha256 in record.inputs:
        write_text(sheet, row, 0, file, styles.wrapped)
        write_text(sheet, row, 1, sha256, styles.text)
        fit_height(sheet, row, [file], _WIDTHS[:1])
        row += 1
    return row
