"""What leaves the command line: text in a form every console takes, and faults into the log."""

from __future__ import annotations

import io
import os
import sys
import traceback

from desktop_app import paths

LOG_FILE = "vendorbench.log"


def prepare(json: bool) -> None:
    """Let names in any script be printed: JSON as UTF-8, text as far as the console can show it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if json and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")


def stop_writing() -> None:
    """Send what is still to be printed nowhere; for when nobody reads on (``| head``)."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123


def record_fault() -> str:
    """Append the present exception to the log file; return a sentence for the user."""
    kind, error, _ = sys.exc_info()
    text = f"a fault in VendorBench stopped the work ({kind.__name__ if kind else ''}: {error})"
    try:
        log = paths.user_log() / LOG_FILE
        with log.open("a", encoding="utf-8") as file:
            file.write(traceback.format_exc())
    except OSError as problem:
        return f"{text}; its details could not be written: {problem}"
    return f"{text}; {log} has the details"
