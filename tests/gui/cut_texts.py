"""Finds the texts of a window that are not shown whole."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QWidget,
)

from desktop_app.gui.common.choice_box import ChoiceBox
from desktop_app.gui.common.table_view import TableView
from desktop_app.presenting.tables import Align

_NEAR = 2


def cut_texts(window: QWidget) -> list[str]:
    """Return what is cut in the widgets that are in sight, as kind and text.

    Of tables, headings, first columns and figures: long words of other columns may be cut, as
    pointing at them tells them whole, and so it is with choices.
    """
    found = []
    for kind, look in _LOOKS:
        for widget in window.findChildren(kind):
            if widget.isVisible() and widget.width() > 0:
                found += [f"{kind.__name__}: {text}" for text in look(widget)]
    return found


def _label(widget: QLabel) -> Iterator[str]:
    text = widget.text()
    if not text:
        return
    if widget.wordWrap():
        if widget.heightForWidth(widget.width()) > widget.height() + _NEAR:
            yield text
    elif widget.sizeHint().width() > widget.width() + _NEAR:
        yield text


def _button(widget: QAbstractButton) -> Iterator[str]:
    if widget.text() and widget.sizeHint().width() > widget.width() + _NEAR:
        yield widget.text()


def _box(widget: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    widget.initStyleOption(option)
    field = widget.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, widget
    )
    cut = widget.fontMetrics().horizontalAdvance(widget.currentText()) > field.width() + _NEAR
    if cut and not isinstance(widget, ChoiceBox):
        yield widget.currentText()


def _line(widget: QLineEdit) -> Iterator[str]:
    room = widget.contentsRect().width() - 2 * _NEAR
    if widget.fontMetrics().horizontalAdvance(widget.placeholderText()) > room:
        yield widget.placeholderText()


def _tabs(widget: QTabBar) -> Iterator[str]:
    for place in range(widget.count()):
        if widget.fontMetrics().horizontalAdvance(widget.tabText(place)) > (
            widget.tabRect(place).width() - _NEAR
        ):
            yield widget.tabText(place)


def _area(widget: QScrollArea) -> Iterator[str]:
    content = widget.widget()
    if content is not None and content.width() > widget.viewport().width():
        yield f"{content.width() - widget.viewport().width()} px of {widget.accessibleName()}"


def _table(widget: TableView) -> Iterator[str]:
    heading = widget.horizontalHeader()
    for place, column in enumerate(widget.table.columns):
        if widget.isColumnHidden(place):
            continue
        if any("…" in line for line in heading.lines(place)) and "…" not in column.title:
            yield f"heading {column.title}"
        if place and column.align is not Align.RIGHT:
            continue
        for row in widget.table.rows:
            metrics = QFontMetrics(widget.font())
            if row.cells and metrics.horizontalAdvance(row.cells[place].text) > (
                heading.sectionSize(place)
            ):
                yield f"{column.title}: {row.cells[place].text}"


_LOOKS = (
    (QLabel, _label),
    (QAbstractButton, _button),
    (QComboBox, _box),
    (QLineEdit, _line),
    (QTabBar, _tabs),
    (QScrollArea, _area),
    (TableView, _table),
)
