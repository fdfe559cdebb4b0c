"""Runs jobs in a pool of threads and brings their answers back to the window's thread."""

from __future__ import annotations

import itertools
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, QThreadPool, Signal, Slot

from desktop_app.domain.progress import Cancelled
from desktop_app.workbench.jobs import Job

T = TypeVar("T")
_log = logging.getLogger(__name__)
_REPORT_EVERY_S = 0.05


@dataclass(slots=True)
class _Outcome:
    """What a job came to: a value, an error, or neither when it was cancelled."""

    value: Any = None
    error: Exception | None = None
    cancelled: bool = False


class _Messages(QObject):
    """Carries messages from the pool's threads; lives on the window's thread."""

    progressed = Signal(int, float, str)
    ended = Signal(int, object)


class _Context:
    """The `Progress` a job gets: throttled, and stopped by an event."""

    def __init__(self, number: int, messages: _Messages) -> None:
        self._number = number
        self._messages = messages
        self._last = 0.0
        self.stop = threading.Event()

    def report(self, fraction: float, text: str) -> None:
        now = time.monotonic()
        if now - self._last >= _REPORT_EVERY_S or fraction >= 1.0:
            self._last = now
            self._messages.progressed.emit(self._number, fraction, text)

    def check(self) -> None:
        if self.stop.is_set():
            raise Cancelled


class _Task(QRunnable):
    def __init__(self, number: int, job: Job[Any], context: _Context, messages: _Messages) -> None:
        super().__init__()
        # The pool must not delete what Python still holds.
        self.setAutoDelete(False)
        self.job = job
        self.context = context
        self._number = number
        self._messages = messages

    def run(self) -> None:
        outcome = _Outcome()
        try:
            self.context.check()
            outcome.value = self.job.work(self.context)
        except Cancelled:
            outcome.cancelled = True
        except Exception as error:  # noqa: BLE001 - every error is brought to the window
            outcome.error = error
        self._messages.ended.emit(self._number, outcome)


class Workers(QObject):
    """A `workbench.jobs.Runner` over a thread pool.

    Every start gets a number. Starting a job in a slot cancels the job that was there, and
    the late answer of a cancelled job is dropped. `progressed` and `ended` are for showing;
    results go to the jobs' own functions, on this object's thread.
    """

    started = Signal(int, str)
    progressed = Signal(int, float, str)
    ended = Signal(int)

    def __init__(
        self, on_error: Callable[[Exception], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._on_error = on_error
        self._numbers = itertools.count(1)
        self._tasks: dict[int, _Task] = {}
        self._pool = QThreadPool(self)
        self._messages = _Messages(self)
        self._messages.progressed.connect(self._pass_on)
        self._messages.ended.connect(self._finish)

    @property
    def running(self) -> dict[int, str]:
        """Return numbers and titles of the jobs under way, oldest first."""
        return {number: task.job.title for number, task in self._tasks.items()}

    def start(self, job: Job[T]) -> int:
        """Start a job in the pool and return its number."""
        if job.slot:
            for number, task in self._tasks.items():
                if task.job.slot == job.slot:
                    self.cancel(number)
        number = next(self._numbers)
        task = _Task(number, job, _Context(number, self._messages), self._messages)
        self._tasks[number] = task
        self.started.emit(number, job.title)
        self._pool.start(task)
        return number

    def cancel(self, number: int) -> None:
        """Ask a job to stop; its answer, should it still come, is dropped."""
        task = self._tasks.get(number)
        if task is not None:
            task.context.stop.set()

    def cancel_all(self) -> None:
        """Ask every job to stop."""
        for number in tuple(self._tasks):
            self.cancel(number)

    def close(self, timeout_ms: int = 30_000) -> bool:
        """Stop everything and wait; False if a job did not end in time."""
        self.cancel_all()
        done = self._pool.waitForDone(timeout_ms)
        # Their last words are delivered here: nobody may be listening afterwards.
        QCoreApplication.sendPostedEvents(self)
        return done

    @Slot(int, float, str)
    def _pass_on(self, number: int, fraction: float, text: str) -> None:
        task = self._tasks.get(number)
        if task is not None and not task.context.stop.is_set():
            self.progressed.emit(number, fraction, text)

    @Slot(int, object)
    def _finish(self, number: int, outcome: _Outcome) -> None:
        task = self._tasks.pop(number)
        self.ended.emit(number)
        too_late = task.context.stop.is_set() and not task.job.lasting
        if outcome.cancelled or too_late:
            _log.info("job %d (%s) was cancelled", number, task.job.title)
            if task.job.stopped is not None:
                task.job.stopped()
        elif outcome.error is None:
            task.job.done(outcome.value)
        elif task.job.failed is not None:
            task.job.failed(outcome.error)
        else:
            self._on_error(outcome.error)
