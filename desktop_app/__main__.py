"""Start VendorBench: a command with its options, or the window."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Sequence

from desktop_app.cli.arguments import COMMANDS


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
    if arguments and (arguments[0] in COMMANDS or arguments[0].startswith("-")):
        from desktop_app.cli.main import run

        return run(arguments)
    from desktop_app.bootstrap import run as open_window

    return open_window(arguments)


if __name__ == "__main__":
    sys.exit(main())
