"""Where all non-empty cells of a report went, as one bar with its legend."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.domain.translating import local, tr
from desktop_app.gui.theme import SPACE, Theme
from desktop_app.presenting.report_tables import USES

_COLOURS = {
    "used": "accent",
    "heading": "accent_hover",
    "total": "muted",
    "note": "border_strong",
    "set_aside": "look",
}
_HEIGHT = 10


class AccountingBar(QWidget):
    """A stacked bar; below it, a line of text for each use with its count and share."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._counts: dict[str, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many cells went to each use of `presenting.report_tables.USES`."""
        self._counts = dict(counts)
        self.setAccessibleName(tr("Where the cells went"))
        self.setAccessibleDescription("; ".join(self._lines()))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        lines = len(self._present())
        return QSize(SPACE * 30, _HEIGHT + SPACE + lines * self._line_height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_bar(painter)
        self._paint_legend(painter)

    def _paint_bar(self, painter: QPainter) -> None:
        total = sum(self._counts.values())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("sunken"))
        painter.drawRoundedRect(QRectF(0, 0, self.width(), _HEIGHT), 4, 4)
        left = 0.0
        for use in self._present():
            width = self.width() * self._counts[use] / total
            painter.setBrush(self._theme.colour(_COLOURS[use]))
            painter.drawRect(QRectF(left, 0, max(width - 1, 1), _HEIGHT))
            left += width

    def _paint_legend(self, painter: QPainter) -> None:
        height = self._line_height()
        for place, (use, text) in enumerate(zip(self._present(), self._lines(), strict=True)):
            top = _HEIGHT + SPACE + place * height
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour(_COLOURS[use]))
            painter.drawRoundedRect(QRectF(0, top + height / 2 - 5, 10, 10), 2, 2)
            painter.setPen(self._theme.colour("text"))
            room = QRectF(SPACE * 2, top, self.width() - SPACE * 2, height)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), text)

    def _present(self) -> list[str]:
        return [use for use, _ in USES if self._counts.get(use)]

    def _lines(self) -> list[str]:
        words = dict(USES)
        total = sum(self._counts.values())
        return [
            local(
                "{use}: {count:,} ({share:.1f} %)",
                use=tr(words[use]),
                count=self._counts[use],
                share=self._counts[use] / total * 100,
            )
            for use in self._present()
        ]

    def _line_height(self) -> int:
        return self.fontMetrics().height() + SPACE // 2
