"""A line for an expression: names are offered while typing, and an error is underlined."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import (
    QFontDatabase,
    QKeyEvent,
    QStandardItem,
    QStandardItemModel,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QCompleter, QListView, QPlainTextEdit, QTextEdit

from desktop_app.domain.translating import tr
from desktop_app.gui.theme import SPACE, Theme
from desktop_app.workbench.kpi_names import Offered

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*$")
_TOKEN = re.compile(r"[A-Za-z0-9_.]+|'[^']*'?|\S")
_NAME, _SEARCHED = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_LINES = 2


class _Names(QCompleter):
    """Finds names by any part of them or of what they mean."""

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        return str(index.data(_NAME))


class ExpressionEdit(QPlainTextEdit):
    """Two lines of text in the font of code; `edited` is sent when the user changed it.

    Ctrl+Space offers all names. Tab goes on to the next line of the form, or takes the name that
    is offered.
    """

    edited = Signal()

    def __init__(self, theme: Theme, name: str, example: str = "") -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.setPlaceholderText(example)
        self.setTabChangesFocus(True)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(self.font().pointSizeF())
        self.setFont(font)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + SPACE * 2 + 2)
        self._names = _Names(self)
        self._names.setWidget(self)
        self._names.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._names.setFilterMode(Qt.MatchFlag.MatchContains)
        self._names.setCompletionRole(_SEARCHED)
        self._list = QListView()
        self._list.setAccessibleName(tr("Names for {name}", name=name))
        self._names.setPopup(self._list)
        self._names.activated.connect(self._insert)
        self._filling = False
        self.textChanged.connect(self._tell)

    @property
    def completer(self) -> QCompleter:
        """Return what offers the names."""
        return self._names

    def offer(self, names: Sequence[Offered]) -> None:
        """Offer these names from now on."""
        model = QStandardItemModel(self._names)
        for one in names:
            mark = "" if one.here else f"  {tr('(in none of the reports)')}"
            item = QStandardItem(f"{one.name}   {one.title}{mark}".rstrip())
            item.setData(one.name, _NAME)
            item.setData(f"{one.name} {one.title}", _SEARCHED)
            model.appendRow(item)
        self._names.setModel(model)

    def text(self) -> str:
        """Return the expression; positions in it are those on the screen."""
        return self.toPlainText().replace("\n", " ").replace("\u2029", " ")

    def show_text(self, text: str) -> None:
        """Put an expression there; `edited` is not sent."""
        self._filling = True
        self.setPlainText(text)
        self._filling = False
        self.show_error(-1)

    def show_error(self, position: int) -> None:
        """Underline what stands at a position, the last sign where nothing does; -1 for none."""
        if position < 0:
            self.setExtraSelections([])
            return
        text = self.text()
        match = _TOKEN.match(text, position)
        start, end = (match.start(), match.end()) if match else (max(len(text) - 1, 0), len(text))
        mark = QTextEdit.ExtraSelection()
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(max(end, start), QTextCursor.MoveMode.KeepAnchor)
        form = QTextCharFormat()
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        form.setUnderlineColor(self._theme.colour("failed"))
        form.setForeground(self._theme.colour("failed"))
        mark.cursor = cursor
        mark.format = form
        self.setExtraSelections([mark])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the offered name by Enter or Tab; never break the line."""
        shown = self._list.isVisible()
        if event.key() in (Qt.Key.Key_Enter, Qt.Key.Key_Return):
            event.ignore()  # the list of names takes it, else the dialog does
            return
        if shown and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Escape, Qt.Key.Key_Backtab):
            event.ignore()
            return
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        asked = bool(control) and event.key() == Qt.Key.Key_Space
        if not asked:
            super().keyPressEvent(event)
        if asked or event.text().isalnum() or event.text() == "_":
            self._open(asked)
        elif shown and not self._prefix():
            self._list.hide()

    def _prefix(self) -> str:
        match = _WORD.search(self.text()[: self.textCursor().position()])
        return match[0] if match else ""

    def _open(self, asked: bool) -> None:
        prefix = self._prefix()
        self._names.setCompletionPrefix(prefix)
        exact = self._names.completionCount() == 1 and self._names.currentCompletion() == prefix
        if (not prefix and not asked) or not self._names.completionCount() or exact:
            self._list.hide()
            return
        place = self.cursorRect()
        place.setWidth(min(self._list.sizeHintForColumn(0) + SPACE * 4, SPACE * 70))
        self._list.setCurrentIndex(self._names.completionModel().index(0, 0))
        self._names.complete(place)

    def _insert(self, name: str) -> None:
        cursor = self.textCursor()
        cursor.movePosition(
            QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(self._prefix())
        )
        cursor.insertText(name)
        self.setTextCursor(cursor)

    def _tell(self) -> None:
        if not self._filling:
            self.show_error(-1)
            self.edited.emit()
