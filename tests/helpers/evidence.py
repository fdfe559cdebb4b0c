"""Evidence as importing would hand it over, built from plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from desktop_app.catalogue.model import (
    Catalogue,
    FieldDefinition,
    FieldKind,
    FieldRole,
    Formula,
    KpiDefinition,
    Variant,
)
from desktop_app.catalogue.words import Words
from desktop_app.domain.address import cell_range, column_letters
from desktop_app.domain.records import ROW, STATED_COLUMNS, VENDOR, Evidence, RecordTable
from desktop_app.domain.unit import Direction, Unit

NO_STATED = pd.DataFrame(columns=list(STATED_COLUMNS))


def records(
    columns: Mapping[str, Sequence[Any]],
    vendor: str | Sequence[str] = "Acme",
    file: str = "log.xlsx",
    sheet: str = "Log",
    **more: Any,
) -> RecordTable:
    """Return a table whose first record is in sheet row 2; its fields stand from column B on."""
    data: dict[str, Any] = {}
    for name, values in columns.items():
        series = pd.Series(list(values))
        if series.dtype == object or isinstance(series.dtype, pd.StringDtype):
            series = series.astype("category")
        elif series.dtype.kind in "iub":
            series = series.astype("float64")
        data[name] = series
    frame = pd.DataFrame(data)
    size = len(frame)
    frame[VENDOR] = pd.Categorical([vendor] * size if isinstance(vendor, str) else list(vendor))
    frame[ROW] = np.arange(2, size + 2, dtype=np.int64)
    letters = {name: (column_letters(1 + place),) for place, name in enumerate(columns)}
    cells = cell_range(0, 0, size, len(columns))
    return RecordTable(file, f"sha-{file}", sheet, cells, frame, letters, **more)


def stated(*rows: Mapping[str, Any]) -> pd.DataFrame:
    """Return stated values; what a row leaves out is as plain as can be.

    Rows that give no `context` are one observation each; `cell` goes down column B.
    """
    full = []
    for place, row in enumerate(rows):
        defaults: dict[str, Any] = {
            "vendor": "Acme",
            "period": None,
            "segment": None,
            "context": place,
            "unit": "share",
            "currency": "",
            "scale_min": np.nan,
            "scale_max": np.nan,
            "variant": "",
            "target": np.nan,
            "raw": str(row["value"]),
            "rule": "",
            "file": "summary.xlsx",
            "sheet": "KPIs",
            "cell": f"B{place + 2}",
        }
        line = {**defaults, **row}
        line.setdefault("sha256", f"sha-{line['file']}")
        full.append(line)
    return pd.DataFrame(full, columns=list(STATED_COLUMNS))


def evidence(*tables: RecordTable, stated_values: pd.DataFrame | None = None) -> Evidence:
    """Return tables and stated values together."""
    return Evidence(list(tables), NO_STATED if stated_values is None else stated_values)


def kpi(
    id_: str,
    *formulas: Formula,
    unit: Unit = Unit.SHARE,
    variants: Sequence[Variant] = (),
    direction: Direction = Direction.HIGHER,
    **more: Any,
) -> KpiDefinition:
    """Return a KPI with one variant called ``standard``, or with those given."""
    title = id_.replace("_", " ").capitalize()
    return KpiDefinition(
        id=id_,
        title=title,
        short=title,
        section="test",
        category="quality",
        unit=unit,
        direction=direction,
        description=title,
        variants=tuple(variants) or (Variant("standard", title, unit),),
        formulas=formulas,
        aliases=(title,),
        **more,
    )


def field(id_: str, kind: FieldKind, role: FieldRole = FieldRole.VALUE) -> FieldDefinition:
    """Return a field."""
    summable = role is FieldRole.QUANTITY
    return FieldDefinition(id_, id_, role, kind, id_, (id_,), summable=summable)


def catalogue(*kpis: KpiDefinition, fields: Sequence[FieldDefinition] = ()) -> Catalogue:
    """Return a catalogue of just these."""
    return Catalogue(
        {one.id: one for one in kpis}, {one.id: one for one in fields}, {}, Words(), ""
    )
