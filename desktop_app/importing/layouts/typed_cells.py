"""The cells of a summary as typed values, series by series."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop_app.domain.address import ranges
from desktop_app.domain.finding import Severity
from desktop_app.domain.translating import tr, within
from desktop_app.importing.comparators import without_comparator
from desktop_app.importing.context import SheetContext
from desktop_app.importing.kinds.spelling import tidy, without_footnote_number
from desktop_app.importing.layouts.cross import TARGET, VALUE, Cross, places_by_series
from desktop_app.importing.layouts.series import Series, title_of, without_unit
from desktop_app.importing.reading import examples, read_cells, say_questions, say_unreadable


@dataclass(slots=True)
class Readings:
    """What the cells of a table were read as.

    `values` (NaN for none) and `read` (a value, or a word for none) have one entry a cell;
    `currencies`, `scales` (NaN for none) and `rules` (how it was read) one a series.
    """

    values: NDArray[np.float64]
    read: NDArray[np.bool_]
    currencies: list[str]
    scales: list[tuple[float, float]]
    rules: list[str]


def type_cells(context: SheetContext, cross: Cross) -> Readings:
    """Return all cells of a table typed; say what is not readable or not settled.

    Totals and targets are read in the unit that the figures of their series were read in.
    """
    cells = cross.cells
    size, count = len(cells), len(cross.series)
    readings = Readings(
        np.full(size, np.nan),
        np.zeros(size, np.bool_),
        [""] * count,
        [(np.nan, np.nan)] * count,
        [""] * count,
    )
    roles, texts = cells["role"], cells["cell"]
    places = places_by_series(cells, np.ones(size, np.bool_))
    for code, series in enumerate(cross.series):
        if series.item is None or code not in places:
            continue
        own = places[code]
        is_value = roles[own] == VALUE
        _read_values(context, cross, code, own[is_value], texts, readings)
        _read_rest(context, cross, series, own[~is_value], texts, readings)
    return readings


def _read_values(
    context: SheetContext,
    cross: Cross,
    code: int,
    places: NDArray[np.int64],
    texts: NDArray[np.object_],
    readings: Readings,
) -> None:
    """Read the figures of a series."""
    series = cross.series[code]
    assert series.item is not None
    assert series.known is not None
    typed = read_cells(context, texts[places], series.known)
    reading, bad = typed.reading, typed.bad
    readings.values[places] = np.asarray(typed.values, dtype=np.float64)
    readings.read[places] = ~bad
    readings.currencies[code] = reading.currency
    readings.scales[code] = reading.scale or (np.nan, np.nan)
    readings.rules[code] = reading.rule
    series.unit_read, series.currency_read = reading.unit, reading.currency
    left_out = _ranges(cross, places[bad]) if "money-mixed" in dict(typed.questions) else ""
    named = f"'{series.text}' ({series.place})"
    say_questions(context, typed, named, left_out, series.letters_or_row, series.known)
    if typed.noted:
        _say_footnotes(context, cross, series, places, texts)
    if bad.any():
        meaning = within(title_of(context, series.item))
        _say_bad(context, cross, meaning, places[bad], texts)


def _ranges(cross: Cross, places: NDArray[np.int64]) -> str:
    return ranges(cross.cells.pick(places).lines("row", "column"))


def _say_footnotes(
    context: SheetContext,
    cross: Cross,
    series: Series,
    places: NDArray[np.int64],
    texts: NDArray[np.object_],
) -> None:
    """Note the figures whose number in brackets was taken for a footnote's."""
    noted = [
        place
        for place in places.tolist()
        if isinstance(text := texts[place], str)
        and without_footnote_number(tidy(text)) != tidy(text)
    ]
    shown = examples(cross.cells["address"][noted].tolist(), texts[noted].tolist())
    context.find(
        Severity.INFO,
        "footnote-numbers",
        tr(
            "'{series}' ({place}): the number in brackets behind the figure was taken for "
            "that of a footnote, as other figures beside it have none: {examples}.",
            series=series.text,
            place=series.place,
            examples=shown,
        ),
        _ranges(cross, np.array(noted, dtype=np.int64)),
    )


def _read_rest(
    context: SheetContext,
    cross: Cross,
    series: Series,
    places: NDArray[np.int64],
    texts: NDArray[np.object_],
    readings: Readings,
) -> None:
    """Read the totals and targets of a series; "< 8 min" aims at 8 minutes."""
    if not len(places):
        return
    assert series.known is not None
    cells = np.empty(len(places), dtype=object)
    cells[:] = [without_comparator(cell) for cell in texts[places]]
    typed = read_cells(context, cells, without_unit(series.known, series.unit_read))
    readings.values[places] = np.asarray(typed.values, dtype=np.float64)
    readings.read[places] = ~typed.bad
    lost = typed.bad & (cross.cells["role"][places] == TARGET)
    if lost.any():
        _say_bad(context, cross, tr("target of {series}", series=series.text), places[lost], texts)


def _say_bad(
    context: SheetContext,
    cross: Cross,
    meaning: str,
    places: NDArray[np.int64],
    texts: NDArray[np.object_],
) -> None:
    addresses: list[Any] = cross.cells["address"][places].tolist()
    say_unreadable(context, meaning, addresses, texts[places].tolist())
