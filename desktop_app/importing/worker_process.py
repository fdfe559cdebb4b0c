"""The inside of a worker process: it does one task with one file after another.

It prints nothing, ends with the program, and sends progress, log records and results through the
pipe; `workers` is at the other end.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import logging
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from enum import StrEnum
from logging.handlers import QueueHandler
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

from desktop_app.domain.progress import Cancelled, Progress
from desktop_app.domain.translating import Language, speak
from desktop_app.importing.transport import send_message

T = TypeVar("T")
Task = Callable[[Path, Progress], T]
"""What a worker does with a file; a function of a module or a data class, as it is pickled."""

_log = logging.getLogger(__name__)

_REPORT_EVERY_S = 0.05


class Lost(StrEnum):
    """Why a worker brought nothing back."""

    CRASHED = "crashed"
    SLOW = "slow"
    MEMORY = "memory"
    FAILED = "failed"


class _PipeProgress:
    """Sends progress through the pipe; a cancel ends the process, so it never has to ask."""

    def __init__(self, send: Callable[[str, Any], None]) -> None:
        self._send = send
        self._last = 0.0

    def report(self, fraction: float, text: str) -> None:
        """Say how far this file is, at most some twenty times a second."""
        now = time.monotonic()
        if now - self._last >= _REPORT_EVERY_S:
            self._last = now
            self._send("progress", (min(max(fraction, 0.0), 1.0), text))

    def check(self) -> None:
        """Never stop from within."""


class _PipeLog(QueueHandler):
    """Sends log records through the pipe, so that the program's log file has them."""

    def __init__(self, send: Callable[[str, Any], None]) -> None:
        super().__init__(None)  # type: ignore[arg-type]
        self._send = send

    def enqueue(self, record: logging.LogRecord) -> None:
        """Send a record that has been made fit for pickling."""
        self._send("log", record)


def serve(connection: Connection, level: int, modules: Sequence[str], language: Language) -> None:
    """Read files until the pipe closes; the main function of a worker process.

    Parameters
    ----------
    connection : Connection
        Brings a task with the most memory in bytes, then one path after another; takes messages
        of a kind and its content.
    level : int
        From which log records are sent on.
    modules : sequence of str
        Imported before the first file comes. One of them may have a function ``make_ready``, which
        is called where no file is waiting by then.
    language : Language
        What findings are written in.
    """
    speak(language)
    _be_quiet()
    threading.Thread(target=_end_with_program, daemon=True).start()
    _get_ready(connection, modules)
    gc.freeze()  # what is there now is never garbage
    lock = threading.Lock()

    def send(kind: str, content: Any) -> None:
        with lock:
            send_message(connection, (kind, content))

    root = logging.getLogger()
    root.handlers = [_PipeLog(send)]
    root.setLevel(level)
    with contextlib.suppress(EOFError, OSError):  # the program has ended or does not listen
        job, most_memory = connection.recv()
        _hold_memory(most_memory)
        while True:
            path = connection.recv()
            send("began", None)
            send(*_outcome(path, job, _PipeProgress(send)))


def _get_ready(connection: Connection, modules: Sequence[str]) -> None:
    """Import modules, and make them ready for the first file unless it is waiting already."""
    for module in [importlib.import_module(name) for name in modules]:
        if hasattr(module, "make_ready") and not connection.poll():
            module.make_ready()


def _outcome(path: Path, job: Task[Any], progress: Progress) -> tuple[str, Any]:
    """Return what one file came to, as a message."""
    try:
        return "done", job(path, progress)
    except MemoryError:
        return Lost.MEMORY, ""
    except Cancelled:
        return Lost.FAILED, "cancelled"
    except Exception as error:  # noqa: BLE001 - one file's bug must not end the others
        _log.exception("reading %s failed", path.name)
        return Lost.FAILED, f"{type(error).__name__}: {error}"[:300]


def _end_with_program() -> None:
    """End this process as soon as the one that started it has ended, whatever it is at."""
    program = multiprocessing.parent_process()
    if program is not None:
        program.join()
    os._exit(1)


def _be_quiet() -> None:
    """Let nothing that a library prints reach the program's output, nor Ctrl-C this process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            with contextlib.suppress(OSError, ValueError):
                os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _hold_memory(most: int) -> None:
    """Bound this process's address space where the system can."""
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
