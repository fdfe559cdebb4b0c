"""What is going on, at the bottom of the window."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QMenu, QProgressBar, QWidget

from desktop_app.domain.translating import tr
from desktop_app.gui.common.widgets import button, label, row
from desktop_app.gui.theme import SPACE
from desktop_app.workbench.pace import Pace

if TYPE_CHECKING:
    from desktop_app.workbench.state import Workbench

_SHOW_AFTER_MS = 250


class JobBar(QWidget):
    """The newest job's progress and how long it still takes.

    Of several jobs the others are in a list that opens with a click, each with its own Cancel.

    Parameters
    ----------
    contents : QLabel
        Says what is open; it is in the window before this bar is.
    """

    cancelled = Signal(int)

    def __init__(self, contents: QLabel) -> None:
        super().__init__()
        self._jobs: dict[int, Pace] = {}
        self._contents = contents
        self._text = label()
        self._bar = QProgressBar()
        self._bar.setFixedWidth(SPACE * 20)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("Progress"))
        self._cancel = button(tr("Cancel"), self._cancel_shown, "link")
        self._cancel.setObjectName("cancel")
        self._others = button("", self._list_jobs, "link")
        self._others.setAccessibleName(tr("List all jobs"))
        layout = row(self._text, self._others, self._bar, self._cancel, parent=self)
        layout.setContentsMargins(SPACE, 2, SPACE, 2)
        layout.setAlignment(self._bar, Qt.AlignmentFlag.AlignVCenter)
        # Work of a blink is not shown: a bar that flashes only disturbs.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._show)
        self._show()

    def add(self, number: int, title: str) -> None:
        """Take in a job that started."""
        self._jobs[number] = Pace(title, time.monotonic())
        if not self._later.isActive():
            self._later.start(_SHOW_AFTER_MS)

    def progress(self, number: int, fraction: float, text: str) -> None:
        """Take in how far a job is."""
        if number in self._jobs:
            self._jobs[number] = self._jobs[number].at(fraction, text)
            if not self._later.isActive():
                self._show()

    def remove(self, number: int) -> None:
        """Forget a job that ended."""
        self._jobs.pop(number, None)
        if not self._later.isActive() or not self._jobs:
            self._show()

    def show_contents(self, workbench: Workbench) -> None:
        """Say what is open."""
        count = len(workbench.reports)
        parts = [
            tr("No reports")
            if not count
            else tr("1 report")
            if count == 1
            else tr("{count} reports", count=count)
        ]
        if workbench.comparison is not None:
            vendors = len(workbench.comparison.vendors)
            parts.append(tr("1 vendor") if vendors == 1 else tr("{count} vendors", count=vendors))
            parts.append(tr("{count} KPIs", count=len(workbench.comparison.kpis)))
        if count and workbench.unsaved:
            parts.append(tr("not saved"))
        self._contents.setText("  ·  ".join(parts))

    def _show(self) -> None:
        busy = bool(self._jobs)
        for widget in (self._text, self._bar, self._cancel):
            widget.setVisible(busy)
        more = len(self._jobs) - 1
        self._others.setVisible(more > 0)
        if not busy:
            return
        job = list(self._jobs.values())[-1]
        self._text.setText(job.sentence(time.monotonic()))
        self._others.setText(tr("+{count} more", count=more))
        self._others.setAccessibleName(tr("List all {count} jobs", count=more + 1))
        # A bar without an end moves by itself until the first report comes.
        self._bar.setRange(0, 1000 if job.fraction > 0 else 0)
        self._bar.setValue(round(job.fraction * 1000))
        self._cancel.setAccessibleName(tr("Cancel: {job}", job=job.title))

    def _list_jobs(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, job in reversed(self._jobs.items()):
            entry = menu.addAction(tr("Cancel: {job}", job=job.sentence(time.monotonic())))
            entry.triggered.connect(
                lambda _checked=False, number=number: self.cancelled.emit(number)
            )
        menu.popup(self._others.mapToGlobal(self._others.rect().topLeft()))

    def _cancel_shown(self) -> None:
        if self._jobs:
            self.cancelled.emit(list(self._jobs)[-1])
