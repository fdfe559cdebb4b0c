"""Columns that fight for one field: whether they say the same, and the question with evidence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from desktop_app.catalogue.model import FieldDefinition, FieldRole
from desktop_app.domain.finding import Severity
from desktop_app.importing.context import SheetContext
from desktop_app.importing.sketch import ColumnSketch

_COMPARED = 300
_SAME = 0.99
_SHOWN = 3
_NAMES = frozenset({FieldRole.ID, FieldRole.DIMENSION})
"""Of names a log has many: the agent's number stands beside the agent's name."""


def say_contest(
    context: SheetContext, held: ColumnSketch, other: ColumnSketch, known: FieldDefinition
) -> None:
    """Ask which of two columns is meant by a field, unless it makes no difference.

    Parameters
    ----------
    held, other : ColumnSketch
        The column that the field was given, and the one that could be it as well.
    """
    if known.role in _NAMES:
        return
    pairs = _pairs(held, other)
    if known.role is FieldRole.VENDOR and _one_to_one(pairs):
        return
    agree = _agreement(pairs)
    if agree >= _SAME:
        context.find(
            Severity.INFO,
            "column-same",
            f"{other.named} says the same as {held.named}, which was used for "
            f"{known.title.lower()}.",
            other.letters,
        )
        return
    context.find(
        Severity.QUESTION,
        "column-conflict",
        f"{held.named} and {other.named} both look like {known.title.lower()}, and agree in "
        f"{agree:.0%} of their rows: {_shown(pairs['held'])} against {_shown(pairs['other'])}. "
        f"{held.named} was used. If the other is meant, map it: {known.id}={other.header}.",
        f"{held.letters},{other.letters}",
    )


def _pairs(held: ColumnSketch, other: ColumnSketch) -> pd.DataFrame:
    """Return up to 300 rows in which both columns say something, spread over the table."""
    both = np.asarray(held.cells.notna(), dtype=np.bool_) & np.asarray(
        other.cells.notna(), dtype=np.bool_
    )
    rows = np.flatnonzero(both)
    if len(rows) > _COMPARED:
        rows = rows[np.linspace(0, len(rows) - 1, _COMPARED).astype(np.int64)]
    return pd.DataFrame(
        {
            "held": held.cells.iloc[rows].astype(object).to_numpy(),
            "other": other.cells.iloc[rows].astype(object).to_numpy(),
        },
        dtype=object,
    )


def _agreement(pairs: pd.DataFrame) -> float:
    """Return the share of rows in which the two say the same; 0 where they have no row."""
    if pairs.empty:
        return 0.0
    same = [_plain(a) == _plain(b) for a, b in zip(pairs["held"], pairs["other"], strict=True)]
    return float(np.mean(same))


def _plain(value: object) -> str:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return f"{value:g}" if number else " ".join(str(value).split()).casefold()


def _one_to_one(pairs: pd.DataFrame) -> bool:
    """Return whether each value of one goes with one of the other: a code beside its name."""
    texts = pairs.map(_plain).drop_duplicates()
    return not texts["held"].duplicated().any() and not texts["other"].duplicated().any()


def _shown(values: Sequence[object] | pd.Series) -> str:
    """Return the first different values for a sentence: ``'4', '5', '3'``."""
    texts = list(dict.fromkeys(str(value)[:40] for value in values))
    return ", ".join(f"'{text}'" for text in texts[:_SHOWN]) or "nothing"
