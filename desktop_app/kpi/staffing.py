"""Staff lists that say who came and who left, as one row a person and month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.catalogue.formula_names import LEFT_IN_MONTH, STAFF_MONTHS
from desktop_app.catalogue.model import Catalogue, FieldRole
from desktop_app.domain.period import Period
from desktop_app.domain.records import ROW, VENDOR, RecordTable

CAME, LEFT = "hired_at", "left_at"
_AGENT, _MONTH = "agent_id", "month"

Months = NDArray[np.int64]
Floats = NDArray[np.float64]


def with_staff_months(tables: Sequence[RecordTable], catalogue: Catalogue) -> list[RecordTable]:
    """Return the tables, and for each staff list one more with a row for each person and month.

    Attrition is leavers over average headcount: a person who left in May was on the staff from
    January to May, so one line of a list speaks of many months. The months are those of the
    list's period; where it names none, they run from the month of the first who left to that of
    the last who came or left: of earlier leavers such a list says nothing.

    Parameters
    ----------
    tables : sequence of RecordTable
        A staff list has the field ``left_at``, and usually ``hired_at`` and ``agent_id``.
    """
    made = (_staff_months(table, catalogue) for table in tables if LEFT in table.frame.columns)
    return [*tables, *(table for table in made if table is not None)]


def _staff_months(table: RecordTable, catalogue: Catalogue) -> RecordTable | None:
    people = _people(table.frame)
    spans = _spans(people, table.period)
    people = people.join(spans, on=VENDOR)
    people = people[people["first"].notna()]
    start = people[[CAME, "first"]].max(axis=1)
    end = people[[LEFT, "last"]].min(axis=1)
    there = start <= end
    people, start, end = people[there], start[there], end[there]
    if people.empty:
        return None
    rows, months = _each_month(start, end)
    share, left = _share(start, end, rows, months), _leaves(people, end, rows, months)
    kept = [name for name in people.columns if _is_dimension(str(name), catalogue)]
    frame = people.iloc[rows][[ROW, VENDOR, *kept]].reset_index(drop=True)
    labels = np.datetime_as_string(months.astype("datetime64[M]"))
    frame[_MONTH] = pd.Categorical(labels)
    frame[STAFF_MONTHS], frame[LEFT_IN_MONTH] = share, left
    came, went = (table.columns.get(name, ()) for name in (CAME, LEFT))
    columns = {name: table.columns[name] for name in kept if name in table.columns}
    columns |= {STAFF_MONTHS: came + went, LEFT_IN_MONTH: went}
    joined = {name: join for name, join in table.joined.items() if name in (VENDOR, *kept)}
    return replace(
        table, frame=frame, columns=columns, currencies={}, scales={}, joined=joined, rules={}
    )


def _people(frame: pd.DataFrame) -> pd.DataFrame:
    """Return one row a person and hire: monthly lists name everybody again and again."""
    people = frame.copy()
    came = frame[CAME] if CAME in frame.columns else pd.Series(pd.NaT, frame.index)
    people[CAME] = pd.to_datetime(came).dt.normalize()
    people[LEFT] = people[LEFT].dt.normalize()
    if _AGENT not in frame.columns:
        return people
    named = people[_AGENT].notna()
    keys = [people[VENDOR], people[_AGENT], people[CAME]]
    last = people.groupby(keys, observed=True, dropna=False)[LEFT].transform("max")
    people[LEFT] = people[LEFT].where(~named, last)
    again = people.duplicated([VENDOR, _AGENT, CAME]) & named
    return people[~again]


def _spans(people: pd.DataFrame, period: str | None) -> pd.DataFrame:
    """Return the first and the last day that each vendor's list speaks of, NaT if it tells none."""
    vendors = people.groupby(VENDOR, observed=True)
    first, last = vendors[LEFT].min(), vendors[[CAME, LEFT]].max().max(axis=1)
    if period is None:
        first = first.dt.to_period("M").dt.start_time
        last = last.dt.to_period("M").dt.end_time.dt.normalize()
    else:
        span = Period.parse(period)
        first = pd.Series(pd.Timestamp(span.start), first.index)
        last = pd.Series(pd.Timestamp(span.end), last.index)
    return pd.DataFrame({"first": first, "last": last})


def _each_month(start: pd.Series[Any], end: pd.Series[Any]) -> tuple[Months, Months]:
    """Return a line for each person and month: whose place it is, and the month since 1970."""
    first, last = (_month_of(days) for days in (start, end))
    sizes = last - first + 1
    rows = np.repeat(np.arange(len(sizes)), sizes)
    within = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return rows, first[rows] + within


def _share(start: pd.Series[Any], end: pd.Series[Any], rows: Months, months: Months) -> Floats:
    """Return which part of each month its person was there."""
    opens, closes = (
        (months + ahead).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
        for ahead in (0, 1)
    )
    came = np.maximum(_day_of(start)[rows], opens)
    went = np.minimum(_day_of(end)[rows] + 1, closes)
    return np.asarray((went - came) / (closes - opens), dtype=np.float64)


def _leaves(people: pd.DataFrame, end: pd.Series[Any], rows: Months, months: Months) -> Floats:
    """Return 1 where the person left in that month and within the time the list speaks of."""
    left = (people[LEFT] == end).to_numpy()
    return np.asarray(left[rows] & (_month_of(end)[rows] == months), dtype=np.float64)


def _month_of(days: pd.Series[Any]) -> Months:
    return days.to_numpy().astype("datetime64[M]").astype(np.int64)


def _day_of(days: pd.Series[Any]) -> Months:
    return days.to_numpy().astype("datetime64[D]").astype(np.int64)


def _is_dimension(name: str, catalogue: Catalogue) -> bool:
    known = catalogue.fields.get(name)
    return known is not None and known.role is FieldRole.DIMENSION
