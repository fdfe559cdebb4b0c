"""A mapping as a document: written and read back, changed by hand, refused politely."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.errors import MappingError
from desktop_app.importing.mappings.correcting import LAYOUTS
from desktop_app.importing.mappings.document import (
    FORMAT,
    ItemMapping,
    ReportMapping,
    SaidBy,
    TableMapping,
)
from desktop_app.importing.mappings.text import read_mapping
from desktop_app.importing.mappings.writing import write_mapping

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
ids = st.sampled_from(["", "csat", "fcr", "label", "value", "handle_time"])
periods = st.sampled_from(["", "2026-01", "2026-Q2", "2025", "2026-W07", "2026-01-05/2026-01-19"])
speakers = st.sampled_from(SaidBy)
amounts = st.none() | st.floats(allow_nan=False, allow_infinity=False)


def items(places: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[ItemMapping, ...]]:
    one = st.builds(
        ItemMapping,
        place=places,
        heading=texts,
        meaning=ids,
        variant=texts,
        unit=texts,
        currency=texts,
        vendor=texts,
        period=periods,
        segment=texts,
        said_by=speakers,
        group=texts,
        read_as=texts,
        typical=amounts,
    )
    return st.lists(one, max_size=4).map(tuple)


tables = st.builds(
    TableMapping,
    sheet=texts.filter(bool),
    cells=st.sampled_from(["A1:C9", "B3:AA200", "XFD7:XFD9"]),
    layout=st.sampled_from(["", *LAYOUTS]),
    header_rows=st.integers(0, 2),
    vendor=texts,
    period=periods,
    segment=texts,
    columns=items(st.sampled_from(["", "A", "AB", "XFD"])),
    rows=items(st.sampled_from(["", "1", "1048576"])),
    said_by=speakers,
)
mappings = st.builds(
    ReportMapping,
    file=texts,
    vendor=texts,
    tables=st.lists(tables, max_size=3).map(tuple),
    fiscal_year_start=st.integers(0, 12),
    sha256=st.sampled_from(["", "ab12"]),
    vendor_said_by=speakers,
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(mappings)
def test_what_is_written_reads_back_the_same(mapping: ReportMapping) -> None:
    assert read_mapping(write_mapping(mapping), "x.toml") == mapping


def test_the_document_explains_itself() -> None:
    text = write_mapping(ReportMapping("a.xlsx", "Acme"))
    assert text.startswith("# What each table")
    read = tomllib.loads(text)
    assert read.pop("vendor_auto")
    assert read == {"format": FORMAT, "file": "a.xlsx", "vendor": "Acme"}


RECOGNISED = ReportMapping(
    "a.xlsx",
    "Acme",
    (
        TableMapping(
            "KPIs",
            "A1:C3",
            "wide",
            columns=(ItemMapping("A", "KPI", "label"), ItemMapping("B", "Plan", "value")),
            rows=(ItemMapping("2", "Happy index", "csat", read_as="percent", typical=0.9),),
        ),
        TableMapping("Staff", "B2:C9", "other", columns=(ItemMapping("B", "Name", ""),)),
    ),
)


def test_what_was_recognised_stays_so_until_its_line_is_changed() -> None:
    text = write_mapping(RECOGNISED)
    assert not read_mapping(text, "x").corrected
    assert 'headings = ["Name"]' in text
    assert "said_by" not in text
    assert "header_rows" not in text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('"csat"', '"qa_score"'), "row 2"),
        (('"Happy index",', '"Happy index", segment = "Voice",'), "row 2"),
        (('"value"', '"target"'), "column B"),
        (('layout = "wide"', 'layout = "scorecard"'), "table"),
        (('cells = "A1:C3"', 'cells = "A1:C2"'), "table"),
        (('vendor = "Acme"', 'vendor = "Brava"'), "vendor"),
    ],
)
def test_a_line_that_was_changed_is_the_users_word(change: tuple[str, str], said: str) -> None:
    text = write_mapping(RECOGNISED)
    assert text.count(change[0]) == 1
    mapping = read_mapping(text.replace(*change), "x")
    (table, _) = mapping.tables
    users = {
        **{f"column {item.place}": item.said_by for item in table.columns},
        **{f"row {item.place}": item.said_by for item in table.rows},
        **{"table": table.said_by, "vendor": mapping.vendor_said_by},
    }
    assert [name for name, said_by in users.items() if said_by is SaidBy.USER] == [said]


def test_documents_of_earlier_versions_are_read() -> None:
    text = BY_HAND.replace("format = 1", 'format = 1\nvendor = "Acme"').replace(
        'meaning = "csat"', 'meaning = "csat", said_by = "recognition"'
    )
    mapping = read_mapping(text, "old.toml")
    assert mapping.vendor_said_by is SaidBy.RECOGNITION
    assert mapping.tables[0].rows[0].said_by is SaidBy.RECOGNITION
    named = read_mapping(text.replace("format = 1", f"format = {FORMAT}"), "new.toml")
    assert named.vendor_said_by is SaidBy.USER


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (('layout = "wide"', 'layout = "round"'), "hand.toml, line 8, table A3:F12 on 'KPIs'"),
        (('meaning = "csat"', 'meening = "csat"'), "hand.toml, line 10, table A3:F12"),
        (('"unused"', "7"), "'meaning' must be a text in quotes, not 7"),
        (("format = 1", "format = 1\nfiscal_year_start = 13"), "from 0 to 12, not 13"),
    ],
)
def test_a_complaint_names_the_line_and_what_was_found(change: tuple[str, str], told: str) -> None:
    with pytest.raises(MappingError, match=re.escape(told)):
        read_mapping(BY_HAND.replace(*change), "hand.toml")


BY_HAND = """
format = 1
file = "acme.xlsx"

[[tables]]
sheet = "KPIs"
cells = "$A$3:f12"
layout = "wide"
columns = [{ place = "a", heading = "KPI", meaning = "label" }]
rows = [{ heading = "Happy index", meaning = "csat" }, { heading = "Gap", meaning = "unused" }]
"""


def test_what_is_written_by_hand_is_the_users_word() -> None:
    mapping = read_mapping(BY_HAND, "hand.toml")
    (table,) = mapping.tables
    assert (table.cells, table.header_rows, table.said_by) == ("A3:F12", 1, SaidBy.USER)
    assert [item.said_by for item in table.items] == [SaidBy.USER] * 3
    assert table.columns[0].place == "A"
    assert table.rows[0] == ItemMapping("", "Happy index", "csat", said_by=SaidBy.USER)
    assert table.rows[1].meaning == ""
    assert mapping.corrected


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("format = 1", f"format = {FORMAT + 1}"), "later version"),
        (("format = 1", ""), "it has no line 'format = 1'"),
        (("format = 1", 'format = "1"'), "it has no line 'format = 1'"),
        (("format = 1", "format = "), "no TOML document"),
        (("file =", "fyle ="), "there is no 'fyle'"),
        (('layout = "wide"', 'layout = "round"'), "table A3:F12 on 'KPIs': 'round' is no layout"),
        (('layout = "wide"', "layout = 3"), "'layout' must be a text"),
        (('"$A$3:f12"', '"A3 to F12"'), "'A3 to F12' is no range"),
        (('place = "a"', 'place = "1"'), "'1' is not the letters of a column"),
        ((', meaning = "csat"', ""), "row 'Happy index': 'meaning' is missing"),
        (('meaning = "csat"', 'meaning = "csat", unti = "x"'), "there is no 'unti'"),
        (('meaning = "csat"', 'meaning = "csat", said_by = "me"'), "not 'me'"),
        (('meaning = "csat"', 'meaning = "csat", period = "May"'), "'May' is no period"),
        (('meaning = "csat"', 'meaning = "csat", typical = nan'), "'typical' must be a number"),
        (("columns = [{", "header_rows = 11\ncolumns = [{"), "from 0 to 10"),
        (('sheet = "KPIs"', ""), "'sheet' is missing"),
        (("columns = [", "columns = [3, "), "'columns' must be a list of tables"),
        (("format = 1", "format = 1\nfiscal_year_start = 13"), "from 0 to 12"),
    ],
)
def test_what_cannot_be_meant_is_refused(change: tuple[str, str], told: str) -> None:
    odd = BY_HAND.replace(*change)
    assert odd != BY_HAND
    with pytest.raises(MappingError) as refusal:
        read_mapping(odd, "hand.toml")
    assert told in str(refusal.value)
    assert str(refusal.value).startswith("hand.toml")


def test_a_lone_surrogate_becomes_a_mark() -> None:
    text = write_mapping(ReportMapping("a\ud800.xlsx", "Acme"))
    assert text.encode("utf-8")
    assert read_mapping(text, "x").file == "a\ufffd.xlsx"


def test_a_number_that_toml_cannot_hold_is_left_out() -> None:
    item = ItemMapping("A", "x", "csat", typical=float("inf"))
    table = TableMapping("S", "A1:B2", "wide", columns=(item,))
    written = write_mapping(ReportMapping("a", "b", (table,)))
    expected = replace(table, columns=(replace(item, typical=None),))
    assert read_mapping(written, "x").tables == (expected,)
