"""Lone years down a column of periods, each over its months: "2006", "November", "December"."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.period import Grain, Period

_JANUARY = 1


def years_above(
    periods: Sequence[Period | None], yearless: Sequence[bool]
) -> dict[int, Period] | None:
    """Return months without a year in the years that stand alone above them.

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
