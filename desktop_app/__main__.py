"""Start VendorBench: a command with its options, or the window."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.cli.words import COMMANDS, FOLDERS_WRITTEN, HELP, READING, STOPPED

PROJECT = ".vbench"
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")

if TYPE_CHECKING:
    from types import ModuleType

    from desktop_app.presenting.model import Comparison


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line or open the window; return the exit code.

    Parameters
    ----------
    argv : sequence of str, optional
        Arguments without the program's name; those of the process by default.
    """
    if getattr(sys, "frozen", False):
        # Workers of the installed build start this very program.
        from multiprocessing import freeze_support

        freeze_support()
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments and arguments[0] in (*COMMANDS, *HELP):
        return _run_command(arguments)
    problem = _why_no_window(arguments)
    if problem:
        sys.stderr.write(f"vendorbench: {problem}\n")
        return 2
    open_window: Callable[[Sequence[str]], int] = load_window().run
    return open_window(arguments)


def load_window() -> ModuleType:
    """Return what opens the window, imported without looking for garbage meanwhile.

    What is imported stays, and going through it again and again takes a thirtieth of the time
    until the window is seen; the search goes on when the last library is in (`bootstrap.begin`).
    """
    gc.disable()
    from desktop_app import bootstrap

    return bootstrap


def _run_command(arguments: Sequence[str]) -> int:
    """Run a command; return its exit code."""
    # Python loses an interrupt that comes while it takes the lock of an import.
    interrupted = signal.signal(signal.SIGINT, _stop_at_once)
    try:
        _prepare_workers(arguments)
        from desktop_app.cli.main import run
    finally:
        signal.signal(signal.SIGINT, interrupted)
    return run(arguments, _draw_charts)


def _stop_at_once(*_: object) -> None:
    """End this process, which has read and written nothing yet; its workers end with it."""
    os.write(2, f"vendorbench: {STOPPED}\n".encode())
    os._exit(1)


def _why_no_window(arguments: Sequence[str]) -> str:
    """Return what is wrong with a start without command, or ``""``."""
    if arguments and not Path(arguments[0]).exists() and Path(arguments[0]).suffix != PROJECT:
        return (
            f"{arguments[0]!r} is neither a project nor one of the commands "
            f"{', '.join(COMMANDS)}; vendorbench --help shows how to call it"
        )
    if sys.platform.startswith("linux") and not any(map(os.environ.get, _SCREENS)):
        return "there is no screen to open the window on; vendorbench --help shows the commands"
    return ""


def _prepare_workers(arguments: Sequence[str]) -> None:
    """Start the workers of a command that reads reports, while this process imports its own."""
    if arguments[0] in READING:
        from desktop_app.importing.workers import Limits, prepare_workers

        most = Limits().workers
        given = [
            name for name, before in pairwise(reversed(arguments)) if before not in FOLDERS_WRITTEN
        ]
        files = sum(most if Path(name).is_dir() else Path(name).is_file() for name in given)
        prepare_workers(min(files, most))


def _draw_charts(comparison: Comparison, folder: Path) -> list[Path]:
    """Draw with Qt, which is loaded only when charts are asked for."""
    from desktop_app.gui.charts.files import write_charts

    return write_charts(comparison, folder)


if __name__ == "__main__":
    sys.exit(main())
