"""A column's cells sorted by what they are, each distinct text once.

Everything that reads values starts here, so that a column of a million rows is looked at in
array operations, and only its distinct texts one by one.
"""

from __future__ import annotations

import datetime as dt
import decimal
import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from desktop_app.catalogue.model import FieldKind
from desktop_app.catalogue.words import Words
from desktop_app.importing.cells import CellError
from desktop_app.importing.kinds.spelling import key, tidy, word_form
from desktop_app.importing.typed import ReadingHints

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

_BULK = 500
_UNTIDY = r"[^\x20-\x7e]|^ | $|  "
_DIGITLESS = r"^\D*$"  # no word for "missing" has a digit
_DIGITLESS_OR_BELOW = r"^\D*$|^(?i:(n\s*)?(<|≤|&lt;)|under|less|fewer)"
_LONGEST = 40  # no word for "missing" is longer
_STARS = re.compile(r"[★☆⭐]|\*{2}")
_ANSWERS = frozenset({"y", "n"})
_BELOW = re.compile(
    r"(?:n\s*)?(?:<|≤|<=|&lt;|under|less than|fewer than)\s*\d+(?:[.,]\d+)?\s*%?", re.I
)
_SIGNS = frozenset("•●√☐○")  # ticks and boxes that hold no word
_STATED = frozenset({FieldKind.STATUS, FieldKind.OUTCOME, FieldKind.TEXT})
_WORDY = _STATED | {FieldKind.ID, FieldKind.FLAG}


@dataclass(slots=True)
class Parts:
    """A column taken apart; every array has one entry a row, `texts` one a distinct text.

    Parameters
    ----------
    missing : bool array
        Rows that are empty or say that there is no value.
    number : float array or None
        Numeric cells, NaN elsewhere; likewise `boolean` (1.0, 0.0) and `span` (seconds).
    stamp : datetime64[us] array or None
        Dates and timestamps, NaT elsewhere.
    codes : int array or None
        Which of `texts` a row holds, -1 for none; texts that mean "missing" are not in it.
    repeated : bool
        Whether `texts` may hold the same text twice, as some differed in blanks only.
    said_missing : bool
        Whether a missing row says so in words ("n/a") and is not just empty or struck out ("-").
    """

    missing: Bools
    number: Floats | None = None
    boolean: Floats | None = None
    span: Floats | None = None
    stamp: NDArray[np.datetime64] | None = None
    codes: NDArray[np.intp] | None = None
    texts: list[str] = field(default_factory=list)
    repeated: bool = False
    said_missing: bool = False

    @property
    def size(self) -> int:
        """Return the number of rows."""
        return len(self.missing)

    def counts(self) -> NDArray[np.intp]:
        """Return how many rows hold each of the texts."""
        if self.codes is None:
            return np.zeros(0, dtype=np.intp)
        return np.bincount(self.codes + 1, minlength=len(self.texts) + 1)[1:]

    def spread(self, values: Floats) -> Floats | None:
        """Return values of distinct texts as values of rows, NaN in other rows."""
        if self.codes is None:
            return None
        return np.append(values, np.nan)[self.codes]


@dataclass(frozen=True, slots=True)
class Context:
    """All that a reader of one kind is given."""

    parts: Parts
    hints: ReadingHints
    words: Words
    epoch_1904: bool = False


@dataclass(slots=True)
class Reading:
    """What a reader of one kind answers: one value a row, missing where there is none.

    A row that is not `Parts.missing` and has no value here is bad.
    """

    values: Any
    rule: str
    unit: str = ""
    currency: str = ""
    scale: tuple[float, float] | None = None
    questions: list[tuple[str, str]] = field(default_factory=list)


def merged(*layers: Floats | None) -> Floats | None:
    """Return the first known value of each row; None when there is no layer at all."""
    found: Floats | None = None
    for layer in layers:
        if layer is None:
            continue
        found = layer if found is None else np.where(np.isnan(found), layer, found)
    return found


def or_nan(layer: Floats | None, size: int) -> Floats:
    """Return the layer, or all NaN for none."""
    return np.full(size, np.nan) if layer is None else layer


def take_apart(cells: pd.Series[Any] | NDArray[np.object_], kind: FieldKind, words: Words) -> Parts:
    """Return the column's cells by type, with missing ones told apart."""
    if isinstance(cells, np.ndarray):
        return _objects(cells, kind, words)
    dtype = cells.dtype
    if dtype.kind == "O" and isinstance(dtype, np.dtype):
        return _objects(cells.to_numpy(), kind, words)
    if isinstance(dtype, pd.ArrowDtype):
        cells, dtype = _without_arrow(cells)
    if isinstance(dtype, pd.CategoricalDtype):
        cells = cells.astype(dtype.categories.dtype if len(dtype.categories) else object)
        dtype = cells.dtype
    if pd.api.types.is_bool_dtype(dtype):
        return _typed(cells, "boolean")
    if pd.api.types.is_numeric_dtype(dtype) and not pd.api.types.is_complex_dtype(dtype):
        return _typed(cells, "number")
    if pd.api.types.is_timedelta64_dtype(dtype):
        return _spans(cells)
    if pd.api.types.is_datetime64_any_dtype(dtype):
        return _stamps(cells)
    if isinstance(dtype, pd.StringDtype):
        parts = Parts(cells.isna().to_numpy(dtype=bool, copy=True))
        codes, distinct = pd.factorize(cells)
        _add_texts(parts, codes, distinct.tolist(), kind, words)
        return parts
    return _objects(cells.to_numpy(dtype=object), kind, words)


def _without_arrow(cells: pd.Series[Any]) -> tuple[pd.Series[Any], Any]:
    """Return an arrow-backed column in the dtype pandas itself would hold it in."""
    dtype: Any = cells.dtype
    target: Any = object
    if dtype.kind in "iufb" and cells.hasnans:
        target = "boolean" if dtype.kind == "b" else "Float64"
    elif dtype.kind in "iufbmM":
        target = dtype.numpy_dtype
    elif str(dtype) in {"string[pyarrow]", "large_string[pyarrow]"}:
        target = "str"
    cells = cells.astype(target)
    return cells, cells.dtype


def _typed(cells: pd.Series[Any], name: str) -> Parts:
    values = cells.to_numpy(dtype=np.float64, na_value=np.nan)
    parts = Parts(np.isnan(values))
    setattr(parts, name, values)
    return parts


def _spans(cells: pd.Series[Any]) -> Parts:
    return Parts(cells.isna().to_numpy(), span=cells.dt.total_seconds().to_numpy(np.float64))


def _stamps(cells: pd.Series[Any]) -> Parts:
    if isinstance(cells.dtype, pd.DatetimeTZDtype):
        cells = cells.dt.tz_localize(None)
    stamp = cells.to_numpy()
    if stamp.dtype not in ("datetime64[ns]", "datetime64[us]"):
        stamp = stamp.astype("datetime64[us]")
    return Parts(np.isnat(stamp), stamp=stamp)


def _objects(values: NDArray[np.object_], kind: FieldKind, words: Words) -> Parts:
    """Sort cells of an object column; a cell of an unknown type is neither missing nor read."""
    types = list(map(type, values))
    if set(types) == {float}:
        number = values.astype(np.float64)
        return Parts(np.isnan(number), number=number)
    sorts = np.array([_SORT_OF[cell_type] for cell_type in types], dtype=np.int8)
    masks = {_SORTS[i][0]: sorts == i for i in set(sorts.tolist()) if i < len(_SORTS)}
    parts = Parts(masks.get("empty", np.zeros(len(values), dtype=bool)))
    for name in _READERS.keys() & masks:
        setattr(parts, name, _picked(values, masks[name], _READERS[name]))
    if parts.number is not None:
        parts.missing |= masks["number"] & np.isnan(parts.number)
    if "stamp" in masks:
        parts.stamp = np.full(len(values), np.datetime64("NaT", "us"))
        parts.stamp[masks["stamp"]] = _microseconds(values[masks["stamp"]])
    if "error" in masks:
        unknown = [_means_unknown(cell) for cell in values[masks["error"]]]
        parts.missing[masks["error"]] |= np.array(unknown)
    if "text" in masks:
        codes = np.full(len(values), -1, dtype=np.intp)
        codes[masks["text"]], distinct = _factorised(values[masks["text"]])
        _add_texts(parts, codes, distinct, kind, words)
    return parts


def _factorised(texts: NDArray[np.object_]) -> tuple[list[int], list[str]]:
    """Return the number of each text among the distinct ones, and those."""
    known: dict[str, int] = {}
    codes = [known.setdefault(text, len(known)) for text in texts]
    return codes, list(known)


def _means_unknown(error: CellError) -> bool:
    """Return whether an error value says "not available"; any other is a broken formula."""
    return key(error.code).startswith("#n/a")


class _Sorts(dict[type, int]):
    """Which of `_SORTS` a type of cell belongs to; their number for none."""

    def __missing__(self, cell_type: type) -> int:
        found = (i for i, (_, types) in enumerate(_SORTS) if issubclass(cell_type, types))
        self[cell_type] = next(found, len(_SORTS))
        return self[cell_type]


# The order matters: NaT is a datetime to issubclass, bool is an int, datetime is a date.
_SORTS: tuple[tuple[str, tuple[type, ...]], ...] = (
    ("empty", (type(None), type(pd.NA), type(pd.NaT))),
    ("text", (str,)),
    ("boolean", (bool, np.bool_)),
    ("number", (int, float, np.number, decimal.Decimal)),
    ("stamp", (dt.date, np.datetime64)),
    ("span", (dt.time, dt.timedelta)),
    ("error", (CellError,)),
)
_SORT_OF = _Sorts()


def _picked(values: NDArray[np.object_], mask: Bools, read: Callable[[Any], float]) -> Floats:
    picked = np.full(len(values), np.nan)
    picked[mask] = [read(cell) for cell in values[mask]]
    return picked


def _seconds(cell: dt.time | dt.timedelta) -> float:
    if isinstance(cell, dt.timedelta):
        return cell.total_seconds()
    return cell.hour * 3600 + cell.minute * 60 + cell.second + cell.microsecond / 1e6


def _number(cell: Any) -> float:
    """Return a numeric cell as a float; infinite where a float can't hold it."""
    try:
        return float(cell)
    except (OverflowError, ValueError):  # 10**400, Decimal("sNaN")
        return math.inf


_READERS: dict[str, Callable[[Any], float]] = {
    "number": _number,
    "boolean": float,
    "span": _seconds,
}


def _microseconds(cells: NDArray[np.object_]) -> NDArray[np.datetime64]:
    """Return dates as stamps on their own clock; a time zone is left out."""
    plain_cells = [
        cell.replace(tzinfo=None) if getattr(cell, "tzinfo", None) is not None else cell
        for cell in cells
    ]
    return np.array(plain_cells, dtype="datetime64[us]")


def _add_texts(
    parts: Parts, codes: NDArray[np.intp], distinct: list[str], kind: FieldKind, words: Words
) -> None:
    """Add the texts to the parts, without those that say there is no value."""
    try:
        array = pa.array(distinct, type=pa.string())
    except UnicodeEncodeError:  # half of a surrogate pair, from a broken file
        distinct = [text.encode("utf-8", "replace").decode() for text in distinct]
        array = pa.array(distinct, type=pa.string())
    texts = list(distinct)
    for i in _those(array, _UNTIDY):
        texts[i] = tidy(texts[i])
        parts.repeated = parts.repeated or texts[i] != distinct[i]
    gone = np.zeros(len(texts) + 1, dtype=bool)
    for i in _those(array, _DIGITLESS if kind in _WORDY else _DIGITLESS_OR_BELOW):
        gone[i] = _says_nothing(texts[i], kind, words)
        parts.said_missing = parts.said_missing or bool(gone[i] and word_form(texts[i]))
    if gone.any():
        missing_rows = gone[codes]
        parts.missing |= missing_rows
        codes[missing_rows] = -1
    parts.texts, parts.codes = texts, codes


def _those(array: Any, pattern: str) -> Iterable[int]:
    """Return where a pattern is found in many texts; all of them where there are few."""
    if len(array) <= _BULK:
        return range(len(array))
    found = pc.match_substring_regex(array, pattern).to_numpy(zero_copy_only=False)
    places: list[int] = np.flatnonzero(found).tolist()
    return places


def _says_nothing(text: str, kind: FieldKind, words: Words) -> bool:
    """Return whether a cell's text means that the value is not known or not shown."""
    if not text:
        return True
    if len(text) > _LONGEST or text[0].isdigit():
        return False
    if kind is FieldKind.SCORE and _STARS.search(text):
        return False
    if kind is FieldKind.FLAG and text in _SIGNS:
        return False
    form = word_form(text)
    if kind in _STATED and (form in words.open or form in words.closed or form in words.cancelled):
        return False
    if not form or form in words.missing or form in words.suppressed:
        return True
    if kind in _WORDY:
        return False
    # Statistics put a lone letter where they withhold a figure ("c", "x", "z"); "Y" answers.
    withheld = len(form) == 1 and form.isalpha() and form not in _ANSWERS
    return withheld or _BELOW.fullmatch(text) is not None
