"""Who takes which place in how many draws, and by which weights the first place is won."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from desktop_app.scoring.model import Floats

_MANY = 1 << 8
"""From so many vendors on, 31 bits would leave too little of the scores."""


class PlaceCounts:
    """Counts places and sums winning weights over all draws.

    Parameters
    ----------
    vendors, criteria : int
    kinds : array of int, shape (vendors,)
        For every vendor the first one with the very same figures: they tie in every draw.
    """

    def __init__(self, vendors: int, criteria: int, kinds: NDArray[np.intp]) -> None:
        self._kinds = kinds
        self._tied = bool((kinds != np.arange(vendors)).any())
        self._counts = np.zeros(vendors * vendors, dtype=np.int64)
        self._sums = np.zeros((vendors, criteria))
        self._vendors = vendors
        self._draws = 0
        self._room = _Room(0, vendors, criteria)

    def add(self, weights: Floats, scores: Floats) -> None:
        """Count some draws; `scores` are lower for better, and are changed."""
        if self._tied:
            scores = scores[:, self._kinds]
        if len(self._room.keys) != len(scores):
            self._room = _Room(len(scores), self._vendors, weights.shape[1])
        ordered = self._room.sorted_keys(scores)
        first = self._room.first_cells
        if self._tied:
            first = _shared_places(ordered >> self._room.bits) * self._vendors
        ordered &= (1 << self._room.bits) - 1
        winners = ordered[:, 0].copy()
        cells = np.add(first, ordered, out=self._room.cells)
        self._counts += np.bincount(cells.ravel(), minlength=len(self._counts))
        self._draws += len(scores)
        self._add_winning(weights, winners)

    def _add_winning(self, weights: Floats, winners: NDArray[np.signedinteger]) -> None:
        """Add the weights of each draw to those its winner won under."""
        # Small integers are sorted by their digits, several times as fast as larger ones.
        small = winners.astype(np.uint16) if self._vendors <= 1 << 16 else winners
        by_winner = np.argsort(small, kind="stable")
        won = winners[by_winner].astype(np.intp)
        starts = np.flatnonzero(np.diff(won, prepend=-1))
        # "clip" only so that numpy writes where it is told to; nothing is out of range.
        grouped = np.take(weights, by_winner, axis=0, out=self._room.weights, mode="clip")
        self._sums[won[starts]] += np.add.reduceat(grouped, starts, axis=0)

    def shares(self) -> Floats:
        """Return how often each vendor takes each place, (vendors, places)."""
        counted = self._counts.reshape(self._vendors, self._vendors).T
        return np.asarray(counted / max(self._draws, 1))

    def central(self) -> Floats:
        """Return mean winning weights, NaN for who never wins."""
        if not self._vendors:
            return self._sums
        wins = self._counts[: self._vendors, np.newaxis].astype(np.float64)
        # Of equal vendors the sums are kept by the first of them, and hold for all.
        sums = self._sums[self._kinds]
        return np.divide(sums, wins, out=np.full_like(sums, np.nan), where=wins > 0)


class _Room:
    """Memory for counting some draws, used again: new memory takes longer than what fills it."""

    def __init__(self, draws: int, vendors: int, criteria: int) -> None:
        self.bits = max(vendors - 1, 1).bit_length()
        kind, whole = (np.int32, 31) if vendors <= _MANY else (np.int64, 52)
        self._steps = float((1 << whole - self.bits) - 1)
        self._vendors = np.tile(np.arange(vendors, dtype=kind), (draws, 1))
        self.keys = np.empty((draws, vendors), dtype=kind)
        self.first_cells = np.tile(np.arange(vendors) * vendors, (draws, 1))
        self.cells = np.empty((draws, vendors), dtype=np.intp)
        self.weights = np.empty((draws, criteria))

    def sorted_keys(self, scores: Floats) -> NDArray[np.signedinteger]:
        """Return each draw's scores as whole numbers in order, the vendor in the last bits.

        Sorting numbers of 32 bits is several times as fast as sorting places by scores. What
        scores are rounded to (with 50 vendors a part in 33 million of what lies between the
        least and the greatest) is far less than any score is known to.
        """
        least, most = float(scores.min()), float(scores.max())
        if not np.isfinite(most):
            scores, least, most = _with_ends(scores)
        scores -= least
        scores *= self._steps / (most - least) if most > least else 0.0
        np.copyto(self.keys, scores, casting="unsafe")
        self.keys <<= self.bits
        self.keys |= self._vendors
        self.keys.sort(axis=1)
        return self.keys


def _with_ends(scores: Floats) -> tuple[Floats, float, float]:
    """Return scores with those that are infinite or none behind all others, least and most."""
    known = scores[np.isfinite(scores)]
    least, most = (float(known.min()), float(known.max())) if known.size else (0.0, 0.0)
    last = most + max(most - least, 1.0)
    return np.where(np.isfinite(scores), scores, last), least, last


def _shared_places(ordered: NDArray[np.signedinteger]) -> NDArray[np.intp]:
    """Return the place at each position of the order, equal scores sharing the best of theirs."""
    new = np.ones(ordered.shape, dtype=np.bool_)
    new[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    places = np.where(new, np.arange(ordered.shape[1]), 0)
    return np.asarray(np.maximum.accumulate(places, axis=1), dtype=np.intp)
