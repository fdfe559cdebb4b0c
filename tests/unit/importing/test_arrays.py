"""Tables as numpy arrays: picking, stacking, and the same as a frame."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from desktop_app.importing.arrays import Arrays, stacked


def _table() -> Arrays:
    periods = np.array(["2026-01", None, "2026-02"], dtype=object)
    return Arrays({"period": periods, "value": np.array([1.5, 2.0, np.nan])}, 3)


def test_lines_are_picked_by_mask_and_by_place() -> None:
    table = _table()
    by_mask = table.pick(np.array([True, False, True]))
    by_place = table.pick(np.array([2, 0]))
    assert (len(by_mask), by_mask["period"].tolist()) == (2, ["2026-01", "2026-02"])
    assert (len(by_place), by_place["period"].tolist()) == (2, ["2026-02", "2026-01"])


def test_what_is_picked_is_a_copy() -> None:
    table = _table()
    table.pick(np.array([True, True, True]))["value"][0] = 9.0
    assert table["value"][0] == 1.5


def test_tables_are_stacked_in_order() -> None:
    both = stacked([_table(), _table().pick(np.array([1]))])
    assert len(both) == 4
    assert list(both.lines("period"))[2:] == [("2026-02",), (None,)]


def test_a_frame_keeps_missing_texts_as_none() -> None:
    frame = _table().frame()
    assert frame["period"].tolist() == ["2026-01", None, "2026-02"]
    assert frame["period"].dtype == object
    pd.testing.assert_series_equal(frame["value"], pd.Series([1.5, 2.0, np.nan], name="value"))


def test_a_column_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="2 values of unit for 3 lines"):
        _table()["unit"] = np.array(["a", "b"], dtype=object)
