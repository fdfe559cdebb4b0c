from __future__ import annotations

from dataclasses import replace

from desktop_app.presenting.table_filter import TableFilter, count_rows, texts_of
from desktop_app.presenting.tables import Column, make_table, text_cell

ITEMS = [
    ("Voice", "Aster", "CSAT"),
    ("Voice", "Birch", "CSAT"),
    ("Chat", "Aster", "FCR"),
    ("Chat", "Aster", "NPS"),
]
COLUMNS = [
    Column("vendor", "Vendor", lambda item: text_cell(item[1])),
    Column("kpi", "KPI", lambda item: text_cell(item[2])),
]
TABLE = make_table(COLUMNS, ITEMS, key=lambda item: item, group=lambda item: item[0])


def _shown(found):
    return [row.heading or row.key[1:] for row in TableFilter.apply(found, TABLE).rows]


def test_nothing_asked_shows_the_very_table():
    assert TableFilter().apply(TABLE) is TABLE
    assert TableFilter(text="  ").apply(TABLE) is TABLE


def test_words_are_found_in_any_cell_and_case_and_groups_keep_their_heading():
    assert _shown(TableFilter(text="aster c")) == [
        "Voice",
        ("Aster", "CSAT"),
        "Chat",
        ("Aster", "FCR"),
    ]


def test_a_group_without_a_row_left_goes_with_its_heading():
    assert _shown(TableFilter(text="nps")) == ["Chat", ("Aster", "NPS")]


def test_values_of_two_columns_must_both_fit():
    found = TableFilter().keeping("vendor", frozenset({"Aster"}))
    found = found.keeping("kpi", frozenset({"CSAT", "NPS"}))
    assert _shown(found) == ["Voice", ("Aster", "CSAT"), "Chat", ("Aster", "NPS")]
    assert _shown(found.keeping("vendor", None)) == [
        "Voice",
        ("Aster", "CSAT"),
        ("Birch", "CSAT"),
        "Chat",
        ("Aster", "NPS"),
    ]


def test_a_column_of_another_table_hides_nothing():
    assert count_rows(TableFilter().keeping("gone", frozenset()).apply(TABLE)) == 4


def test_a_filter_and_an_order_go_together():
    ordered = replace(TABLE).sorted(0, descending=True)
    shown = TableFilter(text="csat").apply(ordered)
    assert [row.key[1] for row in shown.rows] == ["Birch", "Aster"]


def test_texts_of_a_column_are_counted_without_headings():
    assert texts_of(TABLE, 0) == {"Aster": 3, "Birch": 1}
    assert count_rows(TABLE) == 4
