"""Columns of targets and of what is allowed, by what their cells say: "90% within 5 days"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop_app.domain.translating import tr
from desktop_app.importing.comparators import compares
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import Candidate, Target
from desktop_app.importing.layouts.headings import Heading
from desktop_app.importing.layouts.plan import NOTE, TARGET
from desktop_app.importing.named_limits import are_aims, are_limits
from desktop_app.importing.sketch import ColumnSketch

_HALF, _MOSTLY = 0.5, 0.6
_ON_TARGET = re.compile(r"(?:%\s*)?on[- ]target\s*\??\s*(?:%|\(%\))?\s*\??", re.IGNORECASE)
_REACHED = 0.8


def take_limits(
    context: SheetContext, sketches: Sequence[ColumnSketch], headings: dict[int, Heading]
) -> None:
    """Take limits (">= 85%") below a name that says nothing ("Baseline") for targets, and shares
    within a time ("90% within 5 days") below any name.
    """
    named = False  # "90% of calls within 20 seconds" may be the name of the row itself
    for sketch in sketches:
        heading = headings[sketch.column]
        if named and heading.structure != TARGET and are_aims(sketch.sample):
            headings[sketch.column] = Heading(structure=TARGET)
            continue
        named |= sketch.profile.words >= _HALF
        last = next(iter(sketch.parts[-1:]), sketch.header).strip()
        if heading.structure == TARGET and _ON_TARGET.fullmatch(last):
            headings[sketch.column] = _reached(last)
            continue
        kept = heading.item is not None and heading.item.id in context.words.times_kept.values()
        if named and kept and are_limits(sketch.sample, context.words):
            headings[sketch.column] = Heading(structure=NOTE)  # "Response SLA" of 4 hours
            continue
        known = heading.item or heading.period or heading.structure or heading.total
        limits = sum(isinstance(value, str) and compares(value) for value in sketch.sample)
        if heading.others and not known and limits >= max(2, _MOSTLY * len(sketch.sample)):
            heading.structure, heading.others = TARGET, []


def _reached(header: str) -> Heading:
    """Return what "On target (%)" says: how much was, and no target."""
    meant = Candidate(Target.KPI, "on_time", "", _REACHED, tr("how much was on target"), "percent")
    return Heading(item=meant, items=[meant], item_text=header)
