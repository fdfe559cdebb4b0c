"""What is known of a KPI or field when the words beside its name in a heading are judged."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.catalogue.model import (
    UNIT_WORDS,
    FieldDefinition,
    FieldKind,
    FieldRole,
    KpiDefinition,
)
from desktop_app.catalogue.text import normalise
from desktop_app.domain.unit import Unit
from desktop_app.importing.heading_words import WordReader
from desktop_app.importing.spellings import Meaning

_COMPATIBLE = {
    "share": UNIT_WORDS["share"],
    "duration": UNIT_WORDS["duration"],
    "money": UNIT_WORDS["multiple"],
    "count": UNIT_WORDS["multiple"],
    "rate": UNIT_WORDS["rate"] | UNIT_WORDS["multiple"],
    "score": UNIT_WORDS["score"] | {"percent"},
    "points": UNIT_WORDS["score"],
    "years": UNIT_WORDS["span"],
}
_MILLIONS = {"m": "millions", "mn": "millions"}
_LETTERS = {
    "duration": {"m": "minutes", "mn": "minutes"},
    "money": _MILLIONS,
    "count": _MILLIONS,
}
_SUMMED = frozenset({FieldKind.COUNT, FieldKind.DURATION})
_ENTITIES = frozenset({"id", "text", "timestamp", "period", "flag", "status"})


@dataclass(frozen=True, slots=True)
class Subject:
    """What matters of a meaning when the words beside its name are judged.

    `kinds` are the kinds of quantity of its variants, the default's first; `markers` are a
    marker's words, the variant's id, and what has to be said word for word ("of answered", or
    ``""``), longest first; `scored` are the variants on a
    scale of marks; `counts` says that it is a number over many records, `summed` that it is a sum
    over them of any kind, `based` that it is a rate of so many in a thousand, which a percentage
    can be brought to, `of_customers` that its title says it is about customers.
    """

    meaning: Meaning
    is_kpi: bool
    kinds: tuple[str, ...]
    structure: bool = False
    markers: tuple[tuple[tuple[str, ...], str, str], ...] = ()
    scored: tuple[str, ...] = ()
    counts: bool = False
    summed: bool = False
    based: bool = False
    of_customers: bool = False

    @property
    def entity(self) -> bool:
        """Whether this is a thing or a property of one, where "agent" or "call" is no segment."""
        return self.kinds[0] in _ENTITIES

    @classmethod
    def of_kpi(cls, meaning: Meaning, kpi: KpiDefinition, reader: WordReader) -> Subject:
        """Return the subject of a KPI."""
        kinds = dict.fromkeys([kpi.unit.value, *(variant.unit.value for variant in kpi.variants)])
        markers = [
            (reader.fold_text(marker), variant.id, _of_what(marker))
            for variant in kpi.variants
            for marker in variant.markers
        ]
        markers.sort(key=lambda marker: -len(marker[0]))
        scored = tuple(v.id for v in kpi.variants if v.unit is Unit.SCORE)
        based = kpi.unit is Unit.RATE and bool(kpi.default_unit)
        return cls(
            meaning,
            True,
            tuple(kinds),
            False,
            tuple(markers),
            scored,
            based=based,
            of_customers="customer" in reader.fold_text(kpi.name),
        )

    @classmethod
    def of_field(cls, meaning: Meaning, known: FieldDefinition) -> Subject:
        """Return the subject of a field."""
        quantity = known.role is FieldRole.QUANTITY
        structure = known.role is FieldRole.STRUCTURE
        return cls(
            meaning,
            False,
            (known.kind.value,),
            structure,
            counts=quantity and known.kind is FieldKind.COUNT,
            summed=quantity and known.kind in _SUMMED,
        )

    def unit(self, text: str, unit: str) -> str:
        """Return the unit that a unit word names for this subject, ``""`` if it does not fit.

        Parameters
        ----------
        text, unit : str
            The word, and the unit id that it usually names; "m" is minutes of a duration and
            millions of money.
        """
        for kind in self.kinds:
            own = _LETTERS.get(kind, {}).get(text, unit)
            if own in _COMPATIBLE.get(kind, ()) or (self.based and own in UNIT_WORDS["share"]):
                return own
        return ""


def _of_what(marker: str) -> str:
    """Return a marker that says of which whole, in normal form: its "of" is no silent word."""
    normal = normalise(marker)
    return normal if normal.startswith("of ") else ""
