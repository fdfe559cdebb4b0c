"""All logs together: what a table alone can't tell, as the vendors' other tables do."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.records import VENDOR, RecordTable
from desktop_app.kpi.frames import filled_fields
from desktop_app.kpi.histories import Histories

_Likeness = tuple[frozenset[str], frozenset[str]]
"""Vendors and columns."""


class Logs:
    """The tables that are measured together.

    Parameters
    ----------
    tables : sequence of RecordTable

    Attributes
    ----------
    histories : Histories
        The contacts of each customer in all of them.
    """

    def __init__(self, tables: Sequence[RecordTable]) -> None:
        self.histories = Histories(tables)
        self._tables = tuple(tables)
        self._lacking: dict[str, frozenset[str]] = {}
        self._filled: dict[_Likeness, frozenset[str]] = {}
        for table in tables:
            alike = _likeness(table)
            self._filled[alike] = self._filled.get(alike, frozenset()) | filled_fields(table)

    def filled_beside(self, table: RecordTable) -> frozenset[str]:
        """Return the fields that the same vendor's tables with the same columns have values of.

        In a month in which nothing was delivered that column is empty, and not away.
        """
        return self._filled.get(_likeness(table), frozenset())

    def lacking(self, field: str) -> frozenset[str]:
        """Return the vendors some of whose records lack a field, of the logs that have it."""
        if field not in self._lacking:
            vendors: set[str] = set()
            for frame in (table.frame for table in self._tables if field in table.frame):
                missing = frame[field].isna()
                if missing.any():
                    vendors.update(map(str, frame.loc[missing, VENDOR].unique()))
            self._lacking[field] = frozenset(vendors)
        return self._lacking[field]


def _likeness(table: RecordTable) -> _Likeness:
    vendors = table.frame[VENDOR].astype("category").cat.categories
    return frozenset(map(str, vendors)), frozenset(map(str, table.frame.columns))
