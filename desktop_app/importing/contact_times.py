"""Times of contacts that don't fit each other: a whole below its part, a part beside the whole."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalogue.text import normalise
from desktop_app.domain.finding import About, Answer, Severity
from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import tr, within
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import SURE, Candidate, Target
from desktop_app.importing.guesses import say_guess
from desktop_app.importing.kinds.units import unit_in_words
from desktop_app.importing.reading import hints, read
from desktop_app.importing.record_words import RINGING
from desktop_app.importing.sketch import ColumnSketch
from desktop_app.importing.typed import TypedColumn
from desktop_app.importing.word_classes import AFTER_TALK, LENGTH, SPOKEN, TOTALS, WORK, WRITTEN

if TYPE_CHECKING:
    from desktop_app.importing.mapping import Assignment

WHOLE, TALK, WRAP, HOLD = "handle_time", "talk_time", "wrap_time", "hold_time"
WAIT = "wait_time"
_OFTEN = 0.1
_SECONDS_OFF = 1.0
_MEASURED, _RANG = 0.8, 0.75
_OF_TICKETS = ("response_time", "resolution_time")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def fit_parts(context: SheetContext, fields: dict[str, list[Assignment]]) -> None:
    """Settle the length of a contact beside its parts, in place.

    Where talk and the work after it are told, they make the handle time, and a length (which
    holds the wait too) is left out. A length beside the work after it alone is talk and hold.
    """
    whole = fields.get(WHOLE, [])
    if len(whole) == 1 and not whole[0].chosen and _is_length(whole[0]):
        if TALK in fields:
            del fields[WHOLE]
        elif WRAP in fields:
            del fields[WHOLE]
            fields[TALK] = [replace(whole[0], candidate=replace(whole[0].candidate, id=TALK))]
            _say_length(context, whole[0].sketch, fields)
    talk = fields.get(TALK, [])
    if len(talk) == 1 and not talk[0].chosen and _holds_hold(talk[0]):
        fields.pop(HOLD, None)


def _is_length(one: Assignment) -> bool:
    """Return whether a time is from a contact's beginning to its end, by its name."""
    words = set(normalise(_CAMEL.sub(" ", one.sketch.header)).split())
    return not words.isdisjoint(LENGTH | TOTALS | {"totals"}) and words.isdisjoint(WORK)


def _holds_hold(one: Assignment) -> bool:
    """Return whether a time of talk has the time on hold in it, by its name."""
    words = set(normalise(_CAMEL.sub(" ", one.sketch.header)).split())
    return not words.isdisjoint(LENGTH | {"agent"}) and words.isdisjoint(SPOKEN)


def _say_length(
    context: SheetContext, sketch: ColumnSketch, fields: Mapping[str, Sequence[Assignment]]
) -> None:
    known = context.report.catalogue.fields
    wrap, hold = fields[WRAP][0].sketch, fields.get(HOLD, ())
    words = {
        "column": sketch.named,
        "wrap": wrap.named,
        "title": within(known[WHOLE].title),
    }
    told = (
        tr(
            "{column} was taken for the conversation, with {hold} in it, and {wrap} was added to "
            "it: together they make {title}. Map it to {title} if it holds the work after the "
            "contact too.",
            hold=hold[0].sketch.named,
            **words,
        )
        if hold
        else tr(
            "{column} was taken for the conversation, and {wrap} was added to it: together they "
            "make {title}. Map it to {title} if it holds the work after the contact too.",
            **words,
        )
    )
    context.find(
        Severity.WARNING,
        "times-overlap",
        told,
        f"{sketch.letters},{wrap.letters}",
        sketch.letters,
        [Answer.of(About.MEANING, one) for one in (TALK, WHOLE, "")],
    )


def wait_by_ringing(
    context: SheetContext,
    fields: dict[str, list[Assignment]],
    sketches: Sequence[ColumnSketch],
) -> None:
    """Take the time that a telephone rang for the wait, where no time in a queue is told."""
    used = {one.sketch.column for group in fields.values() for one in group}
    ringing = [
        sketch
        for sketch in sketches
        if sketch.column not in used
        and sketch.profile.measured >= _MEASURED
        and not RINGING.isdisjoint(normalise(_CAMEL.sub(" ", sketch.header)).split())
    ]
    if WAIT in fields or TALK not in fields or len(ringing) != 1:
        return
    reason = tr("the time that it rang; no other wait is told")
    candidate = Candidate(Target.FIELD, WAIT, "", _RANG, reason)
    fields[WAIT] = [replace(fields[TALK][0], sketch=ringing[0], candidate=candidate)]
    fields[WAIT][0].confidence, fields[WAIT][0].chosen = _RANG, False
    say_guess(context, ringing[0], candidate, _RANG)


def share_unit(context: SheetContext, fields: dict[str, list[Assignment]]) -> None:
    """Read times to an answer and to the end in one unit, in place, where no heading names any.

    A tool exports both in seconds; the unit that the values of one settle is that of the other.
    """
    bare = [
        fields[name][0]
        for name in _OF_TICKETS
        if len(fields.get(name, ())) == 1
        and not fields[name][0].candidate.unit
        and fields[name][0].sketch.profile.numbers >= _MEASURED
    ]
    if len(bare) != len(_OF_TICKETS):
        return
    known = context.report.catalogue.fields
    found = [_read(context, one).unit for one in bare]
    usual = [known[one.candidate.id].default_unit for one in bare]
    told = [unit for unit, default in zip(found, usual, strict=True) if unit and unit != default]
    if len(told) != 1:
        return
    for one in bare:
        group = fields[one.candidate.id]
        group[0] = replace(one, candidate=replace(one.candidate, unit=told[0]))
    places = ",".join(one.sketch.letters for one in bare)
    names = listed((one.sketch.named for one in bare), None)
    context.find(
        Severity.WARNING,
        "unit-assumed",
        tr(
            "{columns} name no unit; both were read as {unit}, as the values of one of them "
            "are nothing else. Put the unit into the headings if that is wrong.",
            columns=names,
            unit=unit_in_words(told[0]),
        ),
        places,
        bare[0].sketch.letters,
    )


def whole_below_part(
    context: SheetContext, fields: Mapping[str, Sequence[Assignment]]
) -> Assignment | None:
    """Return the column taken for handle time that often is less than the talk time beside it."""
    whole, part = fields.get(WHOLE, ()), fields.get(TALK, ())
    if len(whole) != 1 or len(part) != 1 or whole[0].chosen:
        return None
    long, short = (seconds(context, one) for one in (whole[0], part[0]))
    both = np.isfinite(long) & np.isfinite(short) & (short > 0)
    below = both & (long + _SECONDS_OFF < short)
    return whole[0] if below.sum() > _OFTEN * max(int(both.sum()), 1) else None


def is_work_after(taken: Assignment, fields: Mapping[str, Sequence[Assignment]]) -> bool:
    """Return whether what is below its talk is, by its name, the work after it: "processing"."""
    words = set(normalise(taken.sketch.header).split())
    return WRAP not in fields and not words.isdisjoint(AFTER_TALK)


def say_work_after(context: SheetContext, taken: Assignment, part: Assignment) -> None:
    """Say that a processing time was taken for the work after the talk, and not for all of it."""
    sketch, fields = taken.sketch, context.report.catalogue.fields
    context.find(
        Severity.WARNING,
        "column-guessed",
        tr(
            "{column} is often less than the talk time in {talk}, so that it can't hold "
            "it; it was taken for {title} and added to the talk. Map it to what it is if "
            "that is wrong.",
            column=sketch.named,
            talk=part.sketch.named,
            title=within(fields[WRAP].title),
        ),
        sketch.letters,
        sketch.letters,
        [Answer.of(About.MEANING, one) for one in (WRAP, WHOLE, "")],
    )


def ask_whole(context: SheetContext, taken: Assignment, part: Assignment) -> None:
    """Ask what a column holds that is named like handle time and can't be it."""
    sketch, fields = taken.sketch, context.report.catalogue.fields
    context.find(
        Severity.QUESTION,
        "column-unclear",
        tr(
            "{column} is named like {title}, but is often less than the talk time in "
            "{talk} that would be a part of it; it was not used. Map it to {wrap_title} if "
            "it is the work after the talk.",
            column=sketch.named,
            title=within(fields[WHOLE].title),
            talk=part.sketch.named,
            wrap_title=within(fields[WRAP].title),
        ),
        sketch.letters,
        sketch.letters,
        [Answer.of(About.MEANING, one) for one in (WRAP, WHOLE, "")],
    )


def warn_of_parts(context: SheetContext, fields: Mapping[str, Sequence[Assignment]]) -> None:
    """Warn where a guessed handle time stands beside a part of it, or a wait it may begin with."""
    whole = fields.get(WHOLE, ())
    if len(whole) != 1 or whole[0].chosen or whole[0].confidence >= SURE or TALK in fields:
        return
    beside = [one.sketch for name in (WRAP, WAIT) for one in fields.get(name, ())]
    if not beside:
        return
    sketch, known = whole[0].sketch, context.report.catalogue.fields
    words = {
        "column": sketch.named,
        "title": within(known[WHOLE].title),
        "others": listed((one.named for one in beside), None),
        "talk_title": within(known[TALK].title),
    }
    context.find(
        Severity.WARNING,
        "times-overlap",
        tr(
            "{column} was taken for {title}, all of it, and nothing was added to it: the report "
            "does not say whether it holds {others} beside it. Map it to {talk_title} if it "
            "leaves them out.",
            **words,
        )
        if len(beside) > 1
        else tr(
            "{column} was taken for {title}, all of it, and nothing was added to it: the report "
            "does not say whether it holds {others} beside it. Map it to {talk_title} if it "
            "leaves it out.",
            **words,
        ),
        ",".join([sketch.letters, *(one.letters for one in beside)]),
        sketch.letters,
        [Answer.of(About.MEANING, one) for one in (WHOLE, TALK, "")],
    )


def warn_of_length(context: SheetContext, fields: Mapping[str, Sequence[Assignment]]) -> None:
    """Warn where the length of a call stands for all of its handle time, its parts unknown."""
    whole = fields.get(WHOLE, ())
    parts = (TALK, WRAP, HOLD)
    if len(whole) != 1 or whole[0].chosen or any(name in fields for name in parts):
        return
    sketch, known = whole[0].sketch, context.report.catalogue.fields
    words = set(normalise(sketch.header).split())
    known_whole = not words.isdisjoint(WORK | WRITTEN)
    if words.isdisjoint(LENGTH) or known_whole or whole[0].confidence < SURE:
        return
    waits = [one.sketch.named for one in fields.get(WAIT, ())]
    told = {
        "column": sketch.named,
        "title": within(known[WHOLE].title),
        "talk_title": within(known[TALK].title),
    }
    context.find(
        Severity.WARNING,
        "times-untold",
        tr(
            "{column} was taken for {title}, all of it. The report does not say whether it holds "
            "the work after the contact or {waits}. Map it to {talk_title} if it ends with the "
            "conversation.",
            waits=listed(waits, None),
            **told,
        )
        if waits
        else tr(
            "{column} was taken for {title}, all of it. The report does not say whether it holds "
            "the work after the contact. Map it to {talk_title} if it ends with the conversation.",
            **told,
        ),
        sketch.letters,
        sketch.letters,
        [Answer.of(About.MEANING, one) for one in (WHOLE, TALK, "")],
    )


def seconds(context: SheetContext, one: Assignment) -> NDArray[np.float64]:
    """Return a column's times in seconds, NaN where there is none."""
    return np.asarray(_read(context, one).values, dtype=np.float64)


def _read(context: SheetContext, one: Assignment) -> TypedColumn:
    sketch = one.sketch
    catalogue = context.report.catalogue
    known = hints(catalogue, one.candidate, sketch.header, sketch.number_format)
    return read(context, sketch.cells, known)
