"""A row a record: calls, tickets, projects, surveys, agent-days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.catalogue.model import FieldKind, FieldRole
from desktop_app.domain import translating
from desktop_app.domain.address import cell, cell_range
from desktop_app.domain.finding import Severity
from desktop_app.domain.period import Period
from desktop_app.domain.records import ROW, SEGMENT, VENDOR, RecordTable
from desktop_app.domain.translating import tr
from desktop_app.importing.accounting import CellUses
from desktop_app.importing.context import RECORD_ROLES, SheetContext
from desktop_app.importing.layouts.column_doubts import ColumnDoubts
from desktop_app.importing.layouts.currency_column import apply_currencies, find_currencies
from desktop_app.importing.layouts.directions import leave_out_calls_made
from desktop_app.importing.layouts.duplicates import without_duplicates
from desktop_app.importing.layouts.headings import best, is_segment
from desktop_app.importing.layouts.limits import (
    absurd,
    are_times_left,
    reversed_ends,
    say_absurd,
    say_reversed,
    say_times_left,
)
from desktop_app.importing.layouts.log_segments import add_segments, said_segments, within
from desktop_app.importing.layouts.plan import Part
from desktop_app.importing.layouts.record_rows import RecordRows, sort_rows
from desktop_app.importing.layouts.rows import row_periods
from desktop_app.importing.layouts.said import said_part
from desktop_app.importing.layouts.stating import Surroundings
from desktop_app.importing.layouts.timestamps import find_clocks, seconds_of_day
from desktop_app.importing.layouts.told_flags import RESULTS, add_told_flags
from desktop_app.importing.layouts.unfinished import (
    STATUS,
    ends_of_open,
    say_ends_of_open,
    say_unfinished,
)
from desktop_app.importing.layouts.vendor_spellings import one_spelling
from desktop_app.importing.mapping import Assignment, Mapping, assign
from desktop_app.importing.moods import add_moods
from desktop_app.importing.reading import (
    hints,
    read,
    say_unreadable,
)
from desktop_app.importing.regions import Region
from desktop_app.importing.report import Layout, TableReport, Use
from desktop_app.importing.sketch import ColumnSketch
from desktop_app.importing.typed import TypedColumn
from desktop_app.importing.unsettled import unasked

_SHOWN_BAD = 5
_DATE = "date"
_JOINED = "hired_at"  # when somebody came to the vendor dates no list of who is there


@dataclass(slots=True)
class LogReader:
    """Reads one log; keeps the parts that its steps share."""

    context: SheetContext
    region: Region
    sketches: Sequence[ColumnSketch]
    around: Surroundings
    uses: CellUses
    confidence: float
    doubts: ColumnDoubts = field(init=False)

    def __post_init__(self) -> None:
        self.doubts = ColumnDoubts(self.context)

    def read(self) -> tuple[TableReport, RecordTable | None]:
        """Return the table's report and its records, None when no record is left."""
        clocks = find_clocks(self.sketches)
        beside = {clock.column for clock in clocks.values()}
        segments = said_segments(self.context, self.sketches)
        apart = beside | {sketch.column for sketch in segments}
        own = [sketch for sketch in self.sketches if sketch.column not in apart]
        mapping = assign(self.context, own, RECORD_ROLES)
        rows = sort_rows(self.context, self.region, self.sketches)
        self._mark_frame(rows, mapping, clocks)
        frame = pd.DataFrame(index=pd.Index(rows.data, dtype=np.int64))
        table = RecordTable(
            self.context.report.file,
            self.context.report.sha256,
            self.context.sheet.name,
            cell_range(self.region.top, self.region.left, self.region.bottom, self.region.right),
            frame,
            {},
        )
        report = TableReport(table.cells, Layout.LOG, self.confidence, rows=len(rows.data))
        columns: dict[str, pd.Series[Any]] = {}
        for field_id, assignments in mapping.fields.items():
            columns[field_id] = self._field(field_id, assignments, rows, clocks, table, report)
        self.doubts.say()
        leave_out_calls_made(self.context, self.sketches, rows, columns, table)
        add_told_flags(self.context, columns, table, self._texts(mapping, rows, RESULTS))
        add_moods(self.context, columns, table)
        self._use_currencies(columns, mapping, rows, table)
        self._leave_out_reversed(columns, table, rows)
        status = self._texts(mapping, rows, (STATUS,)).get(STATUS)
        self._leave_out_expected(ends_of_open(columns, status), columns, table, rows)
        vendors = self._vendors(columns, mapping)
        table.frame = pd.DataFrame(
            {VENDOR: vendors, ROW: rows.data + 1, **columns}, index=frame.index
        )
        self._use_period_column(table, mapping, rows)
        add_segments(self.context, segments, rows, table, report, self.uses)
        self._keep_rows(table)
        cells = f"{self.region.first_data_row + 1}:{{0}}{self.region.bottom + 1}"
        say_unfinished(self.context, table.frame, table.columns, cells)
        self._say_unused(mapping, clocks)
        report.columns.sort(key=lambda column: (len(column.place), column.place))
        measured = len(table.columns) > 0 and len(table.frame) > 0
        report.values = int(table.frame.drop(columns=[VENDOR, ROW]).notna().to_numpy().sum())
        return report, table if measured else None

    def _use_currencies(
        self,
        columns: dict[str, pd.Series[Any]],
        mapping: Mapping,
        rows: RecordRows,
        table: RecordTable,
    ) -> None:
        """Give the amounts the currency that a column of its own names."""
        own = find_currencies(self.context, mapping.unused)
        if own and apply_currencies(self.context, own, rows, columns, table, self.uses):
            mapping.unused.remove(own)

    def _mark_frame(
        self, rows: RecordRows, mapping: Mapping, clocks: dict[int, ColumnSketch]
    ) -> None:
        """Mark every cell of the region; unreadable ones and lost rows are marked again later."""
        region, uses = self.region, self.uses
        uses.mark_cells(Use.HEADING, region.title_cells)
        for row in region.header_rows:
            uses.mark_block(Use.HEADING, row, row, region.left, region.right)
        used = {a.sketch.column for group in mapping.fields.values() for a in group}
        used |= {clocks[column].column for column in used if column in clocks}
        first, last = region.first_data_row, region.bottom + 1
        for sketch in self.sketches:
            use = Use.USED if sketch.column in used else Use.SET_ASIDE
            uses.mark(use, slice(first, last), sketch.column)
            uses.mark(Use.TOTAL, rows.totals, sketch.column)
            uses.mark(Use.HEADING, rows.headings, sketch.column)
            uses.mark(Use.NOTE, rows.notes, sketch.column)

    def _field(
        self,
        field_id: str,
        assignments: list[Assignment],
        rows: RecordRows,
        clocks: dict[int, ColumnSketch],
        table: RecordTable,
        report: TableReport,
    ) -> pd.Series[Any]:
        """Return a field's values, from one column or several that add up."""
        values: pd.Series[Any] | None = None
        letters: list[str] = []
        for assignment in assignments:
            typed = self._column(assignment, rows)
            own = typed.values
            letters.append(assignment.sketch.letters)
            clock = clocks.get(assignment.sketch.column)
            if clock is not None and own.dtype.kind == "M":
                own = self._with_clock(own, clock, rows)
                letters.append(clock.letters)
            values = own if values is None else values.add(own, fill_value=0.0)
            report.columns.append(assignment.report(typed.unit))
            money = self.context.report.catalogue.fields[field_id].kind is FieldKind.MONEY
            if typed.currency or money:
                table.currencies[field_id] = typed.currency
            if typed.scale is not None:
                table.scales[field_id] = typed.scale
            if typed.rule:
                table.rules[field_id] = typed.rule
        assert values is not None
        table.columns[field_id] = tuple(letters)
        return values

    def _texts(
        self, mapping: Mapping, rows: RecordRows, names: Iterable[str]
    ) -> dict[str, pd.Series[Any]]:
        """Return the cells, as they are, of those fields that there are."""
        told = [name for name in names if name in mapping.fields]
        cells = {name: mapping.fields[name][0].sketch.cells for name in told}
        return {name: own if rows.all_data else own.loc[rows.kept] for name, own in cells.items()}

    def _column(self, assignment: Assignment, rows: RecordRows) -> TypedColumn:
        """Return one column typed; say and mark what is not readable."""
        sketch = assignment.sketch
        known = hints(
            self.context.report.catalogue,
            assignment.candidate,
            sketch.header,
            sketch.number_format,
        )
        cells = sketch.cells if rows.all_data else sketch.cells.loc[rows.kept]
        typed = read(self.context, cells, known)
        title = self.context.report.catalogue.fields[assignment.candidate.id].title
        bad = np.asarray(typed.bad, dtype=np.bool_)
        if bad.any():
            where = rows.data[bad]
            addresses = [cell(int(row), sketch.column) for row in where[: _SHOWN_BAD + 1]]
            addresses += [""] * (len(where) - len(addresses))
            shown = list(cells.to_numpy(dtype=object)[np.flatnonzero(bad)[: _SHOWN_BAD + 1]])
            say_unreadable(
                self.context,
                tr("{title} in {column}", title=translating.within(title), column=sketch.named),
                addresses,
                shown + [""] * (len(where) - len(shown)),
            )
            self.uses.mark(Use.SET_ASIDE, where, sketch.column)
        self._leave_out_absurd(assignment, typed, rows)
        column_cells = cell_range(
            self.region.first_data_row, sketch.column, self.region.bottom, sketch.column
        )
        definition = self.context.report.catalogue.fields[assignment.candidate.id]
        self.doubts.add(sketch, typed, known, definition, column_cells)
        return typed

    def _leave_out_absurd(
        self, assignment: Assignment, typed: TypedColumn, rows: RecordRows
    ) -> None:
        """Set the values aside that can't be, and say so."""
        known = self.context.report.catalogue.fields[assignment.candidate.id]
        odd = absurd(typed.values, known)
        if not odd.any():
            return
        sketch = assignment.sketch
        if are_times_left(typed.values, known):
            odd = np.asarray(typed.values.notna(), dtype=np.bool_)
            say_times_left(self.context, sketch, known)
        else:
            lost = pd.Series(typed.values[odd].to_numpy(), index=rows.data[odd])
            say_absurd(
                self.context, sketch.named, known, lost, lambda row: cell(row, sketch.column)
            )
        typed.values = typed.values.mask(odd)
        self.uses.mark(Use.SET_ASIDE, rows.data[odd], sketch.column)

    def _leave_out_reversed(
        self, columns: dict[str, pd.Series[Any]], table: RecordTable, rows: RecordRows
    ) -> None:
        """Set the dates aside that end a record before it begins, and say so."""
        for end, (start, before) in reversed_ends(columns).items():
            where = rows.data[before]
            letters = [*table.columns[start], *table.columns[end]]
            cells = [f"{letter}{row + 1}" for row in where[:_SHOWN_BAD] for letter in letters]
            say_reversed(self.context, (start, end), where[0] + 1, len(where), cells)
            self._leave_out(columns, table, end, before, where)

    def _leave_out_expected(
        self,
        expected: dict[str, NDArray[np.bool_]],
        columns: dict[str, pd.Series[Any]],
        table: RecordTable,
        rows: RecordRows,
    ) -> None:
        """Set the ends aside of records that are open by their status, and say so."""
        for end, going in expected.items():
            where = rows.data[going]
            say_ends_of_open(self.context, end, where, table.columns[end])
            self._leave_out(columns, table, end, going, where)

    def _leave_out(
        self,
        columns: dict[str, pd.Series[Any]],
        table: RecordTable,
        name: str,
        lost: NDArray[np.bool_],
        where: NDArray[np.int64],
    ) -> None:
        """Set some values of a field aside, with their cells."""
        columns[name] = columns[name].mask(lost)
        for sketch in self.sketches:
            if sketch.letters in table.columns[name]:
                self.uses.mark(Use.SET_ASIDE, where, sketch.column)

    def _with_clock(
        self, dates: pd.Series[Any], clock: ColumnSketch, rows: RecordRows
    ) -> pd.Series[Any]:
        """Return dates with the time of day from the column beside them."""
        cells = clock.cells if rows.all_data else clock.cells.loc[rows.kept]
        seconds = seconds_of_day(cells)
        lost = np.asarray(seconds.isna() & cells.notna(), dtype=np.bool_)
        self.uses.mark(Use.SET_ASIDE, rows.data[lost], clock.column)
        if lost.any():
            where = rows.data[lost]
            say_unreadable(
                self.context,
                tr("time of day in {column}", column=clock.named),
                [cell(int(row), clock.column) for row in where],
                list(cells[lost]),
            )
        spans = pd.to_timedelta(seconds.fillna(0.0), unit="s")
        return dates + spans

    def _vendors(self, columns: dict[str, pd.Series[Any]], mapping: Mapping) -> pd.Series[Any]:
        """Return the vendor of every record: the user's word, the column's, or the report's."""
        own = columns.pop(VENDOR, None)
        index = next(iter(columns.values())).index if columns else None
        if own is not None:
            chosen = mapping.fields[VENDOR][0].chosen
            if chosen or self.around.source != "option":
                return one_spelling(self.context, own.astype("category"))
            self.context.find(
                Severity.INFO,
                "vendor-overruled",
                tr(
                    "{column} names vendors, but the report was said to be {vendor}'s; all "
                    "records were given to it.",
                    column=mapping.fields[VENDOR][0].sketch.named,
                    vendor=self.around.vendor,
                ),
            )
            index = own.index
        size = len(index) if index is not None else 0
        names = pd.Index([self.around.vendor], dtype="str")
        return pd.Series(pd.Categorical.from_codes([0] * size, categories=names), index=index)

    def _use_period_column(self, table: RecordTable, mapping: Mapping, rows: RecordRows) -> None:
        """Date the records by a period column, or by title, sheet or file, when none has a date."""
        known = self.context.report.catalogue.fields
        if any(known[name].role is FieldRole.DATE for name in {*table.columns} - {_JOINED}):
            return
        for sketch in list(mapping.unused):
            named = best(
                self.context.names.candidates(sketch.header, None, frozenset({FieldRole.PERIOD}))
            )
            if named is None and said_part(self.context, sketch) is not Part.PERIOD:
                continue
            cells = sketch.cells if rows.all_data else sketch.cells.loc[rows.kept]
            labels = row_periods(self.context, [cells], [sketch.column], sketch.number_format)
            if pd.notna(labels).mean() < 0.5:
                continue
            starts = [
                None if one is None else pd.Timestamp(Period.parse(one).start) for one in labels
            ]
            table.frame[_DATE] = pd.to_datetime(pd.Series(starts, index=table.frame.index))
            table.columns[_DATE] = (sketch.letters,)
            lost = pd.isna(labels)
            self.uses.mark(Use.USED, rows.data[~lost], sketch.column)
            mapping.unused.remove(sketch)
            return
        table.period = self.around.period

    def _keep_rows(self, table: RecordTable) -> None:
        """Set aside the records without vendor and those that stand there twice."""
        nameless = np.asarray(table.frame[VENDOR].isna(), dtype=np.bool_)
        if nameless.any():
            lost = table.frame.loc[nameless, ROW].to_numpy() - 1
            self._set_rows_aside(lost)
            self.context.find(
                Severity.WARNING,
                "vendor-missing",
                tr(
                    "{count} rows name no vendor and were left out, from row {row} on.",
                    count=len(lost),
                    row=lost[0] + 1,
                ),
            )
            table.frame = table.frame[~nameless]
        table.frame, twice = without_duplicates(self.context, table.frame, table.columns)
        self._set_rows_aside(twice)
        table.frame = table.frame.reset_index(drop=True)
        if self.around.segment is not None:
            name = "channel" if is_segment(self.context, self.around.segment) else SEGMENT
            if name == SEGMENT and name in table.frame:
                table.frame[name] = within(table.frame[name], self.around.segment)
            else:
                table.dimensions[name] = self.around.segment

    def _set_rows_aside(self, rows: NDArray[np.int64]) -> None:
        for sketch in self.sketches:
            self.uses.mark(Use.SET_ASIDE, rows, sketch.column)

    def _say_unused(self, mapping: Mapping, clocks: dict[int, ColumnSketch]) -> None:
        """Name the columns that were not used, in one finding."""
        used = {a.sketch.column for group in mapping.fields.values() for a in group}
        lost_clocks = [clock for column, clock in clocks.items() if column not in used]
        unused = unasked(self.context, [*mapping.unused, *lost_clocks])
        if unused:
            names = ", ".join(sketch.named for sketch in unused)
            self.context.find(
                Severity.INFO,
                "column-not-used",
                tr(
                    "Not used, as no field of that name is known or needed: {names}. Map "
                    "what matters.",
                    names=names,
                ),
                ",".join(sketch.letters for sketch in unused),
            )
