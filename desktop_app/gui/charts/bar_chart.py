"""One KPI of many vendors as bars, best on top, with intervals and target."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF

from desktop_app.domain.translating import tr
from desktop_app.gui.charts.plot import DASHED, Plot, Spot
from desktop_app.gui.theme import Theme
from desktop_app.presenting.charts import Bars
from desktop_app.presenting.palette import VendorMark
from desktop_app.presenting.short_names import short_name

_ROW_PX, _MOST_ROW_PX = 19, 64
_ROOM_PX = 62
_THICK = 0.62
_LONGEST = 26


class BarChart(Plot):
    """Draws a `presenting.charts.Bars`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Bar chart of one KPI"))
        self._chart: Bars | None = None

    def show_chart(self, chart: Bars, marks: Mapping[str, VendorMark]) -> None:
        """Show another chart."""
        self._chart = chart
        self.marks = marks
        self.setAccessibleName(
            tr("Bar chart: {axis}, {note}", axis=chart.axis.label, note=chart.note)
        )
        self.setMinimumHeight(len(chart.vendors) * _ROW_PX + _ROOM_PX)
        if self.legend is None:
            # In the window, few bars do not become blocks; a picture has its own size.
            self.setMaximumHeight(max(len(chart.vendors), 3) * _MOST_ROW_PX + _ROOM_PX)
        self.repaint_theme()

    def redraw(self) -> None:
        """Draw bars, whiskers, figures and the target."""
        chart = self._chart
        if chart is None or not chart.vendors:
            return
        self._draw_axes(chart)
        self._draw_target(chart)
        self._draw_bars(chart)
        self._draw_whiskers(chart)
        self._draw_figures(chart)

    def spot_near(self, place: QPointF) -> Spot | None:
        """Return the spot of the row the pointer is in: a bar is pointed at anywhere."""
        row = round(-self.plot_item.vb.mapSceneToView(place).y())
        return self.spots[row] if 0 <= row < len(self.spots) else None

    def _draw_axes(self, chart: Bars) -> None:
        names = [(-place, vendor) for place, vendor in enumerate(chart.vendors)]
        left = self.plot_item.getAxis("left")
        left.setTicks([[(y, short_name(n, chart.vendors, _LONGEST)) for y, n in names]])
        left.setStyle(tickLength=0)
        left.setTextPen(pg.mkPen(self.theme.colour("text")))
        self.plot_item.setLabel("bottom", chart.axis.label, color=self.theme.colours.muted)
        low, high = _extent(chart)
        room = (high - low) * 0.2 or 1.0
        self.plot_item.setXRange(low - (room if low < 0 else 0), high + room, padding=0.0)
        self.plot_item.setYRange(-len(names) + 0.4, 1.0, padding=0.0)
        self.plot_item.showGrid(x=True, y=False, alpha=0.12)

    def _draw_target(self, chart: Bars) -> None:
        if chart.target is None:
            return
        low, high = chart.target
        words = f"target {chart.axis.unit}".strip() if low != high else tr("target band")
        if low != high:
            brush = self.theme.colour("tint_on_target")
            region = pg.LinearRegionItem((low, high), movable=False, brush=brush, pen=brush)
            region.setZValue(-20)
            self.plot_item.addItem(region, ignoreBounds=True)
        for place in {low, high}:
            pen = self.pen("chart_target", 1.5, DASHED)
            line = pg.InfiniteLine(place, angle=90, pen=pen, name=words)
            line.setZValue(10)
            self.plot_item.addItem(line, ignoreBounds=True)
        self.text(tr("target"), low, 0.98, (0.5, 0.0), "muted")

    def _draw_bars(self, chart: Bars) -> None:
        for place, (vendor, point) in enumerate(zip(chart.vendors, chart.points, strict=True)):
            bar = pg.BarGraphItem(
                x0=[0.0],
                y=[-place],
                height=_THICK,
                width=[point.value],
                brush=self.colour_of(vendor),
                pen=pg.mkPen(None),
            )
            self.plot_item.addItem(bar)
            self.spots.append(Spot(point.value, -place, point.text, vendor))

    def _draw_whiskers(self, chart: Bars) -> None:
        known = [
            (point.value, -place, point.value - point.low, point.high - point.value)
            for place, point in enumerate(chart.points)
            if math.isfinite(point.low) and math.isfinite(point.high)
        ]
        if known:
            x, y, left, right = (
                np.array(values, dtype=float) for values in zip(*known, strict=True)
            )
            # The ground around the line keeps it in sight on a bar of nearly its own colour.
            for pen in (self.pen("surface", 3.6), self.pen("text", 1.4)):
                bars = pg.ErrorBarItem(x=x, y=y, left=left, right=right, beam=0.22, pen=pen)
                self.plot_item.addItem(bars)

    def _draw_figures(self, chart: Bars) -> None:
        low, high = _extent(chart)
        gap = (high - low) * 0.012
        for place, (label, point) in enumerate(zip(chart.labels, chart.points, strict=True)):
            end = max(_known(point.high, point.value), point.value, 0.0)
            self.text(label, end + gap, -place, (0.0, 0.5), "text")


def _extent(chart: Bars) -> tuple[float, float]:
    """Return the range all bars, whiskers and the target lie in; zero is always in it."""
    ends = [0.0]
    for point in chart.points:
        ends += [point.value, _known(point.low, 0.0), _known(point.high, 0.0)]
    if chart.target is not None:
        ends += chart.target
    return min(ends), max(ends)


def _known(value: float, instead: float) -> float:
    return value if math.isfinite(value) else instead
