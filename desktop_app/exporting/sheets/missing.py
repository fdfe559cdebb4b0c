"""Missing figures: the ranking under every rule for them, side by side."""

from __future__ import annotations

from xlsxwriter import Workbook

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
from desktop_app.exporting.sheet_names import MISSING
from desktop_app.exporting.styles import Styles
from desktop_app.presenting.missing import RULE_WORDS, missing_view
from desktop_app.presenting.model import Comparison

_WORDS_WIDTH = 120


def write(book: Workbook, comparison: Comparison, styles: Styles) -> None:
    """Add the sheet, a row a vendor, rank and score by each rule."""
    sheet = open_sheet(book, MISSING)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 50)
    sheet.set_column(2, 1 + 2 * len(RULE_WORDS), 12)
    view = missing_view(comparison)
    present = tr(RULE_WORDS[comparison.scenario.missing])
    row = set_up_page(sheet, tr(MISSING), styles, tr("The scenario's rule: {rule}.", rule=present))
    row = write_sentences(sheet, row, view.sentences, styles, columns=(0, 6), width=_WORDS_WIDTH)
    headings = [tr("Vendor"), tr("No figure for")]
    for words in RULE_WORDS.values():
        rule = tr(words)
        headings += [tr("{rule}: rank", rule=rule), tr("{rule}: score", rule=rule)]
    row = write_heading(sheet, row + 1, headings, styles)
    sheet.set_row(row - 1, 45)
    for line in view.lines:
        missing = ", ".join(line.missing)
        write_text(sheet, row, 0, line.vendor, styles.strong)
        write_text(sheet, row, 1, missing, styles.wrapped)
        fit_height(sheet, row, [missing], [50])
        for place, rule in enumerate(RULE_WORDS):
            standing = line.by_rule[rule]
            column = 2 + 2 * place
            if standing.rank is None:
                write_text(sheet, row, column, tr("not ranked"), styles.text)
            else:
                write_number(sheet, row, column, standing.rank, styles.number("0", align="left"))
            write_number(sheet, row, column + 1, standing.score, styles.number("0.00"))
        row += 1
