"""Stand-ins for the import of one report, as a worker process may meet them."""

from __future__ import annotations

import ctypes
import logging
import os
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from desktop_app.domain.progress import Progress
from desktop_app.importing import workers
from desktop_app.importing.report import ImportedReport
from desktop_app.importing.workers import Limits


def behave(path: Path, catalogue: Any, options: Any, progress: Progress) -> ImportedReport:
    """Do what the file's name says."""
    progress.report(0.5, f"reading {path.name}")
    what = path.stem.partition("-")[0]
    if what == "crash":
        os._exit(7)
    if what == "segfault":
        ctypes.string_at(0)
    if what == "hang":
        time.sleep(600)
    if what == "raise":
        raise ValueError("cannot make sense of it")
    if what == "devour":
        _devour()
    if what == "print":
        print("this must not be seen")  # noqa: T201
        os.write(2, b"nor this\n")
    if what == "log":
        logging.getLogger("desktop_app.importing.test").warning("odd file %s", path.name)
    if what == "slow":
        time.sleep(0.4)
    reader = f"{os.getpid()}"
    report = ImportedReport(path.name, str(path), vendor=str(catalogue), reader=reader)
    if what == "large":
        report.stated = report.stated.reindex(range(int(path.stem.partition("-")[2])))
        report.stated["value"] = np.arange(len(report.stated), dtype=float)
    return report


def serve_unbounded(connection: Any, job: Any, limits: Limits, level: int) -> None:
    """Serve as a worker of a system that holds no process to a limit of memory."""
    workers._serve(connection, job, replace(limits, memory_bytes=1 << 50), level)


def _devour() -> None:
    kept = []
    while True:
        kept.append(np.ones(1 << 24))
