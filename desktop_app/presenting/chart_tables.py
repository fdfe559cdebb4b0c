"""The figures of charts as tables: for screen readers, and for copying into a sheet."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.domain.sentences import shown_period
from desktop_app.domain.translating import local, tr
from desktop_app.domain.unit import Unit
from desktop_app.presenting.charts import Axis, Bars, Point, Radar, Series, Trend
from desktop_app.presenting.formatting import MISSING, format_number, format_value
from desktop_app.presenting.tables import Align, Cell, Column, Table, Tint, make_table, text_cell

if TYPE_CHECKING:
    from desktop_app.presenting.multiples import Multiples


def axis_text(axis: Axis, value: float) -> str:
    """Return a value of an axis as text with its unit."""
    currency = axis.unit if axis.kind is Unit.MONEY else ""
    return format_value(value / axis.factor, axis.kind, currency)


def bars_table(chart: Bars) -> Table:
    """Return the bars of one KPI, the best first, then the vendors that have none and why."""
    drawn = [
        _Line(vendor, "", point, chart.axis)
        for vendor, point in zip(chart.vendors, chart.points, strict=True)
    ]
    absent = [
        _Line(vendor, "", Point(math.nan), chart.axis, reason) for vendor, reason in chart.left_out
    ]
    columns = [
        Column("vendor", tr("Vendor"), lambda line: text_cell(line.vendor, strong=True), width=26),
        *_point_columns(chart.axis.title),
    ]
    return make_table(columns, [*drawn, *absent], lambda line: line.vendor)


def radar_table(chart: Radar) -> Table:
    """Return the scores of vendors, a row a KPI."""
    columns: list[Column[int]] = [
        Column(
            "kpi", tr("KPI"), lambda place: text_cell(chart.labels[place], strong=True), width=26
        )
    ]
    columns += [
        Column(one.vendor, one.vendor, _score_of(one), align=Align.RIGHT, least=14,
               descending=True, mark=one.vendor)
        for one in chart.series
    ]  # fmt: skip
    return make_table(columns, range(len(chart.labels)), lambda place: chart.kpis[place])


def trend_points_table(chart: Trend) -> Table:
    """Return a chart over time, a row a vendor and period."""
    lines = list(_lines_over_time(chart))
    return make_table(
        _columns_over_time(chart.axis.title), lines, lambda line: (line.vendor, line.period)
    )


def multiples_table(charts: Multiples) -> Table:
    """Return small charts over time, a row a KPI, vendor and period."""
    lines = [line for panel in charts.panels for line in _lines_over_time(panel.chart)]
    if charts.axis is not None:
        columns = _columns_over_time(charts.axis.title)
    else:
        kpi: Column[_Line] = Column(
            "kpi", tr("KPI"), lambda line: text_cell(line.axis.title), width=28
        )
        columns = [kpi, *_columns_over_time(tr("Figure"))]
    return make_table(columns, lines, lambda line: (line.axis.title, line.vendor, line.period))


@dataclass(frozen=True, slots=True)
class _Line:
    """One point of a chart with whose it is; `what` says what kind of value, or why none."""

    vendor: str
    period: str
    point: Point
    axis: Axis
    what: str = ""


def _lines_over_time(chart: Trend) -> Iterator[_Line]:
    for series in chart.series:
        unusual = chart.unusual.get(series.vendor, ())
        for place, (period, point) in enumerate(zip(chart.periods, series.points, strict=False)):
            if point.known:
                what = tr("stands out") if place in unusual else ""
                yield _Line(series.vendor, period, point, chart.axis, what)
        for span in chart.spans:
            if span.vendor == series.vendor:
                yield _Line(span.vendor, span.period, span.point, chart.axis)
        for ahead in chart.ahead:
            if ahead.vendor == series.vendor:
                coming = chart.periods[ahead.start + 1 :]
                for period, point in zip(coming, ahead.points, strict=False):
                    what = tr("forecast, 80 % interval")
                    yield _Line(ahead.vendor, period, point, chart.axis, what)


def _columns_over_time(title: str) -> list[Column[_Line]]:
    return [
        Column("vendor", tr("Vendor"), lambda line: text_cell(line.vendor, strong=True), width=26),
        Column(
            "period",
            tr("Period"),
            lambda line: Cell(shown_period(line.period), line.period),
            width=12,
        ),
        *_point_columns(title),
    ]


def _point_columns(title: str) -> list[Column[_Line]]:
    """Return value, interval, n, origin and what else there is to say."""

    def value(pick: Callable[[Point], float]) -> Callable[[_Line], Cell]:
        def cell(line: _Line) -> Cell:
            found = pick(line.point)
            if math.isnan(found):
                return Cell(MISSING, None, Tint.MUTED)
            return Cell(axis_text(line.axis, found), found, tooltip=line.point.text)

        return cell

    return [
        Column("value", title, value(lambda p: p.value), align=Align.RIGHT, width=18,
               descending=True),
        Column("low", tr("From"), value(lambda p: p.low), _ends_words(), Align.RIGHT, 14),
        Column("high", tr("To"), value(lambda p: p.high), _ends_words(), Align.RIGHT, 14),
        Column("n", "n", lambda line: Cell(format_number(line.point.n, 0), line.point.n),
               tr("Records, or stated figures, that the figure rests on"), Align.RIGHT, 10),
        Column("what", tr("Note"), lambda line: text_cell(line.what), width=22),
        Column("origin", tr("Origin"), lambda line: text_cell(line.point.origin, tint=Tint.MUTED)),
    ]  # fmt: skip


def _ends_words() -> str:
    return tr("End of the interval: 95 % unless the note says otherwise")


def _score_of(series: Series) -> Callable[[int], Cell]:
    def cell(place: int) -> Cell:
        point = series.points[place]
        if not point.known:
            return Cell(MISSING, None, Tint.MUTED, point.text)
        return Cell(local("{value:.1f}", value=point.value), point.value, tooltip=point.text)

    return cell
