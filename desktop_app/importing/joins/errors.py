"""Lists of errors: a line an error, counted for the project or ticket that it names."""

from __future__ import annotations

import numpy as np
import pandas as pd

from desktop_app.catalogue.model import Catalogue, FieldKind
from desktop_app.catalogue.text import normalise
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.records import VENDOR, Joined, RecordTable
from desktop_app.domain.translating import tr, within
from desktop_app.importing.joins.sources import Source, SourceColumn, keys_of

_CONTAINED = 0.8
_ERRORS = "error_count"
_GRADES = ("critical_errors", "major_errors", "minor_errors")
_OWN_IDS = ("record_id", "project_id", "analysis_id")
_MEASURED = frozenset({FieldKind.SCORE, FieldKind.SHARE, FieldKind.DURATION, FieldKind.MONEY})
_WORKED_ON = frozenset({"created_at", "resolved_at", "closed_at", "delivered_at", "received_at"})
_SHOWN = 5


def lists_errors(source: Source, catalogue: Catalogue) -> bool:
    """Return whether each line of a table is an error, by the names of sheet and ids.

    A table that has checks, marks, times or money of its own, or dates of work, is no such list.
    """
    named = catalogue.fields[_ERRORS].aliases
    words = {
        word for alias in named for word in normalise(alias).split() if len(alias.split()) == 1
    }
    ids = [c.header for c in source.columns if c.field in ("record_id", "reference_id")]
    said = normalise(" ".join([source.sheet, *ids]))
    fields = [catalogue.fields[c.field] for c in source.columns if c.field in catalogue.fields]
    graded = any(known.id in {"severity", "category"} for known in fields)
    measured = any(
        known.kind in _MEASURED
        or known.id in _WORKED_ON
        or (known.kind is FieldKind.COUNT and known.id != _ERRORS)
        for known in fields
    )
    return graded and not measured and not words.isdisjoint(_stems(said, words))


def _stems(said: str, words: set[str]) -> set[str]:
    """Return the words of a text, each also in the form of a word of the list that it varies."""
    own = set(said.split())
    return own | {word for word in words for one in own if len(one) > 3 and word.startswith(one)}


def count_errors(
    source: Source, owners: list[RecordTable], catalogue: Catalogue
) -> tuple[RecordTable | None, list[Finding]]:
    """Count a list's errors for each record of the table that its lines name.

    Returns
    -------
    (RecordTable or None, list of Finding)
        The table that the errors were counted for, None if there is none.
    """
    for table in owners:
        if table is source.record:
            continue
        for key in _OWN_IDS:
            for column in source.of(key) if key in table.columns else ():
                if _ERRORS not in table.frame and _named_by(column, table, key):
                    return table, _counted(source, column, table, key, catalogue)
    return None, []


def _named_by(column: SourceColumn, table: RecordTable, key: str) -> bool:
    """Return whether lines name records of a table, each of which is there once."""
    own = keys_of(table.frame[key]).dropna()
    named = pd.Index(column.texts.dropna().unique())
    unique = not own.empty and not bool(own.duplicated().any())
    return unique and not named.empty and bool(named.isin(own).mean() >= _CONTAINED)


def _counted(
    source: Source, column: SourceColumn, table: RecordTable, key: str, catalogue: Catalogue
) -> list[Finding]:
    """Add the counts to the table, all errors and by grade; return what is to be said."""
    texts = column.texts.reset_index(drop=True)
    sizes = pd.Series(1.0, index=texts.index)
    for counts in source.of(_ERRORS)[:1]:
        sizes = counts.values.reset_index(drop=True).astype(np.float64)
    own = keys_of(table.frame[key])
    used = [column, *source.of(_ERRORS)[:1]]
    table.frame[_ERRORS] = _summed(sizes, texts, own)
    for severity in source.of("severity")[:1]:
        grades = _grades(severity, catalogue)
        told = [name for name in _GRADES if name not in table.frame]
        if grades.notna().all() and len(told) == len(_GRADES):
            for name in _GRADES:
                table.frame[name] = _summed(sizes[grades == name], texts[grades == name], own)
            used.append(severity)
    cells = ",".join(source.cells(one) for one in used)
    for name in (_ERRORS, *_GRADES):
        if name in table.frame and name not in table.columns:
            table.joined[name] = Joined(source.sheet, cells, key)
    source.used |= {letter for one in used for letter in one.letters}
    return [_said(source, column, table, key, catalogue)]


def _summed(
    sizes: pd.Series[float], texts: pd.Series[str], own: pd.Series[str]
) -> pd.Series[float]:
    """Return the sum for each record; one that no line names has none, which is 0."""
    sums = sizes.groupby(texts).sum()
    found = sums.reindex(own.to_numpy()).fillna(0.0).to_numpy(dtype=np.float64)
    return pd.Series(found).where(own.notna().to_numpy())


def _grades(severity: SourceColumn, catalogue: Catalogue) -> pd.Series[str]:
    """Return for each line which field counts errors of its severity, missing if none is named."""
    words = {normalise(alias): name for name in _GRADES for alias in catalogue.fields[name].aliases}
    texts = severity.values.reset_index(drop=True).astype(object)
    return texts.map(lambda text: words.get(normalise(str(text))), na_action="ignore")


def _said(
    source: Source, column: SourceColumn, table: RecordTable, key: str, catalogue: Catalogue
) -> Finding:
    own = set(keys_of(table.frame[key]).dropna())
    texts = column.texts
    lost = texts[~texts.isin(own)]
    title = within(catalogue.fields[key].title)
    more = ""
    if len(lost):
        shown = ", ".join(f"'{text}'" for text in list(dict.fromkeys(lost.dropna()))[:_SHOWN])
        more = " " + tr("{count} lines name no {title} that is there", count=len(lost), title=title)
        more += f" ({shown})." if shown else "."
    vendors = table.frame[VENDOR].nunique()
    words = {
        "count": len(texts),
        "sheet": source.sheet,
        "cells": source.cells(column),
        "all": len(table.frame),
        "records_sheet": table.sheet,
        "title": title,
    }
    told = (
        tr(
            "The {count} lines on sheet '{sheet}' ({cells}) were counted as errors of the {all} "
            "records on sheet '{records_sheet}' that they name by {title}, of {vendors} vendors; "
            "records they do not name have none.",
            vendors=vendors,
            **words,
        )
        if vendors > 1
        else tr(
            "The {count} lines on sheet '{sheet}' ({cells}) were counted as errors of the {all} "
            "records on sheet '{records_sheet}' that they name by {title}; records they do not "
            "name have none.",
            **words,
        )
    )
    return Finding(
        Severity.WARNING,
        "errors-counted",
        told + more + " " + tr("Leave the sheet out if it holds something else."),
        table.file,
        source.sheet,
        source.cells(column),
    )
