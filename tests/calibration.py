"""How often recognition is right, by how sure it says it is: ``python -m tests.calibration``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from desktop_app.importing.decisions import SURE
from tests.helpers.labelled import (
    BINS,
    HELD_OUT,
    MENDED_WITH,
    Decision,
    decisions,
    decisions_of_real_files,
)


def taken(found: Iterable[Decision], least: float, below: float = 2.0) -> list[Decision]:
    """Return the decisions for a meaning of at least that confidence."""
    return [one for one in found if one.meaning and least <= one.confidence < below]


def share_right(found: Sequence[Decision]) -> float:
    """Return the share of right decisions, 0..1; NaN of none."""
    return sum(one.right for one in found) / len(found) if found else float("nan")


def table(found: Sequence[Decision]) -> Iterator[str]:
    """Yield the lines of a table: confidence, decisions, right ones, and their share."""
    yield f"{'confidence':<14}{'n':>6}{'right':>7}{'share':>8}"
    for low, high in pairwise(BINS):
        among = taken(found, low, high)
        if among:
            yield _line(f"{low:.2f} to {min(high, 1.0):.2f}", among)
    yield _line("shown as sure", taken(found, SURE))
    yield _line("taken for none", [one for one in found if not one.meaning])
    yield _line("all", found)


def _line(name: str, among: Sequence[Decision]) -> str:
    right = sum(one.right for one in among)
    return f"{name:<14}{len(among):>6}{right:>7}{share_right(among):>8.1%}"


def sets() -> dict[str, list[Decision]]:
    """Return the decisions on each part of the labelled set."""
    return {
        "mended with": [one for name in MENDED_WITH for one in decisions(name)],
        "held out": [one for name in HELD_OUT for one in decisions(name)],
        "real files": list(decisions_of_real_files()),
    }


def main() -> None:
    """Print the tables, and the decisions shown as sure that are wrong."""
    parts = sets()
    parts["all"] = [one for found in parts.values() for one in found]
    for name, found in parts.items():
        sys.stdout.write(f"\n{name}\n" + "\n".join(table(found)) + "\n")
    for one in taken(parts["all"], SURE):
        if not one.right:
            told = f"{one.label.place}: '{one.label.heading}' was taken for {one.meaning}"
            sys.stdout.write(f"{told} ({one.confidence:.0%}), is {' or '.join(one.label.truth)}\n")


if __name__ == "__main__":
    main()
