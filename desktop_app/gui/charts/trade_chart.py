"""Vendors by two things at once, with the front that nobody is beyond."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QSizeF
from PySide6.QtGui import QFontMetricsF

from desktop_app.domain.translating import later, tr
from desktop_app.domain.unit import Direction
from desktop_app.gui.charts.marks import mark_of, shape_path
from desktop_app.gui.charts.name_places import anchors_of
from desktop_app.gui.charts.plot import DASHED, Plot, Spot
from desktop_app.gui.theme import Theme
from desktop_app.presenting.palette import VendorMark
from desktop_app.presenting.short_names import short_name
from desktop_app.presenting.trade_off import Side, TradeOff, TradePoint

_MARK_PX, _RING_PX = 15, 25
_ROOM = 0.16
_LONGEST = 22
_BETTER = {
    Direction.HIGHER: later("more is better"),
    Direction.LOWER: later("less is better"),
    Direction.BAND: later("best inside its band"),
    Direction.NONE: "",
}


class TradeChart(Plot):
    """Draws a `presenting.trade_off.TradeOff`: filled marks on the front with a ring around them,
    hollow ones for vendors that are ruled out.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Trade-off"))
        self._chart: TradeOff | None = None
        self.setMinimumHeight(220)

    def show_chart(self, chart: TradeOff, marks: Mapping[str, VendorMark]) -> None:
        """Show another chart."""
        self._chart, self.marks = chart, marks
        title = tr(
            "{up} against {across}",
            up=chart.y.axis.title,
            across=chart.x.axis.title,
        )
        self.setAccessibleName(tr("Trade-off: {title}", title=title))
        self.repaint_theme()

    def redraw(self) -> None:
        """Draw the front, then the vendors."""
        chart = self._chart
        if chart is None or not chart.points:
            return
        self._draw_axes(chart)
        if chart.front:
            front = pg.PlotCurveItem(
                [x for x, _ in chart.front],
                [y for _, y in chart.front],
                pen=self.pen("accent", 2.0, DASHED),
            )
            self.plot_item.addItem(front)
        for point in chart.points:
            self._draw_vendor(point)
        self._draw_names(chart)
        kpi = chart.x.key or chart.y.key
        self.spots = [Spot(p.x, p.y, p.text, p.vendor, kpi) for p in chart.points]

    def _draw_axes(self, chart: TradeOff) -> None:
        for place, side in (("bottom", chart.x), ("left", chart.y)):
            words = _axis_words(side)
            self.plot_item.setLabel(place, words, color=self.theme.colours.muted)
        self.plot_item.showGrid(x=True, y=True, alpha=0.12)
        xs, ys = [p.x for p in chart.points], [p.y for p in chart.points]
        self.plot_item.setXRange(*_extent(xs), padding=0.0)
        self.plot_item.setYRange(*_extent(ys), padding=0.0)

    def _draw_vendor(self, point: TradePoint) -> None:
        colour = self.colour_of(point.vendor)
        if point.on_front:
            self._draw_mark(point, "o", _RING_PX, None, self.pen("accent", 1.6))
        ground = self.theme.colour("surface")
        shape = shape_path(mark_of(point.vendor, self.marks).shape)
        pen = self.pen(colour if point.out else ground, 2 if point.out else 1)
        self._draw_mark(point, shape, _MARK_PX, ground if point.out else colour, pen)

    def _draw_names(self, chart: TradeOff) -> None:
        """Name the vendors where their names lie over nothing else, as far as there is room."""
        box, metrics = self.plot_item.vb, QFontMetricsF(self.font())
        # Clear of the ring around a mark of the front.
        vendors = [point.vendor for point in chart.points]
        sides = ["   " if point.on_front else " " for point in chart.points]
        names = [
            f"{side}{_name(point, vendors)}{side}"
            for side, point in zip(sides, chart.points, strict=True)
        ]
        anchors = anchors_of(
            [box.mapFromView(QPointF(point.x, point.y)) for point in chart.points],
            [QSizeF(metrics.horizontalAdvance(name), metrics.height() + 4) for name in names],
            box.boundingRect(),
            _MARK_PX,
        )
        for point, name, anchor in zip(chart.points, names, anchors, strict=True):
            self.text(name, point.x, point.y, anchor, "text", ground=False)

    def _draw_mark(
        self, point: TradePoint, symbol: object, size: int, brush: object, pen: object
    ) -> None:
        item = pg.ScatterPlotItem(
            [point.x], [point.y], symbol=symbol, size=size, brush=pg.mkBrush(brush), pen=pen
        )
        item.setZValue(12)
        self.plot_item.addItem(item)


def _name(point: TradePoint, vendors: Sequence[str]) -> str:
    shown = short_name(point.vendor, vendors, _LONGEST)
    return tr("{vendor} (out)", vendor=shown) if point.out else shown


def _axis_words(side: Side) -> str:
    better = _BETTER[side.direction]
    return f"{side.axis.label}, {tr(better)}" if better else side.axis.label


def _extent(values: list[float]) -> tuple[float, float]:
    """Return the range of an axis, with room for marks and names."""
    low, high = min(values), max(values)
    room = (high - low) * _ROOM or abs(high) * _ROOM or 1.0
    return low - room, high + room
