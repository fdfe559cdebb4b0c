"""Scorecard: every KPI by vendor in the reader's units, tinted against its anchors."""

from __future__ import annotations

import math
import statistics

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from desktop_app.catalogue.model import Anchors, KpiDefinition
from desktop_app.domain.translating import later, tr
from desktop_app.domain.unit import Direction
from desktop_app.exporting.page import (
    open_sheet,
    set_up_page,
    write_heading,
    write_number,
    write_text,
)
from desktop_app.exporting.sheet_names import SCORECARD
from desktop_app.exporting.styles import (
    BAD_FILL,
    BAD_INK,
    GOOD_FILL,
    GOOD_INK,
    Scale,
    Styles,
    reader_scale,
)
from desktop_app.exporting.words import direction_word
from desktop_app.presenting.formatting import (
    basis_words,
    format_interval,
    format_number,
    format_value,
    n_text,
)
from desktop_app.presenting.model import Comparison, Figure
from desktop_app.scoring.value import direction_of

_FIXED = (later("Category"), "KPI", later("Unit"), later("Better"), later("Target"))


def write(book: Workbook, comparison: Comparison, styles: Styles) -> None:
    """Add the sheet; a figure that is not comparable is in brackets with its mark as a note."""
    sheet = open_sheet(book, SCORECARD)
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 34)
    sheet.set_column(2, 4, 10)
    sheet.set_column(5, 4 + max(1, len(comparison.vendors)), 18)
    remark = tr(
        "Blue reaches the target, orange is at or beyond the worst anchor. Notes on "
        "cells give basis, n, interval and marks; (in brackets) means not comparable "
        "with the others."
    )
    row = set_up_page(sheet, tr(SCORECARD), styles, remark)
    row = write_heading(sheet, row, [*(tr(name) for name in _FIXED), *comparison.vendors], styles,
                        range(len(_FIXED) - 1, len(_FIXED) + len(comparison.vendors)))  # fmt: skip
    sheet.freeze_panes(row, 2)
    for kpi in comparison.kpis:
        _write_kpi(sheet, row, comparison, comparison.catalogue.kpis[kpi], styles)
        row += 1


def _write_kpi(
    sheet: Worksheet, row: int, comparison: Comparison, definition: KpiDefinition, styles: Styles
) -> None:
    figures = [comparison.figures.get((v, definition.id)) for v in comparison.vendors]
    scale = _scale([figure for figure in figures if figure is not None], definition)
    anchors = comparison.scenario.anchors.get(definition.id, definition.anchors)
    write_text(sheet, row, 0, tr(definition.category), styles.muted)
    write_text(sheet, row, 1, definition.title, styles.strong)
    write_text(sheet, row, 2, scale.unit, styles.text)
    direction = direction_of(anchors, definition.direction)
    write_text(sheet, row, 3, direction_word(direction), styles.text)
    target = math.nan if anchors is None else anchors.target * scale.factor
    write_number(sheet, row, 4, target, styles.number(scale.number_format))
    for column, figure in enumerate(figures, start=len(_FIXED)):
        if figure is not None:
            _write_figure(sheet, row, column, figure, scale, styles)
    if anchors is not None and comparison.vendors:
        last = len(_FIXED) + len(comparison.vendors) - 1
        _tint(sheet, (row, len(_FIXED), row, last), direction, anchors, scale, styles)


def _scale(figures: list[Figure], definition: KpiDefinition) -> Scale:
    values = [abs(f.value) for f in figures if math.isfinite(f.value) and f.unit == definition.unit]
    currency = next((f.currency for f in figures if f.comparable and f.currency), "")
    return reader_scale(definition.unit, statistics.median(values) if values else 0.0, currency)


def _write_figure(
    sheet: Worksheet, row: int, column: int, figure: Figure, scale: Scale, styles: Styles
) -> None:
    if figure.comparable:
        style = styles.number(scale.number_format, align="right")
        write_number(sheet, row, column, figure.value * scale.factor, style)
    else:
        own = reader_scale(figure.unit, abs(figure.value), figure.currency)
        plain = format_number(figure.value * (100 if own.unit == "%" else own.factor), 2)
        style = styles.get(align="right", italic=True, font_color="#616E7C")
        write_text(sheet, row, column, f"({plain} {own.unit})", style)
    sheet.write_comment(row, column, _note(figure), {"x_scale": 1.6, "y_scale": 0.9})


def _note(figure: Figure) -> str:
    basis = basis_words(figure.basis)
    lines = [f"{basis}, {figure.variant}" if figure.variant else basis]
    if math.isfinite(figure.n):
        lines.append(n_text(figure.n, figure.basis))
    interval = format_interval(figure.low, figure.high, figure.unit, figure.currency)
    if interval:
        lines.append(f"95 %: {interval}")
    if math.isfinite(figure.stated):
        stated = format_value(figure.stated, figure.unit, figure.currency)
        lines.append(tr("the vendor states {figure}", figure=stated))
    if figure.mark:
        lines.append(figure.mark)
    return "\n".join(lines)


def _tint(
    sheet: Worksheet,
    cells: tuple[int, int, int, int],
    direction: Direction,
    anchors: Anchors,
    scale: Scale,
    styles: Styles,
) -> None:
    """Add the conditional formats, so that the tint follows when a reader edits a figure."""
    good = styles.get(bg_color=GOOD_FILL, font_color=GOOD_INK)
    bad = styles.get(bg_color=BAD_FILL, font_color=BAD_INK)
    worst, target = anchors.worst * scale.factor, anchors.target * scale.factor
    # Excel takes a blank cell for 0, which would tint missing figures.
    sheet.conditional_format(*cells, {"type": "blanks", "stop_if_true": True, "format": None})
    if direction is Direction.BAND:
        high = (anchors.target_high or anchors.target) * scale.factor
        rules = [({"criteria": "between", "minimum": target, "maximum": high}, good)]
        rules.append(({"criteria": "<=", "value": worst}, bad))
        if anchors.worst_high is not None:
            rules.append(({"criteria": ">=", "value": anchors.worst_high * scale.factor}, bad))
    elif direction is Direction.LOWER:
        rules = [
            ({"criteria": "<=", "value": target}, good),
            ({"criteria": ">=", "value": worst}, bad),
        ]
    else:
        rules = [
            ({"criteria": ">=", "value": target}, good),
            ({"criteria": "<=", "value": worst}, bad),
        ]
    for rule, style in rules:
        sheet.conditional_format(*cells, {"type": "cell", **rule, "format": style})
