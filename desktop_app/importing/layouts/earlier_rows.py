"""Rows of the period before the current one: "Previous month" below "This month"."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.domain.address import cell_range
from desktop_app.domain.finding import Severity
from desktop_app.domain.period import Grain, Period
from desktop_app.domain.translating import tr
from desktop_app.importing.context import SheetContext
from desktop_app.importing.layouts.earlier_periods import before, steps_back
from desktop_app.importing.layouts.plan import Part, Plan
from desktop_app.importing.layouts.row_kinds import KEYS, Row, Rows


def date_earlier_rows(context: SheetContext, plan: Plan, rows: Rows) -> None:
    """Date rows that go back from the current ones, or leave them out and ask.

    They are dated from the one period of the other rows, or that of the title. Rows without a
    figure stay what they are.
    """
    steps = _steps(context, plan, len(rows.index))
    valued = np.zeros(len(rows.index), dtype=np.bool_)
    for column in plan.of(Part.VALUE):
        valued |= column.sketch.filled
    places = np.flatnonzero(pd.notna(steps) & valued)
    if not len(places):
        return
    base = _base(plan, rows, pd.isna(steps) & valued)
    lost = []
    for place in places.tolist():
        earlier = None if base is None else before(base, steps[place])
        if earlier is None:
            rows.kind[place] = Row.NOTE
            lost.append(place)
        else:
            rows.kind[place], rows.period[place] = Row.DATA, earlier.label
    _say(context, plan, rows, [place for place in places.tolist() if place not in lost])
    if lost:
        _ask(context, plan, rows, lost)


def _steps(context: SheetContext, plan: Plan, size: int) -> NDArray[np.object_]:
    """Return by what each row goes back, None where no key says so."""
    steps = np.full(size, None, dtype=object)
    for column in plan.of(*KEYS):
        for place, value in enumerate(column.sketch.cells):
            if isinstance(value, str) and steps[place] is None:
                steps[place] = steps_back(context.words, value)
    return steps


def _base(plan: Plan, rows: Rows, current: NDArray[np.bool_]) -> Period | None:
    """Return the one period of the current rows, None where there are several or none."""
    named: set[Any] = set(rows.period[current & (rows.kind == Row.DATA)])
    if None in named and plan.around is not None:
        named = named - {None} | {plan.around}
    if len(named) != 1:
        return None
    only = named.pop()
    found = None if only is None else Period.parse(str(only))
    return found if found is None or found.grain is not Grain.ALL else None


def _texts(plan: Plan, rows: Rows, places: list[int]) -> tuple[str, str]:
    """Return the cells of some rows, and what the keys of the first say."""
    region = plan.region
    cells = ",".join(
        cell_range(int(rows.index[place]), region.left, int(rows.index[place]), region.right)
        for place in places
    )
    said = [
        str(value)
        for column in plan.of(*KEYS)
        if isinstance(value := column.sketch.cells.iloc[places[0]], str)
    ]
    return cells, " ".join(said)


def _say(context: SheetContext, plan: Plan, rows: Rows, places: list[int]) -> None:
    if not places:
        return
    cells, text = _texts(plan, rows, places)
    context.find(
        Severity.INFO,
        "period-before",
        tr(
            "Row {row} ('{text}') was read as {period}, counted back from the current "
            "one. Write the period into the row if that is wrong.",
            row=rows.index[places[0]] + 1,
            text=text,
            period=rows.period[places[0]],
        ),
        cells,
    )


def _ask(context: SheetContext, plan: Plan, rows: Rows, places: list[int]) -> None:
    cells, text = _texts(plan, rows, places)
    context.find(
        Severity.QUESTION,
        "period-not-readable",
        tr(
            "Row {row} ('{text}') holds figures of an earlier period, and which one the "
            "table does not say; it was left out. Write the period into the row, such as "
            "2026-01, Q1 2026 or 2026.",
            row=rows.index[places[0]] + 1,
            text=text,
        ),
        cells,
    )
