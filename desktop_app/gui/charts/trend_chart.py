"""One KPI over time, a line a vendor; months nobody reported stay open."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt

from desktop_app.domain.sentences import shown_period
from desktop_app.domain.translating import tr
from desktop_app.gui.charts.marks import mark_of, shape_path
from desktop_app.gui.charts.plot import DASHED, Plot, Spot
from desktop_app.gui.theme import Theme
from desktop_app.presenting.charts import Ahead, Series, Span, Trend
from desktop_app.presenting.multiples import extent
from desktop_app.presenting.palette import VendorMark

_MOST_TICKS = 14
_MARK_PX = 10
MOST_WITH_INTERVALS = 4
"""Of more vendors the intervals would hide the lines; hovering tells them."""
_SHADE = 0.13
"""How much an interval covers what lies behind it."""
_FAINT = 0.6


class TrendChart(Plot):
    """Draws a `presenting.charts.Trend`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Chart of one KPI over time"))
        self._chart: Trend | None = None

    def show_chart(self, chart: Trend, marks: Mapping[str, VendorMark]) -> None:
        """Show another chart."""
        self._chart = chart
        self.marks = marks
        self.setAccessibleName(tr("Chart over time: {axis}", axis=chart.axis.label))
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
        for ahead in chart.ahead:
            self._draw_ahead(ahead, chart)
        for series in chart.series:
            if len(chart.series) <= MOST_WITH_INTERVALS:
                self._draw_intervals(series)
            self._draw_series(series)
            self._draw_unusual(series, chart.unusual.get(series.vendor, ()))

    def _draw_axes(self, chart: Trend) -> None:
        count = len(chart.periods)
        every = math.ceil(count / _MOST_TICKS)
        ticks = [(x, shown_period(text)) for x, text in enumerate(chart.periods) if x % every == 0]
        self.plot_item.getAxis("bottom").setTicks([ticks])
        self.plot_item.setLabel("left", chart.axis.label, color=self.theme.colours.muted)
        self.plot_item.showGrid(x=False, y=True, alpha=0.12)
        self.plot_item.setXRange(-0.4, count - 0.6, padding=0.0)
        self.plot_item.setYRange(*extent(chart), padding=0.0)

    def _draw_target(self, chart: Trend) -> None:
        if chart.target is None:
            return
        for place in set(chart.target):
            pen = self.pen("chart_target", 1.5, DASHED)
            line = pg.InfiniteLine(place, angle=0, pen=pen)
            self.plot_item.addItem(line, ignoreBounds=True)
        words = tr("target") if len(set(chart.target)) == 1 else tr("target band")
        self.text(words, -0.38, max(chart.target), (0.0, 1.0), "muted")

    def _draw_span(self, span: Span) -> None:
        """Draw the figure of a longer period over all of it, thin, with its mark in the middle."""
        if not span.point.known:
            return
        colour = self.colour_of(span.vendor)
        value, middle = span.point.value, (span.start + span.end) / 2
        pen = self.pen(colour, 2, Qt.PenStyle.DotLine)
        self.plot_item.addItem(pg.PlotCurveItem([span.start, span.end], [value, value], pen=pen))
        self._draw_marks(span.vendor, [middle], [value])
        self.spots.append(Spot(middle, value, span.point.text, span.vendor))

    def _draw_ahead(self, ahead: Ahead, chart: Trend) -> None:
        """Draw what is forecast, dashed from the last known month, in its interval."""
        own = next(series for series in chart.series if series.vendor == ahead.vendor)
        last = own.points[ahead.start]
        points = (last, *ahead.points)
        x = np.arange(ahead.start, ahead.start + len(points), dtype=float)
        colour = self.colour_of(ahead.vendor)
        shade = pg.mkColor(colour)
        shade.setAlphaF(_SHADE)
        ends = [
            np.array([last.value, *(getattr(point, end) for point in ahead.points)])
            for end in ("low", "high")
        ]
        curves = [pg.PlotCurveItem(x, end, pen=None) for end in ends]
        self.plot_item.addItem(pg.FillBetweenItem(*curves, brush=pg.mkBrush(shade)))
        pen = self.pen(colour, 2, Qt.PenStyle.DashLine)
        values = np.array([point.value for point in points])
        self.plot_item.addItem(pg.PlotCurveItem(x, values, pen=pen, antialias=True))
        self.spots += [
            Spot(place, point.value, point.text, ahead.vendor)
            for place, point in zip(x[1:].tolist(), ahead.points, strict=True)
        ]

    def _draw_intervals(self, series: Series) -> None:
        """Draw the 95 % intervals of the known months, faintly."""
        known = [
            (float(x), point.value, point.high - point.value, point.value - point.low)
            for x, point in enumerate(series.points)
            if point.known and math.isfinite(point.low) and math.isfinite(point.high)
        ]
        if known:
            x, y, top, bottom = (np.array(column) for column in zip(*known, strict=True))
            faint = pg.mkColor(self.colour_of(series.vendor))
            faint.setAlphaF(_FAINT)
            pen = self.pen(faint, 1.2)
            item = pg.ErrorBarItem(x=x, y=y, top=top, bottom=bottom, beam=0.08, pen=pen)
            self.plot_item.addItem(item)

    def _draw_unusual(self, series: Series, places: tuple[int, ...]) -> None:
        """Ring the months that stand out."""
        points = [(place, series.points[place].value) for place in places]
        if not points:
            return
        rings = pg.ScatterPlotItem(
            [x for x, _ in points],
            [y for _, y in points],
            symbol="o",
            size=2 * _MARK_PX,
            brush=None,
            pen=self.pen("text", 1.5),
        )
        self.plot_item.addItem(rings)

    def _draw_series(self, series: Series) -> None:
        known = [(x, point) for x, point in enumerate(series.points) if point.known]
        if not known:
            return
        colour = self.colour_of(series.vendor)
        y = np.array([point.value for point in series.points])
        line = pg.PlotCurveItem(
            np.arange(len(y), dtype=float),
            y,
            pen=self.pen(colour, 2),
            connect="finite",
            antialias=True,
        )
        line.setSkipFiniteCheck(False)
        self.plot_item.addItem(line)
        self._draw_marks(
            series.vendor, [float(x) for x, _ in known], [point.value for _, point in known]
        )
        self.spots += [Spot(x, point.value, point.text, series.vendor) for x, point in known]

    def _draw_marks(self, vendor: str, x: list[float], y: list[float]) -> None:
        marks = pg.ScatterPlotItem(
            x,
            y,
            symbol=shape_path(mark_of(vendor, self.marks).shape),
            size=_MARK_PX,
            brush=pg.mkBrush(self.colour_of(vendor)),
            pen=self.pen("surface", 1),
            name=vendor,
        )
        self.plot_item.addItem(marks)
