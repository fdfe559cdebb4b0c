"""From a summary laid out cell by cell to stated values: typed, with target, place and marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.domain.address import ranges
from desktop_app.domain.finding import About, Answer, Severity
from desktop_app.domain.records import STATED_COLUMNS
from desktop_app.importing.accounting import CellUses
from desktop_app.importing.context import SheetContext
from desktop_app.importing.layouts.cross import (
    AVERAGE,
    TARGET,
    TOTAL,
    VALUE,
    Cross,
    addresses,
)
from desktop_app.importing.layouts.plan import Part
from desktop_app.importing.layouts.row_kinds import Row
from desktop_app.importing.layouts.series import (
    is_additive,
    is_summable,
    item_unit,
    title_of,
)
from desktop_app.importing.layouts.typed_cells import Readings, type_cells
from desktop_app.importing.reading import examples
from desktop_app.importing.report import Use, no_stated_values
from desktop_app.importing.totals import (
    covering_rows,
    say_totals,
    totals_across,
    totals_of_periods,
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What title, sheet and file say of all values of a table; `source` is whose word the
    vendor's name is: ``option``, ``sheet``, ``title`` or ``file``.
    """

    vendor: str
    source: str
    period: str | None
    segment: str | None


def state(
    context: SheetContext, cross: Cross, around: Surroundings, uses: CellUses
) -> pd.DataFrame:
    """Return the stated values of a table, and mark the uses of all its value cells.

    Returns
    -------
    pd.DataFrame
        `STATED_COLUMNS`; ``context`` counts from 0 in this table.
    """
    cells = cross.cells
    if cells.empty:
        return no_stated_values()
    cells["address"] = addresses(cells)
    readings = type_cells(context, cross)
    role = cells["role"].to_numpy()
    total = (role == TOTAL) | (role == AVERAGE)
    rows, columns = (cells[name].to_numpy(dtype=np.int64) for name in ("row", "column"))
    uses.mark_arrays(Use.SET_ASIDE, rows, columns)
    uses.mark_arrays(Use.TOTAL, rows[total], columns[total])
    used = ~total & readings.read
    uses.mark_arrays(Use.USED, rows[used], columns[used])
    cells["value"] = readings.values
    stated = cells[(role == VALUE) & np.isfinite(readings.values)].copy()
    if stated.empty:
        return no_stated_values()
    stated = _check_totals(context, cross, stated, uses)
    stated["target"] = _targets(cross, stated)
    _describe(context, cross, readings, stated)
    stated = _without_sums(context, cross, stated, uses)
    stated["context"] = _observations(cross, stated)
    stated = _without_conflicts(context, cross, stated, uses)
    return _finished(context, stated, around)


def _mark(uses: CellUses, use: Use, cells: pd.DataFrame) -> None:
    uses.mark_arrays(
        use,
        cells["row"].to_numpy(dtype=np.int64),
        cells["column"].to_numpy(dtype=np.int64),
    )


def _describe(
    context: SheetContext, cross: Cross, readings: Readings, stated: pd.DataFrame
) -> None:
    """Add what is the same for all values of a series."""
    codes = stated["series"].to_numpy(dtype=np.int64)

    def of_series(values: list[Any], kind: Any = object) -> NDArray[Any]:
        picked: NDArray[Any] = np.array(values, dtype=kind)[codes]
        return picked

    known = [series.item is not None for series in cross.series]
    stated["item"] = of_series([s.item.id if s.item else "" for s in cross.series])
    stated["variant"] = of_series([series.variant for series in cross.series])
    stated["unit"] = of_series(
        [
            item_unit(context, series).value if told else ""
            for series, told in zip(cross.series, known, strict=True)
        ]
    )
    stated["currency"] = of_series(readings.currencies)
    stated["rule"] = of_series(readings.rules)
    stated["scale_min"] = of_series([scale[0] for scale in readings.scales], np.float64)
    stated["scale_max"] = of_series([scale[1] for scale in readings.scales], np.float64)


def _check_totals(
    context: SheetContext, cross: Cross, stated: pd.DataFrame, uses: CellUses
) -> pd.DataFrame:
    """Return the values without those of covering periods; say which totals differ."""
    cells = cross.cells
    totals = cells[cells["role"].isin([TOTAL, AVERAGE]) & cells["value"].notna()]
    longer = covering_rows(stated, ["series", "vendor", "segment"])
    covered, stated = stated[longer], stated[~longer].copy()
    if len(covered):
        _mark(uses, Use.TOTAL, covered)
    columns = {column.sketch.column for column in cross.plan.of(Part.TOTAL)}
    for code in sorted({*totals["series"], *covered["series"]}):
        series = cross.series[int(code)]
        assert series.item is not None
        unit, additive = item_unit(context, series), is_additive(context, series)
        values = stated[stated["series"] == code]
        own = totals[totals["series"] == code]
        down = own["column"].isin(columns)
        checks = totals_of_periods(values, covered[covered["series"] == code], additive, unit)
        checks += totals_across(values, own[down], additive, unit, "row")
        checks += totals_across(values, own[~down], additive, unit, "column")
        say_totals(context, title_of(context, series.item), checks)
    return stated


def _targets(cross: Cross, stated: pd.DataFrame) -> pd.Series[Any]:
    """Return the target of every value: of its row and period, of its row, of its column."""
    cells = cross.cells
    targets = cells[(cells["role"] == TARGET) & cells["value"].notna()]
    found = pd.Series(np.nan, index=stated.index)
    if targets.empty:
        return found
    keys = ["series", "row", "vendor", "period", "segment"]
    exact = targets.drop_duplicates(keys)[[*keys, "value"]].rename(columns={"value": "target"})
    merged = stated[keys].merge(exact, on=keys, how="left")["target"]
    found = pd.Series(merged.to_numpy(dtype=np.float64), index=stated.index)
    rows = cross.rows.index[cross.rows.kind == Row.TARGET]
    of_rows = targets[targets["row"].isin(rows)]
    if cross.items_in_rows:
        found = found.fillna(_by(stated, of_rows, "vendor", "period", "segment"))
        plain = {column.sketch.column for column in cross.plan.of(Part.TARGET) if not column.keyed}
        return found.fillna(_by(stated, targets[targets["column"].isin(plain)], "row"))
    found = found.fillna(_by(stated, targets, "row"))
    return found.fillna(_by(stated, of_rows, "column"))


def _by(stated: pd.DataFrame, targets: pd.DataFrame, *along: str) -> pd.Series[Any]:
    """Return for every value the target of its series in the same row, column or place."""
    keys = ["series", *along]
    first = targets.drop_duplicates(keys)[[*keys, "value"]].rename(columns={"value": "target"})
    merged = stated[keys].merge(first, on=keys, how="left")["target"]
    return pd.Series(merged.to_numpy(dtype=np.float64), index=stated.index)


def _without_sums(
    context: SheetContext, cross: Cross, stated: pd.DataFrame, uses: CellUses
) -> pd.DataFrame:
    """Leave out a column that is the sum of the others of the same quantity.

    "Attendances type 1, type 2, total": all three are attendances, and count once.
    """
    if cross.items_in_rows:
        return stated
    by_item: dict[str, list[int]] = {}
    for code, series in enumerate(cross.series):
        if series.item is not None and is_summable(context, series):
            by_item.setdefault(series.item.id, []).append(code)
    for codes in by_item.values():
        if len(codes) < 3:
            continue
        own = stated[stated["series"].isin(codes)]
        table = own.pivot_table(index="row", columns="series", values="value", aggfunc="sum")
        whole = table.sum(axis=1)
        for code in codes:
            if code in table and bool(((whole - table[code]) == table[code]).mean() > 0.95):
                summed = stated["series"] == code
                _mark(uses, Use.TOTAL, stated[summed])
                stated = stated[~summed]
                break
    return stated


def _observations(cross: Cross, stated: pd.DataFrame) -> Any:
    """Return the number of the observation that each value belongs to."""
    keys = [stated["vendor"], stated["period"], stated["segment"]]
    if not cross.items_in_rows and cross.plan.item is None:
        keys.insert(0, stated["row"])
    known: dict[tuple[object, ...], int] = {}
    said = zip(*(key.where(key.notna(), "").tolist() for key in keys), strict=True)
    return np.array([known.setdefault(place, len(known)) for place in said], dtype=np.int64)


def _without_conflicts(
    context: SheetContext, cross: Cross, stated: pd.DataFrame, uses: CellUses
) -> pd.DataFrame:
    """Keep one value where an observation states the same thing more than once."""
    summable = np.array(
        [series.item is not None and is_summable(context, series) for series in cross.series]
    )
    confidence = np.array([series.confidence for series in cross.series])
    codes = stated["series"].to_numpy(dtype=np.int64)
    stated = stated.assign(sure=-confidence[codes], part=np.where(summable[codes], codes, -1))
    keys = ["context", "item", "variant", "part"]
    if stated.duplicated(keys).any():
        stated = stated.sort_values(["sure", "row", "column"], kind="stable")
        again = stated.duplicated(keys)
        _mark(uses, Use.SET_ASIDE, stated[again])
        _say_conflicts(context, cross, stated, again)
        stated = stated[~again]
    return stated.sort_values(["row", "column"], kind="stable")


def _say_conflicts(
    context: SheetContext, cross: Cross, stated: pd.DataFrame, again: pd.Series[Any]
) -> None:
    keys = ["context", "item", "variant", "part"]
    kept = stated[~again].set_index(keys)["value"]
    for _, group in stated[again].groupby("series", sort=False):
        first = kept.reindex(pd.MultiIndex.from_frame(group[keys])).to_numpy()
        same = bool(np.allclose(first, group["value"].to_numpy(dtype=np.float64)))
        series = cross.series[int(group["series"].iloc[0])]
        told = "the same values were" if same else "other values were"
        context.find(
            Severity.INFO if same else Severity.QUESTION,
            "stated-twice" if same else "row-conflict",
            f"'{series.text}' ({series.place}) states {group['item'].iloc[0]} again for the same "
            "vendor, period "
            f"and segment ({examples(group['address'], group['cell'])}); {told} used from "
            "elsewhere in the table." + ("" if same else " Map the right one if that is wrong."),
            ranges(zip(group["row"].tolist(), group["column"].tolist(), strict=True)),
            series.letters_or_row,
            [Answer.of(About.MEANING, "", f"Leave out '{series.text}' ({series.place})")],
        )


def _use_sheet_name(stated: pd.DataFrame, name: str) -> None:
    """Take a sheet's name for the part of the work, where the table itself names the vendors.

    Sheets that share one table are told apart by their names: "Cebu", "Pune".
    """
    vendor = stated["vendor"]
    part = vendor.notna() & (vendor != name)
    own = stated.loc[part, "segment"]
    stated.loc[part, "segment"] = own.map(lambda o: name if pd.isna(o) else f"{name} / {o}")


def _finished(context: SheetContext, stated: pd.DataFrame, around: Surroundings) -> pd.DataFrame:
    """Return the frame with the columns that records and KPI core agreed on."""
    stated = stated.reset_index(drop=True)
    if around.source == "sheet":
        _use_sheet_name(stated, around.vendor)
    stated["vendor"] = stated["vendor"].fillna(around.vendor)
    if around.period is not None:
        stated["period"] = stated["period"].fillna(around.period)
    if around.segment is not None:
        stated["segment"] = stated["segment"].map(
            lambda own: around.segment if pd.isna(own) else f"{around.segment} / {own}"
        )
    report = context.report
    columns: dict[str, Any] = {
        **{name: stated[name] for name in STATED_COLUMNS if name in stated},
        "raw": stated["cell"].astype(str),
        "cell": stated["address"],
        **dict.fromkeys(("file", "sha256", "sheet")),
    }
    for name in ("period", "segment"):
        labels = stated[name].to_numpy(dtype=object, copy=True)
        labels[pd.isna(labels)] = None
        columns[name] = pd.Series(labels, dtype=object)
    told = {"file": report.file, "sha256": report.sha256, "sheet": context.sheet.name}
    for name, text in told.items():
        columns[name] = pd.Series([text] * len(stated), dtype="str")
    return pd.DataFrame(columns, columns=list(STATED_COLUMNS), copy=False)
