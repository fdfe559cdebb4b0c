"""Two things that pull apart, one against the other, with the vendors nobody beats in both."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import local, tr
from desktop_app.domain.unit import Direction, Unit
from desktop_app.presenting.charts import Axis, value_axis
from desktop_app.presenting.comparison_tables import method_points
from desktop_app.presenting.decision_matrix import anchors_of
from desktop_app.presenting.formatting import format_number, format_score, format_value
from desktop_app.presenting.likeness import may_rank
from desktop_app.presenting.model import Comparison, Figure
from desktop_app.presenting.point_words import figure_lines
from desktop_app.presenting.tables import Align, Cell, Column, Table, Tint, make_table, text_cell
from desktop_app.scoring.field import orient
from desktop_app.scoring.model import Criterion, Method
from desktop_app.scoring.value import direction_of

SCORE = ""
"""Stands for the ranking's score where a KPI's id could be."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two things: its axis, which way is better, and the text of each value."""

    key: str
    axis: Axis
    direction: Direction


@dataclass(frozen=True, slots=True)
class TradePoint:
    """One vendor: its place in units of the axes, whether it is on the front, and why it is not.

    Parameters
    ----------
    out : bool
        Ruled out by a requirement: shown, and never on the front.
    beaten_by : tuple of str
        Vendors at least as good in both and better in one; empty on the front.
    words : (str, str)
        The two values as text.
    n : (float, float)
        What the values rest on, NaN where unknown.
    rest : (tuple of str, tuple of str)
        What is known of each value beside it: n, interval, origin and mark.
    """

    vendor: str
    x: float
    y: float
    out: bool
    beaten_by: tuple[str, ...]
    words: tuple[str, str]
    n: tuple[float, float]
    rest: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())

    @property
    def on_front(self) -> bool:
        """Return whether no vendor that is ranked beats it in both."""
        return not self.out and not self.beaten_by

    @property
    def text(self) -> str:
        """Return what hovering tells."""
        place = tr("ruled out by a requirement") if self.out else tr("nobody is better in both")
        if self.beaten_by:
            place = tr("no better in either than {vendors}", vendors=listed(self.beaten_by))
        first, second = ([words, *rest] for words, rest in zip(self.words, self.rest, strict=True))
        return "\n".join([f"{self.vendor}: {first[0]}", *first[1:], *second, place])


@dataclass(frozen=True, slots=True)
class TradeOff:
    """The chart.

    Parameters
    ----------
    front : tuple of (float, float)
        Corners of the line along the front, from left to right; empty where a side is a band,
        or fewer than two vendors are on it.
    left_out : tuple of (vendor, reason)
    """

    x: Side
    y: Side
    points: tuple[TradePoint, ...]
    front: tuple[tuple[float, float], ...]
    left_out: tuple[tuple[str, str], ...]


def offered_sides(comparison: Comparison) -> list[tuple[str, str]]:
    """Return what can be held against each other, as (key, title): the score, then prices, then
    the other KPIs with a better side that two vendors have, what weighs most first.
    """
    weights = {criterion.id: criterion.weight for criterion in comparison.matrix.criteria}
    kpis = [
        comparison.catalogue.kpis[kpi]
        for kpi in comparison.kpis
        if comparison.catalogue.kpis[kpi].direction is not Direction.NONE
        and len(_figures(comparison, kpi)) > 1
    ]
    kpis.sort(key=lambda kpi: (kpi.unit is not Unit.MONEY, -weights.get(kpi.id, 0.0)))
    return [(SCORE, tr("Score")), *((kpi.id, kpi.title) for kpi in kpis)]


def default_sides(comparison: Comparison) -> tuple[str, str] | None:
    """Return what is shown first: the score against the first price, else what weighs most."""
    offered = offered_sides(comparison)
    return (offered[1][0], SCORE) if len(offered) > 1 else None


def trade_off(
    comparison: Comparison, x: str, y: str, hidden: Collection[str] = ()
) -> TradeOff | None:
    """Return two things one against the other; None where one is not known.

    Parameters
    ----------
    x, y : str
        KPI ids, or `SCORE`.
    hidden : collection of str
        Vendors that are not looked at: they are not drawn, and beat nobody.
    """
    across, up = _side(comparison, x), _side(comparison, y)
    if across is None or up is None:
        return None
    out = {line.vendor for line in comparison.ranking.vendors if line.rank is None}
    values: dict[str, tuple[float, float]] = {}
    left_out = []
    for vendor in comparison.vendors:
        if vendor in hidden:
            continue
        pair = _value(comparison, x, vendor), _value(comparison, y, vendor)
        if any(math.isnan(value) for value in pair):
            known = [side.axis.title for side, v in zip((across, up), pair, strict=True)
                     if math.isnan(v)]  # fmt: skip
            left_out.append((vendor, tr("no comparable figure for {kpis}", kpis=listed(known))))
        else:
            values[vendor] = pair
    goods = {
        vendor: (_good(comparison, across, a), _good(comparison, up, b))
        for vendor, (a, b) in values.items()
    }
    points = tuple(
        TradePoint(
            vendor,
            a * across.axis.factor,
            b * up.axis.factor,
            vendor in out,
            _beaten_by(vendor, goods, out),
            (_words(comparison, across, vendor, a), _words(comparison, up, vendor, b)),
            (_n(comparison, x, vendor), _n(comparison, y, vendor)),
            (_rest(comparison, x, vendor), _rest(comparison, y, vendor)),
        )
        for vendor, (a, b) in values.items()
    )
    return TradeOff(across, up, points, _front(points, across, up), tuple(left_out))


def front_sentence(chart: TradeOff) -> str:
    """Return in a sentence who is on the front."""
    ahead = [point.vendor for point in chart.points if point.on_front]
    both = listed([_named(chart.y), _named(chart.x)], None)
    if not ahead:
        return tr("No vendor that is ranked has a figure for both {sides}.", sides=both)
    if len(ahead) == 1:
        return tr(
            "{vendor} is at least as good as every other in both {sides}.",
            vendor=ahead[0],
            sides=both,
        )
    return tr(
        "Nobody beats {vendors} in both {sides}: choosing among them is a trade-off.",
        vendors=listed(ahead),
        sides=both,
    )


def trade_table(chart: TradeOff) -> Table:
    """Return the chart as a table, the front first."""
    columns: list[Column[TradePoint]] = [
        Column("vendor", tr("Vendor"), lambda p: text_cell(p.vendor, strong=True), width=26),
        Column("x", chart.x.axis.title, lambda p: Cell(p.words[0], p.x), align=Align.RIGHT,
               width=22, descending=chart.x.direction is Direction.HIGHER),
        Column("y", chart.y.axis.title, lambda p: Cell(p.words[1], p.y), align=Align.RIGHT,
               width=22, descending=chart.y.direction is Direction.HIGHER),
        Column("nx", "n", lambda p: _count_cell(p.n[0]), tr("What the first figure rests on"),
               Align.RIGHT, 10),
        Column("ny", "n", lambda p: _count_cell(p.n[1]), tr("What the second figure rests on"),
               Align.RIGHT, 10),
        Column("front", tr("Pareto front"), _front_cell, tr("Nobody is better in both"), width=14),
        Column("beaten", tr("No better in either than"), lambda p: text_cell(listed(p.beaten_by))),
    ]  # fmt: skip
    ordered = sorted(chart.points, key=lambda p: (not p.on_front, p.out, p.x))
    return make_table(columns, ordered, lambda p: p.vendor)


def _figures(comparison: Comparison, kpi: str) -> dict[str, Figure]:
    """Return the figures of a KPI that can be compared, by vendor."""
    return {
        vendor: figure
        for vendor in comparison.vendors
        if (figure := comparison.figures.get((vendor, kpi))) is not None
        and math.isfinite(figure.value)
        and may_rank(figure, comparison.scenario)
    }


def _side(comparison: Comparison, key: str) -> Side | None:
    if key == SCORE:
        unit = tr("points") if method_points(comparison.scenario) else ""
        lower = comparison.ranking.method is Method.VIKOR
        direction = Direction.LOWER if lower else Direction.HIGHER
        return Side(key, Axis(tr("Score"), unit, 1.0, Unit.RATE), direction)
    definition = comparison.catalogue.kpis.get(key)
    figures = list(_figures(comparison, key).values())
    if definition is None or not figures:
        return None
    direction = direction_of(anchors_of(definition, comparison.scenario), definition.direction)
    return Side(key, value_axis(definition, figures), direction)


def _value(comparison: Comparison, key: str, vendor: str) -> float:
    if key == SCORE:
        scores = {line.vendor: line.score for line in comparison.ranking.vendors}
        return scores.get(vendor, math.nan)
    figure = _figures(comparison, key).get(vendor)
    return math.nan if figure is None else figure.value


def _n(comparison: Comparison, key: str, vendor: str) -> float:
    figure = comparison.figures.get((vendor, key))
    return math.nan if figure is None else figure.n


def _rest(comparison: Comparison, key: str, vendor: str) -> tuple[str, ...]:
    figure = comparison.figures.get((vendor, key))
    return () if figure is None else tuple(figure_lines(figure))


def _good(comparison: Comparison, side: Side, value: float) -> float:
    """Return a value such that more is better; of a band the distance from it, negated."""
    if side.direction is Direction.HIGHER:
        return value
    if side.direction is Direction.LOWER or side.key == SCORE:
        return -value
    definition = comparison.catalogue.kpis[side.key]
    band = Criterion(side.key, "", Direction.BAND, 1.0, anchors_of(definition, comparison.scenario))
    return -float(orient(np.array([value]), band)[0])


def _beaten_by(
    vendor: str, goods: dict[str, tuple[float, float]], out: Collection[str]
) -> tuple[str, ...]:
    """Return the ranked vendors that are at least as good in both and better in one."""
    own = goods[vendor]
    return tuple(
        other
        for other, theirs in goods.items()
        if other not in out
        and other != vendor
        and theirs[0] >= own[0]
        and theirs[1] >= own[1]
        and theirs != own
    )


def _front(points: tuple[TradePoint, ...], x: Side, y: Side) -> tuple[tuple[float, float], ...]:
    """Return the front as steps: between two of its vendors nobody has the better of both."""
    ahead = sorted({(p.x, p.y) for p in points if p.on_front})
    if len(ahead) < 2 or Direction.BAND in (x.direction, y.direction):
        return ()
    corners = [ahead[0]]
    for (x0, y0), (x1, y1) in pairwise(ahead):
        # The corner is as bad as the worse of the two in each: what both of them reach.
        corner_x = min(x0, x1) if x.direction is Direction.HIGHER else max(x0, x1)
        corner_y = min(y0, y1) if y.direction is Direction.HIGHER else max(y0, y1)
        corners += [(corner_x, corner_y), (x1, y1)]
    return tuple(corners)


def _words(comparison: Comparison, side: Side, vendor: str, value: float) -> str:
    if side.key == SCORE:
        text = format_score(value) if side.axis.unit else local("{value:.4f}", value=value)
        return tr("score {score}", score=text)
    figure = comparison.figures[vendor, side.key]
    return format_value(value, figure.unit, figure.currency)


def _named(side: Side) -> str:
    return tr("the score") if side.key == SCORE else side.axis.title


def _count_cell(n: float) -> Cell:
    return Cell(format_number(n, 0), None if math.isnan(n) else n)


def _front_cell(point: TradePoint) -> Cell:
    if point.out:
        return Cell(tr("ruled out"), None, Tint.MUTED)
    return text_cell(tr("on it"), tint=Tint.OK) if point.on_front else text_cell(tr("behind"))
