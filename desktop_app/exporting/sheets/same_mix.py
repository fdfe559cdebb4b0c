"""Same mix: figures at one mix of channels, priorities or sizes, beside them as they are."""

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
from desktop_app.exporting.sheet_names import SAME_MIX
from desktop_app.exporting.styles import Styles, reader_scale
from desktop_app.presenting.likeness import unlike_words
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.same_mix import (
    MixLine,
    mix_dimensions,
    mix_words,
    reversal_words,
    same_mix,
)

_COLUMNS: tuple[tuple[str, int], ...] = (
    (later("Mix of"), 24),
    ("KPI", 34),
    (later("Vendor"), 24),
    (later("Unit"), 9),
    (later("As it is"), 12),
    (later("At the same mix"), 12),
    (later("Low (95 %)"), 12),
    (later("High (95 %)"), 12),
    (later("Volume in common parts"), 12),
    (later("Order turned with"), 24),
    (later("Mix"), 60),
)
_WORDS_WIDTH = 130


def write(book: Workbook, comparison: Comparison, styles: Styles) -> None:
    """Add the sheet: whose order the mix turns round, then a row a KPI and vendor."""
    sheet = open_sheet(book, SAME_MIX, [width for _, width in _COLUMNS])
    remark = tr(
        "Each vendor's figure as if it served the mix of all vendors together (direct "
        "standardisation), of the parts that all of them have."
    )
    row = set_up_page(sheet, tr(SAME_MIX), styles, remark)
    found = [
        (title, line)
        for dimension, title in mix_dimensions(comparison)
        for line in same_mix(comparison, dimension)
    ]
    said = [f"{title}: {words}" for title, line in found for words in reversal_words(line)]
    said += unlike_words(comparison, comparison.scenario) if found else ()
    row = write_sentences(sheet, row, said, styles, columns=(0, 7), width=_WORDS_WIDTH)
    first = row = write_heading(sheet, row, [tr(name) for name, _ in _COLUMNS], styles)
    for title, line in found:
        row = _write_line(sheet, row, title, line, styles)
    if row > first:
        sheet.autofilter(first - 1, 0, row - 1, len(_COLUMNS) - 1)
    else:
        words = tr("No KPI has volumes by at least two parts that two vendors share.")
        write_text(sheet, row, 0, words, styles.text)


def _write_line(sheet: Worksheet, row: int, title: str, line: MixLine, styles: Styles) -> int:
    """Write every vendor of a KPI; return the next free row."""
    largest = max(abs(one.raw) for one in line.result.vendors)
    percent = styles.number("0.0%")
    for one in line.result.vendors:
        figure = line.figures[one.vendor]
        scale = reader_scale(figure.unit, largest, figure.currency)
        number = styles.number(scale.number_format)
        turned = [
            other
            for pair in line.result.reversals
            if one.vendor in pair
            for other in pair
            if other != one.vendor
        ]
        texts = {
            0: title,
            1: line.definition.title,
            2: one.vendor,
            3: scale.unit,
            9: ", ".join(turned),
            10: mix_words(line),
        }
        for column, text in texts.items():
            write_text(sheet, row, column, text, styles.text)
        for column, value in enumerate((one.raw, one.adjusted, one.low, one.high), start=4):
            write_number(sheet, row, column, value * scale.factor, number)
        write_number(sheet, row, 8, one.covered, percent)
        row += 1
    return row
