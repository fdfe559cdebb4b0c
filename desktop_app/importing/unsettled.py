"""Columns whose meaning another column of the log decides, or leaves open until somebody says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop_app.catalogue.model import FieldKind
from desktop_app.catalogue.text import normalise
from desktop_app.domain.finding import Severity
from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import tr, within
from desktop_app.importing.contact_times import (
    TALK,
    WHOLE,
    WRAP,
    ask_whole,
    fit_parts,
    is_work_after,
    say_work_after,
    share_unit,
    wait_by_ringing,
    warn_of_length,
    warn_of_parts,
    whole_below_part,
)
from desktop_app.importing.context import SheetContext
from desktop_app.importing.ended_dates import end_of_work
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
from desktop_app.importing.length_with_wait import take_wait_off
from desktop_app.importing.papers import (
    COST,
    DUE,
    INVOICED,
    VENDOR,
    are_claims,
    ask_amounts,
    ask_payment,
    ask_senders,
    may_be_handled,
    may_be_payment,
    may_be_senders,
)
from desktop_app.importing.proven_units import unit_by_dates
from desktop_app.importing.ready_times import leave_ready_time
from desktop_app.importing.record_words import POSTED
from desktop_app.importing.sample_sums import CHECKED, UNITS, whole_of_accuracy
from desktop_app.importing.sketch import ColumnSketch
from desktop_app.importing.trade_of_log import fit_trade, leavers_unnamed, take_time_until_done
from desktop_app.importing.ways_round import LOW_IS_GOOD, ask_way_of_marks
from desktop_app.importing.wholes_of_errors import (
    ERRORS,
    HAS_ERROR,
    counted_errors,
    whole_of_errors,
)

if TYPE_CHECKING:
    from desktop_app.importing.mapping import Assignment

_RECORD_ID, _DATE, _PROJECT, _CATEGORY = "record_id", "date", "project_id", "category"
_CALLED = ("proj", "proy")
_FEW, _EACH, _KIND = 0.2, 0.95, 0.8
"""Share of names among rows up to which they are kinds, and of ids from which each has its own."""
_NOTHING_AT_ZERO = frozenset({FieldKind.MONEY, FieldKind.DURATION})
_FEWEST_ROWS = 10
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
    _leave_papers(context, fields, sketches)
    fit_trade(fields)
    for one in leavers_unnamed(fields):
        _unsay_guess(context, one.sketch)
        fields.pop(one.candidate.id, None)
    take_time_until_done(context, fields)
    _leave_kinds_of_work(context, fields)
    _leave_zeros(context, fields)
    fit_parts(context, fields)
    take_wait_off(context, fields, sketches)
    _fit_times(context, fields)
    leave_ready_time(context, fields)
    wait_by_ringing(context, fields, sketches)
    unit_by_dates(context, fields)
    share_unit(context, fields)
    _open_tickets(fields)
    _end_with_posting(context, fields)
    _end_with_work(context, fields, sketches)
    _find_whole(context, fields, sketches)
    _find_whole_of_errors(context, fields, sketches)
    for one in fields.get(LOW_IS_GOOD, []):
        if not one.chosen:
            ask_way_of_marks(context, one.sketch)


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


def _find_whole_of_errors(
    context: SheetContext,
    fields: dict[str, list[Assignment]],
    sketches: Sequence[ColumnSketch],
) -> None:
    """Take counts of errors for what they are, and what they are among for what was checked."""
    counted = counted_errors(fields)
    if counted is not None:
        del fields[HAS_ERROR]
        fields[ERRORS] = [counted]
        _unsay_guess(context, counted.sketch)
        say_guess(context, counted.sketch, counted.candidate, counted.confidence)
    whole = whole_of_errors(context, fields, sketches)
    if whole is not None:
        fields[whole.candidate.id] = [whole]
        say_guess(context, whole.sketch, whole.candidate, whole.confidence)


def _end_with_posting(context: SheetContext, fields: dict[str, list[Assignment]]) -> None:
    """Take the date at which papers were posted for the end of the work, where one came in."""
    posted = fields.get(_DATE, [])
    ended = as_posted(fields, posted[0]) if posted and not posted[0].chosen else None
    if ended is not None:
        del fields[_DATE]
        fields[DELIVERED] = [ended]
        _unsay_guess(context, ended.sketch)
        say_guess(context, ended.sketch, ended.candidate, ended.confidence)


def _end_with_work(
    context: SheetContext,
    fields: dict[str, list[Assignment]],
    sketches: Sequence[ColumnSketch],
) -> None:
    """Take the date at which the work was done, in a trade's own word, for its end."""
    ended = end_of_work(context, fields, sketches)
    if ended is not None:
        fields[DELIVERED] = [ended]
        say_guess(context, ended.sketch, ended.candidate, ended.confidence)


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


def _leave_kinds_of_work(context: SheetContext, fields: dict[str, list[Assignment]]) -> None:
    """Take a few names of requests for kinds of work, where every row has an id of its own.

    "Board pack" and "Price study" under "Request" are no projects whose rows belong together.
    """
    ids, projects = fields.get(_RECORD_ID, []), fields.get(_PROJECT, [])
    if len(ids) != 1 or len(projects) != 1 or projects[0].chosen or _CATEGORY in fields:
        return
    one = projects[0]
    names = {str(value) for value in one.sketch.sample}
    few = len(names) <= _FEW * len(one.sketch.sample)
    numbered = any(letter.isdigit() for name in names for letter in name)
    called = any(word.startswith(_CALLED) for word in normalise(one.sketch.header).split())
    if few and not numbered and not called and ids[0].sketch.profile.distinct > _EACH:
        reason = tr("a few names, each in many rows that have ids of their own")
        kinds = replace(one, candidate=replace(one.candidate, id=_CATEGORY, reason=reason))
        del fields[_PROJECT]
        fields[_CATEGORY] = [replace(kinds, confidence=_KIND)]
        _unsay_guess(context, one.sketch)
        say_guess(context, one.sketch, kinds.candidate, _KIND)


def _leave_zeros(context: SheetContext, fields: dict[str, list[Assignment]]) -> None:
    """Leave out prices and times that are 0 in every row: nobody filled them in."""
    known = context.report.catalogue.fields
    for field_id in [name for name in fields if known[name].kind in _NOTHING_AT_ZERO]:
        group = fields[field_id]
        if any(one.chosen for one in group) or not all(_all_zero(one.sketch) for one in group):
            continue
        del fields[field_id]
        for one in group:
            _unsay_guess(context, one.sketch)
        names = listed((one.sketch.named for one in group), None)
        context.find(
            Severity.INFO,
            "column-zero",
            tr(
                "{columns} holds nothing but 0 and was not used for {title}. Map it if that "
                "is right.",
                columns=names,
                title=within(known[field_id].title),
            ),
            ",".join(one.sketch.letters for one in group),
        )


def _all_zero(sketch: ColumnSketch) -> bool:
    profile = sketch.profile
    return profile.filled >= _FEWEST_ROWS and profile.low == 0 and profile.high == 0


def as_posted(fields: Mapping[str, Sequence[Assignment]], pair: Assignment) -> Assignment | None:
    """Return a second date of papers that came in as the end of the work, if it was posted then."""
    words = normalise(pair.sketch.header).split()
    ends = RECEIVED in fields and _ENDED.isdisjoint(fields)
    if pair.candidate.id != _DATE or not ends or POSTED.isdisjoint(words):
        return None
    reason = tr("a date of work done, beside {column}", column=fields[RECEIVED][0].sketch.named)
    ended = replace(pair.candidate, id=DELIVERED, reason=reason)
    return replace(pair, candidate=ended, confidence=_POSTED)


def _leave_papers(
    context: SheetContext,
    fields: dict[str, list[Assignment]],
    sketches: Sequence[ColumnSketch],
) -> None:
    """Leave out who sent the papers that were worked on, and their amounts, and ask about them."""
    told = [sketch.header for sketch in sketches]
    senders = fields.get(VENDOR, [])
    if (
        senders
        and not senders[0].chosen
        and may_be_senders(context, senders[0].sketch, fields, told)
    ):
        del fields[VENDOR]
        _unsay_guess(context, senders[0].sketch)
        ask_senders(context, senders[0].sketch)
    due = fields.get(DUE, [])
    if due and not due[0].chosen and may_be_payment(due[0].sketch, fields):
        del fields[DUE]
        _unsay_guess(context, due[0].sketch)
        ask_payment(context, due[0].sketch)
    for field_id in (INVOICED, COST) if are_claims(fields) else (INVOICED,):
        for one in list(fields.get(field_id, ())):
            if not one.chosen and may_be_handled(one.sketch, fields, told):
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
