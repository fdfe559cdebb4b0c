"""Classes of size for deliverables, by which projects of like size are compared."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalogue.entries import Entry, read_tables
from desktop_app.domain.translating import tr
from desktop_app.paths import resources

SIZE_FIELD = "size_band"
"""The dimension that a log may name classes of size in itself."""


@dataclass(frozen=True, slots=True)
class SizeMeasure:
    """How one field tells the size of a deliverable.

    Parameters
    ----------
    field : str
        Id of a field of counts.
    unit : str
        What sizes are counted in, for the classes' names; English, and shown translated.
    each : float
        How many of the field make one of the unit.
    at_most : tuple of float
        Where each class but the last ends, in the unit, rising.
    """

    field: str
    unit: str
    each: float
    at_most: tuple[float, ...]

    @property
    def names(self) -> list[str]:
        """Return the names of the classes, the smallest first."""
        ends, unit = self.at_most, tr(self.unit)
        between = [
            tr("over {low:,.0f} to {high:,.0f} {unit}", low=low, high=high, unit=unit)
            for low, high in pairwise(ends)
        ]
        return [
            tr("up to {high:,.0f} {unit}", high=ends[0], unit=unit),
            *between,
            tr("over {low:,.0f} {unit}", low=ends[-1], unit=unit),
        ]

    def classes(self, counts: NDArray[np.float64]) -> NDArray[np.int64]:
        """Return the class of each deliverable, -1 where its size is missing or nothing."""
        sizes = counts / self.each
        found = np.searchsorted(np.array(self.at_most), sizes, side="left").astype(np.int64)
        return np.where(np.isnan(counts) | (counts <= 0), -1, found)


@cache
def size_measures() -> tuple[SizeMeasure, ...]:
    """Return the measures of the product, the best first.

    Raises
    ------
    CatalogueError
        If an entry is wrong.
    """
    entries = read_tables(resources() / "catalogue" / "sizes.toml")
    return tuple(_read(entry) for entry in entries.values())


def size_measure(fields: frozenset[str]) -> SizeMeasure | None:
    """Return the measure by which deliverables with these fields have a size, None for none."""
    return next((one for one in size_measures() if one.field in fields), None)


def is_size(name: str) -> bool:
    """Return whether a segment is one of the classes."""
    return any(name in one.names for one in size_measures())


def _read(entry: Entry) -> SizeMeasure:
    ends = tuple(entry.table("at_most").numbers().values())
    if not ends or list(ends) != sorted(set(ends)) or ends[0] <= 0:
        raise entry.error(tr("needs rising numbers above 0 in 'at_most'"))
    measure = SizeMeasure(entry.text("field"), entry.text("unit"), entry.number("each"), ends)
    entry.finish()
    return measure
