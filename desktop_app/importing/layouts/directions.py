"""Contacts that went out, in a log of those that came in too: no caller waited for an answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.catalogue.text import normalise
from desktop_app.domain.finding import Severity
from desktop_app.domain.records import RecordTable
from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import tr
from desktop_app.importing.context import SheetContext
from desktop_app.importing.layouts.record_rows import RecordRows
from desktop_app.importing.sketch import ColumnSketch

_SERVED = frozenset({"outcome", "answered", "abandoned"})
_OF_CALLERS = (*_SERVED, "wait_time")
"""What is said of those who call, and would be something else of those who are called."""
_MOST = 8


def leave_out_calls_made(
    context: SheetContext,
    sketches: Sequence[ColumnSketch],
    rows: RecordRows,
    columns: dict[str, pd.Series[Any]],
    table: RecordTable,
) -> None:
    """Leave calls that were made out of what is said of those that came in, and warn of it.

    A column whose cells all say which way a contact went tells them apart. Volume keeps all.
    """
    told = [name for name in _OF_CALLERS if name in columns]
    if _SERVED.isdisjoint(told):
        return
    for sketch in sketches:
        used = any(sketch.letters in table.columns[name] for name in told)
        out = None if used else _went_out(context, sketch, rows)
        if out is not None:
            for name in told:
                columns[name] = columns[name].mask(out)
            _say(context, sketch, rows.data[out], len(out))
            return


def _went_out(
    context: SheetContext, sketch: ColumnSketch, rows: RecordRows
) -> NDArray[np.bool_] | None:
    """Return which records went out, None for a column that does not say it."""
    words = context.words
    seen = {normalise(str(value)) for value in sketch.sample.unique()[: _MOST + 1]}
    if not seen or len(seen) > _MOST or seen.isdisjoint(words.went_out | words.neither_way):
        return None
    if not seen <= words.came_in | words.went_out | words.neither_way:
        return None
    cells = sketch.cells if rows.all_data else sketch.cells.loc[rows.kept]
    said = cells.astype("category").cat
    apart = words.went_out | words.neither_way
    out = [normalise(str(value)) in apart for value in said.categories]
    codes = np.asarray(said.codes, dtype=np.intp)
    return np.append(np.array(out, dtype=np.bool_), False)[codes]


def _say(context: SheetContext, sketch: ColumnSketch, rows: NDArray[np.int64], count: int) -> None:
    catalogue = context.report.catalogue
    names = ("answer_rate", "abandonment", "service_level", "asa", "aht")
    context.find(
        Severity.WARNING,
        "calls-made-apart",
        tr(
            "{out} of {count} contacts went out or stayed within the house, by {column}, first in "
            "row {row}: they count in volume, and not in {kpis}. Put them into a file of their own "
            "if they matter.",
            out=len(rows),
            count=count,
            column=sketch.named,
            row=int(rows[0]) + 1,
            kpis=listed((catalogue.kpis[name].title for name in names), None),
        ),
        sketch.letters,
        sketch.letters,
    )
