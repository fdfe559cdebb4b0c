"""What a name of one record's field, or of a count, says in a summary: the sum, mean or share."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache

from desktop_app.catalogue.model import Catalogue, FieldKind, FieldRole, KpiDefinition, Source
from desktop_app.domain.unit import Unit
from desktop_app.importing.concepts import RATE, concepts
from desktop_app.importing.decisions import Target
from desktop_app.importing.heading_words import HeadingWords
from desktop_app.importing.spellings import Meaning, Spelling, Spellings

_LONG_WORD = 10
"""From this length on, one word says as much as two do: "Fehleranzahl"."""


class Counterparts:
    """Finds the same names' meanings where many records are summed up.

    Parameters
    ----------
    catalogue : Catalogue
        Its `Words.in_summaries` say what the fields of records come to.
    spellings : Spellings
        What is spelled there by itself is not looked for.
    """

    def __init__(self, catalogue: Catalogue, spellings: Spellings) -> None:
        self._fields = catalogue.fields
        self._by_words = spellings.by_words
        self._summed: dict[Meaning, Meaning] = {
            (Target.FIELD, name): meaning_in_summaries(catalogue, one)
            for name, one in catalogue.words.in_summaries.items()
        }
        self._shares = _shares(catalogue)
        self.summed = lru_cache(maxsize=4_096)(self._sum)

    def others(
        self, heading: HeadingWords, spelling: Spelling, span: Collection[int]
    ) -> list[Spelling]:
        """Return what else a spelling in a heading names: a sum or mean, a count's share.

        Parameters
        ----------
        span : collection of int
            Places of the spelling's words in the heading; those beside say whether a share is
            meant.
        """
        summed = self.summed(spelling)
        found = [spelling] if summed is None else [spelling, summed]
        beside = [one.folded for place, one in enumerate(heading.words) if place not in span]
        return found[1:] + (self.shares(found) if RATE in concepts(beside) else [])

    def share_of(self, quantity: str) -> str:
        """Return the KPI that is just the share of a count, ``""`` if there is none."""
        return self._shares.get(quantity, "")

    def _sum(self, spelling: Spelling) -> Spelling | None:
        """Return the spelling as one of the sum or mean over many records, None if it is none."""
        meaning = self._summed.get(spelling.meaning)
        telling = len(spelling.folded) > 1 or len(spelling.normal) >= _LONG_WORD
        if meaning is None or not telling:
            return None
        same = self._by_words.get(spelling.folded, ())
        if any(self.is_summed(other.meaning) for other in same):
            return None
        return replace(spelling, meaning=meaning)

    def is_summed(self, meaning: Meaning) -> bool:
        """Return whether a meaning is about many records: a KPI or a quantity."""
        target, name = meaning
        return target is Target.KPI or self._fields[name].role is FieldRole.QUANTITY

    def shares(self, spellings: Sequence[Spelling]) -> list[Spelling]:
        """Return the spellings of counts as names of the KPIs that are their shares."""
        return [
            replace(spelling, meaning=(Target.KPI, self._shares[spelling.meaning[1]]))
            for spelling in spellings
            if spelling.meaning[0] is Target.FIELD and spelling.meaning[1] in self._shares
        ]


def meaning_in_summaries(catalogue: Catalogue, name: str) -> Meaning:
    """Return the quantity of that id, or else the KPI; a field of records if there is neither."""
    known = catalogue.fields.get(name)
    quantity = known is not None and known.role is FieldRole.QUANTITY
    return (Target.FIELD if quantity or name not in catalogue.kpis else Target.KPI, name)


def _shares(catalogue: Catalogue) -> dict[str, str]:
    """Return the KPI whose part a count is, by the count; of several the first."""
    found: dict[str, str] = {}
    for kpi in catalogue.kpis.values():
        for part in _parts(kpi):
            known = catalogue.fields.get(part)
            if known is not None and known.kind is FieldKind.COUNT:
                found.setdefault(part, kpi.id)
    return found


def _parts(kpi: KpiDefinition) -> list[str]:
    """Return the quantities that a share, or a rate of so many in a thousand, is a share of."""
    of_all = kpi.unit is Unit.SHARE or (kpi.unit is Unit.RATE and bool(kpi.default_unit))
    return [
        formula.part
        for formula in kpi.formulas
        if of_all and formula.whole and formula.source is Source.QUANTITIES
    ]
