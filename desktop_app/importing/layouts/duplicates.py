"""Records that stand in a log more than once."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.catalogue.model import FieldRole
from desktop_app.domain.finding import Severity
from desktop_app.domain.records import ROW, VENDOR
from desktop_app.importing.context import SheetContext

_PEOPLE = frozenset({"customer_id", "agent_id"})
_SHOWN = 5


def without_duplicates(
    context: SheetContext, frame: pd.DataFrame
) -> tuple[pd.DataFrame, NDArray[np.int64]]:
    """Return the records, each once, and the sheet rows (0-based) of their repetitions.

    Only rows with the same record id and the same values throughout are repetitions. The same id
    with other values may be a new version, a transfer or a mistake: kept, and said.
    """
    fields = context.report.catalogue.fields
    ids = [
        name
        for name in frame.columns
        if name in fields and fields[name].role is FieldRole.ID and name not in _PEOPLE
    ]
    none = np.array([], dtype=np.int64)
    if len(ids) != 1 or frame.empty:
        return frame, none
    known = frame[ids[0]].notna()
    again = known & frame[ids[0]].duplicated(keep=False)
    if not again.any() or frame[ids[0]].nunique() < 0.5 * len(frame):
        # An id that most rows share is not the record's own.
        return frame, none
    suspects = frame[again]
    exact = suspects.duplicated([VENDOR, *[c for c in frame.columns if c not in {VENDOR, ROW}]])
    twice = suspects.index[exact]
    rows = frame.loc[twice, ROW].to_numpy(dtype=np.int64)
    kept = frame.drop(index=twice)
    if len(rows):
        context.find(
            Severity.WARNING,
            "duplicate-records",
            f"{len(rows)} rows repeat another row with the same {ids[0]} in every value and were "
            f"counted once, first row {', row '.join(str(row) for row in rows[:_SHOWN])}.",
        )
    versions = kept.loc[kept.index.isin(suspects.index), ids[0]]
    several = versions[versions.duplicated(keep=False)].nunique()
    if several:
        context.find(
            Severity.WARNING,
            "duplicate-ids",
            f"{several} values of {ids[0]} stand in several rows with different values; all of "
            "these rows were counted. Ask the vendor whether they are versions of one record.",
        )
    return kept, rows - 1
