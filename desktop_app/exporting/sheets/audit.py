"""Audit sample: records to tick off in Excel and read back, with the error rate so far."""

from __future__ import annotations

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from desktop_app.domain.translating import later, tr
from desktop_app.exporting.page import (
    fit_height,
    open_sheet,
    set_up_page,
    write_heading,
    write_number,
    write_sentences,
    write_text,
)
from desktop_app.exporting.sheet_names import AUDIT
from desktop_app.exporting.styles import INPUT_FILL, Styles
from desktop_app.kpi.audit import AuditItem, Mark
from desktop_app.presenting.audit import MARK_WORDS, field_title, rate_sentences, stale_sentence
from desktop_app.presenting.model import Comparison

_COLUMNS: tuple[tuple[str, int], ...] = (
    ("No.", 8),
    ("Checked", 13),
    ("Note", 34),
    (later("Vendor"), 22),
    (later("Month"), 10),
    (later("File"), 34),
    (later("Sheet"), 18),
    (later("Row"), 8),
    (later("What KPIs read of it"), 80),
)
_READ_AGAIN = 3
"""Columns whose headings and words stay English: ticks are read back by them."""
_WIDTHS = tuple(width for _, width in _COLUMNS)


def write(book: Workbook, comparison: Comparison, styles: Styles) -> None:
    """Add the sheet: how the sample was drawn, what the ticks say, then a row a record."""
    sheet = open_sheet(book, AUDIT, _WIDTHS)
    drawn = comparison.papers.audit
    if drawn is None:
        row = set_up_page(sheet, tr(AUDIT), styles)
        write_text(sheet, row, 0, tr("No sample is drawn: see the KPIs step."), styles.text)
        return
    remark = tr(
        "Tick off in the yellow cells: {verified}, {wrong} or {not_found}. Saved, the "
        "workbook can be read back in the KPIs step.",
        verified=MARK_WORDS[Mark.VERIFIED],
        wrong=MARK_WORDS[Mark.WRONG],
        not_found=MARK_WORDS[Mark.NOT_FOUND],
    )
    row = set_up_page(sheet, tr(AUDIT), styles, remark)
    write_text(sheet, row, 0, "Sample", styles.strong)
    write_text(sheet, row, 1, drawn.id, styles.text)
    row += 1
    told = [*rate_sentences(drawn), stale_sentence(drawn, comparison)]
    row = write_sentences(sheet, row, told, styles, columns=(0, 8), width=sum(_WIDTHS))
    first = row = write_heading(sheet, row + 1, _headings(), styles)
    for item in drawn.items:
        _write_item(sheet, row, item, comparison, styles)
        row += 1
    if row > first:
        words = [word for word in MARK_WORDS.values() if word]
        sheet.data_validation(first, 1, row - 1, 1, {"validate": "list", "source": words})
        sheet.autofilter(first - 1, 0, row - 1, len(_COLUMNS) - 1)


def _headings() -> list[str]:
    names = [name for name, _ in _COLUMNS]
    return [*names[:_READ_AGAIN], *(tr(name) for name in names[_READ_AGAIN:])]


def _write_item(
    sheet: Worksheet, row: int, item: AuditItem, comparison: Comparison, styles: Styles
) -> None:
    entry = styles.get(bg_color=INPUT_FILL, border=1, border_color="#CBD2D9", text_wrap=True)
    cells = "\n".join(
        f"{field_title(cell, comparison.catalogue)}"
        f"{f' ({cell.cell})' if cell.cell else ''}: {cell.value or tr('empty')}"
        for cell in item.cells
    )
    texts = {
        3: item.vendor,
        4: item.period,
        5: item.file,
        6: item.sheet,
        8: cells,
    }
    write_number(sheet, row, 0, item.number, styles.number("0", align="left", valign="top"))
    write_text(sheet, row, 1, MARK_WORDS[item.mark], entry)
    write_text(sheet, row, 2, item.note, entry)
    write_number(sheet, row, 7, item.row, styles.number("0", valign="top"))
    for column, text in texts.items():
        write_text(sheet, row, column, text, styles.wrapped)
    fit_height(sheet, row, [item.note, cells], [_WIDTHS[2], _WIDTHS[8]])
