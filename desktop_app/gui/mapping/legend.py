"""What the grounds of a sheet's cells mean, with how many cells have each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.domain.translating import local, tr
from desktop_app.gui.mapping.grounds import Grounds
from desktop_app.gui.theme import SPACE, Theme

_SWATCH = (22, 14)
_GAP = SPACE * 2


class Legend(QWidget):
    """One line of swatches with words and counts, broken where there is no room; they add up."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._entries: list[tuple[str, str]] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)

    def show_counts(self, counts: Sequence[tuple[str, str, int]]) -> None:
        """Show uses, their words, and how many cells each has."""
        total = sum(count for _, _, count in counts)
        self._entries = [
            (use, local("{use} {count:,}", use=words, count=count)) for use, words, count in counts
        ]
        self._entries.append(("", tr("= {total:,} cells that are not empty", total=total)))
        self.setAccessibleName(tr("What the cells were taken for"))
        self.setAccessibleDescription("; ".join(text for _, text in self._entries))
        self.updateGeometry()
        self.update()

    @property
    def texts(self) -> list[str]:
        """Return what the entries say."""
        return [text for _, text in self._entries]

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._laid_out(width)[1]

    def sizeHint(self) -> QSize:
        return QSize(SPACE * 60, self.heightForWidth(max(self.width(), SPACE * 60)))

    def minimumSizeHint(self) -> QSize:
        return QSize(SPACE * 20, self._line_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        grounds = Grounds(self._theme, self.font())
        places, _ = self._laid_out(self.width())
        for (use, text), place in zip(self._entries, places, strict=True):
            inner = QRect(place)
            if use:
                swatch = QRect(0, 0, *_SWATCH)
                swatch.moveTop(place.top() + (place.height() - swatch.height()) // 2)
                swatch.moveLeft(place.left())
                grounds.paint(painter, swatch, use)
                painter.setPen(self._theme.colour("border_strong"))
                painter.drawRect(swatch)
                inner.setLeft(swatch.right() + SPACE - 2)
            painter.setPen(self._theme.colour("text" if use else "muted"))
            painter.setFont(grounds.font(use))
            painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), text)
        painter.end()

    def _laid_out(self, width: int) -> tuple[list[QRect], int]:
        """Return where the entries stand, and the height they need."""
        places, left, top = [], 0, 0
        height = self._line_height()
        grounds = Grounds(self._theme, self.font())
        for use, text in self._entries:
            wide = QFontMetrics(grounds.font(use)).horizontalAdvance(text) + SPACE // 2
            wide += _SWATCH[0] + SPACE if use else 0
            if left and left + wide > width:
                left, top = 0, top + height
            places.append(QRect(left, top, wide, height))
            left += wide + _GAP
        return places, top + height

    def _line_height(self) -> int:
        return self.fontMetrics().height() + SPACE // 2
