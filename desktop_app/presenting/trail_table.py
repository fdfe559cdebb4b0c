"""The cells behind a figure as a table."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import pandas as pd
from pandas.api.types import is_numeric_dtype

from desktop_app.catalogue.model import Catalogue, FieldKind
from desktop_app.domain.sentences import shown_day, shown_period
from desktop_app.domain.translating import later, local, tr
from desktop_app.domain.unit import Unit
from desktop_app.presenting.formatting import MISSING, format_value, unit_words
from desktop_app.presenting.tables import Align, Cell, Column, Table, make_table, text_cell

MOST_ROWS = 1_000
"""More rows than this nobody reads on a screen; the workbook and the report have them all."""

_TITLES = (
    later("file"), later("sheet"), later("row"), later("cell"), later("cells"), later("item"),
    later("vendor"), later("period"), later("segment"), later("value"), later("unit"),
    later("target"), later("raw"), later("rule"),
)  # fmt: skip
"""Columns that are no fields; `tr` takes them by their names."""
_PLACES = ("file", "sheet", "row", "cell", "cells")
_OPTIONAL = ("segment", "target")
_ONCE = ("file", "sheet", "item", "vendor", "rule")
"""Columns that need no room in every row where all rows say the same."""
_WRITTEN = (Unit.SHARE.value, Unit.DURATION.value)
"""Units that stand with every value as people write it: ``94.9 %``, ``5 min 8 s``."""
_WORDS = {"unit": unit_words, "period": shown_period}
"""Columns of names of the program, and what they are called."""
_UNITS = {unit.value for unit in Unit}


def trail_table(rows: pd.DataFrame, catalogue: Catalogue | None) -> Table:
    """Return the first `MOST_ROWS` rows behind a figure, as `kpi.trail.rows_behind` gives them.

    Values of known fields are shown in people's units; other columns as they are. File, sheet,
    the rule of reading and, of stated figures, whose they are and of what are left to
    `trail_caption` where all rows have the same; columns that hold nothing are left out.
    """
    same = _same_everywhere(rows)
    unit, idle = _unit_told(rows), list(same)
    idle += [name for name in _OPTIONAL if name in rows.columns and rows[name].isna().all()]
    shown = rows.head(MOST_ROWS).drop(columns=[*idle, "unit"] if unit else idle)
    records = list(enumerate(shown.itertuples(index=False, name=None)))
    columns = [
        _column(
            place,
            str(name),
            catalogue,
            is_numeric_dtype(shown.iloc[:, place]),
            unit if name in ("value", "target") else "",
        )
        for place, name in enumerate(shown.columns)
    ]
    return make_table(columns, records, key=lambda record: record[0])


def trail_caption(rows: pd.DataFrame, catalogue: Catalogue | None = None) -> str:
    """Return how many rows there are and what they share: file, sheet, KPI, vendor, reading."""
    count = tr("1 row") if len(rows) == 1 else tr("{count:,} rows", count=len(rows))
    if len(rows) > MOST_ROWS:
        count += tr(" (the first {count:,} are shown)", count=MOST_ROWS)
    same = _same_everywhere(rows)
    rule = same.pop("rule", "")
    same.pop("vendor", None)  # stands above the cells wherever they are shown
    if "item" in same:
        same["item"] = _item_title(same["item"], catalogue)
    places = ", ".join(same.values())
    told = tr("{rows} of {places}", rows=count, places=places) if places else count
    return tr("{rows}. Read as: {rule}", rows=told, rule=rule) if rule else told


def _same_everywhere(rows: pd.DataFrame) -> dict[str, str]:
    """Return the columns of `_ONCE` that have but one value, with it."""
    return {
        name: str(rows[name].iloc[0])
        for name in _ONCE
        if name in rows.columns
        and len(rows)
        and rows[name].nunique(dropna=False) == 1
        and not _is_missing(rows[name].iloc[0])
    }


def _unit_told(rows: pd.DataFrame) -> str:
    """Return the unit that stated values are written with, ``""`` where it needs a column."""
    units = set(rows["unit"]) if "unit" in rows.columns else set()
    one = str(next(iter(units))) if len(units) == 1 else ""
    return one if one in _WRITTEN else ""


def _column(
    place: int, name: str, catalogue: Catalogue | None, numbers: bool, unit: str = ""
) -> Column[tuple[int, tuple[Any, ...]]]:
    definition = catalogue.fields.get(name) if catalogue is not None else None
    title = definition.title if definition is not None else tr(name.replace("_", " ").strip())
    kind = definition.kind if definition is not None else None
    figure = name not in _PLACES and (
        numbers or bool(unit) if kind is None else kind.value in _UNITS
    )

    def cell(record: tuple[int, tuple[Any, ...]]) -> Cell:
        value = record[1][place]
        if name == "item":
            return text_cell(_item_title(value, catalogue))
        if name in _WORDS and not _is_missing(value):
            return text_cell(_WORDS[name](str(value)))
        if unit and not _is_missing(value):
            return Cell(format_value(float(value), unit), float(value))
        return _cell(value, kind)

    return Column(
        name,
        title[:1].upper() + title[1:],
        cell,
        align=Align.RIGHT if figure else Align.LEFT,
        width=24 if name == "file" else max(len(title), 10),
    )


def _item_title(item: Any, catalogue: Catalogue | None) -> str:
    """Return what a stated KPI or field is called, or its name where nobody knows it."""
    if catalogue is None:
        return str(item)
    known = catalogue.kpis.get(item) or catalogue.fields.get(item)
    return str(item) if known is None else known.title


def _cell(value: Any, kind: FieldKind | None) -> Cell:
    if _is_missing(value):
        return Cell(MISSING, None)
    if kind is FieldKind.FLAG:
        return Cell(tr("yes") if value else tr("no"), float(value))
    if isinstance(value, dt.datetime):
        return Cell(f"{shown_day(value)} {value:%H:%M}", value.timestamp())
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = float(value)
        if kind is not None and kind.value in _UNITS and kind is not FieldKind.MONEY:
            return Cell(format_value(number, kind.value), number)
        text = local("{number:,.0f}" if number.is_integer() else "{number:,.4g}", number=number)
        return Cell(text if math.isfinite(number) else str(number), number)
    return text_cell(str(value))


def _is_missing(value: Any) -> bool:
    """Return whether a value of a frame is None, NaN, NaT or NA."""
    return bool(pd.isna(value))
