"""Level vendors: who is no further apart than chance could make it, overall and at each KPI."""

from __future__ import annotations

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from desktop_app.domain.translating import later, tr
from desktop_app.exporting.page import (
    open_sheet,
    set_up_page,
    write_heading,
    write_number,
    write_sentences,
    write_text,
)
from desktop_app.exporting.sheet_names import LEVELS
from desktop_app.exporting.styles import Styles, reader_scale
from desktop_app.presenting.levels import KpiLevel, level_view
from desktop_app.presenting.model import Comparison

_COLUMNS: tuple[tuple[str, int], ...] = (
    ("KPI", 34),
    (later("Best"), 24),
    (later("First"), 24),
    (later("Second"), 24),
    (later("Unit"), 9),
    (later("Difference"), 12),
    (later("Low (95 %)"), 12),
    (later("High (95 %)"), 12),
    (later("Level"), 9),
    (later("By"), 44),
)
_WORDS_WIDTH = 130


def write(book: Workbook, comparison: Comparison, styles: Styles) -> None:
    """Add the sheet: the ranking's bands in words, then a row for each KPI and pair of vendors."""
    sheet = open_sheet(book, LEVELS, [width for _, width in _COLUMNS])
    remark = tr(
        "Overall: figures drawn within their intervals, independent of each other, "
        "scored each time; all pairs together hold 19 times in 20. By KPI: intervals "
        "of the differences, corrected for the number of pairs (Bonferroni)."
    )
    row = set_up_page(sheet, tr(LEVELS), styles, remark)
    view = level_view(comparison)
    noise = view.noise
    words = [
        tr("{vendor}: place {band}", vendor=vendor, band=band)
        for vendor, band in view.bands.items()
    ]
    lines = [*view.sentences, "; ".join(words)]
    if noise is not None:
        lines.append(tr("{draws:,} draws, seed {seed}.", draws=noise.draws, seed=noise.seed))
    row = write_sentences(sheet, row, lines, styles, columns=(0, 5), width=_WORDS_WIDTH)
    first = row = write_heading(sheet, row + 1, [tr(name) for name, _ in _COLUMNS], styles)
    for level in view.kpis:
        row = _write_kpi(sheet, row, level, styles)
    if row > first:
        sheet.autofilter(first - 1, 0, row - 1, len(_COLUMNS) - 1)
    else:
        write_text(sheet, row, 0, tr("No KPI has figures of two vendors."), styles.text)


def _write_kpi(sheet: Worksheet, row: int, level: KpiLevel, styles: Styles) -> int:
    scale = reader_scale(level.unit, level.pairs[0].found.high if level.pairs else 0.0,
                         level.currency)  # fmt: skip
    number = styles.number(scale.number_format)
    for pair in level.pairs:
        found = pair.found
        texts = {
            0: level.definition.title,
            1: level.best,
            2: pair.first,
            3: pair.second,
            4: scale.unit,
            8: tr("level") if found.level else tr("differ"),
            9: tr(level.test),
        }
        for column, text in texts.items():
            write_text(sheet, row, column, text, styles.text)
        for column, value in enumerate((found.value, found.low, found.high), start=5):
            write_number(sheet, row, column, value * scale.factor, number)
        row += 1
    if level.unknown:
        write_text(sheet, row, 0, level.definition.title, styles.text)
        write_text(sheet, row, 1, level.best, styles.text)
        names = tr("no interval: {unknown}", unknown=", ".join(level.unknown))
        write_text(sheet, row, 9, names, styles.text)
        row += 1
    return row
