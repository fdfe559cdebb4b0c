"""Two vendors side by side: who is better at each KPI, by how much, and what can't be said."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from desktop_app.catalogue.model import KpiDefinition
from desktop_app.domain.translating import tr
from desktop_app.domain.unit import Direction, Unit
from desktop_app.presenting.comparison_tables import (
    category,
    figure_cell,
    in_categories,
    kpi_cell,
    least_width,
)
from desktop_app.presenting.formatting import MISSING, format_value
from desktop_app.presenting.levels import figure_difference
from desktop_app.presenting.likeness import may_rank
from desktop_app.presenting.model import Comparison, Figure
from desktop_app.presenting.tables import Align, Cell, Column, Table, Tint, make_table, text_cell


@dataclass(frozen=True, slots=True)
class Duel:
    """One KPI of two vendors; `better` is a vendor, ``""`` for neither or not comparable."""

    definition: KpiDefinition
    first: Figure | None
    second: Figure | None
    better: str
    difference: float
    reason: str


def duels(comparison: Comparison, first: str, second: str) -> list[Duel]:
    """Return every KPI that at least one of two vendors has, with who is better and why not."""
    found = []
    for definition in in_categories(comparison):
        one = comparison.figures.get((first, definition.id))
        two = comparison.figures.get((second, definition.id))
        if one is not None or two is not None:
            found.append(_duel(comparison, definition, one, two))
    return found


def head_to_head(comparison: Comparison, first: str, second: str) -> Table:
    """Return two vendors side by side, a row a KPI, with who is better and by how much."""
    scenario = comparison.scenario

    def cell_of(side: Callable[[Duel], Figure | None]) -> Callable[[Duel], Cell]:
        return lambda duel: figure_cell(side(duel), duel.definition, scenario, by_score=True)

    columns: list[Column[Duel]] = [
        Column("kpi", tr("KPI"), lambda duel: kpi_cell(duel.definition), width=28),
        Column(first, first, cell_of(lambda d: d.first), align=Align.RIGHT,
               least=least_width(comparison, first), descending=True, mark=first),
        Column(second, second, cell_of(lambda d: d.second), align=Align.RIGHT,
               least=least_width(comparison, second), descending=True, mark=second),
        Column("difference", tr("Difference"), _difference_cell, align=Align.RIGHT, width=14),
        Column("better", tr("Better"), lambda duel: text_cell(duel.better, strong=True), width=22),
        Column("reason", tr("Note"), lambda duel: text_cell(duel.reason, tint=Tint.MUTED)),
    ]  # fmt: skip
    return make_table(
        columns,
        duels(comparison, first, second),
        lambda duel: duel.definition.id,
        group=lambda duel: category(duel.definition.category),
    )


def _duel(
    comparison: Comparison, definition: KpiDefinition, one: Figure | None, two: Figure | None
) -> Duel:
    if one is None or two is None:
        return Duel(definition, one, two, "", math.nan, tr("only one of the two has it"))
    figures = (one, two)
    unlike = [f"{f.vendor}: {f.mark}" for f in figures if not may_rank(f, comparison.scenario)]
    if unlike or (one.unit, one.currency) != (two.unit, two.currency):
        reason = "; ".join(unlike) or tr("in different units or currencies")
        return Duel(
            definition, one, two, "", math.nan, tr("not comparable: {reason}", reason=reason)
        )
    difference = one.value - two.value
    better = _better(comparison, definition, one, two)
    notes = [f"{figure.vendor}: {figure.mark}" for figure in figures if figure.mark]
    apart = figure_difference(comparison, one, two)
    if difference and apart is not None and apart.level:
        notes.insert(0, tr("level: the difference may be chance"))
    return Duel(definition, one, two, better, difference, "; ".join(notes))


def _better(comparison: Comparison, definition: KpiDefinition, one: Figure, two: Figure) -> str:
    if definition.direction is Direction.NONE or one.value == two.value:
        return ""
    if definition.direction is Direction.BAND:
        # In a band neither more nor less is better as such: the points on its anchors decide.
        if math.isnan(one.score) or math.isnan(two.score) or one.score == two.score:
            return ""
        return one.vendor if one.score > two.score else two.vendor
    higher = one.value > two.value
    return one.vendor if higher is (definition.direction is Direction.HIGHER) else two.vendor


def _difference_cell(duel: Duel) -> Cell:
    if math.isnan(duel.difference) or duel.first is None:
        return Cell(MISSING, None, Tint.MUTED)
    size = abs(duel.difference)
    if duel.first.unit == Unit.SHARE:
        text = (
            tr("below 0.1 points")
            if 0 < size < 0.0005
            else tr("{size:.1f} points", size=size * 100)
        )
    else:
        text = format_value(size, duel.first.unit, duel.first.currency).lstrip("+")
    return Cell(text, None if not size else _relative(duel))


def _relative(duel: Duel) -> float:
    """Return the difference in points of score, the one measure all KPIs share."""
    if duel.first is None or duel.second is None:
        return math.nan
    return abs(duel.first.score - duel.second.score)
