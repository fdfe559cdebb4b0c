"""The first column of a table, kept in sight while the others scroll by."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView


class FrozenColumn(QTableView):
    """Lies over a table and shows its first column; visible only once that has scrolled away.

    It shares the table's model and selection, so it has nothing of its own to keep in step but
    sizes and the vertical place. Screen readers and the keyboard stay with the table below.
    """

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self.setObjectName("frozen")
        self.setModel(table.model())
        self.setSelectionModel(table.selectionModel())
        self.setItemDelegate(table.itemDelegate())
        self.setSelectionBehavior(table.selectionBehavior())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionsClickable(True)
        table.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(table.verticalScrollBar().setValue)
        table.horizontalHeader().sectionResized.connect(self.place)
        table.horizontalHeader().geometriesChanged.connect(self.place)
        self.hide()

    @property
    def covered(self) -> int:
        """Return how many pixels at the left of the table are covered, 0 while hidden."""
        return self.width() if self.isVisible() else 0

    def place(self) -> None:
        """Lie over the first column, or hide while that is in sight itself."""
        table = self._table
        width = table.columnWidth(0)
        # A first column that leaves no room for the others is better scrolled away.
        wanted = (
            table.horizontalScrollBar().value() > 0
            and not table.isColumnHidden(0)
            and 0 < width < table.viewport().width() * 0.6
        )
        if not wanted:
            self.hide()
            return
        heading = table.horizontalHeader()
        for column in range(self.model().columnCount()):
            self.setColumnHidden(column, column != 0)
        self.verticalHeader().setDefaultSectionSize(table.verticalHeader().defaultSectionSize())
        self.horizontalHeader().setFixedHeight(heading.height())
        self.setColumnWidth(0, width)
        frame = table.frameWidth()
        height = table.viewport().height() + heading.height()
        self.setGeometry(frame, frame, width + 1, height)
        self.verticalScrollBar().setValue(table.verticalScrollBar().value())
        self.show()
        self.raise_()
