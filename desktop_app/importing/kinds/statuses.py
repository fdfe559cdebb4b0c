"""Statuses (open, closed, cancelled) and how contacts ended (answered, abandoned, unanswered)."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.catalogue.words import Words
from desktop_app.domain.translating import tr
from desktop_app.importing.kinds.parts import Context, Reading
from desktop_app.importing.kinds.spelling import word_form

STATUSES = ("open", "closed", "cancelled")
OUTCOMES = ("answered", "abandoned", "unanswered")
_OPEN, _CLOSED = STATUSES.index("open"), STATUSES.index("closed")
_CAMEL = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z][^\W\d_A-Z])")
"""Where a word begins in one that was put together: "EnTraitement", "InProgress"."""
_NOT = re.compile(
    r"(?:noch|still|aun|todavia|ainda|ancora|nog|pas|not|not yet|pas encore)?\s*"
    r"\b(?:not|yet|non|nicht|no|nao|niet|encore)\s+(?P<rest>.+)"
)
"""Work of which its end is denied: "Nicht erledigt", "Pas encore traité", "Aún no entregado"."""


def read_status(context: Context) -> Reading:
    """Return one of `STATUSES` for each cell; a word that the catalogue does not know is bad.

    Where work is granted or refused (claims, loans, applications), either ends it: "Rejected"
    beside "Approved" is a decision made, and nothing that was cancelled. That is asked.
    """
    decided = _decisions(context)
    values = _classes(context, STATUSES, decided)
    reading = Reading(values, tr("words for open, closed and cancelled"))
    if decided.any():
        told = [text for text, one in zip(context.parts.texts, decided, strict=True) if one]
        reading.questions.append(
            (
                "decisions-closed",
                tr(
                    "{words} were taken for decisions that end the work, and so for closed. Say "
                    "that the column is not used if they are not.",
                    words=", ".join(f"'{text}'" for text in dict.fromkeys(told)),
                ),
            )
        )
    return reading


def read_outcome(context: Context) -> Reading:
    """Return one of `OUTCOMES` for each cell; a word that the catalogue does not know is bad."""
    return Reading(_classes(context, OUTCOMES), tr("words for answered, abandoned and unanswered"))


def _decisions(context: Context) -> NDArray[np.bool_]:
    """Return which texts are decisions, where the column is of work that is decided on."""
    words = context.words
    forms = [word_form(text) for text in context.parts.texts]
    granted, refused = (
        np.array([_begins_with(form, group) for form in forms], dtype=np.bool_)
        for group in (words.granted, words.refused)
    )
    named = not words.decided_on.isdisjoint(context.hints.heading.split())
    if named or (granted.any() and refused.any()):
        return granted | refused
    return np.zeros(len(forms), dtype=np.bool_)


def _begins_with(form: str, words: frozenset[str]) -> bool:
    return form in words or form.split(" ", maxsplit=1)[0] in words


def _classes(
    context: Context, names: tuple[str, ...], closed: NDArray[np.bool_] | None = None
) -> pd.Categorical:
    """Return the class of each cell; `closed` are texts that are closed whatever they say."""
    parts = context.parts
    if parts.codes is None:
        codes = np.full(parts.size, -1)
    else:
        found = np.array([class_of(text, context.words, names) for text in parts.texts], np.intp)
        if closed is not None:
            found[closed] = _CLOSED
        codes = np.append(found, -1)[parts.codes]
    return pd.Categorical.from_codes(codes, categories=pd.Index(names, dtype="str"))


def class_of(text: str, words: Words, names: tuple[str, ...], exact: bool = False) -> int:
    """Return the place in `names` of the list of words that a cell's text belongs to, or -1.

    Numbers in front ("3 - Closed") do not matter. Unless it has to be `exact`, the longest known
    words that the text begins with tell it ("Pending vendor reply"), and a word of the last class
    after them outranks them ("Closed - cancelled"). Work that is said not to have ended is open.
    """
    spoken = word_form(_CAMEL.sub(" ", text)).split()
    while len(spoken) > 1 and spoken[0].isdecimal():
        del spoken[0]
    groups = [getattr(words, name) for name in names]
    for length in range(len(spoken), 0, -1):
        form = " ".join(spoken[:length])
        found = next((i for i, group in enumerate(groups) if form in group), -1)
        if found >= 0:
            rest = f" {' '.join(spoken[length:])} "
            if (
                found == _CLOSED
                and names == STATUSES
                and any(f" {one} " in rest for one in words.in_vain)
            ):
                return -1  # "Closed - unsuccessful" ends a case and does not resolve it
            last = any(word in groups[-1] for word in spoken[length:])
            return len(names) - 1 if last else found
        if exact:
            return -1
    if names == STATUSES and (denied := _NOT.fullmatch(" ".join(spoken))) is not None:
        return _OPEN if class_of(denied["rest"], words, names) == _CLOSED else -1
    return -1
