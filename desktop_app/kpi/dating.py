"""When the records of a table count: which of their dates places them in a month or quarter."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import numpy as np

from desktop_app.catalogue.model import FieldDefinition, FieldKind, FieldRole
from desktop_app.domain.period import Grain
from desktop_app.domain.records import RecordTable
from desktop_app.kpi.frames import PLANNED, is_date
from desktop_app.kpi.periods import NO_PERIOD, Codes, code_of_label, codes_of_dates

END_DATES: tuple[str, ...] = ("redue_at", "due_at", "delivered_at", "resolved_at", "closed_at")
"""Which of a formula's own timestamps places a record in a period; the first it has wins.

What happened to an item counts when it was due or done, not when it came in: on time is a share
of what was *due* in the month, turnaround belongs to the month of *delivery*, resolution time to
that of *resolution*. A record whose first choice is empty (still open) takes the next it has.
"""

OWN_DATES: tuple[str, ...] = (
    "date",
    "created_at",
    "delivered_at",
    "received_at",
    "answered_at",
    "first_reply_at",
    "resolved_at",
    "closed_at",
)
"""The date of a record for all other formulas: first those the formula reads, then any it has.

A contact or ticket counts when it happened or was opened, a project when it was delivered: its
quality and its cost are known then.
"""


class RecordDates:
    """The dates of a table's records.

    Parameters
    ----------
    fields : mapping of str to FieldDefinition
        The catalogue's.
    names : frozenset of str
        The columns that have any value.
    """

    def __init__(
        self, table: RecordTable, fields: Mapping[str, FieldDefinition], names: frozenset[str]
    ) -> None:
        self._table = table
        self._fields = fields
        self._names = names
        self._codes: dict[tuple[tuple[str, ...], Grain], Codes] = {}

    @cached_property
    def months(self) -> Codes | None:
        """Return the month of each row by its own date, None where rows have none."""
        dated = [name for name in (*OWN_DATES, *self._period_fields) if name in self._dated]
        return self._codes_of_field(dated[0], Grain.MONTH) if dated else None

    def order(self, own: frozenset[str]) -> tuple[str, ...]:
        """Return which date fields place a record in a period, in order of preference.

        Parameters
        ----------
        own : frozenset of str
            The names that a formula reads.
        """
        order = [name for name in (*END_DATES, *OWN_DATES) if name in own]
        order += [*OWN_DATES, *self._other_dates]
        return tuple(name for name in dict.fromkeys(order) if name in self._dated)

    def codes(self, order: tuple[str, ...], grain: Grain) -> Codes:
        """Return each record's period of a grain (`kpi.periods`), by the first date it has."""
        key = (order, grain)
        if key not in self._codes:
            self._codes[key] = self._period_codes(order, grain)
        return self._codes[key]

    @cached_property
    def _dated(self) -> frozenset[str]:
        frame = self._table.frame
        stamps = {str(name) for name in frame.columns if is_date(frame[name])}
        return frozenset((stamps | set(self._period_fields)) & self._names)

    @cached_property
    def _period_fields(self) -> tuple[str, ...]:
        return tuple(
            str(name)
            for name in self._table.frame.columns
            if name in self._fields and self._fields[str(name)].kind is FieldKind.PERIOD
        )

    @cached_property
    def _other_dates(self) -> tuple[str, ...]:
        """Dates that no list names: a column of months first, then other timestamps."""
        others = [
            name
            for name, definition in self._fields.items()
            if definition.kind is FieldKind.TIMESTAMP
            and definition.role is FieldRole.DATE
            and name not in PLANNED
        ]
        return (*self._period_fields, *others)

    def _period_codes(self, order: tuple[str, ...], grain: Grain) -> Codes:
        if grain is Grain.ALL:
            return np.zeros(len(self._table.frame), dtype=np.int64)
        codes = np.full(len(self._table.frame), NO_PERIOD, dtype=np.int64)
        for name in order:
            found = self._codes_of_field(name, grain)
            codes = found if name == order[0] else np.where(codes == NO_PERIOD, found, codes)
            if not (codes == NO_PERIOD).any():
                return codes
        if self._table.period is not None:
            rest = code_of_label(self._table.period, grain)
            codes = np.where(codes == NO_PERIOD, rest, codes)
        return codes

    def _codes_of_field(self, name: str, grain: Grain) -> Codes:
        column = self._table.frame[name]
        if name not in self._period_fields:
            return codes_of_dates(column.to_numpy(), grain)
        labels = column.astype("category").cat
        known = [code_of_label(str(label), grain) for label in labels.categories]
        return np.array([*known, NO_PERIOD], dtype=np.int64)[labels.codes.to_numpy()]
