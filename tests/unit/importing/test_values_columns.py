"""What holds for a column of any kind: dtypes, index, errors, and many rows as few."""

from __future__ import annotations

import datetime as dt
import warnings
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from desktop_app.catalogue.model import FieldKind
from desktop_app.importing.cells import CellError
from desktop_app.importing.typed import ReadingHints, TypedColumn
from desktop_app.importing.values import read_cell, read_column
from tests.helpers.typed_columns import BAD, MISSING, outcome, read, words

NUMERIC = {"share", "duration", "score", "points", "index", "money", "count", "rate", "years"}


def in_dtype(cells: list[Any], dtype: Any, kind: str, **hints: Any) -> TypedColumn:
    return read(kind, cells, dtype=dtype, **hints)


@pytest.mark.parametrize(
    "dtype", ["float64", "float32", "Float64", "object", pd.ArrowDtype(pa.float64())]
)
def test_numbers_of_any_dtype(dtype: Any) -> None:
    assert outcome(in_dtype([1.5, None, 3.0], dtype, "count")) == [1.5, MISSING, 3]


@pytest.mark.parametrize(
    "dtype", ["int64", "int8", "uint16", "Int64", "object", pd.ArrowDtype(pa.int32())]
)
def test_whole_numbers_of_any_dtype(dtype: Any) -> None:
    assert outcome(in_dtype([1, 0, 3], dtype, "count")) == [1, 0, 3]
    assert outcome(in_dtype([1, 0, 3], dtype, "id")) == ["1", "0", "3"]


def test_nullable_whole_numbers() -> None:
    for dtype in ("Int64", pd.ArrowDtype(pa.int64())):
        assert outcome(in_dtype([1, None], dtype, "count")) == [1, MISSING]


@pytest.mark.parametrize("dtype", ["boolean", "object", pd.ArrowDtype(pa.bool_())])
def test_booleans_of_any_dtype(dtype: Any) -> None:
    assert outcome(in_dtype([True, False, None], dtype, "flag")) == [1, 0, MISSING]
    assert outcome(in_dtype([True, False, None], dtype, "count")) == [BAD, BAD, MISSING]


@pytest.mark.parametrize(
    "dtype",
    [
        "str",
        "string",
        "object",
        "category",
        pd.ArrowDtype(pa.string()),
        pd.ArrowDtype(pa.large_string()),
        pd.StringDtype("python"),
        pd.StringDtype("pyarrow", na_value=np.nan),
    ],
)
def test_texts_of_any_dtype(dtype: Any) -> None:
    cells = ["5:12", None, "n/a", "soon", "6:12"]
    hints = {"unit": "minutes"}
    assert outcome(in_dtype(cells, dtype, "duration", **hints)) == [312, MISSING, MISSING, BAD, 372]
    assert outcome(in_dtype(cells, dtype, "text"))[:2] == ["5:12", MISSING]


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_stamps_of_any_unit(unit: str) -> None:
    stamp = pd.Timestamp(2026, 1, 5, 10, 7)
    for dtype in (f"datetime64[{unit}]", pd.ArrowDtype(pa.timestamp(unit))):
        assert outcome(in_dtype([stamp, None], dtype, "timestamp")) == [stamp, MISSING]


def test_stamps_with_a_zone_keep_their_clock() -> None:
    stamps = pd.Series(pd.to_datetime(["2026-01-05 10:07"])).dt.tz_localize("Asia/Kolkata")
    column = read_column(stamps, ReadingHints(FieldKind.TIMESTAMP), words())
    assert outcome(column) == [pd.Timestamp(2026, 1, 5, 10, 7)]


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_spans_of_any_unit(unit: str) -> None:
    span = dt.timedelta(minutes=5, seconds=12)
    for dtype in (f"timedelta64[{unit}]", pd.ArrowDtype(pa.duration(unit))):
        assert outcome(in_dtype([span, None], dtype, "duration")) == [312, MISSING]


@pytest.mark.parametrize("kind", list(FieldKind))
def test_every_kind_reads_every_dtype(kind: FieldKind) -> None:
    stamps = pd.to_datetime(["2026-01-05", None])
    columns = [
        pd.Series([1.5, np.nan]),
        pd.Series([1, 2]),
        pd.Series([True, False]),
        pd.Series(["a", None], dtype="str"),
        pd.Series(stamps),
        pd.Series(pd.to_timedelta(["5min", None])),
        pd.Series([None, None], dtype=object),
        pd.Series([], dtype=object),
        pd.Series([], dtype="str"),
        pd.Series([], dtype="float64"),
        pd.Series(["a", None], dtype="category"),
        pd.Series([1 + 2j, 3j]),
        pd.Series([b"x", object(), [1], {}, 10**400, "1", dt.time(1), CellError("#REF!")]),
    ]
    for cells in columns:
        column = read_column(cells, ReadingHints(kind), words())
        assert len(outcome(column)) == len(cells)
        if kind.value in NUMERIC or kind is FieldKind.FLAG:
            assert column.values.dtype == np.float64
        if kind in {FieldKind.TEXT, FieldKind.ID, FieldKind.STATUS}:
            assert column.values.dtype == "category"
        if kind is FieldKind.PERIOD:
            assert column.values.dtype == object


@pytest.mark.parametrize("kind", list(FieldKind))
def test_no_text_raises_or_warns(kind: FieldKind) -> None:
    texts = [
        "\ud800", "\x00", "1" * 400, "9" * 30, "1e400", "-1e-400", "☃" * 50, "((((", "5:", ":5",
        "0/0", "of", "%", "P", "PT", "1" + ",111" * 60, "29/02/2026", "99/99/9999", "0000-00-00",
        "31/12/0001", "W99 2026", "Q9 2026", "Jan 0", "2026-W54", "FY2025/99", "[", "*" * 9,
        "4" + " " * 300 + "5", "a" * 10_000, "1d" * 200, "∞",
        "9" * 5000 + ":00", "P1.2.3D", "½", "١٢", "12\u200b3", "'",
    ]  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for cells in (texts, texts * 40):
            assert len(outcome(read(kind.value, cells))) == len(cells)


def test_error_cells_are_bad_but_not_available_is_missing() -> None:
    cells = [CellError("#DIV/0!"), CellError("#N/A"), CellError("#REF!"), 5.0]
    for kind in ("count", "text", "flag", "timestamp"):
        assert outcome(read(kind, cells))[:3] == [BAD, MISSING, BAD]


def test_the_index_and_name_are_kept() -> None:
    cells = pd.Series(["1", "x", None], index=[7, 9, 12], name="Calls")
    column = read_column(cells, ReadingHints(FieldKind.COUNT), words())
    for part in (column.values, column.missing, column.bad):
        assert list(part.index) == [7, 9, 12]
    assert column.values.name == "Calls"


def test_the_cells_are_not_changed() -> None:
    for kind in FieldKind:
        cells = pd.Series(["  1 ", None, 5.0, "n/a", True, "x"], dtype=object)
        numbers = pd.Series([85.0, 90.0, np.nan])
        kept, kept_numbers = cells.copy(), numbers.copy()
        read_column(cells, ReadingHints(kind, unit="percent"), words())
        column = read_column(numbers, ReadingHints(kind, unit="percent"), words())
        column.missing[:] = True
        pd.testing.assert_series_equal(cells, kept)
        pd.testing.assert_series_equal(numbers, kept_numbers)


@pytest.mark.parametrize("kind", list(FieldKind))
def test_many_distinct_texts_read_as_few(kind: FieldKind) -> None:
    # Above some hundred distinct texts a bulk path reads the plain ones.
    texts = [f"{i / 8:.3f}" for i in range(9, 900)]
    texts += [f"{i},5" for i in range(300)] + [f"{i} %" for i in range(300)]
    texts += [f"${i}.25" for i in range(300)] + [f"{i} min" for i in range(300)]
    texts += [f"  {i} sec" for i in range(300)] + ["n/a", "[z]", "<5", "-", "5:12", "Jan 2026"]
    texts += [f"{i:02d}.01.2026" for i in range(1, 32)] + ["x", "yes", "open", "4/5", "1k"] * 20
    many = read(kind.value, texts, plausible=(0, 1e9), unit="percent")
    hints = ReadingHints(kind, plausible=(0, 1e9), unit="percent")
    assert len(set(texts)) > 2000
    if kind in {FieldKind.COUNT, FieldKind.MONEY, FieldKind.DURATION, FieldKind.TEXT, FieldKind.ID}:
        some = range(0, len(texts), 11)
        few = [read_column(pd.Series([texts[i], "1.5"]), hints, words()).values[0] for i in some]
        pd.testing.assert_series_equal(
            many.values.iloc[list(some)].astype(object),
            pd.Series(few, index=list(some), dtype=object),
            check_names=False,
        )


def test_a_cell_is_read_in_its_own_format() -> None:
    hints = ReadingHints(FieldKind.SHARE, number_format="General")
    column = read_cell(0.4, "0%", hints, words())
    assert outcome(column) == [0.4]
    assert column.rule == "percent format"
