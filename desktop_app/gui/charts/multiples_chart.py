"""Small charts over time side by side, drawn in one go."""

from __future__ import annotations

from collections.abc import Mapping

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

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
        self._panels.prepareGeometryChange()
        self._panels.update()

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
    """All panels as one item: one for each of their lines would take many times as long."""

    def __init__(self, chart: MultiplesChart) -> None:
        super().__init__()
        self._chart = chart
        self.setParentItem(chart.plot_item.vb)

    def boundingRect(self) -> QRectF:
        return self._chart.plot_item.vb.boundingRect()  # type: ignore[no-any-return]

    def paint(
        self,
        painter: QPainter,
        _option: QStyleOptionGraphicsItem,
        _widget: QWidget | None = None,
    ) -> None:
        chart = self._chart
        if chart.charts is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(chart.font())
            PanelPainter(painter, chart.theme, chart.marks, chart.grid()).paint(chart.charts)
