"""The command palette: every command of the menus and of the page, found by typing (Ctrl+K)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMainWindow,
    QMenu,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTabWidget,
    QWidget,
)

from desktop_app.domain.translating import tr
from desktop_app.gui.common.widgets import column, label
from desktop_app.gui.steps import STEPS
from desktop_app.gui.theme import SPACE, Theme
from desktop_app.workbench.command_search import search

if TYPE_CHECKING:
    from desktop_app.gui.main_window import MainWindow

_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_TITLE_ROLE, _KEYS_ROLE = (int(Qt.ItemDataRole.UserRole) + more for more in (1, 2))
_AT_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class _KeysBeside(QStyledItemDelegate):
    """Writes a command's keys at the right, where the eye finds them in one column."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.text = str(index.data(_TITLE_ROLE))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        painter.save()
        painter.setFont(option.font)
        painter.setPen(self._theme.colour("muted"))
        room: QRect = option.rect.adjusted(0, 0, -SPACE, 0)
        painter.drawText(room, int(_AT_RIGHT), str(index.data(_KEYS_ROLE)))
        painter.restore()


class CommandPalette(QDialog):
    """Lists the commands that can be given now; Enter gives the one that is marked."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setWindowTitle(tr("Commands"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        named = tr(STEPS[window.step].title)
        self._commands = [*commands_of(window), *commands_on(window.present_page(), named, self)]
        self.typed = QLineEdit()
        self.typed.setPlaceholderText(tr("Type some of a command, such as: save, dark, compare"))
        self.typed.setAccessibleName(tr("Some of a command"))
        self.typed.textChanged.connect(self._narrow)
        self.typed.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Commands that fit"))
        self.list.setItemDelegate(_KeysBeside(window.theme, self))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(lambda _item: self.accept())
        self._nothing = label(
            tr("No command fits. Commands that make no sense now are not listed.")
        )
        self._nothing.setProperty("role", "muted")
        column(self.typed, self.list, self._nothing, parent=self, margin=SPACE * 2)
        self.resize(SPACE * 70, SPACE * 50)
        self.accepted.connect(self._give)
        self._narrow("")

    @staticmethod
    def ask(window: MainWindow) -> CommandPalette:
        """Open the palette over a window."""
        made = CommandPalette(window)
        middle = window.geometry().center()
        made.move(middle.x() - made.width() // 2, window.geometry().top() + SPACE * 8)
        made.open()
        made.typed.setFocus()
        return made

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the list while typing goes on in the field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _MOVES:
                self.list.keyPressEvent(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.accept()
                return True
        return super().eventFilter(watched, event)

    def _narrow(self, typed: str) -> None:
        self.list.clear()
        for place in search([title for title, _ in self._commands], typed):
            title, action = self._commands[place]
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            item = QListWidgetItem(f"{title}    {keys}" if keys else title)
            item.setData(Qt.ItemDataRole.UserRole, place)
            item.setData(_TITLE_ROLE, title)
            item.setData(_KEYS_ROLE, keys)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setVisible(self.list.count() > 0)
        self._nothing.setVisible(self.list.count() == 0)

    def _give(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self._commands[int(item.data(Qt.ItemDataRole.UserRole))][1].trigger()


def commands_of(window: QMainWindow) -> Iterator[tuple[str, QAction]]:
    """Yield the commands of a window's menus that can be given now, with their menu's name."""
    for top in window.menuBar().actions():
        menu = top.menu()
        if isinstance(menu, QMenu):
            yield from _commands(menu, _plain(top.text()))


def commands_on(page: QWidget, name: str, owner: QObject) -> Iterator[tuple[str, QAction]]:
    """Yield what a page's buttons and tabs do that can be seen and used now, by their words."""
    for button in page.findChildren(QPushButton):
        if not (button.isVisible() and button.isEnabled() and button.text()):
            continue
        menu: object = button.menu()  # None for most, whatever its type says
        if isinstance(menu, QMenu):
            yield from _commands(menu, f"{name}: {_plain(button.text())}")
        elif button.property("kind") != "key":  # one of a chart's colours
            action = QAction(button.text(), owner)
            action.triggered.connect(button.click)
            yield f"{name}: {_plain(button.text())}", action
    for tabs in page.findChildren(QTabWidget):
        for place in range(tabs.count() if tabs.isVisible() else 0):
            action = QAction(tabs.tabText(place), owner)
            action.triggered.connect(partial(tabs.setCurrentIndex, place))
            yield f"{name}: {_plain(tabs.tabText(place))}", action


def _commands(menu: QMenu, name: str) -> Iterator[tuple[str, QAction]]:
    for action in menu.actions():
        below = action.menu()
        if isinstance(below, QMenu):
            yield from _commands(below, f"{name}: {_plain(action.text())}")
        elif not action.isSeparator() and action.isEnabled() and action.text():
            yield f"{name}: {_plain(action.text())}", action


def _plain(text: str) -> str:
    """Return a menu's text without the mark of its key and without its number."""
    return " ".join(text.replace("&", "").split())
