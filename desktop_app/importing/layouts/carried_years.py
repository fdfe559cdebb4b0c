"""Years that months without one take over: from lone years above them, from months beside them."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.period import Grain, Period

_JANUARY = 1
_MONTHS = 12
_HALF_YEAR = 6


def years_above(
    periods: Sequence[Period | None], yearless: Sequence[bool]
) -> dict[int, Period] | None:
    """Return months without a year in the years that stand alone above them: "2006", "November".

    Parameters
    ----------
    periods : sequence of Period or None
        What the cells of a column were read as, from top to bottom.
    yearless : sequence of bool
        Which of them are months that name no year.

    Returns
    -------
    dict of place to Period, or None
        The months without a year anew; None where not all of them stand below a year, as where a
        year follows its months and is their total.
    """
    found: dict[int, Period] = {}
    year: int | None = None
    for place, (period, bare) in enumerate(zip(periods, yearless, strict=True)):
        if period is None:
            continue
        if bare and year is None:
            return None
        if bare and year is not None:
            found[place] = Period.month(year, period.start.month)
        else:
            whole = period.grain is Grain.YEAR and period.start.month == _JANUARY
            year = period.start.year if whole else None
    return found


def years_beside(
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
