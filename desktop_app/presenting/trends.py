"""Every vendor's months of one KPI: which way they go, what stands out, what may come."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from desktop_app.catalogue.model import KpiDefinition
from desktop_app.domain.period import Grain, Period
from desktop_app.domain.progress import NoProgress, Progress
from desktop_app.domain.sentences import month_name, shown_period
from desktop_app.domain.translating import later, local, tr
from desktop_app.domain.unit import Direction, Unit
from desktop_app.kpi.blocks import BOUNDS
from desktop_app.kpi.forecast import Floats, Forecast, forecast
from desktop_app.kpi.season import Season, season_of
from desktop_app.kpi.trends import Shift, Slope, shift_of, slope_of, unusual_steps
from desktop_app.presenting.charts import Ahead, Point, Trend, trend
from desktop_app.presenting.formatting import MISSING, format_value, percent_text
from desktop_app.presenting.likeness import may_rank
from desktop_app.presenting.model import Comparison, Figure
from desktop_app.presenting.series import rows_over_time
from desktop_app.presenting.tables import Align, Cell, Column, Table, Tint, make_table, text_cell
from desktop_app.presenting.timeline import following, timeline
from desktop_app.presenting.weeks import by_week

MONTHS_AHEAD = 3
"""Periods that are forecast; a whole year where the months of a year are told apart."""
_YEAR = {Grain.MONTH: 12, Grain.WEEK: 52}
_TIMES = frozenset({Unit.COUNT, Unit.DURATION, Unit.MONEY, Unit.RATE})
"""Units of which a busy month has so much times the usual, and not so much more."""


_OF_WEEKS = {"as the last month": later("as the last week")}
"""Methods that are called otherwise where the steps are weeks."""


class Course(StrEnum):
    """Which way a KPI goes, in the words of the screen."""

    BETTER = later("getting better")
    WORSE = later("getting worse")
    RISING = later("rising")
    FALLING = later("falling")
    STEADY = later("no clear trend")
    UNKNOWN = later("too few months")


_SIGNS = {
    Course.BETTER: "▲ ",
    Course.WORSE: "▼ ",
    Course.RISING: "↗ ",
    Course.FALLING: "↘ ",
    Course.STEADY: "→ ",
    Course.UNKNOWN: "",
}
_TINTS = {Course.BETTER: Tint.ON_TARGET, Course.WORSE: Tint.UNACCEPTABLE}


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


@dataclass(frozen=True, slots=True)
class Trends:
    """One KPI over time, as the Trends step shows it."""

    chart: Trend
    table: Table


def kpi_trends(
    comparison: Comparison,
    kpi: str,
    vendors: Collection[str],
    progress: Progress | None = None,
    weekly: bool = False,
) -> Trends:
    """Return chart and table of one KPI over time.

    Parameters
    ----------
    weekly : bool
        By week in place of by month: what records give, measured anew.

    Raises
    ------
    Cancelled
        If `progress` says to stop.
    """
    if weekly:
        comparison = by_week(comparison, kpi, progress or NoProgress())
    grain = Grain.WEEK if weekly else Grain.MONTH
    found = vendor_trends(comparison, kpi, vendors, progress, grain)
    chart = with_trends(trend(comparison, kpi, vendors), found)
    return Trends(chart, trend_table(found))


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


def with_trends(chart: Trend, trends: Collection[VendorTrend]) -> Trend:
    """Return the chart over time with what is forecast and what stands out."""
    coming = {label for trend in trends for label in trend.coming}
    periods = (*chart.periods, *sorted(coming - set(chart.periods)))
    places = {label: place for place, label in enumerate(periods)}
    monthly = [one for one in trends if set(one.months) <= set(places)]
    ahead = tuple(_ahead(one, chart, places) for one in monthly if one.forecast is not None)
    unusual = {one.vendor: tuple(places[one.months[s]] for s in one.unusual) for one in monthly}
    return replace(chart, periods=periods, ahead=ahead, unusual=unusual)


def _ahead(one: VendorTrend, chart: Trend, places: dict[str, int]) -> Ahead:
    told, factor = one.forecast, chart.axis.factor
    assert told is not None
    points = tuple(
        Point(
            value * factor,
            low * factor,
            high * factor,
            tr(
                "{vendor}, {period}: {value} expected\n80 % interval {low} to {high}\n{method}",
                vendor=one.vendor,
                period=label,
                value=_shown(one, value),
                low=_shown(one, low),
                high=_shown(one, high),
                method=tr(told.method),
            ),
        )
        for label, value, low, high in zip(
            one.coming, told.values.tolist(), told.low.tolist(), told.high.tolist(), strict=True
        )
    )
    return Ahead(one.vendor, places[one.months[-1]], points)


def _vendor_cell(one: VendorTrend) -> Cell:
    if not one.mark:
        return text_cell(one.vendor, strong=True)
    return Cell(f"{one.vendor} *", one.vendor, Tint.LOOK, f"* {one.mark}", strong=True)


def trend_table(trends: Collection[VendorTrend]) -> Table:
    """Return one row a vendor: course, change a month, shift, unusual months, forecast."""
    weekly = any(one.grain is Grain.WEEK for one in trends)
    columns: list[Column[VendorTrend]] = [
        Column("vendor", tr("Vendor"), _vendor_cell, width=24),
        Column("months", tr("Weeks") if weekly else tr("Months"), _months_cell,
               tr("Those with a figure, of all in between; of counts without weeks cut at an end"),
               Align.RIGHT, width=10),
        Column("course", tr("Course"), _course_cell,
               tr("Mann-Kendall test: a trend is named when chance gives it in less than 5 %"),
               width=18),
        Column("change", tr("Change a week") if weekly else tr("Change a month"), _change_cell,
               tr("Theil-Sen slope: the median of the changes between all pairs of weeks")
               if weekly
               else tr("Theil-Sen slope: the median of the changes between all pairs of months"),
               Align.RIGHT, width=18),
        Column("forecast", tr("Next week") if weekly else tr("Next month"), _forecast_cell,
               tr("Forecast with an interval that held 80 % of the method's past errors"),
               Align.RIGHT, width=38),
        Column("season", tr("Of the year highest, lowest"), _season_cell,
               tr("The yearly pattern by classical decomposition, where chance gives it in less "
                  "than 5 %; two years are needed"), width=44),
        Column("shift", tr("Level shift"), _shift_cell,
               tr("A jump between two levels (Pettitt's test, p below 5 %)"), width=34),
        Column("unusual", tr("Unusual weeks") if weekly else tr("Unusual months"), _unusual_cell,
               tr("Those far from the line and the season (modified z-score above 3.5)"), width=22),
        Column("method", tr("Forecast method"), _method_cell, width=44),
    ]  # fmt: skip
    return make_table(columns, trends, lambda one: one.vendor)


def _months_cell(one: VendorTrend) -> Cell:
    total = len(one.months)
    text = (
        str(total) if one.known == total else tr("{known} of {total}", known=one.known, total=total)
    )
    return Cell(
        text,
        one.known,
        tooltip=tr(
            "{first} to {last}",
            first=shown_period(one.months[0]),
            last=shown_period(one.months[-1]),
        ),
    )


def _course_cell(one: VendorTrend) -> Cell:
    course = one.course
    tooltip = (
        "" if one.slope is None else local("p = {p:.3f}, n = {n}", p=one.slope.p, n=one.slope.n)
    )
    sort = None if one.slope is None else one.slope.p
    tint = _TINTS.get(course, Tint.MUTED if course is Course.UNKNOWN else Tint.NONE)
    return Cell(f"{_SIGNS[course]}{tr(course.value)}", sort, tint, tooltip)


def _change_cell(one: VendorTrend) -> Cell:
    slope = one.slope
    if slope is None:
        return Cell(MISSING, None, Tint.MUTED)
    low, high = (change_text(end, one) for end in (slope.low, slope.high))
    tint = Tint.NONE if slope.significant else Tint.MUTED
    return Cell(
        change_text(slope.per_step, one),
        slope.per_step,
        tint,
        tr("95 % interval {low} to {high}", low=low, high=high),
    )


def _shift_cell(one: VendorTrend) -> Cell:
    shift = one.shift
    if shift is None:
        return Cell("", None)
    text = tr(
        "{before} to {after} from {month}",
        before=_shown(one, shift.before),
        after=_shown(one, shift.after),
        month=shown_period(one.months[shift.step]),
    )
    return Cell(text, one.months[shift.step], tooltip=local("p = {p:.3f}", p=shift.p))


def _unusual_cell(one: VendorTrend) -> Cell:
    months = [one.months[step] for step in one.unusual]
    told = [f"{m}: {_shown(one, float(one.values[s]))}"
            for m, s in zip(months, one.unusual, strict=True)]  # fmt: skip
    return Cell(", ".join(months), len(months) or None, tooltip="\n".join(told))


def _forecast_cell(one: VendorTrend) -> Cell:
    told = one.forecast
    if told is None:
        return Cell(MISSING, None, Tint.MUTED, tr("Six in a row up to the last one are needed."))
    value, low, high = (float(array[0]) for array in (told.values, told.low, told.high))
    text = tr(
        "{value} ({low} to {high})",
        value=_shown(one, value),
        low=_shown(one, low),
        high=_shown(one, high),
    )
    return Cell(text, value)


def _season_cell(one: VendorTrend) -> Cell:
    season = one.season
    if season is None:
        return Cell("", None)
    tooltip = local("p = {p:.3f}", p=season.p)
    if one.peak is not None and one.forecast is not None:
        told, place = one.forecast, one.peak
        arrays = (told.values, told.low, told.high)
        value, low, high = (_shown(one, float(array[place])) for array in arrays)
        tooltip += "\n" + tr(
            "{period}: {value} expected ({low} to {high})",
            period=one.coming[place],
            value=value,
            low=low,
            high=high,
        )
    ends = [_off(one, at) for at in (season.peak, season.trough)]
    return Cell("; ".join(ends), season.beyond(season.peak), tooltip=tooltip)


def season_text(one: VendorTrend) -> str:
    """Return the ends of the year and how far off they lie: ``December 34 % above; June ...``."""
    return "" if one.season is None else _season_cell(one).text


def _place_name(one: VendorTrend, place: int) -> str:
    """Return the month or week of the year that a place of the season is."""
    start = Period.parse(one.months[place]).start
    return (
        month_name(start.month)
        if one.grain is Grain.MONTH
        else tr("Week {week}", week=start.isocalendar().week)
    )


def _off(one: VendorTrend, place: int) -> str:
    assert one.season is not None
    beyond = one.season.beyond(place)
    size = (
        percent_text(abs(beyond), 0) if one.season.multiplicative else size_text(abs(beyond), one)
    )
    if beyond >= 0:
        return tr("{period} {size} above", period=_place_name(one, place), size=size)
    return tr("{period} {size} below", period=_place_name(one, place), size=size)


def _method_cell(one: VendorTrend) -> Cell:
    told = one.forecast
    if told is None:
        return Cell("", None)
    error = size_text(told.error, one)
    naive = size_text(told.naive_error, one)
    if one.grain is Grain.WEEK:
        text = tr(
            "{method}; off by {error} on {count} past weeks",
            method=tr(_OF_WEEKS.get(told.method, told.method)),
            error=error,
            count=told.tried,
        )
        tooltip = tr(
            "As the last week would have been off by {error} on the same weeks.", error=naive
        )
    else:
        text = tr(
            "{method}; off by {error} on {count} past months",
            method=tr(told.method),
            error=error,
            count=told.tried,
        )
        tooltip = tr(
            "As the last month would have been off by {error} on the same months.", error=naive
        )
    return Cell(text, told.error, tooltip=tooltip)


def change_text(change: float, one: VendorTrend) -> str:
    """Return a difference with its sign; of shares in percentage points."""
    if one.unit == Unit.SHARE:
        return tr("{change:+.2f} points", change=change * 100)
    sign = "+" if change > 0 else "-" if change < 0 else ""
    return sign + size_text(abs(change), one)


def size_text(size: float, one: VendorTrend) -> str:
    """Return the size of a difference; of shares in percentage points."""
    if one.unit == Unit.SHARE:
        return tr("{size:.2f} points", size=size * 100)
    return format_value(size, one.unit, one.currency).lstrip("+")


def _shown(one: VendorTrend, value: float) -> str:
    return format_value(value, one.unit, one.currency)
