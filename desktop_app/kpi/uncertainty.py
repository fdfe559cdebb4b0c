"""How far a figure may be off: 95 % intervals, for whole arrays of groups at once."""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

Z95 = 1.959963984540054
"""Standard normal quantile of 0.975."""
_TAIL = 0.025
_EXACT_BELOW = 200


def wilson(part: Floats, whole: Floats, z: float = Z95) -> tuple[Floats, Floats]:
    """Return Wilson's score interval of shares.

    E. B. Wilson, "Probable inference, the law of succession, and statistical inference" (1927);
    unlike the normal interval it stays inside 0..1 and holds for small counts.

    Parameters
    ----------
    part, whole : arrays of float, same shape
        Counts; `part` may not exceed `whole`.
    z : float
        Standard normal quantile of the level wanted, 95 % by default.

    Returns
    -------
    low, high : arrays of float, 0..1
        NaN where the whole is not positive or the part is not within it.
    """
    fine = (whole > 0) & (part >= 0) & (part <= whole)
    n = np.where(fine, whole, np.nan)
    share = np.where(fine, part, np.nan) / n
    square = z * z
    centre = (share + square / (2 * n)) / (1 + square / n)
    half = z / (1 + square / n) * np.sqrt(share * (1 - share) / n + square / (4 * n * n))
    return np.clip(centre - half, 0.0, 1.0), np.clip(centre + half, 0.0, 1.0)


def wilson_of_sample(part: float, whole: float, population: float) -> tuple[float, float]:
    """Return Wilson's interval of the share in a whole population of which a sample was checked.

    The variance of a share of n drawn without return from N is smaller by (N - n) / (N - 1)
    (W. G. Cochran, "Sampling Techniques", 3rd ed., 1977, section 2.6): as if so many more had
    been drawn. Of what was checked in full nothing is uncertain.

    Parameters
    ----------
    part, whole : float
        Counts in the sample.
    population : float
        How many there are, the sample included; not below `whole`.
    """
    if population <= whole:
        return part / whole, part / whole
    more = (population - 1) / (population - whole)
    low, high = wilson(np.array([part * more]), np.array([whole * more]))
    return float(low[0]), float(high[0])


def ratio_error(n: Floats, residual_squares: Floats, whole: Floats) -> Floats:
    """Return the standard error of sums of parts over sums of wholes, by linearisation.

    W. G. Cochran, "Sampling Techniques" (3rd ed., 1977), section 2.11: the variance of
    R = S(p) / S(w) is n / (n - 1) x S((p - R w)^2) / S(w)^2. Where every whole is 1 this is the
    standard error of a mean, and for marks of -1, 0 and 1 that of an NPS (n - 1 for n).

    Parameters
    ----------
    n : array of float
        Records behind each ratio.
    residual_squares : array of float
        S((p - R w)^2) of each.
    whole : array of float
        S(w) of each.

    Returns
    -------
    array of float, in the unit of the ratio
        NaN for fewer than two records.
    """
    fine = (n > 1) & (whole != 0)
    several = np.where(fine, n, np.nan)
    squares = np.maximum(residual_squares, 0.0)
    error: Floats = np.sqrt(several / (several - 1) * squares)
    return error / np.abs(np.where(fine, whole, np.nan))


def quantile_ranks(n: NDArray[np.int64], q: float) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the ranks, from 0, of the order statistics that bound a quantile.

    W. J. Conover, "Practical Nonparametric Statistics" (3rd ed., 1999), section 3.2: the number
    of values below the quantile is binomial, exactly so for fewer than `_EXACT_BELOW` values and
    in its normal approximation for more. No assumption is made about how they are distributed.

    Returns
    -------
    low, high : arrays of int, same shape as `n`
        -1 where there are too few values for such a bound.
    """
    middle, half = n * q, Z95 * np.sqrt(n * q * (1 - q))
    low = np.floor(middle - half).astype(np.int64) - 1
    high = np.ceil(middle + half + 1).astype(np.int64) - 1
    for size in np.unique(n[(n > 0) & (n < _EXACT_BELOW)]).tolist():
        low[n == size], high[n == size] = _exact_ranks(size, q)
    return np.where(low < 0, -1, low), np.where(high >= n, -1, high)


@lru_cache(maxsize=4 * _EXACT_BELOW)
def _exact_ranks(n: int, q: float) -> tuple[int, int]:
    """Return the closest ranks, from 0, of which each is beyond the quantile 1 time in 40 at most.

    -1 and n stand for none.
    """
    chances = [math.comb(n, k) * q**k * (1 - q) ** (n - k) for k in range(n + 1)]
    low = sum(chance <= _TAIL for chance in accumulate(chances)) - 1
    high = n + 1 - sum(chance <= _TAIL for chance in accumulate(reversed(chances)))
    return low, high - 1
