"""What was read, guessed and set aside in one report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

import pandas as pd

from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.records import STATED_COLUMNS, RecordTable
from desktop_app.importing.arrays import Arrays, stacked
from desktop_app.importing.mappings.document import ReportMapping, TableMapping
from desktop_app.importing.use_runs import UseRuns
from desktop_app.text_columns import inferred_column

_LABELS = frozenset({"vendor", "period", "segment"})
CHOICE_UNMET = "choice-without-column"
"""Code of the finding that a user's choice met no column or row."""


class Layout(StrEnum):
    """How a table is arranged; see the words in the manual. OTHER holds nothing measurable."""

    LOG = "log"
    WIDE = "wide"
    TRANSPOSED = "transposed"
    LONG = "long"
    SCORECARD = "scorecard"
    OTHER = "other"


class Use(StrEnum):
    """What a non-empty cell was taken for; every one has exactly one."""

    USED = "used"
    HEADING = "heading"
    TOTAL = "total"
    NOTE = "note"
    SET_ASIDE = "set_aside"


@dataclass(slots=True)
class Accounting:
    """How many non-empty cells of a sheet went where; the uses add up to `cells`."""

    cells: int = 0
    used: int = 0
    heading: int = 0
    total: int = 0
    note: int = 0
    set_aside: int = 0

    def as_json(self) -> dict[str, int]:
        """Return the form the command line prints."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(slots=True)
class ColumnReport:
    """What one column (of a log, long or transposed table) or row (of a wide one) was taken for.

    `meaning` is a field id, a KPI id, a period label, ``""`` for nothing; `place` is its letters
    or row number; `confidence` 0..1 and `reason` say why; `unit` is the people's unit assumed.
    """

    place: str
    header: str
    meaning: str
    confidence: float
    reason: str
    unit: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the form the command line prints."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(slots=True)
class TableReport:
    """One table found on a sheet; `cells` its A1 range with heading, `rows` its data rows.

    `mapping` is what it was taken for; `vendor`, `period` and `segment` are those of everything
    in it that says none itself.
    """

    cells: str
    layout: Layout
    confidence: float
    columns: list[ColumnReport] = field(default_factory=list)
    rows: int = 0
    values: int = 0
    mapping: TableMapping | None = None
    vendor: str = ""
    period: str = ""
    segment: str = ""


@dataclass(slots=True)
class SheetReport:
    """One sheet: its tables, and where all its cells went (`uses` cell by cell)."""

    sheet: str
    hidden: bool
    tables: list[TableReport] = field(default_factory=list)
    accounting: Accounting = field(default_factory=Accounting)
    uses: UseRuns | None = None


def distinct_labels(paths: Sequence[Path]) -> dict[str, str]:
    """Return a distinct name to show for each path (as text): its own, or with its folders.

    Two vendors often send a file of the same name; figures must still lead to the right one.
    The same path given twice keeps one label.
    """
    labels = {str(path): path.name for path in paths}
    depth = 1
    while len(set(labels.values())) < len(labels) and depth < 64:
        depth += 1
        counts = Counter(labels.values())
        for text, label in labels.items():
            if counts[label] > 1:
                labels[text] = "/".join(Path(text).parts[-depth:])
    return labels


_NO_STATED = pd.DataFrame(columns=list(STATED_COLUMNS))


def no_stated_values() -> pd.DataFrame:
    """Return an empty frame of stated values."""
    return _NO_STATED.copy()


def stated_frame(tables: Iterable[Arrays]) -> pd.DataFrame:
    """Return the stated values of several tables as one frame of `STATED_COLUMNS`."""
    filled = [table for table in tables if len(table)]
    if not filled:
        return no_stated_values()
    values = stacked(filled)
    index = pd.RangeIndex(len(values))
    columns = {
        # Named as objects, or pandas would make texts of labels and None would become NaN.
        name: pd.Series(values[name], index, object, copy=False)
        if name in _LABELS
        else inferred_column(values[name], index)
        for name in STATED_COLUMNS
    }
    return pd.DataFrame(columns, index, copy=False)


@dataclass(slots=True)
class ImportedReport:
    """One report after import.

    `vendor` is the one vendor of the report, or ``""`` when a vendor column names several;
    `vendors` are all. A file that could not be read has a finding of severity ERROR, no sheets.
    `mapping` is what its tables were taken for, None when it could not be read; `read_by` the
    mapping of `ImportOptions.mappings` that fitted it, None for none.
    """

    file: str
    path: str
    sha256: str = ""
    size: int = 0
    vendor: str = ""
    vendors: tuple[str, ...] = ()
    sheets: list[SheetReport] = field(default_factory=list)
    records: list[RecordTable] = field(default_factory=list)
    stated: pd.DataFrame = field(default_factory=no_stated_values)
    findings: list[Finding] = field(default_factory=list)
    reader: str = ""
    mapping: ReportMapping | None = None
    read_by: ReportMapping | None = None

    @property
    def usable(self) -> bool:
        """Return whether anything measurable came out."""
        return bool(self.records) or len(self.stated) > 0

    @property
    def failed(self) -> bool:
        """Return whether the file could not be used at all."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    def as_json(self) -> dict[str, Any]:
        """Return one entry of ``inspect --json``'s ``files``."""
        return {
            "file": self.file,
            "sha256": self.sha256,
            "vendor": self.vendor or None,
            "vendors": list(self.vendors),
            "sheets": [
                {
                    "sheet": sheet.sheet,
                    "hidden": sheet.hidden,
                    "tables": [
                        {
                            "cells": table.cells,
                            "layout": table.layout.value,
                            "confidence": round(table.confidence, 3),
                            "rows": table.rows,
                            "columns": [column.as_json() for column in table.columns],
                        }
                        for table in sheet.tables
                    ],
                    "accounting": sheet.accounting.as_json(),
                }
                for sheet in self.sheets
            ],
            "findings": [finding.as_json() for finding in self.findings],
        }


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """A user's word on a column: ``--map field=[FILE:][SHEET!]COLUMN``.

    `column` is a heading's text or column letters; `file` and `sheet` are ``""`` for any.
    """

    field: str
    column: str
    sheet: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the user decided before reading.

    `vendors` maps a file's name (or path as given) to its vendor's name; `choices` overrule
    recognition; `password` opens a protected workbook; `bulk_cells` is the number of cells of a
    sheet from which it is read in bulk. `labels` maps a path (as text) to the name the file is
    shown by, for files of the same name from different folders; its own name otherwise.
    `fiscal_year_start` is the month (1 to 12, 0 for unknown) in which fiscal years start where a
    report does not say. `mappings` are corrected or earlier mappings, of which each report takes
    the one that fits it. `beside` are the names of the files imported together: what tells one
    from another may name its vendor.
    """

    vendors: Mapping[str, str] = field(default_factory=dict)
    choices: tuple[FieldChoice, ...] = ()
    password: str = ""
    bulk_cells: int = 150_000
    labels: Mapping[str, str] = field(default_factory=dict)
    mappings: tuple[ReportMapping, ...] = ()
    fiscal_year_start: int = 0
    beside: tuple[str, ...] = ()

    def label(self, path: Path) -> str:
        """Return the name under which the file of that path is shown everywhere."""
        return self.labels.get(str(path), path.name)
