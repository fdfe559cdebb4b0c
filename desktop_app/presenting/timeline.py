"""The axis of a chart over time: every period from the first to the last, gaps included."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from desktop_app.domain.period import Grain, Period

_FINEST_FIRST = (Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.YEAR)


def timeline(labels: Collection[str]) -> tuple[str, ...]:
    """Return the periods of an axis of time, in order and without a hole.

    They are those of the finest calendar grain among the labels, from the first day of all to
    the last one. Where no label is of a calendar grain, the labels themselves in order of time.
    """
    periods = sorted(Period.parse(label) for label in labels)
    grains = {period.grain for period in periods} - {None}
    grain = next((item for item in _FINEST_FIRST if item in grains), None)
    if grain is None:
        return tuple(period.label for period in periods)
    own = [period for period in periods if period.grain is grain]
    first = periods[0].start
    last = max(period.end for period in periods)
    return tuple(period.label for period in _filled(own[0], grain, first, last))


def following(label: str, count: int) -> tuple[str, ...]:
    """Return the labels of the periods after one of a calendar grain, of the same grain."""
    period = Period.parse(label)
    if period.grain is None:
        return ()
    labels, grain = [], period.grain
    for _ in range(count):
        period = _holding(period.end + dt.timedelta(days=1), grain)
        labels.append(period.label)
    return tuple(labels)


def _filled(known: Period, grain: Grain, first: dt.date, last: dt.date) -> list[Period]:
    """Return the periods of a grain over all days from `first` to `last`."""
    found = [known]
    while found[0].start > first:
        found.insert(0, _holding(found[0].start - dt.timedelta(days=1), grain))
    while found[-1].end < last:
        found.append(_holding(found[-1].end + dt.timedelta(days=1), grain))
    return found


def _holding(day: dt.date, grain: Grain) -> Period:
    """Return the period of a grain that holds a day."""
    period = Period(day, day).within(grain)
    if period is None:
        raise ValueError(f"{grain} is no calendar grain")
    return period


def reach(label: str, periods: Sequence[str]) -> tuple[float, float]:
    """Return where a period begins and ends on the axis of other periods."""
    period = Period.parse(label)
    axis = [Period.parse(item) for item in periods]
    return _position(period.start, axis), _position(period.end + dt.timedelta(days=1), axis)


def _position(day: dt.date, axis: Sequence[Period]) -> float:
    """Return a day's place on an axis of periods, each from its number less 0.5 to plus 0.5."""
    for place, period in enumerate(axis):
        if day <= period.end:
            length = (period.end - period.start).days + 1
            return place - 0.5 + max((day - period.start).days, 0) / length
    return len(axis) - 0.5
