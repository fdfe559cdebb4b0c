"""The search grows with the number of cells, not with its square.

What it does is counted, not timed: a count is the same on every machine, however busy.
"""

from __future__ import annotations

import sys
import tracemalloc
from collections.abc import Callable
from types import FrameType
from typing import Any

import numpy as np
import pytest

from desktop_app.importing.cells import CellGrid
from desktop_app.importing.tables import find_structure
from tests.helpers.sheets import WrittenSheet

TraceFunction = Callable[[FrameType, str, Any], Any]


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


def _lines_run(sheet: WrittenSheet) -> int:
    count = 0

    def count_line(_frame: FrameType, event: str, _value: object) -> TraceFunction:
        nonlocal count
        count += event == "line"
        return count_line

    before = sys.gettrace()
    sys.settrace(count_line)
    try:
        find_structure(sheet)
    finally:
        sys.settrace(before)
    return count


def _most_memory(sheet: WrittenSheet) -> int:
    tracemalloc.start()
    try:
        find_structure(sheet)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("sparse", [False, True])
def test_ten_times_the_rows_take_about_ten_times_the_work(sparse: bool) -> None:
    small, large = _log(300, sparse), _log(3_000, sparse)
    find_structure(small)  # what is made once, at the first use, is no part of it
    assert _lines_run(large) < 12 * _lines_run(small)
    assert _most_memory(large) < 20 * _most_memory(small)  # arrays as wide as high: 100 times
