"""The smallest change of weights that puts a vendor first, where no algebra gives it: searched."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from desktop_app.domain.progress import Progress
from desktop_app.scoring.batch_scores import BatchScorer
from desktop_app.scoring.model import Floats
from desktop_app.scoring.nearest_weights import nearest_weights
from desktop_app.scoring.numbers import RELATIVE_TOLERANCE

SEED = 1
_DRAWN = 3_000
"""Sets of weights drawn in each of two ways: even, and with few that weigh much."""
_SPARSE = 0.15
_FEW = 0.05
"""Where few weigh much, those that weigh less than this weigh nothing: with figures missing, some
vendors are first only where that is so."""
_AT_ONCE = 500
_STARTS = 3
_MIXED = np.array([0.02, 0.05, 0.1, 0.2, 0.4, 0.7])
"""Shares by which weights are moved towards one criterion when looking for a first win."""
_CLIMBS = 40
_HALVINGS = 30
_STEP = 1e-5
_TRUST, _LEAST_TRUST = 0.25, 1e-4
"""How far a straight line is taken for the scores, at first and when the search ends."""
_ROUNDS = 40
_CORRECTED = 3
"""How often a straight step is made again, a little beside where it led to."""
_WAY = np.linspace(1.0, 0.05, 20)[:, np.newaxis]


class OvertakingSearch:
    """Looks for the nearest weights at which vendors of a field are first.

    From weights drawn all over and near those set, and where these do not do, climbing towards
    one criterion after the other; then, from the nearest ones that win, by linear programs on
    scores taken as straight near the weights reached (sequential linear programming: R. E.
    Griffith and R. A. Stewart, Management Science 7, 1961). Each set of weights that is given was
    scored: the vendor is first there. That there is no nearer one is not proven.

    Parameters
    ----------
    scorer : BatchScorer
        Of one field; scores do not change when all weights are multiplied by a number.
    weights : array of float, shape (criteria,)
        As set; sum to 1.
    known : array of bool, shape (vendors, criteria)
        Where there are figures.
    carried : float
        A vendor wins on figures for this share of the weight at least.
    progress : Progress
        Asked whether to stop.

    Attributes
    ----------
    tried : int
        How many sets of weights were scored for the vendor looked at last.
    """

    def __init__(
        self,
        scorer: BatchScorer,
        weights: Floats,
        known: NDArray[np.bool_],
        carried: float,
        progress: Progress,
    ) -> None:
        self._progress = progress
        self._scorer = scorer
        self._weights = weights
        self._known = known.astype(np.float64)
        self._carried = carried
        self._drawn = _drawn(weights)
        self._behind = self._scored(self._drawn)
        self.tried = len(self._drawn)

    def nearest(self, vendor: int) -> Floats | None:
        """Return the nearest weights found at which a vendor is first; None if none are found."""
        self.tried = len(self._drawn)
        gaps = self._behind[:, vendor]
        first = np.flatnonzero(gaps <= RELATIVE_TOLERANCE)
        if not len(first):
            climbed = self._climbed(vendor, self._drawn[int(gaps.argmin())])
            starts = [] if climbed is None else [climbed]
        else:
            near = first[np.argsort(self._moved(self._drawn[first]), kind="stable")]
            starts = [self._drawn[i] for i in near[:_STARTS].tolist()]
        found = [self._refined(vendor, self._drawn_back(vendor, start)) for start in starts]
        return min(found, key=lambda one: float(self._moved(one)), default=None)

    def _moved(self, sets: Floats) -> Floats:
        """Return how much of the total weight changes hands."""
        return np.asarray(np.abs(sets - self._weights).sum(axis=-1) / 2)

    def _gaps(self, sets: Floats, vendor: int) -> Floats:
        """Return by how much a vendor is behind the first; infinite on next to no figures."""
        self.tried += len(sets)
        scores = self._scorer(sets)
        gaps = scores[:, vendor] - scores.min(axis=1)
        return np.where(sets @ self._known[vendor] < self._carried, np.inf, gaps)

    def _scored(self, sets: Floats) -> Floats:
        """Return by how much each vendor is behind the first."""
        behind = np.empty((len(sets), len(self._known)))
        for start in range(0, len(sets), _AT_ONCE):
            self._progress.check()
            of = slice(start, start + _AT_ONCE)
            scores = self._scorer(sets[of])
            behind[of] = scores - scores.min(axis=1, keepdims=True)
        return np.where(sets @ self._known.T < self._carried, np.inf, behind)

    def _climbed(self, vendor: int, at: Floats) -> Floats | None:
        """Return weights at which a vendor is first, moving towards one criterion at a time."""
        alone = np.eye(len(at))[:, np.newaxis]
        mixed = _MIXED[:, np.newaxis]
        gap = np.inf
        for _ in range(_CLIMBS):
            sets = ((1 - mixed) * at + mixed * alone).reshape(-1, len(at))
            gaps = self._gaps(sets, vendor)
            best = int(gaps.argmin())
            if not gaps[best] < gap - RELATIVE_TOLERANCE:
                return None
            at, gap = sets[best], float(gaps[best])
            if gap <= RELATIVE_TOLERANCE:
                return at
        return None

    def _drawn_back(self, vendor: int, wins: Floats) -> Floats:
        """Return weights that win as near to those set as lie straight between both."""
        good, bad = 1.0, 0.0
        for _ in range(_HALVINGS):
            middle = (good + bad) / 2
            at = self._weights + middle * (wins - self._weights)
            if self._gaps(at[np.newaxis], vendor)[0] <= RELATIVE_TOLERANCE:
                good = middle
            else:
                bad = middle
        return np.asarray(self._weights + good * (wins - self._weights))

    def _refined(self, vendor: int, at: Floats) -> Floats:
        """Return nearer weights that win, reached by straight steps that are made ever shorter."""
        trust = _TRUST
        for _ in range(_ROUNDS):
            if trust < _LEAST_TRUST:
                break
            self._progress.check()
            nearer = self._step(vendor, at, trust)
            gain = 0.0 if nearer is None else float(self._moved(at) - self._moved(nearer))
            if nearer is not None:
                at = nearer
            if gain < 0.1 * min(trust, float(self._moved(at))):
                trust /= 4
        return at

    def _step(self, vendor: int, at: Floats, trust: float) -> Floats | None:
        """Return nearer weights that win, within a distance; None if none are found."""
        count = len(at)
        scores = self._scorer(np.vstack([at, at + _STEP * np.eye(count)]))
        self.tried += len(scores)
        ahead = np.delete(scores, vendor, axis=1) - scores[:, vendor : vendor + 1]
        slopes = (ahead[1:] - ahead[0]).T / _STEP
        # Near here only, which is no condition where it would be below 0 or above all there is.
        low, high = at - trust > 0, at + trust < 1
        sides = np.vstack([np.eye(count)[low], -np.eye(count)[high]])
        near = np.concatenate([(at - trust)[low], -(at + trust)[high]])
        conditions = np.vstack([slopes, sides, self._known[vendor]])
        margin, best = 0.0, None
        for _ in range(_CORRECTED):
            floors = np.concatenate([slopes @ at - ahead[0] + margin, near, [self._carried]])
            goal = nearest_weights(self._weights, conditions, floors)
            if goal is None:
                break
            # All of the way may be too far where scores bend: as much of it as still wins.
            sets = at + _WAY * (goal - at)
            gaps = self._gaps(sets, vendor)
            better = gaps <= RELATIVE_TOLERANCE
            better &= self._moved(sets) < self._moved(at if best is None else best) - 1e-7
            if better.any():
                best = sets[better][int(self._moved(sets[better]).argmin())]
            if not RELATIVE_TOLERANCE < gaps[0] < np.inf:
                break
            # Beside the edge where it is straight, so much as it bends here.
            margin += 1.05 * float(gaps[0])
        return best


def _drawn(weights: Floats) -> Floats:
    """Return weights all over and near those set, in a fixed order, each sum 1."""
    count = len(weights)
    rng = np.random.default_rng(SEED)
    all_over = np.vstack(
        [rng.dirichlet(np.ones(count), _DRAWN), rng.dirichlet(np.full(count, _SPARSE), _DRAWN)]
    )
    share = rng.random((len(all_over), 1))
    near = (1 - share) * weights + share * all_over
    eye = np.eye(count)
    steps = np.linspace(0.02, 1.0, 50)[:, np.newaxis, np.newaxis]
    towards = ((1 - steps) * weights + steps * eye).reshape(-1, count)
    without = weights * (1 - np.minimum(eye[:, np.newaxis] + eye, 1)).reshape(-1, count)
    without = without[without.sum(axis=1) > 0]
    few = np.where(all_over[_DRAWN:] < _FEW, 0.0, all_over[_DRAWN:])
    sets = np.vstack([all_over[:_DRAWN], near, towards, without, few[few.sum(axis=1) > 0]])
    return np.asarray(sets / sets.sum(axis=1, keepdims=True))
