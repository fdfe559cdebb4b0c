"""Times of contacts that don't fit each other: a whole below its part, a part beside the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalogue.text import normalise
from desktop_app.domain.finding import About, Answer, Severity
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import SURE
from desktop_app.importing.reading import hints, read
from desktop_app.importing.word_classes import AFTER_TALK, LENGTH, WORK

if TYPE_CHECKING:
    from desktop_app.importing.mapping import Assignment

WHOLE, TALK, WRAP = "handle_time", "talk_time", "wrap_time"
_WAIT = "wait_time"
_OFTEN = 0.1
_SECONDS_OFF = 1.0


def whole_below_part(
    context: SheetContext, fields: Mapping[str, Sequence[Assignment]]
) -> Assignment | None:
    """Return the column taken for handle time that often is less than the talk time beside it."""
    whole, part = fields.get(WHOLE, ()), fields.get(TALK, ())
    if len(whole) != 1 or len(part) != 1 or whole[0].chosen:
        return None
    long, short = (_seconds(context, one) for one in (whole[0], part[0]))
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
        f"{sketch.named} is often less than the talk time in {part.sketch.named}, so that it can't "
        f"hold it; it was taken for {fields[WRAP].title.lower()} and added to the talk. Map it to "
        "what it is if that is wrong.",
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
        f"{sketch.named} is named like {fields[WHOLE].title.lower()}, but is often less than the "
        f"talk time in {part.sketch.named} that would be a part of it; it was not used. Map it to "
        f"{fields[WRAP].title.lower()} if it is the work after the talk.",
        sketch.letters,
        sketch.letters,
        [Answer.of(About.MEANING, one) for one in (WRAP, WHOLE, "")],
    )


def warn_of_parts(context: SheetContext, fields: Mapping[str, Sequence[Assignment]]) -> None:
    """Warn where a guessed handle time stands beside a part of it, or a wait it may begin with."""
    whole = fields.get(WHOLE, ())
    if len(whole) != 1 or whole[0].chosen or whole[0].confidence >= SURE or TALK in fields:
        return
    beside = [one.sketch for name in (WRAP, _WAIT) for one in fields.get(name, ())]
    if not beside:
        return
    sketch, known = whole[0].sketch, context.report.catalogue.fields
    names = " and ".join(one.named for one in beside)
    several = len(beside) > 1
    context.find(
        Severity.WARNING,
        "times-overlap",
        f"{sketch.named} was taken for {known[WHOLE].title.lower()}, all of it, and nothing was "
        f"added to it: the report does not say whether it holds {names} beside it. Map it to "
        f"{known[TALK].title.lower()} if it leaves {'them' if several else 'it'} out.",
        ",".join([sketch.letters, *(one.letters for one in beside)]),
        sketch.letters,
        [Answer.of(About.MEANING, one) for one in (WHOLE, TALK, "")],
    )


def warn_of_length(context: SheetContext, fields: Mapping[str, Sequence[Assignment]]) -> None:
    """Warn where the length of a call stands for all of its handle time, its parts unknown."""
    whole = fields.get(WHOLE, ())
    parts = (TALK, WRAP, "hold_time")
    if len(whole) != 1 or whole[0].chosen or any(name in fields for name in parts):
        return
    sketch, known = whole[0].sketch, context.report.catalogue.fields
    words = set(normalise(sketch.header).split())
    if words.isdisjoint(LENGTH) or not words.isdisjoint(WORK) or whole[0].confidence < SURE:
        return
    waits = [one.sketch.named for one in fields.get(_WAIT, ())]
    context.find(
        Severity.WARNING,
        "times-untold",
        f"{sketch.named} was taken for {known[WHOLE].title.lower()}, all of it. The report does "
        f"not say whether it holds the work after the contact{' or ' * bool(waits)}"
        f"{' and '.join(waits)}. Map it to {known[TALK].title.lower()} if it ends with the "
        "conversation.",
        sketch.letters,
        sketch.letters,
        [Answer.of(About.MEANING, one) for one in (WHOLE, TALK, "")],
    )


def _seconds(context: SheetContext, one: Assignment) -> NDArray[np.float64]:
    """Return a column's times in seconds, NaN where there is none."""
    sketch = one.sketch
    catalogue = context.report.catalogue
    known = hints(catalogue, one.candidate, sketch.header, sketch.number_format)
    return np.asarray(read(context, sketch.cells, known).values, dtype=np.float64)
