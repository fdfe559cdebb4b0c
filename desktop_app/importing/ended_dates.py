"""The date at which work was done, where its name says so in a trade's own word: "Adjudicated"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from desktop_app.catalogue.text import normalise
from desktop_app.domain.translating import tr
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import Candidate, Target
from desktop_app.importing.lone_dates import moments
from desktop_app.importing.sketch import ColumnSketch

if TYPE_CHECKING:
    from desktop_app.importing.mapping import Assignment

_DELIVERED = "delivered_at"
_BEGAN = ("received_at", "created_at")
_ENDED = frozenset({_DELIVERED, "resolved_at", "closed_at"})
_DATES, _FEWEST, _MOSTLY = 0.8, 10, 0.98
_SURE = 0.75


def end_of_work(
    context: SheetContext,
    fields: Mapping[str, Sequence[Assignment]],
    sketches: Sequence[ColumnSketch],
) -> Assignment | None:
    """Return the one column of dates that says when work was done, None where none surely does.

    Its name has a word for work done, no other column is the end, and hardly any of its dates are
    before those at which the work came in.
    """
    began = next((fields[name][0] for name in _BEGAN if name in fields), None)
    if began is None or not _ENDED.isdisjoint(fields):
        return None
    used = {one.sketch.column for group in fields.values() for one in group}
    words = context.words.ends
    named = [
        sketch
        for sketch in sketches
        if sketch.column not in used
        and (sketch.profile.dates >= _DATES or sketch.profile.words >= _DATES)
        and not words.isdisjoint(normalise(sketch.header).split())
    ]
    if len(named) != 1:
        return None
    reason = tr("a date of work done, beside {column}", column=began.sketch.named)
    candidate = Candidate(Target.FIELD, _DELIVERED, "", _SURE, reason)
    ended = replace(began, sketch=named[0], candidate=candidate, confidence=_SURE, chosen=False)
    first, last = moments(context, began), moments(context, ended)
    both = ~(np.isnat(first) | np.isnat(last))
    after = first[both] <= last[both]
    enough = max(_FEWEST, _DATES * named[0].filled.sum())
    fits = int(both.sum()) >= enough and float(after.mean()) >= _MOSTLY
    return ended if fits and bool((first[both] < last[both]).any()) else None
