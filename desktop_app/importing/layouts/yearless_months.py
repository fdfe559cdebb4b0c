"""Months without a year: beside such that name theirs, over New Year, under a year of two."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.period import Grain, Period
from desktop_app.importing.context import SheetContext
from desktop_app.importing.periods import over_new_year, rolled_over

_MONTHS = 12
_HALF_YEAR = 6


def carried_years(
    months: Sequence[Period | None], yearless: Sequence[bool]
) -> dict[int, Period] | None:
    """Return months without a year in the years of those beside them that name theirs.

    "November 2008, December, January 2009, February": each is of the year in which it follows
    (or, where months run backwards, comes before) the one that stands before it; ahead of the
    first that names its year, the one behind it tells.

    Parameters
    ----------
    months : sequence of Period or None
        As they stand in a row; anything that is no month is passed over.
    yearless : sequence of bool
        Which of them name no year.

    Returns
    -------
    dict of place to Period, or None
        The months without a year anew; None where none names its year.
    """
    places = [at for at, one in enumerate(months) if one is not None and one.grain is Grain.MONTH]
    known = {at: month for at in places if not yearless[at] and (month := months[at]) is not None}
    if not known:
        return None
    first = min(known)
    found = dict(known)
    for walk in (places, reversed([at for at in places if at < first])):
        last = found[first] if walk is not places else None
        for at in walk:
            month = months[at]
            if at in found:
                last = found[at]
            elif last is not None and month is not None:
                last = found[at] = _beside(last, month.start.month)
    return {at: month for at, month in found.items() if at not in known}


def _beside(last: Period, month: int) -> Period:
    """Return the month of that number that is nearest to another one."""
    ahead = (month - last.start.month) % _MONTHS
    steps = ahead if ahead <= _HALF_YEAR else ahead - _MONTHS
    place = last.start.year * _MONTHS + last.start.month - 1 + steps
    return Period.month(place // _MONTHS, place % _MONTHS + 1)


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
