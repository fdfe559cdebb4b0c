"""Numbers beside the figure of a row of which it is worked out: "metric_value, part, whole"."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import permutations

from desktop_app.catalogue.text import normalise
from desktop_app.domain.translating import tr
from desktop_app.importing.context import SheetContext
from desktop_app.importing.layouts.plan import VALUE, Part, Plan, PlannedColumn
from desktop_app.importing.sums import rough_amount

_MEASURED, _MOSTLY, _CLOSE = 0.8, 0.9, 0.006
_FEWEST, _MOST_COLUMNS = 3, 6


def leave_out_parts(context: SheetContext, plan: Plan) -> None:
    """Take the one column of figures for the value, and those it is worked out of for remarks.

    A column is worked out of two others where it is the first over the second, or 100 times
    that, in nearly all rows that hold both; by name alone where it is called the value, and they
    numerator and denominator.
    """
    figures = [c for c in plan.of(Part.VALUE, Part.UNUSED, Part.NOTE) if _is_bare(c)]
    if not 2 < len(figures) <= _MOST_COLUMNS:
        return
    amounts = {id(c): list(map(rough_amount, c.sketch.cells)) for c in figures}
    called = [c for c in figures if c.heading.structure == VALUE]
    wholes = called if len(called) == 1 else figures
    found = [
        (whole, part, base)
        for whole in wholes
        for part, base in permutations([c for c in figures if c is not whole], 2)
        if is_ratio(amounts[id(whole)], amounts[id(part)], amounts[id(base)])
        or (whole.heading.structure == VALUE and _are_named(context, part, base))
    ]
    if len(found) != 1:
        return
    whole, part, base = found[0]
    if whole.part is not Part.VALUE or whole.heading.others:
        whole.part, whole.confidence = Part.VALUE, _MEASURED
        whole.reason = tr(
            "worked out of {part} and {base} in its row",
            part=part.sketch.named,
            base=base.sketch.named,
        )
        whole.heading.others = []
    for column in (part, base):
        column.part, column.heading.others = Part.NOTE, []
        column.reason = tr("what the figure in its row is worked out of")


def is_ratio(wholes: Sequence[float], parts: Sequence[float], bases: Sequence[float]) -> bool:
    """Return whether nearly all numbers are a part over its base, as a share or in percent.

    Parameters
    ----------
    wholes, parts, bases : sequence of float
        One a row; NaN where a row has none, and rows without any of the three say nothing. At
        least three different rows have to.
    """
    told = {
        (whole, part, base)
        for whole, part, base in zip(wholes, parts, bases, strict=True)
        if not math.isnan(whole + part + base) and part and base and base != 1
    }
    for scale in (1.0, 100.0):
        fits = sum(abs(w - scale * p / b) <= _CLOSE * scale for w, p, b in told)
        if len(told) >= _FEWEST and fits >= _MOSTLY * len(told):
            return True
    return False


def _is_bare(column: PlannedColumn) -> bool:
    """Return whether a column is of numbers that no period, vendor or KPI heads."""
    heading = column.heading
    named = heading.period or heading.item or heading.total
    other = column.part is Part.NOTE and heading.structure not in ("", VALUE)
    return column.sketch.profile.measured >= _MEASURED and not (named or other or column.keyed)


def _are_named(context: SheetContext, part: PlannedColumn, base: PlannedColumn) -> bool:
    words = context.words.classes
    names = [normalise(column.sketch.header) for column in (part, base)]
    return names[0] in words["numerator"] and names[1] in words["denominator"]
