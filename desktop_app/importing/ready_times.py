"""A "ready time" that holds the contacts too: with them it would be longer than the shift."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from desktop_app.domain.finding import About, Answer, Severity
from desktop_app.domain.translating import tr, within
from desktop_app.importing.contact_times import HOLD, TALK, WHOLE, WRAP, seconds
from desktop_app.importing.context import SheetContext

if TYPE_CHECKING:
    from desktop_app.importing.mapping import Assignment

_IDLE, _LOGIN = "idle_time", "login_time"
_SHIFTS = ("scheduled_time", "paid_time", _LOGIN)
_FEWEST, _MOSTLY, _ROUNDED = 5, 0.9, 1.02


def leave_ready_time(context: SheetContext, fields: dict[str, list[Assignment]]) -> None:
    """Leave a time between contacts out, in place, that with them exceeds the shift; ask of it.

    7.3 hours "ready" beside 5.5 hours of calls in a shift of 8 are those logged in, not idle.
    """
    idle = fields.get(_IDLE, [])
    shift = next((fields[name] for name in _SHIFTS if len(fields.get(name, ())) == 1), [])
    parts = [fields[WHOLE]] if WHOLE in fields else [fields.get(n, []) for n in (TALK, HOLD, WRAP)]
    parts = [part for part in parts if len(part) == 1]
    if len(idle) != 1 or idle[0].chosen or not shift or not parts:
        return
    held = seconds(context, shift[0])
    total = sum((seconds(context, one) for (one,) in parts), seconds(context, idle[0]))
    told = np.isfinite(held) & np.isfinite(total) & (held > 0)
    if told.sum() < _FEWEST or (total > _ROUNDED * held)[told].mean() < _MOSTLY:
        return
    del fields[_IDLE]
    known = context.report.catalogue.fields
    sketch = idle[0].sketch
    context.find(
        Severity.QUESTION,
        "column-unclear",
        tr(
            "{column} and the time of the contacts are together longer than {shift}: it holds "
            "that time too, and is no {idle}. It was not used. Map it to {login} if it is how "
            "long people were at work.",
            column=sketch.named,
            shift=shift[0].sketch.named,
            idle=within(known[_IDLE].title),
            login=within(known[_LOGIN].title),
        ),
        sketch.letters,
        sketch.letters,
        [Answer.of(About.MEANING, one) for one in (_LOGIN, _IDLE, "")],
    )
