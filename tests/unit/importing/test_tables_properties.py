"""Laws that hold on any sheet whatever."""

from __future__ import annotations

import datetime as dt

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.importing.tables import find_structure
from tests.helpers.sheets import WrittenSheet, grid_of

_CELLS = st.one_of(
    st.none(),
    st.none(),
    st.sampled_from(
        ["KPI", "Jan", "AHT", "Voice", "n/a", "85%", "Total", "* note", "Vendor:", "-"]
    ),
    st.sampled_from([0.5, 312, 2025, 2026, True, dt.datetime(2026, 1, 1), dt.time(0, 5)]),
    st.text(max_size=6),
)


@st.composite
def _sheets(draw: st.DrawFn) -> WrittenSheet:
    height, width = draw(st.integers(1, 14)), draw(st.integers(1, 9))
    rows = [[draw(_CELLS) for _ in range(width)] for _ in range(height)]
    merged = []
    for _ in range(draw(st.integers(0, 2))):
        top, left = draw(st.integers(0, height - 1)), draw(st.integers(0, width - 1))
        bottom = draw(st.integers(top, min(top + 1, height - 1)))
        right = draw(st.integers(left, width - 1))
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if (row, column) != (top, left):
                    rows[row][column] = None
        merged.append((top, left, bottom, right))
    return WrittenSheet(grid_of(rows, merged))


@settings(max_examples=300, deadline=None)
@given(_sheets())
def test_every_cell_is_in_one_region_one_title_or_the_notes(sheet: WrittenSheet) -> None:
    structure = find_structure(sheet)
    seen = np.zeros(sheet.grid.values.shape, dtype=int)
    for region in structure.regions:
        seen[region.top : region.bottom + 1, region.left : region.right + 1] += 1
        for place in region.title_cells:
            seen[place] += 1
    for place in structure.notes:
        seen[place] += 1
    filled = np.not_equal(sheet.grid.values, None)
    assert (seen[filled] == 1).all()
    assert (seen <= 1).all()


@settings(max_examples=300, deadline=None)
@given(_sheets())
def test_headings_fit_their_region(sheet: WrittenSheet) -> None:
    for region in find_structure(sheet).regions:
        width = region.right - region.left + 1
        assert len(region.headers) == width
        assert [len(part) for part in region.header_parts] == [width] * len(region.header_rows)
        assert list(region.header_rows) == sorted(region.header_rows)
        assert all(region.top <= row < region.bottom for row in region.header_rows)
        assert all(region.first_data_row <= row for row in region.repeated_headers)


@settings(max_examples=100, deadline=None)
@given(_sheets(), st.integers(0, 4), st.integers(0, 3))
def test_moving_a_table_moves_what_is_found(sheet: WrittenSheet, down: int, right: int) -> None:
    height, width = sheet.grid.values.shape
    values = np.full((height + down, width + right), None, dtype=object)
    values[down:, right:] = sheet.grid.values
    merged = [(t + down, a + right, b + down, z + right) for t, a, b, z in sheet.grid.merged]
    moved = find_structure(WrittenSheet(grid_of(values.tolist(), merged)))
    still = find_structure(sheet)
    assert [(r.top - down, r.left - right, r.bottom - down, r.right - right, r.headers)
            for r in moved.regions] == [
        (r.top, r.left, r.bottom, r.right, r.headers) for r in still.regions
    ]  # fmt: skip
