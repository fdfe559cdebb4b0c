"""Columns that count work by how long it took or how old it is: "0 to 5", "6 to 10", "31 plus"."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from desktop_app.catalogue.text import normalise
from desktop_app.domain.translating import tr
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import Candidate, Target
from desktop_app.importing.layouts.headings import Heading
from desktop_app.importing.layouts.plan import NOTE, Doubt
from desktop_app.importing.sketch import ColumnSketch
from desktop_app.importing.sums import rough_amount

_BAND = re.compile(
    r"(?P<below>[<≤]=?|under|less than|up to|unter|bis|moins de|menos de|hasta)?"
    r"(?P<above>[>≥]=?|over|more than|über|mehr als|plus de|más de)?\s*(?P<low>\d{1,3})"
    r"(?:\s*(?:to|-|–|bis|à|a)\s*(?P<high>\d{1,3}))?"
    r"(?P<open>\s*(?:\+|plus|and over|and more|and above|or more|und mehr|et plus|o más))?"
    r"\s*(?:days?|d|hours?|hrs?|h|weeks?|wks?|minutes?|mins?|tage?n?|jours?|días?|std\.?)?",
    re.IGNORECASE,
)
_FEWEST, _MOSTLY, _PROVEN = 3, 0.8, 0.8
_OPEN = frozenset(("age", "aging", "ageing", "aged", "open", "pending", "backlog", "alter"))
_ENDED = frozenset(
    ("complete", "completed", "completion", "resolve", "resolved", "resolution", "closed", "close")
)
"""Words over bands that say of which work their total is."""


def take_bands(
    context: SheetContext, sketches: Sequence[ColumnSketch], headings: dict[int, Heading]
) -> list[Doubt]:
    """Leave out columns that are bands next to each other; the doubt is asked.

    Their cells count, and are no times, though "Time to complete (days)" stands over them. The
    total beside them is how much work it was, where it is their sum.
    """
    ranges = {
        sketch.column: band
        for sketch in sketches
        if headings[sketch.column].period is None and (band := _band(sketch)) is not None
    }
    bands = [sketch for sketch in sketches if sketch.column in ranges]
    if len(bands) < _FEWEST or not _adjoin([ranges[one.column] for one in bands]):
        return []
    for sketch in bands:
        headings[sketch.column] = Heading(structure=NOTE)
    _name_total(context, sketches, bands, headings)
    text = tr(
        "{columns} count the work by how long it took, or how old it is; no KPI is made of them. "
        "Map them if they are something else.",
        columns=", ".join(sketch.named for sketch in bands),
    )
    return [Doubt("bands", text, bands[0].letters)]


def _band(sketch: ColumnSketch) -> tuple[float, float] | None:
    """Return from where to where the band runs that a part of a heading names."""
    for part in sketch.parts:
        match = _BAND.fullmatch(part.strip())
        if match is None:
            continue
        low, high = float(match["low"]), float(match["high"] or math.inf)
        if match["below"] and not match["high"]:
            return 0.0, low
        if match["high"] or match["open"] or match["above"]:
            return (low, high) if low < high else None
    return None


def _adjoin(ranges: Sequence[tuple[float, float]]) -> bool:
    """Return whether each band begins where the one before ends, or one later."""
    steps = [later[0] - first[1] for first, later in pairwise(ranges)]
    return all(step in (0.0, 1.0) for step in steps)


def _name_total(
    context: SheetContext,
    sketches: Sequence[ColumnSketch],
    bands: Sequence[ColumnSketch],
    headings: Mapping[int, Heading],
) -> None:
    words = {word for one in bands for part in one.parts for word in normalise(part).split()}
    count = "open_count" if words & _OPEN else "closed_count" if words & _ENDED else ""
    known = {one.item.id for one in headings.values() if one.item is not None}
    if not count or count in known:
        return
    sums = [sum(row) for row in zip(*(_amounts(one) for one in bands), strict=True)]
    for sketch in sketches:
        heading = headings[sketch.column]
        if heading.total != "total" or heading.item is not None:
            continue
        told = [
            (own, whole)
            for own, whole in zip(_amounts(sketch), sums, strict=True)
            if not math.isnan(own + whole)
        ]
        if len(told) >= _FEWEST and sum(a == b for a, b in told) >= _MOSTLY * len(told):
            reason = tr("the sum of the bands beside it")
            item = Candidate(Target.FIELD, count, "", _PROVEN, reason)
            heading.total, heading.item, heading.items = "", item, [item]
            heading.item_text = sketch.header
            return


def _amounts(sketch: ColumnSketch) -> list[float]:
    return [rough_amount(value) for value in sketch.cells]
