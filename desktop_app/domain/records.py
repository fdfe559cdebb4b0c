"""What importing hands to the KPI core: records and stated values, typed, each with its place.

Importing and the KPI core ignore each other, so the meeting point is here. The frames are pandas
objects, named for the type checker only: this layer itself stays standard library.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop_app.domain.period import Period
from desktop_app.domain.work_calendar import WorkCalendar

if TYPE_CHECKING:
    import pandas as pd

ANY_VENDOR = "*"
"""Key of the calendar of every vendor that has none of its own."""
ROW = "_row"
"""Column of a record frame: 1-based row in the sheet (int64)."""
VENDOR = "vendor"
"""Column of a record frame: vendor name (category of str), never missing."""

SEGMENT = "segment"
"""Column of a record frame, or name of a dimension, for a division of the work that is none of
the catalogue's dimensions (category of str).
"""

STATED_COLUMNS: tuple[str, ...] = (
    "item",
    "vendor",
    "period",
    "segment",
    "context",
    "value",
    "unit",
    "currency",
    "scale_min",
    "scale_max",
    "variant",
    "target",
    "raw",
    "rule",
    "file",
    "sha256",
    "sheet",
    "cell",
)
"""One row a figure that a vendor's summary states.

item: id of a KPI, or of a field with ``role = "quantity"`` (a count or sum such as calls offered).
vendor: str. period: label as in `domain.period`, or None. segment: str or None.
context: int; values of one report that belong to one observation (the same vendor, period and
segment as laid out: one table row or one table column) share it, so a ratio can find its volume.
value: float in the canonical unit of `unit` (`domain.unit.Unit`); never missing.
currency: ISO code or ``""``. scale_min, scale_max: float, NaN unless unit is score.
variant: variant id of the KPI's catalogue entry, or ``""`` where the report does not say.
target: float in the unit of the value, NaN if the report names none. raw: the cell's text.
rule: how it was read, for the user ("minutes, from the heading"), ``""`` where nothing is to say.
cell: A1 address.
"""


@dataclass(frozen=True, slots=True)
class Joined:
    """Where a field of a record table was joined from: another table of the same workbook.

    `sheet` and `cells` (A1 ranges) are its place there, `key` the field that joins the two.
    """

    sheet: str
    cells: str
    key: str


@dataclass(slots=True)
class RecordTable:
    """The records of one table of one sheet, in canonical units.

    Parameters
    ----------
    file, sha256, sheet, cells : str
        The place; `cells` is the A1 range of the table with its heading.
    frame : pd.DataFrame
        Columns `VENDOR`, `ROW` and one per recognised field id: flags as float 1.0/0.0/NaN;
        durations in seconds, shares 0..1, counts, money and scores as float; timestamps as
        datetime64; texts as category. Rows are in sheet order; rows set aside are not in it.
    columns : dict of field id to column letters
        Where each field was read; several columns when they were added or joined.
    currencies : dict of money field id to ISO code
        ``""`` where the report names none.
    scales : dict of score field id to (min, max)
    dimensions : dict of name to str
        What the sheet, title or file says of every record ("channel": "Voice").
    period : str or None
        The one period all records belong to when they carry no date of their own.
    joined : dict of field id to Joined
        Fields in the frame that stand in another table; they are not in `columns`.
    rules : dict of field id to str
        How the cells of a field were read, for the user: ``seconds, from the heading``.
    """

    file: str
    sha256: str
    sheet: str
    cells: str
    frame: pd.DataFrame
    columns: dict[str, tuple[str, ...]]
    currencies: dict[str, str] = field(default_factory=dict)
    scales: dict[str, tuple[float, float]] = field(default_factory=dict)
    dimensions: dict[str, str] = field(default_factory=dict)
    period: str | None = None
    joined: dict[str, Joined] = field(default_factory=dict)
    rules: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Evidence:
    """Everything measured figures are made from: all reports' records and stated values.

    `calendars` holds the work calendar of each vendor that has one, `ANY_VENDOR`'s standing for
    the rest. `window` limits what counts to some days; None takes everything. `definitions`
    are the variants that the scenario asks for, by KPI: some are computed only then.
    """

    records: list[RecordTable]
    stated: pd.DataFrame
    calendars: Mapping[str, WorkCalendar] = field(default_factory=dict)
    window: Period | None = None
    definitions: Mapping[str, str] = field(default_factory=dict)

    def calendar_of(self, vendor: str) -> WorkCalendar | None:
        """Return a vendor's calendar, None if business time can't be told."""
        return self.calendars.get(vendor, self.calendars.get(ANY_VENDOR))
