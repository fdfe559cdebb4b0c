"""Every text that a window shows, or would show or say when asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pyqtgraph as pg
from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QTabBar,
    QTextBrowser,
    QWidget,
)

from tests.helpers.pseudo import BEGIN, END

_MOST_ROWS, _MOST_COLUMNS = 40, 30
_MARKED = re.compile(f"{BEGIN}[^{BEGIN}{END}]*{END}")
_MARKUP = re.compile(r"<style.*?</style>|<[^>]+>", re.DOTALL)
WORD = re.compile(r"[^\W\d_]{3,}")


def shown_texts(window: QWidget) -> Iterator[tuple[str, str]]:
    """Yield each text with the kind of widget it is on."""
    for widget in [window, *window.findChildren(QWidget)]:
        kind = type(widget).__name__
        for text in _own_texts(widget):
            yield kind, text
        if isinstance(widget, pg.GraphicsView):
            for item in widget.scene().items():
                if isinstance(item, pg.AxisItem):
                    yield f"{kind}, axis", item.labelText
                elif isinstance(item, pg.TextItem):
                    yield f"{kind}, text", item.toPlainText()
    for action in window.findChildren(QAction):
        yield "action", action.text()


def unmarked(text: str, data: Iterable[str]) -> str:
    """Return what of a text was not looked up, without the data in it; ``""`` if no word is left.

    Parameters
    ----------
    data : iterable of str
        Names of vendors, files, sheets and the like, which are in no language.
    """
    text = _MARKUP.sub(" ", text)
    for name in data:
        text = text.replace(name, "")
    before = ""
    while before != text:
        before, text = text, _MARKED.sub("", text)
    return text.strip() if WORD.search(text) else ""


def _own_texts(widget: QWidget) -> Iterator[str]:
    yield widget.toolTip()
    yield widget.accessibleName()
    yield widget.accessibleDescription()
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QTextBrowser):
        yield widget.toPlainText()
    elif isinstance(widget, QGroupBox):
        yield widget.title()
    elif isinstance(widget, QTabBar):
        for place in range(widget.count()):
            yield widget.tabText(place)
            yield widget.tabToolTip(place)
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(place) for place in range(widget.count()))
    elif isinstance(widget, QAbstractItemView) and _is_table(widget.model()):
        yield from _model_texts(widget.model())


def _model_texts(model: QAbstractItemModel) -> Iterator[str]:
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
    root = QModelIndex()
    for column in range(min(model.columnCount(root), _MOST_COLUMNS)):
        for role in roles:
            yield str(model.headerData(column, Qt.Orientation.Horizontal, role) or "")
            for row in range(min(model.rowCount(root), _MOST_ROWS)):
                yield str(model.data(model.index(row, column), role) or "")


def _is_table(model: QAbstractItemModel | None) -> bool:
    return isinstance(model, QAbstractTableModel)
