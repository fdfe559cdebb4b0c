from __future__ import annotations

import dataclasses
import math
import os
import shutil
import sqlite3
import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from desktop_app.domain.errors import ProjectFileError
from desktop_app.domain.measurement import MEASUREMENT_COLUMNS
from desktop_app.kpi.table import FLOATS, empty
from desktop_app.presenting.papers import Papers
from desktop_app.project import schema, store
from desktop_app.project.model import OpenStatus, ProjectState, StoredReport
from desktop_app.project.store import open_project, save_project
from desktop_app.scoring.shelf import Shelf
from tests.helpers.projects import measurements, small_project

EXAMPLES = Path(__file__).parents[2] / "data" / "projects"


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "a b#c?.vbench"
    save_project(path, small_project())
    return path


def opened(path: Path) -> ProjectState:
    result = open_project(path)
    assert (result.status, result.message) == (OpenStatus.READ, "")
    assert result.state is not None
    return result.state


def assert_same(found: ProjectState, expected: ProjectState) -> None:
    frames = ("overall", "by_period")
    for name in (f.name for f in dataclasses.fields(expected) if f.name not in frames):
        assert getattr(found, name) == getattr(expected, name), name
    for name in frames:
        pd.testing.assert_frame_equal(
            getattr(found, name), getattr(expected, name), check_exact=True
        )


def listing(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_everything_comes_back(saved: Path) -> None:
    assert_same(opened(saved), small_project())


def test_saving_again_gives_the_same(saved: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.vbench"
    save_project(again, opened(saved))
    assert_same(opened(again), small_project())


def test_an_empty_project(tmp_path: Path) -> None:
    state = ProjectState(reports=(), scenario=small_project().scenario)
    save_project(tmp_path / "p.vbench", state)
    found = opened(tmp_path / "p.vbench")
    assert_same(found, state)
    assert list(found.overall.dtypes) == list(empty().dtypes)


def test_floats_survive_exactly(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    bits = rng.integers(0, 2**63, 500, dtype=np.uint64)
    values = [x for x in bits.view(np.float64).tolist() if not math.isnan(x)]
    frame = measurements(*({"vendor": "A", "kpi": "x", "value": x, "low": -x} for x in values))
    save_project(tmp_path / "p", dataclasses.replace(small_project(), overall=frame))
    found = opened(tmp_path / "p").overall
    assert found["value"].tolist() == values
    assert found["low"].tolist() == [-x for x in values]
    assert found[[name for name in FLOATS if name not in ("value", "low")]].isna().all(axis=None)


def test_missing_labels_stay_none(saved: Path) -> None:
    assert opened(saved).overall["period"].tolist() == [None, None]
    assert opened(saved).by_period["segment"].tolist() == [None, "voice"]


def test_opening_writes_nothing(saved: Path) -> None:
    before = listing(saved.parent)
    saved.chmod(0o444)
    opened(saved)
    assert listing(saved.parent) == before


def test_no_draft_is_left(saved: Path) -> None:
    assert [path.name for path in saved.parent.iterdir()] == [saved.name]


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_a_saved_file_keeps_its_permissions(saved: Path) -> None:
    saved.chmod(0o640)
    save_project(saved, small_project())
    assert saved.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_saving_through_a_link_keeps_the_link(saved: Path) -> None:
    link = saved.with_name("link.vbench")
    link.symlink_to(saved)
    save_project(link, dataclasses.replace(small_project(), notes="new"))
    assert link.is_symlink()
    assert opened(saved).notes == "new"


def test_the_file_says_what_it_is(saved: Path) -> None:
    header = saved.read_bytes()[:100]
    assert header[68:72] == b"VBch"
    assert struct.unpack(">I", header[60:64]) == (schema.FORMAT,)


@pytest.mark.parametrize("step", ["write_rows", "_sync", "replace"])
def test_a_failed_save_leaves_the_old_file(
    saved: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = listing(saved.parent)

    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    if step == "write_rows":
        monkeypatch.setattr(store, "write_rows", fail)
    elif step == "_sync":
        monkeypatch.setattr(os, "fsync", refuse)
    else:
        monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(ProjectFileError, match=r"could not be saved as .*: (database|Permission)"):
        save_project(saved, dataclasses.replace(small_project(), notes="lost"))
    monkeypatch.undo()
    assert listing(saved.parent) == before


def test_saving_into_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(ProjectFileError, match="could not be saved"):
        save_project(tmp_path / "none" / "p.vbench", small_project())


def test_a_report_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MAX_VALUE", 100)
    with pytest.raises(ProjectFileError, match=r"'beta.xlsx' is larger"):
        save_project(tmp_path / "p.vbench", small_project())
    assert list(tmp_path.iterdir()) == []


# Files that are no projects, or not any more.


@pytest.mark.parametrize("data", [b"", b"Month;FCR", b"SQLite format 3\x00" + bytes(200)])
def test_not_ours(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "p.vbench"
    path.write_bytes(data)
    result = open_project(path)
    assert (result.status, result.state) == (OpenStatus.NOT_OURS, None)
    assert result.message == "p.vbench is no VendorBench project."


def test_somebody_elses_database(tmp_path: Path) -> None:
    path = tmp_path / "p.vbench"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE reports (x)")
    database.close()
    assert open_project(path).status is OpenStatus.NOT_OURS


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ProjectFileError, match=r"none.vbench can't be opened: No such file"):
        open_project(tmp_path / "none.vbench")


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ProjectFileError, match="can't be opened"):
        open_project(tmp_path)


def change(path: Path, *statements: str) -> Path:
    database = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        database.execute(statement)
    database.close()
    return path


def test_a_later_format_is_refused_in_words(saved: Path) -> None:
    change(saved, "PRAGMA user_version = 99")
    result = open_project(saved)
    assert (result.status, result.state) == (OpenStatus.TOO_NEW, None)
    assert "later version" in result.message
    assert f"reads up to {schema.FORMAT}" in result.message


def test_a_file_without_a_format(saved: Path) -> None:
    change(saved, "PRAGMA user_version = 0")
    with pytest.raises(ProjectFileError, match="no format number"):
        open_project(saved)


@pytest.mark.parametrize(
    ("statements", "problem"),
    [
        (["UPDATE reports SET data = x'00' WHERE position = 0"], "März.csv"),
        (["UPDATE measurements SET value = value * 2"], "not those that were saved"),
        (["DELETE FROM history"], "not those that were saved"),
        (["UPDATE measurements SET vendor = 'B'"], "not those that were saved"),
        (["UPDATE scenarios SET toml = CAST(x'ff' AS TEXT)"], "UTF-8"),
        (["DELETE FROM meta"], "not those that were saved"),
        (["CREATE TRIGGER t AFTER INSERT ON notes BEGIN SELECT 1; END"], "tables"),
        (["DROP TABLE notes", "CREATE VIEW notes AS SELECT 1 AS text"], "tables"),
        (["CREATE TABLE more (x)"], "tables"),
        (["ALTER TABLE notes ADD COLUMN more TEXT"], "tables"),
        (["CREATE INDEX i ON notes (upper(text))"], "tables"),
    ],
)
def test_a_tampered_file_is_named_as_damaged(
    saved: Path, statements: list[str], problem: str
) -> None:
    change(saved, *statements)
    with pytest.raises(ProjectFileError, match=problem) as caught:
        open_project(saved)
    assert str(caught.value).startswith(f"{saved.name} is damaged: ")


STRICT = "PRAGMA writable_schema = ON", "UPDATE sqlite_schema SET sql = sql || ' STRICT'"
LOOSE = "PRAGMA writable_schema = ON", "UPDATE sqlite_schema SET sql = replace(sql, ' STRICT', '')"


def resigned(path: Path, statement: str) -> Path:
    """Change rows past all guards, and the digest with them, as somebody who means it would."""
    change(path, *LOOSE)
    change(path, statement)
    database = sqlite3.connect(path, isolation_level=None)
    fresh = schema.digest(database, schema.FORMAT)
    database.execute("UPDATE meta SET value = ? WHERE key = 'digest'", (fresh,))
    database.close()
    return change(path, STRICT[0], f"{STRICT[1]} WHERE sql IS NOT NULL")


def test_the_guards_of_these_tests_are_put_back(saved: Path) -> None:
    assert_same(opened(resigned(saved, "SELECT 1")), small_project())


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM scenarios",
        "UPDATE scenarios SET toml = 'weights = 3'",
        "UPDATE scenarios SET toml = x'ff'",
        "UPDATE measurements SET value = 'much'",
        "UPDATE reports SET data = 5",
        "UPDATE reports SET data = 1000000000000",
        "UPDATE reports SET data = 'text'",
        "UPDATE reports SET data = zeroblob(100)",
        "UPDATE reports SET file = x'00'",
        "UPDATE reports SET modified = 'soon'",
        "UPDATE history SET at = x'00'",
    ],
)
def test_rows_of_the_wrong_kind_are_refused(saved: Path, statement: str) -> None:
    with pytest.raises(ProjectFileError, match="is damaged"):
        open_project(resigned(saved, statement))


@pytest.mark.parametrize("seed", range(25))
def test_random_damage_is_noticed_or_harmless(saved: Path, seed: int) -> None:
    rng = np.random.default_rng(seed)
    data = bytearray(saved.read_bytes())
    for place in rng.integers(100, len(data), 8):
        data[int(place)] ^= int(rng.integers(1, 256))
    damaged = saved.with_name("damaged.vbench")
    damaged.write_bytes(data)
    try:
        state = opened(damaged)
    except ProjectFileError:
        return
    assert_same(state, small_project())


@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_truncated_file(saved: Path, share: float) -> None:
    data = saved.read_bytes()
    saved.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(ProjectFileError, match="is damaged"):
        open_project(saved)


def test_a_journal_beside_the_file_is_not_applied(saved: Path) -> None:
    other = saved.with_name("other.vbench")
    shutil.copy(saved, other)
    saved.with_name(saved.name + "-journal").write_bytes(other.read_bytes())
    saved.with_name(saved.name + "-wal").write_bytes(b"\x37\x7f\x06\x82" + bytes(100))
    before = listing(saved.parent)
    assert_same(opened(saved), small_project())
    assert listing(saved.parent) == before


def test_a_file_beyond_the_limit(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MAX_FILE", 1000)
    with pytest.raises(ProjectFileError, match="larger than a project can be"):
        open_project(saved)


# Formats


@pytest.mark.parametrize("version", range(1, schema.FORMAT + 1))
def test_every_format_has_its_tables_its_step_and_its_example(version: int) -> None:
    assert version in schema.SCHEMAS
    assert (version in schema.MIGRATIONS) == (version < schema.FORMAT)
    result = open_project(EXAMPLES / f"format-{version}.vbench")
    expected = OpenStatus.READ if version == schema.FORMAT else OpenStatus.UPGRADED
    assert result.status is expected


def test_the_example_of_format_1() -> None:
    result = open_project(EXAMPLES / "format-1.vbench")
    assert result.state is not None
    bare = dataclasses.replace(small_project(), mappings=(), papers=Papers(), shelf=Shelf())
    assert_same(result.state, bare)


def test_the_example_of_format_2() -> None:
    result = open_project(EXAMPLES / "format-2.vbench")
    assert result.state is not None
    bare = dataclasses.replace(small_project(), papers=Papers(), shelf=Shelf())
    assert_same(result.state, bare)


def test_the_example_of_format_3() -> None:
    result = open_project(EXAMPLES / "format-3.vbench")
    assert result.state is not None
    assert_same(result.state, dataclasses.replace(small_project(), shelf=Shelf()))


def test_the_example_of_format_4() -> None:
    result = open_project(EXAMPLES / "format-4.vbench")
    assert result.state is not None
    assert_same(result.state, small_project())


@pytest.mark.parametrize("active", [0, 1])
def test_none_or_all_scenarios_to_rank_by_are_damage(saved: Path, active: int) -> None:
    odd = resigned(saved, f"UPDATE scenarios SET active = {active}")
    with pytest.raises(ProjectFileError, match="scenarios to rank by"):
        open_project(odd)


def test_papers_that_cannot_be_read_are_damage(saved: Path) -> None:
    odd = resigned(saved, "UPDATE papers SET json = '{}' WHERE kind = 'audit'")
    with pytest.raises(ProjectFileError, match="paper of kind 'audit' can't be read"):
        open_project(odd)


def test_a_mapping_that_cannot_be_read_is_damage(saved: Path) -> None:
    odd = resigned(saved, "UPDATE mappings SET toml = 'format = 1' || char(10) || 'shape = 2'")
    with pytest.raises(ProjectFileError, match="mapping 1, line 2: there is no 'shape'"):
        open_project(odd)


def test_formats_have_a_history() -> None:
    for version in range(1, schema.FORMAT + 1):
        assert f"\n{version}   " in (schema.__doc__ or "")


def test_the_measurement_columns_are_those_of_the_vocabulary() -> None:
    database = sqlite3.connect(":memory:")
    schema.create(database)
    columns = [row[1] for row in database.execute("PRAGMA table_info(measurements)")]
    database.close()
    assert tuple(columns[2:]) == MEASUREMENT_COLUMNS


@pytest.fixture
def next_format(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """A made-up next format, whose step adds a note."""

    def step(database: sqlite3.Connection) -> None:
        database.execute("UPDATE notes SET text = text || ' (upgraded)'")

    def begin() -> None:
        monkeypatch.setattr(schema, "FORMAT", schema.FORMAT + 1)
        monkeypatch.setattr(
            schema, "SCHEMAS", {**schema.SCHEMAS, schema.FORMAT: schema.SCHEMAS[schema.FORMAT - 1]}
        )
        monkeypatch.setattr(schema, "MIGRATIONS", {schema.FORMAT - 1: step})

    return begin


def test_an_older_file_is_upgraded_in_memory_only(
    saved: Path, next_format: Callable[[], None]
) -> None:
    before = listing(saved.parent)
    next_format()
    result = open_project(saved)
    assert result.status is OpenStatus.UPGRADED
    assert f"older format ({schema.FORMAT - 1})" in result.message
    assert result.state is not None
    assert result.state.notes.endswith("(upgraded)")
    assert listing(saved.parent) == before


def test_a_step_that_fails_is_a_clear_word(
    saved: Path, next_format: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    next_format()

    def fail(database: sqlite3.Connection) -> None:
        database.execute("SELECT absent FROM notes")

    monkeypatch.setattr(schema, "MIGRATIONS", {schema.FORMAT - 1: fail})
    with pytest.raises(ProjectFileError, match="is damaged: no such column"):
        open_project(saved)


def test_reports_are_kept_byte_for_byte(tmp_path: Path) -> None:
    data = np.random.default_rng(0).bytes(3_000_000)
    state = dataclasses.replace(small_project(), reports=(StoredReport("x.xlsb", "X", data),))
    save_project(tmp_path / "p", state)
    assert opened(tmp_path / "p").reports[0].data == data


def test_what_is_no_project_is_never_replaced(tmp_path: Path) -> None:
    report = tmp_path / "report.xlsx"
    report.write_bytes(b"PK\x03\x04 the evidence")
    with pytest.raises(ProjectFileError, match="is no VendorBench project"):
        save_project(report, small_project())
    assert report.read_bytes() == b"PK\x03\x04 the evidence"


def test_an_empty_file_and_an_older_project_are_replaced(tmp_path: Path, saved: Path) -> None:
    empty_file = tmp_path / "made by a dialog.vbench"
    empty_file.touch()
    save_project(empty_file, small_project())
    save_project(saved, small_project())
    assert opened(empty_file).reports == opened(saved).reports
