"""Names that say in other words what a spelling of the catalogue says: form, order, language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from desktop_app.domain.translating import tr
from desktop_app.importing.concepts import RATE, concepts, of_any_record, without_average
from desktop_app.importing.counterparts import Counterparts
from desktop_app.importing.decisions import Target
from desktop_app.importing.heading_words import HeadingWords
from desktop_app.importing.patterns import Patterns
from desktop_app.importing.spellings import Meaning, Spelling, Spellings

Rewording = tuple[Spelling, list[int], bool, str]
"""A spelling, the places of the words that say the same, whether it has rivals, and the reason."""


class Reworded:
    """Finds the spellings that the words of a heading come to.

    Parameters
    ----------
    spellings, patterns, counterparts
        What names there are, the rules by which others are made, and what they are in summaries.
    averaged, rivals
        Whether a mean is usually taken of a meaning; whether two are looked for in one place.
    """

    def __init__(
        self,
        spellings: Spellings,
        patterns: Patterns,
        counterparts: Counterparts,
        averaged: Callable[[Meaning], bool],
        rivals: Callable[[Meaning, Meaning], bool],
    ) -> None:
        self._known = spellings.by_concepts
        self._patterns, self._counterparts = patterns, counterparts
        self._averaged, self._rivals = averaged, rivals

    def names(
        self, heading: HeadingWords, essence: Sequence[tuple[list[int], tuple[str, ...]]]
    ) -> Iterator[Rewording]:
        """Yield what the words of a heading, or the most telling of them, come to."""
        signs = {at for at, word in enumerate(heading.words) if word.folded == "percent"}
        for places, words in essence:
            percent = not signs <= set(places)
            same = self._same(concepts(words), percent)
            told = [
                (one, tr("the words of '{text}' in another form", text=one.text)) for one in same
            ]
            doubted: list[Spelling] = []
            if not any(self._counterparts.is_summed(one.meaning) for one in same):
                made = self._made_by_rule(words, percent)
                doubted = [] if made else self._within_a_time(words, percent)
                told += [
                    (one, tr("named as '{text}' is", text=one.text)) for one in (*made, *doubted)
                ]
            meanings = {one.meaning for one, _ in told}
            for one, reason in told:
                others = sum(self._rivals(one.meaning, other) for other in meanings) > 1
                # How many of which things were done in time is no share of all the table's things.
                of_others = one in doubted and one.meaning[0] is not Target.KPI
                yield one, places, others or of_others, reason

    def _same(self, meant: tuple[str, ...], percent: bool) -> list[Spelling]:
        """Return the spellings that come to the same, counts as a share where that is said."""
        found = self._with_summed(self._of_same_concepts(meant))
        if percent:
            return self._counterparts.shares(found) or found
        if found or RATE not in meant:
            return found
        rest = list(meant)
        rest.remove(RATE)
        return self._counterparts.shares(self._with_summed(self._of_same_concepts(tuple(rest))))

    def _with_summed(self, found: Sequence[Spelling]) -> list[Spelling]:
        summed = [self._counterparts.summed(spelling) for spelling in found]
        there = {spelling.meaning for spelling in found}
        return [*found, *(one for one in summed if one is not None and one.meaning not in there)]

    def _of_same_concepts(self, meant: tuple[str, ...]) -> list[Spelling]:
        """Return the spellings that come to the same, with less in common only if none does."""
        known = self._known
        averaged = [
            one for one in known.get(without_average(meant), ()) if self._averaged(one.meaning)
        ]
        any_record = of_any_record(meant)
        wider = known.get(any_record, []) if len(any_record) > 1 else []
        return known.get(meant) or averaged or wider

    def _made_by_rule(self, words: Sequence[str], percent: bool) -> list[Spelling]:
        return self._shared(*self._patterns.named(words, percent))

    def _within_a_time(self, words: Sequence[str], percent: bool) -> list[Spelling]:
        """Return what is named of unknown things by the time in which they were done."""
        found, share = self._patterns.within(words, percent)
        return [
            one for one in self._shared(found, share) if not share or one.meaning[0] is Target.KPI
        ]

    def _shared(self, found: list[Spelling], share: bool) -> list[Spelling]:
        if not share:
            return found
        counted = self._counterparts.shares(found)
        return counted or [one for one in found if one.meaning[0] is Target.KPI]
