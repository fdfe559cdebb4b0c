"""The format of a project file: one SQLite database.

History of formats
------------------
1   Reports with their bytes, choices, scenarios (TOML), measurements, the user's KPIs (TOML),
    notes and history. `meta` holds a digest of all rows, so that damage which leaves a valid
    database is noticed.
2   The mapping of each report (TOML), so that corrections are followed when it is read again.
3   Papers (JSON): the audit sample with its ticks, and the decisions taken.
4   Several scenarios, one of which is the one ranked by.

To change the format: raise `FORMAT`, add the new tables to `SCHEMAS` under the new number (the
old ones stay as they are), add to `MIGRATIONS` the step from the number before, add a line
above, and store an example with ``tests/data/projects/make_example.py``. Tests fail while a step
or an example is missing.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Mapping

APPLICATION_ID = int.from_bytes(b"VBch", "big")
"""Bytes 68 to 71 of the file, which say whose database it is."""

FORMAT = 4
"""Bytes 60 to 63 of the file (SQLite's user_version)."""

_MEASUREMENTS = """CREATE TABLE measurements (
    grain TEXT NOT NULL, position INTEGER NOT NULL,
    vendor TEXT NOT NULL, kpi TEXT NOT NULL, period TEXT, segment TEXT,
    value REAL, unit TEXT NOT NULL, currency TEXT NOT NULL,
    part REAL, whole REAL, n REAL, spread REAL, low REAL, high REAL,
    basis TEXT NOT NULL, variant TEXT NOT NULL, note TEXT NOT NULL,
    file TEXT NOT NULL, sheet TEXT NOT NULL, cells TEXT NOT NULL,
    PRIMARY KEY (grain, position)
) STRICT"""

_MAPPINGS = """CREATE TABLE mappings (
    position INTEGER PRIMARY KEY, toml TEXT NOT NULL
) STRICT"""

_SCENARIOS = """CREATE TABLE scenarios (
    position INTEGER PRIMARY KEY, name TEXT NOT NULL, active INTEGER NOT NULL, toml TEXT NOT NULL
) STRICT"""

_PAPERS = """CREATE TABLE papers (
    position INTEGER PRIMARY KEY, kind TEXT NOT NULL, json TEXT NOT NULL
) STRICT"""

_FIRST = {
    "meta": "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    "reports": """CREATE TABLE reports (
    position INTEGER PRIMARY KEY, file TEXT NOT NULL, vendor TEXT NOT NULL,
    modified INTEGER NOT NULL, sha256 TEXT NOT NULL, data BLOB NOT NULL
) STRICT""",
    "choices": """CREATE TABLE choices (
    position INTEGER PRIMARY KEY, field TEXT NOT NULL, heading TEXT NOT NULL,
    sheet TEXT NOT NULL, file TEXT NOT NULL
) STRICT""",
    "scenarios": """CREATE TABLE scenarios (
    position INTEGER PRIMARY KEY, name TEXT NOT NULL, toml TEXT NOT NULL
) STRICT""",
    "measurements": _MEASUREMENTS,
    "catalogue": """CREATE TABLE catalogue (
    position INTEGER PRIMARY KEY, toml TEXT NOT NULL
) STRICT""",
    "notes": "CREATE TABLE notes (position INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT",
    "history": """CREATE TABLE history (
    position INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL
) STRICT""",
}

SCHEMAS: Mapping[int, Mapping[str, str]] = {
    1: _FIRST,
    2: {**_FIRST, "mappings": _MAPPINGS},
    3: {**_FIRST, "mappings": _MAPPINGS, "papers": _PAPERS},
    4: {**_FIRST, "mappings": _MAPPINGS, "papers": _PAPERS, "scenarios": _SCENARIOS},
}
"""The tables of every format, by name, exactly as SQLite keeps their text.

STRICT, so that SQLite's check of a file also finds values of the wrong kind.
"""


def _add_mappings(database: sqlite3.Connection) -> None:
    """Make the table of mappings; reports of before have none until they are read again."""
    database.execute(_MAPPINGS)


def _add_papers(database: sqlite3.Connection) -> None:
    """Make the table of papers; a project of before has none."""
    database.execute(_PAPERS)


def _tell_active(database: sqlite3.Connection) -> None:
    """Say which scenario is ranked by: before, the first was, and there was no other."""
    database.execute("ALTER TABLE scenarios RENAME TO scenarios_before")
    database.execute(_SCENARIOS)
    database.execute(
        "INSERT INTO scenarios SELECT position, name, "
        "position = (SELECT min(position) FROM scenarios_before), toml FROM scenarios_before"
    )
    database.execute("DROP TABLE scenarios_before")


MIGRATIONS: Mapping[int, Callable[[sqlite3.Connection], None]] = {
    1: _add_mappings,
    2: _add_papers,
    3: _tell_active,
}
"""By format, the step that turns it into the next one, within a copy in memory."""


def create(database: sqlite3.Connection) -> None:
    """Make the empty tables of the present format and sign the file."""
    for statement in SCHEMAS[FORMAT].values():
        database.execute(statement)
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database.execute(f"PRAGMA user_version = {FORMAT}")


def matches(database: sqlite3.Connection, version: int) -> bool:
    """Return whether the database has exactly the tables of a format.

    Anything else in it (a view in a table's place, a trigger, a virtual table) would be somebody
    else's program text, and is never run.
    """
    found = database.execute(
        "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_autoindex_%'"
    ).fetchall()
    expected = {("table", name, sql) for name, sql in SCHEMAS[version].items()}
    return len(found) == len(expected) and set(found) == expected


def digest(database: sqlite3.Connection, version: int) -> str:
    """Return a fingerprint of all rows but `meta`'s; a report's bytes have their own sha256."""
    total = hashlib.sha256()
    for table in sorted(SCHEMAS[version].keys() - {"meta"}):
        columns = [
            name
            for _, name, kind, *_ in database.execute(f"PRAGMA table_info({table})")
            if kind != "BLOB"
        ]
        total.update(table.encode())
        for row in database.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY rowid"):
            # Python writes a float with as many digits as tell it from all others.
            total.update(repr(row).encode("utf-8", "backslashreplace"))
    return total.hexdigest()


def upgrade(database: sqlite3.Connection, version: int) -> sqlite3.Connection:
    """Return a copy in memory in the present format; the file is not written."""
    copy = sqlite3.connect(":memory:")
    try:
        database.backup(copy)
        for step in range(version, FORMAT):
            MIGRATIONS[step](copy)
        copy.execute(f"PRAGMA user_version = {FORMAT}")
    except BaseException:
        copy.close()
        raise
    return copy
