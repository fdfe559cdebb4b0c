"""The columns and words of the measurements table (the table itself is in `kpi.table`)."""

from __future__ import annotations

from enum import StrEnum


class Basis(StrEnum):
    """Where a figure comes from.

    STATED: the vendor's summary says so. COMPUTED: from the vendor's records.
    DERIVED: from other measurements or stated counts.
    """

    STATED = "stated"
    COMPUTED = "computed"
    DERIVED = "derived"


MEASUREMENT_COLUMNS: tuple[str, ...] = (
    "vendor",
    "kpi",
    "period",
    "segment",
    "value",
    "unit",
    "currency",
    "part",
    "whole",
    "n",
    "spread",
    "low",
    "high",
    "basis",
    "variant",
    "note",
    "file",
    "sheet",
    "cells",
)
"""One row a measurement.

vendor, kpi, variant, basis, unit, note, file, sheet, cells: str (``""`` when not applicable).
period: str label (``2026-01``, ``2026-Q1``, ``2026``, ``2026-W07``) or None for all periods.
segment: str or None for all segments. currency: ISO code or ``""``.
value, part, whole, spread, low, high: float, NaN when unknown. `value` is in the canonical unit;
part / whole (times the KPI's factor) is the value wherever both are known.
n: float, the number of records behind the figure (of a stated one, of stated values); NaN for
    one derived of anything stated.
spread: standard deviation of the records' values where that has a meaning.
low, high: the 95 % interval, NaN when it can't be known.
note: a mark the label must show (``simple mean of 3 periods``, ``2 of 3 months``) or ``""``.
cells: A1 ranges separated by ``,``; file and sheet of several sources are separated by `` | ``.
"""
