"""Dates that the rest of a log tells: the only ones it has, and a deadline beside the delivery."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalogue.model import FieldRole
from desktop_app.catalogue.text import normalise
from desktop_app.domain.finding import About, Answer, Severity
from desktop_app.domain.translating import tr, within
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import ASKED, TAKEN
from desktop_app.importing.reading import hints, read
from desktop_app.importing.record_words import ACTUAL, ENDS
from desktop_app.importing.sketch import ColumnSketch

if TYPE_CHECKING:
    from desktop_app.importing.mapping import Assignment

_DELIVERED, _DUE = "delivered_at", "due_at"
_HAPPENED = frozenset({"date", "created_at", "received_at"})
_DATES, _FILLED, _DISTINCT = 0.8, 0.95, 0.05
_LONE, _DEADLINE = 0.75, 0.8
_LATER = 0.2
"""In how many of the rows work has to be delivered before an "end", for it to be a deadline."""


def lone_date(
    context: SheetContext,
    sketches: Sequence[ColumnSketch],
    pairs: Sequence[Assignment],
    fields: Mapping[str, Sequence[Assignment]],
) -> Assignment | None:
    """Return the one column of dates of a log, where its name may well be that of its date.

    "enter_datetime" beside nothing but amounts is when the calls came in.
    """
    known = context.report.catalogue.fields
    if any(known[name].role is FieldRole.DATE for name in fields):
        return None
    dated = [sketch for sketch in sketches if sketch.profile.dates >= _DATES]
    if len(dated) != 1 or dated[0].filled.mean() < _FILLED or dated[0].sample.nunique() < 2:
        return None
    named = {one.id for one in context.names.candidates(dated[0].header) if one.id in _HAPPENED}
    own = [
        pair
        for pair in pairs
        if pair.sketch is dated[0]
        and pair.candidate.id in named
        and ASKED <= pair.confidence < TAKEN
    ]
    if not own:
        return None
    reason = tr("{reason}; no other column holds dates", reason=own[0].candidate.reason)
    return replace(own[0], candidate=replace(own[0].candidate, reason=reason), confidence=_LONE)


def settle_ends(
    context: SheetContext,
    fields: Mapping[str, Sequence[Assignment]],
    held: Assignment,
    other: Assignment,
) -> tuple[Assignment, Assignment] | None:
    """Return which of two ends is the deadline and which the delivery, where that can be told.

    An "actual end" beside an "end" is the delivery. What ends after it was delivered, again and
    again, is no end of the work, and rather when it was due.
    """
    if held.candidate.id != _DELIVERED or _DUE in fields:
        return None
    named = [set(normalise(one.sketch.header).split()) for one in (held, other)]
    actual = [not words.isdisjoint(ACTUAL) for words in named]
    if actual[0] is not actual[1] and not named[actual[0]].isdisjoint(ENDS):
        due, done = (other, held) if actual[0] else (held, other)
        return _due(due, tr("{column} says when it really ended", column=done.sketch.named)), done
    if named[1].isdisjoint(ENDS) or any(actual):
        return None
    delivered, ended = (moments(context, one) for one in (held, other))
    both = ~(np.isnat(delivered) | np.isnat(ended))
    later = float((ended[both] > delivered[both]).mean()) if both.any() else 0.0
    if later < _LATER:
        return None
    return _due(
        other,
        tr(
            "in {share:.0%} of the rows it is after {column}", share=later, column=held.sketch.named
        ),
    ), held


def _due(end: Assignment, reason: str) -> Assignment:
    return replace(
        end, candidate=replace(end.candidate, id=_DUE, reason=reason), confidence=_DEADLINE
    )


def say_deadline(context: SheetContext, due: Assignment) -> None:
    """Say that an end was taken for the deadline, as that makes on-time figures."""
    known = context.report.catalogue.fields
    context.find(
        Severity.WARNING,
        "column-guessed",
        tr(
            "{column} was taken for {title} and not for the end of the work: {reason}. Map "
            "it to what it is if that is wrong.",
            column=due.sketch.named,
            title=within(known[_DUE].title),
            reason=due.candidate.reason,
        ),
        due.sketch.letters,
        due.sketch.letters,
        [Answer.of(About.MEANING, one) for one in (_DUE, _DELIVERED, "")],
    )


def moments(context: SheetContext, one: Assignment) -> NDArray[np.datetime64]:
    """Return the moments of a column's cells, NaT for none."""
    known = hints(
        context.report.catalogue, one.candidate, one.sketch.header, one.sketch.number_format
    )
    return np.asarray(read(context, one.sketch.cells, known).values, dtype="datetime64[s]")
