"""Stand-ins for the import of one report, as a worker process may meet them."""

from __future__ import annotations

import ctypes
import logging
import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from desktop_app.domain.progress import Progress
from desktop_app.domain.records import RecordTable
from desktop_app.domain.translating import Language
from desktop_app.importing import worker_process
from desktop_app.importing.report import ImportedReport


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
    if what == "frame":
        report.records = [_records(path.name, int(path.stem.partition("-")[2]))]
    return report


class Teller:
    """A progress that prints what it is told."""

    def report(self, fraction: float, text: str) -> None:
        print(text, flush=True)  # noqa: T201

    def check(self) -> None:
        """Never stop."""


def serve_unbounded(
    connection: Any, level: int, modules: Sequence[str], language: Language
) -> None:
    """Serve as a worker of a system that holds no process to a limit of memory."""
    setattr(worker_process, "_hold_memory", lambda _most: None)  # noqa: B010 - read-only to mypy
    worker_process.serve(connection, level, modules, language)


def _records(file: str, rows: int) -> RecordTable:
    """Return records with one column of each dtype that an import gives."""
    numbers = pd.Series(range(rows))
    frame = pd.DataFrame(
        {
            "number": numbers.astype(float),
            "text": "text " + (numbers % 7).astype(str),
            "kind": pd.Categorical(np.where(numbers % 2, "a", "b")),
            "nothing": pd.Series(pd.NaT, index=numbers.index),
        }
    )
    return RecordTable(file, "", "Sheet1", "A1:D9", frame, {})


def _devour() -> None:
    kept = []
    while True:
        kept.append(np.ones(1 << 24))
