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
    ids : array of uint64
        Hash of the id's text, so that ids of several files are the same customer.
    parts : array of float
        Sum of the parts of that id's records.
    """

    groups: Ints
    ids: Ids
    parts: Floats

    @classmethod
    def of(cls, columns: RecordColumns, counted: Counted, part: Floats, field: str) -> Holders:
        """Return who the records that a formula counts belong to."""
        codes, names = pd.factorize(columns.table.frame[field])
        hashes = pd.util.hash_array(np.asarray(names).astype(str).astype(object))
        inside = (counted.codes < len(counted.groups.keys)) & (codes >= 0)
        groups, of_ids = counted.codes[inside], codes[inside].astype(np.int64)
        pairs, lines = np.unique(groups * max(len(names), 1) + of_ids, return_inverse=True)
        sums = np.bincount(lines, part[inside], minlength=len(pairs)).astype(np.float64)
        found, place = np.divmod(pairs, max(len(names), 1))
        return cls(found, hashes[place] if len(hashes) else np.empty(0, np.uint64), sums)

    def moved(self, places: Ints) -> Holders:
        """Return the same with the groups numbered otherwise: `places` of the old numbers."""
        return Holders(places[self.groups], self.ids, self.parts)

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
            "id": np.concatenate([one.ids for one in several]),
            "part": np.concatenate([one.parts for one in several]),
        }
    )
    sums = lines.groupby(["group", "id"], sort=True, as_index=False)["part"].sum()
    return Holders(
        sums["group"].to_numpy(dtype=np.int64),
        sums["id"].to_numpy(dtype=np.uint64),
        sums["part"].to_numpy(dtype=np.float64),
    )
