"""Scores over one weight, with the points where the first place changes hands."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF
from PySide6.QtGui import QFontMetricsF

from desktop_app.domain.translating import tr
from desktop_app.gui.charts.name_places import spread
from desktop_app.gui.charts.plot import DASHED, Plot, Spot
from desktop_app.gui.theme import Theme
from desktop_app.presenting.decide_charts import score_over
from desktop_app.presenting.palette import VendorMark
from desktop_app.presenting.short_names import short_name
from desktop_app.scoring.line_intervals import LineIntervals
from desktop_app.scoring.model import Floats
from desktop_app.scoring.weight_lines import WeightLines

_MARK_PX = 11
_NEAR_PX = 12.0
_AROUND_PX = 12.0
"""What a name has before and behind it."""
_NAMES_ROOM = 1.42
"""The names stand right of the lines, where nothing else is."""


class WeightChart(Plot):
    """Draws a `scoring.weight_lines.WeightLines`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Scores over one weight"))
        self._names: list[tuple[pg.TextItem, str, float]] = []
        self._lines: WeightLines | None = None
        self._title = ""
        self._found: LineIntervals | None = None
        self._hidden: Collection[str] = ()
        self.plot_item.vb.sigResized.connect(lambda _box: self._part_names())

    def show_chart(
        self,
        lines: WeightLines,
        title: str,
        marks: Mapping[str, VendorMark],
        hidden: Collection[str] = (),
        found: LineIntervals | None = None,
    ) -> None:
        """Show the lines over another KPI's weight, without those of some vendors."""
        self._lines, self._title, self.marks, self._hidden = lines, title, marks, hidden
        self._found = found
        self.setAccessibleName(tr("Scores over the weight of {kpi}", kpi=title))
        self.repaint_theme()

    def redraw(self) -> None:
        """Draw the lines, the present weight and the crossings."""
        lines = self._lines
        if lines is None:
            return
        self._draw_axes(lines)
        self._names = []
        for vendor, scores in self._drawn(lines):
            known = np.isfinite(scores)
            pen = self.pen(self.colour_of(vendor), 2)
            x, y = lines.weights[known] * 100, scores[known]
            self.plot_item.addItem(pg.PlotCurveItem(x, y, pen=pen, antialias=True))
            if len(x):
                self._name(vendor, float(y[-1]))
        now = pg.InfiniteLine(lines.now * 100, angle=90, pen=self.pen("chart_target", 1.5, DASHED))
        self.plot_item.addItem(now, ignoreBounds=True)
        top = self.plot_item.vb.viewRange()[1][1]
        self.text(
            tr("now {share:.1f} %", share=lines.now * 100),
            lines.now * 100,
            top,
            (0.0, 0.0),
            "muted",
        )
        self._draw_crossings(lines)
        self._part_names()

    def spot_near(self, place: QPointF) -> Spot | None:
        """Return the crossing near a place, else the score of the nearest line at that weight."""
        crossing = super().spot_near(place)
        lines = self._lines
        if crossing is not None or lines is None:
            return crossing
        box = self.plot_item.vb
        weight = box.mapSceneToView(place).x() / 100
        if not 0.0 <= weight <= 1.0:
            return None
        at = int(np.abs(lines.weights - weight).argmin())
        found: list[tuple[float, Spot]] = []
        for vendor, scores in self._drawn(lines):
            if np.isfinite(scores[at]):
                x, y = float(lines.weights[at]) * 100, float(scores[at])
                away = abs(box.mapViewToScene(QPointF(x, y)).y() - place.y())
                words = tr(
                    "{vendor}: {score} where {kpi} weighs {share:.0f} %",
                    vendor=vendor,
                    score=score_over(lines, self._found, lines.vendors.index(vendor), at),
                    kpi=self._title,
                    share=x,
                )
                found.append((away, Spot(x, y, words, vendor, lines.kpi)))
        away, spot = min(found, key=lambda one: one[0], default=(_NEAR_PX, None))
        return spot if away < _NEAR_PX else None

    def _drawn(self, lines: WeightLines) -> list[tuple[str, Floats]]:
        """Return the vendors that are not switched off, each with its scores."""
        pairs = zip(lines.vendors, lines.scores, strict=True)
        return [(vendor, scores) for vendor, scores in pairs if vendor not in self._hidden]

    def _draw_axes(self, lines: WeightLines) -> None:
        words = tr("Weight of {kpi} (%), the others in proportion", kpi=self._title)
        self.plot_item.setLabel("bottom", words, color=self.theme.colours.muted)
        self.plot_item.setLabel("left", tr("Score"), color=self.theme.colours.muted)
        self.plot_item.showGrid(x=False, y=True, alpha=0.12)
        low, high = float(np.nanmin(lines.scores)), float(np.nanmax(lines.scores))
        room = (high - low) * 0.08 or abs(high) * 0.1 or 1.0
        self.plot_item.getAxis("bottom").setTicks([[(x, str(x)) for x in range(0, 101, 20)]])
        self.plot_item.setXRange(0.0, 100.0 * _NAMES_ROOM, padding=0.0)
        self.plot_item.setYRange(low - room, high + room, padding=0.0)

    def _name(self, vendor: str, end: float) -> None:
        item = pg.TextItem(color=self.colour_of(vendor), anchor=(0.0, 0.5))
        item.setFont(self.font())
        self.plot_item.addItem(item, ignoreBounds=True)
        self._names.append((item, vendor, end))

    def _part_names(self) -> None:
        """Put the names at their lines' ends, apart from each other where these meet."""
        box, metrics = self.plot_item.vb, QFontMetricsF(self.font())
        low, high = box.viewRange()[1]
        line = metrics.height()
        gap = line * (high - low) / max(box.boundingRect().height(), line)
        room = box.boundingRect().width() * (1.0 - 1.0 / _NAMES_ROOM) - _AROUND_PX
        among = self._lines.vendors if self._lines is not None else ()
        places = spread([end for _item, _vendor, end in self._names], gap)
        for (item, vendor, _end), place in zip(self._names, places, strict=True):
            item.setText(short_name(vendor, among, room, metrics.horizontalAdvance))
            item.setPos(100.5, place)

    def _draw_crossings(self, lines: WeightLines) -> None:
        places = [(crossing.weight * 100, crossing.score) for crossing in lines.crossings]
        if places:
            marks = pg.ScatterPlotItem(
                [x for x, _ in places],
                [y for _, y in places],
                symbol="o",
                size=_MARK_PX,
                brush=self.theme.colour("surface"),
                pen=self.pen("text", 2),
            )
            marks.setZValue(30)
            self.plot_item.addItem(marks)
        self.spots = [
            Spot(
                x,
                y,
                tr(
                    "From {share:.1f} % on {after} is first instead of {before}",
                    share=c.weight * 100,
                    after=c.after,
                    before=c.before,
                ),
            )
            for (x, y), c in zip(places, lines.crossings, strict=True)
        ]
