"""The common core of all summaries: rows and columns each carry keys, and cells inherit both.

A key is a KPI, a period, a vendor or a segment. Wide, transposed, long and scorecard differ only
in where the keys stand, which the plan says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.catalogue.model import UNIT_WORDS
from desktop_app.catalogue.text import normalise
from desktop_app.domain.address import cell_range, column_letters
from desktop_app.domain.translating import tr
from desktop_app.importing.accounting import CellUses
from desktop_app.importing.arrays import Arrays
from desktop_app.importing.choices import chosen_for_text
from desktop_app.importing.comparators import figure_of
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import Candidate
from desktop_app.importing.layouts.aims import Aims
from desktop_app.importing.layouts.bases import tell_bases
from desktop_app.importing.layouts.crossed_periods import crossed
from desktop_app.importing.layouts.headings import named_unit
from desktop_app.importing.layouts.label_names import names_beside
from desktop_app.importing.layouts.names import names_are_vendors, say_vendors, vendor_known
from desktop_app.importing.layouts.only_meanings import leave_rivals
from desktop_app.importing.layouts.other_kinds import leave_other_kinds
from desktop_app.importing.layouts.plan import Part, Plan, PlannedColumn
from desktop_app.importing.layouts.resembling import take_resembling
from desktop_app.importing.layouts.row_kinds import Row, Rows
from desktop_app.importing.layouts.rows import read_rows
from desktop_app.importing.layouts.said_rows import said_of_row, told_apart, use_keys
from desktop_app.importing.layouts.series import Series, common_cell_format, decide
from desktop_app.importing.layouts.survey_boxes import settle_boxes
from desktop_app.importing.layouts.title_scores import score_meanings
from desktop_app.importing.layouts.two_meanings import settle_two_meanings
from desktop_app.importing.layouts.wholes import settle_counts
from desktop_app.importing.mappings.candidates import said_label
from desktop_app.importing.mappings.document import PARTS, ItemMapping
from desktop_app.importing.name_parts import clean_name
from desktop_app.importing.reading import scale_named
from desktop_app.importing.report import Use
from desktop_app.importing.sketch import as_objects

VALUE, TARGET, TOTAL, AVERAGE = "value", "target", "total", "average"
_NO_SERIES = -1
_NO_PLACES = np.array([], dtype=np.intp)
_AMOUNT = re.compile(r"^\s*\d+(?:[.,]\d+)?\s*")
_RATES = UNIT_WORDS["rate"]
_CELL_DTYPES: Mapping[str, Any] = {
    "row": np.int64,
    "column": np.int64,
    "cell": object,
    "role": object,
    "vendor": object,
    "period": object,
    "segment": object,
    "place": np.int64,
}
_KEYS = ("vendor", "period", "segment")


@dataclass(slots=True)
class Cross:
    """A summary laid out as one line a cell.

    `cells` has the columns row, column (sheet positions), cell (the value), role (`VALUE`,
    `TARGET`, `TOTAL`, `AVERAGE`), series (place in `series`), vendor, period, segment (None for
    none, from row or column).
    """

    plan: Plan
    rows: Rows
    cells: Arrays
    series: list[Series] = field(default_factory=list)

    @property
    def items_in_rows(self) -> bool:
        """Return whether the KPIs' names stand in the rows."""
        return self.plan.label is not None

    @property
    def address(self) -> str:
        """Return the region's A1 range."""
        region = self.plan.region
        return cell_range(region.top, region.left, region.bottom, region.right)


def lay_out(context: SheetContext, plan: Plan, uses: CellUses) -> Cross:
    """Return a region's cells with their keys, the uses of all that is no value marked."""
    rows = read_rows(context, plan)
    _mark_frame(plan, rows, uses)
    valued = plan.of(Part.VALUE, Part.TARGET, Part.TOTAL)
    figures = rows.are(Row.DATA, Row.TOTAL, Row.AVERAGE, Row.TARGET)
    cross = Cross(plan, rows, _stacked([_column_cells(rows, column, figures) for column in valued]))
    if cross.items_in_rows:
        _series_of_rows(context, cross)
        _name_labels(context, cross)
    else:
        _series_of_columns(context, cross)
    _decide_series(context, cross)
    return cross


def _stacked(columns: Sequence[Mapping[str, NDArray[Any]]]) -> Arrays:
    """Return the cells of all columns as one table; keys that are missing are None."""
    if not columns:
        columns = [dict.fromkeys(_CELL_DTYPES, np.empty(0, dtype=object))]
    stacked = {
        name: np.concatenate([column[name] for column in columns]).astype(dtype, copy=False)
        for name, dtype in _CELL_DTYPES.items()
    }
    for name in _KEYS:
        stacked[name][pd.isna(stacked[name])] = None
    return Arrays(stacked, len(stacked["row"]))


def _mark_frame(plan: Plan, rows: Rows, uses: CellUses) -> None:
    """Mark title, heading, key, note and unused cells, and whole rows that are no data."""
    region = plan.region
    uses.mark_cells(Use.HEADING, region.title_cells)
    for row in region.header_rows:
        uses.mark_block(Use.HEADING, row, row, region.left, region.right)
    whole_rows = [
        (use, rows.index[rows.are(*kinds)])
        for kinds, use in (
            ((Row.TOTAL, Row.AVERAGE), Use.TOTAL),
            ((Row.HEADING, Row.SECTION), Use.HEADING),
            ((Row.UNREADABLE,), Use.SET_ASIDE),
            ((Row.NOTE,), Use.NOTE),
        )
    ]
    for column in plan.columns:
        if column.part is Part.NOTE:
            use = Use.NOTE
        elif column.part is Part.LABEL:
            use = Use.HEADING
        elif column.part is Part.TOTAL:
            use = Use.TOTAL
        elif column.part is Part.UNUSED or column in rows.attributes:
            use = Use.SET_ASIDE
        else:
            use = Use.USED
        uses.mark(use, rows.index, column.sketch.column)
        for row_use, index in whole_rows:
            if len(index):
                uses.mark(row_use, index, column.sketch.column)


def _column_cells(
    rows: Rows, column: PlannedColumn, figures: NDArray[np.bool_]
) -> dict[str, NDArray[Any]]:
    """Return a column's filled cells of the rows of `figures` with their keys."""
    places = np.flatnonzero(column.sketch.filled & figures)
    return {
        "row": rows.index[places],
        "column": np.full(len(places), column.sketch.column, dtype=np.int64),
        "cell": as_objects(column.sketch.cells)[places],
        "role": _roles(rows.kind[places], column),
        "vendor": _either(column.vendor, rows.vendor[places]),
        "period": crossed(column, rows.period[places], rows.bare[places]),
        "segment": _both(rows.segment[places], column.segment),
        "place": places,
    }


def _roles(kinds: NDArray[np.int8], column: PlannedColumn) -> NDArray[np.object_]:
    roles = np.full(len(kinds), VALUE, dtype=object)
    if column.part is Part.TARGET:
        roles[:] = TARGET
    if column.part is Part.TOTAL:
        roles[:] = AVERAGE if column.heading.total == "average" else TOTAL
    roles[kinds == Row.TARGET] = TARGET
    roles[kinds == Row.TOTAL] = TOTAL
    roles[kinds == Row.AVERAGE] = AVERAGE
    return roles


def _either(own: str | None, of_rows: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return the column's key where it has one, else the rows'."""
    return of_rows if own is None else np.full(len(of_rows), own, dtype=object)


def _both(of_rows: NDArray[np.object_], own: str | None) -> NDArray[np.object_]:
    """Return the segments of rows and column together."""
    if own is None:
        return of_rows
    both = np.empty(len(of_rows), dtype=object)
    both[:] = [_within(text, own) for text in of_rows]
    return both


def _within(outer: str | None, name: str) -> str:
    """Return a segment within another; "Chats handled" below "Chat" names the same one twice."""
    same = outer is None or pd.isna(outer) or normalise(outer) == normalise(name)
    return name if same else f"{outer} / {name}"


def _series_of_rows(context: SheetContext, cross: Cross) -> None:
    """Give all cells of one label (and unit) the same series."""
    cells, rows = cross.cells, cross.rows
    places = cells["place"]
    texts: dict[tuple[str, str], str] = {}
    known: dict[tuple[str, str, int], int] = {}
    first: list[tuple[int, object]] = []
    codes = np.empty(len(cells), dtype=np.int64)
    groups = rows.segment[places]
    aims = Aims(context, cells, TARGET, VALUE)
    aims.note(list(zip(cells["row"].tolist(), rows.label[places], strict=True)))
    of_rows = zip(cells["row"].tolist(), rows.label[places], strict=True)
    labels = [aims.named(row, label) for row, label in of_rows]
    named = zip(labels, rows.unit[places], cells["row"].tolist(), groups, strict=True)
    for at, (label, unit, row, group) in enumerate(named):
        if (label, unit) not in texts:
            texts[label, unit] = _row_text(context, label, unit)
        apart = told_apart(context, texts[label, unit], group, row)
        codes[at] = code = known.setdefault((label, unit, apart), len(known))
        if code == len(first):
            first.append((row, group))
        first[code] = min(first[code], (row, group), key=lambda place: place[0])
    cells["series"] = codes
    for code, ((label, unit, _), (row, group)) in enumerate(zip(known, first, strict=True)):
        text = texts[label, unit]
        said = said_of_row(context, text, group, row)
        items = _label_items(context, text, said, cross.plan.marks)
        items = items or score_meanings(context, cross.plan, text, texts.values())
        items = aims.meanings(row, text, items)
        part = said.group if said is not None else ""
        place = tr("row {row}", row=row + 1)
        cross.series.append(Series(text, place, unit, items, group=part, row=str(row + 1)))
        if said is not None:
            use_keys(context, cells, codes == code, said)


def _row_text(context: SheetContext, label: str, unit: str) -> str:
    """Return a row's name: "Satisfaction" with the unit "/5" is "Satisfaction (/5)"."""
    told = scale_named(unit) or _names_rate(context, unit)
    return f"{label} ({unit})" if told else label


def _names_rate(context: SheetContext, unit: str) -> bool:
    """Return whether a unit says of how many: "per 1,000", "per 100,000 calls"."""
    words = normalise(unit).split()
    begins = (" ".join(words[:size]) for size in range(1, len(words) + 1))
    return any(context.words.units.get(text) in _RATES for text in begins)


def _name_labels(context: SheetContext, cross: Cross) -> None:
    """Give the cells of labels that only a name tells apart that vendor or segment."""
    cells, plan = cross.cells, cross.plan
    parts: list[set[object]] = [set() for _ in cross.series]
    for code, segment in cells.lines("series", "segment"):
        parts[code].add(segment or "")
    told = {code: frozenset(segments) for code, segments in enumerate(parts)}
    names = names_beside(context, cross.series, told)
    if not names:
        return
    as_vendors = names_are_vendors(context, list(names.values()), vendor_known(context, plan))
    for code, name in names.items():
        for at in np.flatnonzero(cells["series"] == code).tolist():
            if not as_vendors:
                cells["segment"][at] = _within(cells["segment"][at], name)
            elif cells["vendor"][at] is None:
                cells["vendor"][at] = clean_name(name)
    if as_vendors:
        say_vendors(context, plan, list(names.values()), "label")


def _label_items(
    context: SheetContext, label: str, said: ItemMapping | None, marks: Mapping[str, Candidate]
) -> list[Candidate]:
    chosen = chosen_for_text(context, label) or said_label(context, label, said)
    chosen = chosen or (marks.get(label.strip()) if said is None else None)
    if chosen is None and said is not None and said.meaning in PARTS:
        return []
    return [chosen] if chosen is not None else context.names.items(label)


def _series_of_columns(context: SheetContext, cross: Cross) -> None:
    """Give each column its series; all of them one where only the title names the KPI."""
    plan = cross.plan
    by_column: dict[int, int] = {}
    by_item: dict[str, int] = {}
    if plan.item is not None:
        items = [plan.item]
        cross.series.append(Series(plan.item_text, "title", "", items))
        by_column = {column.sketch.column: 0 for column in plan.columns}
    else:
        for column in plan.of(Part.VALUE):
            if column.item is None:
                continue
            shared = column.item.id + column.heading.item_text
            if shared not in by_item:
                by_item[shared] = len(cross.series)
                text = column.heading.item_text or column.sketch.header
                items = column.heading.items or [column.item]
                of = column.heading.of
                cross.series.append(
                    Series(text, column.sketch.letters, "", [column.item] if of else items, of=of)
                )
            by_column[column.sketch.column] = by_item[shared]
        by_column |= _beside_values(plan, by_item)
    codes = [by_column.get(column, _NO_SERIES) for column in cross.cells["column"].tolist()]
    cross.cells["series"] = np.array(codes, dtype=np.int64)


def _beside_values(plan: Plan, by_item: Mapping[str, int]) -> dict[int, int]:
    """Return the series of columns of targets and totals: of the same name, or of the only one
    of the KPI ("CSAT target" beside "CSAT %").
    """
    found: dict[int, int] = {}
    for column in plan.of(Part.TARGET, Part.TOTAL):
        if column.item is None:
            continue
        same = by_item.get(column.item.id + column.heading.item_text)
        of_kpi = {
            by_item[value.item.id + value.heading.item_text]
            for value in plan.of(Part.VALUE)
            if value.item is not None and value.item.id == column.item.id
        }
        if same is not None:
            found[column.sketch.column] = same
        elif len(of_kpi) == 1:
            found[column.sketch.column] = of_kpi.pop()
    return found


def _decide_series(context: SheetContext, cross: Cross) -> None:
    """Settle what every series means from the values that are neither total nor target."""
    cells = cross.cells
    rows, columns, texts = cells["row"], cells["column"], cells["cell"]
    groups = places_by_series(cells, cells["role"] == VALUE)
    targets = places_by_series(cells, cells["role"] == TARGET)
    of_parts = _states_parts(context, cross.plan)
    for code, series in enumerate(cross.series):
        if code not in groups:
            continue
        own = groups[code]
        if not series.unit_text:
            series.unit_text = _unit_of_targets(context, texts[targets.get(code, _NO_PLACES)])
        formats = common_cell_format(context, rows[own].tolist(), columns[own].tolist())
        decide(context, series, texts[own], formats, of_parts)
        take_resembling(context, series)
    leave_rivals(cross.series)
    leave_other_kinds(context, cross.plan, cross.series)
    settle_boxes(cross.series)
    by_row = not cross.items_in_rows
    settle_counts(context, cross.series, cells, groups, by_row)
    settle_two_meanings(context, cross.series, cells, groups, by_row)
    tell_bases(context, cross.series)


def _states_parts(context: SheetContext, plan: Plan) -> bool:
    """Return whether columns called numerator and denominator stand beside the values."""
    words = context.words.classes
    heads = {normalise(column.sketch.header) for column in plan.of(Part.UNUSED, Part.NOTE)}
    return all(not heads.isdisjoint(words[name]) for name in ("numerator", "denominator"))


def _unit_of_targets(context: SheetContext, targets: NDArray[np.object_]) -> str:
    """Return the unit of time that a series' targets are written with ("4 hrs"), ``""`` for none.

    The figures beside them, without one, are in the same.
    """
    found = {_AMOUNT.sub("", figure_of(text)) for text in targets if isinstance(text, str)}
    units = {named_unit(context.words, word)[0]: word for word in found if word}
    only = next(iter(units), "") if len(units) == 1 else ""
    return units[only] if only in UNIT_WORDS["duration"] else ""


def places_by_series(cells: Arrays, wanted: NDArray[np.bool_]) -> dict[int, NDArray[np.intp]]:
    """Return the places of the wanted ones among `Cross.cells`, in order, by their series."""
    codes, places = cells["series"], np.flatnonzero(wanted)
    places = places[np.argsort(codes[places], kind="stable")]
    found, starts = np.unique(codes[places], return_index=True)
    return dict(zip(found.tolist(), np.split(places, starts[1:]), strict=False))


def addresses(cells: Arrays) -> NDArray[np.object_]:
    """Return the A1 addresses of cells with row and column."""
    letters = {column: column_letters(column) for column in set(cells["column"].tolist())}
    texts = [f"{letters[column]}{row + 1}" for column, row in cells.lines("column", "row")]
    return np.array(texts, dtype=object)
