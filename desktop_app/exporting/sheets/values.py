"""Value functions: corners that can be changed, and every figure's points as a formula of them."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from desktop_app.domain.translating import later, tr
from desktop_app.domain.unit import Direction
from desktop_app.exporting.kpi_scores import kpi_scores, scored_criteria
from desktop_app.exporting.page import (
    open_sheet,
    set_up_page,
    write_number,
    write_sentences,
    write_text,
)
from desktop_app.exporting.sheet_names import RANKING, VALUES, quoted_sheet, sheet_name
from desktop_app.exporting.styles import INPUT_FILL, Scale, Styles, reader_scale
from desktop_app.presenting.likeness import unlike_words
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.value_choice import source_words
from desktop_app.scoring.model import Criterion, Method, Normalisation
from desktop_app.scoring.numbers import constant
from desktop_app.scoring.value import curve_points

_WIDTHS = (28, 14, 12, 4, 30, 16, 12)
_X, _Y, _VENDOR, _FIGURE, _POINTS = 1, 2, 4, 5, 6
_WORDS_WIDTH = sum(_WIDTHS)
_TOP = 3
_REMARK = later(
    "Change a corner in the yellow cells, or a figure: points here, and scores and ranks on the "
    "sheet {sheet}, follow."
)
_NONE = later("This ranking is not made of points on value functions.")


@dataclass(frozen=True, slots=True)
class _Block:
    """One KPI's rows; rows count from 0.

    Parameters
    ----------
    corners : tuple of (float, float)
        Canonical; empty where points are in proportion to the best of the vendors ranked.
    figures : tuple of (vendor, figure, points)
        Those ranked first, `ranked` of them.
    """

    criterion: Criterion
    first: int
    corners: tuple[tuple[float, float], ...]
    figures: tuple[tuple[str, float, float], ...]
    ranked: int
    scale: Scale

    @property
    def level(self) -> bool:
        """Return whether all vendors earn the same, as their figures tell none apart."""
        values = np.array([value for _, value, _ in self.figures[: self.ranked]])
        return self.criterion.anchors is None and constant(values)

    @property
    def end(self) -> int:
        """Return the row after the last."""
        return self.first + max(len(self.corners), len(self.figures), 1)

    @property
    def ranked_range(self) -> str:
        """Return the figures of the vendors ranked."""
        return str(xl_range_abs(self.first, _FIGURE, self.first + self.ranked - 1, _FIGURE))


def score_cells(comparison: Comparison) -> dict[tuple[str, str], str]:
    """Return where on the sheet the points of a vendor and KPI are, for other sheets' formulas.

    Points that a rule gave to a missing figure have no such cell.
    """
    name = quoted_sheet(VALUES)
    return {
        (vendor, block.criterion.id): f"{name}!{xl_rowcol_to_cell(block.first + number, _POINTS)}"
        for block in _blocks(comparison)
        for number, (vendor, _, _) in enumerate(block.figures)
    }


def write(book: Workbook, comparison: Comparison, styles: Styles) -> None:
    """Add the sheet: a block for each KPI that is scored."""
    sheet = open_sheet(book, VALUES, _WIDTHS)
    blocks = _blocks(comparison)
    remark = tr(_REMARK, sheet=sheet_name(RANKING)) if blocks else tr(_NONE)
    set_up_page(sheet, tr(VALUES), styles, remark)
    if blocks:
        unlike = unlike_words(comparison, comparison.scenario)
        write_sentences(sheet, _TOP, unlike, styles, columns=(0, _POINTS), width=_WORDS_WIDTH)
    for block in blocks:
        _write_block(sheet, block, comparison, styles)


def _blocks(comparison: Comparison) -> list[_Block]:
    """Return the blocks of all KPIs, one below the other; none for another way of scoring."""
    scenario, matrix = comparison.scenario, comparison.matrix
    if (scenario.method, scenario.normalisation) != (Method.WEIGHTED, Normalisation.ANCHORS):
        return []
    lines = [line for line in comparison.ranking.vendors if line.contributions]
    scores = {line.vendor: kpi_scores(line, comparison) for line in lines}
    found: list[_Block] = []
    unlike = unlike_words(comparison, comparison.scenario)
    row = _TOP + len(unlike) + bool(unlike)
    for criterion in scored_criteria(comparison):
        column = matrix.criteria.index(criterion)
        figures = []
        ranked = 0
        for line in lines:
            value = float(matrix.values[matrix.vendors.index(line.vendor), column])
            if math.isfinite(value):
                figures.append((line.vendor, value, scores[line.vendor][criterion.id]))
                ranked += line.rank is not None
        block = _Block(
            criterion, row + 2, _corners(criterion, figures[:ranked]), tuple(figures), ranked,
            _scale(comparison, criterion, figures),
        )  # fmt: skip
        found.append(block)
        row = block.end + 1
    return found


def _corners(
    criterion: Criterion, ranked: list[tuple[str, float, float]]
) -> tuple[tuple[float, float], ...]:
    """Return the corners of a KPI's curve: its own, or the line over the vendors ranked."""
    if criterion.anchors is not None:
        return curve_points(criterion.anchors, criterion.direction)
    values = [value for _, value, _ in ranked]
    if not _on_line(criterion, values):
        return ()
    ends = (0.0, 100.0) if criterion.direction is Direction.HIGHER else (100.0, 0.0)
    return (min(values), ends[0]), (max(values), ends[1])


def _on_line(criterion: Criterion, values: list[float]) -> bool:
    """Return whether a KPI without anchors is scored on the line from the worst to the best."""
    apart = bool(values) and min(values) < max(values)
    return apart and (criterion.stretched or min(values) <= 0)


def _scale(
    comparison: Comparison, criterion: Criterion, figures: list[tuple[str, float, float]]
) -> Scale:
    definition = comparison.catalogue.kpis[criterion.id]
    first = comparison.figures.get((figures[0][0], criterion.id)) if figures else None
    unit = definition.unit.value if first is None else first.unit
    currency = "" if first is None else first.currency
    return reader_scale(unit, max((abs(value) for _, value, _ in figures), default=0.0), currency)


def _write_block(sheet: Worksheet, block: _Block, comparison: Comparison, styles: Styles) -> None:
    head = block.first - 1
    unit = block.scale.unit
    figure = tr("Figure ({unit})", unit=unit) if unit else tr("Figure")
    write_text(sheet, head - 1, 0, block.criterion.title, styles.strong)
    write_text(sheet, head - 1, _X, source_words(comparison, block.criterion.id), styles.aside)
    for column, words in (
        (_X, figure), (_Y, tr("Points")), (_VENDOR, tr("Vendor")), (_FIGURE, figure),
        (_POINTS, tr("Points")),
    ):  # fmt: skip
        look = styles.heading if column == _VENDOR else styles.figure_heading
        write_text(sheet, head, column, words, look)
    _write_corners(sheet, block, styles)
    number, points = styles.number(block.scale.number_format), styles.number("0.0")
    for row, (vendor, value, score) in enumerate(block.figures, start=block.first):
        write_text(sheet, row, _VENDOR, vendor, styles.text)
        write_number(sheet, row, _FIGURE, value * block.scale.factor, number)
        if block.level:
            write_number(sheet, row, _POINTS, score, points)
        else:
            sheet.write_formula(row, _POINTS, _formula(block, row), points, score)


def _write_corners(sheet: Worksheet, block: _Block, styles: Styles) -> None:
    """Write the corners to be changed; over the field of vendors they are formulas themselves."""
    look = {"bg_color": INPUT_FILL, "border": 1, "border_color": "#CBD2D9"}
    fixed = block.criterion.anchors is not None
    figure = (
        styles.number(block.scale.number_format, **look)
        if fixed
        else styles.number(block.scale.number_format)
    )
    points = styles.number("0.0", **look) if fixed else styles.number("0.0")
    for row, (x, y) in enumerate(block.corners, start=block.first):
        if fixed:
            write_number(sheet, row, _X, x * block.scale.factor, figure)
        else:
            name = "MIN" if row == block.first else "MAX"
            formula = f"={name}({block.ranked_range})"
            sheet.write_formula(row, _X, formula, figure, x * block.scale.factor)
        write_number(sheet, row, _Y, y, points)


def _formula(block: _Block, row: int) -> str:
    """Return a figure's points: between two corners on a straight line, constant beyond."""
    value = xl_rowcol_to_cell(row, _FIGURE)
    if not block.corners:
        return _proportion(block, value)
    last = block.first + len(block.corners) - 1
    xs, ys = (xl_range_abs(block.first, column, last, column) for column in (_X, _Y))
    count = len(block.corners)
    low = f"MATCH({value},{xs},1)"
    slope = f"(INDEX({ys},{low}+1)-INDEX({ys},{low}))/(INDEX({xs},{low}+1)-INDEX({xs},{low}))"
    between = f"INDEX({ys},{low})+({value}-INDEX({xs},{low}))*{slope}"
    return (
        f"=IF({value}<=INDEX({xs},1),INDEX({ys},1),"
        f"IF({value}>=INDEX({xs},{count}),INDEX({ys},{count}),{between}))"
    )


def _proportion(block: _Block, value: str) -> str:
    """Return a figure's points in proportion to the best of the vendors ranked."""
    ranked = block.ranked_range
    if block.criterion.direction is Direction.HIGHER:
        return f"=100*MAX(0,MIN(1,{value}/MAX({ranked})))"
    return f"=IF({value}<=0,100,100*MIN(1,MIN({ranked})/{value}))"
