"""Long work of the window's own thread, done in small parts with the user served in between."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer

_TURN_S = 0.008
"""Parts are done in one turn until this much of the processor was used: half a frame."""


class _Work(NamedTuple):
    parts: Iterator[None]
    then: Callable[[], None] | None


class Turns(QObject):
    """Works through iterators, a few of their steps at each turn of the event loop.

    Parameters
    ----------
    at_once : bool
        Do everything when it is handed over, for whoever has no event loop.
    """

    def __init__(self, at_once: bool = False, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._at_once = at_once
        self._waiting: deque[_Work] = deque()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._turn)

    @property
    def busy(self) -> bool:
        """Return whether anything is left to do."""
        return bool(self._waiting)

    def do(
        self, parts: Iterator[None], then: Callable[[], None] | None = None, urgent: bool = False
    ) -> None:
        """Go through `parts`, each up to its next ``yield`` without a break, and call `then`.

        Parameters
        ----------
        parts : iterator
            A generator that yields where the window may do something else.
        then : function, optional
        urgent : bool
            Before all that waits, as somebody is looking at the place where it will be.
        """
        work = _Work(parts, then)
        if self._at_once:
            while not self._step(work):
                pass
        else:
            (self._waiting.appendleft if urgent else self._waiting.append)(work)
            self._timer.start()

    def clear(self) -> None:
        """Forget all that is left to do."""
        self._waiting.clear()
        self._timer.stop()

    def _turn(self) -> None:
        end = time.thread_time() + _TURN_S
        while self._waiting and time.thread_time() < end:
            work = self._waiting[0]
            try:
                done = self._step(work)
            except BaseException:
                self._leave(work)
                raise
            if done:
                self._leave(work)
        if self._waiting:
            self._timer.start()

    def _leave(self, work: _Work) -> None:
        # Not simply the first: a step may have handed over something urgent.
        if work in self._waiting:
            self._waiting.remove(work)
        if self._waiting:
            self._timer.start()

    @staticmethod
    def _step(work: _Work) -> bool:
        """Do one part; True if it was the last."""
        for _ in work.parts:
            return False
        if work.then is not None:
            work.then()
        return True
