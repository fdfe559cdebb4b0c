"""Uses of cells in their compact form: the same codes come back, in little room."""

import pickle

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from desktop_app.importing.accounting import CellUses
from desktop_app.importing.report import Use
from desktop_app.importing.use_runs import NO_USE, UseRuns

codes = arrays(
    np.int8, st.tuples(st.integers(0, 4), st.integers(0, 9)), elements=st.integers(0, len(Use))
)


@given(codes, st.integers(0, 10), st.integers(0, 12))
def test_any_stretch_of_any_column_comes_back(
    given_codes: np.ndarray, top: int, height: int
) -> None:
    runs = UseRuns.of(given_codes)
    bottom = top + height - 1
    for column in range(given_codes.shape[0] + 1):
        expected = np.zeros(height, dtype=np.int8)
        if column < given_codes.shape[0]:
            known = given_codes[column, top : bottom + 1]
            expected[: len(known)] = known
        assert runs.column(column, top, bottom).tolist() == expected.tolist()


def test_a_log_of_a_million_rows_takes_less_than_a_kilobyte() -> None:
    uses = CellUses(1_000_000, 12)
    uses.mark_block(Use.USED, 1, 999_999, 0, 11)
    uses.mark_block(Use.HEADING, 0, 0, 0, 11)
    runs = uses.runs()
    assert len(pickle.dumps(runs)) < 1024
    heading, used = list(Use).index(Use.HEADING) + 1, list(Use).index(Use.USED) + 1
    assert (runs.at(0, 3), runs.at(1, 3), runs.at(999_999, 11)) == (heading, used, used)
    assert runs.at(1_000_000, 0) == NO_USE
