"""Comparing floating point numbers so that equal figures stay equal."""

from __future__ import annotations

from typing import NamedTuple

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


class Extent(NamedTuple):
    """Least and greatest known values along an axis, kept with length 1; NaN where none is known.

    `same` is true where all known ones are the same number, as `constant` has it.
    """

    low: Floats
    high: Floats
    same: NDArray[np.bool_]


def extent(values: Floats, axis: int) -> Extent:
    """Return from where to where values go along an axis."""
    low = np.fmin.reduce(values, axis=axis, keepdims=True, initial=np.nan)
    high = np.fmax.reduce(values, axis=axis, keepdims=True, initial=np.nan)
    limit = np.fmax(np.abs(low), np.abs(high)) * RELATIVE_TOLERANCE
    return Extent(low, high, ~(high - low > limit))


def lengths(values: Floats, axis: int) -> Floats:
    """Return the Euclidean length of the known values along an axis, 0 if there are none.

    The axis is kept with length 1. Scaled before squaring, so that tiny figures do not vanish and
    huge ones do not overflow.
    """
    largest = np.fmax.reduce(np.abs(values), axis=axis, keepdims=True, initial=0.0)
    some = np.where(largest > 0, largest, 1.0)
    return np.asarray(largest * np.sqrt(np.nansum((values / some) ** 2, axis=axis, keepdims=True)))


def middle(values: Floats) -> Floats:
    """Return the median of the known values along the last axis, kept with length 1.

    NaN where none is known in any row.
    """
    if np.isnan(values).all():
        return np.full((*values.shape[:-1], 1), np.nan)
    return np.asarray(np.nanmedian(values, axis=-1, keepdims=True))


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
