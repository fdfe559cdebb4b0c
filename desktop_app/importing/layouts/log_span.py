"""Months that a log holds only a part of: its records begin or end within them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from desktop_app.domain.finding import Severity
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
    told = [tr("begin on {day} {first:%B %Y}", day=first.day, first=first)] if late > enough else []
    told += [tr("end on {day} {last:%B %Y}", day=last.day, last=last)] if short > enough else []
    if not told:
        return
    letters = ",".join(columns.get(name, ()))
    context.find(
        Severity.WARNING,
        "month-not-over",
        f"The records {' and '.join(told)}: counts and sums of that month are of a part of it, and "
        "too low to compare with full months. Leave the month out of the comparison, or ask the "
        "vendor for the rest.",
        letters,
        letters,
    )
