"""Invoices and claims that a vendor works on: neither their senders nor their amounts are its."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from desktop_app.catalogue.text import normalise
from desktop_app.domain.finding import About, Answer, Severity
from desktop_app.domain.translating import tr, within
from desktop_app.importing.context import SheetContext
from desktop_app.importing.guesses import other_vendor
from desktop_app.importing.sketch import ColumnSketch
from desktop_app.importing.word_classes import (
    CLAIMS,
    FEES,
    INVOICES,
    OF_THE_WORK,
    PAYMENT,
    SENDERS,
)

if TYPE_CHECKING:
    from desktop_app.importing.mapping import Assignment

VENDOR, INVOICED, COST, DUE = "vendor", "invoiced", "cost", "due_at"
_INVOICES = "invoice_id"
_IDS = ("record_id", "reference_id", _INVOICES)
_WORKED_ON = frozenset(
    (
        *("has_error", "error_count", "correct", "qa_percent", "qa_points", "accuracy_percent"),
        *("sla_met", "on_time", "agent_id", "received_at", "delivered_at", "reworked"),
    )
)
"""Fields that tell how a record was worked on, as no bill of the vendor itself does."""
_CUSTOMER = "customer_id"
_FEWEST_SENDERS = 3
_SEAMS = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where words were written as one: "SettledDate"."""
_ASIDE = re.compile(r"[(\[].*?[)\]]")


def are_claims(fields: Mapping[str, Sequence[Assignment]]) -> bool:
    """Return whether the records of a log are claims, by the heading of their ids."""
    headings = [one.sketch.header for name in _IDS for one in fields.get(name, ())]
    return any(not CLAIMS.isdisjoint(normalise(heading).split()) for heading in headings)


def are_worked_on(fields: Mapping[str, Sequence[Assignment]], headings: Iterable[str] = ()) -> bool:
    """Return whether the records are claims, or invoices that say how they were worked on.

    Parameters
    ----------
    headings : iterable of str
        All headings of the log, so that an "Invoice date" beside any id tells what they are.
    """
    split = [normalise(_SEAMS.sub(" ", heading)).split() for heading in headings]
    told = {word for words in split for word in words}
    invoices = _INVOICES in fields or not told.isdisjoint(INVOICES)
    worked_on = not _WORKED_ON.isdisjoint(fields) or _are_of_customers(fields, split)
    return are_claims(fields) or (invoices and worked_on)


def _are_of_customers(
    fields: Mapping[str, Sequence[Assignment]], headings: Sequence[Sequence[str]]
) -> bool:
    """Return whether a list says of several customers' invoices when and how late each was paid.

    Nobody lists its own bills to a client that way: they are those that it collects.
    """
    signs = sum(not PAYMENT.isdisjoint(words) for words in headings)
    customers = fields.get(_CUSTOMER, ())
    several = any(one.sketch.cells.nunique() >= _FEWEST_SENDERS for one in customers)
    return signs >= (1 if several else 2)


def may_be_senders(
    context: SheetContext,
    sketch: ColumnSketch,
    fields: Mapping[str, Sequence[Assignment]],
    headings: Iterable[str] = (),
) -> bool:
    """Return whether a column names who sent the papers: several, and not the report's vendor."""
    named = not SENDERS.isdisjoint(normalise(sketch.header).split())
    several = sketch.cells.nunique() >= _FEWEST_SENDERS
    worked_on = are_worked_on(fields, headings)
    return named and several and worked_on and bool(other_vendor(context, sketch))


def ask_senders(context: SheetContext, sketch: ColumnSketch) -> None:
    """Ask whether a column names the vendors, or whose papers the report's vendor works on."""
    context.find(
        Severity.QUESTION,
        "column-unclear",
        tr(
            "{column} may name the vendors, or whose invoices or claims '{other_vendor}', "
            "after whom the report is named, works on; all records were given to the "
            "latter. Map the column to the vendor if it names who does the work.",
            column=sketch.named,
            other_vendor=other_vendor(context, sketch),
        ),
        sketch.letters,
        sketch.letters,
        [Answer.of(About.MEANING, VENDOR), Answer.of(About.MEANING, "")],
    )


def may_be_handled(
    sketch: ColumnSketch,
    fields: Mapping[str, Sequence[Assignment]],
    headings: Iterable[str] = (),
) -> bool:
    """Return whether amounts are those of the papers worked on, and no price of the work.

    "Invoice (USD)" is as well the vendor's own: by itself it says nothing of what is worked on.
    """
    fee = not FEES.isdisjoint(normalise(sketch.header).split())
    bare = set(normalise(_ASIDE.sub(" ", sketch.header)).split()) <= INVOICES
    others = [one for one in headings if not (bare and one == sketch.header)]
    return not fee and are_worked_on(fields, others)


def may_be_payment(sketch: ColumnSketch, fields: Mapping[str, Sequence[Assignment]]) -> bool:
    """Return whether a due date of invoices that were worked on is rather when they are payable."""
    words = set(normalise(sketch.header).split())
    return _INVOICES in fields and are_worked_on(fields) and words.isdisjoint(OF_THE_WORK)


def ask_payment(context: SheetContext, sketch: ColumnSketch) -> None:
    """Ask whether a due date is that of the work or of the payment."""
    title = within(context.report.catalogue.fields[DUE].title)
    context.find(
        Severity.QUESTION,
        "column-unclear",
        tr(
            "{column} may say until when the invoices have to be paid, or until when the "
            "work on them had to be done ({title}); it was not used, and on-time figures "
            "wait for it. Map it if it is the latter.",
            column=sketch.named,
            title=title,
        ),
        sketch.letters,
        sketch.letters,
        [Answer.of(About.MEANING, DUE), Answer.of(About.MEANING, "")],
    )


def ask_amounts(context: SheetContext, sketch: ColumnSketch, field_id: str) -> None:
    """Ask whether amounts are the vendor's price, or pass through its hands."""
    title = within(context.report.catalogue.fields[field_id].title)
    context.find(
        Severity.QUESTION,
        "column-unclear",
        tr(
            "{column} may hold amounts of the invoices or claims that were worked on, or "
            "what the vendor asked for its work ({title}); it was not used. Map it if it "
            "is the latter.",
            column=sketch.named,
            title=title,
        ),
        sketch.letters,
        sketch.letters,
        [Answer.of(About.MEANING, field_id), Answer.of(About.MEANING, "")],
    )
