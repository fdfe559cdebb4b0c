"""Figures whose name may mean one thing only, and that all are as that thing's are: a guess."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop_app.catalogue.model import FieldKind
from desktop_app.catalogue.text import normalise
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import ASKED
from desktop_app.importing.heading_words import fold
from desktop_app.importing.layouts.plan import Part, Plan
from desktop_app.importing.reading import fit, is_unusual
from desktop_app.importing.word_classes import COMPARISON, FORESEEN, NEGATION, TARGET

if TYPE_CHECKING:
    from desktop_app.importing.layouts.series import Series

_LIKELY = 0.5
_ALL, _MEASURED = 0.99, 0.5
_MOST_UNKNOWN = 2
_SAMPLES = frozenset({"checked_count", "audited_count"})
"""What may be all the work: beside it nobody knows which counts are volumes."""
_VOLUMES = frozenset(
    ("received_count", "handled_count", "closed_count", "resolved_count", "delivered_count")
)
_JOINING = frozenset(
    ("of", "to", "for", "with", "de", "des", "del", "du", "von", "an", "zu", "mit")
)
_TURNED = NEGATION | COMPARISON | FORESEEN | TARGET
_TELLING = frozenset(
    {FieldKind.SHARE, FieldKind.SCORE, FieldKind.DURATION, FieldKind.RATE, FieldKind.YEARS}
)
"""Kinds of values of which it shows that they are no other thing's: a count may be of anything."""


def try_likely(plan: Plan) -> None:
    """Let figures under headings that likely name a KPI be settled by their values, in place.

    Those under a group's name stay aside: nobody can tell what part of the whole they are.
    """
    if plan.label is not None or not any(column.item for column in plan.of(Part.VALUE)):
        return
    for column in plan.of(Part.UNUSED):
        heading, sketch = column.heading, column.sketch
        told = heading.period or heading.structure or heading.total or heading.item
        grouped = set(heading.others) - {sketch.header} or len(set(filter(None, sketch.parts))) > 1
        if told or grouped or not heading.items or sketch.profile.measured < _MEASURED:
            continue
        if heading.items[0].confidence >= _LIKELY:
            heading.item, heading.item_text, heading.others = heading.items[0], sketch.header, []
            column.part, column.confidence = Part.VALUE, 1.0


def is_only_meaning(context: SheetContext, series: Series) -> bool:
    """Return whether a name not sure enough to be taken means one thing, and all values fit it."""
    item, known, cells = series.item, series.known, series.cells
    if item is None or known is None or cells is None or item.chosen or item.alike:
        return False
    if series.confidence < _LIKELY or known.kind not in _TELLING or known.usual is None:
        return False
    name = normalise(series.text)
    beside = name.startswith(item.rest) or (name.endswith(item.rest) and not _is_joined(name))
    turned = not _TURNED.isdisjoint(map(fold, name.split()))
    share_of = context.names.recogniser.share_of
    likely = {
        one.id
        for one in series.candidates
        if one.confidence >= ASKED and not (one.id != item.id and share_of(one.id) == item.id)
    }
    if turned or not beside or likely != {item.id} or len(item.rest.split()) > _MOST_UNKNOWN:
        return False
    fits = fit(context, cells, known)
    return min(fits.readable, fits.plausible) >= _ALL and not is_unusual(context, cells, known)


def _is_joined(name: str) -> bool:
    """Return whether a small word joins what stands behind a measure: "adherence of the team"."""
    return not _JOINING.isdisjoint(name.split())


def leave_rivals(all_series: Sequence[Series]) -> None:
    """Leave guesses of what is counted a question where another series counts the same surely."""
    sure = [one.item.id for one in all_series if one.item is not None and not one.item.assumed]
    sampled = not _SAMPLES.isdisjoint(sure)
    for one in all_series:
        if one.item is None or not one.item.assumed:
            continue
        same = [other for other in all_series if other.item and other.item.id == one.item.id]
        beside_sample = sampled and one.item.id in _VOLUMES
        if beside_sample or one.item.id in sure or len({other.text for other in same}) > 1:
            one.rejected = [one.item]
    for one in all_series:
        if one.item is not None and one.item.assumed and one.rejected:
            one.item = None
