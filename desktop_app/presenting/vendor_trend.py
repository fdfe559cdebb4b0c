"""One vendor's months of one KPI: its slope, its jumps, what stands out, what may come."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from desktop_app.catalogue.model import KpiDefinition
from desktop_app.domain.period import Grain, Period
from desktop_app.domain.progress import NoProgress, Progress
from desktop_app.domain.translating import later
from desktop_app.domain.unit import Direction, Unit
from desktop_app.kpi.blocks import BOUNDS
from desktop_app.kpi.forecast import Floats, Forecast, forecast
from desktop_app.kpi.season import Season, season_of
from desktop_app.kpi.trends import Shift, Slope, shift_of, slope_of, unusual_steps
from desktop_app.presenting.likeness import may_rank
from desktop_app.presenting.model import Comparison, Figure
from desktop_app.presenting.series import rows_over_time
from desktop_app.presenting.timeline import following, timeline

MONTHS_AHEAD = 3
"""Periods that are forecast; a whole year where the months of a year are told apart."""

_YEAR = {Grain.MONTH: 12, Grain.WEEK: 52}

_TIMES = frozenset({Unit.COUNT, Unit.DURATION, Unit.MONEY, Unit.RATE})
"""Units of which a busy month has so much times the usual, and not so much more."""


class Course(StrEnum):
    """Which way a KPI goes, in the words of the screen."""

    BETTER = later("getting better")
    WORSE = later("getting worse")
    RISING = later("rising")
    FALLING = later("falling")
    STEADY = later("no clear trend")
    UNKNOWN = later("too few months")


@dataclass(frozen=True, slots=True)
class VendorTrend:
    """One vendor's months of one KPI.

    Parameters
    ----------
    months : tuple of str
        Labels from the first known month to the last, without a hole.
    values : array (months,)
        In the canonical unit, NaN for a month that nobody reported.
    slope, shift, forecast : or None
        Where too few months are known, or nothing of the kind was found.
    unusual : tuple of int
        Places of months that stand out.
    season : Season or None
        The pattern of the year; its place 0 is that of the first month.
    grain : Grain
        Whether the months are months or weeks.
    mark : str
        What keeps the figures from being like the others', ``""`` if nothing.
    """

    vendor: str
    definition: KpiDefinition
    unit: str
    currency: str
    months: tuple[str, ...]
    values: Floats
    slope: Slope | None
    shift: Shift | None
    unusual: tuple[int, ...]
    forecast: Forecast | None
    season: Season | None = None
    grain: Grain = Grain.MONTH
    mark: str = ""

    @property
    def course(self) -> Course:
        """Return which way it goes; a slope that may be chance is none."""
        if self.slope is None:
            return Course.UNKNOWN
        if not self.slope.significant or self.slope.per_step == 0:
            return Course.STEADY
        rising = self.slope.per_step > 0
        direction = self.definition.direction
        if direction in (Direction.HIGHER, Direction.LOWER):
            return Course.BETTER if rising is (direction is Direction.HIGHER) else Course.WORSE
        return Course.RISING if rising else Course.FALLING

    @property
    def known(self) -> int:
        """Return how many months have a figure."""
        return int(np.count_nonzero(~np.isnan(self.values)))

    @property
    def coming(self) -> tuple[str, ...]:
        """Return the labels of the months that are forecast."""
        ahead = 0 if self.forecast is None else len(self.forecast.values)
        return following(self.months[-1], ahead)

    @property
    def peak(self) -> int | None:
        """Return the place ahead of the highest period of the year, None if not forecast."""
        told = self.forecast
        if self.season is None or told is None or len(told.values) < len(self.season.figures):
            return None
        return (self.season.peak - len(self.months)) % len(self.season.figures)


def vendor_trends(
    comparison: Comparison,
    kpi: str,
    vendors: Collection[str],
    progress: Progress | None = None,
    grain: Grain = Grain.MONTH,
) -> tuple[VendorTrend, ...]:
    """Return the months of one KPI for those vendors that have any and may be compared.

    The figures are those of the chart over time: of the definition, basis and currency that is
    compared. Only periods of the grain count; a quarter is never taken for three months.

    Raises
    ------
    Cancelled
        If `progress` says to stop.
    """
    progress = progress or NoProgress()
    found = []
    for vendor in comparison.vendors:
        progress.check()
        figure = comparison.figures.get((vendor, kpi))
        if vendor not in vendors or figure is None or not may_rank(figure, comparison.scenario):
            continue
        rows = rows_over_time(comparison, kpi, vendor, figure)
        values = {
            label: float(row["value"])
            for label, row in rows.items()
            if Period.parse(label).grain is grain
        }
        if values:
            found.append(_vendor_trend(comparison.catalogue.kpis[kpi], figure, values, grain))
    return tuple(found)


def _vendor_trend(
    definition: KpiDefinition, figure: Figure, by_month: dict[str, float], grain: Grain
) -> VendorTrend:
    months = timeline(by_month)
    values = np.array([by_month.get(month, math.nan) for month in months])
    bounds = BOUNDS.get(Unit(figure.unit), (-math.inf, math.inf))
    year, times = _YEAR[grain], Unit(figure.unit) in _TIMES
    season = season_of(values, year, times)
    told = forecast(values, MONTHS_AHEAD, bounds, year, times)
    if told is not None and told.seasonal and season is not None:
        told = forecast(values, year, bounds, year, times)
    return VendorTrend(
        figure.vendor,
        definition,
        figure.unit,
        figure.currency,
        months,
        values,
        slope_of(values),
        shift_of(values),
        unusual_steps(values, year),
        told,
        season,
        grain,
        "" if figure.comparable else figure.mark,
    )
