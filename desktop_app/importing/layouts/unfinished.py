"""Records that are not finished: no date of an end is made up for them, and they are counted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.domain.finding import Severity
from desktop_app.domain.translating import tr
from desktop_app.importing.context import SheetContext

_ENDS = ("delivered_at", "closed_at", "resolved_at")
_LENGTHS = ("resolution_time", "turnaround_time")
STATUS = "status"
_OPEN, _CANCELLED = "open", "cancelled"
_RAISED = re.compile(r"es[ck]al", re.IGNORECASE)
"""Escalated, in any language: a record that was may be finished all the same."""
_MOST_OPEN = 0.5
"""From this share of ends on, the word for the status rather does not mean what it seems to."""
_NEARLY_ALL = 0.9
"""The same of times that the work took: what stands there is how old the records are."""
_SHOWN = 5


def ends_of_open(
    columns: Mapping[str, pd.Series[Any]], written: pd.Series[Any] | None = None
) -> dict[str, NDArray[np.bool_]]:
    """Return for each date of an end, and each time that the work took, the records that have one,
    though their status is open.

    What stands there is when they are expected, a date for "not yet" (31 December), or their age.

    Parameters
    ----------
    columns : mapping of str to Series
        The values of each field.
    written : Series, optional
        The statuses as they stand in the cells.
    """
    status = columns.get(STATUS)
    if status is None:
        return {}
    going = np.asarray(status == _OPEN, dtype=np.bool_)
    found = {}
    for name in (*_ENDS, *_LENGTHS):
        told = columns.get(name)
        if told is None or (name in _ENDS and told.dtype.kind != "M"):
            continue
        most = _MOST_OPEN if name in _ENDS else _NEARLY_ALL
        ended = np.asarray(told.notna(), dtype=np.bool_)
        open_ones = ended & going
        if name in _LENGTHS and written is not None:
            open_ones &= ~np.array([bool(_RAISED.match(str(cell))) for cell in written])
        if 0 < open_ones.sum() < most * ended.sum():
            found[name] = open_ones
    return found


def say_ends_of_open(
    context: SheetContext, name: str, rows: NDArray[np.int64], letters: tuple[str, ...]
) -> None:
    """Warn that dates of records whose status is open were left out.

    Parameters
    ----------
    rows : array of int
        Their sheet rows (0-based).
    """
    cells = [f"{letter}{row + 1}" for row in rows[:_SHOWN].tolist() for letter in letters]
    title = context.report.catalogue.fields[name].title
    tell = _told_end if name in _ENDS else _told_age
    context.find(
        Severity.WARNING,
        "open-with-end",
        tell(len(rows), title, int(rows[0]) + 1),
        ",".join(cells),
    )


def _told_end(count: int, title: str, row: int) -> str:
    if count == 1:
        return tr(
            "1 record is open by the status and has a date for '{title}', first in row {row}; it "
            "was left out, as a date that is still to come ends nothing. Correct the status if "
            "they are finished.",
            title=title,
            row=row,
        )
    return tr(
        "{count} records are open by the status and have a date for '{title}', first in row "
        "{row}; those were left out, as a date that is still to come ends nothing. Correct "
        "the status if they are finished.",
        count=count,
        title=title,
        row=row,
    )


def _told_age(count: int, title: str, row: int) -> str:
    if count == 1:
        return tr(
            "1 record is open by the status and has a figure for '{title}', in row {row}; it was "
            "left out, as what is not finished has only an age. Correct the status if it is "
            "finished.",
            title=title,
            row=row,
        )
    return tr(
        "{count} records are open by the status and have a figure for '{title}', first in row "
        "{row}; those were left out, as what is not finished has only an age. Correct the "
        "status if they are finished.",
        count=count,
        title=title,
        row=row,
    )


def say_unfinished(
    context: SheetContext,
    frame: pd.DataFrame,
    columns: Mapping[str, tuple[str, ...]],
    cells: str,
) -> None:
    """Say how many records are cancelled or have no end yet, and which figures leave them out.

    Parameters
    ----------
    cells : str
        Where the records stand, with ``{0}`` for the letters of a column.
    """
    status = frame.get(STATUS)
    cancelled = np.zeros(len(frame), dtype=np.bool_)
    if status is not None:
        cancelled = np.asarray(status == _CANCELLED, dtype=np.bool_)
    if cancelled.any():
        letter = columns[STATUS][0]
        context.find(
            Severity.INFO,
            "cancelled-left-out",
            tr(
                "{count} of {all} records are cancelled; resolution, deadlines and "
                "open items are counted without them.",
                count=int(cancelled.sum()),
                all=len(frame),
            ),
            f"{letter}{cells.format(letter)}",
        )
    name = next((end for end in _ENDS if end in frame.columns), "")
    if not name or name not in columns:
        return
    ended = np.asarray(frame[name].notna(), dtype=np.bool_) & ~cancelled
    going = ~ended & ~cancelled
    if going.any() and ended.any():
        title = context.report.catalogue.fields[name].title
        letter = columns[name][0]
        context.find(
            Severity.INFO,
            "unfinished-left-out",
            tr(
                "{count} of {all} records have no date for '{title}': they count as "
                "open, and how long the work took is said of the {ended} that have one.",
                count=int(going.sum()),
                all=len(frame),
                title=title,
                ended=int(ended.sum()),
            ),
            f"{letter}{cells.format(letter)}",
        )
