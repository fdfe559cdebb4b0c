"""A KPI's value function as a small chart, with the vendors' figures on it; no Qt."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from desktop_app.catalogue.model import Anchors
from desktop_app.domain.translating import later, local, tr
from desktop_app.domain.unit import Direction
from desktop_app.presenting.charts import Axis, value_axis
from desktop_app.presenting.comparison import rerank
from desktop_app.presenting.comparison_tables import method_points
from desktop_app.presenting.decision_matrix import anchors_of
from desktop_app.presenting.formatting import (
    MISSING,
    format_number,
    format_score,
    format_value,
    percent_text,
)
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.point_words import figure_lines
from desktop_app.presenting.tables import (
    Align,
    Cell,
    Column,
    Table,
    Tint,
    make_table,
    text_cell,
)
from desktop_app.presenting.value_choice import (
    AnchorsFrom,
    anchors_from,
    corner_words,
    drawn_anchors,
    figures_of,
    ranked_figures,
    source_words,
)
from desktop_app.scoring.model import Criterion, Floats, RankedVendor, Scenario
from desktop_app.scoring.scaling import Scale, field_scale
from desktop_app.scoring.value import TOP_SCORE, curve_points, direction_of, value_function
from desktop_app.scoring.value_shape import Shape, shape_of

_STEPS = 121
_ROOM = 0.06

FROM_WORDS = {
    AnchorsFrom.CATALOGUE: later("catalogue"),
    AnchorsFrom.CONTRACT: later("contract"),
    AnchorsFrom.FIELD: later("vendors compared"),
    AnchorsFrom.OWN: later("own curve"),
}


@dataclass(frozen=True, slots=True)
class VendorPoint:
    """A vendor's figure on the curve, in units of the axis; `text` says all about it."""

    vendor: str
    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class ValueView:
    """One KPI's value function.

    Parameters
    ----------
    xs, ys : array of float
        The curve, figures in units of the axis.
    corners : tuple of (float, float)
        The corners that can be moved; empty where the curve follows from the vendors.
    target : (float, float) or None
        In units of the axis; two different ends for a band.
    anchors : Anchors or None
        What is edited; None where there is none yet.
    words : str
        Where the points come from.
    """

    kpi: str
    axis: Axis
    direction: Direction
    source: AnchorsFrom
    shape: Shape | None
    xs: Floats
    ys: Floats
    corners: tuple[tuple[float, float], ...]
    target: tuple[float, float] | None
    vendors: tuple[VendorPoint, ...]
    anchors: Anchors | None
    words: str


def without_vendors(view: ValueView, hidden: Collection[str]) -> ValueView:
    """Return the curve with the figures of all vendors but some."""
    return replace(view, vendors=tuple(p for p in view.vendors if p.vendor not in hidden))


def value_view(comparison: Comparison, kpi: str) -> ValueView:
    """Return a KPI's value function as it is used, and every scored figure on it."""
    definition = comparison.catalogue.kpis[kpi]
    figures = ranked_figures(comparison, kpi)
    axis = value_axis(definition, figures)
    source = anchors_from(comparison.scenario, definition)
    drawn = drawn_anchors(comparison, kpi)
    direction = direction_of(drawn, definition.direction)
    scale = _scale(comparison, kpi, drawn, direction)
    corners = () if drawn is None else curve_points(drawn, direction)
    ends = [x for x, _ in corners] + [figure.value for figure in figures]
    xs, ys = _curve(scale, corners, ends)
    points = scale(np.array([figure.value for figure in figures], dtype=np.float64))
    edited = anchors_of(definition, comparison.scenario)
    moving = source is not AnchorsFrom.FIELD and edited is not None
    return ValueView(
        kpi=kpi,
        axis=axis,
        direction=direction,
        source=source,
        shape=None if edited is None else shape_of(edited, definition.direction),
        xs=xs * axis.factor,
        ys=ys,
        corners=tuple((x * axis.factor, y) for x, y in corners) if moving else (),
        target=_target(edited, axis),
        vendors=tuple(
            VendorPoint(
                figure.vendor,
                figure.value * axis.factor,
                y,
                "\n".join(
                    [
                        tr(
                            "{vendor}: {value} earns {points:.1f} points",
                            vendor=figure.vendor,
                            value=format_value(figure.value, figure.unit, figure.currency),
                            points=y,
                        ),
                        *figure_lines(figure),
                    ]
                ),
            )
            for figure, y in zip(figures, points.tolist(), strict=True)
        ),
        anchors=edited,
        words=source_words(comparison, kpi),
    )


def values_table(comparison: Comparison) -> Table:
    """Return one row a KPI that weighs: its weight, where its points come from, its corners."""
    kpis = comparison.catalogue.kpis
    total = sum(criterion.weight for criterion in comparison.matrix.criteria) or 1.0

    def source(criterion: Criterion) -> Cell:
        words = FROM_WORDS[anchors_from(comparison.scenario, kpis[criterion.id])]
        if anchors_of(kpis[criterion.id], comparison.scenario) is None:
            words = FROM_WORDS[AnchorsFrom.FIELD]
        return text_cell(tr(words), tooltip=source_words(comparison, criterion.id))

    columns: list[Column[Criterion]] = [
        Column("kpi", tr("KPI"), lambda c: text_cell(c.title, strong=True), width=24),
        Column("weight", tr("Weight"), lambda c: _share(c.weight / total), align=Align.RIGHT,
               width=9, descending=True),
        Column("source", tr("Points from"), source, width=18),
        Column("corners", tr("Figure: points"), lambda c: _corner_cell(comparison, c.id),
               least=14),
    ]  # fmt: skip
    weighed = sorted(comparison.matrix.criteria, key=lambda c: -c.weight)
    return make_table(columns, weighed, lambda c: c.id)


def points_table(view: ValueView, comparison: Comparison) -> Table:
    """Return the chart as a table: each vendor's figure and what it earns, the best first."""
    figures = {figure.vendor: figure for figure in ranked_figures(comparison, view.kpi)}

    def figure(point: VendorPoint) -> Cell:
        one = figures[point.vendor]
        return Cell(format_value(one.value, one.unit, one.currency), one.value, tooltip=point.text)

    columns: list[Column[VendorPoint]] = [
        Column("vendor", tr("Vendor"), lambda p: text_cell(p.vendor, strong=True), least=14),
        Column("figure", tr("Figure"), figure, align=Align.RIGHT, width=14, descending=True),
        Column("points", tr("Points"), lambda p: Cell(format_score(p.y), p.y, bar=p.y / TOP_SCORE),
               align=Align.RIGHT, width=14, descending=True),
        Column("n", "n", lambda p: _count(figures[p.vendor].n), align=Align.RIGHT, width=9,
               descending=True),
    ]  # fmt: skip
    return make_table(columns, sorted(view.vendors, key=lambda p: -p.y), lambda p: p.vendor)


def live_table(comparison: Comparison, before: Comparison) -> Table:
    """Return rank and score of every vendor, with the rank it had before the change."""
    ranks = {line.vendor: line.rank for line in before.ranking.vendors}
    points = method_points(comparison.scenario)

    def score(line: RankedVendor) -> Cell:
        if np.isnan(line.score):
            return Cell(MISSING, None, Tint.MUTED)
        text = format_score(line.score) if points else local("{score:.4f}", score=line.score)
        return Cell(text, line.score, bar=line.score / TOP_SCORE if points else None, strong=True)

    def was(line: RankedVendor) -> Cell:
        rank = ranks.get(line.vendor)
        if rank == line.rank:
            return Cell(tr("the same"), None, Tint.MUTED)
        return Cell(tr("out") if rank is None else str(rank), rank, Tint.LOOK)

    columns: list[Column[RankedVendor]] = [
        Column("rank", tr("Rank"), lambda line: text_cell(str(line.rank or tr("out")), strong=True),
               width=6),
        Column("vendor", tr("Vendor"), lambda line: text_cell(line.vendor, strong=True), least=16),
        Column("score", tr("Score"), score, align=Align.RIGHT, width=16, descending=True),
        Column("was", tr("Rank before"), was, tr("Before the change that is being made"), width=13),
    ]  # fmt: skip
    return make_table(columns, comparison.ranking.vendors, lambda line: line.vendor)


def revalued(comparison: Comparison, scenario: Scenario) -> Comparison:
    """Return the comparison under value functions still being moved: ranks and points alone."""
    return rerank(comparison, scenario, at_once=True)


def _scale(comparison: Comparison, kpi: str, drawn: Anchors | None, direction: Direction) -> Scale:
    """Return what turns figures into points."""
    if drawn is not None:
        return value_function(drawn, direction)
    definition = comparison.catalogue.kpis[kpi]
    stretched = anchors_from(comparison.scenario, definition) is AnchorsFrom.FIELD
    known = figures_of(comparison, kpi)
    if known.size == 0:
        return lambda values: np.full(np.shape(values), np.nan)
    return field_scale(known, direction is Direction.HIGHER, stretched)


def _curve(
    scale: Scale, corners: tuple[tuple[float, float], ...], ends: list[float]
) -> tuple[Floats, Floats]:
    """Return the curve a little beyond all that is on it, through every corner."""
    if not ends:
        return np.empty(0), np.empty(0)
    low, high = min(ends), max(ends)
    room = (high - low) * _ROOM or abs(high) * _ROOM or 1.0
    between = np.linspace(low - room, high + room, _STEPS)
    xs = np.unique(np.concatenate([between, [x for x, _ in corners]]))
    return xs, scale(xs)


def _target(anchors: Anchors | None, axis: Axis) -> tuple[float, float] | None:
    if anchors is None:
        return None
    high = anchors.target if anchors.target_high is None else anchors.target_high
    return anchors.target * axis.factor, high * axis.factor


def _corner_cell(comparison: Comparison, kpi: str) -> Cell:
    words = corner_words(comparison, kpi)
    return text_cell(
        words or tr("in proportion to the best"), tooltip=source_words(comparison, kpi)
    )


def _share(share: float) -> Cell:
    return Cell(percent_text(share), share)


def _count(n: float) -> Cell:
    return Cell(format_number(n, 0), None if np.isnan(n) else n)
