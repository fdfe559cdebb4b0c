"""Qt's view of a sheet as received: looks up the cells that are on screen, holds none itself."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from desktop_app.domain.address import column_letters
from desktop_app.domain.translating import tr
from desktop_app.presenting.sheet_cells import CHUNK_ROWS, SheetCells
from desktop_app.presenting.sheet_meaning import SheetMeaning

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_MOST_CHUNKS = 4_096
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class SheetModel(QAbstractTableModel):
    """Shows a sheet; another one replaces it whole."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.cells: SheetCells | None = None
        self.meaning: SheetMeaning | None = None
        self._uses: dict[tuple[int, int], list[str]] = {}

    def show_sheet(self, cells: SheetCells | None, meaning: SheetMeaning | None) -> None:
        """Show another sheet, None for none."""
        self.beginResetModel()
        self.cells, self.meaning = cells, meaning
        self._uses.clear()
        self.endResetModel()

    def show_meaning(self, meaning: SheetMeaning) -> None:
        """Show the same cells taken for something else."""
        self.meaning = meaning
        self._uses.clear()
        if self.rowCount() and self.columnCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last, [_Role.ToolTipRole])

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() or self.cells is None else self.cells.picture.n_rows

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() or self.cells is None else self.cells.picture.n_columns

    def text(self, row: int, column: int) -> str:
        """Return a cell's text as shown."""
        return self.cells.text(row, column) if self.cells is not None else ""

    def texts(self, chunk: int, column: int) -> list[tuple[str, bool]]:
        """Return the texts of `CHUNK_ROWS` rows, and whether each stands at the right."""
        return self.cells.chunk(chunk, column) if self.cells is not None else []

    def uses(self, chunk: int, column: int) -> list[str]:
        """Return what the cells of `CHUNK_ROWS` rows were taken for, ``""`` for nothing."""
        uses = self._uses.get((chunk, column))
        if uses is None:
            if self.meaning is None:
                return [""] * CHUNK_ROWS
            if len(self._uses) > _MOST_CHUNKS:
                self._uses.clear()
            top = chunk * CHUNK_ROWS
            uses = self.meaning.uses(column, top, top + CHUNK_ROWS - 1)
            self._uses[chunk, column] = uses
        return uses

    def use(self, row: int, column: int) -> str:
        """Return what a cell was taken for, ``""`` for nothing."""
        chunk, place = divmod(row, CHUNK_ROWS)
        return self.uses(chunk, column)[place]

    def explain(self, row: int, column: int) -> str:
        """Return what to say about a cell, line by line."""
        if self.cells is None or self.meaning is None:
            return ""
        text, stored = self.cells.text(row, column), self.cells.raw(row, column)
        return self.meaning.explain(row, column, text, stored)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == _Role.DisplayRole:
            return self.text(index.row(), index.column())
        if role in (_Role.ToolTipRole, _Role.AccessibleDescriptionRole):
            return self.explain(index.row(), index.column()) or None
        if role == _Role.TextAlignmentRole:
            figure = self.cells is not None and self.cells.is_figure(index.row(), index.column())
            return _RIGHT if figure else _LEFT
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        down = orientation == Qt.Orientation.Vertical
        if role == _Role.DisplayRole:
            return str(section + 1) if down else column_letters(section)
        if role == _Role.TextAlignmentRole:
            return _RIGHT if down else Qt.AlignmentFlag.AlignCenter
        if role in (_Role.FontRole, _Role.ToolTipRole) and self._hidden(section, down):
            return _italic() if role == _Role.FontRole else tr("Hidden in the file, and read.")
        return None

    def _hidden(self, section: int, down: bool) -> bool:
        if self.cells is None:
            return False
        picture = self.cells.picture
        return section in (picture.hidden_rows if down else picture.hidden_columns)


def _italic() -> QFont:
    font = QFont()
    font.setItalic(True)
    return font
