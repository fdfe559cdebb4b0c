"""Quarters and halves without a year ("Q1") that are those of the months beside them, or of a
fiscal year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop_app.domain.period import Grain, Period
from desktop_app.importing.context import SheetContext
from desktop_app.importing.periods import read_period

_ANY_YEAR = 2000
_PARTS = {90: 3, 91: 3, 92: 3, 181: 6, 182: 6, 183: 6, 184: 6}
"""Months of a quarter or half by its days."""
_PLACE = re.compile(r"(?<!\d)([1-4])(?!\d)")
_YEAR_MONTHS = 12


def own_quarters(
    context: SheetContext, texts: Sequence[object], periods: Sequence[Period | None]
) -> list[Period | None]:
    """Return periods in their order with "Q1" as the three months that stand before it.

    Where no months do, and the report says in which month its fiscal year starts, "Q1" are the
    first three months of that year; under "2023/24" of the usual one, which is asked about.
    What names its year stays as it is.

    Parameters
    ----------
    texts : sequence
        What was read as the periods; anything that is no text stays.
    """
    found = list(periods)
    months: list[Period] = []
    any_months = any(one is not None and one.grain is Grain.MONTH for one in periods)
    for place, (text, period) in enumerate(zip(texts, periods, strict=True)):
        if period is None:
            continue
        if period.grain is Grain.MONTH:
            months.append(period)
            continue
        size = _size_without_year(context, text)
        if not size:
            continue
        span = _together(months[-size:], size)
        if span is None and (context.report.span_assumed or not any_months):
            span = _of_fiscal_year(context, str(text), size)
        found[place] = span or period
    return found


def _size_without_year(context: SheetContext, text: object) -> int:
    """Return of how many months a quarter or half without a year is, 0 for anything else."""
    if not isinstance(text, str) or read_period(text, context.words) is not None:
        return 0
    period = read_period(text, context.words, _ANY_YEAR)
    return 0 if period is None else _PARTS.get((period.end - period.start).days + 1, 0)


def _together(months: Sequence[Period], size: int) -> Period | None:
    """Return the span of months of which each follows the one before, None for others."""
    if len(months) < size:
        return None
    span = Period.months(months[0].start.year, months[0].start.month, size)
    return span if span.end == months[-1].end and len(set(months)) == size else None


def _of_fiscal_year(context: SheetContext, text: str, size: int) -> Period | None:
    """Return the quarter or half of the report's fiscal year, None where it names none."""
    report = context.report
    start, place = report.fiscal_start, _PLACE.search(text)
    if report.span_assumed and report.span is not None:
        start = report.span.start.month
    if start <= 1 or place is None or int(place[1]) * size > _YEAR_MONTHS:
        return None
    span = report.span
    if span is not None and span.start.month == start:
        year = span.start.year
    elif report.year is not None and not report.year_guessed:
        year = report.year - 1  # fiscal years are named after the year in which they end
    else:
        return None
    month = year * _YEAR_MONTHS + start - 1 + (int(place[1]) - 1) * size
    found = Period.months(month // _YEAR_MONTHS, month % _YEAR_MONTHS + 1, size)
    pair = report.year_pair if report.span_assumed else None
    named = f"{text.strip()} {pair.text}" if pair is not None else text.strip()
    report.fiscal_periods.setdefault(found.label, named)
    return found
