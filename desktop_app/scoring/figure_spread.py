"""How figures are drawn within their 95 % intervals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.scoring.model import Floats

_ENDS = 1.959963984540054
"""Standard deviations to the ends of a 95 % interval."""


@dataclass(frozen=True, slots=True, eq=False)
class FigureSpread:
    """Figures with what each is uncertain by, all of shape (vendors, criteria).

    A drawn figure lies as often below as above what was measured, each side spread like a normal
    distribution whose 95 % end is the interval's. Figures are drawn independent of each other.

    Parameters
    ----------
    values : array of float
        As measured; NaN where there is none.
    below, above : array of float
        Standard deviations to either side, in the figures' units; 0 where a figure is exact.
    known : array of bool
        Where a figure has an interval.
    """

    values: Floats
    below: Floats
    above: Floats
    known: NDArray[np.bool_]

    @classmethod
    def of(cls, values: Floats, low: Floats, high: Floats) -> FigureSpread:
        """Return the spread from the ends of the intervals, NaN where a figure has none."""
        known = np.isfinite(values) & np.isfinite(low) & np.isfinite(high)
        return cls(
            values=values,
            below=np.where(known, np.maximum(values - low, 0.0), 0.0) / _ENDS,
            above=np.where(known, np.maximum(high - values, 0.0), 0.0) / _ENDS,
            known=known,
        )

    @property
    def moving(self) -> NDArray[np.bool_]:
        """Return which figures differ between draws."""
        return (self.below > 0) | (self.above > 0)

    def draw(
        self, random: np.random.Generator, draws: int, rows: NDArray[np.intp], column: int
    ) -> Floats:
        """Return drawn figures of some vendors at one criterion, shape (draws, rows)."""
        value = self.values[rows, column]
        below, above = self.below[rows, column], self.above[rows, column]
        normal = random.standard_normal((draws, len(rows)))
        return np.asarray(value + normal * np.where(normal < 0, below, above))
