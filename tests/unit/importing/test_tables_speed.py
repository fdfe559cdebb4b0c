"""The search grows with the number of cells, not with its square."""

from __future__ import annotations

import time

import numpy as np
import pytest

from desktop_app.importing.cells import CellGrid
from desktop_app.importing.tables import find_structure
from tests.helpers.sheets import WrittenSheet


def _log(rows: int, sparse: bool) -> WrittenSheet:
    values = np.full((rows, 10), None, dtype=object)
    values[0] = [f"Field {n}" for n in range(10)]
    for column in range(10):
        values[1:, column] = [
            row % 50 if column % 2 else f"text {row % 70}" for row in range(1, rows)
        ]
    if sparse:
        values[1::3, 1::2] = None
        values[7::50] = None
    return WrittenSheet(CellGrid(values))


@pytest.mark.parametrize("sparse", [False, True])
def test_ten_times_the_rows_take_no_more_than_thirty_times_as_long(sparse: bool) -> None:
    def seconds(rows: int) -> float:
        sheet = _log(rows, sparse)
        best = float("inf")
        for _ in range(3):
            start = time.perf_counter()
            find_structure(sheet)
            best = min(best, time.perf_counter() - start)
        return best

    assert seconds(12_000) < 30 * seconds(1_200)
