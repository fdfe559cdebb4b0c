"""Small charts over time side by side, drawn in one go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPixmap
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget
from shiboken6 import isValid

from desktop_app.domain.translating import tr
from desktop_app.gui.charts.multiples_grid import Grid, grid_of
from desktop_app.gui.charts.panel_painter import PanelPainter
from desktop_app.gui.charts.plot import Plot, Spot
from desktop_app.gui.theme import Theme
from desktop_app.presenting.multiples import Multiples
from desktop_app.presenting.palette import VendorMark


class MultiplesChart(Plot):
    """Draws `presenting.multiples.Multiples`: panels in rows, as many beside each other as fit.

    Places are pixels from the upper left corner.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Small charts over time"))
        self.charts: Multiples | None = None
        self.alone = False
        self._panels = _Panels(self)
        for side in ("left", "bottom"):
            self.plot_item.hideAxis(side)
        self.plot_item.layout.setContentsMargins(0, 0, 0, 0)
        self.plot_item.vb.sigResized.connect(lambda _box: self._resized())

    def stand_alone(self, title: str) -> None:
        """Carry a title and, where a panel has several vendors, a line of their marks."""
        self.plot_item.setTitle(title, color=self.theme.colours.text)
        self.alone = True

    def show_chart(self, charts: Multiples, marks: Mapping[str, VendorMark]) -> None:
        """Show other panels."""
        self.charts, self.marks = charts, marks
        what = charts.axis.label if charts.axis is not None else tr("one a KPI")
        self.setAccessibleName(tr("Small charts over time: {what}", what=what))
        self._fit()
        self.repaint_theme()

    def redraw(self) -> None:
        """Leave what hovering tells, and have the panels painted."""
        grid = self.grid()
        self.spots = [
            Spot(place.x(), place.y(), point.text, vendor, panel.kpi)
            for number, panel in enumerate(self.charts.panels if self.charts else ())
            for place, point, vendor in grid.points(number, panel)
        ]
        self._panels.renew()

    def grid(self) -> Grid:
        """Return where the panels are now."""
        area = self.plot_item.vb.boundingRect()
        metrics = QFontMetricsF(self.font())
        return grid_of(self.charts, area, metrics, self.named)

    @property
    def named(self) -> bool:
        """Return whether the vendors' marks are named above the panels."""
        return self.alone and self.charts is not None and self.charts.axis is None

    def in_scene(self, spot: Spot) -> QPointF:
        """Return where a spot is."""
        return self.plot_item.vb.mapToScene(QPointF(spot.x, spot.y))  # type: ignore[no-any-return]

    def _resized(self) -> None:
        if self.charts is not None:
            self._fit()
            self.repaint_theme()

    def _fit(self) -> None:
        """Ask for the height that the panels need beside each other in the present width."""
        least = self.grid().least_height
        # Asking again for the same would lay the page out anew at every step of a resize.
        if self.minimumHeight() != least:
            self.setMinimumHeight(least)


class _Panels(pg.GraphicsObject):  # type: ignore[misc]
    """All panels as one item: one for each of their lines would take many times as long.

    On the screen they are a picture that is painted panel by panel in turns of the event loop, as
    a dozen of a dozen vendors take longer than a frame; elsewhere they are painted as they are.
    """

    def __init__(self, chart: MultiplesChart) -> None:
        super().__init__()
        self._chart = chart
        self._picture = QPixmap()
        self._round = 0
        self.setParentItem(chart.plot_item.vb)

    def boundingRect(self) -> QRectF:
        return self._chart.plot_item.vb.boundingRect()  # type: ignore[no-any-return]

    def renew(self) -> None:
        """Have the panels painted anew; the picture there is stays until the new one is whole."""
        self._round += 1
        self.prepareGeometryChange()
        if not self._chart.alone:
            self._chart.theme.turns.do(self._painting(self._round), urgent=True)
        self.update()

    def _painting(self, number: int) -> Iterator[None]:
        """Paint a picture of all panels, if no later one is asked for meanwhile."""
        chart, area = self._chart, self.boundingRect()
        charts = chart.charts
        if charts is None or area.isEmpty():
            return
        ratio = chart.devicePixelRatioF()
        picture = QPixmap((area.size() * ratio).toSize())
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        grid = chart.grid()
        for panel in range(-1, len(charts.panels)):
            if number != self._round or not isValid(self):
                return
            with QPainter(picture) as painter:
                work = self._painter(painter, grid)
                if panel < 0:
                    work.paint_heading(charts)
                else:
                    work.paint_panel(panel, charts)
            yield
        if number == self._round and isValid(self):
            self._picture = picture
            self.update()

    def _painter(self, painter: QPainter, grid: Grid) -> PanelPainter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._chart.font())
        return PanelPainter(painter, self._chart.theme, self._chart.marks, grid)

    def paint(
        self,
        painter: QPainter,
        _option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        chart = self._chart
        if chart.charts is None:
            return
        if widget is None or chart.alone:
            self._painter(painter, chart.grid()).paint(chart.charts)
        elif not self._picture.isNull():
            painter.drawPixmap(0, 0, self._picture)
