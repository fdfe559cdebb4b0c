"""Bars of parts end to end, one a vendor: what adds up to a score, or shares of places."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, QTimer
from PySide6.QtGui import QColor

from desktop_app.domain.translating import local
from desktop_app.gui.charts.bar_items import Bars, EndWords, PartWords
from desktop_app.gui.charts.marks import ink_on
from desktop_app.gui.charts.plot import Plot, Spot
from desktop_app.gui.theme import Theme
from desktop_app.presenting.decide_charts import Stacks
from desktop_app.presenting.palette import vendor_mark
from desktop_app.presenting.short_names import short_name

_ROW_PX, _MOST_ROW_PX = 22, 46
_ROOM_PX = 64
_THICK = 0.66
_LONGEST = 24
_SETTLE_MS = 150
_PALEST = 0.82
"""How near the palest shade is to the ground."""
_TOTAL_ROOM = 1.14
"""How far the axis runs past the longest bar, for the total."""


class StackedChart(Plot):
    """Draws a `presenting.decide_charts.Stacks`; what the colours mean is `part_colours`."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self._chart: Stacks | None = None
        self._hidden: Collection[str] = ()
        self._bars: dict[int, Bars] = {}
        self._totals: EndWords | None = None
        self._signs: PartWords | None = None
        # While bars move nobody is told what they are: that would take longer than moving them.
        self._told = QTimer(self)
        self._told.setSingleShot(True)
        self._told.setInterval(_SETTLE_MS)
        self._told.timeout.connect(self._tell_again)

    def show_chart(self, chart: Stacks, hidden: Collection[str] = ()) -> None:
        """Show another chart, without the parts of some names.

        Bars of the same parts are only made longer or shorter: that keeps up with a slider.
        """
        before, same = self._chart, set(hidden) == set(self._hidden)
        self._chart, self._hidden = chart, hidden
        if before is not None and same and _alike(before, chart) and self._totals is not None:
            self._move(chart, before, self._totals)
            return
        rows = len(chart.vendors)
        self.setMinimumHeight(rows * _ROW_PX + _ROOM_PX)
        if self.legend is None:
            # In the window, few bars do not become blocks; a picture has its own size.
            self.setMaximumHeight(max(rows, 2) * _MOST_ROW_PX + _ROOM_PX)
        self.repaint_theme()

    def part_colours(self) -> list[tuple[str, QColor]]:
        """Return the parts' names and colours in the present theme."""
        if self._chart is None:
            return []
        return list(zip(self._chart.parts, self._colours(self._chart), strict=True))

    def part_signs(self) -> Sequence[str]:
        """Return what stands in the parts, for the key; of places the names say it all."""
        return () if self._chart is None or self._chart.graded else self._chart.signs

    def redraw(self) -> None:
        """Draw the bars."""
        chart = self._chart
        if chart is None or not chart.vendors:
            self._bars, self._totals, self._signs = {}, None, None
            self.plot_item.getAxis("left").setTicks([[]])
            return
        self._draw_axes(chart)
        self._bars = {}
        colours = self._colours(chart)
        ends, spans = self._spans(chart)
        for part, (starts, widths) in spans.items():
            self._bars[part] = bars = self._bar(chart, part, colours[part])
            bars.stretch(starts, widths)
            self.plot_item.addItem(bars, ignoreBounds=True)
        self._totals = EndWords(self._room(chart), self.font(), self.theme.colour("text"))
        self._totals.show_words(ends, chart.totals)
        self.plot_item.addItem(self._totals, ignoreBounds=True)
        self._signs = PartWords(self._room(chart), self.font())
        self.plot_item.addItem(self._signs, ignoreBounds=True)
        self._sign_parts(chart, self._signs)
        self._tell(chart)

    def _sign_parts(self, chart: Stacks, words: PartWords) -> None:
        """Write in the parts what they are: colours alone do not tell all eyes."""
        colours = self._colours(chart)
        words.show_words(
            [
                (chart.signs[part], ink_on(colours[part]), bars.lengths)
                for part, bars in self._bars.items()
            ]
        )

    def _move(self, chart: Stacks, before: Stacks, totals: EndWords) -> None:
        """Give the bars that are there the lengths of another chart."""
        ends, spans = self._spans(chart)
        for part, (starts, widths) in spans.items():
            self._bars[part].stretch(starts, widths)
        totals.show_words(ends, chart.totals)
        if self._signs is not None:
            self._sign_parts(chart, self._signs)
        if chart.vendors != before.vendors:
            self._name_rows(chart)
        self._told.start()

    def _spans(
        self, chart: Stacks
    ) -> tuple[list[float], dict[int, tuple[list[float], list[float]]]]:
        """Return where the bars end, and start and width of each part in sight, by its place."""
        starts = [0.0] * len(chart.vendors)
        spans = {}
        for part, name in enumerate(chart.parts):
            if name not in self._hidden:
                widths = [row[part] for row in chart.values]
                spans[part] = (starts, widths)
                starts = [start + width for start, width in zip(starts, widths, strict=True)]
        return starts, spans

    def _tell_again(self) -> None:
        if self._chart is not None:
            self._tell(self._chart)

    def _tell(self, chart: Stacks) -> None:
        """Leave what hovering tells, and what is spoken instead of the picture."""
        self.spots = [
            Spot(0.0, -place, "\n".join(texts), vendor)
            for place, (vendor, texts) in enumerate(zip(chart.vendors, chart.texts, strict=True))
        ]
        spoken = "; ".join(" ".join(spot.text.split("\n")) for spot in self.spots)
        self.setAccessibleDescription(spoken)

    def spot_near(self, place: QPointF) -> Spot | None:
        """Return what the part under the pointer tells."""
        chart = self._chart
        at = self.plot_item.vb.mapSceneToView(place)
        row = round(-at.y())
        if chart is None or not 0 <= row < len(chart.vendors) or abs(-at.y() - row) > _THICK / 2:
            return None
        end = 0.0
        kpis = chart.kpis or ("",) * len(chart.parts)
        parts = zip(chart.parts, chart.values[row], kpis, strict=True)
        for part, (name, value, kpi) in enumerate(parts):
            if name in self._hidden:
                continue
            end += value
            if 0.0 <= at.x() < end:
                return Spot(at.x(), at.y(), chart.tell(row, part), chart.vendors[row], kpi)
        return None

    def _draw_axes(self, chart: Stacks) -> None:
        left = self.plot_item.getAxis("left")
        self._name_rows(chart)
        left.setStyle(tickLength=0)
        left.setTextPen(pg.mkPen(self.theme.colour("text")))
        self.plot_item.setLabel("bottom", chart.label, color=self.theme.colours.muted)
        steps = [chart.most * step / 5 for step in range(6)]
        self.plot_item.getAxis("bottom").setTicks([[(x, local("{x:g}", x=x)) for x in steps]])
        self.plot_item.setXRange(0.0, chart.most * _TOTAL_ROOM, padding=0.0)
        self.plot_item.setYRange(-len(chart.vendors) + 0.5, 0.5, padding=0.0)

    def _name_rows(self, chart: Stacks) -> None:
        ticks = [
            (-y, short_name(name, chart.vendors, _LONGEST)) for y, name in enumerate(chart.vendors)
        ]
        self.plot_item.getAxis("left").setTicks([ticks])

    def _bar(self, chart: Stacks, part: int, colour: QColor) -> Bars:
        return Bars(
            self._room(chart),
            x0=[0.0],
            y=[0.0],
            width=[0.0],
            height=_THICK,
            brush=pg.mkBrush(colour),
            name=self._legend_name(chart, part),
            # A line between parts tells them apart where colours are near each other.
            pen=self.pen("surface", 1),
        )

    def _legend_name(self, chart: Stacks, part: int) -> str:
        signs = self.part_signs()
        return f"{signs[part]}  {chart.parts[part]}" if signs else chart.parts[part]

    def _room(self, chart: Stacks) -> QRectF:
        """Return all that the axes show."""
        rows = len(chart.vendors)
        return QRectF(0.0, 0.5 - rows, chart.most * _TOTAL_ROOM, float(rows))

    def _colours(self, chart: Stacks) -> list[QColor]:
        count = len(chart.parts)
        if not chart.graded:
            return [QColor(vendor_mark(i).colour(self.theme.dark)) for i in range(count)]
        return [_between(self.theme, i / max(count - 1, 1)) for i in range(count)]


def _alike(one: Stacks, other: Stacks) -> bool:
    """Return whether two charts differ in the lengths, names and order of their bars alone."""
    same = (one.parts, one.most, one.label, one.graded) == (
        other.parts, other.most, other.label, other.graded
    )  # fmt: skip
    return same and len(one.vendors) == len(other.vendors)


def _between(theme: Theme, share: float) -> QColor:
    """Return a shade from the accent (0) nearly to the ground (1)."""
    strong, pale = theme.colour("accent"), theme.colour("surface")
    share *= _PALEST
    parts = (
        (strong.red(), pale.red()),
        (strong.green(), pale.green()),
        (strong.blue(), pale.blue()),
    )
    return QColor(*(round(first + (last - first) * share) for first, last in parts))
