"""The cells behind a figure as a table."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import pandas as pd

from desktop_app.catalogue.model import Catalogue, FieldKind
from desktop_app.domain.unit import Unit
from desktop_app.presenting.formatting import MISSING, format_value
from desktop_app.presenting.tables import Align, Cell, Column, Table, make_table, text_cell

MOST_ROWS = 1_000
"""More rows than this nobody reads on a screen; the workbook and the report have them all."""

_PLACES = ("file", "sheet", "row", "cell", "cells")
_UNITS = {unit.value for unit in Unit}


def trail_table(rows: pd.DataFrame, catalogue: Catalogue | None) -> Table:
    """Return the first `MOST_ROWS` rows behind a figure, as `kpi.trail.rows_behind` gives them.

    Values of known fields are shown in people's units; other columns as they are.
    """
    names = [str(name) for name in rows.columns]
    records = list(enumerate(rows.head(MOST_ROWS).itertuples(index=False, name=None)))
    columns = [_column(place, name, catalogue) for place, name in enumerate(names)]
    return make_table(columns, records, key=lambda record: record[0])


def _column(
    place: int, name: str, catalogue: Catalogue | None
) -> Column[tuple[int, tuple[Any, ...]]]:
    definition = catalogue.fields.get(name) if catalogue is not None else None
    title = definition.title if definition is not None else name.replace("_", " ").strip()
    kind = definition.kind if definition is not None else None
    figure = name not in _PLACES and (kind is None or kind.value in _UNITS)

    def cell(record: tuple[int, tuple[Any, ...]]) -> Cell:
        return _cell(record[1][place], kind)

    return Column(
        name,
        title[:1].upper() + title[1:],
        cell,
        align=Align.RIGHT if figure else Align.LEFT,
        width=24 if name == "file" else max(len(title), 10),
    )


def _cell(value: Any, kind: FieldKind | None) -> Cell:
    if _is_missing(value):
        return Cell(MISSING, None)
    if kind is FieldKind.FLAG:
        return Cell("yes" if value else "no", float(value))
    if isinstance(value, dt.datetime):
        return Cell(f"{value:%Y-%m-%d %H:%M}", value.timestamp())
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = float(value)
        if kind is not None and kind.value in _UNITS and kind is not FieldKind.MONEY:
            return Cell(format_value(number, kind.value), number)
        text = f"{number:,.0f}" if number.is_integer() else f"{number:,.4g}"
        return Cell(text if math.isfinite(number) else str(number), number)
    return text_cell(str(value))


def _is_missing(value: Any) -> bool:
    """Return whether a value of a frame is None, NaN, NaT or NA."""
    return bool(pd.isna(value))
