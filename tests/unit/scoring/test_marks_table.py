"""Marks from tables of evaluators."""

from __future__ import annotations

import pytest

from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.evaluator import Mark
from desktop_app.scoring.marks_table import read_marks_table

TABLE = [
    [None, None, None, None, None],
    ["Vendor", "Team", "Team: comment", "Tools", "Remarks"],
    ["weight", 60, None, 40, None],
    ["Acme", 4, "knows  us", 3.5, None],
    ["Birch", "2,5", None, None, "no answer"],
]


def test_marks_with_comments_and_weights() -> None:
    found = read_marks_table(TABLE, "ann.xlsx")
    assert found.marks == {
        "Team": {"Acme": Mark(4.0, "knows us"), "Birch": Mark(2.5)},
        "Tools": {"Acme": Mark(3.5)},
    }
    assert found.weights["Team"] / found.weights["Tools"] == pytest.approx(1.5)


def test_a_comment_beside_no_mark_is_told_and_a_number_is_a_comment_too() -> None:
    assert read_marks_table(TABLE, "x").unmarked == ("Tools, Birch: no answer",)
    found = read_marks_table([["Vendor", "Team", "Note"], ["Acme", 4, 12]], "x")
    assert found.marks["Team"]["Acme"] == Mark(4.0, "12")
    assert found.unmarked == ()


def test_percentages_are_no_marks_also_where_all_are() -> None:
    table = [
        ["Vendor", "Team", "Tools"],
        ["weight", "60%", "40%"],
        ["A", "80 %", 3],
        ["B", "60 %", 5],
    ]
    with pytest.raises(ScenarioError, match="x, cell B3: '80 %' is no mark of 0 to 5"):
        read_marks_table(table, "x")
    table[2][1], table[3][1] = 4, 3
    assert read_marks_table(table, "x").weights == {"Team": 0.6, "Tools": 0.4}


def test_without_a_row_of_weights_there_are_none() -> None:
    assert read_marks_table([TABLE[1], *TABLE[3:]], "x").weights == {}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({(3, 1): 6}, "ann.xlsx, Acme, Team: the mark is 6"),
        ({(4, 3): "great"}, "great"),
        ({(1, 2): "note", (1, 3): "x comment", (1, 1): "note"}, "expected|criteria|comment"),
    ],
)
def test_what_can_not_be_a_mark_is_named(change, said) -> None:
    cells = [list(line) for line in TABLE]
    for (row, column), value in change.items():
        cells[row][column] = value
    with pytest.raises(ScenarioError, match=said):
        read_marks_table(cells, "ann.xlsx")


def test_no_table() -> None:
    with pytest.raises(ScenarioError, match="no heading"):
        read_marks_table([[1, 2], [None, "x"]], "y.csv")
