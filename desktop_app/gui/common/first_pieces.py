"""The small widgets of the first picture on the screen; all looks come from the style sheet.

Nothing here may touch Qt's own namespace (alignments, cursors, colours by name): its enumerations
take longer to make than everything else that is painted first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.gui.theme import SPACE

if TYPE_CHECKING:
    from PySide6.QtGui import QEnterEvent

LayoutT = TypeVar("LayoutT", QVBoxLayout, QHBoxLayout)


def own_words(text: str = "", role: str = "", wrap: bool = False) -> QLabel:
    """Return a label for the program's own words; for those of files there is `label`."""
    widget = QLabel(text)
    widget.setWordWrap(wrap)
    if role:
        widget.setProperty("role", role)
    return widget


class Button(QPushButton):
    """A push button that, as a link, shows the hand."""

    def enterEvent(self, event: QEnterEvent) -> None:
        if self.property("kind") == "link":
            from PySide6.QtCore import Qt

            self.setCursor(Qt.CursorShape.PointingHandCursor)
        super().enterEvent(event)


def button(text: str, clicked: Callable[[], object], kind: str = "") -> QPushButton:
    """Return a push button; `kind` is ``primary``, ``link`` or ``""``."""
    return set_up(Button(text), clicked, kind)


def set_up(widget: QPushButton, clicked: Callable[[], object], kind: str) -> QPushButton:
    """Return a button with what it does, its kind, and its text for screen readers."""
    widget.setProperty("kind", kind)
    widget.setAccessibleName(widget.text().replace("&", ""))
    widget.clicked.connect(lambda _checked=False: clicked())
    return widget


def card(parent: QWidget | None = None, kind: str = "card") -> QFrame:
    """Return a frame with the look of a card, without a layout."""
    frame = QFrame(parent)
    frame.setProperty("kind", kind)
    return frame


def column(
    *items: QWidget | QLayout, margin: int = 0, spacing: int = SPACE, parent: QWidget | None = None
) -> QVBoxLayout:
    """Return a layout with the items from top to bottom."""
    layout = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    return _filled(layout, items, margin, spacing)


def row(
    *items: QWidget | QLayout, margin: int = 0, spacing: int = SPACE, parent: QWidget | None = None
) -> QHBoxLayout:
    """Return a layout with the items from left to right."""
    layout = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    return _filled(layout, items, margin, spacing)


def _filled(
    layout: LayoutT, items: Sequence[QWidget | QLayout], margin: int, spacing: int
) -> LayoutT:
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(spacing)
    for item in items:
        if isinstance(item, QWidget):
            layout.addWidget(item)
        else:
            layout.addLayout(item)
    return layout


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style sheet looks at, and show it."""
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def clear(layout: QLayout) -> None:
    """Remove everything from a layout and delete it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            # Hidden and parentless at once: a deleted widget shows until the event loop turns.
            widget.setParent(None)
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)
