"""What is seen first: steps, heading, the first screen and the menus' titles, in their places.

All that a start needs before the first picture is here, so that it comes at once; `MainWindow` is
given the rest afterwards, which takes its place without moving anything. What this module imports
is listed in tests/gui/test_start.py, and nothing here may touch Qt's own namespace (see
`first_pieces`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from desktop_app.domain.translating import tr
from desktop_app.gui.common.first_pieces import column, own_words, row
from desktop_app.gui.preferences_store import PreferencesStore
from desktop_app.gui.sources.start import Entrance, StartScreen
from desktop_app.gui.step_list import StepList
from desktop_app.gui.steps import STEPS, Step
from desktop_app.gui.theme import SPACE, Theme
from desktop_app.paths import APP_NAME

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class Frame:
    """The parts of a window that are there from the first picture on.

    Parameters
    ----------
    window : QMainWindow
        Gets the parts.
    ways : Entrance
        Where the first screen leads.
    theme : Theme
    """

    def __init__(self, window: QMainWindow, ways: Entrance, theme: Theme) -> None:
        self.steps = StepList(theme)
        self._title = own_words("", "title")
        self._purpose = own_words("", "muted")
        self.start = StartScreen(ways)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.start)
        self.contents = own_words(tr("No reports"))
        self.contents.setContentsMargins(SPACE, 0, SPACE, 0)
        # As high as a job beside it, so that none that comes or goes moves the page.
        self.contents.setMinimumHeight(SPACE * 3 + 3)
        bar = window.menuBar()
        self.menus = {
            "file": bar.addMenu(tr("&File")),
            "edit": bar.addMenu(tr("&Edit")),
            "view": bar.addMenu(tr("&View")),
            "help": bar.addMenu(tr("&Help")),
        }
        head = QWidget()
        heading = row(self._title, self._purpose, spacing=SPACE * 2, parent=head)
        heading.addStretch(1)
        self._right = column(head, self.pages, spacing=SPACE + 4)
        self._right.setContentsMargins(SPACE * 3, SPACE * 2, SPACE * 3, SPACE * 2)
        self._right.setStretch(1, 1)
        centre = QWidget()
        layout = row(self.steps, self._right, parent=centre, spacing=0)
        layout.setStretch(1, 1)
        window.setCentralWidget(centre)
        window.statusBar().addPermanentWidget(self.contents, 1)
        window.statusBar().setSizeGripEnabled(False)
        for part in (bar, self.steps, head, self.start, window.statusBar()):
            theme.dress(part)
        self.show_step(Step.SOURCES)

    def show_step(self, step: Step) -> None:
        """Name a step and what it is for."""
        words = STEPS[step]
        self._title.setText(tr(words.title))
        self._purpose.setText(tr(words.purpose))
        self.steps.show_step(step)

    def put_below_heading(self, widget: QWidget) -> None:
        """Put a part between the heading and the page."""
        self._right.insertWidget(1, widget)


class PaintedWindow(QMainWindow):
    """A window that says when it is on the screen: `painted` is sent once."""

    painted = Signal()

    def __init__(self, theme: Theme, preferences: PreferencesStore) -> None:
        super().__init__()
        self._painted = False
        self.theme = theme
        self.preferences = preferences
        self.setWindowTitle(f"{tr('New comparison')} - {APP_NAME}")
        self.setWindowIcon(QIcon(theme.pixmap("vendorbench", "accent", 64)))
        self.setAcceptDrops(True)
        self.resize(QSize(1280, 800).boundedTo(self.screen().availableSize()))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.painted.emit)
