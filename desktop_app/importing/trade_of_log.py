"""Fields that mean another thing in a log of surveys, of contacts, of hours booked, or of staff."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop_app.catalogue.text import normalise
from desktop_app.domain.translating import tr
from desktop_app.importing.context import SheetContext
from desktop_app.importing.guesses import say_guess
from desktop_app.importing.record_words import ANSWERS, ENDS
from desktop_app.importing.word_classes import LENGTH

if TYPE_CHECKING:
    from desktop_app.importing.mapping import Assignment

Fields = dict[str, list["Assignment"]]

_RECORD, _PROJECT, _AGENT = "record_id", "project_id", "agent_id"
_DATE, _CREATED, _RECEIVED, _REPLIED = "date", "created_at", "received_at", "first_reply_at"
_DELIVERED, _DUE, _WHOLE, _HOURS = "delivered_at", "due_at", "handle_time", "hours"
_LIMIT, _TURNAROUND = "sla_time", "turnaround_time"
_BESIDE_ITS_LIMIT = 0.75
"""How sure it is that a length which has a limit is the time until the work was done."""
_OTHER_TIMES = frozenset({_TURNAROUND, "resolution_time", "response_time"})
_SCORES = frozenset({"csat_score", "nps_score", "ces_score", "ease_score"})
_OF_CONTACTS = frozenset(
    (
        *("talk_time", "wait_time", "hold_time", "wrap_time", "answered", "abandoned"),
        *("outcome", "transferred"),
    )
)
_OF_STAFF = frozenset({"hired_at", "left_at", "years_experience", "certificate_expiry"})
_LEFT = "left_at"
_OF_PEOPLE = frozenset({_AGENT, "hired_at", "years_experience"})
_OF_WORK = frozenset(
    {_RECORD, "invoice_id", "handle_time", "items_done", "qa_percent", "qa_points"}
)
_MOST_APART = 0.9
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def fit_trade(fields: Fields) -> None:
    """Settle the dates and times of a log by what its records are, in place.

    When a customer began and ended to answer a survey is no work that came in and was delivered,
    nor is the beginning and end of a call or of hours that somebody booked on a project.
    """
    if _is_survey(fields):
        _date_by(fields, (_DELIVERED, _RECEIVED, _CREATED, _REPLIED))
        if _named(fields, _WHOLE, LENGTH):
            del fields[_WHOLE]
    elif not _OF_CONTACTS.isdisjoint(fields) and _named(fields, _DELIVERED, ENDS):
        del fields[_DELIVERED]
        _date_by(fields, (_RECEIVED,))
    elif _books_hours(fields):
        if _HOURS not in fields and _named(fields, _WHOLE, LENGTH):
            fields[_HOURS] = [_as(fields.pop(_WHOLE)[0], _HOURS)]
        if _named(fields, _DELIVERED, ENDS) and _DUE not in fields:
            del fields[_DELIVERED]
            _date_by(fields, (_RECEIVED,))
    if _lists_staff(fields) and _free(fields, "status"):
        del fields["status"]  # "Active" is no piece of work that is still open


def leavers_unnamed(fields: Fields) -> list[Assignment]:
    """Return the dates at which staff left in a log that names no staff."""
    return fields[_LEFT] if _free(fields, _LEFT) and _OF_PEOPLE.isdisjoint(fields) else []


def _is_survey(fields: Fields) -> bool:
    return not _SCORES.isdisjoint(fields) and _RECORD in fields and _named(fields, _RECORD, ANSWERS)


def _books_hours(fields: Fields) -> bool:
    """Return whether rows are hours of somebody on projects that have several."""
    if _AGENT not in fields or _PROJECT not in fields or _RECORD in fields:
        return False
    project = fields[_PROJECT][0].sketch
    return project.profile.distinct < _MOST_APART and bool({_WHOLE, _HOURS} & set(fields))


def take_time_until_done(context: SheetContext, fields: Fields) -> None:
    """Take how long work lasted that has a limit ("SLA hours") for the time until it was done."""
    if not _lasts_until_due(fields):
        return
    one = fields.pop(_WHOLE)[0]
    reason = tr("the time agreed for the work stands beside it")
    taken = replace(one.candidate, id=_TURNAROUND, reason=reason)
    fields[_TURNAROUND] = [replace(one, candidate=taken, confidence=_BESIDE_ITS_LIMIT)]
    say_guess(context, one.sketch, taken, _BESIDE_ITS_LIMIT)


def _lasts_until_due(fields: Fields) -> bool:
    """Return whether a length stands beside the time agreed for the work, and no other time."""
    return (
        _LIMIT in fields
        and _OF_CONTACTS.isdisjoint(fields)
        and _OTHER_TIMES.isdisjoint(fields)
        and _named(fields, _WHOLE, LENGTH)
    )


def _lists_staff(fields: Mapping[str, object]) -> bool:
    staff = _AGENT in fields and not _OF_STAFF.isdisjoint(fields)
    return staff and _OF_WORK.isdisjoint(fields)


def _date_by(fields: Fields, names: tuple[str, ...]) -> None:
    """Take the first of some dates for that of the records, and drop the others of them."""
    own = [name for name in names if _free(fields, name)]
    if own and _DATE not in fields:
        fields[_DATE] = [_as(fields[own[0]][0], _DATE)]
    for name in own:
        del fields[name]


def _as(one: Assignment, field_id: str) -> Assignment:
    return replace(one, candidate=replace(one.candidate, id=field_id))


def _free(fields: Fields, name: str) -> bool:
    """Return whether a field has a column that nobody chose for it."""
    return name in fields and not any(one.chosen for one in fields[name])


def _named(fields: Fields, name: str, words: frozenset[str]) -> bool:
    """Return whether a field's column, which nobody chose, has one of some words in its heading."""
    if not _free(fields, name):
        return False
    header = fields[name][0].sketch.header
    said = {*normalise(header).split(), *normalise(_CAMEL.sub(" ", header)).split()}
    return not words.isdisjoint(said)
