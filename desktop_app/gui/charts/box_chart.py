"""Single records of many vendors as boxes over dots, the shortest median on top."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPen

from desktop_app.domain.translating import tr
from desktop_app.gui.charts.marks import shape_path
from desktop_app.gui.charts.plot import Plot, Spot
from desktop_app.gui.theme import Theme
from desktop_app.presenting.distribution import Box, Boxes
from desktop_app.presenting.palette import VendorMark

_ROW_PX, _MOST_ROW_PX, _ROOM_PX = 44, 84, 70
_HALF = 0.16
_GOLDEN = 0.6180339887498949
"""Multiples of it spread evenly whatever their number: dots keep their places at each drawing."""


class BoxChart(Plot):
    """Draws `presenting.distribution.Boxes`.

    A box holds the middle half with a line at the median, whiskers reach over 90 % (from the 5th
    to the 95th percentile), and the diamond is the mean; dots below are single records.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Distribution of one time"))
        self._chart: Boxes | None = None

    def show_chart(self, chart: Boxes, marks: Mapping[str, VendorMark]) -> None:
        """Show another chart."""
        self._chart = chart
        self.marks = marks
        self.setAccessibleName(tr("Distribution: {axis}", axis=chart.axis.label))
        rows = max(len(chart.boxes), 1)
        self.setMinimumHeight(rows * _ROW_PX + _ROOM_PX)
        if self.legend is None:
            self.setMaximumHeight(max(rows, 3) * _MOST_ROW_PX + _ROOM_PX)
        self.repaint_theme()

    def redraw(self) -> None:
        """Draw boxes, whiskers and dots."""
        chart = self._chart
        if chart is None or not chart.boxes:
            return
        self._draw_axes(chart)
        for place, box in enumerate(chart.boxes):
            self._draw_dots(box, -place, chart.axis.factor)
            self._draw_box(box, -place, chart.axis.factor)
            self.spots.append(Spot(box.of.median * chart.axis.factor, -place, box.text, box.vendor))

    def spot_near(self, place: QPointF) -> Spot | None:
        """Return the spot of the row the pointer is in."""
        row = round(-self.plot_item.vb.mapSceneToView(place).y())
        return self.spots[row] if 0 <= row < len(self.spots) else None

    def _draw_axes(self, chart: Boxes) -> None:
        left = self.plot_item.getAxis("left")
        left.setTicks([[(-place, box.vendor[:26]) for place, box in enumerate(chart.boxes)]])
        left.setStyle(tickLength=0)
        left.setTextPen(pg.mkPen(self.theme.colour("text")))
        self.plot_item.setLabel("bottom", chart.axis.label, color=self.theme.colours.muted)
        low, high = extent(chart)
        room = (high - low) * 0.04 or 1.0
        self.plot_item.setXRange(low - (room if low < 0 else 0), high + room, padding=0.0)
        self.plot_item.setYRange(-len(chart.boxes) + 0.4, 0.6, padding=0.0)
        self.plot_item.showGrid(x=True, y=False, alpha=0.12)

    def _draw_box(self, box: Box, y: float, factor: float) -> None:
        one, colour = box.of, self.colour_of(box.vendor)
        ink = self.pen("text", 1.4)
        for start, end in ((one.p5, one.q1), (one.q3, one.p95)):
            self._line(start * factor, end * factor, y, y, ink)
        fill = pg.mkColor(colour)
        fill.setAlpha(190)
        item = pg.BarGraphItem(
            x0=[one.q1 * factor],
            width=[(one.q3 - one.q1) * factor],
            y=[y],
            height=_HALF * 2,
            brush=fill,
            pen=self.pen(colour),
        )
        self.plot_item.addItem(item)
        self._line(one.median * factor, one.median * factor, y - _HALF, y + _HALF,
                   self.pen("text", 2.4))  # fmt: skip
        mean = pg.ScatterPlotItem(
            [one.mean * factor],
            [y],
            size=11,
            symbol=shape_path("diamond"),
            pen=ink,
            brush=self.theme.colour("surface"),
        )
        mean.setZValue(15)
        self.plot_item.addItem(mean)

    def _draw_dots(self, box: Box, y: float, factor: float) -> None:
        values = box.of.sample * factor
        spread = (np.arange(len(values)) * _GOLDEN) % 1.0
        heights = y - _HALF - 0.06 - 0.18 * spread
        dots = pg.ScatterPlotItem(
            values, heights, size=4, pen=pg.mkPen(None), brush=self.colour_of(box.vendor)
        )
        dots.setOpacity(0.5)
        self.plot_item.addItem(dots)

    def _line(self, x1: float, x2: float, y1: float, y2: float, pen: QPen) -> None:
        self.plot_item.addItem(pg.PlotCurveItem([x1, x2], [y1, y2], pen=pen))


def extent(chart: Boxes) -> tuple[float, float]:
    """Return the range that is drawn: a single record of a month must not squash all boxes.

    It reaches a little beyond the largest 95th percentile and mean; what lies further is in the
    table and in what hovering says.
    """
    factor = chart.axis.factor
    ends = [value * factor for box in chart.boxes for value in (box.of.p95, box.of.mean)]
    most = max(box.of.most * factor for box in chart.boxes)
    least = min(box.of.p5 * factor for box in chart.boxes)
    return min(least, 0.0), min(max(ends) * 1.15, max(most, *ends))
