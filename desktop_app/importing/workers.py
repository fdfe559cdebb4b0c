"""Worker processes: a broken or hostile file costs a process, never the program.

Each worker reads one file at a time and is used again for the next; one that dies, hangs or eats
too much memory is ended, what it was at is refused, and another takes its place.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import pickle
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Generic, TypeVar

from desktop_app.domain.progress import Progress
from desktop_app.domain.translating import spoken, tr
from desktop_app.importing.memory import held_by
from desktop_app.importing.transport import received
from desktop_app.importing.worker_process import Lost, Task, serve

T = TypeVar("T")

IMPORTING = ("desktop_app.importing.pipeline", "desktop_app.importing.readers.xlsx")
"""What nearly every import of a report needs; named, so that only workers import it."""

_log = logging.getLogger(__name__)

_POLL_S = 0.1
_START_UP_S = 60.0
_KILL_WAIT_S = 2.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost.

    Parameters
    ----------
    seconds : float
        Wall-clock time for one file.
    memory_bytes : int
        Memory of a worker. Linux holds the address space to it; on all systems the memory in use
        is looked at ten times a second, and a worker with more is ended.
    workers : int
        How many files are read at once.
    """

    seconds: float = 300.0
    memory_bytes: int = 6 << 30
    workers: int = 2


def run_in_workers(
    paths: Sequence[Path],
    task: Task[T],
    refuse: Callable[[Path, Lost, str], T],
    progress: Progress,
    limits: Limits | None = None,
) -> list[T]:
    """Return what a task makes of each file, each in a worker process.

    Parameters
    ----------
    task : callable
        Goes to the workers; what it returns comes back pickled.
    refuse : function of a path, the reason, and a detail for people
        Gives the answer, or raises, for a file whose worker brought nothing back.
    progress : Progress
        Told how far all files together are; asked ten times a second whether to stop.

    Raises
    ------
    Cancelled
        If `progress` says so; all workers are ended by then.
    """
    pool = _Pool(list(paths), task, refuse, limits or Limits(), progress)
    try:
        return pool.run()
    finally:
        pool.close()


@dataclass(slots=True)
class _Worker:
    """A process at the other end of a pipe, and the file it is at."""

    process: BaseProcess
    connection: Connection
    task: int | None = None
    deadline: float = 0.0
    fraction: float = 0.0

    @classmethod
    def started(cls, modules: Sequence[str] = ()) -> _Worker:
        """Return a new worker that imports some modules before it waits to be told its job."""
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        level = logging.getLogger().getEffectiveLevel()
        arguments = (theirs, level, tuple(modules), spoken())
        process = context.Process(target=serve, args=arguments, daemon=True)
        with _no_interrupt():
            process.start()
        theirs.close()
        return cls(process, ours)

    def end(self) -> None:
        """End the process, whatever it is at."""
        self.process.kill()
        self.process.join(_KILL_WAIT_S)
        self.connection.close()


_spare: list[_Worker] = []


def prepare_workers(count: int, modules: Sequence[str] = IMPORTING) -> None:
    """Have so many idle workers, with some modules imported, for the next files to be read.

    To start one takes longer than to read most reports. They end with the program, or with the
    files they are used for.
    """
    for _ in range(count - len(_spare)):
        _spare.append(_Worker.started(modules))


def dismiss_workers() -> None:
    """End the idle workers that were not used."""
    while _spare:
        _spare.pop().end()


def _spare_worker() -> _Worker | None:
    """Return an idle worker that is alive, None for none."""
    while _spare:
        worker = _spare.pop()
        if worker.process.is_alive():
            return worker
        worker.end()
    return None


@dataclass
class _Pool(Generic[T]):
    """Hands files to workers and gathers what comes back."""

    paths: list[Path]
    job: Task[T]
    refuse: Callable[[Path, Lost, str], T]
    limits: Limits
    progress: Progress
    waiting: list[int] = field(init=False)
    results: dict[int, T] = field(default_factory=dict, init=False)
    workers: list[_Worker] = field(default_factory=list, init=False)
    looked_at: float = field(default=0.0, init=False)

    def __post_init__(self) -> None:
        self.waiting = list(range(len(self.paths)))

    def run(self) -> list[T]:
        """Read all files."""
        while len(self.results) < len(self.paths):
            self.progress.check()
            self._hand_out()
            busy = [worker for worker in self.workers if worker.task is not None]
            for ready in wait([worker.connection for worker in busy], timeout=_POLL_S):
                self._listen(next(worker for worker in busy if worker.connection is ready))
            self._end_late(busy)
            self._end_greedy(busy)
        return [self.results[at] for at in range(len(self.paths))]

    def close(self) -> None:
        """End all workers."""
        for worker in list(self.workers):
            self._end(worker)

    def _hand_out(self) -> None:
        """Give every idle worker a file, and start workers while there are files for them."""
        idle = [worker for worker in self.workers if worker.task is None]
        while self.waiting and (idle or len(self.workers) < self.limits.workers):
            worker = idle.pop() if idle else self._start()
            task = self.waiting.pop(0)
            worker.task, worker.fraction = task, 0.0
            worker.deadline = time.monotonic() + _START_UP_S + self.limits.seconds
            # A worker that died while idle is noticed when its answer is awaited.
            with contextlib.suppress(OSError):
                worker.connection.send(self.paths[task])

    def _start(self) -> _Worker:
        worker = _spare_worker() or _Worker.started()
        self.workers.append(worker)
        with contextlib.suppress(OSError):
            worker.connection.send((self.job, self.limits.memory_bytes))
        return worker

    def _listen(self, worker: _Worker) -> None:
        """Take one message of a worker, or notice that it died."""
        try:
            kind, content = received(worker.connection)
        except (EOFError, OSError, pickle.UnpicklingError):
            self._lost(worker)
            return
        if kind == "log":
            logging.getLogger(content.name).handle(content)
        elif kind == "began":
            worker.deadline = time.monotonic() + self.limits.seconds
        elif kind == "progress":
            worker.fraction, text = content
            self._tell(text)
        else:
            self._finish(worker, kind, content)

    def _finish(self, worker: _Worker, kind: str, content: Any) -> None:
        task = worker.task
        if task is None:
            raise RuntimeError(f"a worker without a file sent '{kind}'")
        worker.task, worker.fraction = None, 0.0
        if kind == "done":
            self.results[task] = content
        else:
            self.results[task] = self.refuse(self.paths[task], Lost(kind), content)
        self._tell(tr("{file} read", file=self.paths[task].name))

    def _lost(self, worker: _Worker) -> None:
        """Give the file of a worker that died a finding."""
        worker.process.join(_KILL_WAIT_S)
        code = worker.process.exitcode
        _log.warning("a worker ended with exit code %s at %s", code, self._path_of(worker))
        self._finish(worker, Lost.CRASHED, tr("exit code {code}", code=code))
        self._end(worker)

    def _end_late(self, busy: list[_Worker]) -> None:
        """End workers whose time is up."""
        now = time.monotonic()
        for worker in busy:
            if worker.task is not None and worker in self.workers and now > worker.deadline:
                _log.warning("reading %s took too long and was ended", self._path_of(worker))
                self._end(worker)
                self._finish(worker, Lost.SLOW, "")

    def _end_greedy(self, busy: list[_Worker]) -> None:
        """End workers that hold more memory than they may."""
        now = time.monotonic()
        if now < self.looked_at + _POLL_S:
            return
        self.looked_at = now
        for worker in busy:
            if worker.task is None or worker not in self.workers or worker.process.pid is None:
                continue
            if held_by(worker.process.pid) > self.limits.memory_bytes:
                _log.warning("reading %s took too much memory and was ended", self._path_of(worker))
                self._end(worker)
                self._finish(worker, Lost.MEMORY, "")

    def _path_of(self, worker: _Worker) -> Path | None:
        return None if worker.task is None else self.paths[worker.task]

    def _end(self, worker: _Worker) -> None:
        self.workers.remove(worker)
        worker.end()

    def _tell(self, text: str) -> None:
        under_way = sum(worker.fraction for worker in self.workers)
        self.progress.report((len(self.results) + under_way) / len(self.paths), text)


@contextlib.contextmanager
def _no_interrupt() -> Iterator[None]:
    """Let Ctrl-C wait; a process started meanwhile never hears it until it says otherwise.

    It goes to all processes of a terminal, also to one that can't yet say that it is deaf to it.
    """
    if sys.platform == "win32":
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # a start does so too, and would hear it from then on
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
