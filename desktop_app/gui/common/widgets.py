"""Small widgets that several pages share; all looks come from the style sheet by property."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDoubleSpinBox,
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QTabWidget,
    QWidget,
)

from desktop_app.gui.common.choice_box import ChoiceBox
from desktop_app.gui.common.first_pieces import (
    Button,
    button,
    card,
    clear,
    column,
    own_words,
    restyle,
    row,
    set_up,
)
from desktop_app.gui.common.plain_splitter import PlainSplitter
from desktop_app.gui.theme import ICON, SPACE, Theme
from desktop_app.presenting.entries import own_signs

__all__ = [
    "EmptyState",
    "Segments",
    "add_heading",
    "beside",
    "button",
    "card",
    "chooser",
    "clear",
    "column",
    "figure_line",
    "icon_button",
    "label",
    "line",
    "name_tabs",
    "restyle",
    "row",
    "scrolled",
    "selectable",
    "spin_box",
]


S = TypeVar("S", QSpinBox, QDoubleSpinBox)


def label(text: str = "", role: str = "", wrap: bool = False) -> QLabel:
    """Return a label; texts are shown as they are, never as markup a file could smuggle in."""
    widget = own_words(text, role, wrap)
    widget.setTextFormat(Qt.TextFormat.PlainText)
    return widget


def selectable(widget: QLabel) -> QLabel:
    """Return the label with text that can be selected and copied, also by keyboard."""
    widget.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return widget


def spin_box(kind: type[S]) -> S:
    """Return a box for a number, its text set in from the edge like that of every other field."""
    box = kind()
    # The style sheet can't: Qt leaves padding out of the line within such a box.
    box.lineEdit().setTextMargins(SPACE - 2, 0, 0, 0)
    return box


def name_tabs(tabs: QTabWidget, name: str) -> None:
    """Let screen readers say what a set of tabs is about, before the tabs' own titles."""
    tabs.setAccessibleName(name)
    tabs.tabBar().setAccessibleName(name)


def figure_line(text: str = "") -> QLineEdit:
    """Return a line for a figure; once typed, its number is shown in the user's own signs."""
    widget = QLineEdit(text)
    widget.editingFinished.connect(lambda: widget.setText(own_signs(widget.text())))
    return widget


def icon_button(
    theme: Theme, icon: str, text: str, clicked: Callable[[], object], kind: str = ""
) -> QPushButton:
    """Return a push button with an icon that follows the theme."""
    widget = _IconButton(theme, icon, text)
    set_up(widget, clicked, kind)
    widget.paint_icon()
    return widget


class _IconButton(Button):
    def __init__(self, theme: Theme, icon: str, text: str) -> None:
        super().__init__(text)
        self._theme = theme
        self._icon_name = icon
        self.setIconSize(QSize(ICON - 2, ICON - 2))
        theme.follow(self.paint_icon)

    def paint_icon(self) -> None:
        """Show the icon in the colour that suits the button."""
        colour = "on_accent" if self.property("kind") == "primary" else "muted"
        self.setIcon(self._theme.icon(self._icon_name, colour))


def line() -> QFrame:
    """Return a thin horizontal line."""
    return card(kind="line")


def beside(
    left: QWidget, right: QWidget, sizes: tuple[int, int], grows: tuple[int, int] = (3, 1)
) -> PlainSplitter:
    """Return two parts side by side with a handle between; `grows` shares what room is added."""
    splitter = PlainSplitter(Qt.Orientation.Horizontal)
    splitter.addWidget(left)
    splitter.addWidget(right)
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(SPACE + 4)
    for place, share in enumerate(grows):
        splitter.setStretchFactor(place, share)
    splitter.setSizes(list(sizes))
    return splitter


def scrolled(content: QWidget, name: str = "") -> QScrollArea:
    """Return a scroll area around a widget that is as wide as there is room.

    With a `name`, which is spoken, it takes the focus, so that keys scroll words; without one
    what is in it takes the focus, and is scrolled to.
    """
    area = QScrollArea()
    area.setAccessibleName(name)
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus if name else Qt.FocusPolicy.NoFocus)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    content.setObjectName("scrolled")
    area.setWidget(content)
    return area


class Segments(QWidget):
    """A row of joined buttons of which exactly one is down."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        layout = row(parent=self, spacing=0)
        for place, (key, text) in enumerate(choices):
            widget = QPushButton(text)
            widget.setCheckable(True)
            widget.setProperty("kind", "segment")
            widget.setProperty("place", _place(place, len(choices)))
            widget.setAccessibleName(f"{name}: {text}")
            widget.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
            self._group.addButton(widget)
            self._buttons[key] = widget
            layout.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_current(self, key: str) -> None:
        """Show a choice as made, without sending `chosen`."""
        self._buttons[key].setChecked(True)


def _place(place: int, count: int) -> str:
    return "first" if place == 0 else "last" if place == count - 1 else "middle"


def chooser(name: str) -> QComboBox:
    """Return a box to choose from, as wide as its texts up to a limit; `name` is spoken."""
    box = ChoiceBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    # The texts are vendors' words: one very long name must not widen the window.
    box.setMaximumWidth(SPACE * 40)
    # And where there is no room for it, what stands beside it must not lie over it.
    box.setMinimumWidth(SPACE * 12)
    return box


def add_heading(items: QListWidget, text: str) -> None:
    """Add a line to a list that heads those below it and can't be chosen."""
    item = QListWidgetItem(text)
    font = QFont(items.font())
    font.setWeight(QFont.Weight.DemiBold)
    item.setFont(font)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    items.addItem(item)


class EmptyState(QWidget):
    """What a page shows when there is nothing to show yet: why, and what to do."""

    def __init__(self, theme: Theme, icon: str) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self._picture = label()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = label("", "heading")
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text = label("", "muted", wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text.setMinimumWidth(SPACE * 62)
        self._buttons = row()
        self._buttons.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inner = column(self._picture, self._title, self._text, self._buttons, spacing=SPACE + 4)
        layout = column(parent=self)
        layout.addStretch(2)
        middle = row()
        middle.addStretch(1)
        middle.addLayout(inner)
        middle.addStretch(1)
        layout.addLayout(middle)
        layout.addStretch(3)
        self._paint_icon()
        theme.follow(self._paint_icon)

    def show_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self._paint_icon()

    def say(self, title: str, text: str, *buttons: QPushButton) -> None:
        """Show a title, a sentence or two, and buttons that lead on."""
        self._title.setText(title)
        self._text.setText(text)
        clear(self._buttons)
        for widget in buttons:
            self._buttons.addWidget(widget)

    def _paint_icon(self) -> None:
        self._picture.setPixmap(self._theme.pixmap(self._icon, "accent_text", 48))
