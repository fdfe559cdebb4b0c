"""Trends: course, shift, unusual months and forecast of every vendor's monthly figures."""

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
from desktop_app.exporting.sheet_names import TRENDS
from desktop_app.exporting.styles import Styles
from desktop_app.presenting.likeness import unlike_words
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.trend_table import season_text
from desktop_app.presenting.vendor_trend import MONTHS_AHEAD, VendorTrend, vendor_trends

_COLUMNS: tuple[tuple[str, int], ...] = (
    ("KPI", 32),
    (later("Vendor"), 24),
    (later("Unit"), 10),
    (later("First month"), 11),
    (later("Last month"), 11),
    (later("Months"), 8),
    (later("Course"), 18),
    (later("Change a month"), 13),
    (later("Low (95 %)"), 12),
    (later("High (95 %)"), 12),
    ("p", 8),
    (later("Shift from"), 11),
    (later("Level before"), 12),
    (later("Level after"), 12),
    (later("p of shift"), 10),
    (later("Unusual months"), 24),
    (later("Of the year highest, lowest"), 40),
    (later("p of season"), 10),
)
_FORECAST = (later("Value"), later("Low (80 %)"), later("High (80 %)"))
_TESTED = (
    (later("Method"), 20),
    (later("Mean error, 1 month"), 14),
    (later("of last month kept"), 14),
    (later("Tried"), 8),
)
_WORDS = frozenset(
    {"KPI", "Vendor", "Unit", "First month", "Last month", "Course", "Shift from",
     "Unusual months", "Of the year highest, lowest"}
)  # fmt: skip
_METHOD = len(_COLUMNS) + MONTHS_AHEAD * len(_FORECAST)
_FEWEST_MONTHS = 4
_WORDS_WIDTH = 110


def write(book: Workbook, comparison: Comparison, styles: Styles) -> None:
    """Add the sheet, a row for each vendor and KPI with four months or more."""
    sheet = open_sheet(book, TRENDS)
    ahead = [f"{tr(name)} +{step}" for step in range(1, MONTHS_AHEAD + 1) for name in _FORECAST]
    widths = [w for _, w in _COLUMNS] + [12] * len(ahead) + [w for _, w in _TESTED]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    remark = tr(
        "Change: Theil-Sen slope; p: Mann-Kendall test; shift: Pettitt's test; unusual: modified "
        "z-score above 3.5; season: classical decomposition of two years or more; forecast: the "
        "method with the smallest error on past months. Shares are 0 to 1, durations are seconds."
    )
    row = set_up_page(sheet, tr(TRENDS), styles, remark)
    unlike = unlike_words(comparison, comparison.scenario)
    row = write_sentences(sheet, row, unlike, styles, columns=(0, 6), width=_WORDS_WIDTH)
    headings = [*(tr(name) for name, _ in _COLUMNS), *ahead, *(tr(name) for name, _ in _TESTED)]
    named = {at for at, (name, _) in enumerate(_COLUMNS) if name in _WORDS} | {_METHOD}
    figures = [at for at in range(len(headings)) if at not in named]
    row = write_heading(sheet, row, headings, styles, figures)
    sheet.freeze_panes(row, 2)
    print_over(sheet, widths, 2)
    first = row
    for kpi in comparison.kpis:
        for trend in vendor_trends(comparison, kpi, comparison.vendors):
            if trend.known >= _FEWEST_MONTHS:
                _write_trend(sheet, row, trend, styles)
                row += 1
    if row > first:
        sheet.autofilter(first - 1, 0, row - 1, len(headings) - 1)
    else:
        words = tr(
            "No vendor reports a KPI for {count} months or more.",
            count=_FEWEST_MONTHS,
        )
        write_text(sheet, row, 0, words, styles.text)


def _write_trend(sheet: Worksheet, row: int, trend: VendorTrend, styles: Styles) -> None:
    slope, shift, told = trend.slope, trend.shift, trend.forecast
    nan = math.nan
    cells: list[str | float] = [
        trend.definition.title,
        f"{trend.vendor} *" if trend.mark else trend.vendor,
        trend.currency or trend.unit,
        trend.months[0],
        trend.months[-1],
        trend.known,
        tr(trend.course.value),
        *((slope.per_step, slope.low, slope.high, slope.p) if slope else (nan,) * 4),
        trend.months[shift.step] if shift else "",
        *((shift.before, shift.after, shift.p) if shift else (nan,) * 3),
        ", ".join(trend.months[step] for step in trend.unusual),
        season_text(trend),
        trend.season.p if trend.season else nan,
    ]
    for step in range(MONTHS_AHEAD):
        cells += [float(a[step]) for a in (told.values, told.low, told.high)] if told else [nan] * 3
    cells += (
        [tr(told.method), told.error, told.naive_error, told.tried] if told else ["", nan, nan, nan]
    )
    number = styles.number("#,##0.0####")
    for column, cell in enumerate(cells):
        if isinstance(cell, str):
            write_text(sheet, row, column, cell, styles.text)
        else:
            write_number(sheet, row, column, cell, number)
