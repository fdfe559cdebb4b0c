"""Date and time of day in two columns, to be read as one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from desktop_app.catalogue.text import normalise
from desktop_app.importing.sketch import ColumnSketch

_DATE_WORDS = frozenset({"date", "day", "datum", "tag", "jour", "fecha", "dia", "on", "dt"})
_TIME_WORDS = frozenset(
    {"time", "clock", "uhrzeit", "zeit", "heure", "hora", "at", "of", "day", "tm"}
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_TIME_FORMATS = ("%H:%M:%S", "%H:%M", "%I:%M:%S %p", "%I:%M %p")
_DAY = 86_400.0


def find_clocks(sketches: Sequence[ColumnSketch]) -> dict[int, ColumnSketch]:
    """Return the time-of-day column of each date column ("Created date", "Created time").

    They have the same name but for the words for date and time, dates without a time of day in
    one and times under 24 hours in the other.
    """
    found: dict[int, ColumnSketch] = {}
    clocks = [sketch for sketch in sketches if _is_clock(sketch)]
    for sketch in sketches:
        words = _words(sketch)
        if not words & _DATE_WORDS or not _has_bare_dates(sketch):
            continue
        for clock in clocks:
            own = _words(clock)
            if own - _TIME_WORDS == words - _DATE_WORDS and clock is not sketch:
                found[sketch.column] = clock
                break
    return found


def _words(sketch: ColumnSketch) -> frozenset[str]:
    """Return the words of a heading, those of CamelCase apart: "CallStartDt"."""
    return frozenset(normalise(_CAMEL.sub(" ", sketch.header)).split())


def _is_clock(sketch: ColumnSketch) -> bool:
    words = _words(sketch)
    if not words & _TIME_WORDS or sketch.sample.empty:
        return False
    seconds = seconds_of_day(sketch.sample)
    return bool(seconds.notna().mean() > 0.9)


def _has_bare_dates(sketch: ColumnSketch) -> bool:
    """Return whether a column holds dates, none of which has a time of day."""
    times = [
        value.time()
        for value in sketch.sample
        if isinstance(value, dt.datetime) and value.time() != dt.time()
    ]
    texts = [value for value in sketch.sample if isinstance(value, str) and ":" in value]
    return not times and not texts


def seconds_of_day(cells: pd.Series[Any]) -> pd.Series[Any]:
    """Return times of day in seconds since midnight, NaN for anything that is none.

    Takes Excel times, texts such as "14:05" and "2:05 PM", and fractions of a day.
    """
    if cells.dtype.kind == "m":
        seconds = cells.dt.total_seconds()
    elif cells.dtype.kind == "f":
        seconds = cells.where(cells.between(0, 1, inclusive="left")) * _DAY
    else:
        seconds = _seconds_of_objects(cells.astype(object))
    inside = (seconds >= 0) & (seconds < _DAY)
    return pd.Series(seconds.where(inside), dtype=np.float64)


def _seconds_of_objects(cells: pd.Series[Any]) -> pd.Series[Any]:
    codes, uniques = pd.factorize(cells, use_na_sentinel=True)
    seconds = np.full(len(uniques) + 1, np.nan)
    for place, value in enumerate(uniques):
        seconds[place] = _seconds(value)
    return pd.Series(seconds[codes], index=cells.index)


def _seconds(value: object) -> float:
    if isinstance(value, dt.timedelta):
        return value.total_seconds()
    if isinstance(value, dt.time):
        return value.hour * 3600.0 + value.minute * 60.0 + value.second
    if isinstance(value, str):
        for pattern in _TIME_FORMATS:
            try:
                clock = dt.datetime.strptime(value.strip(), pattern)
            except ValueError:
                continue
            return clock.hour * 3600.0 + clock.minute * 60.0 + clock.second
    return float("nan")
