"""Where small charts lie beside each other, and where a value lies in one."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from desktop_app.domain.sentences import shown_period
from desktop_app.domain.translating import with_signs
from desktop_app.presenting.charts import Point
from desktop_app.presenting.multiples import Multiples, Panel

_LEAST_WIDE, _LEAST_HIGH = 196.0, 102.0
_GAP, _GAP_BELOW = 12.0, 12.0
_SHAPE = 1.8
"""Width to height of a panel, as near as it can be had."""
_TICKS = 4
NAME_AFTER = 16.0
"""A vendor's name begins so far right of where its mark begins."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The panels' places in pixels.

    Parameters
    ----------
    areas : tuple of QRectF
        Each panel's lines are within its own.
    columns : int
        Panels beside each other.
    heading, foot : float
        Heights of a panel's title above its area and of the periods' names below it.
    periods : int
        How many places the axis of periods has.
    labelled : int
        Every so manyth period is named.
    inset : float
        How far left of its area a panel's title begins.
    least_height : int
        What all needs to be readable.
    names : tuple of (str, QPointF)
        Vendors to be named above all panels, and where each one's mark begins.
    """

    areas: tuple[QRectF, ...]
    columns: int
    heading: float
    foot: float
    periods: int
    labelled: int
    inset: float
    least_height: int
    names: tuple[tuple[str, QPointF], ...] = ()

    def place(self, number: int, panel: Panel) -> Callable[[float, float], QPointF]:
        """Return what tells where a period's place and a value are in a panel."""
        area = self.areas[number]
        step = area.width() / max(self.periods, 1)
        scale = area.height() / ((panel.high - panel.low) or 1.0)

        def at(x: float, value: float) -> QPointF:
            return QPointF(
                area.left() + (x + 0.5) * step, area.bottom() - (value - panel.low) * scale
            )

        return at

    def points(self, number: int, panel: Panel) -> Iterator[tuple[QPointF, Point, str]]:
        """Yield the place of each value that a panel shows, the value, and whose it is."""
        at = self.place(number, panel)
        for series in panel.chart.series:
            for x, point in enumerate(series.points):
                if point.known:
                    yield at(x, point.value), point, series.vendor
        for span in panel.chart.spans:
            if span.point.known:
                yield at((span.start + span.end) / 2, span.point.value), span.point, span.vendor
        for ahead in panel.chart.ahead:
            for x, point in enumerate(ahead.points, start=ahead.start + 1):
                yield at(x, point.value), point, ahead.vendor

    def labelled_below(self, number: int) -> bool:
        """Return whether a panel has no other below it, and names the periods."""
        return number + self.columns >= len(self.areas)

    def labelled_beside(self, number: int, charts: Multiples) -> bool:
        """Return whether a panel names its values: all do that have an axis of their own."""
        return charts.axis is None or number % self.columns == 0


def grid_of(charts: Multiples | None, area: QRectF, metrics: QFontMetricsF, named: bool) -> Grid:
    """Return the places of panels in an area, as wide as they can be and all of one size.

    Parameters
    ----------
    named : bool
        Whether a line above them names the vendors.
    """
    panels = charts.panels if charts is not None else ()
    periods = charts.periods if charts is not None else ()
    line = metrics.height()
    heading, foot = line + 5.0, line + 5.0
    names = _named(charts, area.width(), metrics) if charts is not None and named else ()
    top = line + 4.0 if charts is not None and charts.axis is not None else 0.0
    if names:
        top = names[-1][1].y() + line + 4.0
    beside = _label_width(charts, metrics)
    own = charts is not None and charts.axis is None
    columns, rows = _arranged(
        len(panels),
        max(area.width() - (0.0 if own else beside), 1.0),
        max(area.height() - top, 1.0),
    )
    margin = beside if own else 0.0
    left = 2.0 if own else beside
    wide = (area.width() - left - 4.0 - (columns - 1) * _GAP) / columns - margin
    below = foot if columns else 0.0
    high = (area.height() - top - below) / rows - heading - _GAP_BELOW
    areas = tuple(
        QRectF(
            left + margin + column * (wide + margin + _GAP),
            top + row * (heading + high + _GAP_BELOW) + heading,
            max(wide, 1.0),
            max(high, 1.0),
        )
        for row, column in (divmod(number, columns) for number in range(len(panels)))
    )
    named_wide = (
        max((metrics.horizontalAdvance(shown_period(text)) for text in periods), default=1.0) + 22.0
    )
    fit = max(int(wide // named_wide), 1)
    return Grid(
        areas,
        columns,
        heading,
        foot,
        len(periods),
        max(math.ceil(len(periods) / fit), 1),
        margin,
        math.ceil(top + below + rows * _LEAST_HIGH),
        names,
    )


def nice_ticks(low: float, high: float) -> list[float]:
    """Return about four round values between two."""
    if not high > low:
        return [low]
    power = 10.0 ** math.floor(math.log10((high - low) / _TICKS))
    found = [_between(low, high, power * size) for size in (1.0, 2.0, 2.5, 5.0, 10.0)]
    return min(found, key=lambda ticks: abs(len(ticks) - _TICKS))


def _between(low: float, high: float, step: float) -> list[float]:
    first, last = math.ceil(low / step), math.floor(high / step)
    return [place * step for place in range(first, last + 1)]


def tick_texts(ticks: list[float]) -> list[str]:
    """Return round values with as many decimals as they need to differ."""
    if len(ticks) < 2:
        return [with_signs(f"{tick:,.6g}") for tick in ticks]
    step = ticks[1] - ticks[0]
    decimals = max(0, math.ceil(-math.log10(step) - 1e-9))
    if round(step, decimals) != round(step, decimals + 1):
        decimals += 1
    return [with_signs(f"{tick:,.{decimals}f}") for tick in ticks]


def _named(
    charts: Multiples, width: float, metrics: QFontMetricsF
) -> tuple[tuple[str, QPointF], ...]:
    """Return the vendors of all panels in lines, each with the place of its mark."""
    names = dict.fromkeys(s.vendor for panel in charts.panels for s in panel.chart.series)
    placed, x, y = [], 2.0, 0.0
    for vendor in names:
        wide = NAME_AFTER + metrics.horizontalAdvance(vendor)
        if x > 2.0 and x + wide > width:
            x, y = 2.0, y + metrics.height() + 2.0
        placed.append((vendor, QPointF(x, y)))
        x += wide + NAME_AFTER
    return tuple(placed)


def _label_width(charts: Multiples | None, metrics: QFontMetricsF) -> float:
    texts = [
        text
        for panel in (charts.panels if charts is not None else ())
        for text in tick_texts(nice_ticks(panel.low, panel.high))
    ]
    return max((metrics.horizontalAdvance(text) for text in texts), default=0.0) + 8.0


def _arranged(count: int, width: float, height: float) -> tuple[int, int]:
    """Return how many columns and rows: such that panels are neither towers nor letter-boxes."""
    most = max(min(int((width + _GAP) // (_LEAST_WIDE + _GAP)), count), 1)
    shapes = []
    for columns in range(1, most + 1):
        rows = max(math.ceil(count / columns), 1)
        # With as many columns as that need, the last row is not nearly empty.
        even = max(math.ceil(count / rows), 1)
        high = max(height / rows, _LEAST_HIGH)
        shapes.append((abs(math.log(width / even / high / _SHAPE)), even, rows))
    _, columns, rows = min(shapes)
    return columns, rows
