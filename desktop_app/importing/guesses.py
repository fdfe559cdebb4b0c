"""Columns taken by a guess, and those whose name means one thing or another: told and asked."""

from __future__ import annotations

from collections.abc import Collection

from desktop_app.catalogue.model import FieldRole
from desktop_app.catalogue.text import normalise
from desktop_app.domain.finding import About, Answer, Severity
from desktop_app.domain.translating import tr, within
from desktop_app.importing.answers import meanings
from desktop_app.importing.context import RECORD_ROLES, SheetContext
from desktop_app.importing.decisions import SURE, Candidate, Target
from desktop_app.importing.sketch import ColumnSketch
from desktop_app.importing.vendor_naming import agree
from desktop_app.importing.vendors import UNASKED
from desktop_app.importing.word_classes import EFFORT, HANDED_IN, TICKETS

CREATED, DELIVERED = "created_at", "delivered_at"
RECEIVED, HOURS = "received_at", "hours"
_DUE, _EFFORT = "due_at", "ces_score"
_MARKED = frozenset({"csat_score", "nps_score", "ease_score"})
_HIGHEST_EFFORT = 10
_AT_WORK = frozenset({DELIVERED, _DUE, CREATED, "resolved_at", "project_id"})
_ENDS = frozenset({DELIVERED, "resolved_at", "closed_at"})


def say_guess(
    context: SheetContext, sketch: ColumnSketch, taken: Candidate, confidence: float
) -> None:
    """Say which field a column was taken for, where that is not sure.

    Whose figures they are decides all of them: a column that may name vendors is warned of, and
    asked about where the report's title or its file's name surely name another.
    """
    if confidence >= SURE:
        return
    known = context.report.catalogue.fields[taken.id]
    severity, doubt = Severity.WARNING if taken.assumed else Severity.INFO, ""
    if known.role is FieldRole.VENDOR:
        other = other_vendor(context, sketch)
        severity = Severity.QUESTION if other else Severity.WARNING
        doubt = (
            " " + tr("The report itself is named after '{other}'.", other=other) if other else ""
        )
    context.find(
        severity,
        "column-guessed",
        tr(
            "{column} was taken for {title} ({reason}; {sure:.0%} sure).{doubt} Map the "
            "column if that is wrong.",
            column=sketch.named,
            title=within(known.title),
            reason=taken.reason,
            sure=confidence,
            doubt=doubt,
        ),
        sketch.letters,
        sketch.letters,
        meanings(context.names.candidates(sketch.header, Target.FIELD, RECORD_ROLES), taken.id),
    )


def other_vendor(context: SheetContext, sketch: ColumnSketch) -> str:
    """Return the vendor that title or file surely name and a column does not, ``""`` for none."""
    guess = context.vendor_guess
    if not context.vendor or context.vendor_source == "option":
        return ""
    if guess is not None and guess.confidence < UNASKED:
        return ""
    named = any(agree(str(value), context.vendor) for value in sketch.sample.unique())
    return "" if named else context.vendor


def may_be_delivery(sketch: ColumnSketch, held: Collection[str]) -> bool:
    """Return whether a log's "Date submitted" may as well be when the vendor handed work in.

    So where another date says when work came in or was due, and none when it was done; a ticket
    that is submitted and then resolved was opened then.

    Parameters
    ----------
    held : collection of str
        Ids of the fields that the log has.
    """
    if HANDED_IN.isdisjoint(normalise(sketch.header).split()) or DELIVERED in held:
        return False
    return RECEIVED in held or (_DUE in held and _ENDS.isdisjoint(held))


def ask_delivery(context: SheetContext, sketch: ColumnSketch) -> None:
    """Ask whether work was handed in or asked for at the dates of a column."""
    fields = context.report.catalogue.fields
    delivered, created = within(fields[DELIVERED].title), within(fields[CREATED].title)
    context.find(
        Severity.QUESTION,
        "column-unclear",
        tr(
            "{column} may say when the vendor handed the work in ({delivered}) or when it "
            "was asked for ({created}); it was not used. Turnaround and on-time figures "
            "wait for it: map it to the one that is meant, or say that it is not used.",
            column=sketch.named,
            delivered=delivered,
            created=created,
        ),
        sketch.letters,
        sketch.letters,
        [Answer.of(About.MEANING, one) for one in (DELIVERED, CREATED, "")],
    )


def may_be_effort(sketch: ColumnSketch, held: Collection[str]) -> bool:
    """Return whether an "Effort" beside marks of customers may be a mark as well, and no hours.

    Parameters
    ----------
    held : collection of str
        Ids of the fields that the log has.
    """
    words = normalise(sketch.header).split()
    bare = len(words) == 1 and words[0] in EFFORT
    low = sketch.profile.low >= 0 and sketch.profile.high <= _HIGHEST_EFFORT
    return bare and not _MARKED.isdisjoint(held) and sketch.profile.whole == 1.0 and low


def ask_effort(context: SheetContext, sketch: ColumnSketch) -> None:
    """Ask whether a column holds hours or customers' marks for their effort."""
    fields = context.report.catalogue.fields
    context.find(
        Severity.QUESTION,
        "column-unclear",
        tr(
            "{column} stands beside marks of customers and may be one too ({effort}), or "
            "say how long the work took ({hours}); it was not used. Map it to the one "
            "that is meant.",
            column=sketch.named,
            effort=within(fields[_EFFORT].title),
            hours=within(fields[HOURS].title),
        ),
        sketch.letters,
        sketch.letters,
        [Answer.of(About.MEANING, one) for one in (_EFFORT, HOURS, "")],
    )


def opens_tickets(header: str, held: Collection[str]) -> bool:
    """Return whether what came in by a log's dates are tickets: then they were opened at those.

    "Date de réception" and "Date de clôture" of a ticket are what others call created and closed.

    Parameters
    ----------
    header : str
        Heading of the records' ids.
    held : collection of str
        Ids of the fields that the log has.
    """
    tickets = not TICKETS.isdisjoint(normalise(header).split())
    return tickets and RECEIVED in held and "closed_at" in held and _AT_WORK.isdisjoint(held)
