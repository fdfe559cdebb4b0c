"""Start VendorBench: a command with its options, or the window."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.cli.arguments import COMMANDS, HELP, READING

PROJECT = ".vbench"
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")

if TYPE_CHECKING:
    from desktop_app.presenting.model import Comparison


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line or open the window; return the exit code.

    Parameters
    ----------
    argv : sequence of str, optional
        Arguments without the program's name; those of the process by default.
    """
    # Workers of the installed build start this very program.
    multiprocessing.freeze_support()
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments and arguments[0] in (*COMMANDS, *HELP):
        _prepare_workers(arguments)
        from desktop_app.cli.main import run

        return run(arguments, _draw_charts)
    problem = _why_no_window(arguments)
    if problem:
        sys.stderr.write(f"vendorbench: {problem}\n")
        return 2
    from desktop_app.bootstrap import run as open_window

    return open_window(arguments)


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

        files = [name for name in arguments[1:] if Path(name).is_file()]
        prepare_workers(min(len(files), Limits().workers))


def _draw_charts(comparison: Comparison, folder: Path) -> list[Path]:
    """Draw with Qt, which is loaded only when charts are asked for."""
    from desktop_app.gui.charts.files import write_charts

    return write_charts(comparison, folder)


if __name__ == "__main__":
    sys.exit(main())
