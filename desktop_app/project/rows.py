"""A project's state as rows of the present format, and back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from desktop_app.domain.errors import ProjectFileError
from desktop_app.domain.measurement import MEASUREMENT_COLUMNS
from desktop_app.domain.translating import tr
from desktop_app.importing.mappings.text import read_mapping
from desktop_app.importing.mappings.writing import write_mapping
from desktop_app.importing.report import FieldChoice
from desktop_app.kpi.table import FLOATS, empty
from desktop_app.project.model import HistoryEntry, ProjectState, StoredReport
from desktop_app.project.paper_rows import read_papers, write_papers
from desktop_app.project.schema import FORMAT, digest
from desktop_app.scoring.scenario import read_scenario
from desktop_app.scoring.scenario_text import write_scenario
from desktop_app.scoring.shelf import Chosen, shelved

_OVERALL, _BY_PERIOD = "overall", "by_period"


def write_rows(database: sqlite3.Connection, state: ProjectState, app_version: str) -> None:
    """Fill the empty tables of the present format."""
    _insert(
        database,
        "reports",
        ((i, r.file, r.vendor, r.modified, r.sha256, r.data) for i, r in enumerate(state.reports)),
    )
    _insert(
        database,
        "choices",
        ((i, c.field, c.column, c.sheet, c.file) for i, c in enumerate(state.choices)),
    )
    _insert(
        database,
        "mappings",
        ((i, write_mapping(mapping)) for i, mapping in enumerate(state.mappings)),
    )
    _insert(
        database,
        "scenarios",
        (
            (i, scenario.name, int(i == state.shelf.place), write_scenario(scenario))
            for i, scenario in enumerate(state.shelf.around(state.scenario))
        ),
    )
    for grain, frame in ((_OVERALL, state.overall), (_BY_PERIOD, state.by_period)):
        _insert(database, "measurements", _measurement_rows(grain, frame))
    if state.user_kpis:
        _insert(database, "catalogue", [(0, state.user_kpis)])
    if state.notes:
        _insert(database, "notes", [(0, state.notes)])
    _insert(
        database,
        "history",
        ((i, h.when, h.who, h.what) for i, h in enumerate(state.history)),
    )
    _insert(database, "papers", write_papers(state.papers))
    meta = {
        "application": f"VendorBench {app_version}",
        "digest": digest(database, FORMAT),
    }
    _insert(database, "meta", meta.items())


def read_rows(database: sqlite3.Connection) -> ProjectState:
    """Return the state that the tables of the present format hold.

    Raises
    ------
    ProjectFileError
        If a report's bytes are not what was saved, or not one scenario is the one ranked by.
    MappingError
        If a mapping can't be read.
    """
    scenario, shelf = _scenarios(database)
    return ProjectState(
        reports=tuple(_reports(database)),
        scenario=scenario,
        shelf=shelf,
        choices=tuple(
            FieldChoice(field, heading, sheet, file)
            for field, heading, sheet, file in database.execute(
                "SELECT field, heading, sheet, file FROM choices ORDER BY position"
            )
        ),
        mappings=tuple(
            read_mapping(text, tr("mapping {number}", number=number + 1))
            for number, text in database.execute(
                "SELECT position, toml FROM mappings ORDER BY position"
            )
        ),
        overall=_measurements(database, _OVERALL),
        by_period=_measurements(database, _BY_PERIOD),
        user_kpis=_text(database, "SELECT toml FROM catalogue ORDER BY position"),
        notes=_text(database, "SELECT text FROM notes ORDER BY position"),
        history=tuple(
            HistoryEntry(*row)
            for row in database.execute("SELECT at, who, what FROM history ORDER BY position")
        ),
        papers=read_papers(database.execute("SELECT kind, json FROM papers ORDER BY position")),
    )


def _insert(database: sqlite3.Connection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    for row in rows:
        marks = ", ".join("?" * len(row))
        database.execute(f"INSERT INTO {table} VALUES ({marks})", row)


def _text(database: sqlite3.Connection, select: str) -> str:
    return "".join(text for (text,) in database.execute(select))


def _scenarios(database: sqlite3.Connection) -> Chosen:
    """Return the scenario ranked by, and those kept beside it."""
    rows = database.execute("SELECT name, active, toml FROM scenarios ORDER BY position").fetchall()
    active = [place for place, (_, is_active, _) in enumerate(rows) if is_active]
    if len(active) != 1:
        raise ProjectFileError(
            tr("it holds {count} scenarios to rank by, and should hold one.", count=len(active))
        )
    found = [
        read_scenario(text, tr("the saved scenario '{name}'", name=name)) for name, _, text in rows
    ]
    return shelved(found, active[0])


def _reports(database: sqlite3.Connection) -> Iterator[StoredReport]:
    """Yield the reports, each checked against its fingerprint."""
    select = "SELECT file, vendor, modified, sha256, data FROM reports ORDER BY position"
    for file, vendor, modified, sha256, data in database.execute(select):
        report = StoredReport(file, vendor, data, modified)
        if report.sha256 != sha256:
            raise ProjectFileError(
                tr("the stored report '{file}' is not the one that was saved.", file=file)
            )
        yield report


def _measurement_rows(grain: str, frame: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """Yield rows with None for what is missing, floats and texts as Python's own."""
    columns = []
    for name in MEASUREMENT_COLUMNS:
        values = frame[name].astype("object")
        columns.append(values.where(frame[name].notna(), None).tolist())
    for position, row in enumerate(zip(*columns, strict=True)):
        yield (grain, position, *row)


def _measurements(database: sqlite3.Connection, grain: str) -> pd.DataFrame:
    """Return a measurements table with the types that `kpi.table` gives it."""
    select = f"SELECT {', '.join(MEASUREMENT_COLUMNS)} FROM measurements "
    rows = database.execute(select + "WHERE grain = ? ORDER BY position", (grain,)).fetchall()
    types = empty().dtypes
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(MEASUREMENT_COLUMNS)
    return pd.DataFrame(
        {
            name: pd.Series(values, dtype="float64" if name in FLOATS else "object").astype(
                types[name]
            )
            for name, values in zip(MEASUREMENT_COLUMNS, columns, strict=True)
        }
    )
