"""What each row of a summary is: data with its keys, a section, a total, a target, a heading."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.catalogue.model import FieldKind
from desktop_app.catalogue.text import normalise
from desktop_app.domain.address import column_letters
from desktop_app.domain.finding import Severity
from desktop_app.domain.period import Grain, Period
from desktop_app.importing.answers import answers_to
from desktop_app.importing.context import SheetContext
from desktop_app.importing.layouts.agreed_rows import take_lone_kpi
from desktop_app.importing.layouts.aims import holds_aims
from desktop_app.importing.layouts.carried_years import years_above, years_beside
from desktop_app.importing.layouts.children import use_children
from desktop_app.importing.layouts.crossed_periods import rows_without_year
from desktop_app.importing.layouts.earlier_periods import steps_back
from desktop_app.importing.layouts.earlier_rows import date_earlier_rows
from desktop_app.importing.layouts.headings import (
    is_yearless,
    note_fiscal,
    period_of,
    structure_named,
)
from desktop_app.importing.layouts.kpi_groups import groups_kpis
from desktop_app.importing.layouts.label_names import without_number
from desktop_app.importing.layouts.numbered_periods import with_their_years
from desktop_app.importing.layouts.overall_rows import take_overall
from desktop_app.importing.layouts.own_quarters import own_quarters
from desktop_app.importing.layouts.plan import TARGET, VALUE, Part, Plan, PlannedColumn
from desktop_app.importing.layouts.row_kinds import KEYS, Row, Rows
from desktop_app.importing.layouts.row_windows import windows_of
from desktop_app.importing.layouts.said import said_of_cells
from desktop_app.importing.layouts.sections import use_corner, use_sections
from desktop_app.importing.layouts.subtotals import mark_subtotals
from desktop_app.importing.layouts.total_words import total_word
from desktop_app.importing.layouts.yearless_months import settled_months
from desktop_app.importing.name_parts import clean_name
from desktop_app.importing.periods import read_period_column
from desktop_app.importing.sketch import as_objects
from desktop_app.importing.surface import cell_text
from desktop_app.importing.typed import ReadingHints, TypedColumn
from desktop_app.importing.values import read_column
from desktop_app.importing.year_pairs import with_year_pairs

_OF_YEAR = 4
"""Characters of a label that are its year."""
_MOST_MONTHS = 60  # a longer column of months holds each of them more than once
_STRUCTURE_ROWS = {TARGET: Row.TARGET, "weight": Row.HEADING, "unit": Row.HEADING}
"""What a row is whose key names something beside the figures; no vendor is called so."""
_COMPARING_ROWS = dict.fromkeys(("variance", "rag_status", "stated_compliance"), Row.NOTE)
"""The same where the key is a period, vendor or segment; KPIs may be called so."""


def read_rows(context: SheetContext, plan: Plan) -> Rows:
    """Return kind and keys of every row of a summary."""
    top, bottom = plan.region.first_data_row, plan.region.bottom
    size = max(bottom - top + 1, 0)
    rows = Rows(
        index=np.arange(top, top + size, dtype=np.int64),
        kind=np.zeros(size, dtype=np.int8),
        label=np.full(size, "", dtype=object),
        unit=np.full(size, "", dtype=object),
        vendor=np.full(size, None, dtype=object),
        period=np.full(size, None, dtype=object),
        segment=np.full(size, None, dtype=object),
        bare=rows_without_year(context, plan, size),
    )
    valued = _filled(plan, size, Part.VALUE, Part.TARGET, Part.TOTAL)
    filled = _filled(plan, size, *Part)
    _mark_totals(context, plan, rows)
    rows.kind[_repeated_heading(plan, size)] = Row.HEADING
    if plan.label is not None:
        labels = _grouped(plan, plan.label, valued)
        rows.label = _texts(labels.map(_without_number, na_action="ignore"))
    for column in plan.of(Part.UNIT):
        rows.unit = _texts(column.sketch.cells)
    rows.kind[~filled] = Row.EMPTY
    # "All channels" alone in its line is no total: it stands above the totals.
    alone = rows.are(Row.DATA, Row.TOTAL, Row.AVERAGE)
    rows.kind[filled & ~valued & alone] = Row.SECTION
    mark_subtotals(context, plan, rows)
    _read_keys(context, plan, rows, valued)
    date_earlier_rows(context, plan, rows)
    take_overall(context, plan, rows)
    use_children(context, plan, rows)
    use_sections(context, plan, rows)
    use_corner(context, plan, rows)
    return rows


def _filled(plan: Plan, size: int, *parts: Part) -> NDArray[np.bool_]:
    """Return which rows have a filled cell in columns of these parts."""
    filled = np.zeros(size, dtype=np.bool_)
    for column in plan.of(*parts):
        filled |= column.sketch.filled
    return filled


def _each(cells: pd.Series[Any], function: Callable[[Any], Any]) -> NDArray[np.object_]:
    """Return the function of every cell, called once per different cell; None for empty ones."""
    values = as_objects(cells)
    found = np.full(len(values), None, dtype=object)
    known: dict[Any, Any] = {}
    for place in np.flatnonzero(pd.notna(values)).tolist():
        value = values[place]
        if value not in known:
            known[value] = function(value)
        found[place] = known[value]
    return found


def _without_number(cell: object) -> object:
    return without_number(cell.strip()) if isinstance(cell, str) else cell


def _texts(cells: pd.Series[Any]) -> NDArray[np.object_]:
    """Return cells as texts of one line, ``""`` for empty ones."""
    texts = _each(cells, cell_text)
    texts[pd.isna(texts)] = ""
    return texts


def _mark_totals(context: SheetContext, plan: Plan, rows: Rows) -> None:
    """Mark rows that a key calls total, average or target."""

    def kind_of(value: object, known: Mapping[str, Row]) -> Row:
        if not isinstance(value, str):
            return Row.DATA
        if steps_back(context.words, value) is not None:
            return Row.DATA
        total = total_word(context, value)
        if total:
            return Row.AVERAGE if total == "average" else Row.TOTAL
        return known.get(structure_named(context, value), Row.DATA)

    for column in plan.of(*KEYS, Part.LABEL, Part.UNUSED):
        if column.part is Part.UNUSED and column.sketch.profile.words < 0.5:
            continue
        known = _STRUCTURE_ROWS | (_COMPARING_ROWS if column.part in KEYS else {})
        kinds = _each(column.sketch.cells, partial(kind_of, known=known))
        kinds[pd.isna(kinds)] = Row.DATA
        found = kinds.astype(np.int8)
        take_lone_kpi(context, plan, column, found)
        rows.kind = np.where(found != Row.DATA, found, rows.kind).astype(np.int8)


def _repeated_heading(plan: Plan, size: int) -> NDArray[np.bool_]:
    """Return the rows that repeat the table's heading."""
    same = np.zeros(size, dtype=np.int64)
    filled = np.zeros(size, dtype=np.int64)
    for column in plan.columns:
        cells = column.sketch.cells
        filled += column.sketch.filled
        if column.sketch.header and cells.dtype.kind not in "fiMm":
            heading = normalise(column.sketch.parts[-1] if column.sketch.parts else "")
            same += _same_text(cells, heading)
    return (same >= 2) & (same >= 0.6 * filled)


def _same_text(cells: pd.Series[Any], heading: str) -> NDArray[np.int64]:
    """Return 1 where a cell is the heading again, else 0."""
    if not heading:
        return np.zeros(len(cells), dtype=np.int64)
    repeats = _each(cells, lambda value: normalise(str(value)) == heading)
    return np.array([repeat is True for repeat in repeats], dtype=np.int64)


def _grouped(plan: Plan, column: PlannedColumn, valued: NDArray[np.bool_]) -> pd.Series[Any]:
    """Return a key's cells with blanks filled from above, as grouped or merged cells mean it.

    A blank name of a KPI is only filled when another key tells the row from the one above; a
    blank group, when the KPI has not been in that group.
    """
    sketch = column.sketch
    cells = pd.Series(as_objects(sketch.cells), sketch.cells.index, dtype=object, copy=False)
    others = [other for other in plan.of(*KEYS, Part.LABEL) if other is not column]
    others += [other for other in plan.of(Part.TARGET) if holds_aims(other)]
    told = np.zeros(len(cells), dtype=np.bool_)
    for other in others:
        told |= other.sketch.filled
    blank = ~sketch.filled & valued
    if column.part is Part.LABEL or not others:
        blank &= told
    if not blank.any():
        return cells
    filled = cells.where(~blank, cells.ffill())
    if plan.label is not None and plan.label is not column:
        sections = ~valued & _filled(plan, len(cells), *Part)
        keys = [other.sketch.cells.astype(object) for other in others]
        keys.append(pd.Series(np.cumsum(sections), index=cells.index))
        again = pd.concat([filled, *keys], axis=1).duplicated().to_numpy(dtype=np.bool_)
        filled = filled.mask(blank & again)
    return filled


def _read_keys(context: SheetContext, plan: Plan, rows: Rows, valued: NDArray[np.bool_]) -> None:
    """Fill in vendor, period and segment from the key columns."""
    for column in plan.of(Part.VENDOR)[:1]:
        rows.vendor = _each(_grouped(plan, column, valued), lambda value: clean_name(str(value)))
    periods = plan.of(Part.PERIOD)
    if periods:
        cells = [_grouped(plan, column, valued) for column in periods]
        columns = [column.sketch.column for column in periods]
        dated = with_their_years(context, [column.sketch.header for column in periods], cells)
        rows.period = (
            row_periods(context, cells, columns, periods[0].sketch.number_format)
            if dated is None
            else _each(dated, partial(_label, context))
        )
        lost = pd.isna(rows.period) & (rows.kind == Row.DATA) & valued
        said = np.zeros(len(lost), dtype=np.bool_)
        for column_cells in cells:
            said |= np.asarray(column_cells.notna(), dtype=np.bool_)
        rows.kind[lost & said] = Row.UNREADABLE
    data = rows.kind == Row.DATA
    segments: list[NDArray[np.object_]] = []
    attributes = []
    for column in plan.of(Part.SEGMENT):
        texts = _texts(_grouped(plan, column, valued))
        kinds = _each(column.sketch.cells, partial(structure_named, context))
        texts = np.where(np.isin(kinds.astype(str), (VALUE, TARGET)), "", texts)
        texts[pd.notna(_each(column.sketch.cells, partial(_earlier, context)))] = ""
        _mark_filled_totals(context, rows, texts)
        described = plan.of(Part.VENDOR) and _describes(rows.vendor[data], texts[data])
        told = normalise(column.sketch.header) in context.words.part_columns
        grouping = not told and groups_kpis(context, rows.label[data], texts[data])
        if described or grouping:
            attributes.append(column)
        else:
            segments.append(texts)
    rows.attributes = tuple(attributes)
    rows.segment = _joined(segments, len(rows.index))


def _earlier(context: SheetContext, value: object) -> Grain | None:
    return steps_back(context.words, value) if isinstance(value, str) else None


def _mark_filled_totals(context: SheetContext, rows: Rows, texts: NDArray[np.object_]) -> None:
    """Mark rows of data below "Overall", which stands once for several."""
    for text in {text for text in texts if text}:
        total = total_word(context, text)
        if total:
            own = (texts == text) & (rows.kind == Row.DATA)
            rows.kind[own] = Row.AVERAGE if total == "average" else Row.TOTAL


def _describes(vendors: NDArray[np.object_], texts: NDArray[np.object_]) -> bool:
    """Return whether every vendor has one text only: an attribute, not a segment of it."""
    if len(vendors) == 0:
        return False
    pairs = pd.DataFrame({"vendor": vendors, "text": texts}).drop_duplicates()
    return pairs["vendor"].nunique() > 1 and len(pairs) == pairs["vendor"].nunique()


def _joined(segments: Sequence[NDArray[np.object_]], size: int) -> NDArray[np.object_]:
    """Return the texts of several segment columns as one label a row; None for none."""
    joined = np.full(size, None, dtype=object)
    for texts in segments:
        first, filled = pd.isna(joined), texts != ""
        more = filled & ~first  # a row may have a later group only: there is nothing to add to
        joined[more] = joined[more] + np.array(" / ", dtype=object) + texts[more]
        joined[filled & first] = texts[filled & first]
    return joined


def row_periods(
    context: SheetContext,
    cells: Sequence[pd.Series[Any]],
    columns: Sequence[int],
    number_format: str = "General",
) -> NDArray[np.object_]:
    """Return the period label of every row from one or several period columns.

    Several are read together ("2026" beside "Jan"; the days from and to which a row's window
    runs), and alone where that says nothing: then the finest tells ("2026 Q1" beside a year and a
    quarter). `columns` are those of the sheet they stand in.
    """
    cells = [with_year_pairs(column) for column in cells]
    if len(cells) > 1:
        texts = [_texts(column) for column in cells]
        joined = texts[0]
        for column_texts in texts[1:]:
            joined = joined + np.array(" ", dtype=object) + column_texts
        together = _each(pd.Series(joined, dtype=object), partial(_label, context))
        filled = np.array([bool(text.strip()) for text in joined])
        if pd.notna(together).sum() > 0.5 * filled.sum():
            return together
    read = [
        _column_periods(context, own, column, number_format)
        for own, column in zip(cells, columns, strict=True)
    ]
    windows = windows_of(*read) if len(read) == 2 else None
    if windows is not None or not read:
        return np.array([], dtype=object) if windows is None else windows
    return max(zip(read, cells, strict=True), key=lambda pair: _told(*pair))[0]


def _told(labels: NDArray[np.object_], cells: pd.Series[Any]) -> tuple[int, int, int]:
    """Return how many rows a column dates, how many by a year of its own, into how many periods."""
    known = pd.notna(labels)
    pairs = zip(labels[known], cells[known], strict=True)
    years = sum(str(label)[:_OF_YEAR] in str(cell) for label, cell in pairs)
    return int(known.sum()), years, len(set(labels[known].tolist()))


def _column_periods(
    context: SheetContext, cells: pd.Series[Any], column: int, number_format: str
) -> NDArray[np.object_]:
    """Return the period labels of one column, settled by all of its cells."""
    report = context.report
    typed = _typed_periods(context, cells, column, number_format)
    labels, guessed = typed.values, set(report.guessed_periods)
    one_by_one = _each(cells.where(labels.isna()), partial(_label, context))
    found = np.where(pd.isna(labels), one_by_one, labels)
    found, carried = _settle_years(context, cells, found)
    if carried.any():  # they needed no guess of their year
        report.guessed_periods.intersection_update(guessed | set(found[~carried]))
    found = _own_quarters(context, cells, found)
    for value, label in dict.fromkeys(zip(as_objects(cells), found, strict=True)):
        if isinstance(value, str) and not pd.isna(label):
            note_fiscal(context, value, label)
    for code, message in typed.questions:
        if code in {"date-order", "date-swapped"}:
            answers = answers_to(code, FieldKind.PERIOD)
            place = column_letters(column)
            context.find(Severity.QUESTION, code, message, place=place, answers=answers)
    if report.year_guessed:
        certain = read_period_column(cells, context.words, number_format)
        report.guessed_periods.update(labels[labels.notna() & certain.isna() & ~carried])
    return found


def _settle_years(
    context: SheetContext, cells: pd.Series[Any], found: NDArray[np.object_]
) -> tuple[NDArray[np.object_], NDArray[np.bool_]]:
    """Give months without a year that of those above them, or their two years over New Year.

    The second are asked about. Returns which months got theirs from another one, too.
    """
    values = as_objects(cells)
    carried = np.zeros(len(values), dtype=bool)
    if len(values) > _MOST_MONTHS:
        return found, carried
    bare = np.array([is_yearless(context, value) for value in values], dtype=bool)
    bare &= pd.notna(found)
    if not bare.any():
        return found, carried
    read = [None if pd.isna(label) else Period.parse(str(label)) for label in found]
    places = np.flatnonzero(bare).tolist()
    told = years_beside(read, bare.tolist())
    told = years_above(read, bare.tolist()) if told is None else told
    if told is None:
        months, question = settled_months(context, [one for at in places if (one := read[at])])
        told = dict(zip(places, months, strict=True))
        if question is not None:
            context.find(Severity.QUESTION, *question)
    else:
        carried[list(told)] = True
    found = found.copy()
    found[list(told)] = [month.label for month in told.values()]
    return found, carried


def _own_quarters(
    context: SheetContext, cells: pd.Series[Any], found: NDArray[np.object_]
) -> NDArray[np.object_]:
    """Give quarters without a year the months above them, or those of the fiscal year."""
    if len(found) > _MOST_MONTHS:
        return found
    read = [None if pd.isna(label) else Period.parse(str(label)) for label in found]
    spans = own_quarters(context, as_objects(cells).tolist(), read)
    labels = [None if span is None else span.label for span in spans]
    return found if spans == read else np.array(labels, dtype=object)


def _typed_periods(
    context: SheetContext, cells: pd.Series[Any], column: int, number_format: str
) -> TypedColumn:
    """Return a column of periods typed; months without a year only where one year is meant."""
    report = context.report
    known = ReadingHints(
        FieldKind.PERIOD,
        number_format=number_format,
        year=0 if report.span is not None else report.year or 0,
        fiscal_start=report.fiscal_start or 1,
        habits=context.customs.habits,
        said=said_of_cells(context, column),
    )
    return read_column(cells, known, context.words, report.epoch_1904)


def _label(context: SheetContext, value: object) -> str | None:
    period = period_of(context, value)
    return None if period is None else period.label
