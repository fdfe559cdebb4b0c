"""Comparing floating point numbers so that equal figures stay equal."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from desktop_app.scoring.model import Floats

RELATIVE_TOLERANCE = 1e-9
"""Scores closer than this, relative to the largest, are the same score: far above the rounding
of sums of a few dozen products (about 1e-15), far below any difference that means something."""


def tolerance(values: Floats) -> float:
    """Return the difference below which `values` count as equal; 0 if none is known."""
    known = np.abs(values[np.isfinite(values)])
    return float(known.max()) * RELATIVE_TOLERANCE if known.size else 0.0


def constant(values: Floats) -> bool:
    """Return whether all known values are the same number; true for none or one."""
    known = values[np.isfinite(values)]
    return known.size < 2 or float(np.ptp(known)) <= tolerance(known)


def length(values: Floats) -> float:
    """Return the Euclidean length of the known values, 0 if there are none.

    Scaled before squaring, so that tiny figures do not vanish and huge ones do not overflow.
    """
    known = values[np.isfinite(values)]
    largest = float(np.abs(known).max(initial=0.0))
    return largest * float(np.sqrt(np.sum((known / largest) ** 2))) if largest > 0 else 0.0


def best_of(scores: Floats, higher_is_better: bool = True) -> NDArray[np.intp]:
    """Return the positions of the best scores: those of rank 1 in `competition_ranks`."""
    keys = -scores if higher_is_better else scores
    known = np.isfinite(keys)
    if not known.any():
        return np.empty(0, dtype=np.intp)
    limit = max(tolerance(scores), RELATIVE_TOLERANCE)
    return np.flatnonzero(known & (keys - keys[known].min() <= limit))


def competition_ranks(scores: Floats, higher_is_better: bool = True) -> list[int | None]:
    """Return ranks from 1, ties sharing the best of theirs (1, 1, 3); None for a NaN score.

    Scores within `tolerance` of the first of a group tie with it. As methods score on a scale of
    1 or 100, the tolerance is never taken from a number below 1: net flows that are all zero but
    for rounding are a tie.
    """
    keys = -scores if higher_is_better else scores
    limit = max(tolerance(scores), RELATIVE_TOLERANCE)
    ranks: list[int | None] = [None] * len(scores)
    first, rank = np.nan, 0
    known = [int(i) for i in np.argsort(keys, kind="stable") if np.isfinite(keys[i])]
    for place, index in enumerate(known, start=1):
        if rank == 0 or keys[index] - first > limit:
            first, rank = float(keys[index]), place
        ranks[index] = rank
    return ranks
