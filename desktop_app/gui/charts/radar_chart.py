"""Scores of several vendors on the KPIs that weigh, as a radar."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pyqtgraph as pg
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainterPath, QPolygonF
from PySide6.QtWidgets import QGraphicsPathItem, QGraphicsPolygonItem

from desktop_app.domain.translating import tr
from desktop_app.gui.charts.marks import mark_of, shape_path
from desktop_app.gui.charts.plot import Plot, Spot
from desktop_app.gui.theme import Theme
from desktop_app.presenting.charts import Radar, Series
from desktop_app.presenting.palette import VendorMark

_RINGS = (25.0, 50.0, 75.0, 100.0)
_MOST_FILLED = 3
_MARK_PX = 9


class RadarChart(Plot):
    """Draws a `presenting.charts.Radar`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Radar of scores"))
        self._chart: Radar | None = None
        self.plot_item.hideAxis("left")
        self.plot_item.hideAxis("bottom")
        self.setAspectLocked(True)

    def show_chart(self, chart: Radar, marks: Mapping[str, VendorMark]) -> None:
        """Show another chart."""
        self._chart = chart
        self.marks = marks
        self.setAccessibleName(tr("Radar of scores on {kpis}", kpis=", ".join(chart.labels)))
        self.repaint_theme()

    def redraw(self) -> None:
        """Draw rings, spokes and a line a vendor; a missing score leaves the line open."""
        chart = self._chart
        if chart is None or len(chart.labels) < 3:
            return
        self.plot_item.setRange(xRange=(-175, 175), yRange=(-128, 128), padding=0.0)
        self._draw_ground(len(chart.labels))
        for place, label in enumerate(chart.labels):
            self._draw_label(place, len(chart.labels), label)
        filled = len(chart.series) <= _MOST_FILLED
        for series in chart.series:
            self._draw_series(series, filled, chart.kpis)

    def _draw_ground(self, axes: int) -> None:
        grid = self.pen("border_strong", 1.0)
        for radius in _RINGS:
            corners = [_place(i, axes, radius) for i in range(axes)]
            ring = QGraphicsPolygonItem(QPolygonF(corners))
            ring.setPen(grid)
            self.plot_item.addItem(ring)
        for radius in (50.0, 100.0):
            # Half way between two spokes, where no vendor's mark can be.
            between = (_place(0, axes, radius) + _place(axes - 1, axes, radius)) / 2
            self.text(f"{radius:.0f}", between.x(), between.y(), (0.5, 0.5), "muted")
        spokes = QPainterPath()
        for axis in range(axes):
            spokes.moveTo(0, 0)
            spokes.lineTo(_place(axis, axes, 100.0))
        item = QGraphicsPathItem(spokes)
        item.setPen(grid)
        self.plot_item.addItem(item)

    def _draw_label(self, axis: int, axes: int, words: str) -> None:
        at = _place(axis, axes, 108.0)
        side = 0.5 if abs(at.x()) < 5 else (0.0 if at.x() > 0 else 1.0)
        height = 0.5 if abs(at.y()) < 60 else (1.0 if at.y() > 0 else 0.0)
        self.text(words, at.x(), at.y(), (side, height), "text")

    def _draw_series(self, series: Series, filled: bool, kpis: tuple[str, ...]) -> None:
        axes = len(series.points)
        colour = self.colour_of(series.vendor)
        places = [
            _place(i, axes, point.value) if point.known else None
            for i, point in enumerate(series.points)
        ]
        path = _open_path(places)
        outline = QGraphicsPathItem(path)
        outline.setPen(self.pen(colour, 2.2))
        if filled and all(place is not None for place in places):
            wash = QColor(colour)
            wash.setAlpha(38)
            outline.setBrush(wash)
        self.plot_item.addItem(outline)
        self._draw_marks(series, [place for place in places if place is not None], colour)
        self.spots += [
            Spot(place.x(), place.y(), point.text, series.vendor, kpi)
            for place, point, kpi in zip(places, series.points, kpis, strict=True)
            if place is not None
        ]

    def _draw_marks(self, series: Series, places: list[QPointF], colour: QColor) -> None:
        marks = pg.ScatterPlotItem(
            [place.x() for place in places],
            [place.y() for place in places],
            symbol=shape_path(mark_of(series.vendor, self.marks).shape),
            size=_MARK_PX,
            brush=pg.mkBrush(colour),
            pen=self.pen("surface", 1),
            name=series.vendor,
        )
        self.plot_item.addItem(marks)


def _place(axis: int, axes: int, radius: float) -> QPointF:
    """Return a point on an axis; the first axis points up and the others follow clockwise."""
    angle = math.pi / 2 - 2 * math.pi * axis / axes
    return QPointF(radius * math.cos(angle), radius * math.sin(angle))


def _open_path(places: list[QPointF | None]) -> QPainterPath:
    """Return the line through neighbouring known places, closed only where both ends are known."""
    path = QPainterPath()
    count = len(places)
    for here, there in ((places[i], places[(i + 1) % count]) for i in range(count)):
        if here is not None and there is not None:
            if path.elementCount() == 0 or path.currentPosition() != here:
                path.moveTo(here)
            path.lineTo(there)
    return path
