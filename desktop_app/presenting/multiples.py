"""Small charts over time side by side, one a vendor or one a KPI, on one axis of periods."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from desktop_app.domain.period import Grain
from desktop_app.domain.progress import NoProgress, Progress
from desktop_app.presenting.chart_tables import multiples_table
from desktop_app.presenting.charts import Axis, Series, Trend, trend
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.series import rows_over_time
from desktop_app.presenting.tables import Table, make_table
from desktop_app.presenting.timeline import timeline
from desktop_app.presenting.trend_table import trend_table
from desktop_app.presenting.trends import with_trends
from desktop_app.presenting.vendor_trend import VendorTrend, vendor_trends
from desktop_app.presenting.weeks import by_week

MOST_KPIS = 12
"""KPIs side by side; more than fit on a screen are no help, and each can be chosen by itself."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One small chart.

    Parameters
    ----------
    title : str
        The vendor, or the KPI with its unit.
    kpi, vendor : str
        What all of the panel is of; `vendor` is ``""`` where it shows several.
    chart : Trend
    others : tuple of Series
        Lines of the other vendors, to be drawn faintly behind.
    low, high : float
        The range of values, in units of the chart's axis.
    """

    title: str
    kpi: str
    vendor: str
    chart: Trend
    others: tuple[Series, ...]
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Multiples:
    """Small charts on one axis of `periods`.

    Parameters
    ----------
    axis : Axis or None
        What is up in all panels; None where each panel has an axis of its own.
    """

    periods: tuple[str, ...]
    panels: tuple[Panel, ...]
    axis: Axis | None
    left_out: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class KpiTrends:
    """Several KPIs over time: their small charts, what their months say as one table, and all
    figures as another; `more` KPIs are not among them.
    """

    charts: Multiples
    table: Table
    figures: Table
    more: int


def vendors_apart(chart: Trend, kpi: str) -> Multiples:
    """Return a chart over time as one small chart a vendor, all with the same axes."""
    vendors = tuple(
        dict.fromkeys([s.vendor for s in chart.series] + [s.vendor for s in chart.spans])
    )
    low, high = extent(chart)
    panels = tuple(
        Panel(
            vendor,
            kpi,
            vendor,
            replace(
                chart,
                series=tuple(s for s in chart.series if s.vendor == vendor),
                spans=tuple(s for s in chart.spans if s.vendor == vendor),
                ahead=tuple(a for a in chart.ahead if a.vendor == vendor),
                unusual={vendor: chart.unusual.get(vendor, ())},
                left_out=(),
            ),
            tuple(s for s in chart.series if s.vendor != vendor),
            low,
            high,
        )
        for vendor in vendors
    )
    return Multiples(chart.periods, panels, chart.axis, chart.left_out)


def kpis_apart(
    comparison: Comparison,
    kpis: Sequence[str],
    vendors: Collection[str],
    progress: Progress | None = None,
    weekly: bool = False,
) -> KpiTrends:
    """Return the first `MOST_KPIS` of some KPIs as one small chart each, with their table.

    All panels have one axis of periods: figures of longer ones lie over the whole of them.

    Raises
    ------
    Cancelled
        If `progress` says to stop.
    """
    progress = progress or NoProgress()
    grain = Grain.WEEK if weekly else Grain.MONTH
    shown = list(kpis[:MOST_KPIS])
    known = {k: by_week(comparison, k, progress) if weekly else comparison for k in shown}
    periods = timeline({label for kpi in shown for label in _labels(known[kpi], kpi, vendors)})
    panels: list[Panel] = []
    found: list[VendorTrend] = []
    for place, kpi in enumerate(shown):
        progress.report(place / len(shown), comparison.catalogue.kpis[kpi].title)
        trends = vendor_trends(known[kpi], kpi, vendors, progress, grain)
        chart = with_trends(trend(known[kpi], kpi, vendors, periods), trends)
        if any(p.known for s in chart.series for p in s.points) or chart.spans:
            panels.append(Panel(chart.axis.label, kpi, "", chart, (), *extent(chart)))
            found += trends
    longest = max((panel.chart.periods for panel in panels), key=len, default=())
    charts = Multiples(longest, tuple(panels), None)
    return KpiTrends(charts, trend_tables(found), multiples_table(charts), len(kpis) - len(shown))


def trend_tables(trends: Collection[VendorTrend]) -> Table:
    """Return the rows of `trend_table` for several KPIs, under the title of each."""
    return make_table(
        trend_table(trends).columns,
        trends,
        lambda one: (one.definition.id, one.vendor),
        group=lambda one: one.definition.title,
    )


def extent(chart: Trend) -> tuple[float, float]:
    """Return the range of all that a chart over time shows, with a little room; (0, 1) of none."""
    points = [p for series in chart.series for p in series.points if p.known]
    points += [span.point for span in chart.spans if span.point.known]
    points += [point for ahead in chart.ahead for point in ahead.points]
    values = list(_finite(end for p in points for end in (p.value, p.low, p.high)))
    values += chart.target or ()
    if not values:
        return 0.0, 1.0
    low, high = min(values), max(values)
    room = (high - low) * 0.08 or abs(high) * 0.1 or 1.0
    return low - room, high + room


def _labels(comparison: Comparison, kpi: str, vendors: Collection[str]) -> set[str]:
    """Return the periods that the compared figures of a KPI are known for."""
    return {
        label
        for vendor in vendors
        for label in rows_over_time(comparison, kpi, vendor, comparison.figures.get((vendor, kpi)))
    }


def _finite(values: Iterable[float]) -> Iterable[float]:
    return (value for value in values if math.isfinite(value))
