"""Whether two vendors differ in one KPI by more than chance: the difference with its interval."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from statistics import NormalDist

import numpy as np

from desktop_app.kpi.uncertainty import Z95, wilson

_LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """One vendor's figure with its 95 % interval, in the KPI's canonical unit.

    `part` and `whole` are counts where the figure is a share of them, else NaN.
    """

    value: float
    low: float
    high: float
    part: float = math.nan
    whole: float = math.nan

    @property
    def counted(self) -> bool:
        """Return whether the interval is that of a share of counts."""
        share = self.part / self.whole if self.whole > 0 else math.nan
        return 0 <= self.part <= self.whole and math.isclose(share, self.value, rel_tol=1e-9)


@dataclass(frozen=True, slots=True)
class Difference:
    """First less second, with an interval; `level` says whether 0 lies in it."""

    value: float
    low: float
    high: float

    @property
    def level(self) -> bool:
        """Return whether chance alone could make the difference."""
        return self.low <= 0.0 <= self.high

    @property
    def noise(self) -> float:
        """Return how large a difference that way round could be by chance alone."""
        return self.value - self.low if self.value >= 0 else self.high - self.value


def difference(first: Estimate, second: Estimate, comparisons: int = 1) -> Difference | None:
    """Return how far two vendors' figures are apart, None where an interval is missing.

    The interval of the difference is recovered from those of the two figures (MOVER: G. Y. Zou
    and A. Donner, 2008), which need not be symmetrical nor normal. Of two shares of counts that
    is R. G. Newcombe's method 10 (1998), from Wilson's intervals.

    Parameters
    ----------
    comparisons : int
        How many pairs are compared together: each interval is made wide enough that all of them
        hold at once 19 times in 20 (Bonferroni).
    """
    return between(widened(first, comparisons), widened(second, comparisons))


def widened(one: Estimate, comparisons: int) -> Estimate:
    """Return a figure with the interval that so many comparisons together need."""
    low, high = _ends(one, quantile_for(comparisons))
    return replace(one, low=low, high=high)


def between(first: Estimate, second: Estimate) -> Difference | None:
    """Return the difference of two figures by their intervals as they are; see `difference`."""
    gap = first.value - second.value
    below = math.hypot(first.value - first.low, second.high - second.value)
    above = math.hypot(first.high - first.value, second.value - second.low)
    if math.isnan(below) or math.isnan(above):
        return None
    return Difference(gap, gap - below, gap + above)


def quantile_for(comparisons: int) -> float:
    """Return the standard normal quantile that so many intervals together need."""
    if comparisons <= 1:
        return Z95
    return NormalDist().inv_cdf(1 - (1 - _LEVEL) / 2 / comparisons)


def _ends(one: Estimate, z: float) -> tuple[float, float]:
    """Return the ends of a figure's interval at another level."""
    if one.counted:
        low, high = wilson(np.array([one.part]), np.array([one.whole]), z)
        return float(low[0]), float(high[0])
    wider = z / Z95
    return one.value - (one.value - one.low) * wider, one.value + (one.high - one.value) * wider
