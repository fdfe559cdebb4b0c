"""Columns whose meaning another column of the log decides, or leaves open until somebody says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop_app.catalogue.text import normalise
from desktop_app.domain.finding import Severity
from desktop_app.importing.contact_times import (
    TALK,
    WHOLE,
    WRAP,
    ask_whole,
    is_work_after,
    say_work_after,
    warn_of_length,
    warn_of_parts,
    whole_below_part,
)
from desktop_app.importing.context import SheetContext
from desktop_app.importing.guesses import (
    CREATED,
    DELIVERED,
    HOURS,
    RECEIVED,
    ask_delivery,
    ask_effort,
    may_be_delivery,
    may_be_effort,
    opens_tickets,
    say_guess,
)
from desktop_app.importing.papers import (
    COST,
    INVOICED,
    VENDOR,
    are_claims,
    ask_amounts,
    ask_senders,
    may_be_handled,
    may_be_senders,
)
from desktop_app.importing.sample_sums import CHECKED, UNITS, whole_of_accuracy
from desktop_app.importing.sketch import ColumnSketch
from desktop_app.importing.word_classes import POSTED

if TYPE_CHECKING:
    from desktop_app.importing.mapping import Assignment

_RECORD_ID, _DATE = "record_id", "date"
_ENDED = frozenset({DELIVERED, "resolved_at", "closed_at"})
_POSTED = 0.82
"""How sure it is that papers are done with when they are posted."""


def settle_by_others(
    context: SheetContext,
    fields: dict[str, list[Assignment]],
    sketches: Sequence[ColumnSketch],
) -> None:
    """Settle what the columns of a log say of each other, in place.

    Those that may mean one thing or another beside the others are left out and asked about; the
    dates at which tickets came in are taken for those at which they were opened.
    """
    _wait_for_an_answer(context, fields)
    _leave_papers(context, fields)
    _fit_times(context, fields)
    _open_tickets(fields)
    _end_with_posting(context, fields)
    _find_whole(context, fields, sketches)


def _find_whole(
    context: SheetContext,
    fields: dict[str, list[Assignment]],
    sketches: Sequence[ColumnSketch],
) -> None:
    """Take the count that accuracy is of, row by row, for what was checked, and no other."""
    whole = whole_of_accuracy(context, fields, sketches)
    if whole is None:
        return
    for one in (one for name in (CHECKED, UNITS) for one in fields.pop(name, [])):
        _unsay_guess(context, one.sketch)
    for name, group in list(fields.items()):
        group[:] = [one for one in group if one.sketch is not whole.sketch]
        if not group:
            del fields[name]
    fields[CHECKED] = [whole]


def _end_with_posting(context: SheetContext, fields: dict[str, list[Assignment]]) -> None:
    """Take the date at which papers were posted for the end of the work, where one came in."""
    posted = fields.get(_DATE, [])
    if RECEIVED not in fields or not posted or posted[0].chosen or not _ENDED.isdisjoint(fields):
        return
    sketch = posted[0].sketch
    if POSTED.isdisjoint(normalise(sketch.header).split()):
        return
    del fields[_DATE]
    reason = f"a date of work done, beside {fields[RECEIVED][0].sketch.named}"
    ended = replace(posted[0].candidate, id=DELIVERED, reason=reason)
    fields[DELIVERED] = [replace(posted[0], candidate=ended, confidence=_POSTED)]
    _unsay_guess(context, sketch)
    say_guess(context, sketch, ended, _POSTED)


def _wait_for_an_answer(context: SheetContext, fields: dict[str, list[Assignment]]) -> None:
    for field_id, is_unclear, ask in (
        (CREATED, may_be_delivery, ask_delivery),
        (HOURS, may_be_effort, ask_effort),
    ):
        taken = fields.get(field_id, [])
        if taken and not taken[0].chosen and is_unclear(taken[0].sketch, fields):
            del fields[field_id]
            _unsay_guess(context, taken[0].sketch)
            ask(context, taken[0].sketch)


def _fit_times(context: SheetContext, fields: dict[str, list[Assignment]]) -> None:
    """Leave a handle time out that is less than its talk; warn of one that parts stand beside."""
    taken = whole_below_part(context, fields)
    if taken is not None:
        del fields[WHOLE]
        _unsay_guess(context, taken.sketch)
        if is_work_after(taken, fields):
            fields[WRAP] = [replace(taken, candidate=replace(taken.candidate, id=WRAP))]
            say_work_after(context, taken, fields[TALK][0])
        else:
            ask_whole(context, taken, fields[TALK][0])
    warn_of_parts(context, fields)
    warn_of_length(context, fields)


def _leave_papers(context: SheetContext, fields: dict[str, list[Assignment]]) -> None:
    """Leave out who sent the papers that were worked on, and their amounts, and ask about them."""
    senders = fields.get(VENDOR, [])
    if senders and not senders[0].chosen and may_be_senders(context, senders[0].sketch, fields):
        del fields[VENDOR]
        _unsay_guess(context, senders[0].sketch)
        ask_senders(context, senders[0].sketch)
    for field_id in (INVOICED, COST) if are_claims(fields) else (INVOICED,):
        for one in list(fields.get(field_id, ())):
            if not one.chosen and may_be_handled(one.sketch, fields):
                fields[field_id].remove(one)
                _unsay_guess(context, one.sketch)
                ask_amounts(context, one.sketch, field_id)
        if not fields.get(field_id, True):
            del fields[field_id]


def _unsay_guess(context: SheetContext, sketch: ColumnSketch) -> None:
    """Take the finding back that says for what a column was taken."""
    context.findings[:] = [
        one
        for one in context.findings
        if one.code != "column-guessed" or sketch.named not in one.message
    ]


def _open_tickets(fields: dict[str, list[Assignment]]) -> None:
    ids, came = fields.get(_RECORD_ID, []), fields.get(RECEIVED, [])
    if ids and came and not came[0].chosen and opens_tickets(ids[0].sketch.header, fields):
        del fields[RECEIVED]
        fields[CREATED] = [replace(came[0], candidate=replace(came[0].candidate, id=CREATED))]


def unasked(context: SheetContext, sketches: Iterable[ColumnSketch]) -> list[ColumnSketch]:
    """Return the columns that no question of the sheet is about, of those that hold anything."""
    asked = [one.message for one in context.findings if one.severity is Severity.QUESTION]
    return [
        sketch
        for sketch in sketches
        if sketch.profile.filled and not any(sketch.named in message for message in asked)
    ]
