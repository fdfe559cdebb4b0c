"""Doors to what the Decide step works out beside the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.domain.progress import Progress

if TYPE_CHECKING:
    from desktop_app.presenting.how_sure import HowSure, Variation
    from desktop_app.presenting.model import Comparison, Verdict
    from desktop_app.presenting.scenarios import SideBySide
    from desktop_app.scoring.line_intervals import LineIntervals
    from desktop_app.scoring.weight_lines import WeightLines


def how_sure(comparison: Comparison, variation: Variation, progress: Progress) -> HowSure:
    """Return how easily the ranking changes when weights, figures or vendors do."""
    from desktop_app.presenting.how_sure import how_sure as work_out
    from desktop_app.presenting.verdict import verdict_of

    verdict_of(comparison, progress)
    return work_out(comparison, variation, progress)


def verdict(comparison: Comparison, progress: Progress) -> Verdict:
    """Return how sure the first place is, in words."""
    from desktop_app.presenting.verdict import verdict_of

    return verdict_of(comparison, progress)


def side_by_side(comparison: Comparison, progress: Progress) -> SideBySide:
    """Return all scenarios of a comparison side by side."""
    from desktop_app.presenting.scenarios import side_by_side as work_out

    return work_out(comparison, progress)


def line_intervals(
    comparison: Comparison, lines: WeightLines, progress: Progress
) -> LineIntervals | None:
    """Return how far the scores over one weight may be off."""
    from desktop_app.presenting.decide_charts import intervals_over

    return intervals_over(comparison, lines, progress)


@dataclass(frozen=True, slots=True)
class DecideDoors:
    """The doors as one object, so that a test can put another function behind each."""

    how_sure: Callable[[Comparison, Variation, Progress], HowSure] = how_sure
    verdict: Callable[[Comparison, Progress], Verdict] = verdict
    side_by_side: Callable[[Comparison, Progress], SideBySide] = side_by_side
    line_intervals: Callable[[Comparison, WeightLines, Progress], LineIntervals | None] = (
        line_intervals
    )
