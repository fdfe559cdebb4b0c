"""The rows of a summary: what each of them is, and the keys it carries."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from desktop_app.importing.layouts.plan import Part, PlannedColumn

KEYS = (Part.PERIOD, Part.VENDOR, Part.SEGMENT)
"""Parts of the columns that tell rows apart, beside the names of KPIs."""


class Row(IntEnum):
    """What a row of a summary is."""

    DATA = 0
    EMPTY = 1
    SECTION = 2
    TOTAL = 3
    AVERAGE = 4
    TARGET = 5
    HEADING = 6
    UNREADABLE = 7
    NOTE = 8


@dataclass(slots=True)
class Rows:
    """The rows of a region below its heading; all arrays have one entry a row.

    `index` are sheet rows; `label` and `unit` texts, ``""`` for none; `vendor`, `period` (a
    label) and `segment` texts, None for none; `attributes` are segment columns that only
    describe the vendor of their row; `bare` marks months whose year the headings know.
    """

    index: NDArray[np.int64]
    kind: NDArray[np.int8]
    label: NDArray[np.object_]
    unit: NDArray[np.object_]
    vendor: NDArray[np.object_]
    period: NDArray[np.object_]
    segment: NDArray[np.object_]
    bare: NDArray[np.bool_]
    attributes: tuple[PlannedColumn, ...] = ()

    def are(self, *kinds: Row) -> NDArray[np.bool_]:
        """Return which rows are of these kinds."""
        found: NDArray[np.bool_] = self.kind == kinds[0]
        for kind in kinds[1:]:
            found |= self.kind == kind
        return found
