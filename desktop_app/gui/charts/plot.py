"""What all charts have in common: the theme's look, hover, and words for screen readers."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QToolTip

from desktop_app.domain.translating import with_signs
from desktop_app.gui.charts.legend import Legend
from desktop_app.gui.charts.marks import mark_colour, mark_of
from desktop_app.gui.theme import Theme
from desktop_app.presenting.palette import VendorMark

_NEAR_PX = 14.0
_BESIDE = QPoint(12, 12)
_RING = 9
_BEYOND_PX = 30
_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}
DASHED = Qt.PenStyle.DashLine


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the chart (in its own coordinates) that has something to tell.

    `vendor` is whose figure it is, ``""`` where a click leads nowhere; `kpi` is which one of them,
    ``""`` in a chart that shows but one KPI.
    """

    x: float
    y: float
    text: str
    vendor: str = ""
    kpi: str = ""


class _Axis(pg.AxisItem):  # type: ignore[misc]
    """An axis whose figures have the user's signs."""

    def boundingRect(self) -> QRectF:
        """Return all it may paint on: its first figure reaches below the axis at its left."""
        room: QRectF = super().boundingRect()
        return room.adjusted(-_BEYOND_PX, 0, 0, 0) if self.orientation == "bottom" else room

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        """Return the figures as they are written at the axis."""
        return [with_signs(text) for text in super().tickStrings(values, scale, spacing)]


class Plot(pg.PlotWidget):  # type: ignore[misc]
    """A chart that repaints itself from its description when the theme changes.

    Subclasses draw in `redraw` and leave in `spots` what hovering tells. There is nothing to drag
    or zoom: a chart here shows all there is, and scrolls with the page.

    `figure_clicked` is sent with the vendor whose figure was clicked, and its KPI (``""`` in a
    chart of one KPI). By keyboard the arrows (with Ctrl, where a chart has another use for them)
    go from figure to figure, and Enter is the click.
    """

    figure_clicked = Signal(str, str)
    copy_wanted = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        axes = {side: _Axis(side) for side in ("left", "bottom")}
        super().__init__(enableMenu=False, axisItems=axes)
        self.theme = theme
        self.marks: Mapping[str, VendorMark] = {}
        self.spots: list[Spot] = []
        self.legend: Legend | None = None
        self._said = ""
        self._present = -1
        self.pointed_at = QPoint()
        """Where on the screen the figure was that was clicked last."""
        self._picture: float | None = None
        self.setAccessibleName(name)
        self.setAntialiasing(True)
        self.setMouseEnabled(False, False)
        self.hideButtons()
        # The library's own export dialog; charts are copied and saved from their panels.
        while self.scene().contextMenu:
            self.scene().contextMenu.pop().setParent(None)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.plot_item = self.getPlotItem()
        for axis in axes.values():
            # Its lines across the chart lie behind what is drawn.
            axis.setZValue(self.plot_item.vb.zValue() - 1)
        self.scene().sigMouseMoved.connect(self._hover)
        self.scene().sigMouseClicked.connect(
            lambda event: self._click(event.button(), event.scenePos())
        )
        theme.follow(self.repaint_theme)

    def stand_alone(self, title: str) -> None:
        """Carry a title and a legend, for a chart without the window's lists around it."""
        self.plot_item.setTitle(title, color=self.theme.colours.text)
        self.legend = Legend(self.plot_item, self.theme.colour("text"), self.font(), self.width())

    def repaint_theme(self) -> None:
        """Draw again in the theme's present colours."""
        self.setBackground(self.theme.colour("surface"))
        for side in ("left", "bottom"):
            axis = self.plot_item.getAxis(side)
            axis.setPen(self.pen("border_strong"))
            axis.setTextPen(pg.mkPen(self.theme.colour("muted")))
            axis.setStyle(tickFont=self.font(), tickLength=-4)
        self.plot_item.clear()
        if self.legend is not None:
            self.legend.keep_apart(self.marks)
        self.spots = []
        self._present = -1
        self.redraw()
        self.setAccessibleDescription("; ".join(" ".join(s.text.split("\n")) for s in self.spots))

    def redraw(self) -> None:
        """Draw the chart into the empty plot."""
        raise NotImplementedError

    def colour_of(self, vendor: str) -> QColor:
        """Return a vendor's colour on the present background."""
        return mark_colour(self.theme, mark_of(vendor, self.marks))

    def pen(
        self,
        colour: str | QColor,
        width: float = 1.0,
        style: Qt.PenStyle = Qt.PenStyle.SolidLine,
    ) -> QPen:
        """Return a pen in a colour, or in one of the theme by its name."""
        ink = self.theme.colour(colour) if isinstance(colour, str) else colour
        # The charts' pens are as wide as they say in dots, however fine these are.
        return pg.mkPen(ink, width=width * self._fineness(), style=style)  # type: ignore[no-any-return]

    def draw_for(self, fineness: float | None) -> None:
        """Draw for a picture with so many dots for each of the screen's; None for the screen."""
        if fineness != self._picture:
            self._picture = fineness
            self.repaint_theme()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self.repaint_theme()
        return bool(super().event(event))

    def _fineness(self) -> float:
        return self.devicePixelRatioF() if self._picture is None else self._picture

    def text(
        self,
        words: str,
        x: float,
        y: float,
        anchor: tuple[float, float],
        name: str,
        ground: bool = True,
    ) -> None:
        """Write words at a place, on a ground of their own or right on the chart."""
        item = pg.TextItem(
            words,
            color=self.theme.colour(name),
            anchor=anchor,
            fill=self.theme.colour("surface") if ground else None,
        )
        item.setZValue(20)
        item.setFont(self.font())
        item.setPos(x, y)
        self.plot_item.addItem(item)

    def in_scene(self, spot: Spot) -> QPointF:
        """Return where a spot is in the scene."""
        return self.plot_item.vb.mapViewToScene(QPointF(spot.x, spot.y))  # type: ignore[no-any-return]

    def spot_near(self, place: QPointF) -> Spot | None:
        """Return the spot nearest to a place in the scene, None if none is near."""
        best, best_distance = None, _NEAR_PX
        for spot in self.spots:
            there = self.in_scene(spot)
            distance = math.hypot(there.x() - place.x(), there.y() - place.y())
            if distance < best_distance:
                best, best_distance = spot, distance
        return best

    def wheelEvent(self, event: QWheelEvent) -> None:
        # The page scrolls, not the chart.
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif event.key() in _STEPS and self.spots:
            self._read(_STEPS[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._reading is not None:
            self._follow(self._reading, self._on_screen(self.in_scene(self._reading)))
        else:
            super().keyPressEvent(event)

    @property
    def _reading(self) -> Spot | None:
        """Return the figure that the keyboard is at."""
        return self.spots[self._present] if 0 <= self._present < len(self.spots) else None

    def _read(self, step: int) -> None:
        """Go to the figure before or after, and tell of it."""
        self._present = (max(self._present, 0) + step) % len(self.spots) if self._reading else 0
        spot = self.spots[self._present]
        self.viewport().update()
        QToolTip.showText(self._on_screen(self.in_scene(spot)) + _BESIDE, spot.text, self)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, spot.text))

    def _on_screen(self, place: QPointF) -> QPoint:
        return self.mapToGlobal(self.mapFromScene(place))  # type: ignore[no-any-return]

    def _follow(self, spot: Spot, where: QPoint) -> None:
        """Tell that a figure was chosen whose cells are wanted."""
        if spot.vendor:
            QToolTip.hideText()
            self.pointed_at = where
            self.figure_clicked.emit(spot.vendor, spot.kpi)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            # A style sheet can't: the view has no frame to colour.
            painter = QPainter(self.viewport())
            painter.setPen(self.pen("focus"))
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))
            if self._reading is not None:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(self.pen("focus", 2.0))
                painter.drawEllipse(self.mapFromScene(self.in_scene(self._reading)), _RING, _RING)
            painter.end()

    def _click(self, button: Qt.MouseButton, place: QPointF) -> None:
        spot = self.spot_near(place)
        if button == Qt.MouseButton.LeftButton and spot is not None:
            self._follow(spot, self._on_screen(place))

    def _hover(self, place: QPointF) -> None:
        spot = self.spot_near(place)
        said = spot.text if spot is not None else ""
        if said == self._said:
            return
        self._said = said
        if said:
            QToolTip.showText(self._on_screen(place) + _BESIDE, said, self)
        else:
            QToolTip.hideText()
