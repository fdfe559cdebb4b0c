"""Tabs that are made when they are first opened, or ahead of it while nothing else is to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from desktop_app.gui.common.widgets import column, name_tabs
from desktop_app.gui.theme import SPACE, Theme

_MOST_LEAST = QSize(SPACE * 125, SPACE * 56)
"""What tabs can ask for at the least: with it, the window fits on a screen of 1366x768."""


class LazyTabs(QTabWidget):
    """A `QTabWidget` whose tabs are given as functions that make what they hold.

    `opened` is sent with what the present tab holds whenever another one is opened, and whenever
    `open_present` is called; making it and showing it are two turns of the event loop.

    Each part is dressed by itself, so whoever holds the tabs is to leave them undressed: all tabs
    of a page in one go take longer than the window may stand still.
    """

    opened = Signal(QWidget)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme, self._turns = theme, theme.turns
        name_tabs(self, name)
        self._makers: list[tuple[Callable[[], QWidget], ...]] = []
        self._held: dict[int, QWidget] = {}
        self._making: dict[int, Iterator[None]] = {}
        self.setDocumentMode(True)
        # All titles are in sight in every language, shortened where there is no room for them.
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.currentChanged.connect(lambda _place: self.open_present())
        theme.dress(self.tabBar())

    def add(self, title: str, *makers: Callable[[], QWidget]) -> None:
        """Add a tab that holds what the last function returns.

        Those before it make parts that it needs, each in a turn of its own.
        """
        self._makers.append(makers)
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
            self._turns.do(self._making_of(place), lambda: self._arrived(place), urgent=True)

    def open_soon(self) -> None:
        """Do so in a turn of its own, after all that is around the tabs is shown."""
        self._turns.do(iter(()), self.open_present, urgent=True)

    def make_all(self) -> Iterator[None]:
        """Make the tabs that are not there yet, one at a time."""
        for place in range(len(self._makers)):
            yield from self._making_of(place)

    def go_to(self, title: str) -> None:
        """Open the tab whose title begins so."""
        titles = [self.tabText(place) for place in range(self.count())]
        self.setCurrentIndex(next(i for i, text in enumerate(titles) if text.startswith(title)))

    def minimumSizeHint(self) -> QSize:
        # A tab that nobody looks at must not make the window higher than a small screen.
        return super().minimumSizeHint().boundedTo(_MOST_LEAST)

    def setCurrentWidget(self, widget: QWidget) -> None:
        for place, makers in enumerate(self._makers):
            if self._held.get(place) is widget or makers[-1]() is widget:
                self.setCurrentIndex(place)
                return

    def _making_of(self, place: int) -> Iterator[None]:
        """Yield while a tab is being made; whoever comes second goes on with the first."""
        if place not in self._making:
            self._making[place] = self._make(place)
        for _ in self._making[place]:
            yield

    def _make(self, place: int) -> Iterator[None]:
        for make in self._makers[place]:
            held = make()
            yield
        held.hide()  # until it is dressed
        column(held, parent=self.widget(place))
        yield from self._theme.dress_in_parts(held)
        held.show()
        self._held[place] = held
        yield

    def _arrived(self, place: int) -> None:
        if place == self.currentIndex() and place in self._held:
            self.opened.emit(self._held[place])
