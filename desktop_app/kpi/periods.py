"""Which period a date belongs to, as whole numbers that can be grouped by."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop_app.domain.period import Grain, Period

Codes = NDArray[np.int64]

NO_PERIOD = int(np.iinfo(np.int64).min)
"""The code of a record that can't be placed in one period of the grain (also NaT's own)."""

_EPOCH = dt.date(1970, 1, 1)
_MONTHS = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12}
_MONDAY = 3
"""Days from the Monday of 1970's first week (29 December 1969) to 1 January 1970."""


def codes_of_dates(dates: NDArray[Any], grain: Grain) -> Codes:
    """Return one number a date: how many periods of the grain lie between 1970 and it.

    Parameters
    ----------
    dates : array of datetime64, any resolution
    grain : Grain
        With `Grain.ALL` every date, missing ones too, has code 0.

    Returns
    -------
    array of int64
        `NO_PERIOD` where the date is NaT.
    """
    if grain is Grain.ALL:
        return np.zeros(len(dates), dtype=np.int64)
    missing = np.isnat(dates)
    if grain is Grain.WEEK:
        codes = (dates.astype("datetime64[D]").astype(np.int64) + _MONDAY) // 7
    else:
        months = dates.astype("datetime64[M]").astype(np.int64)
        codes = months if grain is Grain.MONTH else months // _MONTHS[grain]
    codes[missing] = NO_PERIOD
    return codes


def code_of_label(label: str, grain: Grain) -> int:
    """Return the code of the period that holds all of a labelled one.

    `NO_PERIOD` when it spans several (a quarter has no month); 0 with `Grain.ALL`.
    """
    if grain is Grain.ALL:
        return 0
    period = Period.parse(label).within(grain)
    if period is None:
        return NO_PERIOD
    return int(codes_of_dates(np.array([period.start], dtype="datetime64[D]"), grain)[0])


def code_of_month(day: dt.date) -> int:
    """Return the code of the month that a day lies in."""
    return (day.year - 1970) * 12 + day.month - 1


def label_of_code(code: int, grain: Grain) -> str | None:
    """Return the label that a code of `codes_of_dates` stands for; None with `Grain.ALL`."""
    if grain is Grain.ALL:
        return None
    if grain is Grain.WEEK:
        start = _EPOCH + dt.timedelta(days=code * 7 - _MONDAY)
    else:
        year, month = divmod(code * _MONTHS[grain], 12)
        start = dt.date(1970 + year, month + 1, 1)
    period = Period(start, start).within(grain)
    return period.label if period is not None else None


def last_moment(period: Period) -> float:
    """Return the last second of a period, in seconds since 1970."""
    return ((period.end - _EPOCH).days + 1) * 86400.0 - 1.0


def grain_of(label: str | None) -> Grain:
    """Return the grain of a measurement's period; ALL for None and for free ranges."""
    if label is None:
        return Grain.ALL
    return Period.parse(label).grain or Grain.ALL
