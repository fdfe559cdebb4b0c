"""The mapping of a report: a small document that says what its tables, columns and rows mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

FORMAT = 3
"""Version of the document; a reader refuses a later one.

2 can say how the cells of a column or row are written; 3 marks what was recognised, so that a
line that was changed is known.
"""

LABEL = "label"
PERIOD = "period"
SEGMENT = "segment"
VALUE = "value"
TARGET = "target"
UNIT = "unit"
TOTAL = "total"
NOTE = "note"
UNUSED = ""
PARTS = frozenset({LABEL, PERIOD, SEGMENT, VALUE, TARGET, UNIT, TOTAL, NOTE, UNUSED})
"""Meanings that are neither a field nor a KPI of the catalogue.

LABEL names KPIs down the rows, VALUE holds figures of what its row or the table names; UNUSED
(``""``) is set aside by decision.
"""

WRITTEN: Mapping[str, str] = {
    "dates": r"day-month|month-day",
    "decimals": r"point|comma",
    "scale": r"\d{1,3}-\d{1,3}",
    "clock": r"m:s|h:m",
}
"""What can be said of how cells are written, each as a pattern: 13/01 against 01/13, 1.5 against
1,5, marks on a scale such as ``1-5``, and whether 5:12 is minutes and seconds.
"""


class SaidBy(StrEnum):
    """Who decided: recognition alone, a mapping of an earlier report, or the user."""

    RECOGNITION = "recognition"
    EARLIER = "earlier"
    USER = "user"


@dataclass(frozen=True, slots=True)
class ItemMapping:
    """What one column (any layout) or one row (names of KPIs down the rows) means.

    Parameters
    ----------
    place : str
        Where it stood: column letters, or the row's number. A hint; the heading counts more.
    heading : str
        The heading or row label as on the sheet, heading rows joined by a space; ``""`` for none.
    group : str
        Of a row: the part of the table it stands in, as figures of it name their segment; ``""``
        for every row of that label that no other item speaks of.
    meaning : str
        Id of a field or KPI of the catalogue, or one of `PARTS`.
    variant : str
        The KPI's variant, ``""`` for what recognition says.
    unit, currency : str
        Unit id of the catalogue's words and ISO code; ``""`` for what the cells say.
    dates, decimals, scale, clock : str
        How its cells are written, as `WRITTEN` has it; ``""`` for what they show themselves.
    vendor, period, segment : str
        What the heading itself adds to its values, ``""`` for nothing. A period is a label such
        as ``2026-01``; where the next report moves on a month it is read anew, not kept.
    said_by : SaidBy
    read_as : str
        Currency and unit id in which bare numbers were read; a record, never followed.
    typical : float or None
        Median of the values read, canonical unit; a record to tell a change of unit by.
    """

    place: str
    heading: str
    meaning: str
    variant: str = ""
    unit: str = ""
    currency: str = ""
    dates: str = ""
    decimals: str = ""
    scale: str = ""
    clock: str = ""
    vendor: str = ""
    period: str = ""
    segment: str = ""
    said_by: SaidBy = SaidBy.RECOGNITION
    group: str = ""
    read_as: str = ""
    typical: float | None = None


@dataclass(frozen=True, slots=True)
class TableMapping:
    """What one table is.

    Parameters
    ----------
    sheet, cells : str
        Where it stood: sheet's name and A1 range with heading.
    layout : str
        Value of `report.Layout`; ``other`` for a table that is not read, ``""`` for one whose
        layout is to be found out when it is read with the other corrections.
    header_rows : int
        How many heading rows it has.
    vendor, period, segment : str
        Of everything in it that says none itself; ``""`` for what surrounds it.
    columns, rows : tuple of ItemMapping
        `rows` only where KPIs are named down the rows.
    said_by : SaidBy
        Who decided on `layout`, `header_rows`, `vendor`, `period` and `segment`.
    """

    sheet: str
    cells: str
    layout: str
    header_rows: int = 1
    vendor: str = ""
    period: str = ""
    segment: str = ""
    columns: tuple[ItemMapping, ...] = ()
    rows: tuple[ItemMapping, ...] = ()
    said_by: SaidBy = SaidBy.RECOGNITION

    @property
    def items(self) -> tuple[ItemMapping, ...]:
        """Return all columns, then all rows."""
        return (*self.columns, *self.rows)

    @property
    def corrected(self) -> bool:
        """Return whether the user decided anything in it, here or in an earlier report."""
        parts = [self.said_by, *(item.said_by for item in self.items)]
        return any(said_by is not SaidBy.RECOGNITION for said_by in parts)

    def item(self, place: str) -> ItemMapping | None:
        """Return the column of those letters or the row of that number, None if there is none."""
        return next((item for item in self.items if item.place == place), None)


@dataclass(frozen=True, slots=True)
class ReportMapping:
    """What a report's tables were taken for.

    Parameters
    ----------
    file : str
        Name of the report it was made from.
    vendor : str
        Its vendor, ``""`` when its own columns name several.
    tables : tuple of TableMapping
    fiscal_year_start : int
        First month of the vendor's fiscal year, 1 to 12; 0 for not said.
    sha256 : str
        Of the report it was made from; ``""`` for any.
    vendor_said_by : SaidBy
        Who named `vendor`; a name that the user gave holds for the whole report.
    """

    file: str
    vendor: str
    tables: tuple[TableMapping, ...] = ()
    fiscal_year_start: int = 0
    sha256: str = ""
    vendor_said_by: SaidBy = SaidBy.RECOGNITION

    @property
    def corrected(self) -> bool:
        """Return whether the user decided anything in it, here or in an earlier report."""
        named = self.vendor_said_by is SaidBy.USER
        return (
            named or bool(self.fiscal_year_start) or any(table.corrected for table in self.tables)
        )

    def table(self, sheet: str, cells: str) -> TableMapping | None:
        """Return the table at that place, None if there is none."""
        for table in self.tables:
            if (table.sheet, table.cells) == (sheet, cells):
                return table
        return None

    def with_table(self, changed: TableMapping) -> ReportMapping:
        """Return the mapping with the table at the place of `changed` replaced, or added."""
        place = (changed.sheet, changed.cells)
        known = any((table.sheet, table.cells) == place for table in self.tables)
        tables = tuple(changed if (t.sheet, t.cells) == place else t for t in self.tables)
        return replace(self, tables=tables if known else (*tables, changed))
