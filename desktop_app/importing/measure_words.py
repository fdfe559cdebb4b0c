"""Whether a name that nobody knows is rather one of a measure, so that its figures are missed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import numpy as np

from desktop_app.catalogue.text import normalise
from desktop_app.catalogue.words import Words
from desktop_app.importing import word_classes as classes
from desktop_app.importing.cellkinds import Kind, classify
from desktop_app.importing.concepts import AVERAGE, COUNT, RATE, TIME, concepts
from desktop_app.importing.heading_words import fold

_HALF = 0.5
_TOLD = frozenset({AVERAGE, RATE, TIME, COUNT}) | frozenset(
    concept for word in classes.MEASURES for concept in concepts((fold(word),))
)
_NOT_ACHIEVED = classes.TARGET | frozenset({"weight", "weighting", "version", "page", "tolerance"})
_OF_KEYS = frozenset({"year", "month", "week", "quarter", "date", "id", "code", "name", "phone"})


_COUNTED = (
    *("item", "done", "kept", "delivered", "come", "checked", "audited", "reviewed", "reworked"),
    *("faulty", "faultless", "fault", "pending", "overdue", "undone"),
)
"""Classes of words of what is worked on, and of what is done with it."""


@lru_cache(maxsize=4)
def _counted(groups: tuple[tuple[str, ...], ...]) -> frozenset[str]:
    return frozenset(
        concept
        for group in groups
        for text in group
        for concept in concepts(tuple(map(fold, normalise(text).split())))
    )


def names_measure(words: Words, text: str, number_format: str = "General") -> bool:
    """Return whether a name speaks of a rate, time, cost or number of things, or has a unit."""
    folded = [fold(word) for word in normalise(text).split()]
    if not folded or not _NOT_ACHIEVED.isdisjoint(folded):
        return False
    if folded[-1] in _OF_KEYS and "per" not in folded:
        return False
    if "%" in text or "%" in number_format or not _TOLD.isdisjoint(concepts(folded)):
        return True
    groups = tuple(tuple(words.classes.get(name, ())) for name in _COUNTED)
    if not _counted(groups).isdisjoint(concepts(folded)):
        return True
    if classes.PER_MANY.search(normalise(text)):
        return True
    if any(word.endswith(classes.ENDING_MEASURES) for word in folded):
        return True
    return any(len(word) > 1 and words.units.get(word) for word in normalise(text).split()[1:])


def may_be_measure(words: Words, text: str) -> bool:
    """Return whether figures of that name can be a measure's at all, though no word of it says so.

    "Walk-ins" can; "Rank", "Week number" and "Weight" name what figures are sorted or weighed by.
    """
    folded = [fold(word) for word in normalise(text).split()]
    lettered = [word for word in folded if not word.isdigit() and len(word) > 1]
    keys = _NOT_ACHIEVED | _OF_KEYS | frozenset(map(fold, words.sorted_by))
    return bool(lettered) and keys.isdisjoint(folded)


def are_figures(cells: Iterable[object]) -> bool:
    """Return whether most of some cells are numbers, or texts that read as numbers."""
    values = np.array([*cells, None], dtype=object)[:-1]
    kinds = classify(values.reshape(1, -1)).kind
    filled = kinds[kinds != Kind.EMPTY]
    return bool(len(filled)) and float((filled == Kind.NUMBER).mean()) >= _HALF
