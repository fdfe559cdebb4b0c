from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from desktop_app.catalogue.model import Anchors
from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.unit import Direction
from desktop_app.scoring.decision_table import Cells, DecisionTable, read_decision_table
from desktop_app.scoring.model import Method, Normalisation, Preference
from desktop_app.scoring.ranking import rank
from desktop_app.scoring.table_numbers import cell_number, decimal_comma
from tests.helpers.matrices import scores

FULL: Cells = [
    ["Vendor", "Price", "Quality"],
    ["Weight", 0.4, "60%"],
    ["direction", "lower", "Higher"],
    ["worst", 200, 0],
    ["best", 50, 10],
    ["preference", "linear:5:20", "gaussian:1,5"],
    ["Alpha", 100, 8],
    ["Beta", 120, "9,5"],
]


def read(cells: Cells, normalisation: Normalisation | None = None) -> DecisionTable:
    return read_decision_table(cells, "m.xlsx", normalisation)


def failure(cells: Cells, normalisation: Normalisation | None = None) -> str:
    with pytest.raises(ScenarioError) as caught:
        read(cells, normalisation)
    return str(caught.value)


def test_everything_a_table_can_say() -> None:
    table = read(FULL)
    price, quality = table.matrix.criteria
    assert (price.title, price.direction, price.weight) == ("Price", Direction.LOWER, 0.4)
    assert (quality.direction, quality.weight) == (Direction.HIGHER, 0.6)
    assert price.anchors == Anchors(200, 50, source="user")
    assert price.preference == Preference("linear", q=5, p=20)
    assert quality.preference == Preference("gaussian", s=1.5)
    assert table.matrix.vendors == ("Alpha", "Beta")
    assert table.matrix.values.tolist() == [[100, 8], [120, 9.5]]
    assert table.normalisation is Normalisation.ANCHORS
    assert table.notes == ()


def test_ranked_on_its_anchors() -> None:
    ranking = rank(read(FULL).matrix)
    price = 0.4 * (200 - 100) / 150 * 100
    assert scores(ranking)["Alpha"] == pytest.approx(price + 0.6 * 80)


def test_a_bare_table() -> None:
    table = read([["", "x", "y"], ["A", 1, 2], ["B", 3, None]])
    assert [c.weight for c in table.matrix.criteria] == [1, 1]
    assert np.isnan(table.matrix.values[1, 1])
    assert table.normalisation is Normalisation.MINMAX
    assert len(table.notes) == 3
    assert "No figure in C3 (B, y); it counts as missing." in table.notes


def test_a_table_that_starts_further_in_with_a_title() -> None:
    cells: Cells = [
        ["Panel of March", None, None, None],
        [],
        [None, None, "x", "y"],
        [None, "weight", 1, 3],
        [None, "A", 1, 2],
        [None, "", None, ""],
        [None, "B", 3, "n/a"],
    ]
    table = read(cells)
    assert table.matrix.vendors == ("A", "B")
    assert [c.title for c in table.matrix.criteria] == ["x", "y"]
    assert np.isnan(table.matrix.values[1, 1])


def test_a_vendor_may_be_called_like_a_special_row_further_down() -> None:
    table = read([["v", "x", "y"], ["A", 1, 2], ["Target", 3, 4], ["Best", 5, 6]])
    assert table.matrix.vendors == ("A", "Target", "Best")


def test_a_target_beside_worst_and_best() -> None:
    cells: Cells = [["v", "x"], ["worst", 0], ["target", 5], ["best", 10], ["A", 5]]
    (criterion,) = read(cells).matrix.criteria
    assert criterion.anchors == Anchors(0, 5, 10, source="user")


def test_a_blank_direction_is_said() -> None:
    table = read([["v", "x", "y"], ["direction", "-", ""], ["A", 1, 2]])
    assert [c.direction for c in table.matrix.criteria] == [Direction.LOWER, Direction.HIGHER]
    assert any("'y' names no direction" in note for note in table.notes)


def test_anchors_asked_for_and_not_there() -> None:
    cells: Cells = [["v", "x", "y"], ["worst", 0, None], ["best", 10, None], ["A", 1, 2]]
    assert "missing for y" in failure(cells, Normalisation.ANCHORS)
    assert read(cells).normalisation is Normalisation.MINMAX
    assert read(cells, Normalisation.VECTOR).normalisation is Normalisation.VECTOR


@pytest.mark.parametrize(
    ("row", "value", "cell", "problem"),
    [
        (1, "much", "C2", "expected a number"),
        (1, "", "C2", "write 0"),
        (1, -0.5, "C2", "expected 0 or more"),
        (1, 60, "B2", "percentages"),
        (2, "up", "C3", "higher or lower"),
        (3, None, "C5", "both a worst and a best"),
        (4, -1, "C4", "out of order"),
        (5, "steep:3", "C6", "LINEAR:Q:P"),
        (5, "linear:3", "C6", "LINEAR:Q:P"),
        (5, "linear:5:3", "C6", "p must be above q"),
        (5, "u:x", "C6", "expected a number"),
        (6, "good", "C7", "found 'good'"),
        (6, True, "C7", "found True"),
        (6, dt.datetime(2026, 1, 5), "C7", "2026-01-05"),
        (6, "12.03.2026", "C7", "found '12.03.2026'"),
    ],
)
def test_errors_name_the_cell(row: int, value: object, cell: str, problem: str) -> None:
    cells = [list(values) for values in FULL]
    column = 2
    if cell == "B2":
        cells[1][1] = value
    else:
        cells[row][column] = value
    message = failure(cells)
    assert f"m.xlsx, cell {cell}:" in message
    assert problem in message


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ([], "no table found"),
        ([["only a title"]], "no table found"),
        ([["v", "x"], ["weight", 1]], "no vendor's row"),
        ([["v", "x", "X"], ["A", 1, 2]], "cell C1: the criterion 'X' is named twice"),
        ([["v", "x"], ["A", 1], ["a", 2]], "cell A3: the vendor 'a' is named twice"),
        ([["v", "x"], ["A", 1], ["", 2]], "cell A3: empty"),
        ([["v", "x"], ["A", 1, 5]], "cell C2: a value in a column without a heading"),
        ([["v", "x"], ["weight", 1], ["weights", 1], ["A", 1]], "second row"),
        ([["v", "x"], ["A", "1,250"]], "cell B2: found '1,250', which can mean"),
        ([["v", "x"], ["A", "85%"], ["B", 92]], "cell B3: found 92 among percentages"),
    ],
)
def test_tables_that_cannot_be_read(cells: Cells, problem: str) -> None:
    assert problem in failure(cells)


def test_percent_texts_and_shares_in_one_column() -> None:
    table = read([["v", "x"], ["A", "85 %"], ["B", 0.92], ["C", "92,5%"]])
    assert table.matrix.values[:, 0].tolist() == [0.85, 0.92, 0.925]


@pytest.mark.parametrize(
    ("texts", "comma"),
    [
        (["1,5"], True),
        (["1.5"], False),
        (["0,125"], True),
        (["1.234,5"], True),
        (["1,234.5"], False),
        (["1,234"], None),
        (["1.234"], None),
        (["1,5", "1.5"], None),
        (["12", "abc", "1,25%"], True),
    ],
)
def test_decimal_convention_of_a_table(texts: list[str], comma: bool | None) -> None:
    assert decimal_comma(texts) is comma


@pytest.mark.parametrize(
    ("text", "comma", "number"),
    [
        ("1,234", True, 1.234),
        ("1,234", False, 1234),
        ("1.234", True, 1234),
        ("1.234", None, 1.234),
        ("1,5", None, 1.5),
        ("1.234.567", None, 1234567),
        ("12,34,567.5", None, 1234567.5),
        ("1 234,5", None, 1234.5),
        ("1'234", None, 1234),
        (" -7 ", None, -7),
        ("+3.5", None, 3.5),
        (".5", None, 0.5),
        ("85 %", None, 0.85),
        ("-2,5%", None, -0.025),
        ("1\u00a0234\u00a0567", None, 1234567),
    ],
)
def test_number_texts(text: str, comma: bool | None, number: float) -> None:
    assert cell_number(text, comma) == number


@pytest.mark.parametrize("text", ["1,2,3", "1.2.3", "1,234,56", "12..5", "5,", "%", "1e5", "3 4"])
def test_texts_that_are_no_numbers(text: str) -> None:
    with pytest.raises(ValueError, match="expected a number"):
        cell_number(text, None)


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        (Method.TOPSIS, {"A": 0.5037, "B": 0.6581, "C": 0.7482, "D": 0.3340}),
        (Method.VIKOR, {"A": 0.75, "B": 0.25, "C": 0, "D": 1}),
    ],
)
def test_from_table_to_ranking(method: Method, expected: dict[str, float]) -> None:
    table = read(
        [
            ["Vendor", "c1", "c2", "c3"],
            ["weight", ".3", "0,4", 0.3],
            ["direction", "higher", "higher", "higher"],
            ["A", 5, 8, 4],
            ["B", 7, 6, 8],
            ["C", 8, 8, 6],
            ["D", 7, 4, 6],
        ]
    )
    assert scores(rank(table.matrix, method)) == pytest.approx(expected, abs=5e-5)
