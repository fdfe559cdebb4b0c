"""Run all benchmarks and print their ratios: ``make bench``.

``make bench LARGE=1`` adds those of logs of a million rows and more, which take minutes each, and
some ten more the first time, to write the files.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.benchmark import (
    importing,
    measuring,
    monte_carlo,
    responsiveness,
    scrolling,
    sliding,
    values,
    window,
)

FOLDER = Path(tempfile.gettempdir()) / "vendorbench-benchmark"
LARGE = "--large"


def main() -> int:
    """Print one line per benchmark; return 0."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    benchmarks = (
        lambda: importing.run(FOLDER),
        window.cold_start,
        window.ranking_repaint,
        sliding.run,
        lambda: sliding.run(50, 60),
        monte_carlo.run,
        responsiveness.run,
        lambda: scrolling.run(FOLDER, 1_000_000 if LARGE in sys.argv[1:] else 100_000),
        values.run,
        measuring.run,
        *([measuring.run_large] if LARGE in sys.argv[1:] else []),
        *([lambda: importing.run_large(FOLDER)] if LARGE in sys.argv[1:] else []),
    )
    for benchmark in benchmarks:
        for result in benchmark():
            sys.stdout.write(result.line() + "\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
