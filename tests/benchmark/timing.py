"""Measuring two things side by side, so that a noisy machine is noisy for both."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """One operation beside its floor; seconds are medians, `budget` is the ratio allowed.

    Both may be another amount than seconds, of which `unit` is the name.
    """

    name: str
    floor_name: str
    floor_s: float
    ours_s: float
    budget: float | None
    note: str = ""
    unit: str = "s"

    @property
    def ratio(self) -> float:
        """Return ours over floor."""
        return self.ours_s / self.floor_s

    def line(self) -> str:
        """Return the result as one line of the report."""
        budget = "" if self.budget is None else f" (budget {self.budget:g} x)"
        note = f"; {self.note}" if self.note else ""
        digits = 3 if self.unit == "s" else 0
        ours, floor = (f"{n:.{digits}f} {self.unit}" for n in (self.ours_s, self.floor_s))
        return (
            f"{self.name}: {ours} against {floor} of {self.floor_name}: "
            f"{self.ratio:.2f} x{budget}{note}"
        )


def seconds(run: Callable[[], object]) -> float:
    """Return how long one call takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def alternate(
    floor: Callable[[], object], ours: Callable[[], object], rounds: int = 5
) -> tuple[float, float]:
    """Return the medians of floor and ours, run in turns after one warm-up of each."""
    floor()
    ours()
    pairs = [(seconds(floor), seconds(ours)) for _ in range(rounds)]
    return statistics.median(f for f, _ in pairs), statistics.median(o for _, o in pairs)
