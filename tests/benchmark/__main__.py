"""Run all benchmarks and print their ratios: ``make bench``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.benchmark import importing, values, window

FOLDER = Path(__file__).resolve().parents[2] / "build" / "benchmark"


def main() -> int:
    """Print one line per benchmark; return 0."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    benchmarks = (
        lambda: importing.run(FOLDER),
        window.cold_start,
        window.ranking_repaint,
        values.run,
    )
    for benchmark in benchmarks:
        for result in benchmark():
            sys.stdout.write(result.line() + "\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
