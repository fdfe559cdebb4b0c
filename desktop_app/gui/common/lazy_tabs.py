"""Tabs that are made when they are first opened, or ahead of it while nothing else is to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from desktop_app.gui.common.turns import Turns
from desktop_app.gui.common.widgets import column, name_tabs
from desktop_app.gui.theme import SPACE

_MOST_LEAST = QSize(SPACE * 125, SPACE * 56)
"""What tabs can ask for at the least: with it, the window fits on a screen of 1366x768."""


class LazyTabs(QTabWidget):
    """A `QTabWidget` whose tabs are given as functions that make what they hold.

    `opened` is sent with what the present tab holds whenever another one is opened, and whenever
    `open_present` is called; making it and showing it are two turns of the event loop.
    """

    opened = Signal(QWidget)

    def __init__(self, turns: Turns, name: str) -> None:
        super().__init__()
        name_tabs(self, name)
        self._turns = turns
        self._makers: list[Callable[[], QWidget]] = []
        self._held: dict[int, QWidget] = {}
        self.setDocumentMode(True)
        # All titles are in sight in every language, shortened where there is no room for them.
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.currentChanged.connect(lambda _place: self.open_present())

    def add(self, title: str, make: Callable[[], QWidget]) -> None:
        """Add a tab that holds what `make` returns."""
        self._makers.append(make)
        self.setTabToolTip(self.addTab(QWidget(), title), title)

    def held(self) -> QWidget | None:
        """Return what the present tab holds, None if that is not made yet."""
        return self._held.get(self.currentIndex())

    def open_present(self) -> None:
        """Make what the present tab holds, if it is not there, and tell that it is open."""
        place = self.currentIndex()
        if place in self._held:
            self.opened.emit(self._held[place])
        elif 0 <= place < len(self._makers):
            self._turns.do(self._make(place), lambda: self._arrived(place), urgent=True)

    def make_all(self) -> Iterator[None]:
        """Make the tabs that are not there yet, one at a time."""
        for place in range(len(self._makers)):
            yield from self._make(place)

    def go_to(self, title: str) -> None:
        """Open the tab whose title begins so."""
        titles = [self.tabText(place) for place in range(self.count())]
        self.setCurrentIndex(next(i for i, text in enumerate(titles) if text.startswith(title)))

    def minimumSizeHint(self) -> QSize:
        # A tab that nobody looks at must not make the window higher than a small screen.
        return super().minimumSizeHint().boundedTo(_MOST_LEAST)

    def setCurrentWidget(self, widget: QWidget) -> None:
        for place, make in enumerate(self._makers):
            if self._held.get(place) is widget or make() is widget:
                self.setCurrentIndex(place)
                return

    def _make(self, place: int) -> Iterator[None]:
        if place not in self._held:
            held = self._makers[place]()
            self._held[place] = held
            column(held, parent=self.widget(place))
            held.show()  # the layout would do so only after the next turn
            yield

    def _arrived(self, place: int) -> None:
        if place == self.currentIndex() and place in self._held:
            self.opened.emit(self._held[place])
