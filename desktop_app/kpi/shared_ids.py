"""Which records of two tables may have the same id, known without joining the tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Integers = NDArray[np.signedinteger[Any]]


class SharedIds:
    """The ids of some tables' records, numbered alike in all of them when first asked for.

    To join two large tables takes many times as long as to see that they have no id in common,
    as the reports of different months or sites mostly have none.

    Parameters
    ----------
    frames : sequence of DataFrame
        The tables; each is meant below by its place among them.
    """

    def __init__(self, frames: Sequence[pd.DataFrame]) -> None:
        self._frames = list(frames)
        self._known: dict[str, dict[int, Integers]] = {}

    def of_both(self, first: int, second: int, name: str) -> tuple[Bools, Bools]:
        """Return which rows of two tables have a value of a column that is also in the other.

        All rows where the values of either are no texts, and nothing can be said.
        """
        numbers = self._numbers(name)
        if first not in numbers or second not in numbers:
            return self._all(first), self._all(second)
        one, other = numbers[first], numbers[second]
        return _are_in(other, one), _are_in(one, other)

    def _all(self, place: int) -> Bools:
        return np.ones(len(self._frames[place]), dtype=np.bool_)

    def _numbers(self, name: str) -> dict[int, Integers]:
        """Return by table the number of the text in each row, -1 for none."""
        if name not in self._known:
            self._known[name] = _numbered(
                {
                    place: frame[name]
                    for place, frame in enumerate(self._frames)
                    if name in frame and _holds_texts(frame[name])
                }
            )
        return self._known[name]


def _are_in(numbers: Integers, those: Integers) -> Bools:
    """Return which numbers are among `those`; -1 never is."""
    has = np.zeros(max(numbers.max(initial=-1), those.max(initial=-1)) + 2, dtype=np.bool_)
    has[numbers] = True
    has[-1] = False
    return has[those]


def _holds_texts(column: pd.Series[Any]) -> bool:
    dtype = column.dtype
    return isinstance(dtype, pd.CategoricalDtype) and isinstance(
        dtype.categories.dtype, pd.StringDtype
    )


def _numbered(columns: dict[int, pd.Series[Any]]) -> dict[int, Integers]:
    """Return the texts of columns as numbers, the same for the same text in all of them."""
    if not columns:
        return {}
    texts = [pa.array(column.cat.categories.array) for column in columns.values()]
    encoded = pa.chunked_array(texts).combine_chunks().dictionary_encode()
    numbers = encoded.indices.to_numpy()
    ends = np.cumsum([len(part) for part in texts])
    found = {}
    for (place, column), own in zip(columns.items(), np.split(numbers, ends[:-1]), strict=True):
        found[place] = np.append(own, -1)[column.cat.codes.to_numpy()]
    return found
