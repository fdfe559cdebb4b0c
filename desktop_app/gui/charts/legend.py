"""The legend of a chart that stands alone: beside the chart, so that no line runs behind words."""

from __future__ import annotations

from collections.abc import Iterable

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF

from desktop_app.presenting.short_names import short_name

_MOST_SHARE = 0.3
"""Of the chart's width that names are shown whole in."""
_SAMPLE, _AROUND = 20.0, 34.0
_ROW, _COLUMN = 2, 3
"""Where it stands among the plot's parts: right of the chart itself."""


class Legend(pg.LegendItem):  # type: ignore[misc]
    """Names of what is drawn; long ones are shortened so that they can still be told apart.

    Parameters
    ----------
    plot_item : pyqtgraph.PlotItem
    colour : QColor
        Of the words.
    font : QFont
    width : float
        Of the whole chart, in pixels.
    """

    def __init__(self, plot_item: pg.PlotItem, colour: QColor, font: QFont, width: float) -> None:
        super().__init__(labelTextColor=colour)
        self.layout.setContentsMargins(0, 0, 0, 0)
        self._among: tuple[str, ...] = ()
        self._room = width * _MOST_SHARE
        self._width_of = QFontMetricsF(font).horizontalAdvance
        plot_item.legend = self
        plot_item.layout.addItem(self, _ROW, _COLUMN, Qt.AlignmentFlag.AlignTop)

    def keep_apart(self, names: Iterable[str]) -> None:
        """Say which names can be in it."""
        self._among = tuple(names)

    def addItem(self, item: object, name: str) -> None:
        """Add what was drawn under a name."""
        super().addItem(item, short_name(name, self._among, self._room, self._width_of))

    def updateSize(self) -> None:
        """Ask for what the names take, and leave the place to the plot's layout."""
        words = [label.itemRect() for _sample, label in self.items]
        wide = max((_SAMPLE + one.width() + _AROUND for one in words), default=0.0)
        high = sum(max(_SAMPLE, one.height()) for one in words)
        self.setMinimumSize(wide, high)
        self.setMaximumSize(wide, high)
        self.resize(wide, high)
        # Without a screen nobody asks the layout to place the names.
        self.layout.activate()
