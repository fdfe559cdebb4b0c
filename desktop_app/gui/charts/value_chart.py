"""A KPI's value function: corners to drag, and every vendor's figure where it stands on it."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from desktop_app.domain.translating import tr
from desktop_app.gui.charts.marks import mark_of, shape_path
from desktop_app.gui.charts.plot import DASHED, Plot, Spot
from desktop_app.gui.theme import Theme
from desktop_app.presenting.palette import VendorMark
from desktop_app.presenting.value_view import ValueView

_GRIP_PX = 14
_NEAR_PX = 16.0
_MARK_PX = 12
_STEP, _FAR_STEP = 0.01, 0.1
"""One press of an arrow key moves a corner by this share of the chart; with Shift by the other."""


class ValueChart(Plot):
    """Draws a `presenting.value_view.ValueView`.

    A corner is dragged with the mouse; by keys, Page Up and Page Down choose one, the arrows move
    it, Insert adds one and Delete takes it away. Places are in units of the axis.
    """

    moved = Signal(int, float, float)
    """A corner is being moved to (figure, points)."""
    settled = Signal()
    """A move has ended."""
    added = Signal(float)
    """A corner is wanted at this figure; NaN for wherever there is room."""
    taken = Signal(int)
    """A corner is to go."""
    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Value function"))
        self._view: ValueView | None = None
        self._held = -1
        self.corner = 0
        self.setMinimumHeight(200)

    @property
    def held(self) -> bool:
        """Return whether a corner is being dragged."""
        return self._held >= 0

    def show_view(self, view: ValueView, marks: Mapping[str, VendorMark]) -> None:
        """Show another value function; while a corner is held the axis stays."""
        self._view, self.marks = view, marks
        self.corner = min(self.corner, max(len(view.corners) - 1, 0))
        self.setAccessibleName(
            tr(
                "Value function of {kpi}. {words}",
                kpi=view.axis.title,
                words=view.words,
            )
        )
        self.repaint_theme()

    def choose(self, corner: int) -> None:
        """Mark the corner that keys move."""
        if self._view is not None and 0 <= corner < len(self._view.corners):
            self.corner = corner
            self.repaint_theme()
            self.chosen.emit(corner)

    def redraw(self) -> None:
        """Draw target, curve, vendors and corners."""
        view = self._view
        if view is None or not len(view.xs):
            return
        self._draw_axes(view)
        self._draw_target(view)
        curve = pg.PlotCurveItem(view.xs, view.ys, pen=self.pen("accent", 2.4), antialias=True)
        self.plot_item.addItem(curve)
        self._draw_vendors(view)
        self._draw_corners(view)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a corner."""
        place = self._corner_at(event.position())
        if event.button() is not Qt.MouseButton.LeftButton or place < 0:
            super().mousePressEvent(event)
            return
        self._held = place
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self.choose(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the corner that is held; over one, say so by the pointer."""
        if not self.held:
            over = self._corner_at(event.position()) >= 0
            shape = Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            super().mouseMoveEvent(event)
            return
        there = self._in_chart(event.position())
        self.moved.emit(self._held, there.x(), there.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if not self.held:
            super().mouseReleaseEvent(event)
            return
        self._held = -1
        self.unsetCursor()
        self.settled.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Add a corner where the curve was double-clicked."""
        if self._view is not None and self._view.corners and self._corner_at(event.position()) < 0:
            self.added.emit(self._in_chart(event.position()).x())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose and move corners."""
        view, keys = self._view, Qt.Key
        by_figure = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if view is None or not view.corners or by_figure:
            super().keyPressEvent(event)
            return
        step = _FAR_STEP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP
        aside = {keys.Key_Left: -step, keys.Key_Right: step}.get(Qt.Key(event.key()), 0.0)
        up = {keys.Key_Down: -step, keys.Key_Up: step}.get(Qt.Key(event.key()), 0.0)
        if aside or up:
            x, y = view.corners[self.corner]
            wide = float(view.xs[-1] - view.xs[0])
            self.moved.emit(self.corner, x + aside * wide, y + up * 100.0)
            self.settled.emit()
        elif event.key() in (keys.Key_PageUp, keys.Key_PageDown):
            turn = 1 if event.key() == keys.Key_PageDown else -1
            self.choose((self.corner + turn) % len(view.corners))
        elif event.key() == keys.Key_Insert:
            self.added.emit(math.nan)
        elif event.key() == keys.Key_Delete:
            self.taken.emit(self.corner)
        else:
            super().keyPressEvent(event)

    def _in_chart(self, place: QPointF) -> QPointF:
        return self.plot_item.vb.mapSceneToView(self.mapToScene(place.toPoint()))  # type: ignore[no-any-return]

    def _corner_at(self, place: QPointF) -> int:
        """Return the corner under the pointer, -1 for none."""
        if self._view is None:
            return -1
        best, nearest = -1, _NEAR_PX
        scene = self.mapToScene(place.toPoint())
        for number, (x, y) in enumerate(self._view.corners):
            there = self.plot_item.vb.mapViewToScene(QPointF(x, y))
            distance = math.hypot(there.x() - scene.x(), there.y() - scene.y())
            if distance < nearest:
                best, nearest = number, distance
        return best

    def _draw_axes(self, view: ValueView) -> None:
        muted = self.theme.colours.muted
        self.plot_item.setLabel("bottom", view.axis.label, color=muted)
        self.plot_item.setLabel("left", tr("Points"), color=muted)
        self.plot_item.getAxis("left").setTicks([[(y, str(y)) for y in range(0, 101, 25)]])
        self.plot_item.showGrid(x=True, y=True, alpha=0.12)
        if not self.held:
            self.plot_item.setXRange(float(view.xs[0]), float(view.xs[-1]), padding=0.02)
        self.plot_item.setYRange(-6.0, 106.0, padding=0.0)

    def _draw_target(self, view: ValueView) -> None:
        for place in sorted(set(view.target or ())):
            line = pg.InfiniteLine(place, angle=90, pen=self.pen("chart_target", 1.5, DASHED))
            self.plot_item.addItem(line, ignoreBounds=True)
        if view.target is not None:
            words = tr("target") if view.target[0] == view.target[1] else tr("target band")
            self.text(words, view.target[0], 104.0, (0.0, 0.0), "muted")

    def _draw_vendors(self, view: ValueView) -> None:
        for point in view.vendors:
            mark = mark_of(point.vendor, self.marks)
            dot = pg.ScatterPlotItem(
                [point.x],
                [point.y],
                symbol=shape_path(mark.shape),
                size=_MARK_PX,
                brush=self.colour_of(point.vendor),
                pen=self.pen("surface", 1),
                name=point.vendor,
            )
            dot.setZValue(12)
            self.plot_item.addItem(dot)
            self.spots.append(Spot(point.x, point.y, point.text, point.vendor, view.kpi))

    def _draw_corners(self, view: ValueView) -> None:
        for number, (x, y) in enumerate(view.corners):
            chosen = number == self.corner
            grip = pg.ScatterPlotItem(
                [x],
                [y],
                symbol="s",
                size=_GRIP_PX,
                brush=self.theme.colour("accent" if chosen else "surface"),
                pen=self.pen("accent", 2),
            )
            grip.setZValue(8)
            self.plot_item.addItem(grip)
