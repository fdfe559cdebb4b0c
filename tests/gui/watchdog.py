"""Watches the window's thread: how long anything keeps it, and in what code.

What counts is what a user would wait on a calm machine: the processor time that the thread itself
took, held against how slow the machine is at that moment, and the time that it stood still for a
lock, a file or a pause. That it, or a thread that held what it needed, stood in the kernel's queue
for a processor that others had is not the program's doing and is left out: Linux counts it for
each thread.
"""

from __future__ import annotations

import faulthandler
import math
import os
import re
import signal
import tempfile
import threading
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from statistics import median
from typing import NamedTuple

from PySide6.QtCore import QAbstractEventDispatcher
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

LIMIT_S = 0.050
_LOOPS = 40_000
_LOOP_S = 0.0023
"""What `_LOOPS` rounds take on the machine of performance.md with nothing else running."""
_PULSE_S = 0.25
_FIRST_S, _NEXT_S = 0.03, 0.01
"""When the stack of what takes long is first noted, and how often after that."""
_SHOWN = 4
_STACK = re.compile(r"^(?:Current thread|Stack)[^\n]*\n", re.MULTILINE)
_FRAME = re.compile(r'  File "(?P<file>.+)", line (?P<line>\d+) in (?P<name>.+)')


class Spent(NamedTuple):
    """Seconds: worked by the thread, passed in all, queued by it and by the process's others."""

    worked: float = 0.0
    passed: float = 0.0
    queued: float = 0.0
    others: float = 0.0

    def less(self, other: Spent) -> Spent:
        """Return what is left without the other."""
        return Spent(*(one - two for one, two in zip(self, other, strict=True)))

    def calm(self, slowness: float) -> float:
        """Return what it would be on a calm machine."""
        still = self.passed - self.worked - self.queued - max(self.others, 0.0)
        return self.worked / slowness + max(still, 0.0)


class Clock:
    """Tells what the thread that made it has spent until now."""

    def __init__(self) -> None:
        self._own = threading.get_native_id()
        self._files: dict[int, int] = {}
        self.look_round()

    def look_round(self) -> None:
        """Take in the threads that there are now."""
        there = {int(place.name) for place in Path("/proc/self/task").iterdir()}
        for thread in self._files.keys() - there:
            os.close(self._files.pop(thread))
        for thread in there - self._files.keys():
            with suppress(FileNotFoundError):
                file = os.open(f"/proc/self/task/{thread}/schedstat", os.O_RDONLY)
                self._files[thread] = file

    def now(self) -> Spent:
        """Return the time spent since some moment in the past."""
        queued = {thread: self._queued(file) for thread, file in self._files.items()}
        own = queued.pop(self._own)
        return Spent(time.thread_time(), time.monotonic(), own, sum(queued.values()))

    @staticmethod
    def _queued(file: int) -> float:
        with suppress(ProcessLookupError):
            return int(os.pread(file, 64, 0).split()[1]) / 1e9
        return 0.0


def slowness(rounds: int = 1) -> float:
    """Return how many times slower than the machine the limit is for this one is now."""
    taken = []
    for _ in range(rounds):
        start = time.thread_time()
        sum(place * place for place in range(_LOOPS))
        taken.append(time.thread_time() - start)
    return max(median(taken) / _LOOP_S, 1.0)


class Brush:
    """Tells how much slower painting is now than at the calmest moment seen.

    Others on the machine take caches and memory as well, which painting needs and sums do not:
    it may be slowed twice as much as they are.
    """

    def __init__(self) -> None:
        self._image = QImage(400, 300, QImage.Format.Format_ARGB32_Premultiplied)
        self._best, self._calmest = math.inf, math.inf

    def slowness(self, of_sums: float, rounds: int = 1) -> float:
        """Return it in times of the machine the limit is for; `of_sums` is how slow sums are."""
        taken = median(self._paint() for _ in range(rounds))
        self._best, self._calmest = min(self._best, taken), min(self._calmest, of_sums)
        return self._calmest * taken / self._best

    def _paint(self) -> float:
        start = time.thread_time()
        painter = QPainter(self._image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._image.fill(0)
        for place in range(60):
            painter.drawLine(0, place * 5, 400, 300 - place * 5)
            painter.drawText(place * 3, place * 5, f"{place} %")
        painter.end()
        return time.thread_time() - start


class Camera:
    """Notes the main thread's stack while something takes long, and needs no lock for it."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it is open as long as the program
        self._begin = 0
        faulthandler.register(signal.SIGALRM, self._file, all_threads=False)

    def start(self) -> None:
        """Begin to wait for what takes long."""
        self._begin = os.lseek(self._file.fileno(), 0, os.SEEK_CUR)
        signal.setitimer(signal.ITIMER_REAL, _FIRST_S, _NEXT_S)

    def stop(self) -> None:
        """Note nothing more."""
        signal.setitimer(signal.ITIMER_REAL, 0)

    def seen(self) -> list[str]:
        """Return where the thread was since `start`, the most frequent places first."""
        end = os.lseek(self._file.fileno(), 0, os.SEEK_CUR)
        noted = os.pread(self._file.fileno(), end - self._begin, self._begin)
        return places(noted.decode(errors="replace"))


def places(noted: str) -> list[str]:
    """Return the places of the program in noted stacks, those seen most often first."""
    counts: Counter[str] = Counter()
    for stack in filter(str.strip, _STACK.split(noted)):
        frames = [found.groupdict() for found in _FRAME.finditer(stack)]
        own = [frame for frame in frames if "/desktop_app/" in frame["file"]]
        chosen = own[:_SHOWN] or frames[:1]
        counts[" < ".join(map(_told, chosen))] += 1
    return [f"{count} x {place}" for place, count in counts.most_common(_SHOWN)]


def _told(frame: dict[str, str]) -> str:
    return f"{Path(frame['file']).name}:{frame['line']} {frame['name']}"


class Late(NamedTuple):
    """A stretch beyond the limit: seconds on a calm machine, what was done, and the code seen."""

    seconds: float
    phase: str
    stacks: list[str]


class Watchdog(QApplication):
    """Measures each stretch in which the window's thread does not look for what the user does.

    It begins when the event loop takes up what came, and ends when it asks for more: Qt tells of
    both. (To look at single events instead, each would have to pass through Python, which takes
    several times as long as what most of them do.)

    Parameters
    ----------
    arguments : list of str
    limit : float
        Seconds beyond which a stretch is noted in `late`.
    """

    def __init__(self, arguments: list[str], limit: float = LIMIT_S) -> None:
        super().__init__(arguments)
        self.phase = ""
        self.late: list[Late] = []
        self.stretches = 0
        self._limit = limit
        self._clock, self._camera = Clock(), Camera()
        self._brush = Brush()
        self._feel(3)
        self._next_pulse = 0.0
        self._begin: Spent | None = None
        loop = QAbstractEventDispatcher.instance()
        loop.awake.connect(self.take_up)
        loop.aboutToBlock.connect(self.rest)

    def take_up(self) -> None:
        """Begin a stretch, after the one that there is."""
        self.rest()
        if time.monotonic() > self._next_pulse:
            self._feel(1)
            self._clock.look_round()
        self._camera.start()
        self._begin = self._clock.now()

    def rest(self) -> None:
        """End the stretch, if there is one."""
        begin, self._begin = self._begin, None
        if begin is None:
            return
        self._camera.stop()
        taken = self._clock.now().less(begin)
        self.stretches += 1
        if taken.passed > self._limit:
            self._weigh(taken)

    def _feel(self, rounds: int) -> None:
        """Feel how slow the machine is."""
        of_sums = slowness(rounds)
        self._slowness = max(of_sums, self._brush.slowness(of_sums, rounds))
        self._next_pulse = time.monotonic() + _PULSE_S

    def _weigh(self, taken: Spent) -> None:
        """Note a stretch that would be beyond the limit on a calm machine as well."""
        stacks = self._camera.seen()
        # Other work comes and goes: it was there in between if it is there before or after.
        before = self._slowness
        self._feel(3)
        seconds = taken.calm(max(before, self._slowness))
        if seconds > self._limit:
            self.late.append(Late(seconds, self.phase, stacks))
