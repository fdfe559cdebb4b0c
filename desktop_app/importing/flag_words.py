"""Columns of yes and no of which one word of the heading says what was, whatever it was done to."""

from __future__ import annotations

from desktop_app.catalogue.model import FieldKind, FieldRole
from desktop_app.catalogue.text import normalise
from desktop_app.domain.translating import tr
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import Candidate, Target
from desktop_app.importing.record_words import FLAWED, WORST
from desktop_app.importing.sketch import ColumnSketch
from desktop_app.importing.word_classes import NEGATION

_OF_WORK = frozenset(
    (
        *("escalated", "reopened", "reworked", "complained", "transferred", "compliant"),
        *("sla_met", "sla_breached", "on_time"),
    )
)
"""Flags that mean the same whatever a record is about."""
_HAS_ERROR, _HAS_CRITICAL = "has_error", "has_critical_error"
_ALL, _SURE, _SAID, _MOST_WORDS = 0.8, 0.9, 0.70, 4


def flag_of_a_word(
    context: SheetContext, sketch: ColumnSketch, roles: frozenset[FieldRole]
) -> list[Candidate]:
    """Return the one flag that a word of a heading names: "Playbook deviation escalated".

    Two words of two flags ("error resolved"), or one that turns it round, leave it open.
    """
    words = normalise(sketch.header).split()
    if FieldRole.VALUE not in roles or not 1 < len(words) <= _MOST_WORDS:
        return []
    if not says_yes(context, sketch) or not NEGATION.isdisjoint(words):
        return []
    fields = context.report.catalogue.fields
    named = {
        (found.id, word)
        for word in words
        for found in context.names.candidates(word, Target.FIELD, roles)
        if found.confidence >= _SURE and fields[found.id].kind is FieldKind.FLAG
    }
    flawed = [word for word in words if word in FLAWED]
    if not named and len(flawed) == 1:
        worst = not WORST.isdisjoint(words)
        named = {(_HAS_CRITICAL if worst else _HAS_ERROR, flawed[0])}
    if len(named) != 1:
        return []
    ((field, word),) = named
    if field not in _OF_WORK | {_HAS_ERROR, _HAS_CRITICAL}:
        return []
    reason = tr("{words} is in its names", words=f"'{word}'")
    return [Candidate(Target.FIELD, field, "", _SAID, reason, assumed=True)]


def says_yes(context: SheetContext, sketch: ColumnSketch) -> bool:
    """Return whether the cells say yes and no, both of them."""
    words = context.words
    said = {normalise(str(value)) for value in sketch.sample.unique()} - words.missing - {""}
    texts = said <= words.yes | words.no and bool(said & words.yes) and bool(said & words.no)
    return texts or (sketch.profile.flags >= _ALL and sketch.sample.nunique() > 1)
