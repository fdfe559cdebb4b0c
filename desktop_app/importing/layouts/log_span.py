"""Months that a log holds only a part of: its records begin or end within them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from desktop_app.domain.finding import Severity
from desktop_app.domain.sentences import month_name
from desktop_app.domain.translating import tr
from desktop_app.importing.context import SheetContext

_DATES = ("date", "created_at", "received_at")
_FEWEST_DAYS = 15
_LEAST_DAYS = 5
_USUAL_GAPS = 3.0
"""By how many of its usual longest gaps a log has to stop short of a month's end."""
_USUAL = 0.95


def say_part_months(
    context: SheetContext, frame: pd.DataFrame, columns: Mapping[str, tuple[str, ...]]
) -> None:
    """Warn where records of several months begin or end well within a month.

    Days without records at the edge count only where they are far more than between others, as
    after a weekend.
    """
    name = next((one for one in _DATES if one in frame.columns), "")
    if not name or frame[name].dtype.kind != "M":
        return
    days = pd.Series(frame[name].dropna().dt.normalize().unique()).sort_values()
    if len(days) < _FEWEST_DAYS:
        return
    first, last = days.iloc[0], days.iloc[-1]
    if (first.year, first.month) == (last.year, last.month):
        return
    gap = float(np.quantile(np.diff(days.to_numpy()) / np.timedelta64(1, "D"), _USUAL))
    enough = max(_LEAST_DAYS, _USUAL_GAPS * gap)
    late = (first - first.replace(day=1)).days
    short = (last + pd.offsets.MonthEnd(0) - last).days
    began = _date(first) if late > enough else ""
    ended = _date(last) if short > enough else ""
    if not (began or ended):
        return
    letters = ",".join(columns.get(name, ()))
    context.find(
        Severity.WARNING,
        "month-not-over",
        _told(began, ended),
        letters,
        letters,
    )


def _date(day: pd.Timestamp) -> str:
    """Return a day as sentences write it."""
    return tr("{day} {month} {year}", day=day.day, month=month_name(day.month), year=day.year)


def _told(began: str, ended: str) -> str:
    """Return when the records begin and end, with what follows; ``""`` is the edge of a month."""
    if began and ended:
        opening = tr("The records begin on {first} and end on {last}:", first=began, last=ended)
    elif began:
        opening = tr("The records begin on {first}:", first=began)
    else:
        opening = tr("The records end on {last}:", last=ended)
    return (
        opening
        + " "
        + tr(
            "counts and sums of that month are of a part of it, and too low to compare with full "
            "months. Leave the month out of the comparison, or ask the vendor for the rest."
        )
    )
