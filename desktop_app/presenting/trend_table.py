"""The course of a KPI in words: one row a vendor."""

from __future__ import annotations

from collections.abc import Collection

from desktop_app.domain.period import Grain, Period
from desktop_app.domain.sentences import month_name, shown_period
from desktop_app.domain.translating import later, local, tr
from desktop_app.domain.unit import Unit
from desktop_app.presenting.formatting import MISSING, format_value, percent_text
from desktop_app.presenting.tables import Align, Cell, Column, Table, Tint, make_table, text_cell
from desktop_app.presenting.vendor_trend import Course, VendorTrend

_OF_WEEKS = {"as the last month": later("as the last week")}
"""Methods that are called otherwise where the steps are weeks."""

_SIGNS = {
    Course.BETTER: "▲ ",
    Course.WORSE: "▼ ",
    Course.RISING: "↗ ",
    Course.FALLING: "↘ ",
    Course.STEADY: "→ ",
    Course.UNKNOWN: "",
}

_TINTS = {Course.BETTER: Tint.ON_TARGET, Course.WORSE: Tint.UNACCEPTABLE}


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
        Column("method", tr("Forecast method"), _method_cell, least=12),
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
        before=shown_value(one, shift.before),
        after=shown_value(one, shift.after),
        month=shown_period(one.months[shift.step]),
    )
    return Cell(text, one.months[shift.step], tooltip=local("p = {p:.3f}", p=shift.p))


def _unusual_cell(one: VendorTrend) -> Cell:
    months = [one.months[step] for step in one.unusual]
    told = [f"{m}: {shown_value(one, float(one.values[s]))}"
            for m, s in zip(months, one.unusual, strict=True)]  # fmt: skip
    return Cell(", ".join(months), len(months) or None, tooltip="\n".join(told))


def _forecast_cell(one: VendorTrend) -> Cell:
    told = one.forecast
    if told is None:
        return Cell(MISSING, None, Tint.MUTED, tr("Six in a row up to the last one are needed."))
    value, low, high = (float(array[0]) for array in (told.values, told.low, told.high))
    text = tr(
        "{value} ({low} to {high})",
        value=shown_value(one, value),
        low=shown_value(one, low),
        high=shown_value(one, high),
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
        value, low, high = (shown_value(one, float(array[place])) for array in arrays)
        tooltip += "\n" + tr(
            "{period}: {value} expected ({low} to {high})",
            period=shown_period(one.coming[place]),
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
    sign, size = "+" if change > 0 else "-" if change < 0 else "", size_text(abs(change), one)
    # "+0.00 USD" would tell of a direction, and not how little it is.
    return sign + size if any(digit in size for digit in "123456789") else size


def size_text(size: float, one: VendorTrend) -> str:
    """Return the size of a difference; of shares in percentage points."""
    if one.unit == Unit.SHARE:
        return tr("{size:.2f} points", size=size * 100)
    return format_value(size, one.unit, one.currency).lstrip("+")


def shown_value(one: VendorTrend, value: float) -> str:
    """Return a figure of the series in its unit."""
    return format_value(value, one.unit, one.currency)
