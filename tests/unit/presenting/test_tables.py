from __future__ import annotations

import math

from desktop_app.presenting.tables import Cell, Column, make_table, text_cell

_COLUMNS = [
    Column("name", "Name", lambda item: text_cell(item[0])),
    Column("value", "Value", lambda item: Cell(str(item[1]), item[1])),
]
_ITEMS = [("b", 2.0), ("a", math.nan), ("c", 10.0), ("d", 2.0), ("e", None)]


def _names(table):
    return [row.key for row in table.rows if not row.heading]


def _table(group=None):
    return make_table(_COLUMNS, _ITEMS, key=lambda item: item[0], group=group)


def test_numbers_sort_by_value_and_missing_ones_come_last_either_way():
    assert _names(_table().sorted(1, descending=False)) == ["b", "d", "c", "a", "e"]
    assert _names(_table().sorted(1, descending=True)) == ["c", "b", "d", "a", "e"]


def test_sorting_twice_starts_from_the_first_order():
    table = _table().sorted(1, descending=True).sorted(0, descending=False)
    assert _names(table) == ["a", "b", "c", "d", "e"]
    assert _names(table.unsorted()) == ["b", "a", "c", "d", "e"]


def test_words_sort_whatever_their_case():
    columns = [Column("name", "Name", text_cell)]
    table = make_table(columns, ["beta", "Alpha", ""], key=lambda item: item)
    assert _names(table.sorted(0, descending=False)) == ["Alpha", "beta", ""]


def test_numbers_and_words_in_one_column_sort_without_failing():
    columns = [Column("x", "X", lambda item: Cell(str(item), item))]
    table = make_table(columns, ["failed", 2.0, 1.0], key=lambda item: item)
    assert _names(table.sorted(0, descending=False)) == [1.0, 2.0, "failed"]


def test_groups_have_headings_that_sorting_takes_away():
    table = _table(group=lambda item: "first" if item[0] in "ba" else "second")
    assert [row.heading for row in table.rows if row.heading] == ["first", "second"]
    assert not any(row.heading for row in table.sorted(1, descending=False).rows)
    assert len(table.sorted(1, descending=False).unsorted().rows) == 7


def test_rows_are_found_by_key():
    assert _table().find("c") == 2
    assert _table().find("nobody") is None
