"""Every vendor's months of one KPI: which way they go, what stands out, what may come."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from desktop_app.domain.period import Grain
from desktop_app.domain.progress import NoProgress, Progress
from desktop_app.domain.sentences import shown_period
from desktop_app.domain.translating import tr
from desktop_app.presenting.charts import Ahead, Point, Trend, trend
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.tables import Table
from desktop_app.presenting.trend_table import shown_value, trend_table
from desktop_app.presenting.vendor_trend import VendorTrend, vendor_trends
from desktop_app.presenting.weeks import by_week


@dataclass(frozen=True, slots=True)
class Trends:
    """One KPI over time, as the Trends step shows it."""

    chart: Trend
    table: Table


def kpi_trends(
    comparison: Comparison,
    kpi: str,
    vendors: Collection[str],
    progress: Progress | None = None,
    weekly: bool = False,
) -> Trends:
    """Return chart and table of one KPI over time.

    Parameters
    ----------
    weekly : bool
        By week in place of by month: what records give, measured anew.

    Raises
    ------
    Cancelled
        If `progress` says to stop.
    """
    if weekly:
        comparison = by_week(comparison, kpi, progress or NoProgress())
    grain = Grain.WEEK if weekly else Grain.MONTH
    found = vendor_trends(comparison, kpi, vendors, progress, grain)
    chart = with_trends(trend(comparison, kpi, vendors), found)
    return Trends(chart, trend_table(found))


def with_trends(chart: Trend, trends: Collection[VendorTrend]) -> Trend:
    """Return the chart over time with what is forecast and what stands out."""
    coming = {label for trend in trends for label in trend.coming}
    periods = (*chart.periods, *sorted(coming - set(chart.periods)))
    places = {label: place for place, label in enumerate(periods)}
    monthly = [one for one in trends if set(one.months) <= set(places)]
    ahead = tuple(_ahead(one, chart, places) for one in monthly if one.forecast is not None)
    unusual = {one.vendor: tuple(places[one.months[s]] for s in one.unusual) for one in monthly}
    return replace(chart, periods=periods, ahead=ahead, unusual=unusual)


def _ahead(one: VendorTrend, chart: Trend, places: dict[str, int]) -> Ahead:
    told, factor = one.forecast, chart.axis.factor
    assert told is not None
    points = tuple(
        Point(
            value * factor,
            low * factor,
            high * factor,
            tr(
                "{vendor}, {period}: {value} expected\n80 % interval {low} to {high}\n{method}",
                vendor=one.vendor,
                period=shown_period(label),
                value=shown_value(one, value),
                low=shown_value(one, low),
                high=shown_value(one, high),
                method=tr(told.method),
            ),
        )
        for label, value, low, high in zip(
            one.coming, told.values.tolist(), told.low.tolist(), told.high.tolist(), strict=True
        )
    )
    return Ahead(one.vendor, places[one.months[-1]], points)
