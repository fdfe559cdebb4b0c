"""Columns that fight for one field: whether they say the same, and the question with evidence."""

from __future__ import annotations

from collections.abc import Container

import numpy as np
import pandas as pd

from desktop_app.catalogue.model import FieldDefinition, FieldRole
from desktop_app.catalogue.text import normalise
from desktop_app.domain.finding import About, Answer, Severity, Word
from desktop_app.domain.translating import tr, within
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import SURE, Target
from desktop_app.importing.record_words import FIRST, LAST
from desktop_app.importing.sketch import ColumnSketch, plain, shown

_COMPARED = 300
_MOST_ANSWERS = 8
_SAME = 0.99
_SOLVED = frozenset({"resolution_time", "resolved_at", "closed_at"})
_NAMES = frozenset({FieldRole.ID, FieldRole.DIMENSION})
"""Of names a log has many: the agent's number stands beside the agent's name."""


def is_of_the_end(held: ColumnSketch, other: ColumnSketch, known: FieldDefinition) -> bool:
    """Return whether of two times to a solution the other is that to the last one.

    A ticket is solved when it is closed for good, and not when it was closed first.
    """
    first, last = (set(normalise(sketch.header).split()) for sketch in (held, other))
    return known.id in _SOLVED and not first.isdisjoint(FIRST) and not last.isdisjoint(LAST)


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
            tr(
                "{other_column} says the same as {column}, which was used for {title}.",
                other_column=other.named,
                column=held.named,
                title=within(known.title),
            ),
            other.letters,
        )
        return
    context.find(
        Severity.QUESTION,
        "column-conflict",
        tr(
            "{column} and {other_column} both look like {title}, and agree in {agree:.0%} "
            "of their rows: {values} against {others}. {column} was used. If the other is "
            "meant, map it: {field}={header}.",
            column=held.named,
            other_column=other.named,
            title=within(known.title),
            agree=agree,
            values=shown(pairs["held"]),
            others=shown(pairs["other"]),
            field=known.id,
            header=other.header,
        ),
        f"{held.letters},{other.letters}",
        other.letters,
        [
            _read_from(
                tr("Keep {column} for {title}", column=held.named, title=known.title),
                held,
                other,
                known,
            ),
            _read_from(
                tr("Use {column} for {title}", column=other.named, title=known.title),
                other,
                held,
                known,
            ),
        ],
    )


def _read_from(
    told: str, right: ColumnSketch, wrong: ColumnSketch, known: FieldDefinition
) -> Answer:
    """Return the answer that a field is one column and not the other."""
    return Answer(
        (Word(About.MEANING, known.id, right.letters), Word(About.MEANING, "", wrong.letters)),
        told,
    )


def say_unfit(context: SheetContext, sketch: ColumnSketch, taken: Container[str]) -> bool:
    """Ask about a column that surely bears a field's name, over cells that can't be read as it;
    return whether it was asked.

    Sentences are left alone: a "Resolution" told in words is no missing flag. `taken` are the
    ids of the fields that have their column.
    """
    values = frozenset({FieldRole.VALUE})
    named = context.names.candidates(sketch.header, Target.FIELD, values)
    several = sketch.sample.nunique() > _MOST_ANSWERS and sketch.profile.measured < 0.5
    if not named or named[0].confidence < SURE or named[0].id in taken or several:
        return False
    known = context.report.catalogue.fields[named[0].id]
    context.find(
        Severity.QUESTION,
        "column-unfit",
        tr(
            "{column} is named like {title}, but holds {values}, which can't be read as "
            "that; it was not used. Map it to what it is.",
            column=sketch.named,
            title=within(known.title),
            values=shown(sketch.sample),
        ),
        sketch.letters,
        sketch.letters,
        [Answer.of(About.MEANING, "")],
    )
    return True


def _pairs(held: ColumnSketch, other: ColumnSketch) -> pd.DataFrame:
    """Return up to 300 rows in which both columns say something, spread over the table."""
    rows = np.flatnonzero(held.filled & other.filled)
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
    texts = pairs.map(_folded)
    return float((texts["held"] == texts["other"]).mean())


def _folded(value: object) -> str:
    return plain(value).casefold()


def _one_to_one(pairs: pd.DataFrame) -> bool:
    """Return whether each value of one goes with one of the other: a code beside its name."""
    texts = pairs.map(_folded).drop_duplicates()
    return not texts["held"].duplicated().any() and not texts["other"].duplicated().any()
