"""Which records of two tables may have the same id."""

from __future__ import annotations

import pandas as pd

from desktop_app.kpi.shared_ids import SharedIds


def _frame(ids: list[str | None], kind: str = "category") -> pd.DataFrame:
    return pd.DataFrame({"record_id": pd.Series(ids, dtype="str").astype(kind)})


def test_rows_of_which_the_id_is_in_both_tables() -> None:
    shared = SharedIds([_frame(["a", "b", None, "b", "c"]), _frame(["d", None, "b"])])

    first, second = shared.of_both(0, 1, "record_id")

    assert first.tolist() == [False, True, False, True, False]
    assert second.tolist() == [False, False, True]


def test_a_category_that_no_row_has_is_no_id_of_the_table() -> None:
    late = _frame(["a", "b"]).iloc[1:]

    first, second = SharedIds([late, _frame(["a"])]).of_both(0, 1, "record_id")

    assert not first.any()
    assert not second.any()


def test_nothing_is_said_of_values_that_are_no_texts() -> None:
    numbers = pd.DataFrame({"record_id": pd.Series([1, 2]).astype("category")})

    first, second = SharedIds([numbers, _frame(["a"])]).of_both(0, 1, "record_id")

    assert first.all()
    assert second.all()
