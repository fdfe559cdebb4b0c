"""What was said of columns and labels, in the form in which recognition gives its decisions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from desktop_app.catalogue.model import UNIT_WORDS, FieldRole
from desktop_app.catalogue.text import normalise
from desktop_app.domain.finding import About, Word
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import Candidate, Target
from desktop_app.importing.mappings.document import PARTS, WRITTEN, ItemMapping, SaidBy
from desktop_app.importing.mappings.following import FollowedTable
from desktop_app.importing.reading import fit, hints
from desktop_app.importing.sketch import ColumnSketch

_BRACKETS = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_UNITS = frozenset().union(*UNIT_WORDS.values())
_READABLE = 0.5
"""Share of a column's cells from which an earlier mapping's word on it is followed."""


def said_columns(
    context: SheetContext, sketches: Sequence[ColumnSketch], in_log: bool
) -> dict[int, Candidate]:
    """Return the fields and KPIs that a mapping says of the table's columns, by sheet column.

    An earlier mapping's word is not followed where the values can't be read so; of a log only
    fields can be meant.
    """
    followed = context.followed
    if followed is None:
        return {}
    found = {}
    for sketch in sketches:
        item = followed.columns.get(sketch.column)
        if item is None or item.meaning in PARTS:
            continue
        candidate = _candidate(context, followed, item, sketch.header, in_log)
        if item.said_by is SaidBy.USER or _fits(context, followed, item, candidate, sketch):
            found[sketch.column] = candidate
    return found


def said_label(context: SheetContext, text: str) -> Candidate | None:
    """Return the KPI or quantity that a mapping says a row's label means, None for nothing."""
    followed = context.followed
    item = followed.row(text) if followed is not None else None
    if followed is None or item is None or item.meaning in PARTS:
        return None
    candidate = _candidate(context, followed, item, text, in_log=False)
    if candidate.target is Target.FIELD:
        role = context.report.catalogue.fields[candidate.id].role
        if role is not FieldRole.QUANTITY:
            followed.reject(item, "a row of a summary is a KPI or a count, not a field of a log")
            return None
    return candidate


def target_of(context: SheetContext, meaning: str, in_log: bool) -> Target:
    """Return whether an id means a field or a KPI; some are both, and a log has fields."""
    catalogue = context.report.catalogue
    field = meaning in catalogue.fields and (in_log or meaning not in catalogue.kpis)
    return Target.FIELD if field else Target.KPI


def words_on(item: ItemMapping) -> tuple[Word, ...]:
    """Return what a mapping says of the unit of an item's cells, and of how they are written."""
    named = ("unit", *WRITTEN)
    return tuple(Word(About(name), value) for name in named if (value := getattr(item, name)))


def label_unused(context: SheetContext, text: str) -> bool:
    """Return whether a mapping sets a row's label aside."""
    item = context.followed.row(text) if context.followed is not None else None
    return item is not None and item.meaning in PARTS


def _candidate(
    context: SheetContext, followed: FollowedTable, item: ItemMapping, heading: str, in_log: bool
) -> Candidate:
    said = Candidate(
        target_of(context, item.meaning, in_log),
        item.meaning,
        item.variant,
        1.0,
        followed.why(item),
        item.unit,
        item.currency,
        chosen=True,
        said=words_on(item),
    )
    return as_headed(context, said, heading)


def _fits(
    context: SheetContext,
    followed: FollowedTable,
    item: ItemMapping,
    candidate: Candidate,
    sketch: ColumnSketch,
) -> bool:
    known = hints(context.report.catalogue, candidate, sketch.header, sketch.number_format)
    fits = fit(context, sketch.sample, known)
    readable = fits.readable >= _READABLE and fits.plausible >= _READABLE
    if not readable:
        followed.reject(item, "its cells can't be read as that, and were recognised anew")
    return readable


def as_headed(context: SheetContext, candidate: Candidate, heading: str) -> Candidate:
    """Return a meaning with the unit, currency and variant that the heading names besides.

    A column of "AHT (min)" that is said to be handle time still holds minutes.
    """
    for found in context.names.candidates(heading):
        if (found.target, found.id) == (candidate.target, candidate.id):
            return replace(
                candidate,
                unit=candidate.unit or found.unit,
                currency=candidate.currency or found.currency,
                variant=candidate.variant or found.variant,
            )
    unit, currency = _named_in(context, heading)
    return replace(candidate, unit=candidate.unit or unit, currency=candidate.currency or currency)


def _named_in(context: SheetContext, heading: str) -> tuple[str, str]:
    """Return the unit and the currency that words of a heading name, brackets first."""
    words = context.words
    pieces = [normalise(aside) for aside in _BRACKETS.findall(heading)]
    pieces += normalise(heading).split()
    units = [words.units[piece] for piece in pieces if words.units.get(piece) in _UNITS]
    currencies = [words.currencies[piece] for piece in pieces if piece in words.currencies]
    return next(iter(units), ""), next(iter(currencies), "")
