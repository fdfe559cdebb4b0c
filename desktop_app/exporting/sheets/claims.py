"""Claims check: what vendors state beside what their own records give, by effect on the ranking."""

from __future__ import annotations

import math

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from desktop_app.domain.translating import later, tr
from desktop_app.exporting.page import (
    open_sheet,
    print_over,
    set_up_page,
    write_heading,
    write_number,
    write_sentences,
    write_text,
)
from desktop_app.exporting.sheet_names import CLAIMS
from desktop_app.exporting.styles import BAD_FILL, BAD_INK, Styles, reader_scale
from desktop_app.kpi.claims import Favour, Verdict
from desktop_app.presenting.claim_words import FAVOUR_WORDS, VERDICT_WORDS
from desktop_app.presenting.claims import ClaimLine, claims_check
from desktop_app.presenting.model import Comparison

_COLUMNS: tuple[tuple[str, int], ...] = (
    (later("Vendor"), 24),
    ("KPI", 30),
    (later("Period"), 11),
    (later("Segment"), 14),
    (later("Unit"), 9),
    (later("Stated"), 11),
    (later("From evidence"), 11),
    (later("Difference"), 11),
    (later("Room for rounding"), 11),
    (later("Low (95 %)"), 11),
    (later("High (95 %)"), 11),
    ("n", 9),
    (later("Verdict"), 16),
    (later("In favour of"), 21),
    (later("Effect on score"), 11),
    (later("Rank as stated"), 9),
    (later("Rank as computed"), 10),
    (later("Stated in file"), 30),
    (later("Sheet"), 18),
    (later("Cells"), 16),
    (later("Evidence in file"), 30),
    (later("Sheet"), 18),
    (later("Cells"), 24),
    (later("Definition"), 28),
    (later("Note"), 28),
)
_WORDS_WIDTH = 150
_FIGURES = frozenset({*range(5, 12), 14, 15, 16})


def write(book: Workbook, comparison: Comparison, styles: Styles) -> None:
    """Add the sheet: what comes of it in words, then one row a claim."""
    sheet = open_sheet(book, CLAIMS, [width for _, width in _COLUMNS])
    check = claims_check(comparison)
    remark = tr(
        "Stated figures beside those of the vendor's own records (or, without any, of "
        "its stated counts). Effect: score with the stated figure less score with the "
        "computed one, all else as ranked; only figures over all periods are ranked."
    )
    row = set_up_page(sheet, tr(CLAIMS), styles, remark)
    row = write_sentences(sheet, row, check.sentences, styles, columns=(0, 9), width=_WORDS_WIDTH)
    if not check.lines:
        return
    first = row = write_heading(
        sheet, row + 1, [tr(name) for name, _ in _COLUMNS], styles, _FIGURES
    )
    sheet.freeze_panes(row, 2)
    print_over(sheet, [width for _, width in _COLUMNS], 2)
    for line in check.lines:
        _write_line(sheet, row, line, comparison, styles)
        row += 1
    sheet.autofilter(first - 1, 0, row - 1, len(_COLUMNS) - 1)


def _write_line(
    sheet: Worksheet, row: int, line: ClaimLine, comparison: Comparison, styles: Styles
) -> None:
    claim, effect = line.claim, line.effect if line.ranked else None
    definition = comparison.catalogue.kpis[claim.kpi]
    scale = reader_scale(claim.unit, claim.own, claim.currency)
    figure = styles.number(scale.number_format)
    differs = claim.verdict is Verdict.DIFFERS
    marked = styles.get(bg_color=BAD_FILL, font_color=BAD_INK) if differs else styles.text
    favour = claim.favour if differs else Favour.NEITHER
    figures = (claim.stated, claim.own, claim.gap, claim.tolerance or math.nan, claim.low,
               claim.high)  # fmt: skip
    texts = {
        0: claim.vendor,
        1: definition.title,
        2: claim.period or tr("all"),
        3: claim.segment or tr("all"),
        4: scale.unit,
        13: tr(FAVOUR_WORDS[favour]),
        17: claim.stated_at[0],
        18: claim.stated_at[1],
        19: claim.stated_at[2],
        20: claim.own_at[0],
        21: claim.own_at[1],
        22: claim.own_at[2],
        23: definition.variant(claim.variant).title,
        24: claim.note,
    }
    for column, text in texts.items():
        write_text(sheet, row, column, text, styles.text)
    for column, value in enumerate(figures, start=5):
        write_number(sheet, row, column, value * scale.factor, figure)
    write_number(sheet, row, 11, claim.n, styles.number("#,##0"))
    write_text(sheet, row, 12, tr(VERDICT_WORDS[claim.verdict]), marked)
    if effect is not None:
        write_number(sheet, row, 14, effect.gain, styles.number("+0.00;-0.00;0.00"))
        write_number(sheet, row, 15, effect.as_stated.rank, styles.number("0"))
        write_number(sheet, row, 16, effect.as_computed.rank, styles.number("0"))
