"""Same mix: figures at one mix of channels, priorities or sizes, beside them as they are."""

from __future__ import annotations

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from desktop_app.exporting.page import (
    open_sheet,
    set_up_page,
    write_heading,
    write_number,
    write_sentences,
    write_text,
)
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

NAME = "Same mix"
_COLUMNS: tuple[tuple[str, int], ...] = (
    ("Mix of", 24),
    ("KPI", 34),
    ("Vendor", 24),
    ("Unit", 9),
    ("As it is", 12),
    ("At the same mix", 12),
    ("Low (95 %)", 12),
    ("High (95 %)", 12),
    ("Volume in common parts", 12),
    ("Order turned with", 24),
    ("Mix", 60),
)
_WORDS_WIDTH = 130
_REMARK = (
    "Each vendor's figure as if it served the mix of all vendors together (direct "
    "standardisation), of the parts that all of them have."
)
_NONE = "No KPI has volumes by at least two parts that two vendors share."


def write(book: Workbook, comparison: Comparison, styles: Styles) -> None:
    """Add the sheet: whose order the mix turns round, then a row a KPI and vendor."""
    sheet = open_sheet(book, NAME, [width for _, width in _COLUMNS])
    row = set_up_page(sheet, NAME, styles, _REMARK)
    found = [
        (title, line)
        for dimension, title in mix_dimensions(comparison)
        for line in same_mix(comparison, dimension)
    ]
    said = [f"{title}: {words}" for title, line in found for words in reversal_words(line)]
    said += unlike_words(comparison, comparison.scenario) if found else ()
    row = write_sentences(sheet, row, said, styles, columns=(0, 7), width=_WORDS_WIDTH)
    first = row = write_heading(sheet, row, [name for name, _ in _COLUMNS], styles)
    for title, line in found:
        row = _write_line(sheet, row, title, line, styles)
    if row > first:
        sheet.autofilter(first - 1, 0, row - 1, len(_COLUMNS) - 1)
    else:
        write_text(sheet, row, 0, _NONE, styles.text)


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
