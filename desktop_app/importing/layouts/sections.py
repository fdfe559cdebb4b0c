"""Lines that stand alone among a summary's rows, and what they say of the rows below them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import pandas as pd

from desktop_app.catalogue.text import normalise
from desktop_app.domain.period import Grain, Period
from desktop_app.importing.context import SheetContext
from desktop_app.importing.kinds.formats import is_month
from desktop_app.importing.layouts.headings import is_segment, is_yearless, period_of
from desktop_app.importing.layouts.names import names_are_vendors, say_vendors, vendor_known
from desktop_app.importing.layouts.plan import Part, Plan, PlannedColumn
from desktop_app.importing.layouts.row_kinds import KEYS, Row, Rows
from desktop_app.importing.layouts.total_words import total_word
from desktop_app.importing.name_parts import clean_name
from desktop_app.importing.surface import cell_text
from desktop_app.importing.surroundings import year_named

_REPEATED = 0.25


@dataclass(frozen=True, slots=True)
class _Section:
    """A line that stands alone: the places of the rows below it, its text, its period.

    `total` is set where it only says "All channels" or "Overall": it ends the section above.
    """

    start: int
    end: int
    name: str
    period: Period | None
    total: bool = False


def use_sections(context: SheetContext, plan: Plan, rows: Rows) -> None:
    """Give the rows below a section's name the period, vendor or segment that it names.

    A section that only groups KPIs ("Quality") names nothing of the kind: it is told by the KPIs
    below, which do not come again in the next section.
    """
    sections = _sections(context, plan, rows)
    outer = _outer(context, rows, sections)
    for section in outer:
        own = [one for one in sections if section.start < one.start < section.end]
        if own:
            _use_level(context, plan, rows, own)
    level = outer or sections
    if level:
        _use_level(context, plan, rows, level)


def _outer(context: SheetContext, rows: Rows, sections: list[_Section]) -> list[_Section]:
    """Return the sections that hold others, with all their rows; none where all are alike.

    They are followed by another section's name at once ("Voice", below it "Efficiency"), or are
    channels like those that are.
    """
    valued = rows.are(Row.DATA, Row.TOTAL, Row.AVERAGE, Row.TARGET)
    bare = [one for one in sections[:-1] if not valued[one.start : one.end].any()]
    channels = any(is_segment(context, one.name) for one in bare)
    outer = [
        one
        for one in sections
        if one in bare or (channels and (one.total or is_segment(context, one.name)))
    ]
    if len(outer) == len(sections):
        return []
    ends = [*(one.start for one in outer[1:]), len(rows.index)]
    return [replace(one, end=end) for one, end in zip(outer, ends, strict=False)]


def _use_level(context: SheetContext, plan: Plan, rows: Rows, sections: list[_Section]) -> None:
    """Give the rows of sections of one level what the sections name."""
    repeated = _rows_repeat(plan, rows, sections)
    sections = [section for section in sections if not section.total]
    names = [section.name for section in sections]
    as_vendor = repeated and names_are_vendors(context, names, vendor_known(context, plan))
    if as_vendor:
        vendors = [clean_name(one.name) for one in sections if one.period is None]
        say_vendors(context, plan, vendors, "section")
    if repeated and plan.label is not None and sections:
        sections[-1] = _without_grand_totals(context, rows, sections[-1], as_vendor)
    for section in sections:
        below = slice(section.start + 1, section.end)
        if section.period is None:
            _give_year(context, plan, rows, section)
        if section.period is not None:
            _give_period(context, plan, rows, section)
        elif as_vendor:
            rows.vendor[below] = clean_name(section.name)
        elif repeated or is_segment(context, section.name):
            own = rows.segment[below]
            joint = np.array(f"{section.name} / ", dtype=object)
            rows.segment[below] = np.where(
                pd.isna(own), section.name, joint + np.where(pd.isna(own), "", own)
            )


def use_corner(context: SheetContext, plan: Plan, rows: Rows) -> None:
    """Give all rows the channel that stands over the names of KPIs, where "KPI" could stand."""
    parts = plan.label.sketch.parts if plan.label is not None else ()
    if parts and is_segment(context, parts[-1]):
        name = parts[-1].strip()
        rows.segment[:] = [name if pd.isna(own) else f"{name} / {own}" for own in rows.segment]


def _without_grand_totals(
    context: SheetContext, rows: Rows, section: _Section, of_vendors: bool
) -> _Section:
    """Return the last section without the rows below it that sum up all sections.

    "Total contacts offered" at the end, which no other section has, is no figure of "Chat"; it is
    one of the whole report, or of no vendor.
    """
    end = section.end
    while end > section.start + 2:
        label = normalise(str(rows.label[end - 1]))
        total = any(label.startswith(f"{word} ") for word in context.words.total)
        alone = sum(normalise(str(other)) == label for other in rows.label) == 1
        if label and not (total and alone):
            break
        end -= 1
    if of_vendors:
        data = rows.kind[end : section.end] == Row.DATA
        rows.kind[end : section.end][data] = Row.TOTAL
    return replace(section, end=end)


def _sections(context: SheetContext, plan: Plan, rows: Rows) -> list[_Section]:
    """Return the lines of one cell in the column of names or of another key.

    A key that stands once above its rows, which are blank there, is no section but their key.
    """
    starts = np.flatnonzero(rows.kind == Row.SECTION)
    data = set(rows.label[rows.kind == Row.DATA])
    found = []
    for start, end in pairwise([*starts, len(rows.index)]):
        filled = [column for column in plan.columns if pd.notna(column.sketch.cells.iloc[start])]
        if len(filled) != 1 or filled[0].part not in (*KEYS, Part.LABEL):
            continue
        cells = filled[0].sketch.cells
        key_of_rows = filled[0].part in KEYS and not cells.iloc[start + 1 : end].notna().any()
        name = cell_text(cells.iloc[start])
        unfilled = filled[0].part is Part.LABEL and name in data  # a KPI whose figure is missing
        if not key_of_rows and not unfilled:
            total = bool(total_word(context, name))
            period = _period(context, filled[0], int(rows.index[start]), int(start))
            found.append(_Section(int(start), int(end), name, None if total else period, total))
    ends = [*(section.start for section in found[1:]), len(rows.index)]
    return [replace(section, end=end) for section, end in zip(found, ends, strict=False)]


def _period(context: SheetContext, column: PlannedColumn, row: int, place: int) -> Period | None:
    """Return the period that a section names; a date that shows no day stands for its month."""
    period = period_of(context, column.sketch.cells.iloc[place])
    code = context.sheet.grid.format_of(row, column.sketch.column)
    if period is not None and period.start == period.end and is_month(code):
        return period.within(Grain.MONTH)
    return period


def _give_period(context: SheetContext, plan: Plan, rows: Rows, section: _Section) -> None:
    """Give rows the section's period; "Jan" below "2026" is read together with it."""
    assert section.period is not None
    columns = plan.of(Part.PERIOD)
    for place in range(section.start + 1, section.end):
        cells = [column.sketch.cells.iloc[place] for column in columns]
        own = " ".join(cell_text(cell) for cell in cells if pd.notna(cell))
        if not own:
            rows.period[place] = section.period.label
            continue
        both = period_of(context, f"{section.name} {own}")
        if (
            both is not None
            and section.period.start <= both.start
            and both.end <= section.period.end
        ):
            rows.period[place] = both.label


def _give_year(context: SheetContext, plan: Plan, rows: Rows, section: _Section) -> None:
    """Give months without a year that of the line above them: "For comparison: claims 2016"."""
    year = year_named([section.name])
    if year is None:
        return
    for column in plan.of(Part.PERIOD):
        for place in range(section.start + 1, section.end):
            value = column.sketch.cells.iloc[place]
            month = period_of(context, value) if is_yearless(context, value) else None
            if month is not None and month.grain is Grain.MONTH:
                rows.period[place] = Period.month(year, month.start.month).label


def _rows_repeat(plan: Plan, rows: Rows, sections: list[_Section]) -> bool:
    """Return whether the same KPIs (or periods and vendors) come again in several sections."""
    if len(sections) < 2:
        return False
    starts = np.array([one.start for one in sections])
    places = np.arange(len(rows.index))
    section = np.searchsorted(starts, places, side="right")
    data = (rows.kind == Row.DATA) & (section > 0) & (places < sections[-1].end)
    keys = {"label": rows.label} if plan.label else {"p": rows.period, "v": rows.vendor}
    frame = pd.DataFrame({"section": section, **keys})[data].drop_duplicates()
    again = frame.duplicated(list(keys))
    return bool(again.mean() >= _REPEATED) if len(frame) else False
