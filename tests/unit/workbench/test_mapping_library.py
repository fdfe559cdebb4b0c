from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.domain.errors import MappingError
from desktop_app.importing.mappings.document import (
    ItemMapping,
    ReportMapping,
    SaidBy,
    TableMapping,
)
from desktop_app.workbench.mapping_library import (
    MappingLibrary,
    read_mapping_file,
    write_mapping_file,
)
from tests.helpers.workbooks import catalogue

HEADINGS = ("Ticket", "Opened", "Closed", "Length", "Mood")
WORDS = catalogue().words


def mapping(vendor: str = "Acme", *headings: str, file: str = "q1.xlsx") -> ReportMapping:
    columns = tuple(
        ItemMapping("ABCDE"[n], heading, "", said_by=SaidBy.USER)
        for n, heading in enumerate(headings or HEADINGS)
    )
    table = TableMapping("Log", "A1:E9", "log", columns=columns)
    return ReportMapping(file, vendor, (table,), sha256=file)


@pytest.fixture
def library(tmp_path: Path) -> MappingLibrary:
    return MappingLibrary(tmp_path / "not made yet")


def test_an_empty_library_recalls_nothing_and_makes_nothing(library: MappingLibrary) -> None:
    assert library.recall().mappings == ()
    assert not library.folder.exists()
    assert not library.forget(mapping(), WORDS)


def test_what_is_remembered_is_recalled(library: MappingLibrary) -> None:
    path = library.remember(mapping(), WORDS)
    assert path.parent == library.folder
    assert path.name.startswith("acme-")
    assert library.recall().mappings == (mapping(),)


def test_the_same_vendor_and_layout_is_kept_once(library: MappingLibrary) -> None:
    library.remember(mapping(), WORDS)
    later = mapping("ACME", *HEADINGS[:4], "Remark", file="q2.xlsx")
    library.remember(later, WORDS)
    assert library.recall().mappings == (later,)


def test_another_vendor_or_layout_is_kept_beside(library: MappingLibrary) -> None:
    other_layout = mapping("Acme", "Month", "FCR", "CSAT")
    kept = [mapping(), mapping("Brava"), other_layout]
    for number, one in enumerate(kept):
        os.utime(library.remember(one, WORDS), (number, number))
    assert list(library.recall().mappings) == kept  # the last one last
    assert library.forget(mapping(), WORDS)
    assert list(library.recall().mappings) == kept[1:]


def test_a_file_that_is_none_is_told_of_and_stops_nothing(library: MappingLibrary) -> None:
    library.remember(mapping(), WORDS)
    (library.folder / "odd.toml").write_text("format = 1\nshape = 3\n")
    (library.folder / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    found = library.recall()
    assert found.mappings == (mapping(),)
    assert len(found.problems) == 2
    assert any("odd.toml, line 2: there is no 'shape'" in problem for problem in found.problems)
    library.remember(replace(mapping(), file="q2.xlsx"), WORDS)
    assert len(library.recall().mappings) == 1


@pytest.mark.parametrize("vendor", ["", "../../etc", "con", "Ärzte & Söhne / GmbH", "x" * 300])
def test_any_name_makes_a_file_in_the_folder(library: MappingLibrary, vendor: str) -> None:
    path = library.remember(mapping(vendor), WORDS)
    assert path.parent == library.folder
    assert library.recall().mappings == (mapping(vendor),)


def test_a_mapping_as_a_file(tmp_path: Path) -> None:
    path = tmp_path / "new" / "acme.toml"
    write_mapping_file(path, mapping())
    assert read_mapping_file(path) == mapping()
    assert [one.name for one in path.parent.iterdir()] == ["acme.toml"]
    path.write_text("﻿" + path.read_text(encoding="utf-8"), encoding="utf-8")  # as Notepad saves
    assert read_mapping_file(path) == mapping()


def test_a_file_that_is_not_there_or_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match=r"gone\.toml can't be opened"):
        read_mapping_file(tmp_path / "gone.toml")
    (tmp_path / "file").write_text("")
    with pytest.raises(MappingError, match="can't be written"):
        write_mapping_file(tmp_path / "file" / "x.toml", mapping())
