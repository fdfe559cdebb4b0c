"""Units of bare times that the dates beside them prove: "26.5" is hours from opened to closed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalogue.model import FieldKind
from desktop_app.domain.finding import Severity
from desktop_app.domain.translating import tr
from desktop_app.importing.bare_numbers import bare_number
from desktop_app.importing.context import SheetContext
from desktop_app.importing.kinds.units import SECONDS, unit_in_words
from desktop_app.importing.reading import hints, read

if TYPE_CHECKING:
    from desktop_app.importing.mapping import Assignment

_MEASURED = 0.8
_MOST_ROWS = 1_000
_FEWEST = 5
_FEWEST_DIFFERENT = 3
_MOSTLY = 0.9
_DATES_OFF = 60.0
"""Seconds by which a time may differ from the span of dates that are shown to the minute."""
_UNITS = ("seconds", "minutes", "hours", "days")
_MOST_DECIMALS = 4

_Numbers = NDArray[np.float64]


def unit_by_dates(context: SheetContext, fields: dict[str, list[Assignment]]) -> None:
    """Read bare times in the unit in which they are the span between two dates, in place.

    Only where no heading names a unit and the span comes out in nine of ten rows, of at least
    five; working hours come out nowhere, and stay as doubtful as they were.
    """
    known = context.report.catalogue.fields
    dates = [group[0] for name, group in fields.items() if known[name].kind is FieldKind.TIMESTAMP]
    bare = [
        group
        for name, group in fields.items()
        if known[name].kind is FieldKind.DURATION
        and len(group) == 1
        and not (group[0].chosen or group[0].candidate.unit)
        and group[0].sketch.profile.numbers >= _MEASURED
    ]
    if not bare or len(dates) < 2:
        return
    spans = list(_spans(context, dates))
    for group in bare:
        proven = _proven(_numbers(group[0]), spans)
        if proven is not None:
            unit, start, end = proven
            group[0] = replace(group[0], candidate=replace(group[0].candidate, unit=unit))
            _say(context, group[0], unit, start, end)


def _spans(
    context: SheetContext, dates: list[Assignment]
) -> Iterator[tuple[Assignment, Assignment, _Numbers]]:
    """Yield each pair of dates with the seconds from the first to the second, row by row."""
    seconds = {one.candidate.id: _seconds(context, one) for one in dates}
    for start, end in permutations(dates, 2):
        span = seconds[end.candidate.id] - seconds[start.candidate.id]
        if (span[np.isfinite(span)] >= 0).mean() >= _MOSTLY if np.isfinite(span).any() else False:
            yield start, end, span


def _seconds(context: SheetContext, one: Assignment) -> _Numbers:
    sketch = one.sketch
    known = hints(context.report.catalogue, one.candidate, sketch.header, sketch.number_format)
    values = read(context, sketch.cells.iloc[:_MOST_ROWS], known).values
    if values.dtype.kind != "M":
        return np.full(len(values), np.nan)
    found = values.to_numpy(dtype="datetime64[ns]")
    seconds = found.astype("int64") / 1e9
    return np.where(np.isnat(found), np.nan, seconds)


def _numbers(one: Assignment) -> _Numbers:
    found = [bare_number(cell) for cell in one.sketch.cells.iloc[:_MOST_ROWS]]
    return np.array([np.nan if number is None else number for number in found], dtype=np.float64)


def _proven(
    numbers: _Numbers, spans: list[tuple[Assignment, Assignment, _Numbers]]
) -> tuple[str, Assignment, Assignment] | None:
    """Return the one unit in which numbers are a span, and from what to what; None for none."""
    found = [
        (unit, start, end)
        for start, end, span in spans
        for unit in _UNITS
        if _is_span(numbers, span, SECONDS[unit])
    ]
    return found[0] if len({unit for unit, *_ in found}) == 1 else None


def _is_span(numbers: _Numbers, span: _Numbers, size: float) -> bool:
    rows = np.isfinite(numbers) & np.isfinite(span)
    own, seconds = numbers[rows], span[rows]
    if len(own) < _FEWEST or len(np.unique(own)) < _FEWEST_DIFFERENT:
        return False
    slack = max(0.51 * size * 10.0 ** -_decimals(own), min(_DATES_OFF, size))
    return float((np.abs(own * size - seconds) <= slack).mean()) >= _MOSTLY


def _decimals(numbers: _Numbers) -> int:
    for decimals in range(_MOST_DECIMALS):
        if np.allclose(numbers, np.round(numbers, decimals), rtol=0.0, atol=1e-9):
            return decimals
    return _MOST_DECIMALS


def _say(
    context: SheetContext, one: Assignment, unit: str, start: Assignment, end: Assignment
) -> None:
    sketch = one.sketch
    context.find(
        Severity.INFO,
        "unit-proven",
        tr(
            "{column} names no unit; it was read as {unit}, as it is the time from {start} to "
            "{end} in them.",
            column=sketch.named,
            unit=unit_in_words(unit),
            start=start.sketch.named,
            end=end.sketch.named,
        ),
        sketch.letters,
        sketch.letters,
    )
