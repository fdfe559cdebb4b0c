"""What a heading means by what stands below: "Resolved" over dates, "Invoice (USD)" over sums."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from desktop_app.catalogue.model import UNIT_WORDS, FieldKind, FieldRole
from desktop_app.domain.translating import tr
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import TAKEN, Candidate, Target
from desktop_app.importing.flag_words import says_yes
from desktop_app.importing.sketch import ColumnSketch
from desktop_app.importing.unread import holds_spans

_AMOUNTS = 0.9
_DUE, _MOSTLY, _SAID = "due_at", 0.8, 0.75
_UNTIL = re.compile(
    r"\S\s+(?:by|bis|until|jusqu['’ ]au|avant le|hasta|antes del?|entro(?: il)?|até)$",
    re.IGNORECASE,
)
"""How headings of dates end by which something had to be done: "Post by", "Reply until"."""
_TIME = re.compile(r"\s+time$", re.IGNORECASE)
_AT = ("at", "date", "am", "le", "el", "il", "op", "em")
"""What stands behind a word of something done where its moment is meant: "Erledigt am"."""
_LASTING = ("{} time", "zeit bis {}", "délai de {}", "tiempo de {}", "tempo di {}", "tempo de {}")


def dates_named(
    context: SheetContext, sketch: ColumnSketch, named: Sequence[Candidate]
) -> list[Candidate]:
    """Return the dates that a heading means when dates stand below it.

    "Resolved" over Yes and No is a flag; over dates it is when the ticket was resolved.
    """
    dates = frozenset({FieldRole.DATE})
    fields = context.report.catalogue.fields
    known = any(fields[c.id].role is FieldRole.DATE and c.confidence >= TAKEN for c in named)
    if not sketch.header or known or says_yes(context, sketch):
        return []
    if sketch.profile.dates >= _MOSTLY and _UNTIL.search(sketch.header.strip()):
        reason = tr("its cells are dates by which something had to be done")
        return [Candidate(Target.FIELD, _DUE, "", _SAID, reason, assumed=True)]
    moment = _TIME.sub("", sketch.header)
    found = [
        candidate
        for heading in (*(f"{sketch.header} {at}" for at in _AT), f"{moment} at")
        for candidate in context.names.candidates(heading, Target.FIELD, dates)
    ]
    found.sort(key=lambda candidate: -candidate.confidence)
    return [
        replace(
            c,
            confidence=0.95 * c.confidence,
            reason=tr("{reason}; its cells are dates", reason=c.reason),
        )
        for c in found[:1]
    ]


def times_named(context: SheetContext, sketch: ColumnSketch) -> list[Candidate]:
    """Return the duration that a heading means when it names a moment and amounts stand below.

    "First response" over dates is when it came; "First response (sec)" is how long it took, and so
    is "Total handle" over 0:05:28.
    """
    named, bracket, rest = sketch.header.partition("(")
    name = named.strip()
    values = frozenset({FieldRole.VALUE})
    fields = context.report.catalogue.fields
    found = [
        candidate
        for form in (_LASTING if name else ())
        for candidate in context.names.candidates(
            f"{form.format(name)} {bracket}{rest}".strip(), Target.FIELD, values
        )
    ]
    found.sort(key=lambda candidate: -candidate.confidence)
    return [
        replace(
            c,
            confidence=0.95 * c.confidence,
            reason=tr("{reason}; its cells are amounts", reason=c.reason),
        )
        for c in found
        if fields[c.id].kind is FieldKind.DURATION
        and (c.unit in UNIT_WORDS["duration"] or holds_spans(sketch))
    ][:1]


def amounts_named(
    context: SheetContext, sketch: ColumnSketch, named: Sequence[Candidate]
) -> list[Candidate]:
    """Return the amount that a heading with an id and a currency means: "Invoice (USD)"."""
    fields = context.report.catalogue.fields
    ids = [one for one in named if fields[one.id].kind is FieldKind.ID and one.confidence >= TAKEN]
    name, bracket, rest = sketch.header.partition("(")
    if not ids or sketch.profile.numbers < _AMOUNTS or not name.strip():
        return []
    heading = f"{name.strip()} amount {bracket}{rest}".strip()
    found = context.names.candidates(heading, Target.FIELD, frozenset({FieldRole.VALUE}))
    return [
        replace(c, reason=tr("{reason}; its cells are amounts", reason=c.reason))
        for c in found
        if fields[c.id].kind is FieldKind.MONEY and c.currency
    ][:1]
