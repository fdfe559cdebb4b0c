"""How sure a ranking is: everything that is varied, worked out together beside the window."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from desktop_app.domain.progress import NoProgress, Progress
from desktop_app.domain.translating import tr
from desktop_app.presenting.model import Comparison
from desktop_app.scoring.acceptability import DRAWS, SEED, Acceptability, acceptability
from desktop_app.scoring.break_even import BreakEven, break_evens
from desktop_app.scoring.disagreement import MethodsCompared, compare_methods
from desktop_app.scoring.figure_draws import Intervals
from desktop_app.scoring.overtaking import Overtaking, overtakings
from desktop_app.scoring.scenario_bounds import bounds_of
from desktop_app.scoring.setting import Setting
from desktop_app.scoring.weight_draws import Bounds, WeightSpace, around, possible
from desktop_app.scoring.without_vendor import WithoutVendor, without_each

NEAR = 0.5
"""Bounded weights are drawn between half and one and a half times those set."""


@dataclass(frozen=True, slots=True)
class Variation:
    """What is varied: which weights are drawn, and whether figures are, within their intervals."""

    space: WeightSpace = WeightSpace.BOUNDED
    figures: bool = True
    draws: int = DRAWS
    seed: int = SEED


@dataclass(frozen=True, slots=True, eq=False)
class HowSure:
    """Everything known about how easily the ranking of `comparison` changes."""

    comparison: Comparison
    variation: Variation
    places: Acceptability
    overtakings: tuple[Overtaking, ...]
    break_evens: tuple[BreakEven, ...]
    without: tuple[WithoutVendor, ...]
    methods: MethodsCompared

    @property
    def summary(self) -> str:
        """Return in a sentence how often the leader is first."""
        places = self.places
        if len(places.vendors) < 2:
            return tr("Fewer than two vendors are ranked.")
        best = int(np.argmax(places.first))
        return tr(
            "{vendor} is first in {percent} of {draws:,} draws {drawn}.",
            vendor=places.vendors[best],
            percent=percent(places.first[best]),
            draws=places.draws,
            drawn=varied_words(self.comparison, self.variation, places),
        )


def how_sure(
    comparison: Comparison, variation: Variation | None = None, progress: Progress | None = None
) -> HowSure:
    """Return how sure the ranking of a comparison is.

    Raises
    ------
    Cancelled
        If `progress` says to stop.
    """
    progress = progress or NoProgress()
    variation = variation or Variation()
    setting, matrix = setting_of(comparison), comparison.matrix
    placing = setting.place(matrix)
    places = drawn_places(comparison, variation, progress)
    progress.check()
    progress.report(0.9, tr("Looking for what turns the order"))
    nearest = overtakings(placing, setting.method, matrix.vendors, progress)
    progress.check()
    even = break_evens(
        placing, setting.method, matrix.vendors, possible_figures(comparison), progress
    )
    progress.check()
    return HowSure(
        comparison,
        variation,
        places,
        nearest,
        even,
        without_each(matrix, setting, progress),
        compare_methods(matrix, setting, progress),
    )


def drawn_places(
    comparison: Comparison, variation: Variation, progress: Progress | None = None
) -> Acceptability:
    """Return how often each vendor takes each place when weights and figures vary.

    Raises
    ------
    Cancelled
        If `progress` says to stop.
    """
    setting = setting_of(comparison)
    bounds, note = None, ""
    if variation.space is WeightSpace.BOUNDED:
        bounds, note = _bounds(comparison, list(setting.place(comparison.matrix).columns))
    places = acceptability(
        comparison.matrix,
        setting,
        variation.space,
        bounds,
        intervals_of(comparison) if variation.figures else None,
        variation.draws,
        variation.seed,
        progress,
    )
    return replace(places, notes=(note, *places.notes)) if note else places


def _bounds(comparison: Comparison, columns: list[int]) -> tuple[Bounds | None, str]:
    """Return the bounds of all weights: their limits, else half more or less than set.

    `columns` carry weight. Limits that they can't keep are not drawn within, and the note says so.
    """
    criteria = comparison.matrix.criteria
    weights = np.array([criterion.weight for criterion in criteria])
    carried = weights[columns].sum()
    if not carried > 0:
        return None, ""
    # Of what is ranked by, or a KPI that tells nothing of the vendors would leave too little.
    usual = around(weights / carried, NEAR)
    limited = bounds_of(comparison.scenario.bounds, [one.id for one in criteria], usual)
    if possible(Bounds(limited.low[columns], limited.high[columns])):
        return limited, ""
    return usual, tr("No weights keep all limits of weights; drawn were weights near those set.")


def setting_of(comparison: Comparison) -> Setting:
    """Return the rules a comparison is ranked by."""
    figures = {key: figure.value for key, figure in comparison.figures.items() if figure.comparable}
    return Setting.of(comparison.scenario, figures)


def intervals_of(comparison: Comparison) -> Intervals:
    """Return the 95 % intervals of the figures ranked, NaN where none is known."""
    matrix = comparison.matrix
    low = np.full(matrix.values.shape, np.nan)
    high = np.full(matrix.values.shape, np.nan)
    for row, vendor in enumerate(matrix.vendors):
        for column, criterion in enumerate(matrix.criteria):
            figure = comparison.figures.get((vendor, criterion.id))
            if figure is not None:
                low[row, column], high[row, column] = figure.low, figure.high
    return Intervals(low, high)


def possible_figures(comparison: Comparison) -> dict[str, tuple[float, float]]:
    """Return the range that the catalogue calls plausible, by KPI."""
    kpis = comparison.catalogue.kpis
    found = {c.id: kpis[c.id].plausible for c in comparison.matrix.criteria if c.id in kpis}
    return {kpi: ends for kpi, ends in found.items() if ends is not None}


def varied_words(comparison: Comparison, variation: Variation, places: Acceptability) -> str:
    """Return what was drawn, as the end of a sentence."""
    words = {
        WeightSpace.SET: tr("of figures with the weights as set"),
        WeightSpace.FREE: tr("of any weights at all"),
        WeightSpace.ORDERED: tr("of weights in the order set"),
        WeightSpace.BOUNDED: tr("of weights within the limits set")
        if comparison.scenario.bounds
        else tr("of weights up to half more or less than set"),
    }[variation.space]
    figures = places.figures_drawn and variation.space is not WeightSpace.SET
    return (
        tr("{weights}, and of figures within their intervals", weights=words) if figures else words
    )


def percent(share: float) -> str:
    """Return a share without decimals; never 0 or 100 % for what is not."""
    if 0 < share < 0.005:
        return "< 1 %"
    return "> 99 %" if 0.995 <= share < 1 else f"{share * 100:.0f} %"
