"""Contact histories: the contacts of each customer in all logs of one kind, and who came back.

A vendor that sends a log a month has one history: a customer who calls in February about what he
called about in January came back, whatever the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from pandas.api.types import union_categoricals

from desktop_app.domain.records import VENDOR, RecordTable
from desktop_app.kpi.frames import filled_fields
from desktop_app.kpi.repeats import Returns, why_untold

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

CONTACT_DATES: tuple[str, ...] = ("date", "created_at", "received_at", "answered_at")
"""When a customer got in touch, for finding repeated contacts."""

CUSTOMER, TOPIC, DELIVERED = "customer_id", "category", "delivered_at"
_ALIKE = 0.6
"""Share of the fields of the smaller of two logs that both have, if they are of one kind."""


class Histories:
    """The contact histories of some tables.

    Parameters
    ----------
    tables : sequence of RecordTable
        Tables without dated contacts of known customers have none.
    """

    def __init__(self, tables: Sequence[RecordTable]) -> None:
        self._kinds: list[_Kind] = []
        self._of: dict[int, tuple[_Kind, int]] = {}
        for table in tables:
            when = _contact_date(table)
            if when:
                kind = self._kind(table, when)
                self._of[id(table)] = kind, len(kind.tables)
                kind.tables.append(table)

    def _kind(self, table: RecordTable, when: str) -> _Kind:
        for kind in self._kinds:
            if kind.holds(table, when):
                return kind
        self._kinds.append(_Kind(when, filled_fields(table)))
        return self._kinds[-1]

    def untold(self, table: RecordTable, by_topic: bool) -> str | None:
        """Return why repeated contacts can't be told in a table, ``""`` if they can.

        None where the table has no dated contacts of customers at all.
        """
        if id(table) not in self._of:
            return None
        kind, _ = self._of[id(table)]
        return why_untold(kind.repeated, not by_topic or TOPIC in filled_fields(table))

    def returns(self, table: RecordTable, by_topic: bool) -> Returns:
        """Return who of a table's contacts came back; ``KeyError`` for one without contacts."""
        kind, number = self._of[id(table)]
        returns = kind.returns_to_topic if by_topic else kind.returns
        first = sum(len(one.frame) for one in kind.tables[:number])
        return returns.part(first, first + len(table.frame))


class _Kind:
    """Tables that are parts of one log."""

    def __init__(self, when: str, fields: frozenset[str]) -> None:
        self.tables: list[RecordTable] = []
        self._when = when
        self._fields = fields

    def holds(self, table: RecordTable, when: str) -> bool:
        own = filled_fields(table)
        shared = len(own & self._fields)
        same_topics = (TOPIC in own) == (TOPIC in self._fields)
        fewest = min(len(own), len(self._fields))
        return when == self._when and same_topics and shared >= _ALIKE * fewest

    @cached_property
    def repeated(self) -> bool:
        """Return whether any customer is there twice."""
        known = self._codes(CUSTOMER)
        return bool((np.bincount(known[known >= 0]) > 1).any()) if (known >= 0).any() else False

    @cached_property
    def returns(self) -> Returns:
        return self._returns(self._customers)

    @cached_property
    def returns_to_topic(self) -> Returns:
        # Contacts about an unknown topic are about one topic of their own.
        topics = self._codes(TOPIC) + 1
        who = self._customers * (int(topics.max(initial=0)) + 1) + topics
        return self._returns(np.where(self._customers < 0, -1, who))

    @cached_property
    def _customers(self) -> Ints:
        """Return a number for each customer of each vendor, -1 where unknown."""
        customers, vendors = self._codes(CUSTOMER), self._vendors
        codes = customers * (int(vendors.max(initial=0)) + 1) + vendors
        return np.where((customers < 0) | (vendors < 0), -1, codes)

    @cached_property
    def _vendors(self) -> Ints:
        return self._codes(VENDOR)

    @cached_property
    def _moments(self) -> Floats:
        stamps = np.concatenate([table.frame[self._when].to_numpy() for table in self.tables])
        seconds = stamps.astype("datetime64[us]").astype(np.int64) / 1e6
        return np.where(np.isnat(stamps), np.nan, seconds)

    def _returns(self, who: Ints) -> Returns:
        sizes = [len(table.frame) for table in self.tables]
        logs = np.repeat(np.arange(len(sizes), dtype=np.int64), sizes)
        return Returns(who, self._moments, known_until(self._vendors, logs, self._moments))

    def _codes(self, field: str) -> Ints:
        """Return a number for each value of a field over all tables, -1 where it is missing."""
        columns = [table.frame[field].astype("category") for table in self.tables]
        if len(columns) == 1:
            return np.asarray(columns[0].cat.codes, dtype=np.int64)
        texts = [
            column.cat.rename_categories(list(map(str, column.cat.categories)))
            for column in columns
        ]
        return np.asarray(union_categoricals(texts).codes, dtype=np.int64)


def known_until(vendors: Ints, logs: Ints, moments: Floats) -> Floats:
    """Return until when each contact's vendor is known without a month left out between its logs.

    What came after a month between two logs is not known: the log of that month is missing.

    Parameters
    ----------
    vendors, logs : array of int
        Whose each contact is, and in which table it stands.
    moments : array of float
        Seconds since 1970, NaN where missing.

    Returns
    -------
    array of float
        The last contact of the vendor's unbroken run of logs, NaN where the moment is missing.
    """
    result = np.full(len(moments), np.nan)
    rows = np.flatnonzero(~np.isnan(moments))
    if not len(rows):
        return result
    months = moments[rows].astype("datetime64[s]").astype("datetime64[M]").astype(np.int64)
    width = int(logs.max()) + 1
    groups, group_of = np.unique(vendors[rows] * width + logs[rows], return_inverse=True)
    first = np.full(len(groups), np.iinfo(np.int64).max)
    last = np.full(len(groups), np.iinfo(np.int64).min)
    until = np.full(len(groups), -np.inf)
    np.minimum.at(first, group_of, months)
    np.maximum.at(last, group_of, months)
    np.maximum.at(until, group_of, moments[rows])
    result[rows] = _over_runs(groups // width, first, last, until)[group_of]
    return result


def _over_runs(vendors: Ints, first: Ints, last: Ints, until: Floats) -> Floats:
    """Return for each vendor's log the last moment of the run of months that it belongs to."""
    runs: list[list[int]] = []
    reached = 0
    for place in np.lexsort((first, vendors)).tolist():
        goes_on = bool(runs) and vendors[runs[-1][0]] == vendors[place]
        if goes_on and first[place] <= reached + 1:
            runs[-1].append(place)
            reached = max(reached, int(last[place]))
        else:
            runs.append([place])
            reached = int(last[place])
    result = until.copy()
    for run in runs:
        result[run] = until[run].max()
    return result


def _contact_date(table: RecordTable) -> str:
    """Return the field that says when customers got in touch, ``""`` if there is no history.

    What is delivered was ordered: who orders again does not come back about the same thing.
    """
    frame = table.frame
    if DELIVERED in frame.columns and bool(frame[DELIVERED].notna().any()):
        return ""
    if CUSTOMER not in frame.columns or not bool(frame[CUSTOMER].notna().any()):
        return ""
    dated = (
        name
        for name in CONTACT_DATES
        if name in frame.columns
        and frame[name].dtype.kind == "M"
        and bool(frame[name].notna().any())
    )
    return next(dated, "")
