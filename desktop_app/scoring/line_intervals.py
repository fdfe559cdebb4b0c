"""How far the scores over one weight may be off, as the figures behind them are uncertain."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desktop_app.domain.progress import NoProgress, Progress
from desktop_app.scoring.figure_draws import FigureDraws, Intervals
from desktop_app.scoring.model import DecisionMatrix, Floats, Method
from desktop_app.scoring.setting import Setting
from desktop_app.scoring.weight_lines import WeightLines, weights_at

DRAWS = 1_000
SEED = 1
STEPS = 21
"""Weights looked at, evenly over all there are: between two of them ends are on a straight line."""
_ENDS = (2.5, 97.5)


@dataclass(frozen=True, slots=True, eq=False)
class LineIntervals:
    """95 % intervals of the scores of `lines`.

    Parameters
    ----------
    low, high : array of float, shape (vendors, steps)
        As the scores of the lines; NaN where a vendor has none.
    drawn : int
        How many figures were varied within their intervals; the others are taken as exact.
    """

    lines: WeightLines
    low: Floats
    high: Floats
    drawn: int
    draws: int = DRAWS
    seed: int = SEED


def line_intervals(
    matrix: DecisionMatrix,
    setting: Setting,
    lines: WeightLines,
    intervals: Intervals,
    progress: Progress | None = None,
) -> LineIntervals | None:
    """Return between which ends each score lies 19 times in 20, over all weights of one criterion.

    Figures are drawn within their intervals (`FigureDraws`), the same ones for every weight. None
    where no figure that counts has an interval.

    Raises
    ------
    Cancelled
        If `progress` says to stop.
    """
    progress = progress or NoProgress()
    placing = setting.place(matrix)
    field = placing.field
    at = np.ix_(placing.rows[: field.size], placing.columns)
    low, high = intervals.low[at], intervals.high[at]
    draws = FigureDraws(setting.method, field, placing.outcome.parts, low, high)
    if draws.count == 0:
        return None
    column = [criterion.id for criterion in field.criteria].index(lines.kpi)
    shares = np.linspace(float(lines.weights[0]), float(lines.weights[-1]), STEPS)
    sign = 1.0 if setting.method is Method.VIKOR else -1.0
    ends = np.empty((len(_ENDS), STEPS, field.size))
    for step, weights in enumerate(weights_at(field.weights, column, shares)):
        progress.check()
        same = np.broadcast_to(weights, (DRAWS, len(weights)))
        scores = sign * draws.scores(np.random.default_rng(SEED), same)
        ends[:, step] = np.percentile(scores, _ENDS, axis=0)
    ends[~np.isfinite(ends)] = np.nan
    between = [
        np.stack([np.interp(lines.weights, shares, side[:, row]) for row in range(field.size)])
        for side in ends
    ]
    return LineIntervals(lines, between[0], between[1], draws.count)
