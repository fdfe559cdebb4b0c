"""Parts of a page that are as high as what they hold: words in their width, whole rows."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop_app.gui.common.table_view import TableView

_LEAST = 4


class WholeRows(QWidget):
    """Holds a table and never shows a part of a row; of few rows all are in sight.

    `changed` is sent when the table has come to need another height.
    """

    changed = Signal()

    def __init__(self, table: TableView) -> None:
        super().__init__()
        self._table = table
        self._needed = 0
        table.setParent(self)
        table.show()
        table.horizontalHeader().geometriesChanged.connect(self.fit)
        table.horizontalScrollBar().rangeChanged.connect(lambda _least, _most: self.fit())

    def height_of(self, rows: int) -> int:
        """Return the height in pixels that shows so many rows, or all if there are fewer."""
        shown = min(rows, len(self._table.table.rows))
        return self._around() + shown * self._row()

    def height_within(self, room: int) -> int:
        """Return the height in pixels of the rows that a room has place for, of four at least."""
        rows = (room - self._around()) // self._row()
        return self.height_of(max(rows, _LEAST))

    def fit(self) -> None:
        """Take the room that the table's rows of now need."""
        self._place()
        needed = self.height_of(_LEAST)
        if needed != self._needed:
            self._needed = needed
            self.updateGeometry()
            self.changed.emit()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._table.minimumSizeHint().width(), self.height_of(_LEAST))

    def sizeHint(self) -> QSize:
        return QSize(self._table.sizeHint().width(), self.height_of(_LEAST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        rows = max((self.height() - self._around()) // self._row(), 1)
        self._table.setGeometry(0, 0, self.width(), min(self.height(), self.height_of(rows)))

    def _row(self) -> int:
        return self._table.verticalHeader().defaultSectionSize()

    def _around(self) -> int:
        table = self._table
        bar = table.horizontalScrollBar()
        below = bar.sizeHint().height() if bar.maximum() > 0 else 0
        return table.horizontalHeader().sizeHint().height() + 2 * table.frameWidth() + below


class TallEnough(QWidget):
    """A part of a splitter that is never lower than all in it likes to be in the width there is.

    `widened` is sent when it has another width, and may need another height.
    """

    widened = Signal()

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        layout = self.layout()
        if layout is None or not layout.hasHeightForWidth():
            return hint
        return QSize(hint.width(), layout.totalHeightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
            self.widened.emit()
