"""A table on screen: sorts in the data, copies as a table, tells what was picked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView

from desktop_app.gui.common.clipboard import as_mime_data
from desktop_app.gui.common.table_delegate import CellDelegate
from desktop_app.gui.common.table_model import EditHandler, TableModel
from desktop_app.gui.theme import SPACE, Theme
from desktop_app.presenting.palette import VendorMark
from desktop_app.presenting.tables import Table

_Index = QModelIndex | QPersistentModelIndex


class TableView(QTableView):
    """Shows a `presenting.tables.Table`.

    A click on a heading sorts by it, a second one the other way round, a third brings back the
    first order; Alt+Down and Alt+Up sort by the present column from the keyboard.
    `picked` is sent with the keys of row and column whenever another cell becomes current.
    """

    picked = Signal(object, str)

    def __init__(self, theme: Theme, name: str, rows_only: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._model = TableModel(theme, self)
        self.setModel(self._model)
        self.setItemDelegate(CellDelegate(theme, self))
        self._shown_as: tuple[str, ...] = ()
        self._quiet = False
        self._set_up(rows_only)
        theme.changed.connect(self._paint_again)

    @property
    def table(self) -> Table:
        """Return the table as shown, in its present order."""
        return self._model.table

    def on_edit(self, handler: EditHandler) -> None:
        """Let editable columns be edited; the handler turns the text into a change."""
        self._model.edit = handler
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)

    def show_table(self, table: Table) -> None:
        """Show another table; order and current cell stay where the new one has them too."""
        before = self.table
        keys = tuple(column.key for column in table.columns)
        if before.sorted_by is not None and keys == self._shown_as:
            table = table.sorted(before.sorted_by, before.descending)
        self._replace(table)
        if keys != self._shown_as:
            self._shown_as = keys
            self._fit_columns()

    def show_marks(self, marks: Mapping[str, VendorMark]) -> None:
        """Put the marks of vendors beside the headings that stand for one."""
        self._model.show_marks(marks)

    def select(self, key: Any, column: str = "") -> bool:
        """Make the row with that key current; False if the table has no such row."""
        place = self.table.find(key)
        if place is None:
            return False
        keys = [item.key for item in self.table.columns]
        index = self._model.index(place, keys.index(column) if column in keys else 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def current_keys(self) -> tuple[Any, str] | None:
        """Return the keys of the current row and column, None if there is no current cell."""
        index = self.currentIndex()
        row = self._model.row(index)
        if row is None or row.heading:
            return None
        return row.key, self.table.columns[index.column()].key

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        keys = self.current_keys()
        if keys is not None and not self._quiet:
            self.picked.emit(*keys)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() in (
            Qt.Key.Key_Up,
            Qt.Key.Key_Down,
        ):
            self._sort(self.currentIndex().column(), event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stretch()

    def copy(self) -> None:
        """Copy the table (the selected rows of it, if there are several) for Excel and Word."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        table = self.table
        chosen = [table.rows[i] for i in rows] if len(rows) > 1 else list(table.rows)
        QApplication.clipboard().setMimeData(as_mime_data(table.columns, chosen))

    def _paint_again(self) -> None:
        self.viewport().update()
        self.horizontalHeader().viewport().update()

    def _set_up(self, rows_only: bool) -> None:
        self.setAlternatingRowColors(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        if rows_only:
            self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + SPACE + 4)
        heading = self.horizontalHeader()
        heading.setHighlightSections(False)
        heading.setTextElideMode(Qt.TextElideMode.ElideRight)
        heading.setSectionsClickable(True)
        heading.setSortIndicatorShown(False)
        heading.setMinimumSectionSize(SPACE * 4)
        heading.sectionClicked.connect(self._heading_clicked)

    def _heading_clicked(self, column: int) -> None:
        table = self.table
        first = table.columns[column].descending
        if table.sorted_by != column:
            self._sort(column, first)
        elif table.descending == first:
            self._sort(column, not first)
        else:
            self._replace(table.unsorted())

    def _sort(self, column: int, descending: bool) -> None:
        if column >= 0:
            self._replace(self.table.sorted(column, descending))

    def _replace(self, table: Table) -> None:
        """Show a table with the current cell kept, and without telling that it was picked."""
        keys = self.current_keys()
        self._quiet = True
        self.clearSpans()
        self._model.show_table(table)
        for place, row in enumerate(table.rows):
            if row.heading and len(table.columns) > 1:
                self.setSpan(place, 0, 1, len(table.columns))
        self._show_order()
        if keys is not None:
            self.select(*keys)
        self._quiet = False

    def _show_order(self) -> None:
        table = self.table
        heading = self.horizontalHeader()
        heading.setSortIndicatorShown(table.sorted_by is not None)
        if table.sorted_by is not None:
            orders = Qt.SortOrder
            order = orders.DescendingOrder if table.descending else orders.AscendingOrder
            heading.setSortIndicator(table.sorted_by, order)

    def _fit_columns(self) -> None:
        """Give columns their wanted width; those without one share the rest."""
        unit = self.fontMetrics().horizontalAdvance("0")
        for place, column in enumerate(self.table.columns):
            if column.width:
                self.horizontalHeader().resizeSection(place, column.width * unit + SPACE)
        self._stretch()

    def _stretch(self) -> None:
        """Share what room is left among the columns without a width of their own."""
        heading = self.horizontalHeader()
        columns = self.table.columns
        elastic = [place for place, column in enumerate(columns) if not column.width]
        if not elastic:
            return
        fixed = sum(
            heading.sectionSize(place) for place in range(len(columns)) if place not in elastic
        )
        unit = self.fontMetrics().horizontalAdvance("0")
        share = (self.viewport().width() - fixed) // len(elastic)
        for place in elastic:
            heading.resizeSection(place, max(share, columns[place].least * unit))
