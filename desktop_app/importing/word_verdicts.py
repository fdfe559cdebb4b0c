"""What single words beside the name of a KPI or field do to it, and what that costs."""

from __future__ import annotations

from desktop_app.importing import word_classes as classes
from desktop_app.importing.heading_words import HeadingWords, Word
from desktop_app.importing.subjects import Subject

CHANGES = 0.50
"""Cost of a word that makes the name mean something else."""
SLIGHT = 0.02
"""Cost of a word that hardly changes it."""


def explained(word: Word, subject: Subject) -> tuple[float, bool] | None:
    """Judge words whose effect on a name is known: what they cost, and whether they are kept."""
    kind = subject.kinds[0]
    if word.folded in classes.TARGET:
        return 0.0, True
    if word.folded in classes.COMPARISON or word.folded in classes.FORESEEN:
        return CHANGES, True
    if word.folded in classes.NEGATION or word.folded in classes.RANGE:
        return (0.08 if word.bracket else CHANGES), True
    if word.text in ("yes", "no", "y", "n") and (word.bracket or kind == "flag"):
        return (SLIGHT / 2 if kind == "flag" else 0.15), False
    if word.folded == "average":
        return (SLIGHT if kind in classes.AVERAGED else 0.10), False
    if any(word.folded in classes.NATURAL.get(known, ()) for known in subject.kinds):
        return 0.04, False
    if word.folded in classes.PEOPLE and not word.bracket:
        opinion = not {"score", "points"}.isdisjoint(subject.kinds)
        other = opinion or subject.of_customers or not subject.is_kpi
        return (CHANGES if other else 0.05), True
    if word.folded in classes.QUIET:
        return SLIGHT, False
    return None


def is_half(heading: HeadingWords, word: Word) -> bool:
    """Return whether a word is a segment only behind another, which is not there: "office"."""
    before = classes.HALVES.get(word.folded)
    return before is not None and not any(other.folded in before for other in heading.words)
