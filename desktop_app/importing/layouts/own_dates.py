"""Dates that differ from row to row in no order: when each of many joined, or was changed."""

from __future__ import annotations

import datetime as dt
import re

import pandas as pd

from desktop_app.importing.sketch import ColumnSketch

_ISO_DAY = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?=[ T]\d)")
_FEWEST_DAYS, _MOSTLY = 10, 0.6


def days_in_no_order(sketch: ColumnSketch) -> bool:
    """Return whether dates differ from row to row in no order, as when each of many joined."""
    days = [day for value in sketch.sample if (day := _day_of(value)) is not None]
    if not _FEWEST_DAYS <= len(days) == len(sketch.sample) or sketch.profile.distinct < _MOSTLY:
        return False
    order = pd.Series(days)
    return not (order.is_monotonic_increasing or order.is_monotonic_decreasing)


def _day_of(value: object) -> dt.date | None:
    """Return the day of a date, or of a text that begins with one as files have it."""
    if isinstance(value, dt.date):
        return value
    match = _ISO_DAY.match(value) if isinstance(value, str) else None
    return dt.date.fromisoformat(match[0]) if match else None
