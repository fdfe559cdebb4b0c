"""Which records lie in a window of months or of days."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.period import Grain, Period
from desktop_app.domain.records import Evidence, RecordTable
from desktop_app.domain.sentences import shown_period
from desktop_app.domain.translating import tr
from desktop_app.kpi.columns import RecordColumns
from desktop_app.kpi.periods import code_of_month

Flags = NDArray[np.bool_]


def inside_window(columns: RecordColumns, order: tuple[str, ...], window: Period) -> Flags:
    """Return which records lie in a window, by the first of some dates that they have.

    A record that names no more than a longer period (its month) lies in the window if all of
    that does; one without any date does not.

    Parameters
    ----------
    order : tuple of str
        Fields that place a record, in order of preference.
    """
    if of_whole_months(window):
        months = columns.period_codes(order, Grain.MONTH)
        first, last = (code_of_month(day) for day in (window.start, window.end))
        return np.asarray((months >= first) & (months <= last))
    inside = np.zeros(columns.rows, dtype=np.bool_)
    open_ = np.ones(columns.rows, dtype=np.bool_)
    for name in order:
        known, within = _of_field(columns.table.frame[name], window)
        inside |= open_ & known & within
        open_ &= ~known
    if columns.table.period is not None:
        inside |= open_ & window.covers(Period.parse(columns.table.period))
    return inside


def of_whole_months(window: Period) -> bool:
    """Return whether a window begins with a month and ends with one."""
    return window.start.day == 1 and (window.end + dt.timedelta(days=1)).day == 1


def records_across(evidence: Evidence) -> list[Finding]:
    """Return a warning for each table of undated records whose period reaches across a window."""
    window = evidence.window
    if window is None:
        return []
    return [
        Finding(
            Severity.WARNING,
            "outside-window",
            tr(
                "{file}: {count:,} records say only that they are of {period}, which can't "
                "be cut to {window}. They are not compared. Ask for the date of "
                "each, or compare whole months.",
                file=table.file,
                count=len(table.frame),
                period=table.period,
                window=shown_period(window.label),
            ),
            table.file,
            table.sheet,
            table.cells,
        )
        for table in evidence.records
        if _reaches_across(table, window)
    ]


def _reaches_across(table: RecordTable, window: Period) -> bool:
    if table.period is None:
        return False
    period = Period.parse(table.period)
    dated = any(pd.api.types.is_datetime64_any_dtype(kind) for kind in table.frame.dtypes)
    return not dated and period.overlaps(window) and not window.covers(period)


def _of_field(column: pd.Series, window: Period) -> tuple[Flags, Flags]:
    """Return which records have a value of a field, and which of these lie in the window."""
    known = column.notna().to_numpy()
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        days = column.to_numpy().astype("datetime64[D]")
        first, last = (np.datetime64(day, "D") for day in (window.start, window.end))
        return known, (days >= first) & (days <= last)
    labels = column.astype("category").cat
    fits = [window.covers(Period.parse(str(label))) for label in labels.categories]
    return known, np.array([*fits, False], dtype=np.bool_)[labels.codes.to_numpy()]
