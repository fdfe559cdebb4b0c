"""Records that stand there twice within one table, and versions of one record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.catalogue.model import FieldKind
from desktop_app.domain.finding import Severity
from desktop_app.domain.records import ROW, VENDOR
from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import tr
from desktop_app.importing.context import SheetContext

_SHOWN = 5
_RECORD_ID = "record_id"
_OWN_IDS = (_RECORD_ID, "invoice_id", "analysis_id", "project_id")
_MOST_UNNUMBERED = 0.5
_OPENED = frozenset({"date", "created_at", "received_at", "customer_id"})
"""What stays the same however often a record is brought up to date, and tells it from others."""
_FIXED = frozenset(
    {FieldKind.SCORE, FieldKind.SHARE, FieldKind.COUNT, FieldKind.MONEY, FieldKind.INDEX}
)
_MEASURED = frozenset(
    (
        *("wait_time", "talk_time", "hold_time", "wrap_time", "handle_time", "hours"),
        *("due_at", "project_type", "language", "analysis_id", "invoice_id"),
    )
)
"""What tells legs of a call and parts of a project apart."""
_MOST_VERSIONS = 0.25
"""Share of the ids that may have versions; more of them are parts, unless updates are dated."""
_UPDATED = "updated_at"
_STEPS = ("delivered_at", "closed_at", "resolved_at", "answered_at", "first_reply_at")


def without_duplicates(
    context: SheetContext, frame: pd.DataFrame, columns: Mapping[str, Sequence[str]]
) -> tuple[pd.DataFrame, NDArray[np.int64]]:
    """Return the records, each once, and the sheet rows (0-based) of the others.

    Rows with the same record id and the same values throughout are repetitions. Rows with the
    same id that began at the same time and differ only in how far the record has got are versions
    of it: the one updated last counts, else the one that got furthest, else the lowest. The same
    id with other times or amounts may be a leg, a part or a mistake: all are kept, and that is
    said.

    Parameters
    ----------
    columns : mapping of field id to column letters
        Where the fields stand, for the findings' cells.
    """
    none = np.array([], dtype=np.int64)
    _say_unnumbered(context, frame, columns)
    own = _own_id(frame)
    if not own:
        _say_shared(context, frame, columns)
        return frame, none
    letters = columns.get(own, ())
    again = frame[own].notna() & frame[own].duplicated(keep=False)
    suspects = frame[again]
    exact = suspects.duplicated([VENDOR, *[c for c in frame.columns if c not in {VENDOR, ROW}]])
    twice = suspects.index[exact]
    rows = frame.loc[twice, ROW].to_numpy(dtype=np.int64)
    if len(rows):
        context.find(
            Severity.WARNING,
            "duplicate-records",
            tr(
                "{count} rows repeat another row with the same {id} in every value and "
                "were counted once, first {rows}.",
                count=len(rows),
                id=own,
                rows=", ".join(tr("row {row}", row=row) for row in rows[:_SHOWN]),
            ),
            _cells(frame, frame[own].isin(frame.loc[twice, own]), letters),
        )
    kept = frame.drop(index=twice)
    kept, old = _latest_versions(context, kept, own, letters)
    return kept, np.concatenate([rows, old]) - 1


def _own_id(frame: pd.DataFrame) -> str:
    """Return the id of the records where some stand there twice, ``""`` for none."""
    own = next((name for name in _OWN_IDS if name in frame.columns), "")
    if not own or frame.empty:
        return ""
    again = frame[own].notna() & frame[own].duplicated(keep=False)
    # An id that most rows share is not the record's own.
    return own if bool(again.any()) and frame[own].nunique() >= 0.5 * len(frame) else ""


def _say_unnumbered(
    context: SheetContext, frame: pd.DataFrame, columns: Mapping[str, Sequence[str]]
) -> None:
    """Warn of records without the number that the others have: no volume counts them."""
    if _RECORD_ID not in frame.columns:
        return
    missing = frame[_RECORD_ID].isna()
    if not missing.any() or missing.mean() > _MOST_UNNUMBERED:
        return
    context.find(
        Severity.WARNING,
        "records-unnumbered",
        tr(
            "{count} of {all} records have no record_id, first {rows}: Volume does not count them. "
            "Ask the vendor for their numbers.",
            count=int(missing.sum()),
            all=len(frame),
            rows=", ".join(tr("row {row}", row=row) for row in frame.loc[missing, ROW][:_SHOWN]),
        ),
        _cells(frame, missing, columns.get(_RECORD_ID, ())),
    )


def _say_shared(
    context: SheetContext, frame: pd.DataFrame, columns: Mapping[str, Sequence[str]]
) -> None:
    """Warn of records most of which share their id with others: they count row by row."""
    if "record_id" not in frame.columns:
        return
    ids = frame["record_id"]
    again = ids.notna() & ids.duplicated(keep=False)
    if again.any():
        context.find(
            Severity.WARNING,
            "ids-shared",
            tr(
                "{count} rows share their record_id with others ({id} is one of them); "
                "each row was counted as a record of its own, in Volume and in every mean. "
                "If they are steps of one record, ask the vendor for one row for each "
                "record.",
                count=int(again.sum()),
                id=ids[again].iloc[0],
            ),
            _cells(frame, again, columns.get("record_id", ())),
        )


def _latest_versions(
    context: SheetContext, frame: pd.DataFrame, own: str, letters: Sequence[str]
) -> tuple[pd.DataFrame, NDArray[np.int64]]:
    """Return the frame with the latest version of each record, and the rows of older ones."""
    again = frame[own].notna() & frame[own].duplicated(keep=False)
    suspects = frame[again]
    if suspects.empty:
        return frame, np.array([], dtype=np.int64)
    told = _are_versions(context, suspects, own)
    if _UPDATED not in frame.columns and told.sum() > _MOST_VERSIONS * frame[own].nunique():
        told = told & False
    versions = suspects[own].astype(object).map(told)
    moving = suspects[versions.to_numpy(dtype=np.bool_)]
    order = [name for name in (_UPDATED, *_STEPS) if name in frame.columns]
    latest = moving.sort_values([*order, ROW], na_position="first").drop_duplicates(
        own, keep="last"
    )
    old = moving.index.difference(latest.index)
    rows = frame.loc[old, ROW].to_numpy(dtype=np.int64)
    if len(rows):
        updated = _UPDATED in order
        context.find(
            Severity.WARNING,
            "record-versions",
            _told_versions(moving, own, len(rows), updated),
            _cells(frame, frame.index.isin(moving.index), letters),
        )
    others = suspects.loc[suspects.index.difference(moving.index), own].nunique()
    if others:
        context.find(
            Severity.WARNING,
            "duplicate-ids",
            tr(
                "{count} values of {id} stand in several rows with different times or "
                "amounts; all of these rows were counted. Ask the vendor whether they are "
                "versions of one record.",
                count=others,
                id=own,
            ),
            _cells(frame, frame.index.isin(suspects.index.difference(moving.index)), letters),
        )
    return frame.drop(index=old), rows


def _are_versions(context: SheetContext, suspects: pd.DataFrame, own: str) -> pd.Series[bool]:
    """Return, by id, whether its rows began together and differ in no amount."""
    fields = context.report.catalogue.fields
    opened = [name for name in suspects.columns if name in _OPENED]
    fixed = [
        name
        for name in suspects.columns
        if name in _MEASURED or (name in fields and fields[name].kind in _FIXED)
    ]
    groups = suspects.assign(**{own: suspects[own].astype(object)}).groupby(own)
    kinds = groups[[VENDOR, *opened, *fixed]].nunique()
    return (kinds[opened] == 1).any(axis=1) & (kinds <= 1).all(axis=1)


def _rows_of(moving: pd.DataFrame, own: str) -> str:
    first = moving[moving[own] == moving[own].iloc[0]]
    return listed((str(row) for row in first[ROW].tolist()), None)


def _cells(frame: pd.DataFrame, mask: object, letters: Sequence[str]) -> str:
    """Return the first cells of the id in rows of a mask."""
    rows = frame.loc[np.asarray(mask, dtype=np.bool_), ROW].tolist()[: 2 * _SHOWN]
    return ",".join(f"{letters[0]}{row}" for row in rows) if letters else ""


def _told_versions(moving: pd.DataFrame, own: str, left_out: int, updated: bool) -> str:
    """Return that records stand in several versions, and which of them counts."""
    words = {
        "count": moving[own].nunique(),
        "id": own,
        "example": moving[own].iloc[0],
        "rows": _rows_of(moving, own),
        "left_out": left_out,
    }
    if updated:
        return tr(
            "{count} records stand there in several versions (such as {id} {example}, rows "
            "{rows}); the version that was updated last counts, and {left_out} rows were left "
            "out.",
            **words,
        )
    return tr(
        "{count} records stand there in several versions (such as {id} {example}, rows {rows}); "
        "the version that got furthest counts, and {left_out} rows were left out.",
        **words,
    )
