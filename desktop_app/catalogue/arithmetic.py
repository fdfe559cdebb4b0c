"""What the operators and functions of formulas do to arrays; `expressions` describes the language.

True is 1, false is 0, missing is NaN.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalogue.formula_names import (
    DISTINCT,
    IS_ONE_OF,
    MOST_OF_PERSON,
    PARTLY_KNOWN,
    WORKING,
)

Floats = NDArray[np.float64]

DAY_S = 86_400.0
_FEWEST_DATES = 5
_GLANCE = 1_000


def _flag(condition: NDArray[np.bool_], *operands: Floats) -> Floats:
    """Turn a condition into 1, 0, or NaN where an operand is missing."""
    result = condition.astype(np.float64)
    for operand in operands:
        result = np.where(np.isnan(operand), np.nan, result)
    return result


def _and(a: Floats, b: Floats) -> Floats:
    return np.where((a == 0) | (b == 0), 0.0, _flag(np.isfinite(a), a, b))


def _or(a: Floats, b: Floats) -> Floats:
    true = (~np.isnan(a) & (a != 0)) | (~np.isnan(b) & (b != 0))
    return np.where(true, 1.0, _flag(np.zeros(np.shape(a), np.bool_), a, b))


def negate(a: Floats) -> Floats:
    """Return 1 where `a` is 0, 0 where it is not, missing where it is missing."""
    return _flag(a == 0, a)


def _divide(a: Floats, b: Floats) -> Floats:
    return np.where(b == 0, np.nan, a / np.where(b == 0, np.nan, b))


def whole_days(moments: Floats) -> bool:
    """Return whether timestamps are dates without a time of day; too few of them tell nothing."""
    for some in (moments[:_GLANCE], moments):  # most columns say so in their first rows
        times = np.mod(some, DAY_S)
        if np.any(times > 0):
            return False
    return int(np.count_nonzero(times == 0)) >= _FEWEST_DATES


def _between_moments(a: Floats, b: Floats) -> Floats:
    """Return b - a; in whole days where only the column of ends has no times of day.

    Else an answer of the same day would come hours before its question.
    """
    if np.size(a) >= _FEWEST_DATES and whole_days(b) and not whole_days(a):
        a = a - a % DAY_S
    return b - a


BINARY: Mapping[str, Callable[[Floats, Floats], Floats]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": _divide,
    "==": lambda a, b: _flag(a == b, a, b),
    "!=": lambda a, b: _flag(a != b, a, b),
    "<": lambda a, b: _flag(a < b, a, b),
    "<=": lambda a, b: _flag(a <= b, a, b),
    ">": lambda a, b: _flag(a > b, a, b),
    ">=": lambda a, b: _flag(a >= b, a, b),
    "and": _and,
    "or": _or,
}
"""The operators by sign."""


def _known(x: Floats) -> Floats:
    return (~np.isnan(x)).astype(np.float64)


def _missing(x: Floats) -> Floats:
    return np.isnan(x).astype(np.float64)


def _when(condition: Floats, a: Floats, b: Floats) -> Floats:
    chosen = np.where(condition != 0, a, b)
    return np.where(np.isnan(condition), np.nan, chosen)


def _only(condition: Floats, a: Floats) -> Floats:
    return np.where(np.isnan(condition) | (condition == 0), np.nan, a)


def _coalesce(first: Floats, *others: Floats) -> Floats:
    for other in others:
        first = np.where(np.isnan(first), other, first)
    return first


def _sum_of(*parts: Floats) -> Floats:
    stacked = np.stack(np.broadcast_arrays(*parts))
    return np.where(np.isnan(stacked).all(axis=0), np.nan, np.nansum(stacked, axis=0))


def _minimum(first: Floats, *others: Floats) -> Floats:
    for other in others:
        first = np.minimum(first, other)
    return first


def _maximum(first: Floats, *others: Floats) -> Floats:
    for other in others:
        first = np.maximum(first, other)
    return first


def _clip(x: Floats, low: Floats, high: Floats) -> Floats:
    return np.minimum(np.maximum(x, low), high)


def _between(x: Floats, low: Floats, high: Floats) -> Floats:
    return _and(BINARY[">="](x, low), BINARY["<="](x, high))


def _interpolate(x: Floats, *points: Floats) -> Floats:
    xs = np.array([float(point) for point in points[::2]])
    ys = np.array([float(point) for point in points[1::2]])
    return np.where(np.isnan(x), np.nan, np.interp(x, xs, ys))


def _discounted_years(years: Floats, rate: Floats) -> Floats:
    """Return what an income of 1 at the end of each year is worth now (an annuity's value)."""
    paid = (1 - (1 + rate) ** -years) / np.where(rate == 0, np.nan, rate)
    return np.where(rate == 0, years, paid)


def _deadline(moment: Floats) -> Floats:
    end_of_day = moment + DAY_S - 0.001
    return np.where(np.mod(moment, DAY_S) == 0, end_of_day, moment)


@dataclass(frozen=True, slots=True)
class Function:
    """A function with the number of values it takes; `most` is None for any number.

    `of_column` says that what it gives for a row depends on all rows.
    """

    call: Callable[..., Floats]
    least: int
    most: int | None
    of_column: bool = False


FUNCTIONS: Mapping[str, Function] = {
    "known": Function(_known, 1, 1),
    "missing": Function(_missing, 1, 1),
    "when": Function(_when, 3, 3),
    "only": Function(_only, 2, 2),
    "coalesce": Function(_coalesce, 2, None),
    "sum_of": Function(_sum_of, 1, None),
    "min": Function(_minimum, 2, None),
    "max": Function(_maximum, 2, None),
    "abs": Function(np.abs, 1, 1),
    "clip": Function(_clip, 3, 3),
    "between": Function(_between, 3, 3),
    "interpolate": Function(_interpolate, 5, None),
    "seconds_between": Function(_between_moments, 2, 2, of_column=True),
    WORKING: Function(_between_moments, 2, 2),
    MOST_OF_PERSON: Function(np.abs, 1, 1),
    DISTINCT: Function(_known, 1, 1),
    PARTLY_KNOWN: Function(_known, 1, 1),
    "discounted_years": Function(_discounted_years, 2, 2),
    "deadline": Function(_deadline, 1, 1),
    "is_status": Function(BINARY["=="], 2, 2),
    IS_ONE_OF: Function(_known, 2, None),
}
"""The functions by name; fields and KPIs can't be called like one of them.

What `WORKING` gives depends on the vendor, `IS_ONE_OF` on texts, `MOST_OF_PERSON`, `DISTINCT` and
`PARTLY_KNOWN` on other rows: an expression reads all five as names of their own.
"""
