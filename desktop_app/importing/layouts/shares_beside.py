"""Percentages under nothing but "Percentage": shares of what the count beside them counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from desktop_app.importing.bare_numbers import filled, says_percent
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import Target
from desktop_app.importing.layouts.headings import Heading, best, named_unit, read_heading
from desktop_app.importing.sketch import ColumnSketch

_PERCENT = "percent"
_ALL_WHOLE, _MOST_SHARE = 1.0, 1.0
_COUNT_OF = re.compile(
    r"^\s*(?:(?:total\s+)?(?:number|no\.?|count|#|anzahl(?:\s+der)?|nombre|n[uú]mero|nb)\s*(?:of|de|des|d'|der)?\s+)",
    re.IGNORECASE,
)


def name_shares(
    context: SheetContext, sketches: Sequence[ColumnSketch], headings: dict[int, Heading]
) -> None:
    """Name percentages by the count left of them, in place: "Invoices paid in 30 days | %".

    Only where the same words in per cent name a KPI; of anything else counted nobody knows of
    which whole they are.
    """
    for counted, share in pairwise(sketches):
        if not _is_bare_share(context, share, headings[share.column]):
            continue
        item = headings[counted.column].item
        if item is None or item.target is Target.KPI or counted.profile.whole < _ALL_WHOLE:
            continue
        told = read_heading(context, (f"% {_COUNT_OF.sub('', counted.header.strip())}",))
        if told.item is not None and told.item.target is Target.KPI and best(told.items):
            headings[share.column] = told


def _is_bare_share(context: SheetContext, sketch: ColumnSketch, heading: Heading) -> bool:
    """Return whether shares stand under a percent sign or its word alone."""
    known = heading.item or heading.period or heading.structure or heading.total or heading.others
    if known or named_unit(context.words, heading.unit_text)[0] != _PERCENT:
        return False
    shares = says_percent(filled(sketch.sample), sketch.number_format, "")
    return shares or sketch.profile.high <= _MOST_SHARE
