"""From a summary laid out cell by cell to stated values: typed, with target, place and marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.domain.address import ranges
from desktop_app.domain.finding import About, Answer, Severity
from desktop_app.domain.period import Period
from desktop_app.domain.records import STATED_COLUMNS
from desktop_app.domain.translating import tr
from desktop_app.importing.accounting import CellUses
from desktop_app.importing.arrays import Arrays
from desktop_app.importing.context import SheetContext
from desktop_app.importing.layouts.bases import bases
from desktop_app.importing.layouts.cross import (
    AVERAGE,
    TARGET,
    TOTAL,
    VALUE,
    Cross,
    addresses,
)
from desktop_app.importing.layouts.limits_apart import tell_limits_apart
from desktop_app.importing.layouts.own_totals import take_own_totals
from desktop_app.importing.layouts.plan import Part, Plan
from desktop_app.importing.layouts.promises import keep_promises
from desktop_app.importing.layouts.repeated_rows import join_repeated
from desktop_app.importing.layouts.row_kinds import Row
from desktop_app.importing.layouts.series import (
    is_additive,
    is_stock,
    is_summable,
    item_unit,
    title_of,
)
from desktop_app.importing.layouts.typed_cells import Readings, type_cells
from desktop_app.importing.layouts.unlike_wholes import say_unlike_wholes
from desktop_app.importing.reading import examples
from desktop_app.importing.report import Use
from desktop_app.importing.totals import (
    covering,
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


def state(context: SheetContext, cross: Cross, around: Surroundings, uses: CellUses) -> Arrays:
    """Return the stated values of a table, and mark the uses of all its value cells.

    Returns
    -------
    Arrays
        `STATED_COLUMNS`, or no line at all; ``context`` counts from 0 in this table.
    """
    cells = cross.cells
    if not len(cells):
        return Arrays({}, 0)
    cells["address"] = addresses(cells)
    readings = type_cells(context, cross)
    cells["value"] = readings.values
    take_own_totals(context, cross)
    role = cells["role"]
    total = (role == TOTAL) | (role == AVERAGE)
    rows, columns = cells["row"], cells["column"]
    uses.mark_arrays(Use.SET_ASIDE, rows, columns)
    uses.mark_arrays(Use.TOTAL, rows[total], columns[total])
    used = ~total & readings.read
    uses.mark_arrays(Use.USED, rows[used], columns[used])
    stated = cells.pick((role == VALUE) & np.isfinite(readings.values))
    if not len(stated):
        return Arrays({}, 0)
    stated = _check_totals(context, cross, stated, uses)
    stated["target"] = _targets(cross, stated)
    _describe(context, cross, readings, stated)
    tell_limits_apart(context, cross, stated)
    stated = _without_sums(context, cross, stated, uses)
    stated["context"] = join_repeated(cross.plan, stated, _observations(cross, stated))
    stated = _without_conflicts(context, cross, stated, uses)
    say_unlike_wholes(context, cross, stated)
    keep_promises(context, cross, stated)
    return _finished(context, stated, around)


def _mark(uses: CellUses, use: Use, cells: Arrays) -> None:
    uses.mark_arrays(use, cells["row"], cells["column"])


def _describe(context: SheetContext, cross: Cross, readings: Readings, stated: Arrays) -> None:
    """Add what is the same for all values of a series."""
    codes = stated["series"]

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


def _check_totals(context: SheetContext, cross: Cross, stated: Arrays, uses: CellUses) -> Arrays:
    """Return the values without those of covering periods; say which totals differ."""
    cells = cross.cells
    summed = np.isin(cells["role"], [TOTAL, AVERAGE]) & ~np.isnan(cells["value"])
    covers = covering(list(dict.fromkeys(stated["period"].tolist())))
    if not summed.any() and not covers:
        return stated
    totals, frame = cells.pick(summed).frame(), stated.frame()
    longer = covering_rows(frame, ["series", "vendor", "segment"])
    covered, values = frame[longer], frame[~longer]
    _mark(uses, Use.TOTAL, stated.pick(longer.to_numpy()))
    columns = {column.sketch.column for column in cross.plan.of(Part.TOTAL)}
    for code in sorted({*totals["series"], *covered["series"]}):
        series = cross.series[int(code)]
        assert series.item is not None
        unit, additive = item_unit(context, series), is_additive(context, series)
        parts = values[values["series"] == code]
        # The staff of June is no sum of that of its weeks.
        additive &= not (is_stock(series) and parts["period"].nunique() > 1)
        own = totals[totals["series"] == code]
        down = own["column"].isin(columns)
        checks = totals_of_periods(parts, covered[covered["series"] == code], additive, unit)
        checks += totals_across(parts, own[down], additive, unit, "row")
        checks += totals_across(parts, own[~down], additive, unit, "column")
        say_totals(context, title_of(context, series.item), checks)
    return stated.pick(~longer.to_numpy())


def _targets(cross: Cross, stated: Arrays) -> NDArray[np.float64]:
    """Return the target of every value: of its row and period, of its row, of its column."""
    cells = cross.cells
    found = np.full(len(stated), np.nan)
    targets = cells.pick((cells["role"] == TARGET) & ~np.isnan(cells["value"]))
    if not len(targets):
        return found
    _fill(found, stated, targets, "row", "vendor", "period", "segment")
    rows = cross.rows.index[cross.rows.kind == Row.TARGET]
    of_rows = targets.pick(np.isin(targets["row"], rows))
    if cross.items_in_rows:
        _fill(found, stated, of_rows, "vendor", "period", "segment")
        _fill_within(cross.plan, found, stated, targets)
        plain = [column.sketch.column for column in cross.plan.of(Part.TARGET) if not column.keyed]
        _fill(found, stated, targets.pick(np.isin(targets["column"], plain)), "row")
    else:
        _fill(found, stated, targets, "row")
        _fill(found, stated, of_rows, "column")
    return found


def _fill_within(plan: Plan, found: NDArray[np.float64], stated: Arrays, targets: Arrays) -> None:
    """Give values the target of the longer period that theirs lies in: "Target 2026" for "Jan"."""
    for column in plan.of(Part.TARGET):
        span = column.heading.period
        if span is None or column.vendor or column.segment:
            continue
        periods = [Period.parse(label) if label else span for label in stated["period"]]
        inside = np.array([span.start <= p.start and p.end <= span.end for p in periods])
        own = np.full(len(found), np.nan)
        _fill(own, stated, targets.pick(targets["column"] == column.sketch.column), "row")
        taken = inside & np.isnan(found)
        found[taken] = own[taken]


def _fill(found: NDArray[np.float64], stated: Arrays, targets: Arrays, *along: str) -> None:
    """Give values without one the target of their series in the same row, column or place."""
    first: dict[tuple[object, ...], float] = {}
    for *place, value in targets.lines("series", *along, "value"):
        first.setdefault(tuple(place), value)
    places = stated.lines("series", *along)
    own = np.array([first.get(place, np.nan) for place in places], dtype=np.float64)
    open_yet = np.isnan(found)
    found[open_yet] = own[open_yet]


def _without_sums(context: SheetContext, cross: Cross, stated: Arrays, uses: CellUses) -> Arrays:
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
        own = stated.pick(np.isin(stated["series"], codes)).frame()
        table = own.pivot_table(index="row", columns="series", values="value", aggfunc="sum")
        whole = table.sum(axis=1)
        for code in codes:
            if code in table and bool(((whole - table[code]) == table[code]).mean() > 0.95):
                summed = stated["series"] == code
                _mark(uses, Use.TOTAL, stated.pick(summed))
                stated = stated.pick(~summed)
                break
    return stated


def _observations(cross: Cross, stated: Arrays) -> NDArray[np.int64]:
    """Return the number of the observation that each value belongs to."""
    keys = ["vendor", "period", "segment", "of"]
    stated["of"] = np.array(bases(cross.series), dtype=object)[stated["series"]]
    if not cross.items_in_rows and cross.plan.item is None:
        keys.insert(0, "row")
    known: dict[tuple[object, ...], int] = {}
    said = ([key or "" for key in place] for place in stated.lines(*keys))
    return np.array([known.setdefault(tuple(one), len(known)) for one in said], dtype=np.int64)


def _without_conflicts(
    context: SheetContext, cross: Cross, stated: Arrays, uses: CellUses
) -> Arrays:
    """Keep one value where an observation states the same thing more than once."""
    summable = np.array(
        [series.item is not None and is_summable(context, series) for series in cross.series]
    )
    confidence = np.array([series.confidence for series in cross.series])
    codes = stated["series"]
    stated["part"] = np.where(summable[codes], codes, -1)
    order = np.lexsort((stated["column"], stated["row"], -confidence[codes]))
    surest_first = stated.pick(order)
    again = _repeated(surest_first.lines("context", "item", "variant", "part"))
    if again.any():
        _mark(uses, Use.SET_ASIDE, surest_first.pick(again))
        frame = surest_first.frame()
        _say_conflicts(context, cross, frame, pd.Series(again, index=frame.index))
        stated = surest_first.pick(~again)
    return stated.pick(np.lexsort((stated["column"], stated["row"])))


def _repeated(keys: Iterable[tuple[object, ...]]) -> NDArray[np.bool_]:
    """Return which of some keys have been there before."""
    first: dict[tuple[object, ...], int] = {}
    places = [first.setdefault(key, place) != place for place, key in enumerate(keys)]
    return np.array(places, dtype=np.bool_)


def _say_conflicts(
    context: SheetContext, cross: Cross, stated: pd.DataFrame, again: pd.Series[Any]
) -> None:
    keys = ["context", "item", "variant", "part"]
    kept = stated[~again].set_index(keys)
    for _, group in stated[again].groupby("series", sort=False):
        first = kept.reindex(pd.MultiIndex.from_frame(group[keys]))
        values = first["value"].to_numpy(dtype=np.float64)
        same = bool(np.allclose(values, group["value"].to_numpy(dtype=np.float64)))
        other = cross.series[int(first["series"].iloc[0])]
        stands = f"'{other.text}' ({other.place}; {examples(first['address'], first['cell'])})"
        series = cross.series[int(group["series"].iloc[0])]
        words = {
            "series": series.text,
            "place": series.place,
            "item": group["item"].iloc[0],
            "examples": examples(group["address"], group["cell"]),
            "used": stands,
        }
        context.find(
            Severity.INFO if same else Severity.QUESTION,
            "stated-twice" if same else "row-conflict",
            tr(
                "'{series}' ({place}) states {item} again for the same vendor, period and segment "
                "({examples}); the same values were used from {used}.",
                **words,
            )
            if same
            else tr(
                "'{series}' ({place}) states {item} again for the same vendor, period and segment "
                "({examples}); other values were used from {used}. Map the right one if that is "
                "wrong.",
                **words,
            ),
            ranges(zip(group["row"].tolist(), group["column"].tolist(), strict=True)),
            series.letters_or_row,
            [
                Answer.of(
                    About.MEANING,
                    "",
                    tr("Leave out '{series}' ({place})", series=series.text, place=series.place),
                )
            ],
        )


def _use_sheet_name(stated: Arrays, name: str) -> None:
    """Take a sheet's name for the part of the work, where the table itself names the vendors.

    Sheets that share one table are told apart by their names: "Cebu", "Pune".
    """
    segments = stated["segment"]
    for at, (vendor, own) in enumerate(stated.lines("vendor", "segment")):
        if vendor is not None and vendor != name:
            segments[at] = name if own is None else f"{name} / {own}"


def _finished(context: SheetContext, stated: Arrays, around: Surroundings) -> Arrays:
    """Return the columns that records and KPI core agreed on."""
    if around.source == "sheet":
        _use_sheet_name(stated, around.vendor)
    for name, said in (("vendor", around.vendor), ("period", around.period)):
        if said is not None:
            labels = stated[name]
            labels[pd.isna(labels)] = said
    if around.segment is not None:
        outer, segments = around.segment, stated["segment"]
        segments[:] = [outer if own is None else f"{outer} / {own}" for own in segments]
    report = context.report
    told = {"file": report.file, "sha256": report.sha256, "sheet": context.sheet.name}
    columns = {name: stated[name] for name in STATED_COLUMNS if name in stated}
    columns |= {name: np.full(len(stated), text, dtype=object) for name, text in told.items()}
    columns["raw"] = np.array([str(cell) for cell in stated["cell"]], dtype=object)
    columns["cell"] = stated["address"]
    return Arrays({name: columns[name] for name in STATED_COLUMNS}, len(stated))
