"""Flags, statuses, texts and ids."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.helpers.typed_columns import BAD, MISSING, codes, outcome, read


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Y", 1), ("n", 0), ("Yes", 1), ("NO", 0), ("true", 1), ("FALSE", 0), ("Ja", 1),
        ("nein", 0), ("oui", 1), ("non", 0), ("sí", 1), ("Met", 1), ("Not met", 0),
        ("Within SLA", 1), ("breached", 0), (1, 1), (0, 0), (1.0, 1), ("1", 1), ("0", 0),
        ("1.0", 1), (True, 1), (False, 0), ("✓", 1), ("✗", 0),
        (2, BAD), (0.5, BAD), ("85%", BAD), ("maybe", BAD), ("", MISSING), ("n/a", MISSING),
        ("#VALUE!", BAD),
    ],
)  # fmt: skip
def test_one_flag(cell: Any, expected: Any) -> None:
    # A second cell keeps a lone tick from being a column of ticks.
    assert outcome(read("flag", [cell, "no"]))[0] == expected


def test_a_field_has_words_of_its_own() -> None:
    hints = {"true_words": ("resolved", "first call"), "false_words": ("escalated",)}
    cells = ["Resolved", "First call", "Escalated", "Not resolved", "Unresolved", "Open", "Foo"]
    assert outcome(read("flag", cells, **hints)) == [1, 1, 0, 0, 0, 0, BAD]


@pytest.mark.parametrize("tick", ["x", "X", "✓", "●"])
def test_ticks_alone_make_empty_cells_a_no(tick: str) -> None:
    column = read("flag", [tick, None, tick, ""])
    assert outcome(column) == [1, 0, 1, 0]
    assert "an empty cell no" in column.rule


def test_ticks_and_crosses() -> None:
    assert outcome(read("flag", ["✓", "✗", None])) == [1, 0, MISSING]
    assert outcome(read("flag", ["✓", "x", None])) == [1, 0, MISSING]


def test_empty_cells_beside_yes_and_no_stay_empty() -> None:
    assert outcome(read("flag", ["Y", None, "N"])) == [1, MISSING, 0]
    assert outcome(read("flag", ["Y", None])) == [1, MISSING]


def test_statuses() -> None:
    cells = ["Open", "In Progress", "CLOSED", "Resolved", "Cancelled", "foo", None, "n/a", 3]
    column = read("status", cells)
    assert outcome(column) == [
        "open", "open", "closed", "closed", "cancelled", BAD, MISSING, MISSING, BAD,
    ]  # fmt: skip
    assert list(column.values.cat.categories) == ["open", "closed", "cancelled"]


def test_texts_are_what_the_report_shows() -> None:
    cells = ["North  East", "North East ", "North\u00a0East", 5.0, 2.5, dt.datetime(2026, 1, 5)]
    column = read("text", [*cells, "n/a", None])
    shown = ["North East", "North East", "North East", "5", "2.5", "2026-01-05"]
    assert outcome(column) == [*shown, MISSING, MISSING]
    assert column.values.dtype == "category"
    assert len(column.values.cat.categories) == 4


@pytest.mark.parametrize(
    ("cells", "number_format", "expected"),
    [
        (["007", "07", "7"], "General", ["007", "07", "7"]),
        ([123.0, 7.0], "General", ["123", "7"]),
        ([123.5], "General", ["123.5"]),
        ([7.0, 12345678.0], "00000", ["00007", "12345678"]),
        ([20240105.0], "0", ["20240105"]),
        (["-", "A-1", "n/a"], "General", [MISSING, "A-1", MISSING]),
        ([-7.0], "General", ["-7"]),
    ],
)
def test_ids(cells: list[Any], number_format: str, expected: list[Any]) -> None:
    column = read("id", cells, number_format=number_format)
    assert outcome(column) == expected
    assert not column.questions


def test_ids_that_excel_has_cut_are_asked() -> None:
    assert codes(read("id", [1234567890123456.0])) == {"id-precision"}
    assert codes(read("id", ["1234567890123456"])) == set()


def test_empty_cells_beside_nothing_but_yes_are_asked_about() -> None:
    some = read("flag", ["Yes", None, "", "Yes", None, None])
    assert outcome(some) == [1, 0, 0, 1, 0, 0]
    assert [code for code, _ in some.questions] == ["flag-empty-no"]
    most = read("flag", ["Yes", None, "Y", "Yes", "yes", "yes"])
    assert outcome(most) == [1, MISSING, 1, 1, 1, 1]
    assert [code for code, _ in most.questions] == ["flag-empty-unknown"]


@pytest.mark.parametrize("cells", [["Yes", "No", None], ["Yes", "n/a", None], ["Yes", "Yes"]])
def test_where_a_cell_says_no_or_that_nothing_is_known_none_is_asked(cells: list[Any]) -> None:
    assert not read("flag", cells).questions
