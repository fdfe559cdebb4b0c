"""Several columns that name the vendor: its name is taken, and the code beside it is not."""

from __future__ import annotations

import re

from desktop_app.domain.translating import tr
from desktop_app.importing.layouts.plan import Part, Plan, PlannedColumn

_CODE = re.compile(r"\W*[^\W\d_]{0,6}[-_./ ]?\d+\W*")
_MOSTLY = 0.8


def prefer_names(plan: Plan) -> None:
    """Take "vendor_name" for the vendor where "vendor_id" stands before it: no one knows V001.

    Only where each code has one name, as two columns of vendors may be two things else.
    """
    vendors = plan.of(Part.VENDOR)
    names = [column for column in vendors if _coded(column) < 1 - _MOSTLY]
    if len(vendors) < 2 or len(names) != 1:
        return
    for column in vendors:
        if column is not names[0] and _coded(column) >= _MOSTLY and _one_each(column, names[0]):
            column.part, column.reason = (
                Part.NOTE,
                tr("codes of {column}", column=names[0].sketch.named),
            )


def _coded(column: PlannedColumn) -> float:
    """Return the share of a column's cells that are codes: "V001", 1000017, "SUP-4"."""
    texts = [str(value).strip() for value in column.sketch.sample]
    return sum(_CODE.fullmatch(text) is not None for text in texts) / len(texts) if texts else 0.0


def _one_each(codes: PlannedColumn, names: PlannedColumn) -> bool:
    """Return whether every code stands beside one name only."""
    pairs = set(zip(codes.sketch.cells.astype(str), names.sketch.cells.astype(str), strict=True))
    return len(pairs) == codes.sketch.cells.astype(str).nunique()
