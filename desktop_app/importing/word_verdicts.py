"""What single words beside the name of a KPI or field do to it, and what that costs."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from desktop_app.importing import word_classes as classes
from desktop_app.importing.heading_words import HeadingWords, Word
from desktop_app.importing.subjects import Subject

CHANGES = 0.50
"""Cost of a word that makes the name mean something else."""
SLIGHT = 0.02
"""Cost of a word that hardly changes it."""

_OF_SUMS = 0.40
"""Cost of "average" beside what is counted or summed: of days, people or teams, none knows."""

_UNKNOWN = {True: (0.40, 0.18, 0.14), False: (0.45, 0.25, 0.18)}
"""Cost of the first unknown word beside a KPI's (a field's) name of one, two or more words."""
_SHORT, _SHORT_COST = 4, 0.22
"""Letters of "FCR", "CSAT", "AHT", which mean one thing whatever stands beside them."""
_WHOSE = 0.26
"""Cost of the first unknown word ahead of a name that is complete: "supplier satisfaction"."""


def explained(word: Word, subject: Subject) -> tuple[float, bool] | None:
    """Judge words whose effect on a name is known: what they cost, and whether they are kept."""
    kind = subject.kinds[0]
    if word.folded in classes.TARGET:
        return 0.0, True
    if word.folded in classes.COMPARISON or word.folded in classes.FORESEEN:
        return CHANGES, True
    if word.folded in classes.NEGATION or word.folded in classes.RANGE:
        return (0.08 if word.bracket else CHANGES), True
    if kind in ("count", "rate", "share") and word.folded in classes.OUTCOMES:
        return CHANGES, True
    if word.text in ("yes", "no", "y", "n") and (word.bracket or kind == "flag"):
        return (SLIGHT / 2 if kind == "flag" else 0.15), False
    if word.folded == "average":
        return (_OF_SUMS if subject.summed or kind == "count" else SLIGHT), False
    if any(word.folded in classes.NATURAL.get(known, ()) for known in subject.kinds):
        return 0.04, False
    if word.folded in classes.PEOPLE and not word.bracket:
        opinion = not {"score", "points"}.isdisjoint(subject.kinds)
        other = opinion or subject.of_customers or not subject.is_kpi
        return (CHANGES if other else 0.05), True
    if word.folded in classes.QUIET:
        return SLIGHT, False
    return None


def unknown_cost(names: Sequence[Word], subject: Subject, whose: bool) -> float:
    """Return what the first word costs that nothing explains; more beside short names.

    Parameters
    ----------
    names : sequence of Word
        The words of the name that tell.
    whose : bool
        Whether such words only say whose it is, as the name is complete and they stand ahead.
    """
    if len(names) == 1 and subject.is_kpi:
        if len(names[0].text) <= _SHORT:
            return _SHORT_COST
        if whose:
            return _WHOSE
    return _UNKNOWN[subject.is_kpi][min(len(names), 3) - 1]


def is_half(heading: HeadingWords, word: Word) -> bool:
    """Return whether a word is a segment only behind another, which is not there: "office"."""
    before = classes.HALVES.get(word.folded)
    return before is not None and not any(other.folded in before for other in heading.words)


def number_word(
    heading: HeadingWords, subject: Subject, place: int, taken: Collection[int]
) -> tuple[float, bool] | None:
    """Judge "number", "no", "#": ahead of a thing it counts, behind one it identifies."""
    if heading.words[place].folded != "number":
        return None
    kind = subject.kinds[0]
    following = heading.words[place + 1].text if place + 1 in taken else ""
    if heading.words[place].text == "no" and following and not following.endswith(("s", "ed")):
        return CHANGES, True  # "No answer" is none; what is counted stands in the plural
    behind = place > max(taken) and not heading.words[max(taken)].text.endswith("s")
    fits = kind == ("id" if behind else "count")
    return (SLIGHT / 2 if fits else 0.40), False
