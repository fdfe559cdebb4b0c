"""Decision matrices in a line, and rankings as plain dictionaries."""

from __future__ import annotations

import string
from collections.abc import Sequence

import numpy as np

from desktop_app.catalogue.model import Anchors
from desktop_app.domain.unit import Direction
from desktop_app.scoring.model import Criterion, DecisionMatrix, Preference, Ranking

NAN = float("nan")
SIGNS = {
    "+": Direction.HIGHER,
    "-": Direction.LOWER,
    "b": Direction.BAND,
    "0": Direction.NONE,
}


def matrix(
    rows: Sequence[Sequence[float]],
    weights: Sequence[float],
    signs: str = "",
    anchors: Sequence[Anchors | None] = (),
    preferences: Sequence[Preference] = (),
) -> DecisionMatrix:
    """Vendors A, B, C... by criteria c0, c1...; a sign a criterion."""
    count = len(weights)
    criteria = tuple(
        Criterion(
            id=f"c{j}",
            title=f"Criterion {j}",
            direction=SIGNS[(signs or "+" * count)[j]],
            weight=weights[j],
            anchors=anchors[j] if anchors else None,
            preference=preferences[j] if preferences else Preference(),
        )
        for j in range(count)
    )
    values = np.array(rows, dtype=np.float64).reshape(len(rows), count)
    return DecisionMatrix(tuple(string.ascii_uppercase[: len(rows)]), criteria, values)


def line(top: float = 100.0, worst: float = 0.0) -> Anchors:
    """Anchors on which a value from worst to top scores 0 to 100 in a straight line."""
    return Anchors(worst=worst, target=top)


def scores(ranking: Ranking) -> dict[str, float]:
    return {line.vendor: line.score for line in ranking.vendors}


def ranks(ranking: Ranking) -> dict[str, int | None]:
    return {line.vendor: line.rank for line in ranking.vendors}
