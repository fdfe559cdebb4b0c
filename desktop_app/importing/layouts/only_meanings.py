"""Figures whose name may mean one thing only, and that all are as that thing's are: a guess."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop_app.catalogue.model import FieldKind
from desktop_app.catalogue.text import normalise
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import ASKED
from desktop_app.importing.heading_words import fold
from desktop_app.importing.reading import fit, is_unusual
from desktop_app.importing.word_classes import COMPARISON, FORESEEN, NEGATION, TARGET

if TYPE_CHECKING:
    from desktop_app.importing.layouts.series import Series

_LIKELY = 0.5
_ALL = 0.99
_MOST_UNKNOWN = 2
_TURNED = NEGATION | COMPARISON | FORESEEN | TARGET
_TELLING = frozenset(
    {FieldKind.SHARE, FieldKind.SCORE, FieldKind.DURATION, FieldKind.RATE, FieldKind.YEARS}
)
"""Kinds of values of which it shows that they are no other thing's: a count may be of anything."""


def is_only_meaning(context: SheetContext, series: Series) -> bool:
    """Return whether a name not sure enough to be taken means one thing, and all values fit it."""
    item, known, cells = series.item, series.known, series.cells
    if item is None or known is None or cells is None or item.chosen or item.alike:
        return False
    if series.confidence < _LIKELY or known.kind not in _TELLING or known.usual is None:
        return False
    name = normalise(series.text)
    ahead = name.startswith(item.rest)
    turned = not _TURNED.isdisjoint(map(fold, name.split()))
    likely = {one.id for one in series.candidates if one.confidence >= ASKED}
    if turned or not ahead or likely != {item.id} or len(item.rest.split()) > _MOST_UNKNOWN:
        return False
    fits = fit(context, cells, known)
    return min(fits.readable, fits.plausible) >= _ALL and not is_unusual(context, cells, known)


def leave_rivals(all_series: Sequence[Series]) -> None:
    """Leave guesses of what is counted a question where another series counts the same surely."""
    sure = [one.item.id for one in all_series if one.item is not None and not one.item.assumed]
    for one in all_series:
        if one.item is None or not one.item.assumed:
            continue
        same = [other for other in all_series if other.item and other.item.id == one.item.id]
        if one.item.id in sure or len({other.text for other in same}) > 1:
            one.rejected = [one.item]
    for one in all_series:
        if one.item is not None and one.item.assumed and one.rejected:
            one.item = None
