"""From a summary laid out cell by cell to stated values: typed, with target, place and marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from desktop_app.domain.finding import Severity
from desktop_app.domain.records import STATED_COLUMNS
from desktop_app.domain.unit import Unit
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
from desktop_app.importing.layouts.series import (
    Series,
    is_additive,
    is_summable,
    item_unit,
    title_of,
    without_unit,
)
from desktop_app.importing.reading import examples, read, say_questions, say_unreadable
from desktop_app.importing.report import Use, no_stated_values
from desktop_app.importing.totals import (
    covering_rows,
    say_totals,
    totals_across,
    totals_of_periods,
)

_COMPARATOR = (
    r"^\s*(?:>=|<=|=>|=<|≥|≤|>|<|=|~|±|min(?:imum)?\.?:?|max(?:imum)?\.?:?|at least|at most|up to"
    r"|under|over|below|above|within|less than|more than)\s*(?=[\d.,€$£₹+-])"
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
    values = cells[cells["role"] != TOTAL]
    _mark(uses, Use.SET_ASIDE, values[values["role"] != AVERAGE])
    _mark(uses, Use.TOTAL, cells[cells["role"].isin([TOTAL, AVERAGE])])
    frames = []
    for code, series in enumerate(cross.series):
        if series.item is not None:
            own = cells[cells["series"] == code]
            frames.append(_state_series(context, cross, code, series, own, uses))
    frames = [frame for frame in frames if len(frame)]
    if not frames:
        return no_stated_values()
    stated = pd.concat(frames, ignore_index=True)
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


def _state_series(
    context: SheetContext,
    cross: Cross,
    code: int,
    series: Series,
    own: pd.DataFrame,
    uses: CellUses,
) -> pd.DataFrame:
    """Return one series' values, typed; check its totals; mark all its cells."""
    assert series.item is not None
    assert series.known is not None
    title = title_of(context, series.item)
    values = own[own["role"] == VALUE]
    typed = read(context, values["cell"], series.known)
    series.unit_read = typed.unit
    say_questions(context, typed, f"'{series.text}' ({series.place})", "")
    bad = values[typed.bad]
    if len(bad):
        say_unreadable(context, title.lower(), list(bad["address"]), list(bad["cell"]))
    _mark(uses, Use.USED, values[~typed.bad])
    good = values[~typed.bad & ~typed.missing].copy()
    good["value"] = typed.values[good.index].astype(np.float64)
    good = good[good["value"].notna()]
    good["item"], good["variant"], good["series"] = series.item.id, series.variant, code
    good["unit"], good["currency"] = item_unit(context, series).value, typed.currency
    low, high = typed.scale or (np.nan, np.nan)
    good["scale_min"], good["scale_max"] = low, high
    good = _check_totals(context, cross, series, own, good, uses)
    good["target"] = _targets(context, cross, series, own, good, uses)
    return good


def _check_totals(
    context: SheetContext,
    cross: Cross,
    series: Series,
    own: pd.DataFrame,
    good: pd.DataFrame,
    uses: CellUses,
) -> pd.DataFrame:
    """Return the values without those of covering periods; say which totals differ."""
    assert series.item is not None
    assert series.known is not None
    unit, additive = item_unit(context, series), is_additive(context, series)
    covers = covering_rows(good)
    longer, good = good[covers], good[~covers].copy()
    _mark(uses, Use.TOTAL, longer)
    checks = totals_of_periods(good, longer, additive, unit)
    totals = own[own["role"].isin([TOTAL, AVERAGE])].copy()
    if len(totals):
        typed = read(context, totals["cell"], without_unit(series.known, series.unit_read))
        totals["value"] = typed.values.astype(np.float64)
        totals = totals[totals["value"].notna()]
        total_columns = {c.sketch.column for c in cross.plan.of(Part.TOTAL)}
        in_column = totals["column"].isin(total_columns)
        checks += totals_across(good, totals[in_column], additive, unit, "row")
        checks += totals_across(good, totals[~in_column], additive, unit, "column")
    say_totals(context, title_of(context, series.item), checks)
    return good


def _targets(
    context: SheetContext,
    cross: Cross,
    series: Series,
    own: pd.DataFrame,
    good: pd.DataFrame,
    uses: CellUses,
) -> pd.Series[Any]:
    """Return the target of every value: of its row and period, of its row, of its column."""
    assert series.known is not None
    none = pd.Series(np.nan, index=good.index)
    targets = own[own["role"] == TARGET].copy()
    if targets.empty:
        return none
    texts = targets["cell"]
    is_text = texts.map(lambda cell: isinstance(cell, str))
    plain = texts.where(~is_text, texts.astype(str).str.replace(_COMPARATOR, "", regex=True))
    typed = read(context, plain, without_unit(series.known, series.unit_read))
    targets["target"] = typed.values.astype(np.float64)
    _mark(uses, Use.USED, targets[~typed.bad])
    bad = targets[typed.bad]
    if len(bad):
        say_unreadable(context, f"target of {series.text}", list(bad["address"]), list(bad["cell"]))
    targets = targets[targets["target"].notna()]
    keys = ["row", "vendor", "period", "segment"]
    exact = targets.drop_duplicates(keys)[[*keys, "target"]]
    merged = good[keys].merge(exact, on=keys, how="left")["target"]
    found = pd.Series(merged.to_numpy(dtype=np.float64), index=good.index)
    if cross.items_in_rows:
        plain_targets = _of_unkeyed_columns(cross, targets)
        found = found.fillna(good["row"].map(plain_targets.groupby("row")["target"].first()))
    else:
        by_row = targets.groupby("row")["target"].first()
        found = found.fillna(good["row"].map(by_row))
        target_rows = cross.rows.index[cross.rows.kind == 5]
        of_rows = targets[targets["row"].isin(target_rows)]
        found = found.fillna(good["column"].map(of_rows.groupby("column")["target"].first()))
    return found


def _of_unkeyed_columns(cross: Cross, targets: pd.DataFrame) -> pd.DataFrame:
    """Return the targets of columns that say neither period nor vendor nor segment."""
    plain = {c.sketch.column for c in cross.plan.of(Part.TARGET) if not c.keyed}
    return targets[targets["column"].isin(plain)]


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
    frame = pd.DataFrame(
        {place: key.fillna("").astype(str) for place, key in enumerate(keys)}, index=stated.index
    )
    return frame.groupby(list(frame.columns), sort=False).ngroup().to_numpy()


def _without_conflicts(
    context: SheetContext, cross: Cross, stated: pd.DataFrame, uses: CellUses
) -> pd.DataFrame:
    """Keep one value where an observation states the same thing more than once."""
    summable = np.array(
        [series.item is not None and is_summable(context, series) for series in cross.series]
    )
    confidence = np.array([series.confidence for series in cross.series])
    codes = stated["series"].to_numpy(dtype=np.int64)
    stated = stated.assign(
        sure=-confidence[codes], part=np.where(summable[codes], codes, -1)
    ).sort_values(["sure", "row", "column"], kind="stable")
    again = stated.duplicated(["context", "item", "variant", "part"])
    if again.any():
        _mark(uses, Use.SET_ASIDE, stated[again])
        _say_conflicts(context, cross, stated, again)
    return stated[~again].sort_values(["row", "column"], kind="stable")


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
            ",".join(list(group["address"])[:5]),
        )


def _finished(context: SheetContext, stated: pd.DataFrame, around: Surroundings) -> pd.DataFrame:
    """Return the frame with the columns that records and KPI core agreed on."""
    stated = stated.reset_index(drop=True)
    stated["vendor"] = stated["vendor"].fillna(around.vendor)
    if around.period is not None:
        stated["period"] = stated["period"].fillna(around.period)
    if around.segment is not None:
        stated["segment"] = stated["segment"].map(
            lambda own: around.segment if pd.isna(own) else f"{around.segment} / {own}"
        )
    stated["raw"] = stated["cell"].astype(str)
    stated["cell"] = stated["address"]
    stated["file"], stated["sha256"] = context.report.file, context.report.sha256
    stated["sheet"] = context.sheet.name
    for name in ("period", "segment"):
        stated[name] = stated[name].astype(object).where(stated[name].notna(), None)
    stated["unit"] = stated["unit"].map(lambda unit: Unit(unit).value)
    return stated[list(STATED_COLUMNS)]
