"""A table on screen: sorts and filters in the data, copies as a table, tells what was picked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView

from desktop_app.gui.common.clipboard import as_mime_data
from desktop_app.gui.common.column_menu import ColumnMenu, FilterDialog
from desktop_app.gui.common.column_widths import (
    Claim,
    Need,
    needed_widths,
    shared_widths,
    whole_width,
)
from desktop_app.gui.common.find_field import FindField
from desktop_app.gui.common.frozen_column import FrozenColumn
from desktop_app.gui.common.table_delegate import CellDelegate
from desktop_app.gui.common.table_heading import TableHeading
from desktop_app.gui.common.table_model import EditHandler, TableModel
from desktop_app.gui.theme import SPACE, Theme
from desktop_app.presenting.palette import VendorMark
from desktop_app.presenting.table_filter import TableFilter, count_rows
from desktop_app.presenting.tables import Align, Table

_Index = QModelIndex | QPersistentModelIndex


class TableView(QTableView):
    """Shows a `presenting.tables.Table`.

    A click on a heading sorts by it, a second one the other way round, a third brings back the
    first order; Alt+Down and Alt+Up sort by the present column from the keyboard. Ctrl+F shows
    the rows with a text, and a column's menu (right click, or the menu key) filters by its
    values and chooses the columns. The first column stays in sight while others scroll by.
    `picked` is sent with the keys of row and column whenever another cell becomes current,
    `columns_chosen` when the user hid or showed a column.
    """

    picked = Signal(object, str)
    columns_chosen = Signal()

    def __init__(self, theme: Theme, name: str, rows_only: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._model = TableModel(theme, self)
        self.setModel(self._model)
        self.setItemDelegate(CellDelegate(theme, self))
        self._shown_as: tuple[str, ...] = ()
        self._quiet = False
        self._whole = Table()
        self._filter = TableFilter()
        self._hidden: frozenset[str] = frozenset()
        self._measured: set[Any] = set()
        self._needs: list[Need] = []
        self._by_hand: set[int] = set()
        self._heading = TableHeading(self)
        self.setHorizontalHeader(self._heading)
        self._stretching = False
        # Made when first wanted: most tables never need them, and widgets cost at every start.
        self._find: FindField | None = None
        self._frozen: FrozenColumn | None = None
        self._theme = theme
        if rows_only:
            self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._set_up()
        self.horizontalScrollBar().valueChanged.connect(self._freeze)
        theme.changed.connect(self._paint_again)

    @property
    def table(self) -> Table:
        """Return the table as shown, in its present order and without rows filtered out."""
        return self._model.table

    @property
    def whole(self) -> Table:
        """Return the table in its present order with all its rows."""
        return self._whole

    @property
    def filter(self) -> TableFilter:
        """Return what hides rows now."""
        return self._filter

    @property
    def hidden(self) -> frozenset[str]:
        """Return the keys of columns that are not shown."""
        return self._hidden

    def find_text(self) -> None:
        """Open the field that looks for a text."""
        if self._find is None:
            self._find = FindField(self._theme, self)
            self._find.typed.connect(self._look_for)
            self._find.left.connect(lambda: self.setFocus(Qt.FocusReason.OtherFocusReason))
            self._find.show_count(count_rows(self.table), count_rows(self._whole))
        self._find.open()

    def show_filter(self, wanted: TableFilter) -> None:
        """Hide the rows that a filter leaves out."""
        self._filter = wanted
        self._replace(self._whole)

    def hide_columns(self, keys: frozenset[str]) -> None:
        """Hide columns by their keys; the first one and those of vendors always stay."""
        self._hidden = keys
        self._show_columns()

    def choose_columns(self, keys: frozenset[str]) -> None:
        """Hide columns because the user said so, which is remembered."""
        self.hide_columns(keys)
        self.columns_chosen.emit()

    def sort(self, column: int, descending: bool | None) -> None:
        """Sort by a column, None to bring back the first order."""
        if descending is None:
            self._replace(self._whole.unsorted())
        else:
            self._sort(column, descending)

    def show_all(self) -> None:
        """Take all filters off, the looked-for text too."""
        if self._find is not None and self._find.isVisible():
            self._find.close_it()
        self.show_filter(TableFilter())

    def choose_filter(self) -> None:
        """Let the user choose the values of the present column whose rows are shown."""
        if self._whole.columns:
            FilterDialog.ask(self, max(self.currentIndex().column(), 0))

    def open_menu(self) -> None:
        """Open the menu of the present column."""
        index = self.currentIndex()
        if self._whole.columns:
            self.menu(max(index.column(), 0)).open_at(self._below(index))

    def menu(self, column: int) -> ColumnMenu:
        """Return the menu of a column: order, filter, which columns, copy."""
        return ColumnMenu(self, column)

    def on_edit(self, handler: EditHandler) -> None:
        """Let editable columns be edited; the handler turns the text into a change."""
        self._model.edit = handler
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)

    def show_table(self, table: Table) -> None:
        """Show another table; order and current cell stay where the new one has them too."""
        before = self._whole
        keys = tuple(column.key for column in table.columns)
        if before.sorted_by is not None and keys == self._shown_as:
            table = table.sorted(before.sorted_by, before.descending)
        self._replace(table)
        if keys != self._shown_as or {row.key for row in table.rows} != self._measured:
            self._measured = {row.key for row in table.rows}
            self._needs = needed_widths(table, self.font())
            if keys != self._shown_as:
                self._shown_as = keys
                self._by_hand.clear()
            self._show_columns()

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
        elif event.matches(QKeySequence.StandardKey.Find):
            self.find_text()
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
        if self._find is not None:
            self._find.place()
        self._place_frozen()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        where = event.globalPos() if by_mouse else self._below(index)
        if self._whole.columns:
            self.menu(max(index.column(), 0)).open_at(where)

    def scrollTo(
        self,
        index: _Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        super().scrollTo(index, hint)
        covered = self._frozen.covered if self._frozen is not None else 0
        hidden = covered - self.visualRect(index).left()
        if index.column() > 0 and hidden > 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - hidden)

    def copy(self) -> None:
        """Copy the table (the selected rows of it, if there are several) for Excel and Word.

        What is copied is what is shown: no column or row that is hidden.
        """
        rows = sorted({index.row() for index in self.selectedIndexes()})
        table = self.table
        chosen = [table.rows[i] for i in rows] if len(rows) > 1 else list(table.rows)
        kept = [i for i in range(len(table.columns)) if not self.isColumnHidden(i)]
        columns = [table.columns[i] for i in kept]
        lines = [
            row if row.heading else replace(row, cells=tuple(row.cells[i] for i in kept))
            for row in chosen
        ]
        QApplication.clipboard().setMimeData(as_mime_data(columns, lines))

    def _below(self, index: _Index) -> QPoint:
        return self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())

    def _look_for(self, text: str) -> None:
        self.show_filter(replace(self._filter, text=text))

    def _show_columns(self) -> None:
        for place, column in enumerate(self._whole.columns):
            hidden = place > 0 and not column.mark and column.key in self._hidden
            self.setColumnHidden(place, hidden)
        self._stretch()
        self._place_frozen()

    def _freeze(self, scrolled: int) -> None:
        if scrolled > 0 and self._frozen is None:
            self._frozen = FrozenColumn(self)
            self._frozen.horizontalHeader().sectionClicked.connect(self._heading_clicked)
        self._place_frozen()

    def _place_frozen(self) -> None:
        if self._frozen is not None:
            self._frozen.place()

    def _paint_again(self) -> None:
        self.viewport().update()
        self.horizontalHeader().viewport().update()

    def _set_up(self) -> None:
        self.setAlternatingRowColors(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + SPACE + 4)
        heading = self.horizontalHeader()
        heading.setHighlightSections(False)
        heading.setTextElideMode(Qt.TextElideMode.ElideNone)  # it elides its lines itself
        heading.setSectionsClickable(True)
        heading.setSortIndicatorShown(False)
        heading.setMinimumSectionSize(SPACE * 4)
        heading.sectionClicked.connect(self._heading_clicked)
        heading.sectionResized.connect(self._resized)
        heading.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        heading.customContextMenuRequested.connect(self._heading_menu)

    def _heading_menu(self, where: QPoint) -> None:
        heading = self.horizontalHeader()
        column = heading.logicalIndexAt(where)
        if column >= 0:
            self.menu(column).open_at(heading.mapToGlobal(where))

    def _heading_clicked(self, column: int) -> None:
        table = self._whole
        first = table.columns[column].descending
        if table.sorted_by != column:
            self._sort(column, first)
        elif table.descending == first:
            self._sort(column, not first)
        else:
            self._replace(table.unsorted())

    def _sort(self, column: int, descending: bool) -> None:
        if column >= 0:
            self._replace(self._whole.sorted(column, descending))

    def _replace(self, whole: Table) -> None:
        """Show a table with the current cell kept, and without telling that it was picked."""
        keys = self.current_keys()
        self._whole = whole
        table = self._filter.apply(whole)
        if self._find is not None:
            self._find.show_count(count_rows(table), count_rows(whole))
        self._quiet = True
        self.clearSpans()
        self._model.show_table(table, frozenset(self._filter.values))
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

    def _resized(self, place: int, _before: int, _after: int) -> None:
        """Keep the width that the user gave a column."""
        pulled = QApplication.mouseButtons() & Qt.MouseButton.LeftButton
        if pulled and not self._stretching:
            self._by_hand.add(place)
            self._heading.fit()

    def _stretch(self) -> None:
        """Give columns their wanted width, and the room left to those whose texts are cut."""
        heading, columns = self.horizontalHeader(), self.table.columns
        if self._stretching or len(self._needs) != len(columns) or not columns:
            return  # in the middle of another table's taking its place
        shown = [place for place in range(len(columns)) if not self.isColumnHidden(place)]
        unit = self.fontMetrics().horizontalAdvance("0")
        claims = [self._claim(place, unit) for place in shown]
        widths = shared_widths(claims, self.viewport().width(), whole_width(self.font()))
        self._stretching = True
        for place, width in zip(shown, widths, strict=True):
            if heading.sectionSize(place) != width:
                heading.resizeSection(place, width)
        self._stretching = False
        self._heading.fit()

    def _claim(self, place: int, unit: int) -> Claim:
        """Return what a column asks for, where a digit is so wide; set by hand it stays so."""
        column = self.table.columns[place]
        if place in self._by_hand:
            width = self.horizontalHeader().sectionSize(place)
            return Claim(width, 0, Need(width, width), fixed=True)
        return Claim(
            column.width * unit + SPACE if column.width else 0,
            column.least * unit,
            self._needs[place],
            figures=column.align is Align.RIGHT,
        )
