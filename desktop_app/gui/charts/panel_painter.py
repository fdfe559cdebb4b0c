"""Paints small charts over time: title, axes, target, intervals, lines, marks and forecasts."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPolygonF

from desktop_app.domain.sentences import shown_period
from desktop_app.gui.charts.marks import mark_colour, mark_of, shape_path
from desktop_app.gui.charts.multiples_grid import NAME_AFTER, Grid, nice_ticks, tick_texts
from desktop_app.gui.charts.trend_chart import MOST_WITH_INTERVALS
from desktop_app.gui.theme import SMALL, Theme
from desktop_app.presenting.chart_tables import axis_text
from desktop_app.presenting.charts import Ahead, Point, Series, Span
from desktop_app.presenting.multiples import Multiples, Panel
from desktop_app.presenting.palette import VendorMark
from desktop_app.presenting.short_names import short_name

_MARK_PX, _RING_PX, _TITLE_MARK_PX = 7.0, 15.0, 11.0
_SHADE, _FAINT = 0.16, 0.55
_GRID, _BEHIND = 0.13, 0.4
_MOST_MARKS = 72
"""Marks in a panel; more would hide the lines, and take longer to paint than a glance."""
_LEAST_TITLE = 60.0
_INTO_TITLE = 3.0
"""How far figures beside an axis may reach above it, in pixels."""

_At = Callable[[float, float], QPointF]


class PanelPainter:
    """Paints panels at the places of a grid."""

    def __init__(
        self, painter: QPainter, theme: Theme, marks: Mapping[str, VendorMark], grid: Grid
    ) -> None:
        self._painter = painter
        self._theme = theme
        self._marks = marks
        self._grid = grid
        self._metrics = painter.fontMetrics()
        self._small_titles = False
        self._titles: Sequence[str] = ()

    def paint(self, charts: Multiples) -> None:
        """Paint all panels."""
        self.paint_heading(charts)
        for number in range(len(charts.panels)):
            self.paint_panel(number, charts)

    def paint_heading(self, charts: Multiples) -> None:
        """Paint what stands above all panels."""
        if charts.axis is not None:
            self._words(charts.axis.label, QRectF(0, 0, 2000, self._grid.heading), "muted")
        self._name_vendors()

    def paint_panel(self, number: int, charts: Multiples) -> None:
        """Paint one panel; the titles of all are small where one of them has no room."""
        titles = zip(charts.panels, self._grid.areas, strict=True)
        self._titles = [panel.title for panel in charts.panels]
        self._small_titles = any(
            self._metrics.horizontalAdvance(panel.title) > self._title_box(panel, area).width()
            for panel, area in titles
        )
        self._paint_panel(number, charts.panels[number], charts)

    def _paint_panel(self, number: int, panel: Panel, charts: Multiples) -> None:
        at, area = self._grid.place(number, panel), self._grid.areas[number]
        self._paint_title(panel, area)
        self._paint_axes(number, panel, charts, at)
        self._painter.save()
        self._painter.setClipRect(area.adjusted(-6, -6, 6, 6))
        for other in panel.others:
            self._line(other, at, QPen(self._pale("muted", _BEHIND), 1.0))
        self._paint_target(panel, at, area)
        for ahead in panel.chart.ahead:
            self._paint_ahead(ahead, panel, at)
        for span in panel.chart.spans:
            self._paint_span(span, at)
        for series in panel.chart.series:
            self._paint_series(series, panel.chart.unusual.get(series.vendor, ()), at, panel)
        self._painter.restore()

    def _title_box(self, panel: Panel, area: QRectF) -> QRectF:
        """Return where a panel's title stands: right of a mark, left of the last figure."""
        left = area.left() - self._grid.inset
        box = QRectF(left, area.top() - self._grid.heading, area.right() - left, self._grid.heading)
        if panel.vendor:
            box.setLeft(box.left() + _TITLE_MARK_PX + 5)
            box.setRight(box.right() - self._last_width(panel, box))
        return box

    def _last_width(self, panel: Panel, box: QRectF) -> float:
        """Return what a vendor's last figure takes beside the title, 0 where it has no room."""
        last = _last_text(panel)
        wide = self._metrics.horizontalAdvance(last) + 8 if last else 0
        return wide if box.width() - wide > _LEAST_TITLE else 0

    def _paint_title(self, panel: Panel, area: QRectF) -> None:
        box = self._title_box(panel, area)
        if panel.vendor:
            centre = QPointF(box.left() - 5 - _TITLE_MARK_PX / 2, box.center().y() - 1)
            self._mark(panel.vendor, centre, _TITLE_MARK_PX)
        if area.right() > box.right():
            beside = QRectF(box.right(), box.top(), area.right() - box.right(), box.height())
            self._words(_last_text(panel), beside, "muted", Qt.AlignmentFlag.AlignRight)
        self._painter.save()
        if self._small_titles:
            small = QFont(self._painter.font())
            small.setPointSizeF(small.pointSizeF() * SMALL)
            self._painter.setFont(small)
        metrics, room = self._painter.fontMetrics(), int(box.width())
        shown = short_name(panel.title, self._titles, room, metrics.horizontalAdvance)
        self._words(shown, box, "text")
        self._painter.restore()

    def _paint_axes(self, number: int, panel: Panel, charts: Multiples, at: _At) -> None:
        area = self._grid.areas[number]
        ticks = nice_ticks(panel.low, panel.high)
        grid_colour = self._pale("text", _GRID)
        for tick, text in zip(ticks, tick_texts(ticks), strict=True):
            y = at(0, tick).y()
            self._painter.setPen(QPen(grid_colour, 1.0))
            self._painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            if self._grid.labelled_beside(number, charts):
                half = self._metrics.height() / 2
                if y - half < area.top() - _INTO_TITLE:
                    continue  # its words would stand in the title
                box = QRectF(area.left() - 204, y - half, 200, 2 * half)
                self._words(text, box, "muted", Qt.AlignmentFlag.AlignRight)
        self._painter.setPen(QPen(self._theme.colour("border_strong"), 1.0))
        self._painter.drawLine(area.bottomLeft(), area.bottomRight())
        if self._grid.labelled_below(number):
            self._name_periods(charts.periods, area, at)

    def _name_periods(self, periods: Sequence[str], area: QRectF, at: _At) -> None:
        for place in range(0, len(periods), self._grid.labelled):
            text = shown_period(periods[place])
            wide = self._metrics.horizontalAdvance(text) + 2.0
            x = at(place, 0.0).x() - wide / 2
            x = min(max(x, area.left() - 4), area.right() + 4 - wide)
            box = QRectF(x, area.bottom() + 2, wide, self._grid.foot - 3)
            self._words(text, box, "muted", Qt.AlignmentFlag.AlignHCenter)

    def _paint_target(self, panel: Panel, at: _At, area: QRectF) -> None:
        for target in sorted(set(panel.chart.target or ())):
            pen = QPen(self._theme.colour("chart_target"), 1.2, Qt.PenStyle.DashLine)
            self._painter.setPen(pen)
            y = at(0, target).y()
            self._painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))

    def _paint_ahead(self, ahead: Ahead, panel: Panel, at: _At) -> None:
        own = next(series for series in panel.chart.series if series.vendor == ahead.vendor)
        last = own.points[ahead.start]
        start = Point(last.value, last.value, last.value)
        places = list(enumerate((start, *ahead.points), start=ahead.start))
        if len(panel.chart.series) <= MOST_WITH_INTERVALS:
            self._shade(places, at, self._colour(ahead.vendor))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(self._colour(ahead.vendor), 1.6, Qt.PenStyle.DashLine))
        self._painter.drawPolyline(QPolygonF([at(x, point.value) for x, point in places]))

    def _shade(self, places: list[tuple[int, Point]], at: _At, colour: QColor) -> None:
        """Fill the interval of a forecast."""
        shade = QColor(colour)
        shade.setAlphaF(_SHADE)
        upper = [at(x, point.high) for x, point in places]
        lower = [at(x, point.low) for x, point in reversed(places)]
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(shade)
        self._painter.drawPolygon(QPolygonF([*upper, *lower]))

    def _paint_span(self, span: Span, at: _At) -> None:
        if not span.point.known:
            return
        self._painter.setPen(QPen(self._colour(span.vendor), 1.6, Qt.PenStyle.DotLine))
        value = span.point.value
        self._painter.drawLine(at(span.start, value), at(span.end, value))
        self._mark(span.vendor, at((span.start + span.end) / 2, value), _MARK_PX)

    def _paint_series(
        self, series: Series, unusual: tuple[int, ...], at: _At, panel: Panel
    ) -> None:
        colour = self._colour(series.vendor)
        if len(panel.chart.series) <= MOST_WITH_INTERVALS:
            self._intervals(series, at, colour)
        self._line(series, at, QPen(colour, 1.8))
        for x, point in _marked(series, unusual, len(panel.chart.series)):
            self._mark(series.vendor, at(x, point.value), _MARK_PX)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(self._theme.colour("text"), 1.3))
        for x in unusual:
            self._painter.drawEllipse(at(x, series.points[x].value), _RING_PX / 2, _RING_PX / 2)

    def _intervals(self, series: Series, at: _At, colour: QColor) -> None:
        faint = QColor(colour)
        faint.setAlphaF(_FAINT)
        self._painter.setPen(QPen(faint, 1.0))
        for x, point in enumerate(series.points):
            if point.known and math.isfinite(point.low) and math.isfinite(point.high):
                self._painter.drawLine(at(x, point.low), at(x, point.high))

    def _line(self, series: Series, at: _At, pen: QPen) -> None:
        path, open_end = QPainterPath(), False
        for x, point in enumerate(series.points):
            if point.known and open_end:
                path.lineTo(at(x, point.value))
            elif point.known:
                path.moveTo(at(x, point.value))
            open_end = point.known
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(pen)
        self._painter.drawPath(path)

    def _name_vendors(self) -> None:
        """Name the vendors above all panels, for a picture that has no list beside it."""
        line = float(self._metrics.height())
        for vendor, corner in self._grid.names:
            self._mark(vendor, corner + QPointF(_TITLE_MARK_PX / 2, line / 2), _TITLE_MARK_PX)
            self._words(vendor, QRectF(corner.x() + NAME_AFTER, corner.y(), 2000, line), "text")

    def _mark(self, vendor: str, centre: QPointF, size: float) -> None:
        self._painter.save()
        self._painter.translate(centre)
        self._painter.scale(size, size)
        path = shape_path(mark_of(vendor, self._marks).shape)
        self._painter.fillPath(path, self._colour(vendor))
        self._painter.restore()

    def _words(
        self,
        text: str,
        box: QRectF,
        colour: str,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        self._painter.setPen(self._theme.colour(colour))
        self._painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, text)

    def _pale(self, name: str, share: float) -> QColor:
        colour = QColor(self._theme.colour(name))
        colour.setAlphaF(share)
        return colour

    def _colour(self, vendor: str) -> QColor:
        return mark_colour(self._theme, mark_of(vendor, self._marks))


def _marked(series: Series, unusual: tuple[int, ...], vendors: int) -> Iterator[tuple[int, Point]]:
    """Yield the points that get the vendor's mark: all, or of many vendors some along the line.

    A point without a neighbour has no line, and one that stands out is looked at: both get it.
    """
    every = math.ceil(len(series.points) * vendors / _MOST_MARKS)
    for x, point in enumerate(series.points):
        alone = not (_known(series, x - 1) or _known(series, x + 1))
        if point.known and (alone or x % every == 0 or x in unusual):
            yield x, point


def _known(series: Series, place: int) -> bool:
    return 0 <= place < len(series.points) and series.points[place].known


def _last_text(panel: Panel) -> str:
    """Return a vendor's last figure as text."""
    points = [p for series in panel.chart.series for p in series.points if p.known]
    points = points or [span.point for span in panel.chart.spans if span.point.known]
    return axis_text(panel.chart.axis, points[-1].value) if points else ""
