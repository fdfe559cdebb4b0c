"""Columns of a million rows into typed values, against what pandas needs to touch them once.

Alone: ``python -m tests.benchmark.values``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import numpy as np
import pandas as pd

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.catalogue.model import FieldKind
from desktop_app.importing.typed import ReadingHints
from desktop_app.importing.values import read_column
from tests.benchmark.timing import Result, alternate

ROWS = 1_000_000
FLOAT_BUDGET = 5.0


def _columns(rows: int) -> list[tuple[str, str, pd.Series, Callable[[pd.Series], object]]]:
    """Return name, kind, cells and floor of each column measured."""
    rng = np.random.default_rng(7)
    seconds = pd.Series(rng.random(rows) * 300)
    days = pd.Timestamp(2026, 1, 1) + pd.to_timedelta(rng.integers(0, 90 * 86400, rows), unit="s")
    channels = pd.Series(np.array(["Voice", "Chat", "Email"])[rng.integers(0, 3, rows)])
    clocks = pd.Series(pd.to_timedelta(rng.integers(0, 3600, rows), unit="s").astype(str).str[7:])
    stamps = pd.Series(days.strftime("%Y-%m-%d %H:%M:%S"))
    ids = pd.Series([f"TCK-{number:07d}" for number in range(rows)])
    return [
        ("seconds as numbers", "duration", seconds, lambda cells: cells.copy(deep=True) * 1.0),
        ("dates", "timestamp", pd.Series(days), lambda cells: cells.astype("datetime64[ns]")),
        ("three texts", "text", channels, pd.factorize),
        ("clock texts", "duration", clocks, pd.factorize),
        ("ids, all different", "id", ids, lambda cells: cells.astype("category")),
        ("ISO texts", "timestamp", stamps, pd.to_datetime),
    ]


def run(rows: int = ROWS) -> list[Result]:
    """Return one ratio per kind of column."""
    words = load_catalogue().words
    results = []
    for name, kind, cells, floor in _columns(rows):
        hints = ReadingHints(FieldKind(kind), default_unit="seconds", plausible=(0.0, 86400.0))
        floor_s, ours_s = alternate(
            lambda cells=cells, floor=floor: floor(cells),
            lambda cells=cells, hints=hints: read_column(cells, hints, words),
            rounds=3,
        )
        budget = FLOAT_BUDGET if name == "seconds as numbers" else None
        title = f"{rows:,} cells, {name}, to values"
        results.append(Result(title, "pandas", floor_s, ours_s, budget))
    return results


if __name__ == "__main__":
    for result in run():
        sys.stdout.write(result.line() + "\n")
