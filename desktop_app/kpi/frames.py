"""What the columns of a record table are: dates, ids that number its rows, or empty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.catalogue.model import FieldDefinition
from desktop_app.domain.records import RecordTable

Floats = NDArray[np.float64]

OWN_IDS = ("record_id", "invoice_id", "analysis_id", "project_id")
"""Ids that may number the records of a table."""

NUMBERING = 0.9
"""Share of rows that an id must tell apart to be the records' own."""

PLANNED: frozenset[str] = frozenset(
    {"due_at", "redue_at", "certificate_expiry", "hired_at", "left_at"}
)
"""Timestamps that say nothing about `AS_OF` nor date a record: they may lie ahead of the report's
making, or are a person's and not the row's.
"""


def holds_any(column: pd.Series[Any]) -> bool:
    """Return whether a column has any value."""
    return not bool(column.array.isna().all())


def filled_fields(table: RecordTable) -> frozenset[str]:
    """Return the columns of a table that have any value."""
    frame = table.frame
    return frozenset(str(name) for name, column in frame.items() if holds_any(column))


def known_in(frame: pd.DataFrame, name: str) -> bool:
    """Return whether a table has a column with any value in it."""
    return name in frame.columns and holds_any(frame[name])


def tells_apart(frame: pd.DataFrame, name: str) -> bool:
    """Return whether a column numbers the records, nearly all with an id of their own."""
    if not known_in(frame, name):
        return False
    filled = int(frame[name].notna().sum())
    return filled >= NUMBERING * len(frame) and frame[name].nunique() >= NUMBERING * filled


def marks_without_work(frame: pd.DataFrame, fields: Mapping[str, FieldDefinition]) -> list[str]:
    """Return the marks in a table that says nothing else of the work they are given for.

    Parameters
    ----------
    fields : mapping of id to FieldDefinition
        Their `judging` says what marks are, and what may stand beside them.
    """
    of = {name: fields[name].judging if name in fields else "" for name in map(str, frame.columns)}
    work = [
        name
        for name, judging in of.items()
        if judging == "work" or (not judging and _is_figure(frame[name]))
    ]
    if any(known_in(frame, name) for name in work):
        return []
    return [name for name, judging in of.items() if judging == "mark" and known_in(frame, name)]


def _is_figure(column: pd.Series[Any]) -> bool:
    """Return whether a column holds figures, moments or flags, and is no number of something."""
    name = str(column.name)
    return column.dtype.kind in "biufmM" and not (name.endswith("_id") or name.startswith("_"))


def is_date(column: pd.Series[Any]) -> bool:
    """Return whether a column holds timestamps."""
    return column.dtype.kind == "M"


def epoch_seconds(column: pd.Series[Any]) -> Floats:
    """Return timestamps as seconds since 1970, NaN where missing."""
    stamps = column.to_numpy()
    seconds = stamps.astype("datetime64[us]").astype(np.int64) / 1e6
    seconds[np.isnat(stamps)] = np.nan
    return np.asarray(seconds, dtype=np.float64)


def past_dates(frame: pd.DataFrame) -> list[str]:
    """Return the columns of timestamps that lie behind a report's making, in alphabetical order."""
    names = sorted(map(str, frame.columns))
    return [n for n in names if n not in PLANNED and is_date(frame[n]) and known_in(frame, n)]


def latest_by(codes: NDArray[np.int64], count: int, moments: Sequence[Floats]) -> Floats:
    """Return the latest of some moments for each record's group, NaN where there is none.

    Parameters
    ----------
    codes : array of int, shape (records,)
        Each record's group, 0 to `count` - 1.
    moments : sequence of array, each of shape (records,)
        Seconds since 1970; NaN where missing.
    """
    latest = np.full(count, -np.inf)
    for seconds in moments:
        known = ~np.isnan(seconds)
        np.maximum.at(latest, codes[known], seconds[known])
    latest[np.isinf(latest)] = np.nan
    return np.asarray(latest[codes], dtype=np.float64)
