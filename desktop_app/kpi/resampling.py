"""Intervals of means and ratios of few records: a seeded bootstrap, with Student's t for a handful.

The normal distribution holds for many records, but not for few of a skewed kind (times, amounts).
Parts of a figure (a channel, a size) are many, and what is made of them needs a standard error:
they have Student's t.
The draws hang on nothing but how many records there are, and records are sorted first: neither
their order, nor their files, nor other figures change an interval.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from desktop_app.kpi.frames import Floats
from desktop_app.kpi.grouping import Counted, Ints
from desktop_app.kpi.uncertainty import Z95

NORMAL_FROM = 200
"""From so many records on the normal distribution does."""
BOOTSTRAP_FROM = 10
"""Fewer records hold too little of their own distribution for quantiles of their draws alone."""
STUDENTISED_FROM = 5
"""Fewer records give draws of which too many have hardly an error of their own."""
DRAWS = 2000
_SEED = 20_250_101
_TIE = 1e-12
_TAIL = 0.025
_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class Singles:
    """The single records of small groups.

    Parameters
    ----------
    groups : array of int
        Index of each record's group.
    part, whole : arrays of float
        What it adds to the group's sums, none NaN and not both 0.
    """

    groups: Ints
    part: Floats
    whole: Floats

    @classmethod
    def of(cls, counted: Counted, n: Floats, part: Floats, whole: Floats | float) -> Singles | None:
        """Return the records of groups of which `n` are few, None where no group is small."""
        few = (n < NORMAL_FROM) & (n > 0)
        if not few.any():
            return None
        rows = np.flatnonzero(np.append(few, False)[counted.codes])
        wholes = np.full(len(rows), whole) if isinstance(whole, float) else whole[rows]
        parts = part[rows]
        matter = (parts != 0) | (wholes != 0)
        return cls(counted.codes[rows][matter], parts[matter], wholes[matter])

    def moved(self, places: Ints) -> Singles:
        """Return the same with the groups numbered otherwise: `places` of the old numbers."""
        return Singles(places[self.groups], self.part, self.whole)


def joined_singles(several: list[Singles]) -> Singles:
    """Return the records of several tables as one."""
    return Singles(
        np.concatenate([one.groups for one in several]),
        np.concatenate([one.part for one in several]),
        np.concatenate([one.whole for one in several]),
    )


@lru_cache(maxsize=NORMAL_FROM)
def student_quantile(n: int) -> float:
    """Return the 0.975 quantile of Student's t for `n` records, 2 or more.

    The angle whose tangent is t / sqrt(n - 1) is halved into, by the closed form of how much lies
    within it: M. Abramowitz and I. A. Stegun, "Handbook of Mathematical Functions" (1964), 26.7.3
    and 26.7.4.
    """
    low, high = 0.0, math.pi / 2
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, n - 1) < 0.95 else (low, middle)
    return math.sqrt(n - 1) * math.tan(low)


def _within(angle: float, freedom: int) -> float:
    """Return how much of Student's t lies within an angle to both sides."""
    odd = freedom % 2
    square = math.cos(angle) ** 2
    term = math.cos(angle) if odd else 1.0
    total = term if freedom > 1 else 0.0
    for step in range(2 + odd, freedom - 1, 2):
        term *= square * (step - 1) / step
        total += term
    total *= math.sin(angle)
    return 2 / math.pi * (angle + total) if odd else total


def normal_or_student(n: Floats) -> Floats:
    """Return how many standard errors each half of an interval has by the number of records."""
    factors = np.full(len(n), Z95)
    for size in np.unique(n[(n >= 2) & (n < NORMAL_FROM)]).tolist():
        factors[n == size] = student_quantile(int(size))
    return factors


def bootstrap_ends(singles: Singles, groups: int) -> tuple[Floats, Floats]:
    """Return the 95 % interval of sums of parts over sums of wholes, for groups of few records.

    Bias-corrected and accelerated: B. Efron, "Better bootstrap confidence intervals" (1987);
    the normal quantile in it is replaced by that of Student's t, and widened by sqrt(n / (n - 1)),
    as quantiles of draws from few records are too narrow by that (T. C. Hesterberg, "What teachers
    should know about the bootstrap", 2015).

    Parameters
    ----------
    singles : Singles
        All records of each small group.
    groups : int
        How many groups there are.

    Returns
    -------
    low, high : arrays of float, one a group
        NaN for groups of fewer than `STUDENTISED_FROM` records, or of `NORMAL_FROM` and more.
        Of fewer than `BOOTSTRAP_FROM` they are those of `_of_a_handful`.
    """
    low, high = np.full(groups, np.nan), np.full(groups, np.nan)
    order = np.lexsort((singles.part, singles.whole, singles.groups))
    part, whole = singles.part[order], singles.whole[order]
    sizes = np.bincount(singles.groups, minlength=groups)
    starts = np.cumsum(sizes) - sizes
    small = (sizes >= STUDENTISED_FROM) & (sizes < NORMAL_FROM)
    for n in np.unique(sizes[small]).tolist():
        chosen = np.flatnonzero(sizes == n)
        rows = starts[chosen][:, None] + np.arange(n)
        ends = _of_a_handful if n < BOOTSTRAP_FROM else _of_one_size
        low[chosen], high[chosen] = ends(part[rows], whole[rows])
    return low, high


def _of_a_handful(part: Floats, whole: Floats) -> tuple[Floats, Floats]:
    """Return the ends for groups (rows) of equally few records: the wider of two intervals.

    Student's t is right for what lies evenly, and far too narrow for times and amounts; the
    studentised bootstrap (B. Efron, R. Tibshirani, "An Introduction to the Bootstrap", 1993,
    section 12.5) follows the skew, but is too narrow where draws of a few marks are all alike.
    """
    n = part.shape[1]
    counts = _counts(n).astype(np.float64)
    sums = whole.sum(axis=1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = part.sum(axis=1, keepdims=True) / sums
        away = part - value * whole
        own = np.sqrt(n / (n - 1) * (away**2).sum(axis=1, keepdims=True)) / np.abs(sums)
        wholes = _drawn(whole, counts)
        gap = _drawn(away, counts) / wholes
        squares = _drawn(away**2, counts) - 2 * gap * _drawn(away * whole, counts)
        squares += gap**2 * _drawn(whole**2, counts)
        noise = _TIE * _drawn(away**2, counts)
        error = np.sqrt(n / (n - 1) * np.where(squares > noise, squares, np.nan)) / np.abs(wholes)
        student = gap / error
    student[~np.isfinite(student)] = np.nan
    reach = np.full((len(part), 2), student_quantile(n))
    told = np.count_nonzero(~np.isnan(student), axis=1) >= DRAWS / 2
    if told.any():
        ends = np.nanquantile(student[told], [_TAIL, 1 - _TAIL], axis=1).T
        reach[told] = np.maximum(reach[told], np.column_stack([ends[:, 1], -ends[:, 0]]))
    low, high = (value - own * reach[:, :1]).ravel(), (value + own * reach[:, 1:]).ravel()
    return low, high


def _of_one_size(part: Floats, whole: Floats) -> tuple[Floats, Floats]:
    """Return the ends for groups (rows) of equally many records (columns)."""
    n = part.shape[1]
    counts = _counts(n).astype(np.float64)
    sums = whole.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = part.sum(axis=1) / sums
        drawn = _drawn(part, counts) / (n if bool((whole == 1).all()) else _drawn(whole, counts))
    drawn[~np.isfinite(drawn)] = np.nan
    away = part - value[:, None] * whole
    squares = (away**2).sum(axis=1)
    lean = np.divide((away**3).sum(axis=1), 6 * squares**1.5, out=np.zeros(len(value)),
                     where=squares > 0)  # fmt: skip
    gap = drawn - value[:, None]
    tie = np.abs(gap) <= _TIE * np.abs(value)[:, None]
    below = np.where(tie, 0.5, gap < 0).sum(axis=1)
    drawn.sort(axis=1)
    valid = np.count_nonzero(~np.isnan(drawn), axis=1)
    reach = student_quantile(n) * math.sqrt(n / (n - 1))
    ends = [
        [_quantile(drawn[row, : valid[row]], _level(below[row] / valid[row], lean[row], z))
         for row in range(len(value))]
        if len(value) else [] for z in (-reach, reach)
    ]  # fmt: skip
    return np.minimum(ends[0], value), np.maximum(ends[1], value)


def _drawn(values: Floats, counts: Floats) -> Floats:
    """Return the sums of each group (row) in each draw.

    Group by group: for products this small the threads of a matrix product cost more than it.
    """
    return np.stack([row @ counts for row in values])


def _level(below: float, lean: float, z: float) -> float:
    """Return which quantile of the draws an end is, by the share of draws below the figure."""
    edge = 0.5 / DRAWS
    bias = _NORMAL.inv_cdf(min(max(below, edge), 1 - edge))
    slope = 1 - lean * (bias + z)
    if slope <= 0:
        return 1.0 if z > 0 else 0.0
    return _NORMAL.cdf(bias + (bias + z) / slope)


def _quantile(ordered: Floats, level: float) -> float:
    """Return a quantile of sorted values, linear between neighbours."""
    place = level * (len(ordered) - 1)
    floor = int(place)
    above = min(floor + 1, len(ordered) - 1)
    return float(ordered[floor] + (place - floor) * (ordered[above] - ordered[floor]))


@lru_cache(maxsize=NORMAL_FROM)
def _counts(n: int) -> NDArray[np.uint8]:
    """Return how often each of n records (rows) is in each draw (columns)."""
    places = np.random.default_rng((_SEED, n)).integers(0, n, size=(DRAWS, n))
    flat = places + n * np.arange(DRAWS)[:, None]
    counts = np.bincount(flat.ravel(), minlength=DRAWS * n).reshape(DRAWS, n)
    return np.ascontiguousarray(counts.T.astype(np.uint8))
