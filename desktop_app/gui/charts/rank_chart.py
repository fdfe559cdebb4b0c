"""Every vendor's place from one scenario to the next."""

from __future__ import annotations

from collections.abc import Mapping

import pyqtgraph as pg

from desktop_app.domain.translating import tr
from desktop_app.gui.charts.marks import mark_of, shape_path
from desktop_app.gui.charts.plot import Plot, Spot
from desktop_app.gui.theme import Theme
from desktop_app.presenting.palette import VendorMark
from desktop_app.presenting.rank_lines import RankLines
from desktop_app.presenting.short_names import short_name

_MARK_PX = 13
_LONGEST, _NAME_LONGEST = 24, 20
_NAMES_ROOM = 0.34
"""The names stand right of the lines; room for them as a share of the way between scenarios."""
_ROW_PX, _ROOM_PX = 22, 70


class RankChart(Plot):
    """Draws a `presenting.rank_lines.RankLines`: the first place on top, who is out at the foot."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Places under each scenario"))
        self._lines: RankLines | None = None

    def show_chart(self, lines: RankLines, marks: Mapping[str, VendorMark]) -> None:
        """Show other scenarios or vendors."""
        self._lines, self.marks = lines, marks
        self.setMinimumHeight(min(lines.last, 8) * _ROW_PX + _ROOM_PX)
        self.repaint_theme()

    def redraw(self) -> None:
        """Draw the lines, then the marks on them."""
        lines = self._lines
        if lines is None:
            return
        self._draw_axes(lines)
        for vendor, points in zip(lines.vendors, lines.points, strict=True):
            colour = self.colour_of(vendor)
            ys = [-point.place for point in points]
            curve = pg.PlotCurveItem(
                list(range(len(ys))), ys, pen=self.pen(colour, 2), antialias=True
            )
            self.plot_item.addItem(curve)
            ground = self.theme.colour("surface")
            shape = shape_path(mark_of(vendor, self.marks).shape)
            for x, point in enumerate(points):
                dot = pg.ScatterPlotItem(
                    [x],
                    [-point.place],
                    symbol=shape,
                    size=_MARK_PX,
                    brush=pg.mkBrush(ground if point.out else colour),
                    pen=self.pen(colour if point.out else ground, 2 if point.out else 1),
                )
                dot.setZValue(12)
                self.plot_item.addItem(dot)
                self.spots.append(Spot(x, -point.place, point.text, vendor))
            name = short_name(vendor, lines.vendors, _NAME_LONGEST)
            self.text(f"  {name}", len(ys) - 1, ys[-1], (0.0, 0.5), "text", ground=False)

    def _draw_axes(self, lines: RankLines) -> None:
        names = [
            (x, short_name(name, lines.scenarios, _LONGEST))
            for x, name in enumerate(lines.scenarios)
        ]
        self.plot_item.getAxis("bottom").setTicks([names])
        places = [(-place, str(place)) for place in range(1, lines.last + 1)]
        foot = lines.last + (1 if lines.anybody_out else 0)
        if lines.anybody_out:
            places.append((-foot, tr("out")))
        self.plot_item.getAxis("left").setTicks([places])
        self.plot_item.setLabel("left", tr("Place"), color=self.theme.colours.muted)
        self.plot_item.showGrid(x=False, y=True, alpha=0.12)
        steps = len(lines.scenarios) - 1
        self.plot_item.setXRange(-0.15 * steps, steps * (1 + _NAMES_ROOM), padding=0.0)
        self.plot_item.setYRange(-foot - 0.5, -0.5, padding=0.0)
