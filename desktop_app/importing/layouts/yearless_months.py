"""Months without a year: over New Year, and under a year of two."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.period import Period
from desktop_app.importing.context import SheetContext
from desktop_app.importing.periods import over_new_year, rolled_over


def settled_months(
    context: SheetContext, months: Sequence[Period]
) -> tuple[list[Period], tuple[str, str] | None]:
    """Return months without a year in the years they are of, and the question that raises.

    Over New Year, those up to December are of the first year of "2023/24" and the others of the
    second. Others under such a year are noted as of a fiscal one whose first month is not known.
    """
    report = context.report
    pair = report.year_pair
    offsets = over_new_year([month.start.month for month in months])
    if offsets is None:
        if report.span_assumed and pair is not None:
            for month in months:
                report.fiscal_periods.setdefault(month.label, pair.text)
        return list(months), None
    ends_in_december = months[-1].start.month == 12  # "2011-12" may be that one
    known = pair is not None and (pair.sure or not ends_in_december)
    last = pair.first + 1 if pair is not None and known else months[0].start.year
    found = [
        Period.month(last + offset, month.start.month)
        for month, offset in zip(months, offsets, strict=True)
    ]
    sure = pair is not None and pair.sure
    return found, None if sure else rolled_over(last)
