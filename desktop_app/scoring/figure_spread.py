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

    def draw(self, random: np.random.Generator, draws: int) -> Floats:
        """Return drawn figures, shape (draws, vendors, criteria); exact ones as they are.

        Those of a criterion lie together in memory, as they are scored together.
        """
        moving = np.logical_or.reduce(self.moving, axis=0).tolist()
        values = np.empty((draws, *self.values.T.shape))
        for j, moves in enumerate(moving):
            if moves:
                normal = random.standard_normal((draws, len(self.values)))
                normal *= np.where(normal < 0, self.below[:, j], self.above[:, j])
                values[:, j] = np.add(normal, self.values[:, j], out=normal)
            else:
                values[:, j] = self.values[:, j]
        return values.swapaxes(1, 2)
