"""The account of a sheet's cells: each non-empty cell once, holes handed back."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from desktop_app.importing.accounting import CellUses
from desktop_app.importing.cells import CellGrid
from desktop_app.importing.readers.grids import GridSheet
from desktop_app.importing.report import Use


def sheet_of(filled: np.ndarray) -> GridSheet:
    values = np.where(filled, "x", None).astype(object)
    return GridSheet("S", CellGrid(values))


grids = arrays(np.bool_, st.tuples(st.integers(1, 6), st.integers(1, 5)))
marks = st.lists(
    st.tuples(
        st.sampled_from(Use),
        st.integers(0, 6),
        st.integers(0, 6),
        st.integers(0, 5),
        st.integers(0, 5),
    )
)


@given(grids, marks)
def test_uses_add_up_to_the_cells_whatever_was_marked(
    filled: np.ndarray, blocks: list[tuple[Use, int, int, int, int]]
) -> None:
    sheet = sheet_of(filled)
    uses = CellUses(*filled.shape)
    last = np.full(filled.shape, None, dtype=object)
    for use, top, bottom, left, right in blocks:
        uses.mark_block(use, top, bottom, left, right)
        last[top : bottom + 1, left : right + 1] = use
    account, holes = uses.account(sheet)
    assert account.cells == filled.sum()
    assert sum(getattr(account, use.value) for use in Use) == account.cells
    assert set(holes) == {(r, c) for r, c in np.argwhere(filled & (last == None))}  # noqa: E711
    for use in set(Use) - {Use.SET_ASIDE}:
        assert getattr(account, use.value) == (filled & (last == use)).sum()
    assert account.set_aside == (filled & (last == Use.SET_ASIDE)).sum() + len(holes)


def test_marks_outside_of_the_sheet_are_ignored() -> None:
    uses = CellUses(2, 2)
    uses.mark_cells(Use.NOTE, [(5, 0), (0, 7), (1, 1)])
    uses.mark(Use.USED, slice(0, 1), 9)
    account, holes = uses.account(sheet_of(np.ones((2, 2), dtype=bool)))
    assert account.note == 1
    assert holes == [(0, 0), (1, 0), (0, 1)]


def test_an_empty_sheet_has_an_empty_account() -> None:
    account, holes = CellUses(0, 0).account(GridSheet("S", CellGrid(np.empty((0, 0), object))))
    assert account.cells == 0
    assert holes == []
