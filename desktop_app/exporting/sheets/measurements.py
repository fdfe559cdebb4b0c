"""Measurements: every figure with its part, whole, interval and the cells it comes from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
from xlsxwriter import Workbook

from desktop_app.domain.translating import later, tr
from desktop_app.exporting.page import (
    open_sheet,
    print_over,
    set_up_page,
    write_heading,
    write_number,
    write_text,
)
from desktop_app.exporting.sheet_names import MEASUREMENTS
from desktop_app.exporting.styles import Styles
from desktop_app.presenting.model import Comparison

_COLUMNS: tuple[tuple[str, str, int], ...] = (
    (later("Vendor"), "vendor", 24),
    ("KPI", "kpi", 20),
    (later("Period"), "period", 12),
    (later("Segment"), "segment", 14),
    (later("Value"), "value", 14),
    (later("Unit"), "unit", 10),
    (later("Currency"), "currency", 9),
    (later("Part"), "part", 14),
    (later("Whole"), "whole", 14),
    ("n", "n", 10),
    (later("Low (95 %)"), "low", 12),
    (later("High (95 %)"), "high", 12),
    (later("Basis"), "basis", 10),
    (later("Variant"), "variant", 24),
    (later("Note"), "note", 30),
    (later("File"), "file", 34),
    (later("Sheet"), "sheet", 20),
    (later("Cells"), "cells", 34),
)
_NUMBERS = frozenset({"value", "part", "whole", "n", "low", "high"})
_EXCEL_ROWS = 1_048_576


def write(book: Workbook, comparison: Comparison, styles: Styles) -> None:
    """Add the sheet: figures over all periods first, then by period.

    Values are canonical (shares 0..1, durations in seconds), so that nothing is rounded away.
    """
    sheet = open_sheet(book, MEASUREMENTS, [width for _, _, width in _COLUMNS])
    remark = tr("Shares are 0 to 1, durations are seconds, money is in the currency beside it.")
    row = set_up_page(sheet, tr(MEASUREMENTS), styles, remark)
    headings = [tr(heading) for heading, _, _ in _COLUMNS]
    figures = [at for at, (_, name, _) in enumerate(_COLUMNS) if name in _NUMBERS]
    row = write_heading(sheet, row, headings, styles, figures)
    print_over(sheet, [width for _, _, width in _COLUMNS], 2)
    frame = pd.concat([comparison.overall, comparison.by_period], ignore_index=True)
    fitting = frame.head(_EXCEL_ROWS - row - 1)
    number, text = styles.number("#,##0.######"), styles.text
    writers: list[tuple[int, Callable[..., None], list[Any], Any]] = [
        (column, write_number, fitting[name].tolist(), number)
        if name in _NUMBERS
        else (column, write_text, _texts(fitting[name]), text)
        for column, (_, name, _) in enumerate(_COLUMNS)
    ]
    for offset in range(len(fitting)):
        for column, write_cell, values, style in writers:
            write_cell(sheet, row + offset, column, values[offset], style)
    if len(fitting):
        sheet.autofilter(row - 1, 0, row + len(fitting) - 1, len(_COLUMNS) - 1)
    if len(fitting) < len(frame):
        lost = len(frame) - len(fitting)
        write_text(
            sheet,
            row + len(fitting),
            0,
            tr(
                "{count:,} more measurements do not fit on an Excel sheet; the project file has "
                "them.",
                count=lost,
            ),
            styles.strong,
        )


def _texts(column: pd.Series[Any]) -> list[str]:
    return [value if isinstance(value, str) else "" for value in column.tolist()]
