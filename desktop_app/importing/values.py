"""Cells to typed values in canonical units, decided over the whole column."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.catalogue.model import FieldKind
from desktop_app.catalogue.words import Words
from desktop_app.domain.translating import tr
from desktop_app.importing.answers import is_settled
from desktop_app.importing.cells import CellValue
from desktop_app.importing.kinds.dates import read_timestamp
from desktop_app.importing.kinds.durations import read_duration
from desktop_app.importing.kinds.flags import read_flag
from desktop_app.importing.kinds.footnotes import FOOTNOTE_RULE, take_off_footnotes
from desktop_app.importing.kinds.labels import read_id, read_text
from desktop_app.importing.kinds.money import read_money
from desktop_app.importing.kinds.parts import Bools, Context, Reading, take_apart
from desktop_app.importing.kinds.quantities import (
    read_count,
    read_index,
    read_points,
    read_rate,
    read_years,
)
from desktop_app.importing.kinds.scores import read_score
from desktop_app.importing.kinds.shares import read_share
from desktop_app.importing.kinds.statuses import read_outcome, read_status
from desktop_app.importing.periods import read_periods
from desktop_app.importing.typed import AMOUNTS, ReadingHints, TypedColumn

_READERS: Mapping[FieldKind, Callable[[Context], Reading]] = {
    FieldKind.TEXT: read_text,
    FieldKind.ID: read_id,
    FieldKind.FLAG: read_flag,
    FieldKind.STATUS: read_status,
    FieldKind.OUTCOME: read_outcome,
    FieldKind.TIMESTAMP: read_timestamp,
    FieldKind.PERIOD: read_periods,
    FieldKind.SHARE: read_share,
    FieldKind.DURATION: read_duration,
    FieldKind.SCORE: read_score,
    FieldKind.POINTS: read_points,
    FieldKind.INDEX: read_index,
    FieldKind.MONEY: read_money,
    FieldKind.COUNT: read_count,
    FieldKind.RATE: read_rate,
    FieldKind.YEARS: read_years,
}


def read_column(
    cells: pd.Series[Any], hints: ReadingHints, words: Words, epoch_1904: bool = False
) -> TypedColumn:
    """Return a column's values in the canonical unit of their kind.

    Never raises for what a cell holds: what is no such value is marked `bad`. What bare values
    mean (percent or share, minutes or hours, day or month first, decimal point or comma, which
    scale) is settled by all of the column's values together with the hints; where they can't
    settle it, the likeliest reading is taken and a question says so, unless `hints.said` answers
    it. Codes of questions:
    ``decimal-ambiguous``, ``decimal-mixed``, ``share-or-percent``, ``share-mixed``,
    ``share-over-100``, ``percent-twice``, ``points-or-share``, ``duration-unit``,
    ``duration-ambiguous``, ``score-scale``, ``score-mixed``, ``score-words``, ``money-mixed``,
    ``date-order``, ``date-swapped``, ``zone-mixed``, ``period-fiscal``, ``id-precision``.

    Parameters
    ----------
    cells : pd.Series
        Any dtype; the result has the same index.
    hints : ReadingHints
        What heading, number format and catalogue say.
    epoch_1904 : bool
        Whether day numbers count from 1904.
    """
    read = read_arrays(cells, hints, words, epoch_1904)
    reading, values = read.reading, read.values
    dtype = object if isinstance(values, np.ndarray) and values.dtype.kind == "O" else None
    return TypedColumn(
        values=pd.Series(values, index=cells.index, name=cells.name, dtype=dtype, copy=False),
        missing=pd.Series(read.missing, index=cells.index, copy=False),
        bad=pd.Series(read.bad, index=cells.index, copy=False),
        rule=reading.rule,
        unit=reading.unit,
        currency=reading.currency,
        scale=reading.scale,
        questions=read.questions,
    )


@dataclass(frozen=True, slots=True)
class ReadArrays:
    """A column read, as arrays of one entry a cell; see `TypedColumn`.

    `noted` says that numbers in brackets were taken for those of footnotes.
    """

    values: Any
    missing: Bools
    bad: Bools
    reading: Reading
    questions: list[tuple[str, str]]
    noted: bool = False

    @property
    def unit(self) -> str:
        """Return the unit id that bare numbers were read in."""
        return self.reading.unit


def read_arrays(
    cells: pd.Series[Any] | NDArray[np.object_],
    hints: ReadingHints,
    words: Words,
    epoch_1904: bool = False,
) -> ReadArrays:
    """Return what `read_column` does, without an index, for those who only count."""
    parts = take_apart(cells, hints.kind, words)
    noted = hints.kind in AMOUNTS and take_off_footnotes(parts)
    # A number too large for its unit becomes infinite, and that is no value (see below).
    with np.errstate(over="ignore", invalid="ignore"):
        reading = _READERS[hints.kind](Context(parts, hints, words, epoch_1904))
    if noted:
        reading.rule = "; ".join(filter(None, (reading.rule, tr(FOOTNOTE_RULE))))
    values = reading.values
    if isinstance(values, np.ndarray) and values.dtype == np.float64:
        if (infinite := np.isinf(values)).any():
            values = np.where(infinite, np.nan, values)
        unknown = np.isnan(values)
    else:
        unknown = pd.isna(values)
    questions = [
        (code, message)
        for code, message in dict.fromkeys(reading.questions)
        if not is_settled(code, hints.said)
    ]
    missing, bad = parts.missing & unknown, unknown & ~parts.missing
    return ReadArrays(values, missing, bad, reading, questions, noted)


def read_cell(
    value: CellValue,
    number_format: str,
    hints: ReadingHints,
    words: Words,
    epoch_1904: bool = False,
) -> TypedColumn:
    """Return one cell as a column of length 1, read in its own number format."""
    return read_column(
        pd.Series([value], dtype=object),
        replace(hints, number_format=number_format),
        words,
        epoch_1904,
    )
