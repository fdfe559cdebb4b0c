import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from desktop_app.domain.address import (
    cell,
    cell_range,
    column_index,
    parse_cell,
    parse_range,
    ranges,
)


@given(st.integers(0, 16383))
def test_column_letters_agree_with_openpyxl(column: int) -> None:
    assert cell(0, column) == f"{get_column_letter(column + 1)}1"
    assert column_index(get_column_letter(column + 1)) == column


def test_a_range_of_one_cell_is_a_cell() -> None:
    assert cell_range(2, 1, 2, 1) == "B3"
    assert cell_range(0, 0, 9, 27) == "A1:AB10"


def test_addresses_read_back() -> None:
    assert parse_cell("$C$7") == (6, 2)
    assert parse_range("B2:D10") == (1, 1, 9, 3)
    assert parse_range("AA1") == (0, 26, 0, 26)


@pytest.mark.parametrize("text", ["", "7", "A0", "A-1", "ABCD1", "A1B"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a"):
        parse_cell(text)


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([(1, 1), (1, 2), (1, 3)], "B2:D2"),
        ([(0, 0), (1, 0), (2, 0)], "A1:A3"),
        ([(2, 1), (1, 1), (1, 2), (2, 2), (4, 1)], "B2:C3,B5"),
        ([(0, 0), (0, 2), (1, 0)], "A1:A2,C1"),
        ([], ""),
    ],
)
def test_cells_as_ranges(places: list[tuple[int, int]], expected: str) -> None:
    assert ranges(places) == expected
