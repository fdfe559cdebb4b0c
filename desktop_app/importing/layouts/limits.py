"""Values of records that can't be: negative or endless times, dates far off, reversed spans."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.catalogue.model import FieldDefinition, FieldKind
from desktop_app.domain.finding import About, Answer, Severity
from desktop_app.domain.translating import local, tr, within
from desktop_app.importing.context import SheetContext
from desktop_app.importing.sketch import ColumnSketch

Bools = NDArray[np.bool_]

_BOUNDED = frozenset({FieldKind.DURATION, FieldKind.COUNT, FieldKind.YEARS})
_DAY_S = 86_400.0
_LEAST_REACH = pd.Timedelta(days=3 * 365)
_REACH = 3
"""How many times the stretch that most dates of a column lie in, beyond which one is a slip."""
_MOST_SLIPS = 0.05
_SHOWN = 5
_FEWEST, _BELOW_ZERO = 10, 0.1
"""From which share on negative durations are no slips."""
_SPANS = (
    ("created_at", ("answered_at", "first_reply_at", "resolved_at", "closed_at", "delivered_at")),
    ("received_at", ("first_reply_at", "resolved_at", "closed_at", "delivered_at")),
)
"""Dates of a record that can't come before another of it."""


def absurd(values: pd.Series[Any], known: FieldDefinition) -> Bools:
    """Return which values of a column lie outside all that its field can be.

    Amounts are held against the field's plausible range, dates against its plausible years; of
    the dates also those far away from where nearly all others of the column lie (2062 for 2026).

    Parameters
    ----------
    values : pd.Series
        Typed values in canonical units; missing ones are never absurd.
    """
    nothing = np.zeros(len(values), dtype=np.bool_)
    if known.plausible is None:
        return nothing
    low, high = known.plausible
    if known.kind in _BOUNDED and values.dtype.kind == "f":
        cells = values.to_numpy()
        return np.asarray((cells < low) | (cells > high), dtype=np.bool_)
    if known.kind is FieldKind.TIMESTAMP and values.dtype.kind == "M":
        return _odd_dates(values, low, high)
    return nothing


def are_times_left(values: pd.Series[Any], known: FieldDefinition) -> bool:
    """Return whether durations are rather what was left of a limit: many are below zero."""
    if known.kind is not FieldKind.DURATION or values.dtype.kind != "f":
        return False
    told = values.dropna()
    return len(told) >= _FEWEST and float((told < 0).mean()) >= _BELOW_ZERO


def say_times_left(context: SheetContext, sketch: ColumnSketch, known: FieldDefinition) -> None:
    """Ask about a column of durations that often are below zero."""
    context.find(
        Severity.QUESTION,
        "times-left",
        tr(
            "{column} is named like {title}, but is often below zero: what was left of an "
            "agreed time rather than what was taken of it. It was not used. Ask the vendor "
            "for the time taken, or say that it is not used.",
            column=sketch.named,
            title=within(known.title),
        ),
        sketch.letters,
        sketch.letters,
        [Answer.of(About.MEANING, "")],
    )


def _odd_dates(values: pd.Series[Any], low: float, high: float) -> Bools:
    years = values.dt.year.to_numpy(dtype=np.float64, na_value=np.nan)
    odd = (years < low) | (years > high)
    sane = values[~odd].dropna()
    if len(sane):
        first, middle, last = sane.quantile([0.05, 0.5, 0.95])
        reach = max(_REACH * (last - first), _LEAST_REACH)
        far = np.asarray(((values - middle).abs() > reach) & ~odd, dtype=np.bool_)
        if far.mean() <= _MOST_SLIPS:
            odd = odd | far
    return np.asarray(odd, dtype=np.bool_)


def say_absurd(
    context: SheetContext,
    named: str,
    known: FieldDefinition,
    values: pd.Series[Any],
    address: Callable[[int], str],
) -> None:
    """Note the values of a column that were set aside because they can't be.

    Parameters
    ----------
    values : pd.Series
        The absurd values, by sheet row (0-based).
    address : callable
        From a sheet row to the cell's A1 address.
    """
    where = [address(int(row)) for row in values.index.to_numpy()[:_SHOWN]]
    shown = ", ".join(
        f"{place} ({_shown(value, known)})" for place, value in zip(where, values, strict=False)
    )
    words = {
        "column": named,
        "values": shown + ", ..." * (len(values) > _SHOWN),
        "expected": _expected(known),
    }
    context.find(
        Severity.WARNING,
        "value-absurd",
        tr(
            "1 value of {column} can't be right and was left out: {values}. {expected} Correct "
            "them in the file.",
            **words,
        )
        if len(values) == 1
        else tr(
            "{count} values of {column} can't be right and were left out: {values}. {expected} "
            "Correct them in the file.",
            count=len(values),
            **words,
        ),
        ",".join(where),
    )


def _shown(value: Any, known: FieldDefinition) -> str:
    if known.kind is FieldKind.TIMESTAMP:
        return str(value.date())
    return local("{value:g} s" if known.kind is FieldKind.DURATION else "{value:g}", value=value)


def _expected(known: FieldDefinition) -> str:
    assert known.plausible is not None
    low, high = known.plausible
    if known.kind is FieldKind.TIMESTAMP:
        return tr("Expected are dates near the column's others.")
    if known.kind is FieldKind.DURATION:
        return tr("Expected are {low:g} to {high:g} days.", low=low, high=high / _DAY_S)
    return tr("Expected is {low:g} to {high:g}.", low=low, high=high)


def reversed_ends(columns: Mapping[str, pd.Series[Any]]) -> dict[str, tuple[str, Bools]]:
    """Return for each date that stands before its record's beginning: the beginning, and where.

    Whole dates are compared by day: one without a time may be earlier than its own beginning.
    """
    found: dict[str, tuple[str, Bools]] = {}
    for start, ends in _SPANS:
        begun = columns.get(start)
        if begun is None or begun.dtype.kind != "M":
            continue
        for end in ends:
            over = columns.get(end)
            if over is None or over.dtype.kind != "M" or end in found:
                continue
            before = over < (begun.dt.normalize() if dates_only(over) else begun)
            if before.any():
                found[end] = (start, np.asarray(before, dtype=np.bool_))
    return found


def dates_only(dates: pd.Series[Any]) -> bool:
    """Return whether no date of a column has a time of day."""
    known = dates.dropna()
    return bool((known == known.dt.normalize()).all())


def say_reversed(
    context: SheetContext, ends: tuple[str, str], row: int, count: int, cells: Sequence[str]
) -> None:
    """Note the records that end before they begin and so lost their end.

    Parameters
    ----------
    ends : tuple of str
        The fields of the beginning and of the end.
    row : int
        Sheet row (1-based) of the first such record.
    cells : sequence of str
        Some of the dates' addresses.
    """
    fields = context.report.catalogue.fields
    start, end = (fields[name].title for name in ends)
    context.find(
        Severity.WARNING, "dates-reversed", _told_reversed(count, end, start, row), ",".join(cells)
    )


def _told_reversed(count: int, end: str, start: str, row: int) -> str:
    """Return that so many records end before they begin, the first in a sheet row (1-based)."""
    words = {"end": within(end), "start": within(start), "row": row}
    if count == 1:
        return tr(
            "1 record has a {end} before {start}; it was left out, first row {row}. Correct the "
            "dates, or map the columns the other way round.",
            **words,
        )
    return tr(
        "{count} records have a {end} before {start}; those were left out, first row {row}. "
        "Correct the dates, or map the columns the other way round.",
        count=count,
        **words,
    )
