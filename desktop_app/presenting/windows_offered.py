"""Windows that suit the reports: quarters, years and fiscal years that they speak of."""

from __future__ import annotations

import datetime as dt

from desktop_app.domain.period import Grain, Period
from desktop_app.domain.sentences import month_name, shown_period
from desktop_app.domain.translating import tr
from desktop_app.presenting.model import Comparison

FISCAL_STARTS = (4, 7, 10)
"""Months in which fiscal years usually start, where not in January."""


def offered_windows(comparison: Comparison) -> list[tuple[str, str]]:
    """Return words and label of periods that the figures by period touch, the latest first."""
    labels = {label for label in comparison.by_period["period"] if isinstance(label, str)}
    known = [Period.parse(label) for label in labels]
    if not known:
        return []
    years = range(min(p.start.year for p in known) - 1, max(p.end.year for p in known) + 1)
    found = [Period.quarter(year, quarter) for year in years for quarter in range(1, 5)]
    found += [Period.year(year) for year in years]
    found += [Period.months(year, month, 12) for year in years for month in FISCAL_STARTS]
    touched = [one for one in found if any(one.overlaps(period) for period in known)]
    touched.sort(key=lambda one: (one.start, one.end), reverse=True)
    touched.sort(key=lambda one: _KINDS.index(one.grain))
    return [(_words(one), one.label) for one in touched]


def span_of(comparison: Comparison) -> Period:
    """Return the window that is compared, or all days that figures by period speak of."""
    if comparison.window is not None:
        return comparison.window
    labels = {label for label in comparison.by_period["period"] if isinstance(label, str)}
    known = [Period.parse(label) for label in labels]
    if not known:
        today = dt.date.today()
        return Period.month(today.year, today.month)
    return Period(min(period.start for period in known), max(period.end for period in known))


_KINDS = (Grain.QUARTER, Grain.YEAR, None)


def _words(period: Period) -> str:
    if period.grain is Grain.QUARTER:
        return tr("Quarter {quarter}", quarter=shown_period(period.label))
    if period.grain is Grain.YEAR:
        return tr("Year {year}", year=period.label)
    return tr(
        "Fiscal year from {month} {year}",
        month=month_name(period.start.month),
        year=f"{period.start:%Y}",
    )
