"""A sheet as received on screen: scrolls through a million rows, jumps, copies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView

from desktop_app.domain.translating import tr
from desktop_app.gui.common.clipboard import cells_as_mime_data
from desktop_app.gui.mapping.sheet_model import SheetModel, _Index
from desktop_app.gui.mapping.sheet_painter import SheetPainter
from desktop_app.gui.theme import SPACE, Theme
from desktop_app.presenting.sheet_cells import SheetCells
from desktop_app.presenting.sheet_meaning import Area, SheetMeaning

_MOST_SPANS = 2_000
_MEASURED_ROWS = 60
_WIDEST = 34
_NARROWEST = 7
_MOST_COPIED = 20_000
_MOST_FLAGGED = 20_000


class SheetView(QTableView):
    """Shows one sheet; `spotted` is sent with row and column when another cell is current.

    `heading_chosen` is sent with the column whose letters were clicked, `row_chosen` with the row
    whose number was.
    """

    spotted = Signal(int, int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(tr("The sheet as received"))
        self._theme = theme
        self._sheet = SheetModel(self)
        self._outlined: tuple[Area, ...] = ()
        self._set_up()
        # Before the model is set, which already tells of a (missing) current cell.
        self._painter = SheetPainter(theme, self._sheet, self)
        self.setModel(self._sheet)
        theme.follow(self._follow_theme)

    @property
    def sheet(self) -> SheetModel:
        """Return the model."""
        return self._sheet

    def show_sheet(self, cells: SheetCells, meaning: SheetMeaning) -> None:
        """Show another sheet from its top."""
        self.clearSpans()
        self._outlined = ()
        self._sheet.show_sheet(cells, meaning)
        self._flag(meaning)
        merged = cells.picture.merged[:_MOST_SPANS]
        self._painter.take_merged(merged)
        self._painter.forget()
        for top, left, bottom, right in merged:
            self.setSpan(top, left, bottom - top + 1, right - left + 1)
        self._fit_columns(cells)
        digits = self.fontMetrics().horizontalAdvance("0" * (len(str(cells.picture.n_rows)) + 1))
        self.verticalHeader().setFixedWidth(digits + SPACE * 2)
        self.scrollToTop()
        self.horizontalScrollBar().setValue(0)

    def show_meaning(self, meaning: SheetMeaning) -> None:
        """Show the same cells taken for something else."""
        self._sheet.show_meaning(meaning)
        self._painter.forget()
        self._flag(meaning)
        self.viewport().update()

    def outline(self, areas: Iterable[Area]) -> None:
        """Draw a frame around cells: the table and the column or row that is looked at."""
        self._outlined = tuple(areas)
        self.viewport().update()

    def jump(self, row: int, column: int) -> bool:
        """Make a cell current and bring it into view; False if the sheet has no such cell."""
        index = self._sheet.index(row, column)
        if not index.isValid():
            return False
        self.setCurrentIndex(index)
        hints = QAbstractItemView.ScrollHint
        in_view = self.viewport().rect().contains(self.visualRect(index))
        self.scrollTo(index, hints.EnsureVisible if in_view else hints.PositionAtCenter)
        return True

    def select_areas(self, areas: Sequence[Area]) -> None:
        """Select cells and bring the first of them into view."""
        last_row, last_column = self._sheet.rowCount() - 1, self._sheet.columnCount() - 1
        chosen = QItemSelection()
        for top, left, bottom, right in areas:
            if top <= last_row and left <= last_column:
                first = self._sheet.index(top, left)
                last = self._sheet.index(min(bottom, last_row), min(right, last_column))
                chosen.merge(QItemSelection(first, last), QItemSelectionModel.SelectionFlag.Select)
        if chosen.isEmpty():
            return
        self.jump(chosen.first().top(), chosen.first().left())
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self._painter.selected = tuple(
            (one.top(), one.left(), one.bottom(), one.right())
            for one in self.selectionModel().selection().toList()
        )

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        self._painter.current = (current.row(), current.column()) if current.isValid() else None
        if current.isValid():
            self.spotted.emit(current.row(), current.column())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setClipRegion(event.region())
        self._painter.paint(painter, event.rect())
        if self._outlined:
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for area in self._outlined:
                painter.drawRect(self._place_of(area).adjusted(1, 1, -2, -2))
        painter.end()

    def copy(self) -> bool:
        """Copy the selected cells as shown; False if that is more than a clipboard should hold."""
        ranges = self.selectionModel().selection().toList()
        if not ranges:
            return False
        top, bottom = min(r.top() for r in ranges), max(r.bottom() for r in ranges)
        left, right = min(r.left() for r in ranges), max(r.right() for r in ranges)
        if (bottom - top + 1) * (right - left + 1) > _MOST_COPIED:
            return False
        lines = [
            [self._sheet.text(row, column) for column in range(left, right + 1)]
            for row in range(top, bottom + 1)
        ]
        QApplication.clipboard().setMimeData(cells_as_mime_data(lines))
        return True

    def _place_of(self, area: Area) -> QRect:
        """Return where cells are on the viewport."""
        top, left, bottom, right = area
        last_row, last_column = self._sheet.rowCount() - 1, self._sheet.columnCount() - 1
        bottom, right = min(bottom, last_row), min(right, last_column)
        x, y = self.columnViewportPosition(left), self.rowViewportPosition(top)
        width = self.columnViewportPosition(right) + self.columnWidth(right) - x
        height = self.rowViewportPosition(bottom) + self.rowHeight(bottom) - y
        return QRect(x, y, width, height)

    def _flag(self, meaning: SheetMeaning) -> None:
        """Mark single cells that findings name; whole columns of findings stay unmarked."""
        cells: set[tuple[int, int]] = set()
        for _, areas in meaning.flagged:
            for top, left, bottom, right in areas:
                if (bottom - top + 1) * (right - left + 1) <= 64 and len(cells) < _MOST_FLAGGED:
                    cells |= {
                        (row, column)
                        for row in range(top, bottom + 1)
                        for column in range(left, right + 1)
                    }
        self._painter.flagged = frozenset(cells)

    def _fit_columns(self, cells: SheetCells) -> None:
        """Give each column the width of its first texts, within bounds."""
        unit = self.fontMetrics().horizontalAdvance("0")
        rows = min(_MEASURED_ROWS, cells.picture.n_rows)
        spread = {(top, left) for top, left, _, right in cells.picture.merged if right > left}
        heading = self.horizontalHeader()
        for column in range(min(cells.picture.n_columns, 400)):
            longest = max(
                (
                    len(cells.text(row, column))
                    for row in range(rows)
                    if (row, column) not in spread
                ),
                default=0,
            )
            letters = min(max(longest + 3, _NARROWEST), _WIDEST)
            heading.resizeSection(column, letters * unit)

    def _follow_theme(self) -> None:
        self._painter.follow_theme()
        self.viewport().update()

    def _set_up(self) -> None:
        # What is scrolled can be moved on the screen, and only what comes into view be painted.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + SPACE)
        rows.setHighlightSections(False)
        rows.setObjectName("sheet")
        heading = self.horizontalHeader()
        heading.setHighlightSections(False)
        heading.setMinimumSectionSize(SPACE * 4)
        heading.setObjectName("sheet")
