"""A table to type into: lines are added and removed, cells are texts or choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QComboBox, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from desktop_app.domain.translating import tr
from desktop_app.gui.common.choice_box import ChoiceBox
from desktop_app.gui.common.table_heading import heading_font
from desktop_app.gui.common.widgets import button, column, row
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.entries import own_signs

Line = tuple[str, ...]
_AROUND = 24
"""What a heading has around its words, in pixels."""
_WIDEST_FIXED = SPACE * 40
_ROW_HEIGHT, _WITH_CHOICES = 32, 42


@dataclass(frozen=True, slots=True)
class EntryColumn:
    """One column.

    Parameters
    ----------
    title, hint : str
        The heading, and what it means; marked by `later`, shown in the user's language.
    width : int
        In characters.
    choices : mapping of key to words
        What can be chosen, in the user's language; empty for free text.
    fixed : bool
        Whether the text is shown and can't be changed.
    """

    title: str
    hint: str = ""
    width: int = 12
    choices: Mapping[str, str] = field(default_factory=dict)
    fixed: bool = False


class EntryTable(QWidget):
    """The table with its buttons below.

    Parameters
    ----------
    name : str
        What it is called for those who can't see it.
    growing : bool
        Whether lines can be added and removed.
    """

    changed = Signal()

    def __init__(self, name: str, columns: Sequence[EntryColumn], growing: bool = True) -> None:
        super().__init__()
        self._columns = tuple(columns)
        high = _WITH_CHOICES if any(one.choices for one in columns) else _ROW_HEIGHT
        self.grid = QTableWidget(0, len(self._columns))
        self.grid.setAccessibleName(name)
        self.grid.setHorizontalHeaderLabels([tr(one.title) for one in self._columns])
        self.grid.verticalHeader().setVisible(False)
        self.grid.verticalHeader().setDefaultSectionSize(high)
        header = self.grid.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        words = QFontMetrics(heading_font(self.font()))
        for place, one in enumerate(self._columns):
            heading = words.horizontalAdvance(tr(one.title)) + _AROUND
            self.grid.setColumnWidth(place, max(one.width * SPACE, heading))
            item = self.grid.horizontalHeaderItem(place)
            if item is not None:
                item.setToolTip(tr(one.hint))
        self.grid.itemChanged.connect(self._typed)
        self.extra = row()
        layout = column(self.grid, parent=self)
        layout.setStretch(0, 1)
        if growing:
            self.extra.addWidget(button(tr("Add line"), self.add_line))
            self.extra.addWidget(button(tr("Remove line"), self.remove_line))
        self.extra.addStretch(1)
        layout.addLayout(self.extra)

    def put(self, lines: Sequence[Line]) -> None:
        """Show lines in place of those that are there."""
        self.grid.setRowCount(0)
        for one in lines:
            self._append(one)
        words = self.grid.fontMetrics()
        for place, spec in enumerate(self._columns):
            if spec.fixed:  # what can't be typed over can't be read in another way either
                longest = max((words.horizontalAdvance(line[place]) for line in lines), default=0)
                width = min(longest + _AROUND, _WIDEST_FIXED)
                self.grid.setColumnWidth(place, max(self.grid.columnWidth(place), width))

    def lines(self) -> list[tuple[int, Line]]:
        """Return the lines that hold anything, each with its number from 1."""
        found = []
        for number in range(self.grid.rowCount()):
            texts = tuple(self.text(number, place) for place in range(len(self._columns)))
            if any(
                text and text != next(iter(one.choices), "")
                for text, one in zip(texts, self._columns, strict=True)
            ):
                found.append((number + 1, texts))
        return found

    def text(self, number: int, place: int) -> str:
        """Return what a cell holds: its text, or the key of what is chosen."""
        box = self.grid.cellWidget(number, place)
        if isinstance(box, QComboBox):
            return str(box.currentData())
        item = self.grid.item(number, place)
        return "" if item is None else item.text().strip()

    def set_text(self, number: int, place: int, text: str) -> None:
        """Put a text or a choice into a cell, as if it had been typed."""
        box = self.grid.cellWidget(number, place)
        if isinstance(box, QComboBox):
            box.setCurrentIndex(max(box.findData(text), 0))
        else:
            self.grid.setItem(number, place, self._item(text, self._columns[place]))

    def add_line(self) -> None:
        """Add an empty line and go to it."""
        self._append(("",) * len(self._columns))
        self.grid.setCurrentCell(self.grid.rowCount() - 1, 0)
        self.grid.setFocus()

    def remove_line(self) -> None:
        """Take the current line out."""
        if self.grid.currentRow() >= 0:
            self.grid.removeRow(self.grid.currentRow())
            self.changed.emit()

    def _typed(self, item: QTableWidgetItem) -> None:
        """Show at once how a number is understood, in the user's own signs."""
        understood = own_signs(item.text())
        if understood != item.text():
            item.setText(understood)  # comes here again
        else:
            self.changed.emit()

    def _append(self, texts: Line) -> None:
        number = self.grid.rowCount()
        self.grid.insertRow(number)
        for place, (text, one) in enumerate(zip(texts, self._columns, strict=True)):
            if one.choices:
                self.grid.setCellWidget(number, place, self._chooser(text, one))
            else:
                self.grid.setItem(number, place, self._item(text, one))

    def _chooser(self, chosen: str, one: EntryColumn) -> QComboBox:
        box = ChoiceBox()
        box.setAccessibleName(tr(one.title))
        for key, words in one.choices.items():
            box.addItem(words, key)
        box.setCurrentIndex(max(box.findData(chosen), 0))
        box.activated.connect(lambda _place: self.changed.emit())
        return box

    def _item(self, text: str, one: EntryColumn) -> QTableWidgetItem:
        item = QTableWidgetItem(text)
        item.setToolTip(tr(one.hint))
        if one.fixed:
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        return item
