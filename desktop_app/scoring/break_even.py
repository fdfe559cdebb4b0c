"""Break-even: the figure at which a vendor would be first, everything else staying as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from desktop_app.domain.progress import NoProgress, Progress
from desktop_app.domain.unit import Direction
from desktop_app.scoring.field import Field
from desktop_app.scoring.methods.weighted import score_matrix, weighted_sum
from desktop_app.scoring.model import Criterion, Floats, Method
from desktop_app.scoring.numbers import RELATIVE_TOLERANCE, tolerance
from desktop_app.scoring.ranking import METHODS, Placing
from desktop_app.scoring.value import band_of

_HALVINGS = 60
_FAR = 1e3

Limits = Mapping[str, tuple[float, float]]
"""The least and greatest figure that is possible, by KPI id."""


@dataclass(frozen=True, slots=True)
class BreakEven:
    """One KPI's figure that would put a vendor first.

    Parameters
    ----------
    vendor, kpi : str
    now : float
        The vendor's figure, canonical unit.
    needed : float
        From here on (in the better direction) it is first or shares the first place; NaN if it
        can't win by this KPI alone.
    """

    vendor: str
    kpi: str
    now: float
    needed: float

    @property
    def possible(self) -> bool:
        """Return whether there is such a figure."""
        return not np.isnan(self.needed)


def break_evens(
    placing: Placing,
    method: Method,
    vendors: tuple[str, ...],
    limits: Limits,
    progress: Progress | None = None,
) -> tuple[BreakEven, ...]:
    """Return the break-even of each KPI for each ranked vendor that is not first.

    The vendor's one figure is moved towards the best there can be, and everything is scored anew
    (with scales by the field, the others' points move too). Found by halving, to a billionth of
    the way. A vendor without a figure for a KPI gets none.

    Parameters
    ----------
    vendors : tuple of str
        Names of the matrix's vendors.
    limits : mapping of KPI id to (float, float)
        What a figure can be at most; without any, a thousand times the field's greatest.

    Raises
    ------
    Cancelled
        If `progress` says to stop.
    """
    progress = progress or NoProgress()
    field, found = placing.field, []
    for row in range(field.size):
        progress.check()
        place = placing.rows[row]
        if placing.ranks[place] == 1:
            continue
        for j, criterion in enumerate(field.criteria):
            now = float(field.values[row, j])
            if np.isnan(now):
                continue
            case = _Case(field, method, row, j, placing.outcome.parts)
            needed = _needed(case, criterion, now, limits)
            found.append(BreakEven(vendors[place], criterion.id, now, needed))
    return tuple(found)


def _needed(case: _Case, criterion: Criterion, now: float, limits: Limits) -> float:
    """Return the figure nearest to the present one at which the vendor is first; NaN for none."""
    best = _best(case.field.ranked[:, case.column], criterion, now, limits)
    if best == now or not case.first_with(best):
        return np.nan
    short, enough = now, best
    for _ in range(_HALVINGS):
        middle = (short + enough) / 2
        if case.first_with(middle):
            enough = middle
        else:
            short = middle
        if abs(enough - short) <= 1e-12 * max(abs(enough), abs(short)):
            break
    return enough


def _best(known: Floats, criterion: Criterion, now: float, limits: Limits) -> float:
    """Return the best figure that a vendor could have."""
    low, high = limits.get(criterion.id, (-np.inf, np.inf))
    anchors = criterion.anchors
    if criterion.direction is Direction.BAND and anchors is not None:
        inside = band_of(anchors)
        return float(np.clip(now, *inside))
    if criterion.direction is Direction.HIGHER:
        far = float(np.nanmax(np.abs(known))) * _FAR + 1.0
        return max(min(high, far), now)
    least = float(np.nanmin(known))
    # A price of nothing has no proportion to others: a thousandth of the least there is.
    far = least / _FAR if least > 0 else least - float(np.nanmax(np.abs(known))) * _FAR - 1.0
    return min(max(low, far), now)


@dataclass(frozen=True, slots=True)
class _Case:
    """One vendor's figure for one criterion, to be changed."""

    field: Field
    method: Method
    row: int
    column: int
    parts: Floats | None

    def first_with(self, value: float) -> bool:
        """Return whether the vendor is first, or shares it, with another figure."""
        values = np.array(self.field.ranked)
        values[self.row, self.column] = value
        if self.method is Method.WEIGHTED and self.parts is not None:
            scores = weighted_sum(self._parts_with(values), self.field.weights).score
        else:
            outcome = METHODS[self.method](replace(self.field, values=values))
            scores = outcome.score if outcome.higher_is_better else -outcome.score
        limit = max(tolerance(scores), RELATIVE_TOLERANCE)
        return bool(scores[self.row] >= np.nanmax(scores) - limit)

    def _parts_with(self, values: Floats) -> Floats:
        """Return the points with one criterion scored anew; the others do not change."""
        assert self.parts is not None
        one = replace(
            self.field,
            criteria=(self.field.criteria[self.column],),
            values=values[:, [self.column]],
            weights=np.ones(1),
        )
        parts = self.parts.copy()
        parts[:, self.column] = score_matrix(one)[:, 0]
        return parts
