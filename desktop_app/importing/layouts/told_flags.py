"""Flags that results of records give beside their own: answered, abandoned, escalated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from desktop_app.catalogue.text import normalise
from desktop_app.domain.finding import Severity
from desktop_app.domain.records import RecordTable
from desktop_app.domain.translating import tr, within
from desktop_app.importing.context import SheetContext

_OUTCOME = "outcome"
_OUTCOME_FLAGS = ("answered", "abandoned")
RESULTS = ("resolved", _OUTCOME)
"""Fields that say how a record ended, and may do so in words of other flags."""
_WORDED = ("escalated", "transferred")
_MOST_RESULTS = 40


def add_told_flags(
    context: SheetContext,
    columns: dict[str, pd.Series[Any]],
    table: RecordTable,
    texts: Mapping[str, pd.Series[Any]],
) -> None:
    """Add the flags that a column of results gives, where no column of their own does.

    Parameters
    ----------
    texts : mapping of str to pd.Series
        The cells of the fields among `RESULTS`, in the order of the records.
    """
    _flags_of_outcome(context, columns, table)
    for name, cells in texts.items():
        _flags_of_words(context, columns, table, name, cells)


def _flags_of_words(
    context: SheetContext,
    columns: dict[str, pd.Series[Any]],
    table: RecordTable,
    name: str,
    cells: pd.Series[Any],
) -> None:
    """Add the flags of which a word stands among the results: "Escalated" under "Resolution"."""
    results = cells.astype("category").cat
    if len(results.categories) > _MOST_RESULTS:
        return
    said = [normalise(str(text)) for text in results.categories]
    codes = np.asarray(results.codes, dtype=np.intp)
    for flag in _WORDED:
        known = context.report.catalogue.fields[flag]
        told = np.array([text in known.true_words for text in said], dtype=np.bool_)
        if flag in columns or not told.any() or told.all():
            continue
        values = np.append(told.astype(np.float64), np.nan)[codes]
        columns[flag] = pd.Series(values, index=columns[name].index)
        table.columns[flag] = table.columns[name]
        names = np.asarray(results.categories, dtype=object)[told]
        words = ", ".join(f"'{text}'" for text in names)
        letters = ",".join(table.columns[name])
        context.find(
            Severity.INFO,
            "flag-told",
            tr(
                "{words} in column {letters} was also taken for {title}, in {count} "
                "records; no column of its own says it.",
                words=words,
                letters=letters,
                title=within(known.title),
                count=int(np.nansum(values)),
            ),
            letters,
        )


def _flags_of_outcome(
    context: SheetContext, columns: dict[str, pd.Series[Any]], table: RecordTable
) -> None:
    """Add the flags answered and abandoned that a column of outcomes gives.

    Where it only ever says that nobody answered, who gave up is not known.
    """
    ended = columns.get(_OUTCOME)
    if ended is None:
        return
    if set(ended.dropna().unique()) == {"answered"} and bool(ended.isna().any()):
        return  # who ended the call, rather than how
    missed = int((ended == "unanswered").sum())
    untold = missed > 0 and not bool((ended == "abandoned").any())
    if untold and "abandoned" not in columns:
        letters = table.columns[_OUTCOME]
        context.find(
            Severity.QUESTION,
            "abandoned-untold",
            tr(
                "{count} records end without an answer ({columns}), and no outcome says "
                "whether the caller gave up; Abandonment is not computed from them. Ask "
                "the vendor which of them were abandoned.",
                count=missed,
                columns=", ".join(letters),
            ),
            ",".join(letters),
        )
    for flag in _OUTCOME_FLAGS:
        if flag not in columns and not (untold and flag == "abandoned"):
            told = ended.cat.codes.to_numpy() == list(ended.cat.categories).index(flag)
            values = np.where(ended.isna().to_numpy(), np.nan, told.astype(np.float64))
            columns[flag] = pd.Series(values, index=ended.index)
            table.columns[flag] = table.columns[_OUTCOME]
