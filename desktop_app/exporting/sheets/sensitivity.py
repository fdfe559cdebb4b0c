"""Sensitivity: how sure the ranking is, what would turn it, and what other methods say."""

from __future__ import annotations

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from desktop_app.domain.translating import tr
from desktop_app.exporting.page import (
    fit_height,
    open_sheet,
    set_up_page,
    write_number,
    write_sentences,
    write_text,
)
from desktop_app.exporting.sheet_names import SENSITIVITY
from desktop_app.exporting.styles import Styles
from desktop_app.presenting.break_even_words import break_even_sentences
from desktop_app.presenting.how_sure import HowSure, Variation, how_sure
from desktop_app.presenting.how_sure_tables import (
    break_even_table,
    intervals_table,
    methods_table,
    ordinal,
    overtaking_table,
    without_table,
)
from desktop_app.presenting.likeness import unlike_words
from desktop_app.presenting.method_tables import disagreement_table
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.overtaking_words import overtaking_note
from desktop_app.presenting.tables import Table
from desktop_app.presenting.verdict import verdict_of

DRAWS = 20_000
"""No share is off by more than 0.7 points of 100 (19 times in 20)."""
_WIDTHS = (28, *([22] * 7))
_WORDS_WIDTH = 150
_BAR_ROWS = 12


def write(book: Workbook, comparison: Comparison, styles: Styles) -> None:
    """Add the sheet: verdict, places with their chart, then one table a question."""
    sheet = open_sheet(book, SENSITIVITY, _WIDTHS)
    remark = tr("How easily the ranking changes when weights, figures, vendors or the method do.")
    row = set_up_page(sheet, tr(SENSITIVITY), styles, remark)
    if comparison.sensitivity is None:
        write_text(sheet, row, 0, tr("Nobody could be ranked."), styles.text)
        return
    how = how_sure(comparison, Variation(draws=DRAWS))
    verdict = verdict_of(comparison)
    told = [f"{verdict.title}.", verdict.reason, how.summary, *how.places.notes]
    told += [*break_even_sentences(how), *unlike_words(comparison, comparison.scenario)]
    told += filter(None, [overtaking_note(how)])
    over = (0, len(_WIDTHS) - 1)
    row = write_sentences(sheet, row, told, styles, columns=over, width=_WORDS_WIDTH)
    row = _write_places(book, sheet, row + 1, how, styles)
    for title, table in (
        (tr("Weights within which the leader stays, and who is first without each KPI"),
         intervals_table(comparison)),
        (tr("The smallest change of weights that makes each other vendor first"),
         overtaking_table(how)),
        (tr("Break-even: the figure at which a vendor would be first, all else as it is"),
         break_even_table(how)),
        (tr("Vendors left out"), without_table(how)),
        (tr("Rank (and score) by each method"), methods_table(how)),
        (tr("Where methods order vendors otherwise than the one chosen"), disagreement_table(how)),
    ):  # fmt: skip
        row = _write_table(sheet, row + 1, title, table, styles)


def _write_places(book: Workbook, sheet: Worksheet, row: int, how: HowSure, styles: Styles) -> int:
    """Write how often each vendor takes each place, with a chart; return the next free row."""
    places = how.places
    count = len(places.vendors)
    title = tr(
        "How often each vendor takes each place ({draws:,} draws, seed {seed})",
        draws=places.draws,
        seed=places.seed,
    )
    write_text(sheet, row, 0, title, styles.strong)
    head = row + 1
    write_text(sheet, head, 0, tr("Vendor"), styles.heading)
    for place in range(count):
        write_text(sheet, head, 1 + place, ordinal(place + 1), styles.figure_heading)
    percent = styles.number("0.0%")
    for number, vendor in enumerate(places.vendors, start=1):
        write_text(sheet, head + number, 0, vendor, styles.text)
        for place, share in enumerate(places.shares[number - 1].tolist()):
            write_number(sheet, head + number, 1 + place, share, percent)
    below = head + count + 1
    if count < 2:
        return below
    chart = book.add_chart({"type": "bar", "subtype": "percent_stacked"})
    for place in range(count):
        chart.add_series(
            {
                "name": [sheet.name, head, 1 + place],
                "categories": [sheet.name, head + 1, 0, head + count, 0],
                "values": [sheet.name, head + 1, 1 + place, head + count, 1 + place],
            }
        )
    chart.set_title({"name": tr("Share of draws by place"), "name_font": {"size": 11}})
    chart.set_y_axis({"reverse": True})
    chart.set_size({"width": 900, "height": 20 * _BAR_ROWS})
    sheet.insert_chart(below + 1, 0, chart, {"description": tr("Share of draws by place")})
    return below + _BAR_ROWS + 2


def _write_table(sheet: Worksheet, row: int, title: str, table: Table, styles: Styles) -> int:
    """Write a table as it is on screen, in words; return the next free row."""
    write_text(sheet, row, 0, title, styles.strong)
    if not table.rows:
        write_text(sheet, row + 1, 0, tr("Not given for this method, or nobody else is ranked."),
                   styles.muted)  # fmt: skip
        return row + 2
    for column, heading in enumerate(table.columns):
        write_text(sheet, row + 1, column, heading.title, styles.heading)
    fit_height(
        sheet, row + 1, [one.title for one in table.columns], [_WIDTHS[-1]] * len(table.columns)
    )
    for number, line in enumerate(table.rows, start=row + 2):
        for column, cell in enumerate(line.cells):
            write_text(sheet, number, column, cell.text, styles.text)
    return row + 2 + len(table.rows)
