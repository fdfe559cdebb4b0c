"""Qt's view of a `presenting.tables.Table`: looks things up, works nothing out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.domain.translating import tr
from desktop_app.gui.charts.marks import mark_icon
from desktop_app.gui.theme import Theme
from desktop_app.presenting.palette import VendorMark
from desktop_app.presenting.tables import Align, Cell, Row, Table

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
CELL_ROLE = int(_Role.UserRole) + 1
"""The `presenting.tables.Cell` itself, for the delegate."""
AMONG_ROLE = int(_Role.UserRole) + 2
"""All names that have to be told apart: in a column of vendors, or of vendors over columns."""
_VENDORS = "vendor"

_ALIGN = {
    Align.LEFT: Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    Align.RIGHT: Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    Align.CENTRE: Qt.AlignmentFlag.AlignCenter,
}
_LEAN = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}
_NO_CELL = Cell("")
_HEADING = Qt.ItemFlag.ItemIsEnabled
_CHOSEN = _HEADING | Qt.ItemFlag.ItemIsSelectable
_EDITABLE = _CHOSEN | Qt.ItemFlag.ItemIsEditable
EditHandler = Callable[[Any, str, str], bool]
"""Takes the row's key, the column's key and the text typed; says whether it was taken."""


class TableModel(QAbstractTableModel):
    """Shows a table; a new one replaces it whole."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table = Table()
        self._theme = theme
        self._marks: Mapping[str, VendorMark] = {}
        self._filtered: frozenset[str] = frozenset()
        self.edit: EditHandler | None = None
        self._among: tuple[Table, frozenset[str]] | None = None

    def show_table(self, table: Table, filtered: frozenset[str] = frozenset()) -> None:
        """Show another table; `filtered` are the keys of columns whose values hide rows.

        Where only cells are others than before, the view lays nothing out anew.
        """
        if filtered == self._filtered and _shaped_alike(self.table, table):
            self.table = table
            if table.rows:
                last = self.index(len(table.rows) - 1, len(table.columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.table = table
        self._filtered = filtered
        self.endResetModel()

    def show_marks(self, marks: Mapping[str, VendorMark]) -> None:
        """Show the marks of vendors beside the headings of their columns."""
        self._marks = marks
        if self.table.columns:
            last = len(self.table.columns) - 1
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.table.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.table.columns)

    def row(self, index: _Index) -> Row | None:
        """Return the row at an index, None outside of the table."""
        return self.table.rows[index.row()] if index.isValid() else None

    def cell(self, index: _Index) -> Cell:
        """Return the cell at an index; a heading's own text is in its first cell."""
        row = self.table.rows[index.row()]
        if row.heading:
            return Cell(row.heading, strong=True) if index.column() == 0 else _NO_CELL
        return row.cells[index.column()]

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in (_Role.DisplayRole, _Role.EditRole):
            return self.cell(index).text
        if role == CELL_ROLE:
            return self.cell(index)
        if role == AMONG_ROLE:
            return self.names(index.column())
        if role == _Role.ToolTipRole:
            return self.cell(index).tooltip or None
        if role == _Role.TextAlignmentRole:
            return _ALIGN[self.table.columns[index.column()].align]
        if role == _Role.AccessibleTextRole:
            return self._spoken(index)
        return None

    def lean(self, column: int) -> float:
        """Return where words of a column stand, from 0 at the left to 1 at the right."""
        return _LEAN[self.table.columns[column].align]

    def names(self, column: int) -> frozenset[str]:
        """Return the names in a column of vendors, looked up once for a table."""
        if self.table.columns[column].key != _VENDORS:
            return frozenset()
        if self._among is None or self._among[0] is not self.table:
            names = (row.cells[column].text for row in self.table.rows if not row.heading)
            self._among = (self.table, frozenset(names))
        return self._among[1]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not section < len(self.table.columns):
            return None
        column = self.table.columns[section]
        filtered = column.key in self._filtered
        if role == _Role.DisplayRole:
            return f"{column.title} ▾" if filtered else column.title
        if role == _Role.ToolTipRole:
            told = tr("Some rows are hidden by this column.") if filtered else ""
            return "\n".join(part for part in (column.tooltip, told) if part) or None
        if role == _Role.TextAlignmentRole:
            return _ALIGN[column.align]
        if role == AMONG_ROLE:
            return [one.title for one in self.table.columns if one.mark] if column.mark else []
        if role == _Role.DecorationRole and column.mark in self._marks:
            return mark_icon(self._theme, self._marks[column.mark])
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.table.rows[index.row()].heading:
            return _HEADING
        return _EDITABLE if self.table.columns[index.column()].editable else _CHOSEN

    def setData(self, index: _Index, value: Any, role: int = _Role.EditRole) -> bool:
        row = self.row(index)
        if row is None or self.edit is None or role != _Role.EditRole:
            return False
        # The table is not touched: the edit becomes a command, and the command a new table.
        return self.edit(row.key, self.table.columns[index.column()].key, str(value))

    def _spoken(self, index: _Index) -> str:
        """Return what a screen reader says: heading, text, and what the tooltip adds."""
        cell = self.cell(index)
        title = self.table.columns[index.column()].title
        return ". ".join(part for part in (title, cell.text, cell.tooltip) if part)


def _shaped_alike(one: Table, other: Table) -> bool:
    """Return whether two tables differ in cells alone: the same rows below the same headings."""
    return (
        len(one.columns) > 0
        and [row.key for row in one.rows] == [row.key for row in other.rows]
        and not any(row.heading for row in (*one.rows, *other.rows))
        and [(c.key, c.title, c.tooltip, c.align, c.mark, c.editable) for c in one.columns]
        == [(c.key, c.title, c.tooltip, c.align, c.mark, c.editable) for c in other.columns]
    )
