"""A few words beside each step of the real window, for whoever opens it for the first time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame

from desktop_app.domain.translating import later, tr
from desktop_app.gui.common.widgets import button, column, label, row
from desktop_app.gui.steps import STEPS, Step
from desktop_app.gui.theme import SPACE

if TYPE_CHECKING:
    from desktop_app.gui.main_window import MainWindow
    from desktop_app.gui.step_list import StepList

STOPS = (
    (
        Step.SOURCES,
        later("Drop the reports your vendors sent, as they came, or open the sample comparison."),
    ),
    (
        Step.MAPPING,
        later(
            "See each sheet as received and what every column was taken for. What is not sure is "
            "asked; what is wrong is corrected with a click, and undone with Ctrl+Z."
        ),
    ),
    (
        Step.KPIS,
        later(
            "Every vendor's figures, all counted in one way. Click a figure to see its formula and "
            "the cells it is made of."
        ),
    ),
    (
        Step.DECIDE,
        later(
            "Say what matters to you. The ranking moves as you move the weights, and How sure says "
            "how much to rely on it."
        ),
    ),
    (
        Step.REPORT,
        later(
            "Write the workbook or the PDF for everyone else. Ctrl+K finds any command, "
            "F1 explains."
        ),
    ),
)


class Tour(QFrame):
    """Lies beside the list of steps until it is closed; the window stays usable meanwhile.

    Enter goes on, Escape ends it. That it was seen is kept: it never comes again by itself.
    """

    def __init__(self, window: MainWindow, steps: StepList) -> None:
        super().__init__(window)
        self.setObjectName("popup")
        self.setAccessibleName(tr("A short tour of the window"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedWidth(SPACE * 44)
        self._window, self._steps = window, steps
        self._place = 0
        self._title = label("", "heading")
        self._count = label("", "small")
        self._words = label("", wrap=True)
        self.skip = button(tr("Skip the tour"), self.end, "link")
        self.on = button(tr("Next"), self.next, "primary")
        top = row(self._title, self._count)
        top.setStretch(0, 1)
        below = row(self.skip)
        below.addStretch(1)
        below.addWidget(self.on)
        column(top, self._words, below, parent=self, margin=SPACE * 2, spacing=SPACE + 4)
        window.theme.dress(self)
        window.installEventFilter(self)

    def start(self) -> None:
        """Begin at the first stop."""
        self._place = 0
        self.show()
        self.raise_()
        self._show_stop()

    def next(self) -> None:
        """Go to the next stop, or end after the last."""
        self._place += 1
        if self._place < len(STOPS):
            self._show_stop()
        else:
            self.end()

    def end(self) -> None:
        """Close the tour for good."""
        self._window.removeEventFilter(self)
        self._window.preferences.change(tour_seen=True)
        self.hide()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() is QEvent.Type.Resize:
            self._move()
        return False

    def _show_stop(self) -> None:
        step, text = STOPS[self._place]
        words = tr(text)
        self._title.setText(tr(STEPS[step].title))
        self._count.setText(tr("{place} of {count}", place=self._place + 1, count=len(STOPS)))
        self._words.setText(words)
        last = self._place == len(STOPS) - 1
        self.on.setText(tr("Start working") if last else tr("Next"))
        self.on.setAccessibleName(self.on.text())
        self.skip.setVisible(not last)
        self.setAccessibleDescription(words)
        self._move()

    def _move(self) -> None:
        """Lie beside the step that is spoken of, within the window."""
        self.adjustSize()
        beside = self._steps.place_of(STOPS[self._place][0])
        most = self._window.height() - self.height() - SPACE * 4
        self.move(beside.right() + SPACE * 2, min(beside.top(), most))
