"""Columns of texts against what pandas itself makes of them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from desktop_app.text_columns import inferred_column, lines_of, objects_of, text_column

INDEX = pd.Index([3, 5, 8])
TEXTS = np.array(["CSAT", None, "žluť 12 %"], dtype=object)


def test_texts_become_the_series_that_pandas_makes() -> None:
    pd.testing.assert_series_equal(
        text_column(TEXTS, INDEX), pd.Series(TEXTS, index=INDEX, dtype="str")
    )


@pytest.mark.parametrize(
    "values",
    [
        TEXTS,
        np.array(["a", 1.5, None], dtype=object),
        np.array([None, None, None], dtype=object),
        np.array([1.0, np.nan, 3.0]),
        np.array([True, False, True]),
    ],
)
def test_other_values_keep_the_dtype_that_pandas_gives(values: np.ndarray) -> None:
    pd.testing.assert_series_equal(inferred_column(values, INDEX), pd.Series(values, index=INDEX))


@pytest.mark.parametrize(
    "cells",
    [
        pd.Series(TEXTS, dtype="str"),
        pd.Series(["a", "b"], dtype="str"),
        pd.Series([], dtype="str"),
        pd.Series([1.5, np.nan]),
        pd.Series(["a", 2, None], dtype=object),
        pd.Series(["x", None, "x"], dtype="category"),
    ],
)
def test_cells_come_out_as_by_astype(cells: pd.Series) -> None:
    mine, theirs = objects_of(cells), cells.astype(object).to_numpy()
    assert mine.dtype == object
    assert [type(one) for one in mine] == [type(one) for one in theirs]
    pd.testing.assert_series_equal(pd.Series(mine), pd.Series(theirs))


def test_lines_are_the_records_of_pandas() -> None:
    frame = pd.DataFrame(
        {"kpi": ["csat", "fcr", "aht"], "value": [0.9, np.inf, -2.0], "n": [10, 0, 7]}, index=INDEX
    )
    assert lines_of(frame) == frame.to_dict("records")
    some = np.array([True, False, True])
    assert lines_of(frame, some, ("kpi", "n")) == frame.loc[some, ["kpi", "n"]].to_dict("records")
    assert lines_of(frame.iloc[:0]) == []
