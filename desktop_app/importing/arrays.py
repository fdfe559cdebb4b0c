"""A table as numpy arrays: most tables are so small that a frame would cost more than they hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray


class Arrays:
    """Named arrays of one length.

    Parameters
    ----------
    columns : mapping of str to array
    size : int
        How long they are; needed as there may be none of them.
    """

    __slots__ = ("_columns", "_size")

    def __init__(self, columns: Mapping[str, NDArray[Any]], size: int) -> None:
        self._columns, self._size = dict(columns), size

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __contains__(self, name: str) -> bool:
        return name in self._columns

    def __getitem__(self, name: str) -> NDArray[Any]:
        return self._columns[name]

    def __setitem__(self, name: str, values: NDArray[Any]) -> None:
        if len(values) != self._size:
            raise ValueError(f"{len(values)} values of {name} for {self._size} lines")
        self._columns[name] = values

    def pick(self, which: NDArray[Any]) -> Arrays:
        """Return the lines that a mask or places name."""
        columns = {name: values[which] for name, values in self._columns.items()}
        mask = which.dtype == np.bool_
        return Arrays(columns, int(np.count_nonzero(which)) if mask else len(which))

    def lines(self, *names: str) -> Iterator[tuple[Any, ...]]:
        """Return these columns of every line as Python objects."""
        return zip(*(self._columns[name].tolist() for name in names), strict=True)

    def frame(self) -> pd.DataFrame:
        """Return the same as a frame; texts are objects, and a missing one stays None."""
        index = pd.RangeIndex(self._size)
        columns = {
            name: pd.Series(values, index, values.dtype, copy=False)
            for name, values in self._columns.items()
        }
        return pd.DataFrame(columns, index=index, copy=False)


def stacked(parts: Sequence[Arrays]) -> Arrays:
    """Return the lines of several tables of the same columns, at least one, as one."""
    if len(parts) == 1:
        return parts[0]
    columns = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    return Arrays(columns, sum(map(len, parts)))
