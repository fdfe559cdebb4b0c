"""Rank acceptability: how often each vendor takes each place when weights or figures vary.

Stochastic multicriteria acceptability analysis (Lahdelma and Salminen 2001), by Monte Carlo.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.domain.progress import NoProgress, Progress
from desktop_app.domain.translating import tr
from desktop_app.scoring.batch_scores import BatchScorer, batch_scorer
from desktop_app.scoring.figure_draws import SHARED, FigureDraws, Intervals
from desktop_app.scoring.model import DecisionMatrix, Floats
from desktop_app.scoring.place_counts import PlaceCounts
from desktop_app.scoring.ranking import Placing
from desktop_app.scoring.setting import Setting
from desktop_app.scoring.weight_draws import Bounds, Sampler, WeightSpace, weight_sampler

DRAWS = 100_000
"""Enough that no share is off by more than half a point of 100 (19 times in 20: 0.3)."""
SEED = 1
_CHUNK = 2_000
"""Draws at a time: their scores stay in the processor's cache (five times as many take twice as
long each), and Cancel is answered within a moment."""


@dataclass(frozen=True, slots=True, eq=False)
class Acceptability:
    """How often each vendor takes each place.

    Parameters
    ----------
    vendors : tuple of str
        Those ranked, as ranked under the weights set.
    kpis : tuple of str
        Criteria that carry weight, in the matrix's order.
    shares : array of float, shape (vendors, places)
        Share of the draws in which a vendor takes a place; rows sum to 1. Equal vendors share
        the best of their places.
    central : array of float, shape (vendors, kpis)
        Mean of the weights under which a vendor is first: what one would have to value to choose
        it. NaN for a vendor that is never first.
    figures_drawn : int
        How many figures were varied within their intervals.
    notes : tuple of str
        What could not be varied, and why.
    """

    vendors: tuple[str, ...]
    kpis: tuple[str, ...]
    shares: Floats
    central: Floats
    draws: int
    seed: int
    space: WeightSpace
    figures_drawn: int
    notes: tuple[str, ...] = ()

    @property
    def first(self) -> Floats:
        """Return how often each vendor is first."""
        return self.shares[:, 0] if self.shares.size else np.zeros(len(self.vendors))


def acceptability(
    matrix: DecisionMatrix,
    setting: Setting,
    space: WeightSpace = WeightSpace.FREE,
    bounds: Bounds | None = None,
    intervals: Intervals | None = None,
    draws: int = DRAWS,
    seed: int = SEED,
    progress: Progress | None = None,
) -> Acceptability:
    """Return how often each vendor takes each place; the same seed gives the same shares.

    Parameters
    ----------
    matrix, setting
        What is ranked, and by which rules. Vendors ruled out and criteria that carry no weight
        take no part.
    draws : int
        Of weights; `figure_draws.SHARED` of them share a draw of figures, so that with the
        weights SET it is a tenth of them.
    space : WeightSpace
    bounds : Bounds or None
        Shares of the matrix's criteria, for BOUNDED.
    intervals : Intervals or None
        Varies figures within these too, by any method; requirements are judged on the figures as
        measured.

    Raises
    ------
    ScenarioError
        If no weights lie within the bounds, or as `scoring.ranking.rank` does.
    Cancelled
        If `progress` says to stop.
    """
    progress = progress or NoProgress()
    placing = setting.place(matrix)
    field = placing.field
    inside = None if bounds is None else _of_columns(bounds, placing)
    sampler = weight_sampler(space, field.weights, inside)
    figures, notes = _figure_draws(setting, placing, intervals)
    scorer = batch_scorer(setting.method, field, placing.outcome.parts)
    kinds = _kinds(placing, figures)
    tally = PlaceCounts(field.size, len(field.criteria), kinds)
    rng = np.random.Generator(np.random.SFC64(seed))
    if figures is not None and space is WeightSpace.SET:
        draws = -(-draws // SHARED)
    if field.size and len(field.criteria):
        for done in range(0, draws, _CHUNK):
            progress.check()
            progress.report(done / draws, tr("Drawing weights"))
            tally.add(*_draw(rng, min(_CHUNK, draws - done), sampler, scorer, figures))
    order = sorted(range(field.size), key=lambda i: (placing.ranks[placing.rows[i]] or 0, i))
    return Acceptability(
        vendors=tuple(matrix.vendors[placing.rows[i]] for i in order),
        kpis=tuple(criterion.id for criterion in field.criteria),
        shares=tally.shares()[order],
        central=tally.central()[order],
        draws=draws,
        seed=seed,
        space=space,
        figures_drawn=figures.count if figures is not None else 0,
        notes=notes,
    )


def _of_columns(bounds: Bounds, placing: Placing) -> Bounds:
    """Return the bounds of the criteria that carry weight."""
    columns = list(placing.columns)
    return Bounds(bounds.low[columns], bounds.high[columns])


def _figure_draws(
    setting: Setting, placing: Placing, intervals: Intervals | None
) -> tuple[FigureDraws | None, tuple[str, ...]]:
    """Return what draws figures, None if nothing does, and why not."""
    if intervals is None:
        return None, ()
    field, outcome = placing.field, placing.outcome
    at = np.ix_(placing.rows[: field.size], placing.columns)
    low, high = intervals.low[at], intervals.high[at]
    draws = FigureDraws(setting.method, field, outcome.parts, low, high)
    if draws.count == 0:
        return None, (tr("No figure that counts has an interval: all are taken as exact."),)
    return draws, ()


def _draw(
    rng: np.random.Generator,
    count: int,
    sampler: Sampler,
    scorer: BatchScorer,
    figures: FigureDraws | None,
) -> tuple[Floats, Floats]:
    """Return weights and scores (lower is better) of some draws."""
    weights = sampler(rng, count)
    return weights, scorer(weights) if figures is None else figures.scores(rng, weights)


def _kinds(placing: Placing, figures: FigureDraws | None) -> NDArray[np.intp]:
    """Return for every ranked vendor the first one with the very same figures: they tie.

    One whose figures are drawn ties with nobody.
    """
    values = np.nan_to_num(placing.field.comparable(), nan=np.inf)
    parts = placing.outcome.parts
    rows = values if parts is None else np.nan_to_num(parts, nan=-1.0).round(9)
    if figures is not None:
        moves = np.where(figures.moving.any(axis=1), np.arange(1, len(rows) + 1), 0)
        rows = np.column_stack([rows, moves])
    _, first, kind = np.unique(rows, axis=0, return_index=True, return_inverse=True)
    return np.asarray(first[kind.ravel()], dtype=np.intp)
