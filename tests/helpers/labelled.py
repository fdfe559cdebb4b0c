"""The labelled set of headings and names, and what the program decides about each."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from desktop_app.importing.context import RECORD_ROLES, FileContext, Names, SheetContext
from desktop_app.importing.decisions import SURE, TAKEN
from desktop_app.importing.layouts.series import Series, decide
from desktop_app.importing.mapping import assign
from desktop_app.importing.pipeline import import_report
from desktop_app.importing.regions import Region
from desktop_app.importing.report import ImportOptions
from desktop_app.importing.sketch import sketch_region
from tests.helpers.shared import shared_file
from tests.helpers.sheets import WrittenSheet, grid_of
from tests.helpers.workbooks import catalogue

MENDED_WITH = (
    *("log_columns", "log_columns_b", "summary_names", "summary_names_b"),
    *("fresh_columns_a", "fresh_names_a", "fresh_columns_c", "fresh_columns_e", "fresh_names_c"),
)
HELD_OUT = (
    *("held_out_columns", "held_out_names"),
    *("fresh_columns_b", "fresh_names_b", "fresh_columns_d", "fresh_columns_f", "fresh_names_d"),
)
LABELLED = Path(__file__).resolve().parents[1] / "data" / "labelled"
_ROWS = 24
BINS = (0.0, 0.40, TAKEN, 0.75, SURE, 0.90, 0.95, 1.01)


@dataclass(frozen=True)
class Label:
    """One heading with a sample of cells below it, and the ids it may be taken for."""

    place: str
    heading: str
    sample: str
    truth: frozenset[str]


@dataclass(frozen=True)
class Decision:
    """What a heading was taken for, ``""`` for nothing, and how sure the program says it is."""

    label: Label
    meaning: str
    confidence: float

    @property
    def right(self) -> bool:
        return (self.meaning or "-") in self.label.truth


def labels(table: str) -> list[Label]:
    """Return the labels of one table of the set."""
    found: list[Label] = []
    groups = tomllib.loads((LABELLED / f"{table}.toml").read_text("utf-8"))
    for group, entry in groups.items():
        for line in filter(None, next(iter(entry.values())).splitlines()):
            heading, sample, truth = [part.strip() for part in line.split(" | ")]
            found.append(Label(f"{table}/{group}", heading, sample, frozenset(truth.split())))
    return found


@cache
def _samples() -> dict[str, tuple[list[Any], str]]:
    tables = tomllib.loads((LABELLED / "samples.toml").read_text("utf-8"))["samples"]
    return {
        name: ([_cell(value) for value in one["cells"]], one.get("format", "General"))
        for name, one in tables.items()
    }


def _cell(value: Any) -> Any:
    """Return a cell as readers hand it on: a day is a moment."""
    plain_day = isinstance(value, dt.date) and not isinstance(value, dt.datetime)
    return dt.datetime.combine(value, dt.time()) if plain_day else value


def _sheet(heading: str, sample: str) -> tuple[SheetContext, Region]:
    """Return a sheet of one column with its heading, as the reader would hand it on."""
    cells, number_format = _samples()[sample]
    rows = [[heading], *([cells[at % len(cells)]] for at in range(_length(cells)))]
    formats = {(row, 0): number_format for row in range(1, len(rows))}
    grid = replace(grid_of(rows), formats=formats)
    report = FileContext("a.xlsx", "a.xlsx", "", catalogue(), ImportOptions(), _names())
    context = SheetContext(report, WrittenSheet(grid), "Acme", "option")
    region = Region(
        top=0,
        bottom=len(rows) - 1,
        left=0,
        right=0,
        header_rows=(0,),
        headers=(heading,),
        header_parts=((heading,),),
    )
    return context, region


def _length(cells: list[Any]) -> int:
    """Return how often a sample is repeated: ids stay different."""
    return len(cells) if len(cells) > 10 else max(_ROWS, len(cells))


@cache
def _names() -> Names:
    return Names.of(catalogue())


def decide_column(label: Label) -> Decision:
    """Return what a column of a log is taken for."""
    context, region = _sheet(label.heading, label.sample)
    mapping = assign(context, sketch_region(context, region), RECORD_ROLES)
    for field_id, assignments in mapping.fields.items():
        return Decision(label, field_id, assignments[0].confidence)
    return Decision(label, "", 0.0)


def decide_name(label: Label) -> Decision:
    """Return what a row or column of a summary is taken for."""
    context, _ = _sheet(label.heading, label.sample)
    cells, number_format = _samples()[label.sample]
    series = Series(label.heading, "A", "", context.names.items(label.heading))
    decide(context, series, pd.Series(cells, dtype=object), number_format)
    if series.item is None:
        return Decision(label, "", 0.0)
    return Decision(label, series.item.id, series.confidence)


@cache
def decisions(table: str) -> tuple[Decision, ...]:
    """Return what all headings of one table of the set are taken for."""
    decide_one = decide_column if "columns" in table else decide_name
    return tuple(decide_one(label) for label in labels(table))


def decisions_of_real_files() -> Iterator[Decision]:
    """Yield what the columns of the real files are taken for, in whole imports."""
    for path, entry in tomllib.loads((LABELLED / "real_files.toml").read_text("utf-8")).items():
        truths = {}
        for line in filter(None, entry["columns"].splitlines()):
            heading, truth = [part.strip() for part in line.split(" | ")]
            truths[heading] = frozenset(truth.split())
        report = import_report(shared_file(path), catalogue(), ImportOptions())
        seen = set()
        for sheet in report.sheets:
            for table in sheet.tables:
                for column in table.columns:
                    if column.header in truths and column.header not in seen:
                        seen.add(column.header)
                        label = Label(path, column.header, "", truths[column.header])
                        yield Decision(label, column.meaning, column.confidence)
