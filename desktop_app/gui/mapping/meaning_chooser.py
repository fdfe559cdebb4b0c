"""Choosing what a column or row means: a list that is searched while one types."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from desktop_app.domain.translating import tr
from desktop_app.gui.common.widgets import add_heading, column, label
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.meanings import Choice, find_choices

_MOST = 80
_ID = int(Qt.ItemDataRole.UserRole)


class MeaningChooser(QPushButton):
    """A button with the present meaning; pressed, it opens a list to search.

    `chosen` is sent with the id of the meaning picked.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "chooser")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(tr("Choose another meaning (Enter), then type to search"))
        self.setAccessibleName(tr("Meaning"))
        self._popup = _Popup(self)
        self._popup.picked.connect(self.chosen)
        self.clicked.connect(lambda _checked=False: self.open())

    @property
    def popup(self) -> _Popup:
        """Return the list that opens."""
        return self._popup

    def take(self, choices: tuple[Choice, ...]) -> None:
        """Take the meanings there are to choose from."""
        self._popup.choices = choices

    def show_meaning(self, current: str, title: str) -> None:
        """Show the present meaning."""
        self._popup.current = current
        self.setText(self.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, SPACE * 34))
        self.setAccessibleName(tr("Meaning: {title}", title=title))

    def open(self) -> None:
        """Open the list below the button, on the screen."""
        width = max(self.width(), SPACE * 46)
        self._popup.resize(width, SPACE * 48)
        corner = self.mapToGlobal(QPoint(self.width() - width, self.height() + 2))
        room = self.screen().availableGeometry()
        corner.setY(min(corner.y(), room.bottom() - self._popup.height()))
        corner.setX(max(corner.x(), room.left()))
        self._popup.move(corner)
        self._popup.open()


class _Popup(QFrame):
    """What was typed, the meanings that fit, and the definition of the one looked at."""

    picked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.choices: tuple[Choice, ...] = ()
        self.current = ""
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search KPIs and fields…"))
        self.search.setAccessibleName(tr("Search meanings"))
        self.search.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Meanings"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._about = label("", "small", wrap=True)
        self._about.setMinimumHeight(SPACE * 5)
        self._about.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout = column(self.search, self.list, self._about, parent=self, margin=SPACE + 2)
        layout.setStretch(1, 1)
        self.search.textChanged.connect(self._fill)
        self.search.returnPressed.connect(self._pick)
        self.list.currentItemChanged.connect(self._show_about)
        self.list.itemClicked.connect(lambda _item: self._pick())
        self.list.itemActivated.connect(lambda _item: self._pick())

    def open(self) -> None:
        """Show all meanings with the present one marked, ready to type."""
        self.search.clear()
        self._fill("")
        self.show()
        self.search.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys move in the list while one types."""
        if watched is self.search and isinstance(event, QKeyEvent):
            moves = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
            if event.type() == QEvent.Type.KeyPress and event.key() in moves:
                self.list.keyPressEvent(event)
                return True
        return super().eventFilter(watched, event)

    def _fill(self, text: str) -> None:
        found = find_choices(self.choices, text)
        shown = found[:_MOST] if text.strip() else found
        self.list.clear()
        group = ""
        for choice in shown:
            if choice.group != group and not text.strip():
                group = choice.group
                add_heading(self.list, group)
            item = QListWidgetItem(choice.title)
            item.setData(_ID, choice)
            self.list.addItem(item)
            if choice.id == self.current and not text.strip():
                self.list.setCurrentItem(item)
        if text.strip() and self.list.count():
            self.list.setCurrentRow(0)
        if not shown:
            self._about.setText(tr("Nothing of that name is known. Try another word."))

    def _show_about(self, item: QListWidgetItem | None) -> None:
        choice = item.data(_ID) if item is not None else None
        if isinstance(choice, Choice):
            self._about.setText(choice.about)

    def _pick(self) -> None:
        item = self.list.currentItem()
        choice = item.data(_ID) if item is not None else None
        if isinstance(choice, Choice):
            self.hide()
            self.picked.emit(choice.id)
