"""Charts as plain descriptions: the window draws them one way, the workbook another; no Qt."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop_app.catalogue.model import KpiDefinition
from desktop_app.domain.sentences import shown_period
from desktop_app.domain.translating import tr
from desktop_app.domain.unit import Direction, Unit
from desktop_app.presenting.decision_matrix import anchors_of
from desktop_app.presenting.formatting import duration_unit, format_interval, format_value, n_text
from desktop_app.presenting.likeness import may_rank
from desktop_app.presenting.model import Comparison, Figure
from desktop_app.presenting.point_words import (
    figure_lines,
    figure_origin,
    origin_words,
    point_lines,
)
from desktop_app.presenting.series import kpis_with_trend, rows_over_time
from desktop_app.presenting.timeline import reach, timeline
from desktop_app.scoring.value import direction_of

MOST_AXES = 10
"""A radar with more axes can't be read; the heaviest KPIs are kept."""


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis of values: numbers on it are `factor` times the canonical ones, in `unit`.

    `unit` is for people: ``%``, ``min``, ``EUR``, ``""`` for plain numbers; `kind` is the
    canonical unit.
    """

    title: str
    unit: str
    factor: float
    kind: Unit

    @property
    def label(self) -> str:
        """Return the title with its unit in brackets."""
        return f"{self.title} ({self.unit})" if self.unit else self.title


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a chart, in units of its axis; `text` says all there is to know about it.

    low, high : float
        The 95 % interval, NaN where unknown.
    n : float
        What the value rests on, NaN where unknown.
    origin : str
        How it came about and which file and sheet it is from, ``""`` where unknown.
    """

    value: float
    low: float = math.nan
    high: float = math.nan
    text: str = ""
    n: float = math.nan
    origin: str = ""

    @property
    def known(self) -> bool:
        """Return whether there is a value."""
        return not math.isnan(self.value)


@dataclass(frozen=True, slots=True)
class Bars:
    """One KPI of many vendors, best first.

    Parameters
    ----------
    vendors : tuple of str
        Colour keys and labels; as many as `points`.
    target : (float, float) or None
        The target in units of the axis; two different ends for a band.
    left_out : tuple of (vendor, reason)
        Vendors without a bar.
    """

    axis: Axis
    vendors: tuple[str, ...]
    points: tuple[Point, ...]
    labels: tuple[str, ...]
    target: tuple[float, float] | None
    left_out: tuple[tuple[str, str], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """The values of one vendor, one for each label of the chart; unknown ones are gaps."""

    vendor: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Radar:
    """Scores (0..100) of vendors on several KPIs (`kpis` are their ids); the rim is 100."""

    labels: tuple[str, ...]
    kpis: tuple[str, ...]
    series: tuple[Series, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A figure of a longer period than the chart's own (a year among months).

    start, end : float
        Where it begins and ends on the axis of periods: 0 is the middle of the first one.
    """

    vendor: str
    period: str
    start: float
    end: float
    point: Point


@dataclass(frozen=True, slots=True)
class Ahead:
    """The months to come of one vendor; `start` is the place of its last known month."""

    vendor: str
    start: int
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """One KPI of several vendors over time; a period nobody reported stays as a gap.

    `periods` are of the finest grain that any vendor has; figures of longer ones are `spans`,
    and never taken for one of the shorter. `ahead` is forecast, over periods after the last known
    one; `unusual` names the places of a vendor's months that stand out.
    """

    axis: Axis
    periods: tuple[str, ...]
    series: tuple[Series, ...]
    spans: tuple[Span, ...]
    target: tuple[float, float] | None
    left_out: tuple[tuple[str, str], ...]
    ahead: tuple[Ahead, ...] = ()
    unusual: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


def bars(comparison: Comparison, kpi: str, vendors: Collection[str]) -> Bars:
    """Return one KPI of the given vendors, the best first; what can't be compared is left out."""
    definition = comparison.catalogue.kpis[kpi]
    shown: list[Figure] = []
    left_out: list[tuple[str, str]] = []
    for vendor in comparison.vendors:
        figure = comparison.figures.get((vendor, kpi))
        if vendor not in vendors:
            continue
        if figure is None or math.isnan(figure.value):
            left_out.append((vendor, tr("no figure")))
        elif not may_rank(figure, comparison.scenario):
            left_out.append((vendor, figure.mark or tr("not comparable")))
        else:
            shown.append(figure)
    shown.sort(key=lambda figure: figure.value, reverse=definition.direction is not Direction.LOWER)
    axis = value_axis(definition, shown)
    return Bars(
        axis,
        tuple(figure.vendor for figure in shown),
        tuple(figure_point(figure, axis) for figure in shown),
        tuple(format_value(f.value, f.unit, f.currency) for f in shown),
        _target(comparison, definition, axis),
        tuple(left_out),
        _better(comparison, definition),
    )


def radar(comparison: Comparison, vendors: Collection[str]) -> Radar:
    """Return the scores of vendors on the KPIs that carry weight, the heaviest `MOST_AXES`."""
    weighing = [c for c in comparison.matrix.criteria if c.weight > 0]
    heaviest = sorted(weighing, key=lambda criterion: -criterion.weight)[:MOST_AXES]
    kept = {criterion.id for criterion in heaviest if _any_score(comparison, criterion.id)}
    kpis = [kpi for kpi in comparison.kpis if kpi in kept]
    labels = tuple(
        comparison.catalogue.kpis[kpi].short or comparison.catalogue.kpis[kpi].title for kpi in kpis
    )
    series = tuple(
        Series(vendor, tuple(_score_point(comparison, vendor, kpi) for kpi in kpis))
        for vendor in comparison.vendors
        if vendor in vendors
    )
    left = len(weighing) - len(kpis)
    return Radar(labels, tuple(kpis), series, _not_drawn(left))


def _not_drawn(kpis: int) -> str:
    """Return what a radar leaves out, ``""`` for nothing."""
    if kpis == 1:
        return tr("One lighter or unscored KPI is not drawn.")
    return tr("{count} lighter or unscored KPIs are not drawn.", count=kpis) if kpis > 0 else ""


def trend(
    comparison: Comparison, kpi: str, vendors: Collection[str], periods: Sequence[str] = ()
) -> Trend:
    """Return one KPI over time.

    A vendor's series is of the same definition and basis as the figure that is compared; money
    comes in the currency that figure was brought to. Periods run without a hole, so that a month
    nobody reported is seen as missing. They are those given, for charts that share an axis, else
    those from the first to the last that any vendor has.
    """
    definition = comparison.catalogue.kpis[kpi]
    found: dict[str, dict[str, dict[Any, Any]]] = {}
    left_out: list[tuple[str, str]] = []
    for vendor in comparison.vendors:
        if vendor not in vendors:
            continue
        figure = comparison.figures.get((vendor, kpi))
        if figure is not None and not may_rank(figure, comparison.scenario):
            left_out.append((vendor, figure.mark or tr("not comparable")))
            continue
        rows = rows_over_time(comparison, kpi, vendor, figure)
        if rows:
            found[vendor] = rows
        else:
            left_out.append((vendor, tr("no figures by period")))
    periods = tuple(periods) or timeline({period for rows in found.values() for period in rows})
    axis = value_axis(
        definition, [comparison.figures[v, kpi] for v in found if (v, kpi) in comparison.figures]
    )
    series = tuple(
        Series(vendor, tuple(_row_point(rows.get(period), axis, period) for period in periods))
        for vendor, rows in found.items()
    )
    spans = tuple(
        Span(vendor, period, *reach(period, periods), _row_point(row, axis, period))
        for vendor, rows in found.items()
        for period, row in rows.items()
        if period not in periods
    )
    target = _target(comparison, definition, axis)
    return Trend(axis, periods, series, spans, target, tuple(left_out))


def offered_over_time(comparison: Comparison) -> list[str]:
    """Return the KPIs that have a trend; first what weighs most and most vendors have."""
    weights = {criterion.id: criterion.weight for criterion in comparison.matrix.criteria}
    known = {
        kpi: sum(f.comparable for (_, of), f in comparison.figures.items() if of == kpi)
        for kpi in comparison.kpis
    }
    over_time = kpis_with_trend(comparison)
    offered = [kpi for kpi in comparison.kpis if kpi in over_time]
    return sorted(offered, key=lambda kpi: (-weights.get(kpi, 0.0), -known[kpi]))


def value_axis(definition: KpiDefinition, figures: Sequence[Figure]) -> Axis:
    """Return the axis that figures of a KPI read best on."""
    unit = definition.unit
    if figures:
        unit = Unit(figures[0].unit)
    largest = max((abs(figure.value) for figure in figures), default=0.0)
    currencies = sorted({figure.currency for figure in figures if figure.currency})
    name, factor = _people_unit(unit, largest, currencies)
    return Axis(definition.title, name, factor, unit)


def _people_unit(unit: Unit, largest: float, currencies: Sequence[str]) -> tuple[str, float]:
    if unit is Unit.SHARE:
        return "%", 100.0
    if unit is Unit.DURATION:
        name, factor = duration_unit(largest)
        return tr(name), factor
    if unit is Unit.MONEY:
        return currencies[0] if len(currencies) == 1 else "", 1.0
    return {Unit.YEARS: tr("years"), Unit.POINTS: tr("points")}.get(unit, ""), 1.0


def _target(
    comparison: Comparison, definition: KpiDefinition, axis: Axis
) -> tuple[float, float] | None:
    anchors = anchors_of(definition, comparison.scenario)
    if anchors is None or definition.direction is Direction.NONE:
        return None
    if axis.kind != definition.unit:
        return None
    high = anchors.target_high if anchors.target_high is not None else anchors.target
    return anchors.target * axis.factor, high * axis.factor


def _better(comparison: Comparison, definition: KpiDefinition) -> str:
    anchors = anchors_of(definition, comparison.scenario)
    return {
        Direction.HIGHER: tr("higher is better"),
        Direction.LOWER: tr("lower is better"),
        Direction.BAND: tr("inside the band is best"),
        Direction.NONE: tr("context only, no better or worse"),
    }[direction_of(anchors, definition.direction)]


def figure_point(figure: Figure, axis: Axis) -> Point:
    """Return a figure as a point of an axis, with all there is to know about it."""
    origin = figure_origin(figure)
    said = f"{figure.vendor}: {format_value(figure.value, figure.unit, figure.currency)}"
    return Point(
        figure.value * axis.factor,
        figure.low * axis.factor,
        figure.high * axis.factor,
        "\n".join([said, *figure_lines(figure)]),
        figure.n,
        origin,
    )


def _any_score(comparison: Comparison, kpi: str) -> bool:
    figures = (comparison.figures.get((vendor, kpi)) for vendor in comparison.vendors)
    return any(figure is not None and not math.isnan(figure.score) for figure in figures)


def _score_point(comparison: Comparison, vendor: str, kpi: str) -> Point:
    figure = comparison.figures.get((vendor, kpi))
    title = comparison.catalogue.kpis[kpi].title
    if figure is None or math.isnan(figure.score):
        return Point(math.nan, text=tr("{vendor}: no score for {kpi}", vendor=vendor, kpi=title))
    value = format_value(figure.value, figure.unit, figure.currency)
    said = tr(
        "{vendor}, {kpi}: {score:.0f} points ({value})",
        vendor=vendor,
        kpi=title,
        score=figure.score,
        value=value,
    )
    return Point(
        figure.score,
        text="\n".join([said, *figure_lines(figure)]),
        n=figure.n,
        origin=figure_origin(figure),
    )


def _row_point(row: dict[Any, Any] | None, axis: Axis, period: str) -> Point:
    if row is None:
        return Point(math.nan)
    unit, currency = str(row["unit"]), str(row["currency"] or "")
    said = f"{row['vendor']}, {shown_period(period)}: {format_value(row['value'], unit, currency)}"
    interval = format_interval(row["low"], row["high"], unit, currency)
    origin = origin_words(str(row["basis"]), str(row["file"] or ""), str(row["sheet"] or ""))
    ends = (float(row["low"]) * axis.factor, float(row["high"]) * axis.factor)
    n, note = float(row["n"]), str(row["note"] or "")
    rests_on = "" if math.isnan(n) else n_text(n, str(row["basis"]))
    text = "\n".join([said, *point_lines(rests_on, interval, origin, note)])
    return Point(row["value"] * axis.factor, *ends, text, n, origin)
