"""Values as people read them; the only place where canonical units become text."""

from __future__ import annotations

import math

from desktop_app.domain.translating import tr
from desktop_app.domain.unit import Unit

MISSING = "–"
"""Stands for a value that isn't there; never 0."""

_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def format_value(value: float, unit: str, currency: str = "") -> str:
    """Return a value with its unit, rounded for reading only.

    Parameters
    ----------
    value : float
        In the canonical unit of `unit`; NaN becomes `MISSING`.
    unit : str
        A `domain.unit.Unit` value.
    currency : str
        ISO code, for money; ``""`` when unknown.
    """
    if value is None or math.isnan(value):
        return MISSING
    if unit == Unit.SHARE:
        return f"{format_percent(value)} %"
    if unit == Unit.DURATION:
        return format_duration(value)
    if unit == Unit.MONEY:
        return f"{format_number(value, 2)} {currency}".strip()
    if unit == Unit.POINTS:
        return f"{value:+.1f}"
    if unit == Unit.COUNT:
        return format_number(value, 0 if float(value).is_integer() else 1)
    if unit == Unit.YEARS:
        return tr("{value:.1f} years", value=value)
    return format_number(value, 2)


def format_percent(share: float) -> str:
    """Return a share as percent without the sign; near the ends a second decimal is kept,
    because 99.86 % and 99.94 % are not the same promise.
    """
    percent = share * 100
    near_an_end = 0 < percent < 1 or 99 < percent < 100
    return f"{percent:.2f}" if near_an_end else f"{percent:.1f}"


def format_duration(seconds: float) -> str:
    """Return seconds in the two units that read best: ``4 min 12 s``, ``2.4 days``."""
    sign = "-" if seconds < 0 else ""
    seconds = abs(seconds)
    if seconds < 10:
        return f"{sign}{seconds:.1f} s"
    if round(seconds) < _MINUTE:
        return f"{sign}{seconds:.0f} s"
    if round(seconds) < _HOUR:
        minutes, rest = divmod(round(seconds), _MINUTE)
        return tr("{sign}{minutes} min", sign=sign, minutes=minutes) + (
            f" {rest} s" if rest else ""
        )
    if round(seconds / _MINUTE) < 2 * _DAY / _MINUTE:
        hours, rest = divmod(round(seconds / _MINUTE), 60)
        return f"{sign}{hours} h" + (tr(" {rest} min", rest=rest) if rest else "")
    return tr("{sign}{seconds:.1f} days", sign=sign, seconds=seconds / _DAY)


def duration_unit(seconds: float) -> tuple[str, float]:
    """Return the unit that durations of such a size read best in, and how many it has a second.

    Charts and the workbook take one unit for a whole axis or row, so that figures line up.
    """
    for name, length in (("days", _DAY), ("h", _HOUR), ("min", _MINUTE)):
        if abs(seconds) >= 2 * length:
            return name, 1.0 / length
    return "s", 1.0


def format_number(value: float, decimals: int) -> str:
    """Return a plain number with thousands separators."""
    if math.isnan(value):
        return MISSING
    return f"{value:,.{decimals}f}"


def format_interval(low: float, high: float, unit: str, currency: str = "") -> str:
    """Return a 95 % interval, ``""`` when either end is unknown."""
    if math.isnan(low) or math.isnan(high):
        return ""
    return tr(
        "{value} to {value_2}",
        value=format_value(low, unit, currency),
        value_2=format_value(high, unit, currency),
    )


def format_score(score: float) -> str:
    """Return a score of 0..100 with one decimal."""
    return MISSING if math.isnan(score) else f"{score:.1f}"
