"""What formulas over records may ask about persons: customers that came back, staff of a roster."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalogue.formula_names import (
    AS_OF,
    EACH_PERSON,
    NO_RETURN_DAYS,
    REPEATS,
    RETURN_OPEN_DAYS,
    ROSTER_END,
    WINDOW_OPEN_DAYS,
    called_on,
)
from desktop_app.kpi.people import People
from desktop_app.kpi.periods import NO_PERIOD

if TYPE_CHECKING:
    from desktop_app.kpi.columns import RecordColumns

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ABOUT_PERSONS = frozenset({EACH_PERSON, ROSTER_END, *REPEATS})
"""Names that are made here, besides calls of `MOST_OF_PERSON`."""

_ANY_TOPIC = frozenset({*NO_RETURN_DAYS, *RETURN_OPEN_DAYS})


class Persons:
    """The persons behind the records of a table, each array made when it is asked for."""

    def __init__(self, columns: RecordColumns) -> None:
        self._columns = columns

    def array(self, name: str) -> Floats:
        """Return what a name stands for, a number a record."""
        if name == EACH_PERSON:
            return self._people.once()
        if name == ROSTER_END:
            return self._roster_end()
        if name in REPEATS:
            return self._repeats(name)
        return self._people.most(self._columns[called_on(name)[0]])

    @cached_property
    def _people(self) -> People:
        named = "agent_id" in self._columns.names
        who = self._of_vendor("agent_id") if named else np.full(self._columns.rows, -1)
        return People(who, self._columns.months)

    def _roster_end(self) -> Floats:
        """Return until when each row's certificates have to be valid."""
        months, known_until = self._columns.months, self._columns[AS_OF]
        if months is None or not self._people.monthly:
            return known_until
        after = (months + 1).astype("datetime64[M]").astype("datetime64[s]")
        return np.where(months == NO_PERIOD, known_until, after.astype(np.float64) - 1.0)

    def _repeats(self, name: str) -> Floats:
        """Return what a name about repeated contacts stands for."""
        days = int(name.rpartition("_")[2].removesuffix("d"))
        columns = self._columns
        returns = columns.histories.returns(columns.table, by_topic=name not in _ANY_TOPIC)
        still_open = name in WINDOW_OPEN_DAYS or name in RETURN_OPEN_DAYS
        return returns.open_within(days) if still_open else returns.none_within(days)

    def _of_vendor(self, field: str) -> Ints:
        """Return a number for each person of each vendor, -1 where the field is missing."""
        codes, vendors = self._columns.codes_of(field), self._columns.vendors[0]
        return np.where(codes < 0, -1, codes * (int(vendors.max(initial=0)) + 1) + vendors)
