"""What reading files costs a process of its own: seconds and peak memory.

``python -m tests.benchmark.whole_path ours|floor FILE...`` prints both.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_KIB = 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """Wall-clock seconds, and the peak memory of a process and its largest child together."""

    seconds: float
    mebibytes: float


def cost_of(what: str, paths: Sequence[Path]) -> Cost:
    """Return what ``ours`` or the ``floor`` costs in a fresh process, without its own start."""
    command = [sys.executable, "-m", __name__, what, *map(str, paths)]
    folder = Path(__file__).resolve().parents[2]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=True, text=True)
    seconds, mebibytes = map(float, done.stdout.split())
    return Cost(seconds, mebibytes)


def floor(paths: Sequence[Path]) -> float:
    """Return the seconds that fastexcel takes to make pandas frames of the files."""
    import fastexcel

    began = time.perf_counter()
    for path in paths:
        fastexcel.read_excel(path).load_sheet(0).to_pandas()
    return time.perf_counter() - began


def ours(paths: Sequence[Path]) -> float:
    """Return the seconds from files to measurements by month, with accounting and origins."""
    from desktop_app.catalogue.loader import load_catalogue
    from desktop_app.domain.period import Grain
    from desktop_app.domain.progress import NoProgress
    from desktop_app.importing.isolation import import_reports
    from desktop_app.importing.report import ImportOptions
    from desktop_app.kpi.measure import measure
    from desktop_app.presenting.comparison import gather_evidence

    catalogue = load_catalogue()
    began = time.perf_counter()
    reports = import_reports(list(paths), catalogue, ImportOptions(), NoProgress())
    measured = measure(gather_evidence(reports), catalogue, Grain.MONTH)
    spent = time.perf_counter() - began
    assert all(report.usable and not report.failed for report in reports)
    assert len(measured.frame)
    return spent


def peak_mebibytes() -> float:
    """Return the most memory that this process and one of its children ever held, added up."""
    held = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, _CHILDREN)]
    return sum(held) / (_KIB if sys.platform != "darwin" else _KIB * _KIB)


_CHILDREN = resource.RUSAGE_CHILDREN

if __name__ == "__main__":
    spent = {"ours": ours, "floor": floor}[sys.argv[1]]([Path(name) for name in sys.argv[2:]])
    sys.stdout.write(f"{spent} {peak_mebibytes()}\n")
