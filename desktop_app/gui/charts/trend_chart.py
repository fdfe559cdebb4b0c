"""One KPI over time, a line a vendor; months nobody reported stay open."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt

from desktop_app.gui.charts.marks import mark_of, shape_path
from desktop_app.gui.charts.plot import Plot, Spot
from desktop_app.gui.theme import Theme
from desktop_app.presenting.charts import Series, Span, Trend
from desktop_app.presenting.palette import VendorMark

_MOST_TICKS = 14
_MARK_PX = 10


class TrendChart(Plot):
    """Draws a `presenting.charts.Trend`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Chart of one KPI over time")
        self._chart: Trend | None = None

    def show_chart(self, chart: Trend, marks: Mapping[str, VendorMark]) -> None:
        """Show another chart."""
        self._chart = chart
        self.marks = marks
        self.setAccessibleName(f"Chart over time: {chart.axis.label}")
        self.repaint_theme()

    def redraw(self) -> None:
        """Draw lines, marks and the target."""
        chart = self._chart
        if chart is None or not chart.periods:
            return
        self._draw_axes(chart)
        self._draw_target(chart)
        for span in chart.spans:
            self._draw_span(span)
        for series in chart.series:
            self._draw_series(series)

    def _draw_axes(self, chart: Trend) -> None:
        count = len(chart.periods)
        every = math.ceil(count / _MOST_TICKS)
        ticks = [(x, text) for x, text in enumerate(chart.periods) if x % every == 0]
        self.plot_item.getAxis("bottom").setTicks([ticks])
        self.plot_item.setLabel("left", chart.axis.label, color=self.theme.colours.muted)
        self.plot_item.showGrid(x=False, y=True, alpha=0.12)
        low, high = _extent(chart)
        room = (high - low) * 0.08 or abs(high) * 0.1 or 1.0
        self.plot_item.setXRange(-0.4, count - 0.6, padding=0.0)
        self.plot_item.setYRange(low - room, high + room, padding=0.0)

    def _draw_target(self, chart: Trend) -> None:
        if chart.target is None:
            return
        for place in set(chart.target):
            pen = self.pen("chart_target", 1.5, dashed=True)
            line = pg.InfiniteLine(place, angle=0, pen=pen)
            self.plot_item.addItem(line, ignoreBounds=True)
        words = "target" if len(set(chart.target)) == 1 else "target band"
        self.text(words, -0.38, max(chart.target), (0.0, 1.0), "muted")

    def _draw_span(self, span: Span) -> None:
        """Draw the figure of a longer period over all of it, thin, with its mark in the middle."""
        if not span.point.known:
            return
        colour = self.colour_of(span.vendor)
        value, middle = span.point.value, (span.start + span.end) / 2
        pen = pg.mkPen(colour, width=2, style=Qt.PenStyle.DotLine)
        self.plot_item.addItem(pg.PlotCurveItem([span.start, span.end], [value, value], pen=pen))
        self._draw_marks(span.vendor, [middle], [value])
        self.spots.append(Spot(middle, value, span.point.text))

    def _draw_series(self, series: Series) -> None:
        known = [(x, point) for x, point in enumerate(series.points) if point.known]
        if not known:
            return
        colour = self.colour_of(series.vendor)
        y = np.array([point.value for point in series.points])
        line = pg.PlotCurveItem(
            np.arange(len(y), dtype=float),
            y,
            pen=pg.mkPen(colour, width=2),
            connect="finite",
            antialias=True,
        )
        line.setSkipFiniteCheck(False)
        self.plot_item.addItem(line)
        self._draw_marks(
            series.vendor, [float(x) for x, _ in known], [point.value for _, point in known]
        )
        self.spots += [Spot(x, point.value, point.text) for x, point in known]

    def _draw_marks(self, vendor: str, x: list[float], y: list[float]) -> None:
        marks = pg.ScatterPlotItem(
            x,
            y,
            symbol=shape_path(mark_of(vendor, self.marks).shape),
            size=_MARK_PX,
            brush=pg.mkBrush(self.colour_of(vendor)),
            pen=pg.mkPen(self.theme.colour("surface"), width=1),
            name=vendor,
        )
        self.plot_item.addItem(marks)


def _extent(chart: Trend) -> tuple[float, float]:
    """Return the range of all known values and the target."""
    values = [p.value for series in chart.series for p in series.points if p.known]
    values += [span.point.value for span in chart.spans if span.point.known]
    values += chart.target or ()
    return (min(values), max(values)) if values else (0.0, 1.0)
