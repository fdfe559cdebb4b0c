"""One record table as arrays: its fields for formulas, its dates and dimensions for grouping."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from itertools import permutations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.catalogue.expressions import STATUS_CODES, parse
from desktop_app.catalogue.formula_names import (
    AS_OF,
    EACH_PERSON,
    IS_ONE_OF,
    JUDGEMENT,
    MOST_OF_PERSON,
    NO_REPEAT_DAYS,
    NO_RETURN_DAYS,
    PARTLY_KNOWN,
    RETURN_OPEN_DAYS,
    ROSTER_END,
    SCALE_MAX,
    SCALE_MIN,
    TIME_BOOKED,
    WINDOW_OPEN_DAYS,
    WORKING,
    called_on,
    choice_need,
    distinct_field,
    distinct_name,
    partly_known_name,
    person_name,
    working_name,
)
from desktop_app.catalogue.model import Catalogue, FieldKind, Formula
from desktop_app.catalogue.sizes import SIZE_FIELD, size_measure
from desktop_app.catalogue.text import normalise
from desktop_app.domain.period import Grain, Period
from desktop_app.domain.records import ROW, VENDOR, RecordTable
from desktop_app.domain.work_calendar import WorkCalendar
from desktop_app.kpi.dating import RecordDates
from desktop_app.kpi.frames import (
    OWN_IDS,
    Floats,
    epoch_seconds,
    holds_any,
    is_date,
    known_in,
    latest_by,
    marks_without_work,
    past_dates,
    tells_apart,
)
from desktop_app.kpi.histories import Histories
from desktop_app.kpi.logs import Logs
from desktop_app.kpi.periods import Codes, last_moment
from desktop_app.kpi.persons import ABOUT_PERSONS, Persons
from desktop_app.kpi.reads import fields_of
from desktop_app.kpi.working import working_seconds

_OF_WORK = ("resolved_at", "closed_at", "delivered_at", "due_at", "handle_time", "talk_time")
"""What only a piece of work has, and no line of a timesheet."""


class RecordColumns(Mapping[str, Floats]):
    """The fields of a record table as a formula reads them, each made once.

    Flags, shares, scores, money and counts are as they are; timestamps are seconds since 1970,
    statuses `STATUS_CODES`, other texts and ids 1. A score field ``x`` also offers ``x_min`` and
    ``x_max``, the ends of its scale; a table with dates or a period offers `AS_OF`, one with
    dated contacts of known customers about known topics `NO_REPEAT_DAYS`. Missing is NaN.

    Parameters
    ----------
    latest : mapping of vendor to float, optional
        Last moment that is known of each vendor elsewhere, in seconds since 1970: `AS_OF` of a
        table that has neither dates nor a period.
    calendar_of : callable, optional
        Gives a vendor's work calendar or None; without it there is no working time.
    logs : Logs, optional
        All tables that are measured together; without it only this one is known.
    """

    def __init__(
        self,
        table: RecordTable,
        catalogue: Catalogue,
        latest: Mapping[str, float] | None = None,
        calendar_of: Callable[[str], WorkCalendar | None] | None = None,
        logs: Logs | None = None,
    ) -> None:
        self.table = table
        self._logs = logs or Logs([table])
        self._calendar_of = calendar_of
        self._fields = catalogue.fields
        self._latest = latest or {}
        self._arrays: dict[str, Floats] = {}
        self._results: dict[str, Floats] = {}

    def __len__(self) -> int:
        return len(self.names)

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __getitem__(self, name: str) -> Floats:
        if name not in self._arrays:
            self._arrays[name] = self._array(name)
        return self._arrays[name]

    @property
    def histories(self) -> Histories:
        """Return the contacts of customers in all logs."""
        return self._logs.histories

    @property
    def rows(self) -> int:
        """Return how many records the table has."""
        return len(self.table.frame)

    @cached_property
    def names(self) -> frozenset[str]:
        """Return every name a formula may use here; wholly empty columns are not offered."""
        frame = self.table.frame
        return self._names_of(
            {str(name) for name, column in frame.items() if name != ROW and holds_any(column)}
        )

    @cached_property
    def names_beside(self) -> frozenset[str]:
        """Return the same with columns that are empty here, but not in other tables like this."""
        more = self._logs.filled_beside(self.table) - self.names - {ROW}
        return (
            self._names_of({*(self.names & set(self.table.frame.columns)), *more})
            if more
            else self.names
        )

    def lacks_dates(self, fields: frozenset[str]) -> bool:
        """Return whether one of some fields is a date of which this table has none."""
        kinds = {name: self._fields[name].kind for name in fields if name in self._fields}
        return any(
            kind is FieldKind.TIMESTAMP and name not in self.names for name, kind in kinds.items()
        )

    def _names_of(self, fields: set[str]) -> frozenset[str]:
        """Return fields with the names that come with them."""
        frame = self.table.frame
        names = set(fields)
        names |= {name + end for name in self.table.scales for end in (SCALE_MIN, SCALE_MAX)}
        names |= {EACH_PERSON, *(person_name(name) for name in fields)}
        names |= {choice_need(name) for name in (*fields, *self.table.dimensions)}
        names |= {distinct_name(name) for name in fields if self._is_id(name)}
        names |= {partly_known_name(name) for name in fields if self._scored_in_part(name)}
        if self.tells_time or not self._latest.keys().isdisjoint(self.vendors[1]):
            names |= {AS_OF, ROSTER_END}
        if self.books_time:
            names.add(TIME_BOOKED)
        if self.judges_work:
            names.add(JUDGEMENT)
        if self.returns_untold == "":
            names.update(NO_RETURN_DAYS, RETURN_OPEN_DAYS)
        if self.repeats_untold == "":
            names.update(NO_REPEAT_DAYS, WINDOW_OPEN_DAYS)
        if any(self._calendars):
            moments = [name for name in fields if is_date(frame[name])]
            names.update(working_name(a, b) for a, b in permutations(moments, 2))
        return frozenset(names)

    @cached_property
    def tells_time(self) -> bool:
        """Return whether the table itself has dates that lie behind it, or a period."""
        return bool(past_dates(self.table.frame)) or self.table.period is not None

    @property
    def _as_of(self) -> Floats:
        """Return, for every record, the latest moment its vendor's records here speak of.

        In a table without dates of its own that is the end of its period; without either, the
        last moment known of the vendor elsewhere.
        """
        dates = past_dates(self.table.frame)
        if not dates and self.table.period is not None:
            return np.asarray(last_moment(Period.parse(self.table.period)), dtype=np.float64)
        codes, vendors = self.vendors
        if not self.tells_time:
            known_until = np.array([self._latest.get(name, np.nan) for name in vendors])
            return np.asarray(known_until[codes], dtype=np.float64)
        return latest_by(codes, len(vendors), [self[name] for name in dates])

    @cached_property
    def books_time(self) -> bool:
        """Return whether the records are hours that people booked, several lines on one project."""
        frame = self.table.frame
        if not (known_in(frame, "hours") and known_in(frame, "agent_id")):
            return False
        if any(known_in(frame, name) for name in _OF_WORK):
            return False
        return not any(tells_apart(frame, name) for name in OWN_IDS)

    @cached_property
    def judges_work(self) -> bool:
        """Return whether the records are answers or evaluations: every one has such a mark."""
        marks = marks_without_work(self.table.frame, self._fields)
        return any(self._logs.lacking(name).isdisjoint(self.vendors[1]) for name in marks)

    @property
    def repeats_untold(self) -> str | None:
        """Return why repeated contacts can't be told here, ``""`` if they can.

        None where the table has no dated contacts of customers at all.
        """
        return self._logs.histories.untold(self.table, by_topic=True)

    @property
    def returns_untold(self) -> str | None:
        """Return the same of repeated contacts about any topic."""
        return self._logs.histories.untold(self.table, by_topic=False)

    @cached_property
    def _persons(self) -> Persons:
        return Persons(self)

    @cached_property
    def _dates(self) -> RecordDates:
        return RecordDates(self.table, self._fields, self.names)

    @property
    def months(self) -> Codes | None:
        """Return the month of each row by its own date, None where rows have none."""
        return self._dates.months

    def codes_of(self, field: str) -> NDArray[np.int64]:
        """Return a number for each value of a field, -1 where it is missing."""
        return pd.factorize(self.table.frame[field])[0].astype(np.int64)

    @cached_property
    def row_numbers(self) -> NDArray[np.int64]:
        """Return each record's 1-based row in the sheet."""
        return self.table.frame[ROW].to_numpy(dtype=np.int64)

    @cached_property
    def vendors(self) -> tuple[NDArray[np.int64], list[str]]:
        """Return each record's vendor as a code, and the codes' names."""
        column = self.table.frame[VENDOR].astype("category").cat
        codes = np.asarray(column.codes, dtype=np.int64)
        return codes, [str(name) for name in column.categories]

    @cached_property
    def _calendars(self) -> list[WorkCalendar | None]:
        """Return the calendar of each vendor, in the order of their codes."""
        of = self._calendar_of
        return [] if of is None else [of(name) for name in self.vendors[1]]

    def evaluate(self, text: str) -> Floats:
        """Return an expression's value for every record; equal texts are worked out once."""
        if text not in self._results:
            expression = parse(text)
            if text in expression.fields:  # a bare field is its own value
                self._results[text] = np.broadcast_to(self[text], (self.rows,))
                return self._results[text]
            result = expression.evaluate({name: self[name] for name in expression.fields})
            self._results[text] = np.broadcast_to(result, (self.rows,))
        return self._results[text]

    def evaluate_with_gaps(self, text: str) -> Floats:
        """Return an expression's value for every record; fields that are not there are missing."""
        expression = parse(text)
        nothing = np.asarray(np.nan)
        arrays = {name: self[name] if name in self.names else nothing for name in expression.fields}
        return np.broadcast_to(expression.evaluate(arrays), (self.rows,))

    def forget(self) -> None:
        """Drop the expressions' values (fields are kept)."""
        self._results.clear()

    def segments(self, dimension: str | None) -> tuple[NDArray[np.int64] | None, list[str]]:
        """Return each record's segment as a code, -1 where unknown, and the codes' names.

        None for the codes when no dimension is asked for or the table does not have it.
        """
        if dimension is None:
            return None, []
        if dimension in self.table.frame.columns:
            column = self.table.frame[dimension].astype("category").cat
            names = [str(name) for name in column.categories]
            return np.asarray(column.codes, dtype=np.int64), names
        if dimension in self.table.dimensions:
            return np.zeros(self.rows, dtype=np.int64), [self.table.dimensions[dimension]]
        measure = size_measure(self.names) if dimension == SIZE_FIELD else None
        return (
            (None, []) if measure is None else (measure.classes(self[measure.field]), measure.names)
        )

    def date_order(self, formula: Formula) -> tuple[str, ...]:
        """Return which date fields place a record in a period, in order of preference."""
        return self._dates.order(fields_of(formula))

    def period_codes(self, order: tuple[str, ...], grain: Grain) -> Codes:
        """Return each record's period of a grain (`kpi.periods`), by the first date it has."""
        return self._dates.codes(order, grain)

    def _array(self, name: str) -> Floats:
        if name == AS_OF:
            return self._as_of
        if name in (TIME_BOOKED, JUDGEMENT):
            return np.ones(self.rows)
        if name in ABOUT_PERSONS or name.startswith(f"{MOST_OF_PERSON}("):
            return self._persons.array(name)
        if name.startswith(f"{IS_ONE_OF}("):
            return self._one_of(*called_on(name))
        if name.startswith(WORKING):
            start, end = (self[field] for field in called_on(name))
            return working_seconds(start, end, self.vendors[0], self._calendars)
        if identified := distinct_field(name):
            return np.where(self.table.frame[identified].isna().to_numpy(), np.nan, 1.0)
        if name.startswith(f"{PARTLY_KNOWN}("):
            return self._partly_known(*called_on(name))
        if name not in self.table.frame.columns:
            top = name.endswith(SCALE_MAX)
            field = name.removesuffix(SCALE_MAX if top else SCALE_MIN)
            return np.asarray(self.table.scales[field][top], dtype=np.float64)
        column = self.table.frame[name]
        if is_date(column):
            return epoch_seconds(column)
        if column.dtype.kind in "fiub":
            return column.to_numpy(dtype=np.float64, na_value=np.nan)
        if name in self._fields and self._fields[name].kind is FieldKind.STATUS:
            texts = column.astype("category").cat
            codes = [STATUS_CODES.get(str(text), np.nan) for text in texts.categories]
            return np.array([*codes, np.nan])[texts.codes.to_numpy()]
        return np.where(column.isna().to_numpy(), np.nan, 1.0)

    def _scored_in_part(self, name: str) -> bool:
        """Return whether a field is a mark that some of a vendor's records lack."""
        kind = self._fields[name].kind if name in self._fields else None
        if kind is not FieldKind.SCORE:
            return False
        return not self._logs.lacking(name).isdisjoint(self.vendors[1])

    def _partly_known(self, field: str) -> Floats:
        """Return 1 where a mark is known, else 0; missing for vendors that list only answers."""
        codes, vendors = self.vendors
        told = np.isin(vendors, list(self._logs.lacking(field)))
        known = self.table.frame[field].notna().to_numpy()
        return np.where(told[codes], known.astype(np.float64), np.nan)

    def _is_id(self, name: str) -> bool:
        return name in self._fields and self._fields[name].kind is FieldKind.ID

    def _one_of(self, field: str, *texts: str) -> Floats:
        """Return 1 where a field's text is one of some in normal form, missing where empty."""
        codes, spellings = self.segments(field)
        if codes is None:  # not read from this table
            return np.full(self.rows, np.nan)
        found = [float(normalise(spelling) in texts) for spelling in spellings]
        return np.array([*found, np.nan])[codes]
