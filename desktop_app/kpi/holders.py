"""Sums by different ids: how many customers a cost is for, in whatever files they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.kpi.columns import RecordColumns
from desktop_app.kpi.frames import Floats
from desktop_app.kpi.grouping import Counted, Ints

Ids = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Holders:
    """One line for each group and id that has counted records.

    Parameters
    ----------
    groups : array of int
        Index of the group.
    ids : array of int
        Place of the id in `names`.
    parts : array of float
        Sum of the parts of that id's records.
    names : array of object
        The ids of the table.
    """

    groups: Ints
    ids: Ints
    parts: Floats
    names: NDArray[np.object_]

    @classmethod
    def of(cls, columns: RecordColumns, counted: Counted, part: Floats, field: str) -> Holders:
        """Return who the records that a formula counts belong to."""
        column = columns.table.frame[field].astype("category").cat
        codes = np.asarray(column.codes, dtype=np.int64)
        width = max(len(column.categories), 1)
        inside = (counted.codes < len(counted.groups.keys)) & (codes >= 0)
        pairs = counted.codes[inside] * width + codes[inside]
        order = np.argsort(pairs)
        pairs = pairs[order]
        starts = np.flatnonzero(np.diff(pairs, prepend=-1))
        sums = np.add.reduceat(part[inside][order], starts) if len(starts) else np.empty(0)
        groups, ids = np.divmod(pairs[starts], width)
        return cls(groups, ids, sums, column.categories.to_numpy(dtype=object))

    @property
    def hashes(self) -> Ids:
        """Return a hash of each line's id as a text, so that ids of several files are the same."""
        if not len(self.names):
            return np.empty(0, dtype=np.uint64)
        texts = np.array([str(name) for name in self.names], dtype=object)
        return np.asarray(pd.util.hash_array(texts), dtype=np.uint64)[self.ids]

    def moved(self, places: Ints) -> Holders:
        """Return the same with the groups numbered otherwise: `places` of the old numbers."""
        return Holders(places[self.groups], self.ids, self.parts, self.names)

    def totals(self, groups: int) -> tuple[Floats, Floats, Floats]:
        """Return how many ids each group has, the sum of parts, and of squares about the mean."""
        n = np.bincount(self.groups, minlength=groups).astype(np.float64)
        part = np.bincount(self.groups, self.parts, minlength=groups)
        mean = np.divide(part, n, out=np.zeros(groups), where=n > 0)
        squares = np.bincount(self.groups, (self.parts - mean[self.groups]) ** 2, minlength=groups)
        return n, part.astype(np.float64), squares.astype(np.float64)


def joined_holders(several: Sequence[Holders]) -> Holders:
    """Return the ids of several tables with each id of a group once."""
    if len(several) == 1:
        return several[0]
    lines = pd.DataFrame(
        {
            "group": np.concatenate([one.groups for one in several]),
            "id": np.concatenate([one.hashes for one in several]),
            "part": np.concatenate([one.parts for one in several]),
        }
    )
    sums = lines.groupby(["group", "id"], sort=False, as_index=False)["part"].sum()
    ids = np.arange(len(sums), dtype=np.int64)
    groups, parts = sums["group"].to_numpy(np.int64), sums["part"].to_numpy(np.float64)
    return Holders(groups, ids, parts, np.empty(0, dtype=object))
